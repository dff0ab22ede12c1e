"""A ceremony's page: numbers lead to sentences, what differs is side by side, and what was not given stands apart."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import html as lxml_html
from starlette.testclient import TestClient

from tests.web.ceremony.conftest import CAPTIONS, EVIL, UNQUOTED, Home
from web.language import phrases

Sites = Callable[..., TestClient]


def parsed(client: TestClient, path: str) -> Any:  # noqa: ANN401 - an element of lxml
    answer = client.get(path)
    assert answer.status_code == 200, path
    return lxml_html.fromstring(answer.text)


def words(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    return " ".join(element.text_content().split())


def table(page: Any, name: str) -> Any:  # noqa: ANN401 - elements of lxml
    return page.xpath(f"//table[@aria-labelledby='{name}']")[0]


@pytest.fixture(scope="module")
def conference(home: Home) -> str:
    return f"/ceremony/{home.ceremony_of('a')}"


def test_each_number_leads_to_the_sentence_of_each_outlet_and_back(site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    assert len({*page.xpath("//@id")}) == len(page.xpath("//@id"))
    followed = 0
    for row in page.xpath("//table[@class='given']/tbody/tr"):
        for link in row.xpath(".//td[contains(@class, 'amount')]//a"):
            number = re.findall(r"\d+", words(link))[-1]
            item = page.get_element_by_id(link.get("href")[1:])
            (quote,) = item.xpath("ancestor::figure/blockquote")
            corrected = item.find_class("corrected")
            assert number in [words(mark) for mark in quote.find_class("number")] or corrected
            assert number in [words(strong) for strong in item.xpath("strong")]
            assert f"#{row.get('id')}" in item.xpath("a/@href")
            followed += 1
    assert followed == 12


def test_a_fragment_of_the_page_is_somewhere_on_it(site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    for link in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert page.get_element_by_id(link[1:]) is not None


def test_numbers_that_differ_stand_side_by_side_and_copies_have_no_vote(site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    row = table(page, "awards").xpath("tbody/tr[1]")[0]
    assert words(row.find_class("count")[0]) == "45"
    assert "Các báo nêu số khác nhau: 45 / 47" in words(row)
    told = {words(item) for item in row.find_class("each")[0]}
    assert told == {"a.vn: 45", "b.vn: 45", "c.vn: 47", "d.vn: 45 (bản chép, không tính phiếu)"}
    (beside,) = page.xpath(f"//section[h3/a/@href='#{row.get('id')}']")
    quotes = [words(quote) for quote in beside.iter("blockquote")]
    assert quotes == [
        f"Đồng chí Giàng Seo Phử trao Bằng khen cho {n} tập thể có thành tích xuất sắc." for n in (45, 47)
    ]
    assert [words(mark) for mark in beside.iter("mark")] == ["Bằng khen", "45", "Bằng khen", "47"]


def test_what_was_not_given_stands_in_a_table_of_its_own(site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    assert "158" not in words(table(page, "awards"))
    assert "159" not in words(table(page, "awards"))
    others = table(page, "others")
    assert [words(cell) for cell in others.xpath("tbody/tr/td[@data-label='Trạng thái']")] == [
        "Tính gộp nhiều lần trước (2020–2024)"
    ]
    assert "Không cộng vào số đã trao ở trên" in words(others.getparent())


def test_a_correction_says_what_was_read_by_whom_it_was_put_right_and_why(site: Sites, conference: str) -> None:
    (row,) = table(parsed(site(), conference), "others").xpath("tbody/tr")
    note = words(row.find_class("corrected")[0])
    assert note == "Đã sửa: Lý Thị Mai, ngày 2/1/2026. Lý do: Báo đã đính chính. Máy đọc là số lượng: 158."
    assert words(row.find_class("count")[0]) == "159"


def test_officials_and_who_handed_over_are_linked(home: Home, site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    at_it = (
        "SELECT name, official_id FROM official JOIN appearance USING (official_key) JOIN ceremony USING (ceremony_key)"
    )
    ids = {str(name): found for name, found in home.ask(f"{at_it} WHERE ceremony_id = ?", conference[10:])}
    given = table(page, "awards").xpath("tbody/tr[1]/td[@data-label='Người trao']/a")
    assert [link.get("href") for link in given] == [f"/person/{ids['Giàng Seo Phử']}"]
    listed = page.xpath("//ul[@class='officials']/li")
    assert words(listed[0]) == "Đặng Thị Hường, Bí thư Tỉnh ủy (dự; chủ trì; phát biểu)"
    assert listed[0].xpath("a/@href") == [f"/person/{ids['Đặng Thị Hường']}"]


def test_both_provinces_are_named_where_they_differ(home: Home, site: Sites, conference: str) -> None:
    about = words(parsed(site(), f"/ceremony/{home.ceremony_of('before')}").find_class("about")[0])
    assert "khi đóYên Bái" in about
    assert "nayLào Cai" in about
    assert "nay Lào Cai có địa giới khác" in words(parsed(site(), conference).find_class("about")[0])


def test_citations_name_headline_outlets_day_snapshot_and_address(site: Sites, conference: str) -> None:
    for prefix, first in (("", "vi"), ("/en", "en")):
        page = parsed(site(address="https://thidua.example.org"), f"{prefix}{conference}")
        told = {cite.get("lang"): words(cite) for cite in page.xpath("//details[@id='cite']/p")}
        assert next(iter(told)) == first
        for lang, day, fetched in (("vi", "11/6/2024", "2/1/2026"), ("en", "11 June 2024", "2 January 2026")):
            parts = ("Lào Cai tổng kết phong trào thi đua", "a.vn", "b.vn", "c.vn", day, fetched)
            assert all(part in told[lang] for part in parts)
        assert told["vi"].endswith(f"https://thidua.example.org{conference}")
        assert told["en"].endswith(f"https://thidua.example.org/en{conference}")
        assert "bản dữ liệu số 1 " in told["vi"]
        assert "snapshot 1 " in told["en"]


def test_the_form_names_row_and_article(home: Home, site: Sites, conference: str) -> None:
    row_id = f"{home.stories['c'].article.id}:bang-khen:0:collective:conferred:1"
    (form,) = parsed(site(), f"{conference}?wrong={row_id}").xpath("//details[@id='report'][@open]/form")
    assert (form.get("method"), form.get("action")) == ("post", "/report")
    assert set(form.xpath(".//@name")) == {
        "snapshot",
        "page",
        "row",
        "problem",
        "right",
        "comment",
        "contact",
        "website",
    }
    assert form.xpath(".//option[@selected]/@value") == [f"award|{home.stories['c'].article.id}|{row_id}"]
    labelled = set(form.xpath(".//label/@for"))
    assert labelled == set(form.xpath(".//*[self::input or self::select or self::textarea][not(@type='hidden')]/@id"))


def test_captions_stand_with_their_article_on_the_operators_own_machine(site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    assert tuple(one.text_content() for one in page.cssselect("#articles ~ .articles details li")) == CAPTIONS
    told = {tuple(one["captions"]) for one in site().get(f"{conference}.json").json()["articles"]}
    assert told == {CAPTIONS, ()}
    for form in ("", ".json"):
        assert "Quang cảnh" not in site(public=True).get(f"{conference}{form}").text


def test_copies_name_the_outlet_that_they_repeat(home: Home, site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    (copy,) = page.xpath(f"//ul[@class='articles']/li[a/@href='/article/{home.stories['copy'].article.id}']")
    assert "Chép từ a.vn (bản chép, không tính phiếu)" in words(copy)
    assert f"/article/{home.stories['a'].article.id}" in copy.xpath("div/a/@href")


def test_english_numbers_are_of_one_or_of_many(home: Home, site: Sites, conference: str) -> None:
    assert "45 collectives" in words(table(parsed(site(), f"/en{conference}"), "awards"))


def test_hostile_words_stay_words(home: Home, site: Sites) -> None:
    for public in (False, True):
        for path in (f"/ceremony/{home.ceremony_of('evil')}", f"/article/{home.stories['evil'].article.id}"):
            answer = site(public=public).get(path)
            page: Any = lxml_html.fromstring(answer.text)
            assert "9359" not in answer.text
            assert {*page.xpath("//script/@src")} == {"/static/site.js"}
            assert page.xpath("//script[not(@src)] | //img | //@onerror | //style | //@style") == []
            assert not [link for link in page.xpath("//@href | //@action | //@src") if "javascript:" in link.lower()]
            assert words(page.xpath("//h1")[0]) == EVIL
            for form in (".json", "/awards"):
                answer = site(public=public).get(f"{path}{form}")
                assert answer.status_code == 200
                if form == ".json":
                    assert answer.headers["content-type"] == "application/json"
                    assert answer.json()["title"] == EVIL
                else:
                    assert "<script>alert" not in answer.text
                    assert "<img" not in answer.text


def test_a_public_page_tells_no_sentence_but_those_of_its_rows(home: Home, site: Sites, conference: str) -> None:
    article_id = home.stories["a"].article.id
    for path in (conference, f"/article/{article_id}"):
        for form in ("", ".json", "/awards", "/awards.csv"):
            told = site(public=True).get(f"{path}{form}").text
            assert "Bằng khen cho" in re.sub("<[^>]+>", "", told)
            assert UNQUOTED not in told
            for paragraph in home.stories["a"].article.text.split("\n\n")[1:2]:
                assert paragraph[:60] not in told


def test_names_of_children_stay_hidden(home: Home, site: Sites, conference: str) -> None:
    for path in (conference, f"/article/{home.stories['a'].article.id}"):
        for form in ("", ".json", "/awards", "/awards.json", "/awards.csv"):
            told = site(public=True).get(f"{path}{form}").text
            assert "V... T.. S.." in told
            assert "Vàng Thị Say" not in told


def test_an_english_page_speaks_english(home: Home, site: Sites, conference: str) -> None:
    others = {vi for name, vi in phrases("vi").items() if vi != phrases("en")[name] and "{" not in vi and len(vi) > 5}
    for path in (conference, f"/article/{home.stories['a'].article.id}", f"{conference}/awards"):
        page = parsed(site(), f"/en{path}")
        assert page.get("lang") == "en"
        for element in page.xpath("//*[@lang='vi']"):
            element.drop_tree()
        told = words(page)
        for (sentence,) in home.ask("SELECT evidence FROM award_report"):
            told = told.replace(str(sentence), "")
        assert [vi for vi in others if re.search(rf"(?<!\w){re.escape(vi)}(?!\w)", told)] == []


def test_the_awards_are_complete_as_files(site: Sites, conference: str) -> None:
    rows = list(csv.DictReader(io.StringIO(site().get(f"{conference}/awards.csv").text)))
    assert [(row["award"], row["count"], row["status"]) for row in rows] == [
        ("bang-khen", "45", "conferred"),
        ("giay-khen", "2", "conferred"),
        ("huan-chuong-lao-dong", "159", "cumulative"),
    ]
    told = site().get(f"{conference}.json").json()
    assert [row["count"] for row in told["awards"]] == [45, 2]
    assert [row["count"] for row in told["other_awards"]] == [159]
    assert not [
        name for name in re.findall(r'"(\w+)":', site().get(f"{conference}.json").text) if name.endswith("_key")
    ]
    assert site().get(f"{conference}/awards.xlsx").content[:2] == b"PK"


def test_what_is_not_there_is_not_found(site: Sites) -> None:
    for path in ("/ceremony/nix", "/ceremony/nix.json", "/ceremony/nix/awards.csv", "/article/nix", "/archive/nix"):
        assert site().get(path).status_code == 404


def test_headings_are_in_order_and_tables_have_headers(site: Sites, conference: str) -> None:
    page = parsed(site(), conference)
    levels = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for one in page.iter("table"):
        assert one.xpath("thead//th[@scope='col']")
        assert len(one.xpath("tbody/tr/th[@scope='row']")) == len(one.xpath("tbody/tr"))
        assert page.get_element_by_id(one.get("aria-labelledby")) is not None


@pytest.fixture(scope="module")
def changed(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home: an award was handed over at another ceremony, and an id of before became the conference."""
    folder = tmp_path_factory.mktemp("changed") / "home"
    shutil.copytree(home.folder, folder)
    first, later = home.ceremony_of("a"), home.ceremony_of("before")
    with duckdb.connect(str(folder / home.database.relative_to(home.folder))) as connection:
        connection.execute(
            "UPDATE award SET handed_over = '2024-06-20', handed_over_key ="
            " (SELECT ceremony_key FROM ceremony WHERE ceremony_id = ?) WHERE award = 'bang-khen'",
            [later],
        )
        connection.execute("INSERT INTO alias VALUES ('ceremony', 'ceremony-of-before', ?)", [first])
        connection.execute("INSERT INTO alias VALUES ('ceremony', 'ceremony-gone', NULL)")
    return folder


@pytest.fixture(scope="module")
def elsewhere(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home in which the ceremony of the year before was held in the same province."""
    folder = tmp_path_factory.mktemp("elsewhere") / "home"
    shutil.copytree(home.folder, folder)
    with duckdb.connect(str(folder / home.database.relative_to(home.folder))) as connection:
        asked = [home.ceremony_of("before")]
        connection.execute("UPDATE ceremony SET province = 'lao-cai' WHERE ceremony_id = ?", asked)
    return folder


def test_where_awards_were_announced_and_handed_over_lead_to_each_other(home: Home, site: Sites, changed: Path) -> None:
    first, later = home.ceremony_of("a"), home.ceremony_of("before")
    page = parsed(site(home=changed), f"/ceremony/{first}")
    row = table(page, "awards").xpath("tbody/tr[1]")[0]
    (link,) = row.xpath(f".//a[@href='/ceremony/{later}']")
    assert words(link) == "Trao ngày 20/6/2024"
    (related,) = page.xpath("//section[h2/@id='related']")
    assert [words(h3) for h3 in related.iter("h3")] == ["Công bố tại đây, trao về sau"]
    (related,) = parsed(site(home=changed), f"/ceremony/{later}").xpath("//section[h2/@id='related']")
    assert [words(h3) for h3 in related.iter("h3")] == ["Công bố trước, trao tại buổi này"]
    assert related.xpath(".//li/ul/li/a/@href") == [f"/ceremony/{first}#{row.get('id')}"]
    assert words(related.xpath(".//li/ul/li")[0]) == "Bằng khen: 45 tập thể"


def test_ceremonies_of_the_same_kind_in_other_years_are_near(home: Home, site: Sites, elsewhere: Path) -> None:
    page = parsed(site(home=elsewhere), f"/ceremony/{home.ceremony_of('a')}")
    (related,) = page.xpath("//section[h2/@id='related']")
    assert [words(h3) for h3 in related.iter("h3")] == ["Cùng loại, cùng tỉnh, các năm khác"]
    assert related.xpath(".//li/a/@href") == [f"/ceremony/{home.ceremony_of('before')}"]


def test_ids_of_before_lead_to_what_they_became(home: Home, site: Sites, changed: Path) -> None:
    client = site(home=changed)
    for prefix in ("", "/en"):
        for ending in ("", ".json", "/awards", "/awards.csv"):
            answer = client.get(f"{prefix}/ceremony/ceremony-of-before{ending}", follow_redirects=False)
            assert answer.status_code == 308
            assert answer.headers["location"] == f"{prefix}/ceremony/{home.ceremony_of('a')}{ending}"
    assert client.get("/ceremony/ceremony-gone").status_code == 404
