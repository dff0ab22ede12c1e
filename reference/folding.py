"""Ways to compare Vietnamese words: by letters alone, or with accents but whatever the case and the tone's place."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LOWER = "abcdefghijklmnopqrstuvwxyzđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
"""Small letters of Vietnamese, for character classes: ranges such as à-ỹ take in capitals too."""
UPPER = LOWER.upper()

TONE_PLACES = {
    second: first
    for seconds, firsts in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for second, first in zip(seconds.split(), firsts.split(), strict=True)
}
"""Vowels with the tone mark on the second, and the same with it on the first."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NOT_WORD = re.compile(r"\W+")
_ON_SECOND = re.compile("|".join(TONE_PLACES))
_KEPT = re.compile(r"\\.|\(\?P[<=][^>)]*[>)]")


def aligned(text: str) -> str:
    """Return NFC `text` in lower case with tones placed one way, character for character: offsets stay true.

    Patterns for text in this form go through `aligned_pattern`.
    """
    lower = text.replace("\u00d0", "Đ").lower()
    if len(lower) != len(text):  # a letter such as İ has two characters in lower case
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return _ON_SECOND.sub(lambda match: TONE_PLACES[match[0]], lower)


def aligned_pattern(pattern: str) -> str:
    """Return a regular expression for text in the form of `aligned`; escapes and group names stay as they are."""
    kept = _KEPT.findall(pattern)
    parts = [aligned(part) for part in _KEPT.split(pattern)]
    return "".join(part + escape for part, escape in zip(parts, [*kept, ""], strict=True))


@lru_cache(maxsize=65536)
def norm(text: str) -> str:
    """Return `text` in lower case with each syllable's tone mark behind its letters, so that Ủy, Uỷ and ủy are one.

    Accents stay: bà and ba differ. The result is for comparing, not for showing. U+00D0 (Ð) counts as Đ.
    """
    text = text.replace("\u00d0", "Đ").replace("\u00f0", "đ").lower()
    if text.isascii():
        return text
    out: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if char in _TONES:
            tones.append(char)
            continue
        if tones and not (char.isalpha() or unicodedata.combining(char)):
            out += tones
            tones = []
        out.append(char)
    return "".join(out + tones)


def fold(text: str) -> str:
    """Return `text` in lower case without accents, đ as d, words joined by one space, for look-ups without accents.

    What is no letter or number parts words, marks on letters apart, which go. The macro `fold` of a snapshot does the
    same in SQL; hence the Greek sigma, which Python lowers by its place.
    """
    text = text.replace("\u00d0", "Đ").replace("\u00f0", "đ").replace("Σ", "σ").lower().replace("đ", "d")
    if not text.isascii():
        letters = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] != "M")
        text = unicodedata.normalize("NFC", letters)
    return " ".join(_NOT_WORD.sub(" ", text.replace("_", " ")).split())


def slug(text: str) -> str:
    """Return `text` folded and joined by hyphens: "Bà Rịa - Vũng Tàu" is `ba-ria-vung-tau`."""
    return fold(text).replace(" ", "-")
