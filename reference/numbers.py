"""Whole numbers as Vietnamese texts write them, in digits ("06", "1.276", "10,000") and in words ("hai mươi mốt").

A full stop, comma or space in front of exactly three digits groups thousands; decimals, percentages, ranges and
fractions are no whole number. Words that may be a number or a span of years ("mười năm", ten years; fifteen is "mười
lăm") are refused.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reference.folding import fold, norm

_PLAIN = re.compile(r"\d{1,15}", re.ASCII)
_GROUPED = re.compile(r"(?!0)\d{1,3}(?P<mark>[.,\u0020\u00a0\u2009\u202f])\d{3}(?:(?P=mark)\d{3}){0,3}", re.ASCII)
_NOT_DIGIT = re.compile(r"\D")

_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9
}  # fmt: skip
_AFTER_TENS = _DIGITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_TEN, _TENS, _HUNDRED, _ODD, _THOUSAND = ("mười",), ("mươi", "chục"), ("trăm",), ("linh", "lẻ"), ("nghìn", "ngàn")


@lru_cache(maxsize=8192)
def parse_number(text: str) -> int | None:
    """Return the whole number that `text` is, all of it, or None.

    In words up to 999,999, in any case and with tone marks in either place; without accents only in two words or more,
    since "nam", "sau" and "bay" are words of their own.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(_NOT_DIGIT.sub("", text))
    words = norm(text).split()
    if text.isascii() and len(words) > 1:
        words = [_accented(word, before) for before, word in zip(["", *words], words, strict=False)]
    return _read([_spelling().get(word, "") for word in words])


def _read(words: list[str]) -> int | None:
    """Read words in their dictionary spelling; "" stands for any other word."""
    if not words or "" in words:
        return None
    at = next((i for i, word in enumerate(words) if word in _THOUSAND), None)
    if at is None:
        return _below_thousand(words)
    thousands, rest = _below_thousand(words[:at]), words[at + 1 :]
    if not thousands:
        return None
    if not rest:
        return thousands * 1000
    below = _odd(rest) if rest[0] in _ODD else _below_thousand(rest, padded=True)
    return None if below is None else thousands * 1000 + below


def _below_thousand(words: list[str], *, padded: bool = False) -> int | None:
    """Read 0 to 999. Behind thousands (`padded`) the hundreds have to be said: "ba nghìn hai" may be 3,200 or 3,002."""
    if len(words) > 1 and words[1] in _HUNDRED and words[0] in _DIGITS:
        hundreds, rest = _DIGITS[words[0]], words[2:]
        if hundreds == 0 and not (padded and rest):
            return None
        if not rest:
            return hundreds * 100
        below = _odd(rest) if rest[0] in _ODD else _tens(rest)
        return None if below is None else hundreds * 100 + below
    if len(words) == 1 and words[0] in _DIGITS:
        return None if padded else _DIGITS[words[0]]
    return _tens(words)


def _tens(words: list[str]) -> int | None:
    """Read 10 to 99, "hai mốt" and "ba lăm" too."""
    if not words:
        return None
    if words[0] in _TEN:
        tens, rest = 1, words[1:]
    elif len(words) > 1 and words[1] in _TENS and _DIGITS.get(words[0], 0) >= (1 if words[1] == "chục" else 2):
        tens, rest = _DIGITS[words[0]], words[2:]
    elif len(words) == 2 and _DIGITS.get(words[0], 0) >= 2 and words[1] in ("mốt", "lăm", "nhăm"):
        tens, rest = _DIGITS[words[0]], words[1:]
    else:
        return None
    if not rest:
        return tens * 10
    unit = _AFTER_TENS.get(rest[0])
    if len(rest) > 1 or not unit or rest[0] == "năm" or (tens == 1 and rest[0] in ("mốt", "tư")):
        return None
    return tens * 10 + unit


def _odd(words: list[str]) -> int | None:
    """Read the unit behind "linh" or "lẻ"."""
    unit = _AFTER_TENS.get(words[1]) if len(words) == 2 and words[1] not in ("mốt", "lăm", "nhăm") else None
    return unit or None


@cache
def _spelling() -> dict[str, str]:
    """Return every number word under `norm` → its dictionary spelling."""
    return {norm(word): word for word in (*_AFTER_TENS, *_TEN, *_TENS, *_HUNDRED, *_ODD, *_THOUSAND)}


def _accented(word: str, before: str) -> str:
    """Give a number word without accents its accents back; "muoi" is ten where it begins the tens."""
    if word == "muoi" and before in ("", "tram", "nghin", "ngan"):
        return norm("mười")
    return _plain_letters().get(word, word)


@cache
def _plain_letters() -> dict[str, str]:
    words = (*_TENS, *_AFTER_TENS, *_HUNDRED, *_ODD, *_THOUSAND, "bảy", "một")
    return {fold(word): norm(word) for word in words}
