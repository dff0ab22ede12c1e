"""What a listing page leads to: the links on it, each with its words and its day, and the listing's next page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree, html

from crawler.datings import day_alone
from crawler.links import Link, UnreadableListError, join_link
from crawler.source import Source

_NEXT_WORDS = {"›", "»", ">", ">>", "→", "sau", "trang sau", "trang kế", "trang tiếp", "tiếp", "tiếp theo", "next"}
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])")
_PAGING_CLASS = re.compile(r"pag(?:ing|ination|er|e-nav)|phan-?trang|page-?(?:list|number|numbers)", re.IGNORECASE)
_PAGING_DEPTH = 6
"""Boxes around a page's number in which the class of a pager is looked for."""
_ITEM_DEPTH = 5
"""Boxes around a link in which the day of its item is looked for."""
_ITEM_SIZE = 60
"""Most elements of an item of a list."""
MAX_LISTING = 5 * 1024 * 1024
"""Most bytes of a listing page: those of real ones are a few hundred thousand."""
_LOOKED_AT = 3
"""Links to one article around which its day is looked for."""
_LONGEST = 300
"""Most characters of a title that are kept."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def listing_links(body: bytes, base: str, source: Source | None, *, page: int) -> tuple[list[Link], str | None]:
    """Return what a listing page links to, in order and once each, and the address of its next page or None.

    A link's title is the longest text of those with its address; its day is that of its item in the list. `page` is
    the number of this page. The next page is found by the common forms of such links, or by the CSS selector of the
    outlet, and is neither an article nor on another site. Without a source, of a site not known yet, links have no
    days. Raises UnreadableListError.
    """
    if len(body) > MAX_LISTING:
        raise UnreadableListError(f"no listing: over {MAX_LISTING // 1024 // 1024} MB")
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=_charset(body)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableListError("not an HTML page") from error
    base = join_link(base, next((e.get("href") for e in tree.iter("base")), None)) or base
    elements: defaultdict[str, list[html.HtmlElement]] = defaultdict(list)
    for element in tree.iter("a"):
        if (address := join_link(base, element.get("href"))) and address.startswith("http"):
            elements[address].append(element)
    hrefs = {e.get("href"): address for address, found in elements.items() for e in found}
    articles = {href: address for href, address in hrefs.items() if source and source.is_article(address)}
    links = [Link(address, _day(found, articles), title=_title(found)) for address, found in elements.items()]
    nexts = _next_elements(tree, page, source.next_link if source else None)
    candidates = (a for e in nexts if (a := join_link(base, e.get("href"))) and a != base and a.startswith("http"))
    following = next((a for a in candidates if not source or (source.owns(a) and not source.is_article(a))), None)
    return links, following


def _title(elements: Sequence[html.HtmlElement]) -> str | None:
    texts = [" ".join(str(e.text_content()).split()) for e in elements]
    texts += [" ".join((e.get("title") or "").split()) for e in elements]
    return max(texts, key=len)[:_LONGEST] or None


def _day(elements: Sequence[html.HtmlElement], articles: Mapping[str | None, str]) -> str | None:
    """Return the day that the smallest box around one of the links to an article gives, if it is of that alone.

    What links say themselves is a title: a day in it is not that of the article. `articles` are those of the page, by
    their `href`.
    """
    address = articles.get(elements[0].get("href"))
    if address is None:
        return None
    for element in elements[:_LOOKED_AT]:
        for box in islice(element.iterancestors(), _ITEM_DEPTH):
            inner = list(islice(box.iter(), _ITEM_SIZE + 1))
            links = [e for e in inner if e.tag == "a"]
            if len(inner) > _ITEM_SIZE or any(articles.get(e.get("href"), address) != address for e in links):
                break
            for time in (e for e in inner if e.tag == "time"):
                if stated := _ISO_DAY.match(time.get("datetime") or ""):
                    return stated[0]
            titles = {id(e) for link in links for e in link.iter()}
            texts = [e.text for e in inner if isinstance(e.tag, str) and id(e) not in titles]
            texts += [e.tail for e in inner[1:] if id(e.getparent()) not in titles]
            days = {day for text in texts if text and (day := day_alone(text))}
            if len(days) == 1:
                return days.pop()
    return None


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
