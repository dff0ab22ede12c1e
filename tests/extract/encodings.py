"""Writing Vietnamese in the encodings of old fonts, for tests: the inverse of what `extract.font_encodings` reads."""

from __future__ import annotations

import unicodedata

from extract.font_encodings import TCVN3, VNI_LETTERS, VNI_MARKS
from reference.folding import LOWER, UPPER

_TO_TCVN3 = {letter: code for code, letter in TCVN3.items()}
_TO_TCVN3 |= {letter.upper(): code for letter, code in _TO_TCVN3.items() if letter.upper() not in _TO_TCVN3}


def _vni_forms() -> dict[str, str]:
    """Return how each letter is written in VNI: one of its own, else a vowel and what carries the marks."""
    forms = {letter: code for code, letter in VNI_LETTERS.items()}
    vowels = {**{vowel: vowel for vowel in "aeouyAEOUY"}, "ơ": "ô", "ư": "ö", "Ơ": "Ô", "Ư": "Ö"}
    for letter, code in vowels.items():
        for mark, marks in VNI_MARKS.items():
            composed = unicodedata.normalize("NFC", letter + marks)
            if len(composed) == 1 and composed in LOWER + UPPER and composed not in forms:
                forms[composed] = code + (mark.upper() if letter.isupper() else mark)
    return forms


_TO_VNI = _vni_forms()


def as_tcvn3(text: str) -> str:
    """Return what a program without the font shows; capitals with tone marks become small letters: TCVN3 has none."""
    return "".join(_TO_TCVN3.get(char, char) for char in text)


def as_vni(text: str) -> str:
    """Return what a program without the font shows."""
    return "".join(_TO_VNI.get(char, char) for char in text)


def as_misread(text: str, charset: str = "cp1252") -> str:
    """Return UTF-8 as it looks when it is read as Latin-1 or Windows-1252; what that does not have becomes C1."""
    return "".join(bytes([b]).decode(charset, errors="ignore") or chr(b) for b in text.encode())


def as_windows_1258(text: str) -> bytes:
    """Return bytes of windows-1258: letters with hooks as letters, tones as marks behind them."""
    out = []
    for char in text:
        try:
            out.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            letters = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in letters if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", letters.replace(tone, ""))
            out.append(base.encode("cp1258") + tone.encode("cp1258"))
    return b"".join(out)
