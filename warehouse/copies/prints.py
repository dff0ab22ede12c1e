"""When two texts are one: their prints compared, shingle by shingle, with the numbers and names that they state.

Likeness alone does not do: last year's text with new figures, or a notice with another name in it, is as like as a
copy with another headline. But a copy leaves out or adds, while another text of the same template puts other numbers
and names in the place of those of the first; so what counts is how many are exchanged.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reference.folding import LOWER, UPPER, fold

SHINGLE = 4
"""Syllables in a shingle."""
LIKENESS = 0.8
"""Jaccard index of the shingles from which two texts may be one."""
WITHIN = 0.95
"""Share of a text's shingles that stand in a longer one from which it may be that one without its lead."""
LEFT = 0.65
"""How much of the longer one must be left; a teaser or summary is a text of its own."""
SHORT = 60
"""Syllables below which a body is a notice, that its headline belongs to."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_NAME = re.compile(f"(?<=[\\w,;)] )[{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]*)*")
"""Capitalised syllables that open no sentence; words in capitals are abbreviations, which each outlet has its own."""
SHORTEST = 8
"""Shingles below which a text is too little to be known by."""
MIXERS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)
"""An odd factor for each place in a shingle, so that their order counts (multiply-add hashing)."""
Codes = NDArray[np.uint32]
"""Hashes, sorted and unique."""


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """What a text is compared by: its shingles (of the body alone, unless that is `short`), numbers and names.

    A number counts as often as it stands, a name once.
    """

    shingles: Codes
    numbers: Codes
    names: Codes
    short: bool

    @property
    def telling(self) -> bool:
        """Whether there is enough of it to be known by."""
        return len(self.shingles) >= SHORTEST


def print_of(text: str, title: str = "") -> Print:
    """Return the print of a text that begins with its title; letters count, not accents, case or punctuation."""
    body = _WORD.findall(text[len(title) :] if text.startswith(title) else text)
    short = len(body) < SHORT
    words = (_WORD.findall(text) if short else body) or [""]
    size = min(SHINGLE, len(words))
    codes = np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))
    runs = np.lib.stride_tricks.sliding_window_view(codes, size)
    hashes = (runs * MIXERS[:size]).sum(axis=1, dtype=np.uint64) >> np.uint64(32)
    counts = Counter(number.lstrip("0") for number in _NUMBER.findall(text))
    numbers = {_code(f"{number} {n}") for number, count in counts.items() for n in range(count)}
    names = {_code(name) for name in _NAME.findall(text)}
    return Print(np.unique(hashes.astype(np.uint32)), _codes(numbers), _codes(names), short)


def likeness(a: Print, b: Print) -> float:
    """Return the Jaccard index of two prints, 0 to 1."""
    shared = _shared(a.shingles, b.shingles)
    return shared / (len(a.shingles) + len(b.shingles) - shared)


def are_alike(a: Print, b: Print) -> bool:
    """Tell whether two texts are near-identical in their words, or one is the other with a part left out."""
    fewer, more = sorted((len(a.shingles), len(b.shingles)))
    if fewer < LEFT * more:
        return False
    shared = _shared(a.shingles, b.shingles)
    return shared >= LIKENESS * (fewer + more - shared) or shared >= WITHIN * fewer


def agree(a: Print, b: Print, *, numbers: bool = False, names: bool = False) -> bool:
    """Tell whether no numbers and names of one text stand in the place of others: what is left out or added may be.

    Of `numbers` or `names` a tenth may differ where that is said, or one of five and more: a slip that was mended.
    """
    return all(
        _exchanged(one, other) <= (_slips(min(len(one), len(other))) if mended else 0)
        for one, other, mended in ((a.numbers, b.numbers, numbers), (a.names, b.names, names))
    )


def _exchanged(a: Codes, b: Codes) -> int:
    """Return how many of the one stand in the place of as many of the other."""
    return min(len(a), len(b)) - _shared(a, b)


def _slips(number: int) -> int:
    return max(number // 10, min(1, number // 5))


def _shared(a: Codes, b: Codes) -> int:
    return len(np.intersect1d(a, b, assume_unique=True))


def _codes(values: set[int]) -> Codes:
    return np.array(sorted(values), dtype=np.uint32)


@lru_cache(maxsize=65536)
def _code(word: str) -> int:
    return zlib.crc32(fold(word).encode())
