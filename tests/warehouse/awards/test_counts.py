from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.report import Qualifier
from warehouse.awards.counts import Choice, Statement, choose, fits


def said(outlet: str, count: int | None, qualifier: Qualifier = "exact", *, hour: int = 0, **known: bool) -> Statement:
    return Statement(outlet, count, qualifier, (False, float(hour), outlet), **known)


@pytest.mark.parametrize(
    ("statements", "choice"),
    [
        ([said("a", 7)], Choice(7, "exact", 1, False)),
        ([said("a", None), said("b", 7)], Choice(7, "exact", 1, False)),
        ([said("a", None)], Choice(None, "exact", 1, False)),
        (
            [said("a", 300, "over"), said("b", 300, "over", hour=1), said("c", 312, hour=2)],
            Choice(312, "exact", 3, False),
        ),
        ([said("a", 12), said("b", 12, hour=1), said("c", 13, hour=2)], Choice(12, "exact", 2, True)),
        ([said("a", 13), said("b", 12, hour=1, local=True)], Choice(12, "exact", 1, True)),
        ([said("b", 12, hour=1), said("a", 13)], Choice(13, "exact", 1, True)),
        ([said("a", 12), said("b", 300, "over", hour=1), said("c", 300, "over")], Choice(300, "over", 2, True)),
        ([said("a", 12), said("a", 13, hour=1)], Choice(13, "exact", 1, False)),
        ([said("a", 9, corrected=True), said("b", 8), said("c", 8, local=True)], Choice(9, "exact", 1, True)),
        ([said("a", 9, corrected=True), said("a", 8, hour=1)], Choice(9, "exact", 1, False)),
    ],
    ids=[
        "one",
        "silent",
        "none",
        "rounded",
        "majority",
        "local",
        "first",
        "rounded-majority",
        "later",
        "operator",
        "operator-later",
    ],
)
def test_the_stated_rule(statements: list[Statement], choice: Choice) -> None:
    for order in itertools.permutations(statements):
        assert choose(order) == choice


@pytest.mark.parametrize(
    ("exact", "rounded", "qualifier", "fit"),
    [
        (300, 300, "over", True),
        (399, 300, "over", True),
        (400, 300, "over", False),
        (299, 300, "over", False),
        (1259, 1250, "over", True),
        (1260, 1250, "over", False),
        (290, 300, "about", True),
        (310, 300, "about", True),
        (200, 300, "about", False),
        (7, 7, "exact", True),
    ],
)
def test_what_a_rounded_number_can_mean(exact: int, rounded: int, qualifier: Qualifier, fit: bool) -> None:
    assert fits(exact, rounded, qualifier) is fit


statements_ = st.lists(
    st.builds(
        said,
        st.sampled_from("abcd"),
        st.one_of(st.none(), st.integers(1, 400)),
        st.sampled_from(["exact", "over", "about"]),
        hour=st.integers(0, 3),
        local=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(statements_)
def test_what_stands_was_said(statements: list[Statement]) -> None:
    chosen = choose(statements)
    outlets = {s.outlet for s in statements}
    assert 1 <= chosen.agreeing <= len(outlets)
    if chosen.count is None:
        assert all(s.count is None for s in statements)
    else:
        assert (chosen.count, chosen.qualifier) in {(s.count, s.qualifier) for s in statements}
