from __future__ import annotations

import datetime as dt
import decimal
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from warehouse.publish import Published
from warehouse.querying import sandbox
from warehouse.querying.query import QueryError, Sandbox, run_query


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
    with pytest.raises(QueryError, match="ended after 1 s"):
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


def test_parameters_keep_their_types(published: Published) -> None:
    given = {
        "day": dt.date(2024, 6, 11),
        "moment": dt.datetime(2024, 6, 11, 8, 30),
        "hour": dt.time(8, 30),
        "sum": decimal.Decimal("1.50"),
        "names": ["Đỗ", "Lê"],
        "none": None,
        "sure": True,
    }
    sql = "SELECT $day + 1, $moment, $hour, $sum, len($names), $none, $sure, count(*) FROM award WHERE date = $day"
    found = run_query(published.database, sql, given)
    assert found.rows[0][:-1] == (
        dt.datetime(2024, 6, 12) if found.types[0] == "TIMESTAMP" else dt.date(2024, 6, 12),
        dt.datetime(2024, 6, 11, 8, 30),
        dt.time(8, 30),
        decimal.Decimal("1.50"),
        2,
        None,
        True,
    )
    assert found.rows[0][-1] > 0
    with pytest.raises(QueryError, match="parameters are"):
        run_query(published.database, "SELECT ?", [float("nan")])


def test_a_result_is_cut_for_its_rows_or_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    def first_rows(sql: str, rows: int) -> tuple[int, str]:
        with duckdb.connect() as connection:
            table, cut = sandbox._first_rows(connection.execute(sql), rows)
            return table.num_rows, cut

    monkeypatch.setattr(sandbox, "LARGEST", 100_000)
    assert first_rows("FROM range(3)", 2) == (2, "rows")
    assert first_rows("FROM range(3)", 3) == (3, "")
    assert first_rows("SELECT repeat('x', 100) FROM range(2048)", 10_000) == (2_048, "")
    assert first_rows("SELECT repeat('x', 100) FROM range(5000)", 10_000) == (2_048, "bytes")
    assert first_rows("SELECT repeat('x', 100) FROM range(5000)", 50) == (50, "rows")


def test_one_process_serves_many_queries_and_starts_anew_after_a_failure(published: Published) -> None:
    endless = "SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b, range(1000) AS c"
    with Sandbox(published.database) as asked:
        first = process_of(asked)
        with pytest.raises(QueryError, match="syntax error"):
            asked.run("SELEC 1")
        assert process_of(asked) == first
        with pytest.raises(QueryError, match=r"ended after 0\.5 s"):
            asked.run(endless, seconds=0.5)
        second = process_of(asked)
        assert second != first
        os.kill(second, signal.SIGKILL)
        assert asked._process is not None
        asked._process.wait()
        assert process_of(asked) not in (first, second)
    assert not Path(f"/proc/{first}").exists()


def process_of(asked: Sandbox) -> int:
    """Return the number of the process that answers now."""
    asked.run("SELECT 1")
    assert asked._process is not None
    return asked._process.pid


@pytest.mark.slow
def test_a_query_whose_asker_was_killed_ends_too(published: Published) -> None:
    program = (
        "import sys; from pathlib import Path; from warehouse.querying.query import Sandbox; "
        "asked = Sandbox(Path(sys.argv[1])); asked.run('SELECT 1'); print(asked._process.pid, flush=True); "
        "asked.run('SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000) c', seconds=0.5)"
    )
    root = str(Path(__file__).resolve().parents[3])
    with subprocess.Popen(
        [sys.executable, "-c", program, str(published.database)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    ) as asker:
        assert asker.stdout is not None
        child = int(asker.stdout.readline())
        asker.kill()
    begun = time.monotonic()
    while running(child):
        assert time.monotonic() - begun < 20
        time.sleep(0.05)


def running(number: int) -> bool:
    """Tell whether a process runs; one that has ended and that nobody has asked after does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_nothing_is_written_beside_the_snapshot(published: Published) -> None:
    before = sorted(published.database.parent.iterdir())
    with pytest.raises(QueryError, match="more memory than it may have"):
        run_query(published.database, "FROM (SELECT [i, i] FROM range(30000000) t(i)) ORDER BY 1 DESC", memory="100MB")
    assert sorted(published.database.parent.iterdir()) == before


def test_strings_beyond_the_memory_fail(published: Published) -> None:
    with pytest.raises(QueryError, match="more memory than it may have"):
        run_query(published.database, "SELECT repeat('x', 3000000000)", memory="100MB")


def test_values_that_python_has_no_place_for_are_told(published: Published) -> None:
    found = run_query(published.database, "SELECT DATE '300000-01-01' AS far, 1 AS near")
    with pytest.raises(QueryError, match="column far holds values that cannot be shown"):
        _ = found.rows
