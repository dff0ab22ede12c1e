"""Every declared page and list, in every form and language: what it says is what the table of awards says."""

from __future__ import annotations

import csv
import datetime as dt
import io
from urllib.parse import quote

import duckdb
import openpyxl
import pytest
from lxml import html
from starlette.testclient import TestClient

from reference.folding import slug
from tests.web.conftest import SCRIPT
from tests.web.visiting import addresses, path_values, shown
from warehouse.searching.asking import take_apart
from web.language import phrases
from web.pages import PAGES, Listing, Page
from web.snapshot import Snapshot
from web.statements import statement

HOSTILE = ["'", '"', "%", "_", ";--", "' OR 1=1 --", SCRIPT, "lao-cai%", "LAO-CAI", "%00", "\u202e", "{0}", "$province"]


@pytest.fixture(scope="module")
def snapshot(site: TestClient) -> Snapshot:
    """The snapshot that the site shows."""
    opened: Snapshot = site.app.state.follower.snapshot  # type: ignore[attr-defined]
    return opened


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_answers_in_both_languages_and_as_json(
    site: TestClient, snapshot: Snapshot, database: duckdb.DuckDBPyConnection, page: Page
) -> None:
    for path in addresses(page, database):
        told = site.get(f"{path}.json")
        assert told.status_code == 200
        values = dict.fromkeys(page.asks, "*") | path_values(page, path)
        head = snapshot.row(statement(f"{page.name}/head"), values) if page.has_head else {}
        names = {listing.name for listing in page.listings}
        assert head is not None
        assert not names & set(head), "one name for a value and a list"
        inner = {"syndicated_of", "text_hash", *(column for column in head if column.endswith("_key"))}
        assert {"snapshot", *names, *head} - inner <= set(told.json())
        for lang, prefix in (("vi", ""), ("en", "/en")):
            document = shown(site, f"{prefix}{path}")
            assert document.get("lang") == lang
            assert len(document.findall(".//h1")) == 1
            levels = [int(found.tag[1]) for found in document.iter("h1", "h2", "h3", "h4")]
            assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), path
            for table in document.iter("table"):
                assert table.find("caption") is not None or table.get("aria-labelledby")
                assert all(head.get("scope") for head in table.iter("th"))
            ids = [found.get("id") for found in document.xpath("//*[@id]")]
            assert len(ids) == len(set(ids))
            assert "None" not in document.text_content()
            links = [link.get("href") for link in document.iter("a") if link.get("class") != "language"]
            assert {link.startswith("/en") for link in links if link.startswith("/")} == {lang == "en"}
            assert all(link.text_content().strip() for link in document.iter("a"))


@pytest.mark.parametrize(
    ("page", "listing"), [(p, one) for p in PAGES for one in p.listings], ids=lambda value: value.name
)
def test_a_list_is_the_same_in_every_form(
    site: TestClient, database: duckdb.DuckDBPyConnection, page: Page, listing: Listing
) -> None:
    for path in addresses(page, database):
        told = site.get(f"{path}/{listing.name}.json").json()
        assert told["total"] == len(told["rows"])
        answer = site.get(f"{path}/{listing.name}.csv")
        assert "attachment" in answer.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert len(rows) == told["total"]
        book = openpyxl.load_workbook(io.BytesIO(site.get(f"{path}/{listing.name}.xlsx").content), read_only=True)
        assert sum(1 for _ in book.worksheets[0].iter_rows()) == told["total"] + 1
        book.close()
        for prefix in ("", "/en"):
            document = shown(site, f"{prefix}{path}/{listing.name}")
            assert len(document.xpath("//tbody/tr")) == min(told["total"], 100)
        if told["rows"]:
            assert list(rows[0]) == list(told["rows"][0])
            if listing.chart:
                names = {listing.chart.x, listing.chart.y, listing.chart.colour} - {None}
                assert names <= set(rows[0])


def test_numbers_that_differ_are_shown_with_their_outlets(site: TestClient) -> None:
    (row,) = [
        one for path in ("baolaocai.vn", "b.vn") for one in site.get(f"/outlet/{path}/differing.json").json()["rows"]
    ]
    assert {row["told"], row["count"]} == {12, 15} == set(row["counts_reported"])
    agreement = site.get("/outlet/b.vn/agreement.json").json()["rows"]
    assert sum(one["numbers"] for one in agreement) == 2


def test_an_unknown_day_is_said_and_not_left_blank(site: TestClient) -> None:
    years = shown(site, "/province/lao-cai").get_element_by_id("years")
    assert phrases("vi")["unknown.year"] in years.text_content()


def test_a_rounded_number_is_shown_as_rounded(site: TestClient) -> None:
    assert "hơn 40" in shown(site, "/award/bang-khen").get_element_by_id("conferments").text_content()


def test_movements_of_one_slug_are_one_page(site: TestClient) -> None:
    page = site.get("/movement/lao-dong-gioi.json").json()
    assert page["names"] == ["Lao động gioi", "Lao động giỏi"]
    assert (page["reports"], len(page["articles"]), len(page["ceremonies"])) == (2, 2, 1)
    movements = site.get("/movements/movements.json").json()["rows"]
    assert [row["slug"] for row in movements] == [slug(row["name"]) for row in movements]


def test_officials_are_found_by_words_of_their_names(site: TestClient) -> None:
    def found(q: str) -> list[str]:
        return [row["name"] for row in site.get("/officials/officials.json", params={"q": q}).json()["rows"]]

    everybody = ["Giàng Seo Phử", "Vàng A Sử", "Đặng Thị Hường"]
    assert sorted(found("")) == sorted(everybody)
    for q in ("giang phu", "Phử  giàng", "GIÀNG", "giang-seo", "seo%"):
        assert found(q) == ["Giàng Seo Phử"], q
    assert found("dang thi") == found("Đặng") == ["Đặng Thị Hường"]
    assert found("ang") == found("khong co ai") == []
    assert [row["name"] for row in csv.DictReader(io.StringIO(site.get("/officials/officials.csv?q=vang").text))] == [
        "Vàng A Sử"
    ]
    page = shown(site, "/officials?q=vang")
    assert page.get_element_by_id("name-q").get("value") == "vang"
    assert "/officials/officials.csv?q=vang" in page.xpath("//a/@href")


def test_a_person_has_posts_ceremonies_and_what_was_handed_over(site: TestClient) -> None:
    people = {row["name"]: row["official_id"] for row in site.get("/officials/officials.json").json()["rows"]}
    page = site.get(f"/person/{people['Giàng Seo Phử']}.json").json()
    assert {row["title"] for row in page["posts"]} == {"Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"}
    assert [row["date"] for row in page["attended"]] == ["2025-08-20", "2024-06-11"]
    assert [(row["award"], row["awards"]) for row in page["totals"]] == [("co-thi-dua", 1)]
    assert [row["award"] for row in page["presented"]] == ["co-thi-dua"]
    assert page["received"] == []
    why = site.get(f"/person/{people['Giàng Seo Phử']}/why.json").json()
    assert {f"reason.{slug(reason['why']).replace('-', '_')}" for reason in why["reasons"]} <= set(phrases("vi"))
    namesake = site.get(f"/person/{people['Vàng A Sử']}.json").json()
    assert [(row["as_given"], row["award"]) for row in namesake["received"]] == [("Vàng A Sử", "bang-khen")]


def test_recipients_who_hold_no_office_are_not_found_by_name(
    site: TestClient, database: duckdb.DuckDBPyConnection
) -> None:
    named = database.execute("SELECT name FROM recipient ORDER BY name").fetchall()
    assert named == [("Sùng Thị Mây",), ("Vàng A Sử",)]
    assert site.get("/officials/officials.json?q=sung").json()["rows"] == []
    for page in PAGES:
        for path in addresses(page, database) if page.name not in ("ceremony", "article") else ():
            assert "Sùng Thị Mây" not in site.get(path).text


@pytest.mark.parametrize("page", [page for page in PAGES if "{" in page.path], ids=lambda page: page.name)
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_there_is_not_found(site: TestClient, page: Page, name: str) -> None:
    path = page.path.replace(page.path[page.path.index("{") : page.path.index("}") + 1], quote(name, safe="%"))
    for ending in ("", ".json", *(f"/{listing.name}.csv" for listing in page.listings)):
        answer = site.get(f"{path}{ending}")
        assert answer.status_code == 404, answer.text
        assert SCRIPT not in answer.text


def test_names_that_are_too_long_are_refused(site: TestClient) -> None:
    assert site.get("/province/" + "x" * 10_000).status_code == 414
    assert site.get("/officials?q=" + "x" * 401).status_code == 400
    assert site.get("/officials/officials.csv?q=" + "x" * 401).status_code == 400


@pytest.mark.parametrize("q", [*HOSTILE, "x" * 400, "' ' ' '", "\\", "()[]*+?", "a" + "\u0301" * 300])
def test_a_hostile_name_in_the_box_is_shown_as_it_is(site: TestClient, q: str) -> None:
    answer = site.get("/officials", params={"q": q})
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    assert html.fromstring(answer.content.decode()).cssselect("#name-q")[0].get("value") == q


def test_text_of_articles_is_escaped(site: TestClient, database: duckdb.DuckDBPyConnection) -> None:
    seen = 0
    for page in PAGES:
        for path in addresses(page, database):
            text = site.get(path).text
            assert SCRIPT not in text
            seen += "&lt;script&gt;" in text
    assert seen >= 5


@pytest.mark.parametrize(
    ("number", "status"), [("1", 200), ("2", 404), ("0", 400), ("-1", 400), ("x", 400), ("9" * 50, 400)]
)
def test_pages_of_a_list_are_numbered(site: TestClient, number: str, status: int) -> None:
    assert site.get(f"/awards/awards?page={number}").status_code == status


def test_a_long_list_is_turned_page_by_page(snapshot: Snapshot) -> None:
    everything = snapshot.ask(statement("awards/awards"))
    assert everything.total == len(everything.rows) == 29
    pages = [snapshot.ask(statement("awards/awards"), limit=10, offset=offset) for offset in (0, 10, 20, 30)]
    assert [row for page in pages for row in page.rows] == list(everything.rows)
    assert [page.total for page in pages] == [29] * 4
    assert snapshot.ask(statement("awards/awards"), limit=10) is pages[0]


def test_the_search_understands_every_example_of_the_help(site: TestClient) -> None:
    for prefix in ("", "/en"):
        document = shown(site, f"{prefix}/help")
        examples = [code.text_content() for code in document.iter("code")]
        assert len(examples) > 20
        for example in examples:
            asked = take_apart(example)
            assert not asked.problems, example
            if ":" in example:
                assert asked.filters or asked.since or asked.until or asked.terms[0].field, example


def test_dates_are_written_in_the_language_of_the_page(site: TestClient) -> None:
    day = dt.date(2024, 6, 11)
    for prefix, told in (("", "11/6/2024"), ("/en", "11 June 2024")):
        found = shown(site, f"{prefix}/outlet/baolaocai.vn").xpath(f"//time[@datetime='{day.isoformat()}']")
        assert {one.text for one in found} == {told}
