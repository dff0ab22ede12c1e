from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from tests.warehouse.building import filler
from warehouse.copies.lookalikes import BANDS, Bands, bands_of, lookalikes
from warehouse.copies.prints import Print, likeness, print_of


def bands(prints: Sequence[Print]) -> Bands:
    return np.array([bands_of(mark) for mark in prints], dtype=np.uint64).reshape(-1, BANDS)


def test_copies_meet_and_others_seldom_do() -> None:
    texts = [filler(f"{n}", 200) for n in range(60)]
    texts += [text[: int(len(text) * (0.82 + n / 400))] for n, text in enumerate(texts)]
    prints = [print_of(text) for text in texts]
    ranks = list(range(len(prints)))
    met = set(lookalikes(bands(prints), [ranks]))
    alike = {(i, j) for i, j in combinations(ranks, 2) if likeness(prints[i], prints[j]) >= 0.8}
    assert len(alike) >= 60
    assert alike <= met
    assert len(met) < 100


def test_each_pair_comes_once() -> None:
    prints = [print_of(filler("a", 100))] * 5
    found = list(lookalikes(bands(prints), [range(5)]))
    assert sorted(found) == list(combinations(range(5), 2))


def test_in_a_large_block_only_neighbours_meet() -> None:
    prints = [print_of(filler("a", 100))] * 400
    shuffled = [n * 7 % 400 for n in range(400)]
    found = set(lookalikes(bands(prints), [range(400), shuffled]))
    assert len(found) <= 2 * 20 * 400
    assert {(n, n + 1) for n in range(399)} <= found
    beside = {n: shuffled.index(rank + 1) for n, rank in enumerate(shuffled) if rank < 399}
    assert {(min(pair), max(pair)) for pair in beside.items()} <= found


def test_no_texts_give_no_pairs() -> None:
    assert list(lookalikes(bands([]), [[]])) == list(lookalikes(bands([print_of("một")]), [[0]])) == []
