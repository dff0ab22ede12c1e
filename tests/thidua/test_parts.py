"""Parts keep what they are given, to the microsecond and the code point."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article, Paragraph
from nlp.report import Award, Evidence, Report
from thidua.parts import (
    GROUP,
    Skipped,
    group_sizes,
    join_reports,
    read_articles,
    read_skipped,
    write_articles,
    write_reports,
)

VIETNAM = timezone(timedelta(hours=7))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
TIMES = st.none() | st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(VIETNAM))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    title, body = draw(WORDS), draw(WORDS)
    text = f"{title}\n\n{body}"
    return Article(
        id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        url=draw(st.none() | WORDS),
        title=title,
        text=text,
        paragraphs=(
            Paragraph(kind="title", start=0, end=len(title)),
            Paragraph(kind="caption", start=len(title) + 2, end=len(text)),
        ),
        published=draw(TIMES),
        fetched=draw(st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))),
        tags=tuple(draw(st.lists(WORDS, max_size=3))),
        warnings=tuple(draw(st.lists(WORDS, max_size=2))),
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(articles(), max_size=4))
def test_articles_come_back_as_they_were(given_articles: list[Article]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        write_articles(path, given_articles, [])
        sizes = group_sizes(path)
        back = [article for group in range(len(sizes)) for article in read_articles(path, group)]
        assert back == given_articles
        assert [a.published.utcoffset() if a.published else None for a in back] == [
            a.published.utcoffset() if a.published else None for a in given_articles
        ]


def test_an_articles_part_is_cut_into_batches(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_articles(path, [Article(id=f"{n:016}", text="x") for n in range(GROUP + 3)], [])
    assert group_sizes(path) == [GROUP, 3]
    assert [a.id for a in read_articles(path, 1)] == [f"{n:016}" for n in range(GROUP, GROUP + 3)]


def test_the_columns_are_those_of_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_articles(path, [], [])
    assert pq.read_schema(path).names == list(Article.model_fields)
    assert group_sizes(path) in ([], [0])


def test_reports_are_joined_in_order_with_what_was_skipped(tmp_path: Path) -> None:
    award = Award(
        award="bang-khen",
        award_class=None,
        recipient="collective",
        count=8,
        status="conferred",
        evidence=Evidence(start=0, end=9, text="8 tập thể"),
        confidence=0.9,
    )
    report = Report(id="1", text="8 tập thể được tặng", date=date(2024, 6, 11), awards=(award,))
    skip: Skipped = {"url": "http://a/", "record": None, "reason": "no text"}
    write_reports(tmp_path / "1.parquet", [("1", report)], [])
    write_reports(tmp_path / "2.parquet", [("2", Report(id="2"))], [skip])
    whole = tmp_path / "new" / "whole.parquet"
    join_reports(whole, [tmp_path / "1.parquet", tmp_path / "2.parquet"])
    rows = pq.read_table(whole).to_pylist()
    assert [row["article_id"] for row in rows] == ["1", "2"]
    assert Report.model_validate_json(rows[0]["report"]) == report
    assert read_skipped(whole) == [skip]
    join_reports(whole, [])
    assert group_sizes(whole) in ([], [0])
