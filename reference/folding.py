"""Ways to compare Vietnamese words: by letters alone, or with accents but whatever the case and the place of the tone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NOT_WORD = re.compile(r"[^\w]+")


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
    """Return `text` in lower case without accents, đ as d, words joined by one space: for accent-insensitive look-ups."""
    text = text.replace("\u00d0", "Đ").replace("\u00f0", "đ").lower().replace("đ", "d")
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", letters.replace("_", " ")).split())


def slug(text: str) -> str:
    """Return `text` folded and joined by hyphens: "Bà Rịa - Vũng Tàu" is `ba-ria-vung-tau`."""
    return fold(text).replace(" ", "-")
