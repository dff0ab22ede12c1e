"""The measurement of duplicates: that it can fail, and what it must reach."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from unittest.mock import patch

import pytest

from benchmarks import duplicates
from benchmarks.articles import article_of, articles_in, own_texts
from benchmarks.copies import measure as cost_of
from benchmarks.duplicates import CASES, Outcome, halves, measure, show
from extract.article import Article


@cache
def few() -> list[Article]:
    """Return some articles as they are written, headline first."""
    texts = [[line for line in text.split("\n") if line] for text in own_texts()[:8]]
    return [article_of(lines[0], lines[1:]) for lines in texts]


def test_every_edit_changes_what_it_is_given_to() -> None:
    told = measure(few())
    assert [outcome.case for outcome in told] == list(CASES)
    assert all(outcome.articles for outcome in told)


def test_rules_that_join_all_or_nothing_are_seen() -> None:
    with patch.object(duplicates, "find_duplicates", lambda items: [replace(item, original="x") for item in items]):
        assert show(measure(few()))[-1].startswith("precision 0.0")
    with patch.object(duplicates, "find_duplicates", lambda items: items):
        assert "recall 0.000" in show(measure(few()))[-1]


@pytest.mark.slow
@pytest.mark.parametrize("half", ["develop", "measure"])
def test_duplicates_are_told(half: str) -> None:
    found = measure(halves(articles_in(own_texts()))[half])
    same = [outcome for outcome in found if outcome.case.same]
    others = [outcome for outcome in found if not outcome.case.same]

    def share(outcomes: list[Outcome]) -> float:
        return sum(outcome.joined for outcome in outcomes) / sum(outcome.articles for outcome in outcomes)

    assert share(same) >= 0.97
    assert share(others) <= 0.01
    assert not any(outcome.strange for outcome in found)


def test_the_cost_is_that_of_as_many_articles_as_asked_for() -> None:
    found = cost_of(120)
    assert found.articles == 120
    assert found.originals < found.left < 120
    assert found.ratio == pytest.approx(found.finding / found.reading)
