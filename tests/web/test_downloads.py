from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from tests.web.looking import ask, cells
from web import downloads


def test_files_have_the_same_rows(client: TestClient, tmp_path: Path) -> None:
    params = {
        "sql": "SELECT award_id, date, count, evidence, url FROM award WHERE count > $n ORDER BY award_id",
        "n": "2",
    }
    told = client.get("/sql.json", params=params).json()
    rows = [list(row.values()) for row in told["rows"]]
    assert told["total"] == len(rows) > 3
    assert [column["name"] for column in told["columns"]] == ["award_id", "date", "count", "evidence", "url"]
    answer = client.get("/sql.csv", params=params)
    assert int(answer.headers.get("content-length", len(answer.content))) == len(answer.content)
    assert list(csv.reader(io.StringIO(answer.text)))[1:] == [
        ["" if v is None else str(v) for v in row] for row in rows
    ]
    parquet = pq.read_table(io.BytesIO(client.get("/sql.parquet", params=params).content))
    assert [[str(v) if i == 1 and v else v for i, v in enumerate(row.values())] for row in parquet.to_pylist()] == rows
    book = openpyxl.load_workbook(io.BytesIO(client.get("/sql.xlsx", params=params).content))
    found = [
        [v.date().isoformat() if i == 1 and v else v for i, v in enumerate(row)]
        for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)
    ]
    assert found == rows
    assert cells(ask(client, **params)) == [["NULL" if v is None else str(v) for v in row] for row in rows]


def test_files_of_several_parts_are_whole(client: TestClient) -> None:
    params = {"sql": 'SELECT i AS "một\n, hai", \'x"\' || i AS t FROM range(5001) t(i)'}
    rows = list(csv.reader(io.StringIO(client.get("/sql.csv", params=params).text, newline="")))
    assert rows[0] == ["một\n, hai", "t"]
    assert rows[1:] == [[str(i), f'x"{i}'] for i in range(5001)]
    assert [row["t"] for row in client.get("/sql.json", params=params).json()["rows"]] == [
        f'x"{i}' for i in range(5001)
    ]
    none = {"sql": "SELECT 1 AS a WHERE false"}
    assert client.get("/sql.csv", params=none).text == "a\n"
    assert client.get("/sql.json", params=none).json()["rows"] == []


@pytest.mark.parametrize("format", sorted(downloads.ROWS))
def test_a_file_that_would_be_cut_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setitem(downloads.ROWS, format, 10)
    assert client.get(f"/sql.{format}", params={"sql": "FROM range(10)"}).status_code == 200
    answer = client.get(f"/en/sql.{format}", params={"sql": "FROM range(11)"})
    assert answer.status_code == 400
    assert "10 rows" in answer.json()["error"]
    if format in downloads.CELLS:
        monkeypatch.setitem(downloads.CELLS, format, 15)
        assert client.get(f"/sql.{format}", params={"sql": "SELECT 1, 2, 3 FROM range(6)"}).status_code == 400


def test_no_file_is_left_behind(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for format in downloads.ROWS:
        assert client.get(f"/sql.{format}", params={"sql": "SELECT 1"}).status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_no_text_of_a_csv_is_a_formula(client: TestClient) -> None:
    params = {"sql": "SELECT '=1+1' AS a, '-x' AS b, -5 AS c, '@x' AS d, 'a=b' AS e, '+84' AS f"}
    rows = list(csv.reader(io.StringIO(client.get("/sql.csv", params=params).text, newline="")))
    assert rows[1] == ["'=1+1", "'-x", "-5", "'@x", "a=b", "'+84"]
