from __future__ import annotations

import csv
import datetime as dt
import io
import json
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from warehouse.formats import to_csv, to_json, to_parquet, unique_names
from warehouse.publish import Published
from warehouse.query import QueryError, run_query
from warehouse.sandbox import allow


def test_rows_and_parameters(published: Published) -> None:
    by_place = run_query(
        published.database, "SELECT award, sum(count) AS total FROM award WHERE year = ? GROUP BY 1 ORDER BY 1", [2025]
    )
    assert (by_place.columns, by_place.rows, by_place.truncated) == (
        ("award", "total"),
        [("huan-chuong-lao-dong", 3)],
        False,
    )
    by_name = run_query(published.database, "SELECT date FROM ceremony WHERE kind = $kind", {"kind": "council"})
    assert by_name.rows == [(dt.date(2023, 3, 1),)]


def test_rows_are_cut_at_the_limit(published: Published) -> None:
    found = run_query(published.database, "SELECT * FROM range(1000000000)", rows=5)
    assert (len(found.rows), found.truncated) == (5, True)
    exact = run_query(published.database, "SELECT * FROM range(5)", rows=5)
    assert (len(exact.rows), exact.truncated) == (5, False)


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH 'other.duckdb'",
        "COPY award TO 'award.csv'",
        "EXPORT DATABASE 'x'",
        "PRAGMA database_list",
        "/* SELECT */ PRAGMA table_info('award')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 8",
        "CREATE TEMP TABLE t AS SELECT 1",
        "INSERT INTO award SELECT * FROM award",
        "DROP TABLE award",
        "CALL pragma_version()",
        "CHECKPOINT",
        "PREPARE x AS SELECT 1",
        "EXPLAIN CREATE TEMP TABLE t AS SELECT 1",
        "EXPLAIN ANALYZE COPY award TO 'award.csv'",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
        "SELECT * FROM duckdb_settings()",
        'SELECT * FROM "DUCKDB_DATABASES"',
        "SELECT * FROM pg_catalog.pg_settings",
        "SELECT current_setting('temp_directory')",
        "FROM query('SELECT 1')",
    ],
)
def test_only_one_reading_statement_may_run(sql: str) -> None:
    with pytest.raises(ValueError, match=r"not allowed|exactly one"):
        allow(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 'ATTACH; duckdb_settings()' AS query",
        "-- a question\nWITH a AS (SELECT 1) SELECT * FROM a",
        "FROM award LIMIT 1",
        "(SELECT 1) UNION (SELECT 2)",
        "VALUES (1)",
        "DESCRIBE award",
        "SHOW TABLES",
        "SUMMARIZE award",
        "EXPLAIN SELECT 1",
        "explain analyze FROM award",
        "SELECT 'đ' AS \"Đỗ\" -- bình luận",
    ],
)
def test_reading_runs(published: Published, sql: str) -> None:
    assert run_query(published.database, sql).rows


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('https://example.com/x.parquet')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
    ],
)
def test_files_and_network_are_out_of_reach(published: Published, sql: str) -> None:
    with pytest.raises(QueryError, match=r"disabled|does not exist"):
        run_query(published.database, sql)


def test_errors_are_one_line(published: Published) -> None:
    for sql in ("SELEC 1", "SELECT nothing FROM award", "SELECT ?", "SELECT CAST('x' AS INTEGER)"):
        with pytest.raises(QueryError) as caught:
            run_query(published.database, sql)
        assert "\n" not in str(caught.value)
        assert str(published.database.parent) not in str(caught.value)
    with pytest.raises(QueryError, match="parameters are text"):
        run_query(published.database, "SELECT ?", [{1, 2}])
    with pytest.raises(QueryError, match="no snapshot at"):
        run_query(published.database.with_name("none.duckdb"), "SELECT 1")


def test_an_endless_query_is_ended(published: Published) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryError, match="ended after 1 seconds"):
        run_query(
            published.database,
            "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT max(n) FROM x",
            seconds=1,
        )
    assert time.monotonic() - begun < 10


def test_a_query_beyond_its_memory_fails_alone(published: Published) -> None:
    with pytest.raises(QueryError, match=r"(?i)memory"):
        run_query(published.database, "SELECT list(i) FROM range(100000000) t(i)", memory="50MB")


def test_macros(published: Published) -> None:
    sql = "SELECT fold('Đặng Thị Hường,  Lào-Cai'), province_today('yen-bai'), province_today('x')"
    assert run_query(published.database, sql).rows == [("dang thi huong lao cai", "lao-cai", None)]


def test_formats(published: Published, tmp_path: Path) -> None:
    sql = "SELECT 'Đỗ, \"A\"' AS a, NULL AS b, DATE '2024-06-11' AS c, [1, 2] AS d, sum(7) AS e"
    sql += ", 'nan'::DOUBLE AS f, 2 AS a"
    found = run_query(published.database, sql)
    text = io.StringIO()
    to_csv(found, text)
    assert list(csv.reader(io.StringIO(text.getvalue()))) == [
        ["a", "b", "c", "d", "e", "f", "a"],
        ['Đỗ, "A"', "", "2024-06-11", "[1, 2]", "7", "", "2"],
    ]
    text = io.StringIO()
    to_json(found, text)
    assert json.loads(text.getvalue()) == [
        {"a": 'Đỗ, "A"', "b": None, "c": "2024-06-11", "d": [1, 2], "e": 7, "f": None, "a_2": 2}
    ]
    to_parquet(found, tmp_path / "x.parquet")
    assert pq.read_table(tmp_path / "x.parquet").column_names == ["a", "b", "c", "d", "e", "f", "a_2"]
    assert [path.name for path in tmp_path.iterdir()] == ["x.parquet"]
    with pytest.raises(QueryError, match="cannot be written"):
        to_parquet(found, tmp_path / "none" / "x.parquet")


def test_an_empty_result_is_empty_json(published: Published) -> None:
    text = io.StringIO()
    to_json(run_query(published.database, "SELECT 1 WHERE false"), text)
    assert json.loads(text.getvalue()) == []


def test_names_that_stand_twice() -> None:
    assert unique_names(("a", "a", "a_2", "a")) == ["a", "a_3", "a_2", "a_4"]
