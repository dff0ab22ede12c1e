"""Which texts may be copies of one another, found by MinHash without comparing each with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from warehouse.copies.prints import MIXERS, Print

BANDS = 16
_ROWS = 4
"""Two texts of likeness s meet in a band with the chance 1 - (1 - s**4)**16: 0.9998 at 0.8, 0.12 at 0.3."""
_LARGEST_BLOCK = 50
"""In a larger block (notices of one template) a text meets its neighbours alone, so that cost stays near n log n."""
_NEIGHBOURS = 20
_EMPTY = MinHash(num_perm=BANDS * _ROWS, seed=1, hashfunc=int)
Bands = NDArray[np.uint64]


def lookalikes(bands: Bands, orders: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Give each pair (i, j), i < j, of texts that are worth comparing, once.

    `bands` has a row a text, as `bands_of` gives it. `orders` hold ranks of all texts: in a large block a text meets
    those that are next to it in one of them.
    """
    if len(bands) < 2:
        return
    seen: set[int] = set()
    for band in range(BANDS):
        for block in _blocks(bands[:, band]):
            for a, b in _pairs(block, orders):
                pair = min(a, b) * len(bands) + max(a, b)
                if pair not in seen:
                    seen.add(pair)
                    yield min(a, b), max(a, b)


def bands_of(mark: Print) -> Bands:
    """Return the key of a text in each band; only texts with a key in common are worth comparing."""
    sketch = _EMPTY.copy()
    sketch.update_batch(mark.shingles.tolist())
    rows: NDArray[np.uint64] = sketch.hashvalues.astype(np.uint64).reshape(BANDS, _ROWS)
    keys: Bands = (rows * MIXERS).sum(axis=1, dtype=np.uint64)
    return keys


def _blocks(keys: Bands) -> Iterator[list[int]]:
    """Give the numbers of texts whose keys are equal, where there are two or more."""
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    for block in np.split(order, ends):
        if len(block) > 1:
            yield block.tolist()


def _pairs(block: list[int], orders: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    if len(block) <= _LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    for ranks in orders:
        row = sorted(block, key=lambda n: ranks[n])
        for start, n in enumerate(row):
            for other in row[start + 1 : start + 1 + _NEIGHBOURS]:
                yield n, other
