"""Texts whose bytes were taken for other letters: TCVN3 (ABC), VNI-Windows, UTF-8 read as Windows-1252.

TCVN3 and VNI are encodings of fonts: a page in them is Western European to every program, and Vietnamese only to the
eye of who has the font. Tables: TCVN 5712:1993 (VN3), and the chart of the VNI-Win fonts; both agree with the tables of
several free converters and input methods. Whether a text is in one of them is told in `extract.repairing`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from reference.folding import LOWER
from reference.syllables import is_syllable

TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
"""Letters as Latin-1 shows them, and what they stand for. Letters with tone marks have no capitals: a font of capitals
shows those (`.VnTimeH`), or they were not written."""
VNI_LETTERS = dict(zip("ñôöíìæóòîÑÔÖÍÌÆÓÒÎ", "đơưíìỉĩịỵĐƠƯÍÌỈĨỊỴ", strict=True))
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
VNI_MARKS = {
    **dict(zip("ùøûõï", _TONES[1:], strict=True)),
    **{mark: "\u0302" + tone for mark, tone in zip("âáàåãä", _TONES, strict=True)},
    **{mark: "\u0306" + tone for mark, tone in zip("êéèúüë", _TONES, strict=True)},
}
"""What a letter of Latin-1 behind a vowel does to it in VNI: the combining marks."""
_VNI_VOWELS = {**dict.fromkeys("ùøûõï", "aeouyôö"), **dict.fromkeys("âáàåãä", "aeo"), **dict.fromkeys("êéèúüë", "a")}

_TCVN3_WORD = re.compile(f"®(?=[);,])|(?<=\\S )«(?= )|(?:[a-zA-Z]|[{''.join(TCVN3)}])+(?=(/?))")
_SIGNS = frozenset("£¥©®«»·")
"""Codes of TCVN3 that pages in it write as signs too: alone they stay what they are ("© 2003"), but for "®/c"."""
_CAPITALS = str.maketrans({char: char.upper() for char in LOWER})
_DOUBLED_CAPITAL = re.compile(
    "A[àảãáạ]|Ă[ằẳẵắặ]|Â[ầẩẫấậ]|E[èẻẽéẹ]|Ê[ềểễếệ]|I[ìỉĩíị]|O[òỏõóọ]|Ô[ồổỗốộ]|Ơ[ờởỡớợ]|U[ùủũúụ]|Ư[ừửữứự]|Y[ỳỷỹýỵ]"
)
"""How some converters write a capital with a tone mark: "Aµ" for À."""
_AFTER_SENTENCE = re.compile(r"(?<=[.!?] )[à-ỹ](?![.)])")
_VNI_UNIT = re.compile(
    "(?:"
    + "|".join(f"[{v}{v.upper()}][{m}{m.upper()}]" for m, v in _VNI_VOWELS.items())
    + f")|[{''.join(VNI_LETTERS)}]"
)
_BYTE_OF = {bytes([byte]).decode("cp1252", errors="ignore"): byte for byte in range(0x80, 0x100)}
_BYTE_OF |= {chr(byte): byte for byte in range(0x80, 0x100)}
_AGAIN = "".join(re.escape(char) for char, byte in _BYTE_OF.items() if byte < 0xC0)
_MISREAD = re.compile(f"[Â-ß][{_AGAIN}]|[à-ï][{_AGAIN}]{{2}}|[ð-ô][{_AGAIN}]{{3}}")
_LOST = "\ue000"
"""What stands for "Ã " while the rest is decoded, which gives capitals too: "XÃƒ Há»˜I"."""
_SPACE_LOST = re.compile(rf"(?P<before>[^\W\d_]*){_LOST}(?P<after>(?:[^\W\d_Ã]{{1,2}}(?![^\W\d_]))?[,;:.”)]?)")
"""à whose second byte, a no-break space, became a plain one: "hÃ ng"."""


def from_tcvn3(text: str) -> str:
    """Return the text that the fonts of TCVN3 show; what stands beside no letter stays ("© 2003")."""
    shown = _TCVN3_WORD.sub(lambda found: _tcvn3_word(found[0], found[1]), text)
    return _AFTER_SENTENCE.sub(lambda found: found[0].upper(), shown)


def from_vni(text: str) -> str:
    """Return the text that the fonts of VNI-Windows show."""
    return _VNI_UNIT.sub(lambda found: _vni_unit(found[0]), text)


def from_misread(text: str) -> str:
    """Return what was UTF-8 before it was read as Windows-1252 or Latin-1; what is no UTF-8 stays as it is."""
    text = text.replace("Ã  ", "Ã\xa0 ").replace("Ã ", _LOST)
    text = _MISREAD.sub(lambda found: _decoded(found[0]), text)
    return _SPACE_LOST.sub(_with_grave, text) if _LOST in text else text


ENCODINGS: dict[str, Callable[[str], str]] = {
    "the font encoding TCVN3 (ABC)": from_tcvn3,
    "the font encoding VNI": from_vni,
    "UTF-8 that was decoded as Latin-1": from_misread,
}


def _tcvn3_word(word: str, slash: str | None) -> str:
    if word in _SIGNS and slash == "":
        return word
    shown = _DOUBLED_CAPITAL.sub(lambda found: found[0][1].upper(), "".join(TCVN3.get(char, char) for char in word))
    others = [char for char, code in zip(shown, word, strict=False) if code.isascii() or TCVN3[code].isupper()]
    in_capitals = len(others) > 1 and all(char.isupper() for char in others)
    return shown.translate(_CAPITALS) if in_capitals else shown


def _vni_unit(unit: str) -> str:
    letter = VNI_LETTERS.get(unit[0], unit[0])
    marks = VNI_MARKS[unit[1].lower()] if len(unit) == 2 else ""
    return unicodedata.normalize("NFC", letter + marks)


def _decoded(misread: str) -> str:
    try:
        return bytes(_BYTE_OF[char] for char in misread).decode()
    except UnicodeDecodeError:
        return misread


def _with_grave(found: re.Match[str]) -> str:
    """Return a word with its à: joined with what follows where that cannot be a word of its own."""
    before, after = found["before"], found["after"]
    joined = f"{before}à{after}"
    letters = after.rstrip(",;:.”)")
    alone = is_syllable(letters) and (letters not in "iouy" or joined.lower().startswith(("vày", "lày")))
    return joined if after and not alone and is_syllable(joined.rstrip(",;:.”)")) else f"{before}à {after}"
