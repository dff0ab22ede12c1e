"""Looks at a site that is not known yet: where its articles are listed, what form their addresses have, which CMS.

The survey is a script for `looking.look`: some thirty questions at the pace of a crawl.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from crawler.links import Link, UnreadableListError, feed_links, sitemap_links
from crawler.listings import listing_links
from crawler.probing.families import families, marked, shaped
from crawler.probing.looking import Reply, Script
from crawler.probing.shapes import article_pattern, matches
from crawler.probing.signs import Anchor, Signs, read_signs
from crawler.source import Source
from crawler.topic import sureness
from reference.folding import fold
from reference.urls import NotAWebAddressError, canonical_url, clean_address

WORDS = "thi đua"
"""What a site's own search is tried with."""
MOST_LISTED = 2000
"""Addresses of feeds and sitemaps that are looked at: a sitemap can hold fifty thousand."""
MOST_FEEDS, MOST_SITEMAPS, MOST_SECTIONS, MOST_ARTICLES, MOST_TAGS = 4, 3, 12, 3, 4

_FEEDS = ("/rss", "/rss/home.rss", "/rss.html", "/feed/")
_SITEMAPS = ("/sitemap.xml",)
_FEED_LINK = re.compile(r"/rss\b|\.rss$|/feed/?$|rss\.(?:xml|html?|aspx)$", re.IGNORECASE)
_TAG = re.compile(r"/(?:tags?|tu-khoa|keywords?|chu-de|s)/|-tag\d+|tag-", re.IGNORECASE)
_NO_SECTION = re.compile(
    r"video|\banh\b|photo|media|podcast|infographic|magazine|longform|e-?paper|bao-in|bao-giay|lien-he|gioi-thieu|quang-cao"
    r"|rao-vat|dang-nhap|login|register|\brss\b|search|tim-kiem|english|toa-soan|van-ban|sitemap|truyen-hinh|lich-phat"
    r"|javascript|\.(?:jpe?g|png|pdf|docx?|xml)$",
    re.IGNORECASE,
)
_FIRST = ("thi-dua", "khen-thuong", "guong", "nguoi-tot", "thoi-su", "chinh-tri", "xay-dung-dang", "xa-hoi", "tin")
_STORY, _LABEL = 6, 5
"""Words from which on a link's text is taken for a headline, and up to which for a label."""
_TOPIC = ("thi dua", "khen thuong", "huan chuong", "bang khen")


@dataclass(slots=True)
class Survey:
    """What a look at a site found; addresses under `feeds` to `searches` answered with articles of the site."""

    home: Reply
    signs: Signs | None = None
    pattern: str | None = None
    feeds: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    """Addresses of the pattern that feeds, sitemaps or listings led to, the surest first."""
    pages: list[Signs] = field(default_factory=list)
    """Articles that were read."""
    others: list[str] = field(default_factory=list)
    """Addresses that are no articles: sections, tags, feeds."""
    family: str | None = None
    family_is_marked: bool = False
    problems: list[str] = field(default_factory=list)
    """What a human should look at."""


def survey(source: Source, scheme: str = "https") -> Script:
    """Return a script that looks at a site, known by its domain, and returns a Survey."""
    (home,) = yield [f"{scheme}://{source.domains[0]}/"]
    if home.problem is not None and home.problem.endswith("unknown host"):
        (home,) = yield [f"{scheme}://www.{source.domains[0]}/"]
    found = Survey(home, read_signs(home.body, home.landed) if home.problem is None else None)
    if found.signs is None:
        return found
    signs = found.signs
    own = [anchor for anchor in signs.anchors if source.owns(anchor.address)]
    listed = yield from _feeds_and_sitemaps(found, source, own)
    headlines = [a.address for a in own if _words(a) >= _STORY]
    menu = [a for a in own if a.in_menu] or [a for a in own if _words(a) <= _LABEL]
    labels = [a.address for a in menu if _words(a) <= _LABEL and a.address not in listed]
    found.pattern = article_pattern(listed or headlines, [*labels, *found.feeds])
    if found.pattern is None:
        found.problems.append("no form of address that articles share was found")
        return found
    if not listed:
        found.problems.append("no feed or sitemap answered: the pattern is read off the headlines of the home page")
    yield from _sections(found, source, menu)
    found.articles = _unique([*found.articles, *matches(found.pattern, [*listed, *headlines])])
    yield from _articles(found, source)
    yield from _tags_and_search(found, source, own)
    found.others = _unique(url for url in [*found.listings, *labels, *found.tags, *found.feeds])
    if wrong := matches(found.pattern, found.others):
        found.problems.append(f"it matches short links of the menu too; are these articles? {' '.join(wrong[:3])}")
    names = marked([signs, *found.pages]) or shaped(found.articles)
    found.family, found.family_is_marked = next(iter(names), None), bool(marked([signs, *found.pages]))
    return found


def _feeds_and_sitemaps(found: Survey, source: Source, own: Sequence[Anchor]) -> Script:
    """Ask for what the page, robots.txt and habit name; return the addresses that feeds and sitemaps list."""
    signs, listed = found.signs, list[str]()
    assert signs is not None  # noqa: S101 - the survey has a home page
    known = [families()[name] for name in marked([signs])[:1]]
    linked = [a.address for a in own if _FEED_LINK.search(urlsplit(a.address).path)]
    usual = [urljoin(signs.address, path) for family in known for path in family.feeds]
    feeds = _owned(source, [*signs.feeds, *linked[:MOST_FEEDS], *usual])
    if not (signs.feeds or linked):
        feeds = _unique([*feeds, *(urljoin(signs.address, path) for path in _FEEDS)])
    replies = yield feeds[: MOST_FEEDS + len(_FEEDS)]
    directory = [
        url
        for reply in replies
        if reply.problem is None and (page := read_signs(reply.body, reply.landed)) is not None
        for url in (a.address for a in page.anchors)
        if _FEED_LINK.search(urlsplit(url).path)
    ]
    more = [url for url in _owned(source, directory) if url not in feeds][:MOST_FEEDS]
    for reply in [*replies, *(yield more)]:
        links = _read_feed(reply)
        if links and len(found.feeds) < MOST_FEEDS:
            found.feeds.append(reply.address)
            listed += [link.address for link in links]
    robots = list(found.home.policy.rules.sitemaps) if found.home.policy else []
    usual = [*(p for family in known for p in family.sitemaps), *(() if robots or signs.sitemaps else _SITEMAPS)]
    sitemaps = _owned(source, [*robots, *signs.sitemaps, *(urljoin(signs.address, path) for path in usual)])
    for reply in (yield sitemaps[:MOST_SITEMAPS]):
        pages, further = _read_sitemap(reply)
        for part in (yield [link.address for link in newest_first(further)[:2]]):
            pages += _read_sitemap(part)[0]
        if pages or further:
            found.sitemaps.append(reply.address)
            listed += [link.address for link in pages]
    return _unique(clean_address(url) for url in listed[:MOST_LISTED] if source.owns(url))


def _sections(found: Survey, source: Source, menu: Sequence[Anchor]) -> Script:
    """Ask for the sections of the menu; those that list articles are what the crawl starts from."""
    assert found.pattern is not None  # noqa: S101
    home = found.home.landed
    wanted = [
        url
        for url in (anchor.address for anchor in menu)
        if url.rstrip("/") != home.rstrip("/")
        and not _NO_SECTION.search(urlsplit(url).path)
        and urlsplit(url).path.strip("/").count("/") <= 2
        and not matches(found.pattern, [url])
    ]
    wanted.sort(key=lambda url: (_rank(url), urlsplit(url).path.strip("/").count("/")))
    for reply in (yield _unique(wanted)[:MOST_SECTIONS]):
        if links := _articles_on(found, source, reply):
            found.listings.append(reply.address)
            found.articles += links
    if links := _articles_on(found, source, found.home):
        if not found.listings:
            found.listings.append(home)
        found.articles += links


def _articles(found: Survey, source: Source) -> Script:
    """Read a few articles, those likeliest of the topic first."""
    ranked = sorted(found.articles, key=lambda url: -sureness(None, url))
    for reply in (yield ranked[:MOST_ARTICLES]):
        page = read_signs(reply.body, reply.landed) if reply.problem is None else None
        if page is not None:
            found.pages.append(page)
    if not found.pages:
        found.problems.append("none of the articles tried answered")
    elif not any(page.is_article for page in found.pages):
        found.problems.append(f"{found.pages[0].address} does not say that it is an article: look at it")


def _tags_and_search(found: Survey, source: Source, own: Sequence[Anchor]) -> Script:
    """Ask for tag pages of the topic, as articles link them, and for the site's own search."""
    anchors = [*own, *(a for page in found.pages for a in page.anchors if source.owns(a.address))]
    tags = [a.address for a in anchors if _TAG.search(urlsplit(a.address).path) and _is_topic(a)]
    for reply in (yield sorted(_unique(tags), key=len)[:MOST_TAGS]):  # the shortest names are of the topic itself
        if _articles_on(found, source, reply):
            found.tags.append(reply.address)
    assert found.signs is not None  # noqa: S101
    usual = [
        urljoin(found.signs.address, path)
        for name in marked([found.signs, *found.pages])[:1]
        for path in families()[name].searches
    ]
    forms = [found.signs.search or "", *usual]
    for template in _owned(source, filter(None, forms)):
        (reply,) = yield [source.page_of(template, words=WORDS)]
        if _articles_on(found, source, reply):
            found.searches.append(template)
            return
        found.problems.append(f"the search {template}: {reply.problem or 'no articles found'}")


def newest_first(sitemaps: Iterable[Link]) -> list[Link]:
    """Return the sitemaps of an index, those changed last first."""
    return sorted(sitemaps, key=lambda link: -(link.changed or 0.0))


def _articles_on(found: Survey, source: Source, reply: Reply) -> list[str]:
    if reply.problem is not None or found.pattern is None:
        return []
    try:
        links, _ = listing_links(reply.body, reply.landed, None, page=1)
    except UnreadableListError:
        return []
    return matches(found.pattern, [clean_address(link.address) for link in links if source.owns(link.address)])


def _read_feed(reply: Reply) -> list[Link]:
    try:
        return feed_links(reply.body, reply.landed) if reply.problem is None else []
    except UnreadableListError:
        return []


def _read_sitemap(reply: Reply) -> tuple[list[Link], list[Link]]:
    try:
        return sitemap_links(reply.body, reply.landed) if reply.problem is None else ([], [])
    except UnreadableListError:
        return [], []


def _is_topic(anchor: Anchor) -> bool:
    words = f" {fold(anchor.text).strip('# ')} {' '.join(re.split(r'[^a-z]+', fold(urlsplit(anchor.address).path)))} "
    return any(f" {cue} " in words for cue in _TOPIC)


def _words(anchor: Anchor) -> int:
    return sum(any(map(str.isalnum, word)) for word in anchor.text.split())


def _rank(url: str) -> int:
    return next((at for at, word in enumerate(_FIRST) if word in urlsplit(url).path), len(_FIRST))


def _owned(source: Source, urls: Iterable[str]) -> list[str]:
    return _unique(url for url in urls if source.owns(url))


def _unique(urls: Iterable[str]) -> list[str]:
    """Return addresses in order, the first of those that are one in canonical form."""
    first: dict[str, str] = {}
    for url in urls:
        with suppress(NotAWebAddressError):
            first.setdefault(canonical_url(url.replace("{words}", "-words-")), url)
    return list(first.values())
