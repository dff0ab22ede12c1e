from __future__ import annotations

import csv
import io
import re
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.web.conftest import parsed
from warehouse.querying.query import run_query
from warehouse.snapshots.folder import Snapshots
from web import downloads, sql_charts, sql_results
from web.app import build_app
from web.language import Words
from web.pages import PAGES, Chart
from web.questions import filled, names_in, question_of
from web.site import LONGEST_ADDRESS, Site
from web.snapshot import Snapshot, identity_of
from web.sql_charts import chart_of
from web.sql_page import EXAMPLES
from web.statements import Statement, Table, statement

HOSTILE = [
    "INSERT INTO award VALUES (1)",
    "UPDATE award SET count = 1",
    "DELETE FROM award",
    "DROP TABLE award",
    "CREATE TABLE x (i INTEGER)",
    "COPY award TO '/tmp/x.csv'",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM glob('/*')",
    "ATTACH '/tmp/x.duckdb'",
    "SET memory_limit = '10GB'",
    "PRAGMA database_list",
    "CALL pragma_version()",
    "INSTALL httpfs",
    "LOAD httpfs",
    "EXPORT DATABASE '/tmp/x'",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE award",
    "SELECT getenv('HOME')",
    "SELECT current_setting('temp_directory')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_databases()",
    "SELECT * FROM query('SELECT 1')",
    "EXPLAIN ANALYZE DELETE FROM award",
    "/**/",
    "SELECT",
    "SELECT CAST('x' AS INTEGER)",
    "SELECT nothing FROM award",
    "SELECT ?",
]


def ask(client: TestClient, sql: str, path: str = "/sql", **params: str) -> Any:  # noqa: ANN401 (see parsed)
    return parsed(client.get(path, params={"sql": sql, **params}).text)


def cells(page: Any) -> list[list[str]]:  # noqa: ANN401 (see parsed)
    return [[cell.text_content().strip() for cell in row] for row in page.cssselect("table.cells tbody tr")]


@pytest.mark.parametrize("sql", HOSTILE)
def test_what_is_refused_shows_why_and_nothing_of_the_machine(client: TestClient, home: Path, sql: str) -> None:
    answer = client.get("/sql.json", params={"sql": sql})
    assert answer.status_code == 400
    assert answer.json()["error"]
    page = client.get("/sql", params={"sql": sql})
    assert page.status_code == 400
    shown = parsed(page.text).cssselect("#sql-error")[0].text_content()
    assert answer.json()["error"] in shown
    for place in (str(home), "000001.duckdb", sys.prefix, str(Path(__file__).parents[2])):
        assert place not in answer.text
        assert place not in page.text


def test_a_broken_snapshot_tells_no_path(home: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "snapshots").mkdir(parents=True)
    database = site / "snapshots" / "000001.duckdb"
    database.write_bytes((home / "snapshots" / "000001.duckdb").read_bytes())
    (site / "current").write_text("000001\n")
    with TestClient(build_app(Site(site, names=("testserver",)))) as client:
        database.unlink()
        (site / "current").unlink()
        answer = client.get("/sql.json?sql=SELECT+1")
        assert answer.status_code == 400
        assert str(tmp_path) not in answer.text
        assert "duckdb" not in answer.text


def test_an_error_points_to_its_place_and_is_tied_to_the_field(client: TestClient) -> None:
    page = ask(client, "SELECT *\nFROM award WHERE yaer = 1", "/en/sql")
    error = page.get_element_by_id("sql-error")
    assert error.cssselect("pre")[0].text == "line 2: FROM award WHERE yaer = 1\n                         ^"
    field = page.get_element_by_id("sql")
    assert "sql-error" in field.get("aria-describedby").split()
    assert field.get("aria-invalid") == "true"
    assert field.text.strip() == "SELECT *\nFROM award WHERE yaer = 1"


def test_text_of_rows_and_statements_is_escaped(client: TestClient) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    quoted = evil.replace("'", "''")
    shown = f"SELECT '{quoted}' AS "
    for sql in (f'{shown}"<b>"', f"{shown}a FROM nothing", f"SELECT $x /* {evil} */"):
        answer = client.get("/sql", params={"sql": sql, "x": evil})
        page = parsed(answer.text)
        assert page.xpath("//script[not(@src)] | //img | //table//b | //*[@onerror]") == []
        assert page.get_element_by_id("sql").text.strip() == sql
    assert cells(ask(client, f"SELECT '{quoted}'")) == [[evil]]
    links = ask(client, "SELECT 'javascript:alert(1)' AS url, '../x?y#z' AS ceremony_id").cssselect("table.cells a")
    assert [link.get("href") for link in links] == ["/ceremony/../x%3Fy%23z"]


def test_values_are_shown_as_what_they_are(client: TestClient) -> None:
    sql = (
        "SELECT 1234567 AS n, 'x' AS t, NULL AS none, [1, 2] AS list, 'c1' AS ceremony_id, 'o1' AS official_id,"
        " 'https://b.vn/1' AS url, repeat('dài ', 100) AS long"
    )
    page = ask(client, sql, "/en/sql")
    (row,) = page.cssselect("table.cells tbody tr")
    assert [cell.get("class") for cell in row][:2] == ["n", "short"]
    assert [th.get("class") for th in page.cssselect("table.cells th")][:2] == ["n", None]
    assert [cell.text_content() for cell in row][:4] == ["1234567", "x", "NULL", "1, 2"]
    hrefs = [link.get("href") for link in row.cssselect("a")]
    assert hrefs == ["/en/ceremony/c1", "/en/person/o1", "https://b.vn/1"]
    assert row.cssselect("details summary")[0].text.endswith("…")
    assert "1 rows in" in page.cssselect("#result .facts")[0].text_content()


def test_the_address_is_the_question(client: TestClient) -> None:
    sql = "SELECT $tên AS a, 'Đặng + 100%\n&=#;?' AS b, $x AS c -- cuối\n"
    sent = client.post(
        "/sql", data={"sql": sql.replace("\n", "\r\n"), "tên": '1 + 1 = %41"é', "x": "7"}, follow_redirects=False
    )
    assert sent.status_code == 303
    there = sent.headers["location"]
    assert "\n" not in there
    page = client.get(there)
    assert cells(parsed(page.text)) == [['1 + 1 = %41"é', "Đặng + 100%\n&=#;?", "7"]]
    assert parsed(page.text).get_element_by_id("sql").text.strip() == sql.strip()
    english = parsed(page.text).cssselect("a.language")[0].get("href")
    assert cells(parsed(client.get(english).text)) == cells(parsed(page.text))
    for link in parsed(page.text).cssselect("#result .ways a"):
        assert client.get(link.get("href", "")).status_code == 200


@given(sql=st.text(min_size=1, max_size=200), value=st.text(max_size=20))
def test_addresses_bring_questions_back(sql: str, value: str) -> None:
    question = question_of([("sql", f"SELECT $x {sql}"), ("x", value)])
    params = [(name, told) for name, told in question.params().items() if told]
    assert question_of(params).asked == question.asked
    assert question_of(params).given.get("x", "") == (value if "x" in question.names else "")


def test_parameters_are_fields(client: TestClient) -> None:
    sql = "SELECT $province || ' ' || $year"
    page = ask(client, sql)
    assert [field.get("name") for field in page.cssselect("fieldset input")] == ["province", "year"]
    assert all(page.cssselect(f"label[for='{field.get('id')}']") for field in page.cssselect("fieldset input"))
    assert "province, year" in page.get_element_by_id("sql-error").text_content()
    page = ask(client, sql, province="lao-cai", year="2024")
    assert cells(page) == [["lao-cai 2024"]]
    assert [field.get("value") for field in page.cssselect("fieldset input")] == ["lao-cai", "2024"]
    assert client.get("/sql.json", params={"sql": sql, "province": "x"}).status_code == 400
    assert cells(ask(client, "SELECT count(*) FROM ceremony WHERE date = $d", d="2023-03-01")) == [["1"]]
    assert client.get("/sql.json", params={"sql": "SELECT $d", "d": "2023-02-30"}).json() == {
        "error": "there is no day 2023-02-30"
    }
    assert client.get("/sql.json", params={"sql": "SELECT $path AS p", "path": "q"}).json()["rows"] == [{"p": "q"}]
    assert client.get("/sql.json", params={"sql": "SELECT $chart", "chart": "bar"}).status_code == 400


def test_names_in_text_are_no_parameters() -> None:
    sql = """-- $no
    SELECT '$no', 'it''s $no', "$no", $$ $no $$, $t$ $no $t$, E'it\\'s $no', a$no /* $no */, $yes, $Năm,
    x=$b, $YES, $1"""
    assert names_in(sql) == ("yes", "Năm", "b")


def test_a_plan_is_shown(client: TestClient) -> None:
    for params in ({"sql": "SELECT award FROM award", "plan": "1"}, {"sql": "-- x\nEXPLAIN SELECT award FROM award"}):
        page = parsed(client.get("/sql", params=params).text)
        assert "award" in page.cssselect("pre.plan")[0].text_content()
        assert page.cssselect("table.cells") == []


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


def test_a_page_says_when_there_is_more(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(cells(ask(client, "FROM range(1000)"))) == 1000
    assert ask(client, "FROM range(1000)").cssselect("#result strong") == []
    page = ask(client, "FROM range(1001)", "/en/sql")
    assert len(cells(page)) == 1000
    assert "first 1,000 rows" in page.cssselect("#result strong")[0].text
    monkeypatch.setattr(sql_results, "CELLS", 30)
    page = ask(client, "SELECT 1 AS a, 2 AS b, 3 AS c FROM range(11)", "/en/sql")
    assert len(cells(page)) == 10
    assert "first 10 rows" in page.cssselect("#result strong")[0].text
    long = ask(client, "SELECT repeat('x', 1000000) FROM range(20)")
    assert all(len(cell) <= 2 * sql_results.LONGEST for row in cells(long) for cell in row)


def test_long_statements_are_sent_by_form(client: TestClient) -> None:
    long = "SELECT 1 AS a -- " + "ă" * 10_000
    assert client.get("/sql?sql=" + quote(long)).status_code == 414
    sent = client.post("/sql", data={"sql": long}, follow_redirects=False)
    assert sent.status_code == 200
    page = parsed(sent.text)
    assert cells(page) == [["1"]]
    buttons = page.cssselect("#result .ways button")
    assert [button.get("formaction") for button in buttons] == [f"/sql.{f}" for f in ("csv", "xlsx", "json", "parquet")]
    assert client.post("/sql.csv", data={"sql": long}, follow_redirects=False).text == "a\n1\n"
    assert client.post("/sql", data={"sql": "SELECT 1 -- " + "x" * 20_000}).status_code == 400
    assert client.post("/sql", data={"sql": "x" * 500_000}).status_code == 400
    assert client.post("/sql", json={"sql": "SELECT 1"}).status_code == 400
    elsewhere = {"origin": "https://evil.example"}
    assert client.post("/sql", data={"sql": "SELECT 1"}, headers=elsewhere).status_code == 403


def test_a_statement_beyond_its_time_is_said_in_both_languages(home: Path) -> None:
    slow = "SELECT count(*) FROM range(100000000000)"
    with TestClient(build_app(Site(home, names=("testserver",), seconds=1.0))) as client:
        assert "1 giây" in client.get("/sql.json", params={"sql": slow}).json()["error"]
        assert "more than 1 s" in client.get("/en/sql.json", params={"sql": slow}).json()["error"]


def test_a_busy_site_says_when_to_come_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = client.app.state.sandboxes  # type: ignore[attr-defined]
    monkeypatch.setattr(pool, "_most", 0)
    monkeypatch.setattr(pool, "_clients", {"10.0.0.1", "10.0.0.2"})
    for path in ("/sql", "/sql.json", "/sql.csv"):
        answer = client.get(path, params={"sql": "SELECT 1"})
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) > 0
        assert "SELECT 1" in answer.text or "error" in answer.json()


def lists() -> list[tuple[str, str]]:
    return [(page.name, listing.name) for page in PAGES for listing in page.listings]


@pytest.fixture(scope="module")
def snapshot(home: Path) -> Snapshot:
    snapshots = Snapshots(home)
    return Snapshot(snapshots, identity_of(snapshots), seconds=10)


def values_for(snapshot: Snapshot, page: str) -> dict[str, str]:
    """Return values of a page's path, as the snapshot has them."""
    path = next(one.path for one in PAGES if one.name == page)
    names = re.findall(r"\{(\w+)\}", path)
    tables = {"source": "source", "province": "province", "award": "award_type", "ceremony_id": "ceremony"}
    tables |= {"official_id": "official", "slug": "province"}
    found = {}
    for name in names:
        column = "province" if name == "slug" else name
        asked = Statement(f"SELECT {column} FROM {tables[name]} ORDER BY ALL LIMIT 1", frozenset())  # noqa: S608
        found[name] = snapshot.ask(asked).rows[0][0]
    return found


@pytest.mark.parametrize(("page", "name"), lists())
def test_the_statement_behind_a_list_gives_its_rows(
    client: TestClient, snapshot: Snapshot, home: Path, page: str, name: str
) -> None:
    asked, values = statement(f"{page}/{name}"), values_for(snapshot, page)
    path = next(one.path for one in PAGES if one.name == page).format(**values)
    sent = client.get(f"{path}/{name}/sql", follow_redirects=False)
    assert sent.status_code == 303
    assert len(sent.headers["location"].encode()) <= LONGEST_ADDRESS
    told = question_of(parse_qsl(urlsplit(sent.headers["location"]).query))
    assert told.sql == asked.sql.strip()
    behind = run_query(Snapshots(home).database(1), told.asked, told.values)
    assert behind.rows == list(snapshot.ask(asked, values).rows)
    assert client.get(sent.headers["location"]).status_code == 200


def test_a_list_of_nothing_has_no_statement(client: TestClient) -> None:
    assert client.get("/outlet/nobody.vn/months/sql").status_code == 404
    assert filled("SELECT $a, $b", {"a": "2024", "c": "x"}) == {"sql": "SELECT $a, $b", "a": '"2024"'}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_run_and_have_titles(client: TestClient, name: str) -> None:
    sql = statement(f"examples/{name}").sql.strip()
    given = {"province": "lao-cai", "year": "2024"}
    answer = client.get("/sql.json", params={"sql": sql, **given})
    assert answer.status_code == 200, answer.text
    assert all(Words(lang).has(f"sql.example.{name}") for lang in ("vi", "en"))


def test_the_page_works_without_scripts_and_names_its_fields(client: TestClient) -> None:
    page = parsed(client.get("/sql").text)
    assert [script.get("src") for script in page.cssselect("script")] == ["/static/sql.js", "/static/site.js"][::-1]
    assert page.xpath("//@style | //*[starts-with(name(@*), 'on')]") == []
    for field in page.cssselect("main textarea, main input, main select"):
        assert field.getparent().tag == "label" or page.cssselect(f"label[for='{field.get('id')}']")
    levels = [int(heading.tag[1]) for heading in page.cssselect("h1, h2, h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert "award" in [summary.text for summary in page.cssselect("#sql-tables summary")]


def table(columns: dict[str, str], *rows: tuple[object, ...]) -> Table:
    return Table(tuple(columns), tuple(columns.values()), rows, len(rows))


def test_a_chart_is_chosen() -> None:
    by_year = table({"year": "INTEGER", "class": "INTEGER", "awards": "BIGINT"}, (2023, 1, 5), (2024, 1, 6))
    assert chart_of(by_year) == Chart("time", "year", "awards")
    assert chart_of(by_year, "bar") == Chart("ranked", "year", "awards")
    assert chart_of(by_year, "none") is None
    by_name = table({"ceremony_id": "VARCHAR", "province": "VARCHAR", "n": "HUGEINT"}, ("a", "x", 1), ("b", "y", 2))
    assert chart_of(by_name) == chart_of(by_name, "line") == Chart("ranked", "province", "n")
    mixed = table({"kind": "VARCHAR", "month": "DATE", "n": "DOUBLE"}, ("a", 1, 1.0), ("b", 1, 2.0))
    assert chart_of(mixed) == Chart("time", "month", "n", "kind")
    assert chart_of(table({"year": "INTEGER", "n": "BIGINT"}, (2023, 5))) is None
    assert chart_of(table({"title": "VARCHAR"}, ("a",), ("b",))) is None


def test_charts_are_drawn_where_there_is_a_drawer(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    params = {"sql": "SELECT year, awards FROM award_trend WHERE year IS NOT NULL ORDER BY year"}
    drawn: list[tuple[Chart, str, str]] = []

    def draw(chart: Chart, rows: Table, words: Words, theme: str) -> bytes:
        drawn.append((chart, words.lang, theme))
        return b"<svg/>"

    monkeypatch.setattr(sql_charts, "DRAWER", draw)
    page = parsed(client.get("/en/sql", params=params).text)
    (picture,) = page.cssselect("picture.chart img")
    (dark,) = page.cssselect("picture.chart source")
    assert client.get(picture.get("src", "")).headers["content-type"] == "image/svg+xml"
    assert client.get(dark.get("srcset", "")).content == b"<svg/>"
    assert drawn == [(Chart("time", "year", "awards"), "en", ""), (Chart("time", "year", "awards"), "en", "dark")]
    assert client.get("/sql.svg", params={**params, "chart": "none"}).status_code == 404
    assert client.get("/sql.svg", params={"sql": "SELEC"}).status_code == 400
