from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.web.looking import ask, cells, parsed
from web import sql_results
from web.app import build_app
from web.language import Words
from web.site import Site
from web.sql_page import EXAMPLES
from web.statements import statement

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


def test_a_plan_is_shown(client: TestClient) -> None:
    for params in ({"sql": "SELECT award FROM award", "plan": "1"}, {"sql": "-- x\nEXPLAIN SELECT award FROM award"}):
        page = parsed(client.get("/sql", params=params).text)
        assert "award" in page.cssselect("pre.plan")[0].text_content()
        assert page.cssselect("table.cells") == []


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
    assert client.post("/sql", data={"sql": "x" * 500_000}).status_code == 413
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
