"""What feeds, sitemaps and listing pages lead to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from lxml import etree, html

from crawler.decoding import BodyError, gunzip

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_NEXT_WORDS = {"›", "»", ">", ">>", "→", "sau", "trang sau", "trang kế", "trang tiếp", "tiếp", "tiếp theo", "next"}
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])")
_PAGING_CLASS = re.compile(r"pag(?:ing|ination|er|e-nav)|phan-?trang|page-?(?:list|number|numbers)", re.IGNORECASE)
_PAGING_DEPTH = 6
"""Boxes around a page's number in which the class of a pager is looked for."""
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
        if (found := _join(base, address.strip())) is not None:
            published = _moment(_first(item, "pubDate", "published", "date", "updated"))
            changed = _moment(_first(item, "updated"))
            links.append(_link(found, published, changed))
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
        address = _join(base, _first(item, "loc").strip())
        if address is None or address == base:
            continue
        changed = _moment(_first(item, "lastmod"))
        if etree.QName(item).localname == "sitemap":
            sitemaps.append(_link(address, changed, changed))
        else:
            pages.append(_link(address, _moment(_first(item, "publication_date")), changed))
    return pages, sitemaps


def listing_links(body: bytes, base: str, *, page: int, next_link: str | None = None) -> tuple[list[str], str | None]:
    """Return the addresses that a listing page links to, in order and once each, and that of its next page or None.

    `page` is the number of this page; `next_link` a CSS selector for the next page's link, where the common forms of
    such links fail. Raises UnreadableListError.
    """
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=_charset(body)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableListError("not an HTML page") from error
    base = _join(base, next((e.get("href") for e in tree.iter("base")), None)) or base
    addresses = dict.fromkeys(
        address for e in tree.iter("a") if (address := _join(base, e.get("href"))) and address.startswith("http")
    )
    following = next((a for e in _next_elements(tree, page, next_link) if (a := _join(base, e.get("href")))), None)
    if following in {base, None} or not str(following).startswith("http"):
        following = None
    return list(addresses), following


def _next_elements(tree: html.HtmlElement, page: int, selector: str | None) -> Iterator[html.HtmlElement]:
    if selector:
        yield from tree.cssselect(selector)
        return
    links = [e for e in tree.iter("a", "link") if e.get("href")]
    yield from (e for e in links if "next" in (e.get("rel") or "").lower().split())
    links = [e for e in links if e.tag == "a"]
    yield from (e for e in links if _NEXT_CLASS.search((e.get("class") or "").lower()))
    yield from (e for e in links if _NEXT_CLASS.search(_class(e.getparent())))
    yield from (e for e in links if " ".join(str(e.text_content()).split()).lower() in _NEXT_WORDS)
    for element in links:
        if str(element.text_content()).strip() == str(page + 1) and any(
            _PAGING_CLASS.search(_class(e)) for e in [element, *islice(element.iterancestors(), _PAGING_DEPTH)]
        ):
            yield element


def _class(element: html.HtmlElement | None) -> str:
    return "" if element is None else (element.get("class") or "").lower()


def _join(base: str, href: str | None) -> str | None:
    """Return the absolute address that a link on the page `base` leads to, or None where it leads to no other page."""
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return None
    try:
        return urljoin(base, href.strip().translate(_IGNORED)).partition("#")[0]
    except ValueError:
        return None


def _charset(body: bytes) -> str | None:
    """Return utf-8 where the bytes are, else leave it to the page's own declaration."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


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


def _link(address: str, published: dt.datetime | None, changed: dt.datetime | None) -> Link:
    return Link(
        address,
        published.astimezone(HANOI).date().isoformat() if published else None,
        changed.timestamp() if changed else None,
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
