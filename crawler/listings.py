"""What a listing page leads to: the links on it, each with its words and its day, and the listing's next page."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree, html

from crawler.datings import day_alone
from crawler.links import Link, UnreadableListError, join_link

MOST_LINKS = 50_000
"""Links of a page that are read, as many as a sitemap may have: the crawl stands still meanwhile."""
_NEXT_WORDS = {"›", "»", ">", ">>", "→", "sau", "trang sau", "trang kế", "trang tiếp", "tiếp", "tiếp theo", "next"}
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])")
_PAGING_CLASS = re.compile(r"pag(?:ing|ination|er|e-nav)|phan-?trang|page-?(?:list|number|numbers)", re.IGNORECASE)
_PAGING_DEPTH = 6
"""Boxes around a page's number in which the class of a pager is looked for."""
_ITEM_DEPTH = 5
"""Boxes around a link in which the day of its item is looked for."""
_ITEM_SIZE = 60
"""Most elements of an item of a list."""
_LOOKED_AT = 3
"""Links to one article around which its day is looked for."""
_MOST_BOXES = 10_000
"""Boxes that are read for days on one page."""
_SECTION_WORDS = 4
"""Most words of a link that is not another item's."""
_LONGEST = 300
"""Most characters of a title that are kept."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def listing_links(body: bytes, base: str, *, page: int, next_link: str | None = None) -> tuple[list[Link], str | None]:
    """Return what a listing page links to, in order and once each, and the address of its next page or None.

    A link's title is the longest text of those with its address; its day is that of its item in the list. `page` is
    the number of this page; `next_link` a CSS selector for the next page's link, where the common forms of such links
    fail. Raises UnreadableListError.
    """
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=_charset(body)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableListError("not an HTML page") from error
    base = join_link(base, next((e.get("href") for e in tree.iter("base")), None)) or base
    elements: defaultdict[str, list[html.HtmlElement]] = defaultdict(list)
    for element in islice(tree.iter("a"), MOST_LINKS):
        if (address := join_link(base, element.get("href"))) and address.startswith("http"):
            elements[address].append(element)
    boxes: dict[html.HtmlElement, _Box | None] = {}
    links = [Link(address, _day(found, boxes), title=_title(found)) for address, found in elements.items()]
    following = next((a for e in _next_elements(tree, page, next_link) if (a := join_link(base, e.get("href")))), None)
    if following in {base, None} or not str(following).startswith("http"):
        following = None
    return links, following


def _title(elements: Sequence[html.HtmlElement]) -> str | None:
    texts = [" ".join(str(e.text_content()).split()) for e in elements]
    texts += [" ".join((e.get("title") or "").split()) for e in elements]
    return max(texts, key=len)[:_LONGEST] or None


def _day(elements: Sequence[html.HtmlElement], boxes: dict[html.HtmlElement, _Box | None]) -> str | None:
    """Return the day that the smallest box around one of the links gives, if that box is of this item alone.

    `boxes` keeps those that were read: links share them.
    """
    address = elements[0].get("href")
    for element in elements[:_LOOKED_AT]:
        for element_box in islice(element.iterancestors(), _ITEM_DEPTH):
            if element_box not in boxes:
                boxes[element_box] = _read_box(element_box) if len(boxes) < _MOST_BOXES else None
            box = boxes[element_box]
            if box is None or box.headlines - {address}:
                break
            if box.day:
                return box.day
    return None


@dataclass(frozen=True, slots=True)
class _Box:
    """An element small enough to be one item of a list."""

    headlines: frozenset[str | None]
    """Where links lead that are long enough to be an item's headline, not a section's name."""
    day: str | None
    """The one day that it gives."""


def _read_box(element: html.HtmlElement) -> _Box | None:
    """Return what a box holds, or None where it is too large to be of one item."""
    inner = list(islice(element.iter(), _ITEM_SIZE + 1))
    if len(inner) > _ITEM_SIZE:
        return None
    links = [e for e in inner if e.tag == "a"]
    headlines = frozenset(e.get("href") for e in links if len(str(e.text_content()).split()) > _SECTION_WORDS)
    for time in (e for e in inner if e.tag == "time"):
        if stated := _ISO_DAY.match(time.get("datetime") or ""):
            return _Box(headlines, stated[0])
    texts = [e.text for e in inner if isinstance(e.tag, str)] + [e.tail for e in inner[1:]]
    days = {day for text in texts if text and (day := day_alone(text))}
    return _Box(headlines, days.pop() if len(days) == 1 else None)


def _next_elements(tree: html.HtmlElement, page: int, selector: str | None) -> Iterator[html.HtmlElement]:
    if selector:
        yield from tree.cssselect(selector)
        return
    last = deque(tree.iter("a"), MOST_LINKS)  # pagers stand at the end
    links = [e for e in chain(islice(tree.iter("link"), MOST_LINKS), last) if e.get("href")]
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


def _charset(body: bytes) -> str | None:
    """Return utf-8 where the bytes are, else leave it to the page's own declaration."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
