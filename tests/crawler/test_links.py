"""What feeds, sitemaps and listings lead to."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.links import Link, UnreadableListError, feed_links, sitemap_links
from crawler.listings import listing_links
from crawler.source import Source

BASE = "https://bao.vn/thoi-su"
SOURCE = Source(slug="bao", name="Báo", domains=("bao.vn",), article_pattern=r"-\d+\.html$")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="/x"/><link href="/a-1.html"/>
<published>2024-06-11T23:30:00Z</published><updated>2024-06-13T00:00:00+07:00</updated></entry></feed>"""
RSS = """<rss><channel><link>https://bao.vn</link>
<item><link><![CDATA[ https://bao.vn/b-2.html ]]></link><pubDate>17/06/2025 13:43</pubDate></item>
<item><guid>https://bao.vn/c-3.html</guid><pubDate>không rõ</pubDate></item>
<item><guid isPermaLink="false">123</guid></item></channel></rss>"""


def test_feeds_of_both_kinds() -> None:
    assert feed_links(ATOM.encode(), BASE) == [Link("https://bao.vn/a-1.html", "2024-06-12", 1718211600.0)]
    assert feed_links(b"\n" + RSS.encode(), BASE) == [
        Link("https://bao.vn/b-2.html", "2025-06-17"),
        Link("https://bao.vn/c-3.html"),
    ]


def test_sitemaps_and_their_index() -> None:
    index = "<sitemapindex><sitemap><loc>/sm-2024-06.xml</loc><lastmod>2024-06-30</lastmod></sitemap></sitemapindex>"
    assert sitemap_links(gzip.compress(index.encode()), BASE) == (
        [],
        [Link("https://bao.vn/sm-2024-06.xml", "2024-06-30", 1719766799.0)],
    )
    urls = """<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> /a-1.html </loc>
    <lastmod>2024-06-12T08:00:00+07:00</lastmod><n:news><n:publication_date>2024-06-11</n:publication_date></n:news>
    </url></urlset>"""
    assert sitemap_links(urls.encode(), BASE) == ([Link("https://bao.vn/a-1.html", "2024-06-11", 1718154000.0)], [])


@pytest.mark.parametrize("body", [b"", b"<html><p>x</html>", b"\x1f\x8bnot", b"plain", b"\x00\x01"])
def test_what_is_no_list_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableListError):
        feed_links(body, BASE)
    with pytest.raises(UnreadableListError):
        sitemap_links(body, BASE)


def test_a_feed_reads_no_files_and_expands_no_entities() -> None:
    evil = b"""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><item><link>https://bao.vn/&x;&b;</link></item></rss>"""
    assert [link.address for link in feed_links(evil, BASE)] in ([], ["https://bao.vn/"])


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="next" href="?page=3">',
        '<a rel="nofollow next" href="?page=3">x</a>',
        '<div class="pagination__pages"><a class="next" href="?page=3">x</a></div>',
        '<ul class="pagination"><li class="page-next"><a href="?page=3">x</a></li></ul>',
        '<div class="fright"><a href="?page=3"> &gt; </a></div>',
        '<a href="?page=3">Trang  sau</a>',
        '<div class="phan-trang"><a href="?page=1">1</a><b>2</b><a href="?page=3">3</a><a href="?page=4">4</a></div>',
    ],
)
def test_the_next_page_in_its_many_forms(html: str) -> None:
    body = f'<body><a href="/a-1.html">Tin 3</a>{html}</body>'
    assert listing_links(body.encode(), BASE + "?page=2", SOURCE, page=2)[1] == f"{BASE}?page=3"


@pytest.mark.parametrize(
    "html", ["", "<a href='#'>Sau</a>", "<a href='javascript:x()'>›</a>", "<a href='?page=2'>›</a>"]
)
def test_the_last_page_has_none(html: str) -> None:
    assert listing_links(f"<p>x{html}".encode(), BASE + "?page=2", SOURCE, page=2)[1] is None


def test_links_are_absolute_and_given_once() -> None:
    body = """<head><base href="https://bao.vn/goc/"></head><a href="a-1.html#x">1</a><a href="/b-2.html">2</a>
    <a href="a-1.html">1</a><a href="mailto:a@b.vn">m</a><a href="http://[bad">x</a><a>y</a>
    <a class=sang href=c>›</a>"""
    addresses, following = listing_links(body.encode(), BASE, SOURCE.model_copy(update={"next_link": "a.sang"}), page=1)
    assert [link.address for link in addresses] == [
        "https://bao.vn/goc/a-1.html",
        "https://bao.vn/b-2.html",
        "https://bao.vn/goc/c",
    ]
    assert following == "https://bao.vn/goc/c"


def test_one_bad_link_spoils_no_list() -> None:
    feed = "<rss><item><link>http://[x</link></item><item><link>/a-1.html</link><pubDate>{}</pubDate></item></rss>"
    for date in ("Tue, 11 Jun 2024 17:43:00 +99999999999999999999", "Tue, 11 Jun 99999 17:43:00 +0700"):
        assert feed_links(feed.format(date).encode(), BASE) == [Link("https://bao.vn/a-1.html")]
    urls = b"<urlset><url><loc>http://[x</loc></url><url><loc/></url><url><loc>/a-1.html</loc></url></urlset>"
    assert sitemap_links(urls, BASE) == ([Link("https://bao.vn/a-1.html")], [])
    listing = b"<base href='http://['><a href='https://bao.vn/a&#13;&#10;-1.html'>x</a>"
    assert listing_links(listing, "http://bao.vn/", SOURCE, page=1) == (
        [Link("https://bao.vn/a-1.html", title="x")],
        None,
    )


def test_a_listing_of_nothing_but_page_numbers_is_read_quickly() -> None:
    started = time.process_time()
    assert listing_links(b"<div>" * 200 + b"<a href=x>2</a>" * 50_000, BASE, SOURCE, page=1)[1] is None
    assert time.process_time() - started < 8


@given(st.binary(max_size=120))
def test_noise_gives_links_or_a_reason(body: bytes) -> None:
    for read in (feed_links, sitemap_links, lambda b, base: listing_links(b, base, SOURCE, page=1)):
        try:
            read(body, BASE)
        except UnreadableListError:
            continue
