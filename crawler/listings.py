"""What a listing page leads to: the links on it, each with its words and its day, and the listing's next page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import etree, html

from crawler.datings import day_alone
from crawler.links import Link, UnreadableListError, join_link

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
    for element in tree.iter("a"):
        if (address := join_link(base, element.get("href"))) and address.startswith("http"):
            elements[address].append(element)
    links = [Link(address, _day(found), title=_title(found)) for address, found in elements.items()]
    following = next((a for e in _next_elements(tree, page, next_link) if (a := join_link(base, e.get("href")))), None)
    if following in {base, None} or not str(following).startswith("http"):
        following = None
    return links, following


def _title(elements: Sequence[html.HtmlElement]) -> str | None:
    texts = [" ".join(str(e.text_content()).split()) for e in elements]
    texts += [" ".join((e.get("title") or "").split()) for e in elements]
    return max(texts, key=len)[:_LONGEST] or None


def _day(elements: Sequence[html.HtmlElement]) -> str | None:
    """Return the day that the smallest box around one of the links gives, if that box is of this item alone."""
    address = elements[0].get("href")
    for element in elements[:_LOOKED_AT]:
        for box in islice(element.iterancestors(), _ITEM_DEPTH):
            inner = list(islice(box.iter(), _ITEM_SIZE + 1))
            if len(inner) > _ITEM_SIZE or any(_is_of_another(e, address) for e in inner):
                break
            for time in (e for e in inner if e.tag == "time"):
                if stated := _ISO_DAY.match(time.get("datetime") or ""):
                    return stated[0]
            texts = [e.text for e in inner if isinstance(e.tag, str)] + [e.tail for e in inner[1:]]
            days = {day for text in texts if text and (day := day_alone(text))}
            if len(days) == 1:
                return days.pop()
    return None


def _is_of_another(element: html.HtmlElement, address: str | None) -> bool:
    """Tell whether an element is a link long enough to be another item's headline, not a section's name."""
    if element.tag != "a" or element.get("href") == address:
        return False
    return len(str(element.text_content()).split()) > _SECTION_WORDS


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


def _charset(body: bytes) -> str | None:
    """Return utf-8 where the bytes are, else leave it to the page's own declaration."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
