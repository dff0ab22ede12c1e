from __future__ import annotations

from starlette.testclient import TestClient

from tests.web.looking import parsed
from web.pages import Chart
from web.sql_charts import chart_of
from web.statements import Table


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


def test_charts_are_drawn_in_both_themes(client: TestClient) -> None:
    params = {
        "sql": "SELECT year, awards FROM award_trend WHERE year IS NOT NULL UNION ALL SELECT 2019, 4 ORDER BY year"
    }
    page = parsed(client.get("/en/sql", params=params).text)
    (picture,) = page.cssselect("picture.chart img")
    (dark,) = page.cssselect("picture.chart source")
    light = client.get(picture.get("src", ""))
    assert light.headers["content-type"] == "image/svg+xml"
    assert b"2019" in light.content
    assert client.get(dark.get("srcset", "")).content != light.content
    assert client.get("/sql.svg", params={**params, "chart": "none"}).status_code == 404
    assert client.get("/sql.svg", params={"sql": "SELEC"}).status_code == 400
