"""The table `coverage`: what was found, read and relevant, by outlet and month."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import award, filler, story, write_parts
from warehouse.publish import publish
from warehouse.tables.coverage import Unread, refill

JUNE, JULY = dt.date(2024, 6, 1), dt.date(2024, 7, 1)
UNREAD = [
    Unread("bao.example", JUNE, 3, 2),
    Unread("bao.example", None, 5, 0),
    Unread("chua-doc.example", JULY, 4, 1),
    Unread("rong.example", None, 0, 0),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("coverage")
    text = filler("one text", 200)
    given = award("bang-khen", 7)
    stories = [
        story("mot", body=text, awards=[given]),
        story("hai", published="2024-07-01T00:30:00+07:00", awards=[given | {"status": "proposed"}]),
        story("ba", published="2024-06-30T23:30:00+07:00", relevant=False, date=None),
        story("bon", published=None, date=None),
        story("chep", source="chep.example", body=text, published="2024-06-12T08:00:00+07:00", awards=[given]),
        story("le", source=None),
    ]
    articles, reports = write_parts(home, stories)
    return publish(articles=articles, reports=reports, home=home, unread=UNREAD).database


@pytest.fixture
def changed(database: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the snapshot that may be changed."""
    shutil.copy(database, tmp_path / "copy.duckdb")
    with duckdb.connect(str(tmp_path / "copy.duckdb")) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, source: str | None) -> list[tuple[Any, ...]]:
    query = "SELECT * EXCLUDE source FROM coverage WHERE source IS NOT DISTINCT FROM ?"
    return connection.execute(query, [source]).fetchall()


def test_months_are_those_of_vietnam(changed: duckdb.DuckDBPyConnection) -> None:
    assert rows(changed, "bao.example") == [
        (JUNE, 5, 2, 2, 1, 0, 1),
        (JULY, 1, 0, 1, 1, 0, 0),
        (None, 6, 0, 1, 1, 0, 0),
    ]


def test_what_nobody_crawls_is_not_found(changed: duckdb.DuckDBPyConnection) -> None:
    assert rows(changed, "chep.example") == [(JUNE, None, None, 1, 1, 1, 1)]
    assert [row[1] for row in rows(changed, None)] == [None]


def test_an_outlet_of_which_nothing_was_read_is_told(changed: duckdb.DuckDBPyConnection) -> None:
    assert rows(changed, "chua-doc.example") == [(JULY, 4, 1, 0, 0, 0, 0)]
    assert rows(changed, "rong.example") == []


def test_the_sums_are_those_of_the_articles(changed: duckdb.DuckDBPyConnection) -> None:
    told = changed.execute("SELECT sum(read), sum(relevant) FROM coverage").fetchone()
    known = changed.execute(
        "SELECT count(*), count(*) FILTER (relevant) FROM article LEFT JOIN report USING (article_key)"
    )
    assert told == known.fetchone()


def test_counting_anew_changes_nothing(changed: duckdb.DuckDBPyConnection) -> None:
    before = changed.execute("FROM coverage").fetchall()
    refill(changed)
    assert changed.execute("FROM coverage").fetchall() == before


def test_what_is_gone_is_counted_no_more(changed: duckdb.DuckDBPyConnection) -> None:
    changed.execute("DELETE FROM article WHERE source = 'bao.example' AND published IS NOT NULL")
    refill(changed, ["chua-doc.example"])
    assert rows(changed, "bao.example") == [(JUNE, 3, 2, 0, 0, 0, 0), (None, 6, 0, 1, 1, 0, 0)]
    assert rows(changed, "chua-doc.example") == []
