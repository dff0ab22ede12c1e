"""The benchmark of grouping measures what it says, on few events."""

from __future__ import annotations

from benchmarks.accounts import accounts_of
from benchmarks.grouping import measure, seconds
from benchmarks.happenings import happenings
from benchmarks.pairs import score


def test_pairs_are_counted() -> None:
    found = score([1, 1, 2, 2, 3], ["a", "a", "a", "b", "b"])
    assert (found.right, found.wrong, found.missed) == (1, 1, 3)
    assert (found.precision, found.recall, found.f1) == (0.5, 0.25, 1 / 3)


def test_what_is_generated_depends_on_the_seed_alone() -> None:
    first, again, other = (accounts_of(happenings(60, seed), seed) for seed in (7, 7, 8))
    assert first == again != other
    assert {account.event for account in first} == set(range(60))
    assert all(first[account.copy_of].event == account.event for account in first if account.copy_of is not None)


def test_reports_are_grouped_well_and_better_than_by_day_and_province() -> None:
    ways = measure(11, events=900)
    n, found = ways["warehouse"]
    assert n > 1500
    assert found.f1 >= 0.96
    assert found.precision >= 0.97
    assert ways["one day and province"][1].f1 < 0.7


def test_seconds_are_taken() -> None:
    n, made, grouped = seconds(200)
    assert n > 100
    assert made > 0 < grouped
