"""The demo's outlets as the crawler wants them described."""

from __future__ import annotations

import datetime as dt

from crawler.source import Source
from thidua.demo import addresses
from thidua.demo.material import Outlet
from thidua.demo.site import Site

_TOPICS = ("thi đua", "khen thưởng")
"""Tags whose pages the crawl starts from."""


def demo_sources(site: Site, address: str) -> list[Source]:
    """Return the outlets of a site that is served at `address` (`host:port`), sorted by slug.

    Their addresses are on their own domains, so that they do not change with the port.
    """
    return [_source(site, outlet, address) for _, outlet in sorted(site.outlets.items())]


def _source(site: Site, outlet: Outlet, address: str) -> Source:
    def at(path: str) -> str:
        return addresses.served_url(outlet, path)

    own = {path for slug, path in site.answers if slug == outlet.slug}
    feed, sitemap = addresses.feed_path(outlet), addresses.sitemap_path(outlet)
    tags = [path for path in (addresses.tag_path(outlet, tag) for tag in _topics(site, outlet)) if path in own]
    listings = [addresses.latest_path(outlet), *(addresses.listing_path(outlet, name) for name in outlet.sections)]
    return Source(
        slug=outlet.slug,
        name=outlet.name,
        province=outlet.province,
        kind=outlet.kind,
        domains=(outlet.domain,),
        family=outlet.family,
        feeds=(at(feed),) if feed else (),
        sitemaps=(at(sitemap),) if sitemap else (),
        listings=tuple(map(at, listings)),
        tags=tuple(map(at, tags)),
        article_pattern=addresses.article_pattern(outlet),
        examples=tuple(at(path) for key, (slug, path) in sorted(site.paths.items()) if slug == outlet.slug)[:1],
        twins={r"/vi/news/print/": "/vi/news/"} if outlet.family == "nukeviet" else {},
        delay=0,
        private=True,
        served_at=address,
        known={"articles": "seen", "feeds": "seen", "sitemaps": "seen", "listings": "seen", "tags": "seen"},
        as_of=dt.date(2025, 12, 31),
        note="An invented outlet of the project's own demo site.",
    )


def _topics(site: Site, outlet: Outlet) -> list[str]:
    """Return the tags to start from: those of the field, and those of an article that only a tag page links."""
    hidden = site.quirks.get((outlet.slug, "unlisted"))
    tags = [
        tag for key, place in site.paths.items() if place == (outlet.slug, hidden) for tag in site.articles[key].tags
    ]
    return list(dict.fromkeys([*_TOPICS, *tags[:1]]))
