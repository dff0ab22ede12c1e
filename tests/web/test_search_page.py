"""The search as a visitor meets it, on the demo's news."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from lxml import etree, html
from openapi_schema_validator import OAS31Validator
from starlette.testclient import TestClient

from warehouse.snapshots.folder import Snapshots
from web.app import build_app
from web.search_request import PER_PAGE
from web.site import Site

_ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def client(demo_folder: Path) -> Iterator[TestClient]:
    with TestClient(build_app(Site(demo_folder / "thidua-demo", names=("testserver",)))) as client:
        yield client


def page(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content.decode())


def test_all_events_are_found_without_words(client: TestClient) -> None:
    found = client.get("/search.json").json()
    assert found["total"] == 33  # 30 ceremonies, 2 features and a plan
    assert len(found["hits"]) == PER_PAGE
    assert found["pages"] == 2
    rest = client.get("/search.json?page=2").json()
    assert len({hit["id"] for hit in (*found["hits"], *rest["hits"])}) == 33
    assert client.get("/search.json?page=3").json()["hits"] == []


@pytest.mark.parametrize("words", ["huan chuong lao dong", "huân chương lao động", "HUÂN  CHƯƠNG lao dong"])
def test_words_with_accents_and_without_find_the_same(client: TestClient, words: str) -> None:
    found = client.get("/search.json", params={"q": words}).json()
    assert found["total"] == client.get("/search.json", params={"q": "huân chương lao động"}).json()["total"] > 5
    shown = "".join(piece["text"] for piece in found["hits"][0]["snippet"] if piece["marked"])
    assert "huân" in shown.lower()


def test_each_facet_leads_to_as_many_events_as_it_says(client: TestClient) -> None:
    document = page(client, "/search?q=khen")
    links = document.cssselect(".facets li a")
    assert len(links) > 20
    for link in links:
        count = link.cssselect(".n")
        if count:
            path = link.get("href").replace("/search?", "/search.json?")
            assert client.get(path).json()["total"] == int(count[0].text), path


def test_a_filter_is_taken_off_where_it_was_put_on(client: TestClient) -> None:
    chosen = page(client, "/search?q=khen&province=lao-cai&province=nghe-an")
    (off,) = [chip.get("href") for chip in chosen.cssselect(".chip.on") if "Lào Cai" in chip.text_content()]
    assert parse_qs(urlsplit(off).query) == {"q": ["khen"], "province": ["nghe-an"]}
    on = [link.get("href") for link in chosen.cssselect(".facets a.on") if "Nghệ An" in link.text_content()]
    assert parse_qs(urlsplit(on[0]).query) == {"q": ["khen"], "province": ["lao-cai"]}


def test_names_are_offered_as_filters(client: TestClient) -> None:
    document = page(client, "/search?q=huan+chuong+lao+dong+hang+nhi+lao+cai+2025")
    (everything,) = document.cssselect(".chip.all")
    assert parse_qs(urlsplit(everything.get("href")).query) == {
        "award": ["huan-chuong-lao-dong:2"],
        "province": ["lao-cai"],
        "year": ["2025"],
    }
    answered = page(client, everything.get("href"))
    assert answered.cssselect(".answer .big")[0].text == "3 lượt khen"


def test_the_answer_is_the_sum_of_conferred_awards(client: TestClient) -> None:
    told = client.get("/search.json?award=bang-khen&province=nghe-an").json()["answer"]
    assert told["recipients"] == 310  # as README has it
    assert {row["award"] for row in told["rows"]} == {"bang-khen"}
    assert all(one["name"] for one in told["presenters"])


def test_the_same_in_english(client: TestClient) -> None:
    document = page(client, "/en/search?q=lao+cai&sort=newest")
    assert document.get("lang") == "en"
    assert "Search" in document.cssselect("title")[0].text
    (other,) = document.cssselect("a.language")
    assert other.get("href") == "/search?q=lao+cai&sort=newest"
    assert all(link.get("href").startswith("/en") for link in document.cssselect(".facets a"))


def test_csv_has_all_events(client: TestClient) -> None:
    answer = client.get("/search.csv?sort=oldest")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 33
    days = [row["date"] for row in rows if row["date"]]
    assert days == sorted(days)
    assert all(row["url"].startswith("http://testserver/") for row in rows)


def test_a_feed_has_the_events_that_came_last(client: TestClient) -> None:
    answer = client.get("/search.atom?q=bằng+khen")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    entries = feed.findall("a:entry", _ATOM)
    assert len(entries) == client.get("/search.json?q=bằng+khen").json()["total"]
    moments = [entry.findtext("a:updated", "", namespaces=_ATOM) for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert len({entry.findtext("a:id", namespaces=_ATOM) for entry in entries}) == len(entries)
    assert feed.findtext("a:updated", namespaces=_ATOM) == moments[0]


def test_help_where_nothing_is_found(client: TestClient) -> None:
    document = page(client, "/search?q=huaan+chuong+lao+dogn")
    links = [link.text for link in document.cssselect("main p a")]
    assert "huan chuong lao dong" in links
    narrow = page(client, "/search?q=khen&year=1999")
    assert [link for link in narrow.cssselect("main a") if link.get("href") == "/search?q=khen"]


@pytest.mark.parametrize("words", ["tinh:foo", "nam:x", "tu:mai"])
def test_a_field_that_means_nothing_is_told(client: TestClient, words: str) -> None:
    document = page(client, f"/search?q={words}")
    assert words in document.cssselect(".warning")[0].text_content()


def test_the_histogram_links_to_the_events_of_each_bar(client: TestClient) -> None:
    document = page(client, "/search")
    assert len(document.cssselect(".histogram [data-span]")) == 36
    bars = document.cssselect(".histogram a[data-span]")
    counted = 0
    for bar in bars:
        found = client.get(bar.get("href").replace("/search?", "/search.json?")).json()
        assert str(found["total"]) in bar.get("aria-label")
        counted += found["total"]
    assert counted == 33
    years = page(client, "/search?from=2020")
    assert "from" in {one.get("name") for one in years.cssselect("form.span input")}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=" + "x" * 400, 200),
        ("q=" + "x" * 401, 400),
        ("page=0", 400),
        ("page=-1", 400),
        ("page=9999999", 400),
        ("sort=best", 400),
        ("&".join(f"year={year}" for year in range(1900, 1951)), 400),
        ("year=1999&year=1999", 200),
        ("person=nobody&province=&award=", 200),
        ("q=%00%ff%ed%a0%80", 200),
        ("q=%22%22+-+--+-%22", 200),
        ("q=" + "a:" * 150, 200),
        ("more=%3Cscript%3E", 200),
    ],
)
def test_whatever_is_asked_there_is_an_answer(client: TestClient, query: str, status: int) -> None:
    for form in ("/search", "/search.json", "/en/search", "/search.atom", "/search.csv"):
        answer = client.get(f"{form}?{query}")
        assert answer.status_code == status, (form, answer.text)


def test_the_start_page_asks_how_many_and_who(client: TestClient) -> None:
    document = page(client, "/")
    (form,) = document.cssselect("form.question")
    values = {
        select.get("name"): [o.get("value") for o in select.cssselect("option")] for select in form.cssselect("select")
    }
    assert "huan-chuong-lao-dong:2" in values["award"]
    assert "lao-cai" in values["province"]
    assert values["year"] == ["", "2025", "2024", "2023"]
    asked = {"award": "huan-chuong-lao-dong:2", "province": "lao-cai", "year": "2025"}
    answer = html.fromstring(client.get(form.get("action"), params=asked).text)
    assert answer.cssselect(".answer .big")[0].text == "3 lượt khen"
    assert answer.cssselect('.answer a[href^="/person/"]')


def test_a_public_site_quotes_evidence_alone(client: TestClient, demo_folder: Path) -> None:
    site = Site(demo_folder / "thidua-demo", names=("testserver",), public=True)
    with TestClient(build_app(site)) as public:
        found = public.get("/search.json?q=khen").json()
        told = {row["evidence"] for row in _evidence(demo_folder)}
        for hit in found["hits"]:
            shown = "".join(piece["text"] for piece in hit["snippet"])
            assert not shown or any(" ".join(shown.split()) in " ".join(one.split()) for one in told), shown
        assert public.get("/search.json?q=khen").json()["total"] <= client.get("/search.json?q=khen").json()["total"]


def _evidence(demo_folder: Path) -> list[dict[str, str]]:
    import thidua

    with thidua.open(demo_folder / "thidua-demo") as snapshot:
        return [{"evidence": row[0]} for row in snapshot.rows("SELECT evidence FROM award_report")]


@pytest.mark.parametrize("query", ["", "?q=huan+chuong&award=bang-khen", "?q=huaan+dogn", "?q=tinh:foo", "?page=9"])
def test_the_answer_is_as_it_is_described(client: TestClient, query: str) -> None:
    described = client.get("/openapi.json").json()["paths"]["/search.json"]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    OAS31Validator(schema).validate(client.get(f"/search.json{query}").json())


def test_who_comes_back_to_a_search_sees_the_same(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ("/search?q=trở+lại", "/en/search?q=trở+lại", "/search?q=trở+lại&page=2")
    first = [client.get(path).text for path in paths]
    assert len(set(first)) == 3
    monkeypatch.setattr("web.search_page.values_of", None)  # nothing is searched again
    assert [client.get(path).text for path in paths] == first


def test_no_text_of_a_csv_is_a_formula(demo_folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(demo_folder / "thidua-demo", tmp_path / "home"))
    with duckdb.connect(str(Snapshots(copy).database(1))) as connection:
        connection.execute("UPDATE ceremony SET title = '=HYPERLINK(\"https://evil.example\")', place = '-5'")
    with TestClient(build_app(Site(copy, names=("testserver",)))) as client:
        rows = [
            row for row in csv.DictReader(io.StringIO(client.get("/search.csv").text)) if "/ceremony/" in row["url"]
        ]
    assert {row["title"] for row in rows} == {'\'=HYPERLINK("https://evil.example")'}
    assert {row["place"] for row in rows} == {"'-5"}
    assert all(row["reports"].isdigit() for row in rows)
