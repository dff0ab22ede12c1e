from __future__ import annotations

import datetime as dt
import unicodedata
from functools import cache

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.folding import fold
from reference.provinces import PROVINCES
from warehouse.publish import Published
from warehouse.tables.derivation import insert_rows as insert
from warehouse.tables.places import province_in_title, province_today
from warehouse.tables.schema import (
    create_tables,
    create_views,
    macro_comments,
    shared_comments,
    table_comments,
    tables,
    view_comments,
    views,
)


@cache
def _made() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    create_tables(connection)
    create_views(connection)
    return connection


@pytest.fixture
def empty() -> duckdb.DuckDBPyConnection:
    return _made()


def test_every_table_view_column_and_macro_is_explained(empty: duckdb.DuckDBPyConnection) -> None:
    missing = empty.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = '' "
        "UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE coalesce(comment, '') = '' "
        "UNION ALL SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = '' "
        "UNION ALL SELECT function_name, '' FROM duckdb_functions() WHERE NOT internal AND coalesce(comment, '') = ''"
    ).fetchall()
    assert missing == []
    assert {"award", "ceremony", "official", "run"} <= set(tables())


def test_no_comment_names_what_is_not_there(empty: duckdb.DuckDBPyConnection) -> None:
    columns: dict[str, list[str]] = {}
    query = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    for name, column in empty.execute(query).fetchall():
        columns.setdefault(name, []).append(column)
    assert set(columns) == {*tables(), *views()}
    for table, comments in table_comments().items():
        assert sorted(comments) == ["", *columns[table]]
    for view, comments in view_comments().items():
        assert set(comments) <= {"", *columns[view]}
    own = view_comments()
    used = {column for view in own for column in columns[view] if column not in own[view]}
    assert used == set(shared_comments())
    named = {
        name for (name,) in empty.execute("SELECT function_name FROM duckdb_functions() WHERE NOT internal").fetchall()
    }
    assert named == set(macro_comments())


def test_every_view_answers_on_an_empty_snapshot(empty: duckdb.DuckDBPyConnection) -> None:
    for view in views():
        assert empty.execute(f"FROM {view}").fetchall() == [], view


def test_the_file_can_be_read_by_older_tools(published: Published) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        found = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone()
        indexes = connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchone()
    assert found is not None
    assert found[0]["storage_version"].startswith("v1.0.0")
    assert indexes == (0,)


_KNOWN = st.characters(exclude_categories=["Cs", "Cn"], exclude_characters="\0")
_VIETNAMESE = st.sampled_from("aăâđĐÐðêôơưẮỳỹ ,.-_()'\"/7\n\u00a0\u0301\u031b\u0323\u200bΣσς")


@given(st.text(st.one_of(_VIETNAMESE, _KNOWN), max_size=30))
def test_fold_is_that_of_the_rest_of_the_house(text: str) -> None:
    assert _made().execute("SELECT fold(?)", [text]).fetchone() == (fold(text),)


@pytest.mark.slow
def test_fold_of_every_character_is_that_of_the_rest_of_the_house() -> None:
    """Characters newer than Python's tables apart."""
    known = [chr(n) for n in range(1, 0x110000) if unicodedata.category(chr(n)) not in ("Cs", "Cn")]
    texts = [form.format(char) for char in known for form in ("{}", "a{}b", "Ế {}")]
    _made().register("texts", pa.table({"text": texts}))
    folded = [row[0] for row in _made().execute("SELECT fold(text) FROM texts").fetchall()]
    _made().unregister("texts")
    assert [text for text, got in zip(texts, folded, strict=True) if got != fold(text)] == []


def test_province_today_is_that_of_the_house(published: Published) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        for unit in PROVINCES:
            assert connection.execute("SELECT province_today(?)", [unit.slug]).fetchone() == (
                province_today(unit.slug, None),
            )


def test_province_on_a_day_is_that_of_the_house(published: Published) -> None:
    days = [None, *(dt.date(year, 7, 1) for year in (1975, 1980, 1990, 1992, 1997, 2005, 2009, 2025))]
    with duckdb.connect(str(published.database), read_only=True) as connection:
        slugs = sorted({unit.slug for unit in PROVINCES})
        asked = [(slug, day) for slug in slugs for day in days]
        found = connection.execute(
            "SELECT province_on(slug, day) FROM (SELECT unnest(?) AS slug, unnest(CAST(? AS DATE[])) AS day)",
            [[slug for slug, _ in asked], [day for _, day in asked]],
        ).fetchall()
    assert [row[0] for row in found] == [province_today(slug, day) for slug, day in asked]


def test_rows_that_do_not_fit_are_refused(empty: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(KeyError, match="no column nmae"):
        insert(empty, "source", [{"nmae": "x"}])
    with pytest.raises(duckdb.ConstraintException):
        insert(empty, "source", [{"source": None, "articles": 1, "relevant": 0}])


@pytest.mark.parametrize(
    ("title", "province"),
    [
        ("Chủ tịch UBND tỉnh Lào Cai", "lao-cai"),
        ("Bí thư Tỉnh ủy Lạng Sơn", "lang-son"),
        ("Bí thư Thành uỷ Hải Phòng", "hai-phong"),
        ("Phó Chủ tịch UBND TP. Cần Thơ", "can-tho"),
        ("Chủ tịch UBND tỉnh", None),
        ("Bí thư Huyện ủy Hòa Bình", None),
        ("Chủ tịch UBND phường Bắc Ninh", None),
    ],
)
def test_provinces_in_titles(title: str, province: str | None) -> None:
    assert province_in_title(title) == province
