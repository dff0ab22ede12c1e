"""What the lists of an outlet lead to: its articles, each with how likely it is of the topic, and further lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from crawler.datings import day_in_address, day_of, lies_before
from crawler.entries import Entry, Found, Kind
from crawler.forgotten import Forgotten
from crawler.frontier import Frontier
from crawler.links import Link, feed_links, sitemap_links
from crawler.listings import listing_links
from crawler.robots import Policy
from crawler.source import Source
from crawler.topic import SEARCHES, sureness
from reference.urls import NotAWebAddressError, canonical_url, clean_address

MAX_SITEMAP_DEPTH = 3
MAX_LISTING_PAGES = 2000
"""Pages of one listing that are read to go back to a day, however far off it is."""
OF_TOPIC_LIST = 0.7
"""How sure what a page of the topic lists, or the site's search for its words, is taken to be; judged, not measured."""


class Finder:
    """Reads the lists of one run."""

    def __init__(
        self, frontier: Frontier, sources: Mapping[str, Source], forgotten: Forgotten, *, since: str | None
    ) -> None:
        self._frontier = frontier
        self._forgotten = forgotten
        self._sources = sources
        self._since = since
        self._before: dict[str, tuple[set[str], bool]] = {}
        """What the pages of a listing before the one at this address have named, and whether the last gave days."""

    def read(self, entry: Entry, body: bytes) -> list[Found]:
        """Return what a list leads to; raises UnreadableListError."""
        source = self._sources[entry.source]
        if entry.kind == "feed":
            return self._articles(source, feed_links(body, entry.address))
        if entry.kind == "sitemap":
            pages, sitemaps = sitemap_links(body, entry.address)
            articles = self._articles(source, pages)
            deeper = [s for s in sitemaps if not self._is_older(s)] if entry.depth < MAX_SITEMAP_DEPTH else []
            return articles + self._lists(entry, deeper)
        links, following = listing_links(body, entry.address, source, page=entry.depth)
        articles = self._articles(source, links, least=OF_TOPIC_LIST if entry.kind == "tag" else 0.0)
        following = following or source.next_page(entry.address)
        named, had_days = self._before.pop(entry.address, (set(), False))
        fresh = [found for found in articles if found.url not in named]
        days = [day for found in fresh if (day := found.published)]
        if following and self._goes_on(entry, source, fresh, days, had_days=had_days):
            self._before[following] = named | {found.url for found in fresh}, bool(days) or had_days
            return articles + self._lists(entry, [Link(following)])
        return articles

    def sitemaps(self, slug: str, policy: Policy) -> list[Found]:
        """Return the sitemaps that a host's rules name, where the outlet's own file names none."""
        source = self._sources[slug]
        if source.sitemaps or source.article_pattern is None:
            return []
        lists = _lists(source, "sitemap", map(Link, policy.sitemaps), depth=1)
        return [found for found in lists if not self._forgotten.covers(found.url)]

    def _goes_on(
        self, entry: Entry, source: Source, fresh: Sequence[Found], days: Sequence[str], *, had_days: bool
    ) -> bool:
        """Tell whether a listing's next page is to be read, by what this one names and those before it do not.

        Where a run goes back to a day, it is read until all days are before it, known or not; a page without days is
        taken for one like that before it.
        """
        if not fresh or (days and all(lies_before(day, self._since) for day in days)):
            return False
        if self._since is not None and (days or had_days):
            return entry.depth < MAX_LISTING_PAGES
        has_new = len(self._frontier.known(found.url for found in fresh)) < len(fresh) or entry.asked is None
        return has_new and entry.depth < source.listing_pages

    def _is_older(self, link: Link) -> bool:
        """Tell whether what a sitemap names was last changed before the days asked for, so is from before them."""
        return lies_before(link.published or day_of(link.changed), self._since)

    def _articles(self, source: Source, links: Iterable[Link], *, least: float = 0.0) -> list[Found]:
        finds: dict[str, Found] = {}
        for link in links:
            url = source.article_url(link.address)
            if url is None or self._forgotten.covers(url):
                continue
            found = self._article(source, link, url, least)
            if url not in finds or finds[url].topic < found.topic:
                finds[url] = found
        return list(finds.values())

    def _article(self, source: Source, link: Link, url: str, least: float) -> Found:
        """Return an article as a find; one that changed last before the days asked for is as old as that at least."""
        changed = day_of(link.changed)
        published = link.published or day_in_address(url) or (changed if lies_before(changed, self._since) else None)
        is_twin = bool(source.twins) and canonical_url(link.address) != url
        return Found(
            url=url,
            address=url if is_twin else clean_address(link.address),
            source=source.slug,
            kind="article",
            published=published,
            changed=link.changed,
            topic=max(least, sureness(link.title, url)),
        )

    def _lists(self, entry: Entry, links: Sequence[Link]) -> list[Found]:
        lists = _lists(self._sources[entry.source], entry.kind, links, depth=entry.depth + 1)
        return [found for found in lists if not self._forgotten.covers(found.url)]


def seeds(sources: Iterable[Source]) -> Iterator[Found]:
    """Yield the lists that a crawl of the sources starts from; a site's search once for each of the topic's words."""
    for source in sources:
        if source.article_pattern is None:
            continue
        places: tuple[tuple[Kind, Sequence[str]], ...] = (
            ("feed", source.feeds),
            ("sitemap", source.sitemaps),
            ("listing", [source.page_of(url) for url in source.listings]),
            ("tag", [source.page_of(url) for url in source.tags]),
            ("tag", [source.page_of(url, words=words) for url in source.searches for words in SEARCHES]),
        )
        for kind, urls in places:
            yield from _lists(source, kind, map(Link, urls), depth=1)


def _lists(source: Source, kind: Kind, links: Iterable[Link], *, depth: int) -> Iterator[Found]:
    """Yield lists as finds, each under the address that tells it from others: lists have no twins."""
    for link in links:
        with suppress(NotAWebAddressError):
            if source.owns(url := canonical_url(link.address)):
                yield Found(
                    url=url, address=link.address, source=source.slug, kind=kind, depth=depth, changed=link.changed
                )
