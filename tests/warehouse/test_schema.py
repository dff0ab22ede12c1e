from __future__ import annotations

from functools import cache

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.folding import fold
from reference.provinces import PROVINCES
from warehouse.derivation import insert_rows as insert
from warehouse.places import province_in_title, province_today
from warehouse.publish import Published
from warehouse.schema import create_tables, create_views, tables


@cache
def _made() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    create_tables(connection)
    create_views(connection)
    return connection


@pytest.fixture
def empty() -> duckdb.DuckDBPyConnection:
    return _made()


def test_every_table_view_and_column_is_explained(empty: duckdb.DuckDBPyConnection) -> None:
    missing = empty.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL "
        "UNION ALL SELECT table_name, '' FROM duckdb_tables() WHERE comment IS NULL "
        "UNION ALL SELECT view_name, '' FROM duckdb_views() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert missing == []
    assert {"award", "ceremony", "official", "run"} <= set(tables())


def test_the_file_can_be_read_by_older_tools(published: Published) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        found = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone()
        indexes = connection.execute("SELECT count(*) FROM duckdb_indexes()").fetchone()
    assert found is not None
    assert found[0]["storage_version"].startswith("v1.0.0")
    assert indexes == (0,)


@given(st.text(alphabet="aăâđĐÐðêôơưẮỳỹ ,.-_()'\"/7\n", max_size=30))
def test_fold_is_that_of_the_rest_of_the_house(text: str) -> None:
    assert _made().execute("SELECT fold(?)", [text]).fetchone() == (fold(text),)


def test_province_today_is_that_of_the_house(published: Published) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        for unit in PROVINCES:
            assert connection.execute("SELECT province_today(?)", [unit.slug]).fetchone() == (
                province_today(unit.slug, None),
            )


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
