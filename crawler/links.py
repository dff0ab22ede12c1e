"""What feeds and sitemaps lead to."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from lxml import etree

from crawler.datings import HANOI
from crawler.decoding import BodyError, gunzip

_DAY_FIRST = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_IGNORED = dict.fromkeys(map(ord, "\t\r\n"))
"""What browsers leave out of addresses."""


class UnreadableListError(ValueError):
    """A feed, sitemap or listing is not what it should be."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a list; `published` is an ISO day, `changed` seconds since 1970, where the list tells them."""

    address: str
    published: str | None = None
    changed: float | None = None
    title: str | None = None


def feed_links(body: bytes, base: str) -> list[Link]:
    """Return the entries of an RSS or Atom feed in order; raises UnreadableListError."""
    root = _xml(body)
    if etree.QName(root).localname.lower() not in {"rss", "rdf", "feed"}:
        raise UnreadableListError("not a feed")
    links = []
    for item in root.iter("{*}item", "{*}entry"):
        address = _first(item, "link") or next(
            (e.get("href", "") for e in item.iter("{*}link") if e.get("rel", "alternate") == "alternate"), ""
        )
        if not address:
            guid = next(item.iter("{*}guid"), None)
            address = (guid.text or "") if guid is not None and guid.get("isPermaLink") != "false" else ""
        if (found := join_link(base, address.strip())) is not None:
            published = _moment(_first(item, "pubDate", "published", "date", "updated"))
            changed = _moment(_first(item, "updated"))
            links.append(_link(found, published, changed, _first(item, "title")))
    return links


def sitemap_links(body: bytes, base: str) -> tuple[list[Link], list[Link]]:
    """Return the pages and the further sitemaps that a sitemap or sitemap index names; raises UnreadableListError.

    `published` of a page is None, unless a news sitemap gives it; that of a sitemap is the day of its last change.
    """
    if body[:2] == b"\x1f\x8b":
        try:
            body = gunzip(body)
        except BodyError as error:
            raise UnreadableListError(str(error)) from error
    root = _xml(body)
    if etree.QName(root).localname not in {"urlset", "sitemapindex"}:
        raise UnreadableListError("not a sitemap")
    pages, sitemaps = [], []
    for item in root.iter("{*}url", "{*}sitemap"):
        address = join_link(base, _first(item, "loc").strip())
        if address is None or address == base:
            continue
        stated = _first(item, "lastmod").strip()
        changed = _moment(stated)
        if changed is not None and len(stated) <= len("2024-06-11"):  # a day alone: it may have been at its end
            changed += dt.timedelta(days=1, seconds=-1)
        if etree.QName(item).localname == "sitemap":
            sitemaps.append(_link(address, changed, changed))
        else:
            pages.append(_link(address, _moment(_first(item, "publication_date")), changed, _first(item, "title")))
    return pages, sitemaps


def join_link(base: str, href: str | None) -> str | None:
    """Return the absolute address that a link on the page `base` leads to, or None where it leads to no other page."""
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    try:
        return urljoin(base, href.strip().translate(_IGNORED)).partition("#")[0]
    except ValueError:
        return None


def _xml(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableListError("not XML") from error
    if root is None:
        raise UnreadableListError("not XML")
    return root


def _first(item: etree._Element, *names: str) -> str:
    for name in names:
        for element in item.iter(f"{{*}}{name}"):
            if element.text and element.text.strip():
                return str(element.text)
    return ""


def _link(address: str, published: dt.datetime | None, changed: dt.datetime | None, title: str = "") -> Link:
    return Link(
        address,
        published.astimezone(HANOI).date().isoformat() if published else None,
        changed.timestamp() if changed else None,
        " ".join(title.split()) or None,
    )


def _moment(text: str) -> dt.datetime | None:
    text = text.strip()
    if not text:
        return None
    moment: dt.datetime | None = None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            if found := _DAY_FIRST.match(text):
                day, month, year = map(int, found.groups())
                try:
                    moment = dt.datetime(year, month, day, tzinfo=HANOI)
                except ValueError:
                    return None
    if moment is None:
        return None
    moment = moment.replace(tzinfo=HANOI) if moment.tzinfo is None else moment
    return moment if 1990 <= moment.year <= 2100 else None
