"""Whole crawls against a site on loopback: what is found, what is archived, what a second run asks for."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from crawler.crawl import CrawlError, CrawlOptions, crawl
from crawler.schema import FrontierError
from crawler.source import Source
from tests.crawler.crawling import archived, run_crawl, source_of
from tests.crawler.site import Reply, Site, all_articles, article, listing, paged

B = "https://bao.example"

FEED = """<?xml version="1.0"?><rss version="2.0"><channel>
<item><title>Mới</title><link>https://bao.example/moi-1.html?utm_source=rss</link>
<pubDate>Tue, 11 Jun 2024 17:43:00 +0700</pubDate></item>
<item><link>https://bao.example/cu-2.html</link>
<pubDate>Tue, 03 Jan 2023 07:00:00 +0700</pubDate></item>
<item><link>https://khac.example/ngoai-3.html</link></item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://bao.example/sm1.xml</loc></sitemap></sitemapindex>"""
PAGES = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://bao.example/ban-do-4.html</loc></url>
<url><loc>https://bao.example/thoi-su</loc></url></urlset>"""


def test_articles_are_found_by_feed_sitemap_listing_and_tag(site: Site, tmp_path: Path) -> None:
    paged(site, 12)
    site.replies |= {
        "/rss": Reply(FEED, headers={"Content-Type": "application/rss+xml"}),
        "/sitemap.xml.gz": Reply(gzip.compress(SITEMAP.encode()), headers={"Content-Type": "application/gzip"}),
        "/sm1.xml": Reply(PAGES),
        "/the": Reply(listing(["https://www.bao.example/the-5.html#binh-luan", "/tin-3.html"])),
        **{f"/{name}.html": Reply(article(name)) for name in ("moi-1", "cu-2", "ban-do-4", "the-5")},
    }
    outlet = source_of(
        site,
        {
            "feeds": [f"{B}/rss"],
            "sitemaps": [f"{B}/sitemap.xml.gz"],
            "listings": [f"{B}/tin"],
            "tags": [f"{B}/the"],
        },
    )
    summary = run_crawl(tmp_path, [outlet], {"since": "2024-01-01", "contact": "https://thidua.example/lien-he"})
    expected = {f"{B}/tin-{n}.html" for n in range(12)} | {f"{B}/ban-do-4.html", "https://www.bao.example/the-5.html"}
    assert archived(tmp_path) == Counter([*expected, f"{B}/moi-1.html"])
    assert summary["kept"] == 15
    assert summary["sources"]["bao"]["skipped"] == {"older than asked for": 1}
    assert (summary["finished"], summary["interrupted"], summary["failed"]) == (True, False, 0)
    assert all("+https://thidua.example/lien-he" in headers["user-agent"] for _, _, headers in site.log)
    assert site.log[0][1] == "/robots.txt"

    site.log.clear()
    again = run_crawl(tmp_path, [outlet])
    assert again["kept"] == 1  # the older article, now that no date is asked for
    assert [path for _, path, _ in site.log if path.endswith(".html")] == ["/cu-2.html"]


@pytest.mark.slow
def test_a_second_run_asks_whether_lists_changed_and_fetches_what_is_new(site: Site, tmp_path: Path) -> None:
    paged(site, 10)
    first = site.replies["/tin"]
    assert isinstance(first, Reply)
    first.headers["ETag"] = '"1"'
    run_crawl(tmp_path, [outlet := source_of(site, {"listings": [f"{B}/tin"]})])
    site.log.clear()
    site.replies["/tin"] = Reply(status=304)
    assert run_crawl(tmp_path, [outlet])["sources"]["bao"]["unchanged"] == 1
    assert site.log[-1][2]["if-none-match"] == '"1"'
    assert site.asked() == {"/robots.txt": 1, "/tin": 1}
    site.replies["/tin"] = Reply(listing(["/tin-10.html", "/tin-0.html"], "/tin?page=2"))
    site.replies["/tin-10.html"] = Reply(article(10))
    site.log.clear()
    assert run_crawl(tmp_path, [outlet])["found"] == 1
    assert site.asked() == {"/robots.txt": 1, "/tin": 1, "/tin-10.html": 1, "/tin?page=2": 1}
    assert archived(tmp_path) == all_articles(11)


def test_refresh_keeps_a_changed_page_beside_the_old_one(site: Site, tmp_path: Path) -> None:
    paged(site, 3)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    run_crawl(tmp_path, [outlet])
    site.replies["/tin-1.html"] = Reply(article("đã sửa"))
    summary = run_crawl(tmp_path, [outlet], {"refresh": True})
    assert (summary["kept"], archived(tmp_path)[f"{B}/tin-1.html"]) == (1, 2)
    assert archived(tmp_path).total() == 4


def test_a_limit_ends_the_run_and_the_next_goes_on(site: Site, tmp_path: Path) -> None:
    paged(site, 12)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    assert (first := run_crawl(tmp_path, [outlet], {"limit": 5}))["kept"] == 5
    assert not first["finished"]
    assert run_crawl(tmp_path, [outlet])["kept"] == 7
    assert archived(tmp_path) == all_articles(12)


def test_a_frontier_that_cannot_be_opened_is_named_each_time(tmp_path: Path) -> None:
    outlet = Source(slug="bao", name="Báo", domains=("bao.example",), article_pattern="x")
    for _ in range(2):
        with pytest.raises(FrontierError, match="unable to open"):
            crawl([outlet], archive=tmp_path / "archive", frontier=tmp_path, options=CrawlOptions(contact="a@b.vn"))
    with pytest.raises(CrawlError, match="no sources"):
        crawl([], archive=tmp_path / "archive", frontier=tmp_path / "f.sqlite")
