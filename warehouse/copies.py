"""Articles that repeat one another: syndicated texts, found by MinHash and confirmed word for word."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from reference.folding import fold

SHINGLE = 4
"""Syllables in a shingle."""
LIKENESS = 0.8
_SKETCH = 16
"""Jaccard index of the shingles from which two texts are copies; a shortened lead or a changed headline stays above."""
_PERMUTATIONS = 64
_NUMBER = re.compile(r"\d+")
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93], dtype=np.uint64)
"""An odd factor for each place in a shingle, so that the order of its syllables counts (multiply-add hashing)."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a text is compared by: the hashes of its shingles (sorted, unique) and the numbers that it states."""

    shingles: NDArray[np.uint32]
    numbers: Mapping[str, int]


def print_of(text: str) -> Print:
    """Return the print of a text; letters count, not accents, case or punctuation."""
    words = [zlib.crc32(word.encode()) for word in fold(text).split() or [""]]
    size = min(SHINGLE, len(words))
    runs = np.lib.stride_tricks.sliding_window_view(np.array(words, dtype=np.uint64), size)
    hashes = (runs * _MIXERS[:size]).sum(axis=1, dtype=np.uint64) >> np.uint64(32)
    return Print(np.unique(hashes.astype(np.uint32)), Counter(_NUMBER.findall(text)))


def likeness(a: Print, b: Print) -> float:
    """Return the Jaccard index of two prints, 0 to 1."""
    shared = len(np.intersect1d(a.shingles, b.shingles, assume_unique=True))
    return shared / (len(a.shingles) + len(b.shingles) - shared)


def are_copies(a: Print, b: Print) -> bool:
    """Tell whether two texts are one but for details; last year's text with new figures is another text."""
    if likeness(a, b) < LIKENESS:
        return False
    numbers = Counter(a.numbers), Counter(b.numbers)
    changed = sum(((numbers[0] - numbers[1]) + (numbers[1] - numbers[0])).values())
    return changed <= max(2, 0.1 * (sum(a.numbers.values()) + sum(b.numbers.values())))


def copies_of(mark: Print, prints: Sequence[Print | None]) -> list[int]:
    """Return the numbers of the texts that are copies of one; the smallest shingles of copies are seldom all others."""
    sketch = set(mark.shingles[:_SKETCH].tolist())
    return [
        n
        for n, other in enumerate(prints)
        if other is not None and not sketch.isdisjoint(other.shingles[:_SKETCH].tolist()) and are_copies(mark, other)
    ]


def find_copies(
    prints: Sequence[Print], *, may_be: Callable[[int, int], bool] = lambda a, b: True
) -> list[tuple[int, int]]:
    """Return the pairs (i, j), i < j, of texts that are copies and pass `may_be`, sorted."""
    index = MinHashLSH(threshold=LIKENESS - 0.1, num_perm=_PERMUTATIONS)
    base = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)
    pairs = []
    for j, mark in enumerate(prints):
        sketch = base.copy()
        sketch.update_batch(mark.shingles.tolist())
        pairs += [(i, j) for i in index.query(sketch) if may_be(i, j) and are_copies(prints[i], mark)]
        index.insert(j, sketch)
    return sorted(pairs)
