"""Intervals: sound where nothing varies, the same each time, and as wide as the articles are few."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.intervals import interval, wilson


@pytest.mark.parametrize(
    ("share", "trials", "expected"),  # R: prop.test(x, n, correct = FALSE)$conf.int
    [(1.0, 5, (0.5655, 1.0)), (0.0, 10, (0.0, 0.2775)), (0.5, 10, (0.2366, 0.7634)), (0.9, 100, (0.8256, 0.9448))],
)
def test_wilson(share: float, trials: int, expected: tuple[float, float]) -> None:
    assert wilson(share, trials) == pytest.approx(expected, abs=1e-4)


def test_articles_without_an_error_leave_room_for_one() -> None:
    assert interval([3, 8, 2, 9, 4], [3, 8, 2, 9, 4]) == wilson(1.0, 5)
    assert interval([3] * 500, [3] * 500)[0] > 0.99


def test_articles_that_say_nothing_of_a_field_do_not_count() -> None:
    assert interval([2, 0, 0], [2, 0, 0]) == wilson(1.0, 1)
    assert interval([0, 0], [0, 0]) == (0.0, 1.0)


def test_many_errors_are_resampled_by_article() -> None:
    rows = interval([1, 0] * 50, [1] * 100)
    assert rows == interval([1, 0] * 50, [1] * 100)
    assert rows == pytest.approx((0.4, 0.6), abs=0.02)
    in_lumps = interval([10, 0] * 5, [10] * 10)
    assert in_lumps[1] - in_lumps[0] > 2.5 * (rows[1] - rows[0])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30))
def test_the_figure_lies_within(pairs: list[tuple[int, int]]) -> None:
    parts, wholes = [min(p) for p in pairs], [max(p) for p in pairs]
    low, high = interval(parts, wholes, resamples=200)
    assert 0 <= low <= high <= 1
    if sum(wholes):
        assert low - 1e-4 <= sum(parts) / sum(wholes) <= high + 1e-4
