"""The demo site over real HTTP: what it offers a crawler, and what a crawler meets there."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import lxml.etree
import lxml.html
import pytest

from thidua.demo import addresses, feeds
from thidua.demo.material import DemoArticle, DemoError, Outlet, load_articles, load_decoys, load_outlets, newest_first
from thidua.demo.server import DemoServer, serve
from thidua.demo.site import STORIES_A_PAGE, Site, build_site
from thidua.demo.sources import demo_sources

SAMPLES = Path(__file__).parent / "demo_samples" / "articles"
OUTLETS = load_outlets()
FAMILIES: dict[str, Outlet] = {outlet.family: outlet for outlet in OUTLETS.values()}


@pytest.fixture(scope="module")
def articles() -> dict[str, DemoArticle]:
    """The samples with six later variants of each, for listings of more than one page."""
    samples = load_articles(SAMPLES)
    variants = {
        f"{key}-{n}": article.model_copy(
            update={
                "id": f"{key}-{n}",
                "title": f"{article.title} (kỳ {n})",
                "published": article.published + timedelta(days=90 * n),
                "syndicated_of": None,
            }
        )
        for key, article in samples.items()
        for n in range(1, 7)
    }
    return samples | variants


@pytest.fixture(scope="module")
def site(articles: dict[str, DemoArticle]) -> Site:
    return build_site(articles=articles)


@pytest.fixture
def server(site: Site) -> Iterator[DemoServer]:
    with serve(site) as running:
        yield running


class Reply:
    """Status, headers and raw body of one answer."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    def html(self) -> lxml.html.HtmlElement:
        body = gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body
        return lxml.html.document_fromstring(body.decode())


def ask(
    server: DemoServer,
    path: str,
    *,
    host: str | None = None,
    method: str = "GET",
    headers: dict[str, str] | None = None,
) -> Reply:
    """Ask the server itself, or as `host` where one is given."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request(method, path, headers={"Host": host or server.address, **(headers or {})})
        answer = connection.getresponse()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def of_outlet(server: DemoServer, slug: str, path: str, headers: dict[str, str] | None = None) -> Reply:
    return ask(server, path, host=OUTLETS[slug].domain, headers=headers)


def test_the_site_is_the_same_in_every_build(articles: dict[str, DemoArticle], site: Site) -> None:
    backwards = build_site(articles=dict(reversed(articles.items())))
    assert backwards.answers == site.answers


def test_two_articles_of_one_address_are_refused(articles: dict[str, DemoArticle]) -> None:
    twice = {**articles, "zzz": articles["mau-zce"].model_copy(update={"published": articles["mau-a-id"].published})}
    with pytest.raises(DemoError, match="two pages have the address"):
        build_site(articles=twice)


def test_an_outlet_answers_on_its_domain_and_under_its_prefix(server: DemoServer, site: Site) -> None:
    slug, path = site.paths["mau-zce"]
    direct = of_outlet(server, slug, path)
    assert direct.status == 200
    assert direct.body == site.answers[slug, path].body
    prefixed = ask(server, f"/{slug}{path}")
    assert prefixed.status == 200
    links = [str(link) for link in prefixed.html().xpath("//a/@href") if link.startswith("/")]
    assert links
    assert all(link.startswith(f"/{slug}/") for link in links)
    front = ask(server, "/").html()
    for link in front.xpath("//a/@href"):
        assert ask(server, link).status == 200
    assert ask(server, f"http://{OUTLETS[slug].domain}{path}").body == direct.body
    assert ask(server, "/nowhere").status == 404


def test_robots_forbids_a_page_that_a_listing_links(server: DemoServer, site: Site) -> None:
    slug = "mien-son-cuoc"
    path = site.quirks[slug, "private"]
    robots = RobotFileParser()
    robots.parse(of_outlet(server, slug, "/robots.txt").body.decode().splitlines())
    assert not robots.can_fetch("thidua", f"http://{OUTLETS[slug].domain}{path}")
    assert robots.can_fetch("thidua", f"http://{OUTLETS[slug].domain}{site.paths['mau-zce'][1]}")
    assert robots.crawl_delay("thidua") is None
    latest = of_outlet(server, slug, addresses.latest_path(OUTLETS[slug])).html()
    assert path in latest.xpath("//a/@href")
    telling = of_outlet(server, slug, path)
    assert telling.status == 200
    assert load_decoys()[0].people[0] in telling.html().text_content()
    assert f"Disallow: /{slug}{feeds.PRIVATE_PREFIX}" in ask(server, "/robots.txt").body.decode()


@pytest.mark.parametrize("slug", [slug for slug, outlet in OUTLETS.items() if outlet.discovery == "rss"])
def test_feeds_have_the_newest_articles(server: DemoServer, site: Site, slug: str) -> None:
    feed = addresses.feed_path(OUTLETS[slug])
    assert feed is not None
    reply = of_outlet(server, slug, feed)
    assert reply.headers["content-type"].startswith("application/rss+xml")
    items = lxml.etree.fromstring(reply.body).findall("channel/item")
    own = sorted((a for a in site.articles.values() if a.outlet == slug), key=newest_first, reverse=True)
    assert [item.findtext("title") for item in items] == [article.title for article in own[:5]]
    link = urlsplit(str(items[0].findtext("link")))
    assert "utm_source" in link.query
    assert of_outlet(server, slug, f"{link.path}?{link.query}").status == 200


@pytest.mark.parametrize("slug", [slug for slug, outlet in OUTLETS.items() if outlet.discovery != "rss"])
def test_sitemaps_have_every_article(server: DemoServer, site: Site, slug: str) -> None:
    root = addresses.sitemap_path(OUTLETS[slug])
    assert root is not None
    body = of_outlet(server, slug, root).body
    tree = lxml.etree.fromstring(gzip.decompress(body) if root.endswith(".gz") else body)
    locations = _locations(tree)
    if tree.tag.endswith("sitemapindex"):
        parts = [lxml.etree.fromstring(of_outlet(server, slug, urlsplit(url).path).body) for url in locations]
        locations = [loc for part in parts for loc in _locations(part)]
    assert {urlsplit(url).path for url in locations} == {path for outlet, path in site.paths.values() if outlet == slug}
    assert f"Sitemap: http://{OUTLETS[slug].domain}{root}" in of_outlet(server, slug, "/robots.txt").body.decode()


def _locations(tree: lxml.etree._Element) -> list[str]:
    return [str(loc.text) for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


_NEXT = {
    "zce": "//div[@class='pagination__pages']/a[@class='next']/@href",
    "onecms": "//a[@rel='next']/@href",
    "a-id": "//div[@class='fright'][@id='page']//a[text()='>'][not(starts-with(@href, 'javascript'))]/@href",
    "content-detail": "//li[@class='next']/a/@href",
    "vnpt": "//a[@title='Trang sau']/@href",
    "nukeviet": "//a[@rel='next']/@href",
}
_STORIES = {
    "zce": "//div[contains(@class, 'content-list')]//h2[@class='story__heading']/a/@href",
    "onecms": "//div[@class='c-template-list']//h3[@class='b-grid__title']/a/@href",
    "a-id": "//h2[@class='h2cate']/a/@href | //ul[@class='list-news-img-style-1']/li/a/@href",
    "content-detail": "//div[@class='list-articles']//h3/a/@href",
    "vnpt": "//div[@class='ArticleList']//div[@class='Title']/a/@href",
    "nukeviet": "//div[contains(@class, 'featured')]/h2/a/@href",
}


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_listings_are_paged_as_the_family_does_it(server: DemoServer, site: Site, family: str) -> None:
    outlet = FAMILIES[family]
    path: str | None = addresses.latest_path(outlet)
    found: list[str] = []
    pages = 0
    while path is not None:
        reply = of_outlet(server, outlet.slug, path)
        assert reply.status == 200
        stories = [str(href) for href in reply.html().xpath(_STORIES[family])]
        assert 0 < len(stories) <= STORIES_A_PAGE
        found += stories
        pages += 1
        following = [str(href) for href in reply.html().xpath(_NEXT[family])]
        path = following[0] if following else None
    hidden = site.quirks.get((outlet.slug, "unlisted"))
    extra = {site.quirks.get((outlet.slug, quirk)) for quirk in ("private", "gone", "moved")} - {None}
    own = {place for slug, place in site.paths.values() if slug == outlet.slug} - {hidden}
    assert pages == 2
    assert len(found) == len(set(found))
    missing = own - set(found)
    assert set(found) - own == extra
    assert len(missing) == (1 if (outlet.slug, "moved") in site.quirks else 0)


def test_tag_pages_have_the_articles_of_their_tag(server: DemoServer, site: Site) -> None:
    for outlet in OUTLETS.values():
        tagged = [a for a in site.articles.values() if a.outlet == outlet.slug and "thi đua" in a.tags]
        reply = of_outlet(server, outlet.slug, addresses.tag_path(outlet, "thi đua"))
        assert reply.status == (200 if tagged else 404)
        if tagged:
            stories = reply.html().xpath(_STORIES[outlet.family])
            newest = sorted(tagged, key=newest_first, reverse=True)
            assert stories == [site.paths[article.id][1] for article in newest[:STORIES_A_PAGE]]


def test_quirks_answer_as_they_should(server: DemoServer, site: Site) -> None:
    assert {quirk for _, quirk in site.quirks} == {"private", "gone", "moved", "flaky", "gzip", "unlisted"}
    gone = of_outlet(server, "lai-chau-mau", site.quirks["lai-chau-mau", "gone"])
    assert gone.status == 404
    moved = of_outlet(server, "mien-dong-mau", site.quirks["mien-dong-mau", "moved"])
    assert moved.status == 301
    assert moved.headers["location"] == site.paths["mau-a-id"][1]
    assert of_outlet(server, "mien-dong-mau", moved.headers["location"]).status == 200
    zipped = of_outlet(server, "song-lam-mau", site.quirks["song-lam-mau", "gzip"])
    assert zipped.headers["content-encoding"] == "gzip"
    assert "(kỳ 6)" in zipped.html().findtext(".//h1", "")
    flaky = site.quirks["xu-lang-moi", "flaky"]
    assert [of_outlet(server, "xu-lang-moi", flaky).status for _ in range(3)] == [500, 200, 200]
    server.reset()
    assert [of_outlet(server, "xu-lang-moi", flaky).status for _ in range(2)] == [500, 200]
    assert [(r.outlet, r.path, r.status) for r in server.log] == [
        ("xu-lang-moi", flaky, 500),
        ("xu-lang-moi", flaky, 200),
    ]


def test_conditional_requests_and_head(server: DemoServer, site: Site) -> None:
    slug, path = site.paths["mau-zce"]
    full = of_outlet(server, slug, path)
    tag, modified = full.headers["etag"], full.headers["last-modified"]
    assert modified == "Tue, 11 Jun 2024 10:43:00 GMT"
    for header, value, status in (
        ("If-None-Match", tag, 304),
        ("If-None-Match", f'W/{tag}, "x"', 304),
        ("If-None-Match", '"x"', 200),
        ("If-Modified-Since", modified, 304),
        ("If-Modified-Since", "Tue, 11 Jun 2024 10:42:59 GMT", 200),
        ("If-Modified-Since", "yesterday", 200),
    ):
        reply = of_outlet(server, slug, path, headers={header: value})
        assert (reply.status, bool(reply.body)) == (status, status == 200), (header, value)
    for other, robots_file in (("mien-son-cuoc", "/rss/home.rss"), ("lai-chau-mau", "/sitemap.xml.gz")):
        tag = of_outlet(server, other, robots_file).headers["etag"]
        assert of_outlet(server, other, robots_file, headers={"If-None-Match": tag}).status == 304
    head = ask(server, path, host=OUTLETS[slug].domain, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == full.headers["content-length"]


def test_a_walk_from_the_seeds_finds_every_article(server: DemoServer, site: Site) -> None:
    """A polite reader of seeds, next pages and article links meets all articles, and never the forbidden page."""
    for source in demo_sources(site, server.address):
        outlet = OUTLETS[source.slug]
        waiting = [urlsplit(url).path for url in source.seeds()]
        seen = set(waiting)
        articles: set[str] = set()
        pattern = re.compile(source.article_pattern or "(?!)")
        while waiting:
            path = waiting.pop()
            reply = of_outlet(server, source.slug, path)
            if reply.status == 500:
                reply = of_outlet(server, source.slug, path)
            if reply.status == 301:
                found = [reply.headers["location"]]
            elif reply.status == 200 and pattern.search(path):
                articles.add(path)
                found = []
            elif reply.status == 200 and path.endswith(".gz"):
                found = re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", gzip.decompress(reply.body).decode())
            elif reply.status == 200 and not reply.headers["content-type"].startswith("text/html"):
                text = reply.body.decode()
                found = re.findall(r"<(?:loc|link)>http://[^/]+(/[^<?]+)[^<]*</(?:loc|link)>", text)
            elif reply.status == 200:
                links = [urljoin(path, str(href)) for href in reply.html().xpath("//a/@href")]
                found = [link for link in links if pattern.search(link)]
                found += reply.html().xpath(_NEXT[outlet.family])
            else:
                found = []
            new = {link for link in found if not link.startswith(feeds.PRIVATE_PREFIX)} - seen
            seen |= new
            waiting += sorted(new)
        assert articles == {path for slug, path in site.paths.values() if slug == source.slug}, source.slug
    assert {"private"} == {
        q for (slug, q), path in site.quirks.items() if (slug, path) not in {(r.outlet, r.path) for r in server.log}
    }
