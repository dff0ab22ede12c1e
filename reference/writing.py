"""How a text is written: in Vietnamese or not, and in encodings of old fonts that only look like letters.

Vietnamese pages are UTF-8 nearly always; older texts are in TCVN3 (ABC) or VNI, whose bytes are letters of Western
Europe until the right font shows them.
"""

from __future__ import annotations

import re

_ONLY_VIETNAMESE = re.compile("[Ạ-ỹăĂđĐơƠưƯ]")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\S+")
_TCVN3 = re.compile("[a-zA-Z][µ¸¶·¹¨»¾¼½©®ª«¬¦§]|[µ¸¶·¹»¾¼½®«¬§][a-zA-ZÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÜÝÞßãáâäëèéêìíîïñòóô]")
_VNI = re.compile("[aeAE][øùûõïâêåáàãäéèúüëÙØÛÕÏÂÊ]|[ouOU][øùûõïâáàåãäÙØÛÕÏÂ]|ñ[aeiouöô]|[öô][øùûõï]|ö[aôõùûøï]")
_MOJIBAKE = re.compile("Ã[\u0080-¿]|á»[\u0080-¿‚-›]|áº[\u0080-¿‚-›]|Ä[‘\u0091]|Æ°|Æ¡")


def is_vietnamese(text: str) -> bool:
    """Tell whether `text` reads as Vietnamese: at least one letter in twenty-five is one that only it uses."""
    marked = len(_ONLY_VIETNAMESE.findall(text))
    return marked > 0 and marked >= 0.04 * letters(text)


def letters(text: str) -> int:
    """Return how many letters a text has, of whatever script."""
    return sum(map(len, _LETTERS.findall(text)))


def has_letters(text: str) -> bool:
    """Tell whether a text has a letter, of whatever script."""
    return _LETTERS.search(text) is not None


def find_garbling(text: str) -> str | None:
    """Return in which way a text that ought to be Vietnamese was garbled, None where it does not look so."""
    if re.search("[\u1ea0-\u1ef9]", text):
        return None
    words = len(_WORD.findall(text)) or 1
    if len(_MOJIBAKE.findall(text)) * 12 > words:
        return "UTF-8 that was decoded as Latin-1 before it was stored"
    if len(_TCVN3.findall(text)) * 10 > words:
        return "text in the font encoding TCVN3 (ABC), not converted"
    if len(_VNI.findall(text)) * 10 > words:
        return "text in the font encoding VNI, not converted"
    return None
