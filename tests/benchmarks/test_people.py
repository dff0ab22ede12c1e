"""The measure of people: what it counts, and that the decision stays as good as it is told to be."""

from __future__ import annotations

import random

from benchmarks.careers import careers
from benchmarks.pairs import score
from benchmarks.people import measure
from benchmarks.people_mentions import mentions_of


def test_pairs_are_counted() -> None:
    found = score(["x", "x", "y", "y"], ["a", "a", "a", "b"])
    assert (found.put, found.true, found.right) == (2, 3, 1)
    assert (found.precision, found.recall, found.f1) == (0.5, 1 / 3, 0.4)


def test_a_seed_makes_the_same_each_time() -> None:
    made = []
    for _ in range(2):
        chance = random.Random(7)
        made.append(mentions_of(careers(50, chance), 200, chance))
    assert made[0] == made[1]
    assert len(made[0][0]) == len(made[0][1]) == 200


def test_people_are_told_well_and_better_than_by_name() -> None:
    scores = measure(5, people=1_200, number=8_000)
    assert scores["identify"].f1 >= 0.97
    assert scores["identify"].precision >= 0.98
    assert scores["identify"].f1 > scores["name and province"].f1 + 0.02
    assert scores["name and province"].f1 > scores["name alone"].f1
