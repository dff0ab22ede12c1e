"""What pages count is what the table of awards says, and nothing that was not conferred."""

from __future__ import annotations

import duckdb
import pytest
from starlette.testclient import TestClient

from tests.web.visiting import shown
from web.statements import statement

CONFERRED = """
    SELECT count(DISTINCT ceremony_key) AS ceremonies, count(*) AS awards, coalesce(sum(count), 0) AS recipients,
        count(*) - count(count) AS without_count, count(*) FILTER (qualifier <> 'exact') AS rounded,
        count(*) FILTER (conflict) AS conflicts
    FROM award WHERE status = 'conferred'"""
TOTALS = ("ceremonies", "awards", "recipients", "without_count", "rounded", "conflicts")


def directly(database: duckdb.DuckDBPyConnection, where: str = "") -> dict[str, int]:
    row = database.execute(f"{CONFERRED} {where}").fetchone()
    assert row is not None
    return {name: int(value) for name, value in zip(TOTALS, row, strict=True)}


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/provinces", ""),
        ("/province/lao-cai", "AND province_today = 'lao-cai'"),
        ("/province/yen-bai", "AND province = 'yen-bai'"),
        ("/province/ha-noi", "AND province_today = 'ha-noi'"),
        ("/award/bang-khen", "AND award = 'bang-khen'"),
        ("/award/huan-chuong-lao-dong", "AND award = 'huan-chuong-lao-dong'"),
    ],
)
def test_the_totals_of_a_page_are_those_of_conferred_awards(
    site: TestClient, database: duckdb.DuckDBPyConnection, path: str, where: str
) -> None:
    told = site.get(f"{path}.json").json()
    assert {name: told[name] for name in TOTALS} == directly(database, where)
    numbers = [dd.text_content() for dd in shown(site, path).cssselect(".totals dd")]
    assert numbers == [f"{told[name]:,}".replace(",", ".") for name in TOTALS[:3]]


@pytest.mark.parametrize(
    ("path", "listing", "where"),
    [
        ("/provinces", "provinces", "AND province_today IS NOT NULL"),
        ("/provinces", "former", "AND province IS NOT NULL AND coalesce(date, published) < DATE '2025-07-01'"),
        *(("/province/lao-cai", name, "AND province_today = 'lao-cai'") for name in ("years", "then", "grantors")),
        *(("/province/yen-bai", name, "AND province = 'yen-bai'") for name in ("units", "years", "grantors")),
        ("/awards", "awards", ""),
        *(("/award/bang-khen", name, "AND award = 'bang-khen'") for name in ("years", "grantors", "kinds")),
    ],
)
def test_the_rows_of_a_list_add_up_to_the_conferred_awards(
    site: TestClient, database: duckdb.DuckDBPyConnection, path: str, listing: str, where: str
) -> None:
    rows = site.get(f"{path}/{listing}.json").json()["rows"]
    for name in ("awards", "recipients", "without_count", "rounded", "conflicts"):
        assert sum(row[name] or 0 for row in rows) == directly(database, where)[name]


def test_what_was_not_conferred_is_in_no_list_of_numbers(site: TestClient) -> None:
    told = site.get("/award/giay-khen.json").json()
    assert (told["awards"], told["recipients"]) == (1, 31)  # not the 9.000 of the tally
    assert site.get("/award/huan-chuong-lao-dong.json").json()["recipients"] == 8  # not the 3 proposed
    conferments = site.get("/award/bang-khen/conferments.json").json()["rows"]
    assert sorted(row["count"] or 0 for row in conferments) == [0, 40, 100]  # not the 7 that will be considered


def test_a_name_of_before_and_after_a_merger_is_two_provinces(site: TestClient) -> None:
    page = site.get("/province/lao-cai.json").json()
    assert page["made_of"] == ["lao-cai", "yen-bai"]
    units = {row["unit"]: row for row in page["units"]}
    assert list(units) == ["Lào Cai 2025–", "Lào Cai 1991–2025", "Yên Bái 1991–2025", "Hoàng Liên Sơn –1991"]
    assert [row["recipients"] for row in units.values()] == [5, 12 + 31 + 2, 43, 0]
    assert sum(row["recipients"] for row in units.values()) == page["recipients"]
    assert {(row["year"], row["unit"]): row["recipients"] for row in page["then"]} == {
        (2024, "Lào Cai 1991–2025"): 43,
        (2024, "Yên Bái 1991–2025"): 43,
        (2025, "Lào Cai 2025–"): 5,
        (None, "Lào Cai 1991–2025"): 2,
    }


def test_a_province_that_is_gone_says_what_it_went_into(site: TestClient) -> None:
    assert site.get("/province/yen-bai.json").json()["heirs"] == ["lao-cai"]
    note = shown(site, "/province/yen-bai").cssselect("p.note")[0]
    assert "1/7/2025" in note.text_content()
    assert [link.get("href") for link in note.iter("a")] == ["/province/lao-cai"]
    split = shown(site, "/province/ha-son-binh").cssselect("p.note")[0]
    assert [link.get("href") for link in split.iter("a")] == ["/province/ha-noi", "/province/phu-tho"]


@pytest.mark.parametrize(("asked", "counted"), [("lai-chau", 0), ("dien-bien", 0), ("ha-son-binh", 1)])
def test_a_province_that_was_split_counts_for_none_of_today(
    database: duckdb.DuckDBPyConnection, asked: str, counted: int
) -> None:
    where = statement("province/types").bare.partition("WHERE")[2].partition("GROUP")[0]
    rows = "(VALUES ('lai-chau', NULL), ('ha-son-binh', NULL)) AS award_count(province, province_today)"
    query = f"SELECT count(*) FROM {rows} WHERE {where}"  # noqa: S608 (the site's own)
    found = database.execute(query, {"province": asked}).fetchone()
    assert found == (counted,)
