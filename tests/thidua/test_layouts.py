"""The layout alarm: what is said of an outlet whose pages change, and that nothing is said of one that is as it was."""

from __future__ import annotations

import random

import pytest

from thidua.layouts import FEWEST, RECENT, PageFacts, chance_of_more, judge_layout

GOOD = PageFacts("zce", length=2000, dated=True)
UNKNOWN = PageFacts("", length=1800, dated=True)
EMPTY = PageFacts("", reason="no known family, and hardly any text")
UNDATED = PageFacts("zce", length=2100)
SHORT = PageFacts("zce", length=300, dated=True)


@pytest.mark.parametrize(
    ("latest", "said"),
    [
        (UNKNOWN, "are not in the layout of the family zce"),
        (EMPTY, "gave no text"),
        (UNDATED, "show no date"),
        (SHORT, "have less than a third of the usual 2,000 characters"),
    ],
)
def test_a_change_is_said_with_its_figures(latest: PageFacts, said: str) -> None:
    line = judge_layout([GOOD] * 100 + [latest] * 8, "zce")
    assert line == f"8 of its latest 20 pages {said} (0 of 88 before)"
    assert judge_layout([GOOD] * 100, "zce") is None


def test_two_changes_are_said_together() -> None:
    assert judge_layout([GOOD] * 100 + [UNKNOWN] * 10 + [EMPTY] * 10) == (
        "10 of its latest 20 pages gave no text (0 of 100 before); "
        "10 of its latest 10 pages are in no known layout (0 of 100 before)"
    )


def test_few_pages_say_nothing() -> None:
    assert judge_layout([GOOD] * 100 + [EMPTY] * (FEWEST - 1), "zce") is None
    assert judge_layout([EMPTY] * (FEWEST - 1), "zce") is None
    assert judge_layout([], "zce") is None


def test_a_young_outlet_is_judged_by_halves() -> None:
    assert judge_layout([GOOD] * 10 + [EMPTY] * 10) == "10 of its latest 10 pages gave no text (0 of 10 before)"
    assert judge_layout([GOOD] * 3 + [EMPTY] * 5) is None


def test_an_outlet_whose_declared_family_never_fitted_is_named_whatever_was_before() -> None:
    said = "20 of its latest 20 pages are not in the layout of the family zce (100 of 100 before)"
    assert judge_layout([UNKNOWN] * 120, "zce") == said
    assert judge_layout([UNKNOWN] * 120) is None
    assert judge_layout([UNKNOWN] * 5, "zce") == "5 of its latest 5 pages are not in the layout of the family zce"


def test_an_outlet_that_moves_to_another_known_layout_is_well() -> None:
    assert judge_layout([GOOD] * 50 + [PageFacts("onecms", length=1900, dated=True)] * 50, "zce") is None


def test_what_an_outlet_always_has_is_usual() -> None:
    mixed = [GOOD, GOOD, EMPTY, UNDATED, SHORT] * 40
    assert judge_layout(mixed) is None


def test_outlets_that_are_as_they_were_are_hardly_ever_named() -> None:
    chance = random.Random(20240611)
    kinds, shares = [GOOD, UNKNOWN, EMPTY, UNDATED, SHORT], [80, 5, 5, 5, 5]
    named = sum(judge_layout(chance.choices(kinds, shares, k=chance.randint(30, 400))) is not None for _ in range(500))
    assert named <= 5


def test_the_chance_of_a_rise_is_that_of_fishers_test() -> None:
    assert chance_of_more(3, 4, 1, 4) == pytest.approx(17 / 70)  # his lady tasting tea
    assert chance_of_more(4, 4, 0, 4) == pytest.approx(1 / 70)
    assert chance_of_more(0, 4, 3, 4) == 1


def test_a_change_is_noticed_within_a_day_or_two() -> None:
    """Of pages 10 % are odd anyway; of fifteen that are new since the change, most are."""
    chance = random.Random(20240611)
    noticed = 0
    for _ in range(200):
        before = chance.choices([GOOD, UNKNOWN], [90, 10], k=300)
        latest = chance.choices([GOOD, UNKNOWN], [20, 80], k=RECENT * 3 // 4)
        noticed += judge_layout([*before, *latest]) is not None
    assert noticed > 180
