"""The generator of loads: that its parts are what the stages write, always the same, and like the real ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from benchmarks import load_statistics
from benchmarks.load import Parts, write, write_new
from benchmarks.load_articles import article_and_report
from benchmarks.load_plan import LAST, LATER, PLAIN, TELLINGS, TWIN, Place, further, plan, units
from extract.article import Article
from nlp.report import Report
from reference.provinces import provinces_on
from thidua.parts import ARTICLES, REPORTS

NUMBER = 400


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Return a small load."""
    return write(tmp_path_factory.mktemp("load"), NUMBER, part=150)


def articles_of(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the rows of articles parts."""
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def reports_of(paths: Sequence[Path]) -> list[tuple[Report, str]]:
    """Return the reports of reports parts, read and as they stand there."""
    stored = [row["report"] for path in paths for row in pq.read_table(path).to_pylist()]
    return [(Report.model_validate_json(report), report) for report in stored]


def test_parts_are_those_of_the_stages(parts: Parts) -> None:
    assert [path.name for path in parts[0]] == [path.name for path in parts[1]]
    assert all(pq.read_schema(path).equals(ARTICLES) for path in parts[0])
    assert all(pq.read_schema(path).equals(REPORTS) for path in parts[1])
    assert pq.read_metadata(parts[0][0]).row_group(0).num_rows == 100
    articles = [Article.model_validate(row) for row in articles_of(parts[0])]
    told = reports_of(parts[1])
    assert [report.id for report, _ in told] == [article.id for article in articles]
    assert all(report.text == article.text for article, (report, _) in zip(articles, told, strict=True))
    assert all(report.to_json() == stored for report, stored in told)
    assert all(article.text.startswith(article.title) for article in articles)


def test_they_are_the_same_for_a_seed_and_others_for_another(parts: Parts, tmp_path: Path) -> None:
    again, other = write(tmp_path / "again", 40, part=40), write(tmp_path / "other", 40, seed=2)
    assert articles_of(again[0]) == articles_of(write(tmp_path / "third", 40)[0])
    assert not {row["url"] for row in articles_of(again[0])} & {row["url"] for row in articles_of(other[0])}


def test_they_are_like_the_real_ones(parts: Parts) -> None:
    counts = load_statistics.load()
    told = [report for report, _ in reports_of(parts[1])]
    relevant = [report for report in told if report.relevant]
    assert len(relevant) / len(told) == pytest.approx(counts["relevant"] / counts["topical"], abs=0.08)
    assert sum(len(report.awards) for report in told) / len(told) == pytest.approx(5, rel=0.2)
    words = sorted(len(report.text.split()) for report in relevant)
    assert 400 < words[len(words) // 2] < 750
    assert all(
        report.province in {None, *(unit.slug for unit in provinces_on(report.date))} for report in told if report.date
    )


def test_articles_are_repeated_and_have_second_addresses(parts: Parts) -> None:
    rows = articles_of(parts[0])
    assert len({row["id"] for row in rows}) >= NUMBER
    assert sum("/in-bai/" in row["url"] for row in rows) == sum(place.form == TWIN for place in plan(1, NUMBER)) > 0
    assert sum(row["credit"] is not None for row in rows) > NUMBER // 20


def test_an_article_is_revised_at_its_address_and_the_same_at_a_second_one() -> None:
    place = next(place for place in plan(1, 5000) if place.form == LATER)
    (first, told), (twin, _), (later, retold) = (
        article_and_report(1, Place(place.unit, place.telling, form), 4.0) for form in (PLAIN, TWIN, LATER)
    )
    assert later["id"] == first["id"] != twin["id"]
    assert later["fetched"] > first["fetched"]
    assert later["text"] != first["text"] == twin["text"]
    assert Report.model_validate_json(retold).awards == Report.model_validate_json(told).awards


def test_a_smaller_load_is_of_the_first_events_of_a_larger_one() -> None:
    few, more = ({(place.unit, place.telling) for place in plan(1, number)} for number in (300, 1000))
    assert few < more
    assert len(few) == 300
    assert units(1, 0).size.max() == len(TELLINGS)


@pytest.mark.parametrize("spread", [False, True])
def test_new_articles_are_of_the_next_days_or_of_all_years(spread: bool, tmp_path: Path) -> None:
    before = {row["id"] for row in articles_of(write(tmp_path, 60)[0])}
    rows = articles_of(write_new(tmp_path, 60, 40, spread=spread)[0])
    assert len({row["id"] for row in rows}) == len(rows) == 40
    assert not before & {row["id"] for row in rows}
    later = [row for row in rows if row["published"].date() > LAST]
    assert (len(later) < 10) if spread else (len(later) >= 28)
    if spread:
        assert len({row["published"].year for row in rows}) > 5
    else:
        assert max(row["published"].date() for row in later) <= LAST + dt.timedelta(days=6)


def test_new_articles_tell_of_events_that_are_there(tmp_path: Path) -> None:
    there = {place.unit for place in plan(1, 1000)}
    new = [place for place, _ in further(1, 1000, 100, spread=True)]
    old = [place for place in new if place.unit in there]
    assert len(old) == 30
    assert not set(old) & {Place(place.unit, place.telling, 0) for place in plan(1, 1000)}
