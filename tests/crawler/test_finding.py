"""What a crawl takes from lists: articles of the topic, back to a day, from tag pages and searches, once each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.entries import Entry, Found
from crawler.finding import OF_TOPIC_LIST, Finder, seeds
from crawler.forgotten import Forgotten
from crawler.frontier import Frontier
from crawler.links import Link
from crawler.listings import listing_links
from crawler.source import Source
from crawler.topic import SEARCHES, WORTH
from tests.crawler.conftest import Reply, Site, archived, article, listing, run_crawl, source_of

B = "https://bao.example"
AWARD = "trao-bang-khen-cua-thu-tuong-chinh-phu"
OTHER = "gia-vang-hom-nay-giam-manh-phien-sang"
BASE: dict[str, Any] = {"slug": "bao", "name": "Báo", "domains": ["bao.vn"], "article_pattern": r"-\d+\.html$"}


def source(changes: dict[str, Any]) -> Source:
    return Source.model_validate({**BASE, **changes})


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with Frontier(tmp_path / "f.sqlite") as opened:
        yield opened


def entry(address: str, *, kind: str = "listing", depth: int = 1, asked: float | None = 1.0) -> Entry:
    return Entry(1, address, address, "bao", "bao.vn", kind, 0, 0, depth, None, None, None, asked, 1.0)  # type: ignore[arg-type]


def item(number: int, day: str) -> str:
    return f'<li><h3><a href="/tin-{number}.html">Hội nghị tổng kết {number}</a></h3><span>{day}</span></li>'


def page(*items: str, following: str | None = None) -> bytes:
    more = f'<a class="next" href="{following}">Sau</a>' if following else ""
    return f"<html><body><ul>{''.join(items)}</ul>{more}</body></html>".encode()


def lists_of(finds: list[Found]) -> list[str]:
    return [found.address for found in finds if found.kind != "article"]


def test_an_item_of_a_list_has_its_title_and_its_day() -> None:
    body = """<ul><li><a href=/a-1.html><img></a><h3><a href=/a-1.html>Trao  Huân chương</a></h3><i>11/06/2024</i></li>
    <li><a href=/b-2.html title="Khen thưởng đột xuất">Khen</a><time datetime="2024-06-12T08:00:00+07:00">hôm qua</time>
    </li></ul><div><a href=/c-3.html>Một tin khác của trang này</a> <a href=/d-4.html>Tin này thì không có ngày</a>
    13/06/2024</div>"""
    assert listing_links(body.encode(), "https://bao.vn/", source({}), page=1)[0] == [
        Link("https://bao.vn/a-1.html", "2024-06-11", title="Trao Huân chương"),
        Link("https://bao.vn/b-2.html", "2024-06-12", title="Khen thưởng đột xuất"),
        Link("https://bao.vn/c-3.html", title="Một tin khác của trang này"),
        Link("https://bao.vn/d-4.html", title="Tin này thì không có ngày"),
    ]


def test_a_day_in_a_title_is_not_that_of_the_article() -> None:
    body = """<ul><li><a href=/a-1.html>Đại thắng 30/4/1975</a></li><li><a href=/b-2.html>Gương sáng bản làng</a></li>
    <li><a href=/c-3.html>Tin</a> 1/1/2010</li></ul>"""
    found = listing_links(body.encode(), "https://bao.vn/", source({}), page=1)[0]
    assert [link.published for link in found] == [None, None, "2010-01-01"]


def test_an_arrow_to_another_article_is_no_next_page() -> None:
    body = """<a class="owl-next" href="/b-10.html">›</a><a class="next" href="https://khac.vn/tin?p=2">›</a>
    <div class="pager"><a class="next" href="/tin?p=2">›</a></div>"""
    assert listing_links(body.encode(), "https://bao.vn/tin", source({}), page=1)[1] == "https://bao.vn/tin?p=2"


def test_a_listing_is_read_back_to_the_day_asked_for_and_no_further(frontier: Frontier) -> None:
    finder = Finder(frontier, {"bao": source({"listing_pages": 1})}, Forgotten(), since="2024-06-10")
    first = finder.read(entry("https://bao.vn/tin"), page(item(1, "12/06/2024"), item(2, "9/6/2024"), following="?p=2"))
    assert lists_of(first) == ["https://bao.vn/tin?p=2"]
    second = entry("https://bao.vn/tin?p=2", depth=2)
    assert lists_of(finder.read(second, page(item(1, "12/06/2024"), item(3, "8/6/2024"), following="?p=3"))) == []


def test_a_listing_is_read_back_to_the_day_over_what_is_known(frontier: Frontier) -> None:
    items = page(item(1, "12/06/2024"), following="?p=2")
    known = Finder(frontier, {"bao": source({})}, Forgotten(), since=None).read(entry("https://bao.vn/tin"), items)
    frontier.add(known, run=0.0)
    for since, goes_on in (("2024-01-01", True), (None, False), ("2024-06-13", False)):
        found = Finder(frontier, {"bao": source({})}, Forgotten(), since=since).read(entry("https://bao.vn/tin"), items)
        assert bool(lists_of(found)) is goes_on


def test_a_page_without_days_ends_no_listing_that_has_them(frontier: Frontier) -> None:
    finder = Finder(frontier, {"bao": source({"listing_pages": 1})}, Forgotten(), since="2024-01-01")
    pages = [page(item(1, "12/06/2024"), following="?p=2"), page(item(2, ""), following="?p=3")]
    address = "https://bao.vn/tin"
    for number, body in enumerate(pages, 1):
        (address,) = lists_of(finder.read(entry(address, depth=number), body))
    assert address == "https://bao.vn/tin?p=3"


def test_a_listing_that_repeats_itself_ends(frontier: Frontier) -> None:
    finder = Finder(frontier, {"bao": source({})}, Forgotten(), since="2020-01-01")
    address = "https://bao.vn/tin"
    for step in (1, 2):
        items = page(item(1, "12/06/2024"), following=f"?p={step + 1}")
        further = lists_of(finder.read(entry(address, depth=step), items))
        assert bool(further) is (step == 1)
        address = f"https://bao.vn/tin?p={step + 1}"


def test_sitemaps_lead_to_what_changed_since(frontier: Frontier) -> None:
    finder = Finder(frontier, {"bao": source({})}, Forgotten(), since="2024-06-10")
    index = """<sitemapindex><sitemap><loc>/sm-1.xml</loc><lastmod>2024-06-09</lastmod></sitemap>
    <sitemap><loc>/sm-2.xml</loc><lastmod>2024-06-10</lastmod></sitemap><sitemap><loc>/sm-3.xml</loc></sitemap>
    </sitemapindex>"""
    at = entry("https://bao.vn/sitemap.xml", kind="sitemap")
    assert lists_of(finder.read(at, index.encode())) == ["https://bao.vn/sm-2.xml", "https://bao.vn/sm-3.xml"]
    urls = """<urlset><url><loc>/a-1.html</loc><lastmod>2024-06-09</lastmod></url>
    <url><loc>/b-2.html</loc><lastmod>2024-06-10</lastmod></url><url><loc>/c-3.html</loc></url></urlset>"""
    found = finder.read(at, urls.encode())
    assert [(find.url[15:16], find.published) for find in found] == [("a", "2024-06-09"), ("b", None), ("c", None)]


def test_a_refresh_asks_only_for_articles_that_may_be_of_the_days(frontier: Frontier) -> None:
    days = {"a": "2024-06-10", "b": "2024-06-12", "c": "2024-05", "d": "2024-06", "e": None}
    for name, day in days.items():
        url = f"https://bao.vn/{name}-1.html"
        frontier.add([Found(url=url, address=url, source="bao", kind="article", published=day)], run=0.0)
        taken = frontier.take("bao", "bao.vn")
        assert taken is not None
        frontier.unchanged(taken)
    frontier.refresh(["bao"], since="2024-06-11", until="2024-06-30")
    again = iter(lambda: frontier.take("bao", "bao.vn"), None)
    assert {found.url[15] for found in again if found} == {"b", "d", "e"}


def test_sitemaps_named_by_robots_txt_are_read_where_no_other_is_known(site: Site, tmp_path: Path) -> None:
    urls = f"<urlset><url><loc>{B}/{AWARD}-1.html</loc></url></urlset>"
    site.replies |= {
        "/robots.txt": Reply(f"Sitemap: {B}/sm.xml\nSitemap: https://khac.example/sm.xml\n"),
        "/sm.xml": Reply(urls),
        "/tin": Reply(listing([])),
        f"/{AWARD}-1.html": Reply(article(1)),
    }
    assert run_crawl(tmp_path / "a", [source_of(site, {"listings": [f"{B}/tin"]})])["kept"] == 1
    own = source_of(site, {"listings": [f"{B}/tin"], "sitemaps": [f"{B}/own.xml"]})
    assert run_crawl(tmp_path / "b", [own])["kept"] == 0
    assert {host for host, _, _ in site.log} == {"bao.example"}


def test_pages_by_number_where_no_link_leads_on(frontier: Frontier) -> None:
    outlet = source({"searches": ["https://bao.vn/tim/{words}/trang-{page}"]})
    first = [found.address for found in seeds([outlet])]
    assert first[0] == "https://bao.vn/tim/thi%20%C4%91ua/trang-1"
    assert len(first) == len(SEARCHES)
    found = Finder(frontier, {"bao": outlet}, Forgotten(), since=None).read(
        entry(first[0], kind="tag", asked=None), page(item(1, ""))
    )
    assert lists_of(found) == ["https://bao.vn/tim/thi%20%C4%91ua/trang-2"]
    assert [find.topic for find in found if find.kind == "article"] == [OF_TOPIC_LIST]


@pytest.mark.parametrize(
    ("template", "address", "following"),
    [
        (
            "https://bao.vn/q/{words-}/p/{page}",
            "https://bao.vn/q/l%C3%A1-c%E1%BB%9D/p/1",
            "https://bao.vn/q/l%C3%A1-c%E1%BB%9D/p/2",
        ),
        (
            "https://bao.vn/tim?q={words}&p={page}",
            "https://bao.vn/tim?q=l%C3%A1+c%E1%BB%9D&p=1",
            "https://bao.vn/tim?q=l%C3%A1+c%E1%BB%9D&p=2",
        ),
        ("https://bao.vn/tim?q={words}", "https://bao.vn/tim?q=l%C3%A1+c%E1%BB%9D", None),
    ],
)
def test_the_words_and_the_page_in_the_address_of_a_search(template: str, address: str, following: str | None) -> None:
    outlet = source({"searches": [template]})
    assert outlet.page_of(template, words="lá cờ") == address
    assert outlet.next_page(address) == following


def test_an_unverified_outlet_has_no_lists_to_start_from() -> None:
    assert list(seeds([source({"article_pattern": None, "listings": ["https://bao.vn/tin"]})])) == []


def test_articles_of_other_topics_stay_aside_until_they_are_asked_for(site: Site, tmp_path: Path) -> None:
    site.replies |= {
        "/tin": Reply(listing([f"/{AWARD}-1.html", f"/{OTHER}-2.html", f"/{OTHER}-3.html"])),
        "/the": Reply(listing([f"/{OTHER}-3.html"])),
        **{f"/{name}.html": Reply(article(name)) for name in (f"{AWARD}-1", f"{OTHER}-2", f"{OTHER}-3")},
    }
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    first = run_crawl(tmp_path, [outlet])["sources"]["bao"]
    assert (first["found"], first["aside"], first["kept"]) == (1, 2, 1)
    assert set(archived(tmp_path)) == {f"{B}/{AWARD}-1.html"}
    tagged = run_crawl(tmp_path, [outlet | {"tags": [f"{B}/the"]}])["sources"]["bao"]
    assert (tagged["found"], tagged["aside"], tagged["kept"]) == (1, 0, 1)
    assert run_crawl(tmp_path, [outlet], {"all_topics": True})["kept"] == 1
    assert archived(tmp_path).total() == len(archived(tmp_path)) == 3


def test_what_a_run_for_all_topics_left_queued_is_set_aside_by_the_next(site: Site, tmp_path: Path) -> None:
    site.replies |= {"/tin": Reply(listing([f"/{OTHER}-{n}.html" for n in range(3)])), "/robots.txt": Reply(status=404)}
    for number in range(3):
        site.replies[f"/{OTHER}-{number}.html"] = Reply(article(number))
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    assert run_crawl(tmp_path, [outlet], {"all_topics": True, "limit": 1})["kept"] == 1
    assert run_crawl(tmp_path, [outlet])["kept"] == 0
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        assert frontier.counts() == {"bao": {"aside": 2, "done": 1}}
    assert WORTH > 0
