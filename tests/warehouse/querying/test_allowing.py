"""What the sandbox refuses and what it runs; every way out that was found has its line here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import duckdb
import pytest

from warehouse.publish import Published
from warehouse.querying.allowing import functions
from warehouse.querying.query import QueryError, Sandbox

REFUSED = {
    "other statements": [
        "ATTACH 'other.duckdb'",
        "DETACH x",
        "USE memory",
        "COPY award TO 'award.csv'",
        "EXPORT DATABASE 'x'",
        "IMPORT DATABASE 'x'",
        "PRAGMA database_list",
        "/* SELECT */ PRAGMA table_info('award')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "UPDATE EXTENSIONS",
        "SET threads = 8",
        "RESET threads",
        "SET VARIABLE x = 1",
        "CREATE TEMP TABLE t AS SELECT 1",
        "CREATE OR REPLACE TEMP MACRO fold(x) AS x",
        "INSERT INTO award SELECT * FROM award",
        "MERGE INTO award USING award AS a ON true WHEN MATCHED THEN DELETE",
        "DROP TABLE award",
        "COMMENT ON TABLE award IS 'x'",
        "CALL pragma_version()",
        "CHECKPOINT",
        "VACUUM",
        "BEGIN",
        "PREPARE x AS SELECT 1",
        "EXECUTE x",
        "WITH x AS (INSERT INTO award SELECT * FROM award RETURNING *) FROM x",
    ],
    "writing behind EXPLAIN": [
        "EXPLAIN CREATE TEMP TABLE t AS SELECT 1",
        "EXPLAIN ANALYZE COPY award TO 'award.csv'",
        "EXPLAIN (ANALYZE) COPY award TO 'award.csv'",
        "EXPLAIN/**/ANALYZE COPY award TO 'x'",
        "EXPLAIN EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE FROM duckdb_settings()",
    ],
    "none or several": ["SELECT 1; SELECT 2", "SELECT 1; DROP TABLE award", "", ";", "-- nothing"],
    "files": [
        "FROM read_csv('/etc/passwd')",
        "FROM read_text('/etc/passwd')",
        "FROM read_blob('/proc/self/environ')",
        "FROM read_parquet('https://example.com/x.parquet')",
        "FROM read_duckdb('x.duckdb')",
        "FROM system.main.read_csv('/etc/passwd')",
        "FROM '/etc/passwd'",
        "FROM 'x.parquet'",
        'FROM "x.csv"',
        "DESCRIBE '/etc/passwd'",
        "SUMMARIZE '/etc/passwd'",
        "FROM glob('/*')",
        "FROM sniff_csv('/etc/passwd')",
        "FROM parquet_metadata('/etc/passwd')",
        "SELECT (SELECT content FROM read_text('/etc/passwd'))",
        "FROM award WHERE url IN (SELECT content FROM read_text('/etc/passwd'))",
        "SELECT 1 ORDER BY (SELECT content FROM read_text('/etc/passwd'))",
        "WITH a AS MATERIALIZED (FROM read_text('/etc/passwd')) FROM a",
        "WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT 2 FROM a, read_text('/etc/passwd')) FROM a",
        "FROM (PIVOT (FROM read_text('/etc/passwd')) ON size IN (1) USING count(*))",
        "FROM award SEMI JOIN read_text('/etc/passwd') ON true",
        "SELECT list_transform([1], x -> (SELECT content FROM read_text('/etc/passwd')))",
    ],
    "settings and paths": [
        "FROM duckdb_settings()",
        "FROM duckdb_databases()",
        'FROM "DUCKDB_DATABASES"',
        "FROM/**/duckdb_settings()",
        "FROM\u00a0duckdb_settings()",
        "FROM\u3000duckdb_settings()",
        "DESCRIBE FROM duckdb_settings()",
        "SHOW DATABASES",
        "SHOW VARIABLES",
        "FROM pg_catalog.pg_settings",
        "FROM system.pg_catalog.pg_settings",
        "FROM sqlite_master",
        "FROM pragma_database_list",
        "FROM pragma_database_list()",
        "SELECT current_setting('temp_directory')",
        "SELECT getvariable('x')",
        "SELECT getenv('HOME')",
        "SELECT sum(count) FILTER (current_setting('threads') = '1') FROM award",
        "SELECT count(*) OVER (ORDER BY current_setting('threads')) FROM award",
        "FROM award LIMIT current_setting('threads')::INTEGER",
        "SELECT COLUMNS(name -> current_setting(name) = 'x') FROM award",
        "SELECT year FROM award GROUP BY GROUPING SETS ((year), (current_setting('threads')))",
        "PIVOT award ON year IN (2024) USING any_value(current_setting('threads'))",
        "SELECT DISTINCT ON (current_setting('threads')) 1",
        "FROM duckdb_secrets()",
        "FROM which_secret('a', 'b')",
        "FROM duckdb_logs()",
        "FROM duckdb_extensions()",
        "FROM duckdb_memory()",
        "WITH pg_settings AS (FROM pg_settings) FROM pg_settings",
        "SELECT * FROM (WITH duckdb_databases AS (SELECT 1) FROM duckdb_databases) AS a, duckdb_databases AS b",
    ],
    "SQL made up as text": [
        "FROM query('SELECT 1')",
        "FROM query_table('duckdb_settings')",
        "FROM histogram('duckdb_settings', 'name')",
        "FROM json_execute_serialized_sql(json_serialize_sql('FROM duckdb_settings()'))",
    ],
    "effects": [
        "FROM checkpoint()",
        "FROM force_checkpoint()",
        "FROM enable_logging()",
        "FROM truncate_duckdb_logs()",
        "FROM enable_profiling()",
        "SELECT write_log('x')",
        "SELECT nextval('x')",
        "SELECT setseed(0.5)",
        "SELECT sleep_ms(100000)",
        "SELECT pg_sleep(100)",
    ],
    "the process's own memory": [
        "FROM arrow_scan(1, 2, 3)",
        "FROM pandas_scan(1)",
        "FROM python_map_function(1)",
        "FROM seq_scan('award')",
        "FROM request",
        "FROM known",
        "FROM table",
    ],
    "no names of ours": ["FROM temp.main.award", "FROM other.award", "FROM nowhere", "SELECT nonsense(1)"],
}
RUN = [
    "SELECT 'ATTACH; duckdb_settings()' AS query",
    "-- a question\nWITH a AS (SELECT 1) SELECT * FROM a",
    "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a WHERE n < 3) FROM a",
    "WITH a AS MATERIALIZED (FROM award), b AS (FROM a) FROM b SELECT count(*)",
    "FROM award LIMIT 1",
    "FROM main.award LIMIT 1",
    'FROM "Award" LIMIT 1',
    "FROM award_by_year",
    "(SELECT 1) UNION (SELECT 2)",
    "VALUES (1)",
    "TABLE award",
    "DESCRIBE award",
    "DESCRIBE SELECT 1",
    "SHOW TABLES",
    "SHOW ALL TABLES",
    "SUMMARIZE award",
    "FROM (DESCRIBE award)",
    "FROM (SHOW TABLES)",
    "EXPLAIN SELECT 1",
    "-- why\nexplain analyze FROM award;",
    "SELECT 'đ' AS \"Đỗ\" -- bình luận",
    "SELECT 1;",
    "FROM duckdb_columns() WHERE table_name = 'award'",
    "FROM duckdb_views",
    "FROM information_schema.columns LIMIT 1",
    "SELECT fold('Đỗ'), province_today('yen-bai'), now(), pi(), greatest(1, 2), coalesce(NULL, 1), 1 BETWEEN 0 AND 2",
    "SELECT list_transform([1, 2], lambda x: x + 1), [x * 2 FOR x IN [1]], {'a': 1}.a, MAP {'k': 1}['k'], [1, 2][1:1]",
    "SELECT 'a' LIKE 'b%', 'a' ILIKE 'A', 'a' SIMILAR TO 'a+', 'a' ~ 'a', 'x' || 'y', 7 // 2, 7 % 2, 2 ** 3",
    "SELECT DATE '2024-01-01' + INTERVAL 1 DAY, extract(year FROM DATE '2024-01-01'), '1'::INTEGER",
    "SELECT CASE WHEN 1 = 1 THEN 2 END, 1 IN (1, 2), EXISTS (FROM award), 'a' COLLATE NOCASE",
    "SELECT substring('abc' FROM 2 FOR 1), position('b' IN 'abc'), to_json([1]), '{\"a\": 1}'::JSON -> 'a'",
    "SELECT year, row_number() OVER (ORDER BY count), lag(count) OVER w FROM award WINDOW w AS (ORDER BY year)",
    "SELECT year, count(*) FILTER (conflict), sum(count), string_agg(award ORDER BY award) FROM award GROUP BY ALL",
    "SELECT year, award, sum(count), grouping(year) FROM award GROUP BY ROLLUP (year, award) HAVING count(*) > 0",
    "SELECT COLUMNS('c.*') FROM award LIMIT 1",
    "SELECT * EXCLUDE (url) REPLACE (1 AS year) FROM award LIMIT 1",
    "PIVOT award ON year IN (2024, 2025) USING sum(count) GROUP BY award",
    "UNPIVOT (SELECT reports, reports_agreeing FROM award) ON reports, reports_agreeing INTO NAME what VALUE n",
    "SELECT unnest(breakdown, recursive := true) FROM award",
    "FROM award, unnest(recipient_names) AS t(name) SELECT name",
    "FROM award JOIN ceremony USING (ceremony_key) SELECT award_id LIMIT 1",
    "FROM award ASOF JOIN ceremony ON award.date >= ceremony.date SELECT award_id LIMIT 1",
    "FROM award POSITIONAL JOIN range(3) LIMIT 1",
    "FROM award, LATERAL (SELECT award.count + 1) LIMIT 1",
    "FROM award USING SAMPLE 2 ROWS",
    "SELECT median(count), quantile_cont(count, 0.9), mode(award), arg_max(award, count), histogram(year) FROM award",
]


REASONS = [
    "allowed",
    "exactly one",
    "not among the functions",
    "no table",
    "is a table of DuckDB itself",
    "error at or near",
    "write EXPLAIN or EXPLAIN ANALYZE",
    "disabled by configuration",
    "A CTE needs a SELECT",
]


@pytest.fixture(scope="module")
def sandbox(published: Published) -> Iterator[Sandbox]:
    with Sandbox(published.database) as started:
        yield started


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(sandbox: Sandbox, published: Published, kind: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in published.database.parent.iterdir()}
    for sql in REFUSED[kind]:
        with pytest.raises(QueryError) as caught:
            sandbox.run(sql)
        message = str(caught.value)
        assert "\n" not in message, sql
        assert str(published.database.parent) not in message, sql
        assert any(reason in message for reason in REASONS), (sql, message)
    assert {path: path.stat().st_mtime_ns for path in published.database.parent.iterdir()} == before


@pytest.mark.parametrize("sql", RUN)
def test_reading_runs(sandbox: Sandbox, sql: str) -> None:
    assert sandbox.run(sql).types


def test_deep_and_endless_texts_are_refused(sandbox: Sandbox) -> None:
    for sql in (
        "SELECT " + "(" * 20_000 + "1" + ")" * 20_000,
        "SELECT " + "+".join(["1"] * 5_000),
        "SELECT '\x00'",
        "SELECT '\ud800'",
        "SELECT " + "[" * 3_000 + "]" * 3_000,
    ):
        with pytest.raises(QueryError):
            sandbox.run(sql)
    assert sandbox.run("SELECT 1").rows == [(1,)]


def test_a_place_is_pointed_at_where_it_stands(sandbox: Sandbox) -> None:
    for sql in ("SELECT 'Đỗ' AS ồ,\n  1 FROM awards", "-- ậ\nEXPLAIN ANALYZE\nFROM awards", "SELECT 1 + suum(1)"):
        with pytest.raises(QueryError, match=r"did you mean (award|sum)") as caught:
            sandbox.run(sql)
        line, caret = caught.value.pointer.split("\n")
        assert line[caret.index("^") :].startswith(("awards", "suum"))


def test_every_function_that_may_run_is_known_to_duckdb() -> None:
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT lower(function_name), function_type FROM duckdb_functions()").fetchall()
    special = {"grouping", "grouping_id"}  # the parser's own
    scalars, tables = functions()
    assert scalars - {name for name, kind in rows if kind in ("scalar", "aggregate", "macro")} - special <= {"unnest"}
    assert tables - {name for name, kind in rows if kind == "table"} == set()


def test_what_reads_files_or_settings_is_on_no_list() -> None:
    text = resources.files("warehouse").joinpath("querying/functions.txt").read_text(encoding="utf-8")
    names = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    assert not [
        name
        for name in names
        if name.startswith(("read_", "pragma_", "current_setting", "duckdb_settings", "parquet_"))
    ]
    assert len(names) > 400
