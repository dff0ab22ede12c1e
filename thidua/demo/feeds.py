"""What the demo's outlets offer to robots: robots.txt, RSS feeds, sitemaps and sitemap indexes."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from email.utils import format_datetime
from xml.sax.saxutils import escape

from thidua.demo import addresses
from thidua.demo.material import DemoArticle, Outlet, newest_first

PRIVATE_PREFIX = "/noi-bo"
"""Paths that robots.txt forbids, on outlets that have such a page."""

_FEED_ITEMS = 5
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots_txt(outlet: Outlet) -> str:
    """Return the robots.txt of an outlet: what it forbids, and where its sitemap lies. It asks for no delay."""
    lines = ["User-agent: *", "Disallow: /tim-kiem"]
    if "private" in outlet.quirks:
        lines.append(f"Disallow: {PRIVATE_PREFIX}")
    sitemap = addresses.sitemap_path(outlet)
    if sitemap:
        lines += ["", f"Sitemap: {addresses.served_url(outlet, sitemap)}"]
    return "\n".join(lines) + "\n"


def rss(outlet: Outlet, articles: Sequence[DemoArticle]) -> str:
    """Return an RSS 2.0 feed of the newest five articles; their links carry a tracking parameter, as such links do."""
    newest = sorted(articles, key=newest_first, reverse=True)[:_FEED_ITEMS]
    items = "".join(_rss_item(outlet, article) for article in newest)
    home = escape(addresses.served_url(outlet, "/"))
    return (
        f'{_XML}<rss version="2.0"><channel>\n<title>{escape(outlet.name)}</title>\n<link>{home}</link>\n'
        f"<description>{escape(outlet.name)} - Tin mới nhất</description>\n{items}</channel></rss>\n"
    )


def sitemaps(outlet: Outlet, articles: Sequence[DemoArticle]) -> dict[str, bytes]:
    """Return the outlet's sitemap by path: an index with one file a year, or one compressed file."""
    root = addresses.sitemap_path(outlet)
    if root is None:
        return {}
    if outlet.discovery == "sitemap-gzip":
        return {root: gzip.compress(_url_set(outlet, articles), mtime=0)}
    years = sorted({article.published.year for article in articles}, reverse=True)
    parts = {
        f"/sitemap-{year}.xml": _url_set(outlet, [article for article in articles if article.published.year == year])
        for year in years
    }
    entries = "".join(f"<sitemap><loc>{escape(addresses.served_url(outlet, path))}</loc></sitemap>\n" for path in parts)
    index = f"{_XML}<sitemapindex {_SITEMAP_SPACE}>\n{entries}</sitemapindex>\n"
    return {root: index.encode()} | parts


def _rss_item(outlet: Outlet, article: DemoArticle) -> str:
    path = addresses.article_path(outlet, article)
    link = escape(addresses.served_url(outlet, f"{path}?utm_source=rss&utm_medium=feed"))
    summary = escape(f'<a href="{path}"><img src="/thumb.jpg"/></a>{article.lead or article.title}')
    return (
        f"<item><title>{escape(article.title)}</title><link>{link}</link>"
        f"<description>{summary}</description><pubDate>{format_datetime(article.published)}</pubDate></item>\n"
    )


def _url_set(outlet: Outlet, articles: Sequence[DemoArticle]) -> bytes:
    entries = "".join(
        f"<url><loc>{escape(addresses.served_url(outlet, addresses.article_path(outlet, article)))}</loc>"
        f"<lastmod>{article.published.isoformat()}</lastmod></url>\n"
        for article in sorted(articles, key=newest_first, reverse=True)
    )
    return f"{_XML}<urlset {_SITEMAP_SPACE}>\n{entries}</urlset>\n".encode()
