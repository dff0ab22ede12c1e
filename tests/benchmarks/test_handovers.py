from __future__ import annotations

from benchmarks.handovers import make, score


def test_generated_awards_are_linked() -> None:
    groups, pairs = make(1500, 21)
    found = score(groups, pairs)
    assert found.precision >= 0.98
    assert found.recall >= 0.85
    assert len(pairs) > 500


def test_one_seed_makes_one_world() -> None:
    assert make(50, 3) == make(50, 3)
    assert make(50, 3) != make(50, 4)
