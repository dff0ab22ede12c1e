"""What one page of a site shows of the site: its links and what they say, its feeds, its search, its other forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.links import join_link
from reference.urls import NotAWebAddressError, canonical_url, clean_address, host_of

_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|navigation|topmenu|mainmenu)(?:$|[\s_-])|menu\b", re.IGNORECASE
)
_SEARCH_INPUTS = {"q", "s", "key", "keyword", "keywords", "query", "search", "tukhoa", "tu-khoa", "kw", "text"}
MOST_ANCHORS = 20_000
"""Links of a page that are looked at."""
_FEED_TYPES = {"application/rss+xml", "application/atom+xml"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link on a page: address without tracking parameters, the words shown, whether it stands in a menu."""

    address: str
    text: str
    in_menu: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a page shows; all addresses are absolute."""

    address: str
    title: str
    site_name: str
    generator: str
    """In lower case."""
    is_article: bool
    """Whether the page says that it is one: by its type, or by telling when it was published."""
    tokens: frozenset[str]
    """Classes as `.name`, ids as `#name`."""
    hosts: frozenset[str]
    """Hosts that links, scripts and images lead to."""
    anchors: tuple[Anchor, ...]
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    canonical: str | None
    twins: tuple[str, ...]
    """Other forms of this page: AMP and mobile ones, as the head names them."""
    search: str | None
    """The search form's address with `{words}`."""


def read_signs(body: bytes, address: str) -> Signs | None:
    """Return what a page shows, or None where the body is no HTML."""
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=_charset(body)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    base = next(filter(None, (join_link(address, e.get("href")) for e in tree.iter("base"))), address)
    metas = {
        (e.get("property") or e.get("name") or "").lower(): " ".join((e.get("content") or "").split())
        for e in reversed(list(tree.iter("meta")))
    }
    links = [(set((e.get("rel") or "").lower().split()), e) for e in tree.iter("link") if e.get("href")]
    tokens = {f".{name}" for classes in _values(tree, "class") for name in classes.split()}
    tokens |= {f"#{name}" for name in _values(tree, "id")}
    linked = {
        value
        for e in islice(tree.iter("a", "img", "script", "link"), MOST_ANCHORS)
        for name in ("href", "src")
        if (value := e.get(name))
    }
    titles = [" ".join((e.text or "").split()) for e in tree.iter("title")]
    return Signs(
        address=address,
        title=next(iter(titles), ""),
        site_name=metas.get("og:site_name", ""),
        generator=metas.get("generator", "").lower(),
        is_article=metas.get("og:type") == "article" or "article:published_time" in metas or _tells_date(tree),
        tokens=frozenset(tokens),
        hosts=frozenset(filter(None, (host_of(str(value)) for value in linked))),
        anchors=tuple(_anchors(tree, base)),
        feeds=tuple(_absolute(base, [e for _, e in links if (e.get("type") or "").lower() in _FEED_TYPES])),
        sitemaps=tuple(_absolute(base, [e for rel, e in links if "sitemap" in rel])),
        canonical=next(iter(_absolute(base, [e for rel, e in links if "canonical" in rel])), None),
        twins=tuple(_absolute(base, [e for rel, e in links if "amphtml" in rel or _is_mobile(rel, e)])),
        search=next(_searches(tree, base), None),
    )


def _values(tree: html.HtmlElement, attribute: str) -> set[str]:
    """Return all values that an attribute has on a page."""
    return set(map(str, tree.xpath(f"//@{attribute}", smart_strings=False))) - {""}


def _anchors(tree: html.HtmlElement, base: str) -> Iterator[Anchor]:
    seen: dict[str, Anchor] = {}
    in_menu: dict[html.HtmlElement, bool] = {}
    for element in islice(tree.iter("a"), MOST_ANCHORS):
        for address in _absolute(base, [element]):
            text = " ".join(str(element.text_content()).split()) or (element.get("title") or "").strip()
            anchor = Anchor(address, text, _in_menu(element, in_menu))
            kept = seen.get(address)
            if kept is None or len(text) > len(kept.text):  # a story's picture and its heading lead to one address
                seen[address] = Anchor(address, text, anchor.in_menu or (kept is not None and kept.in_menu))
    yield from seen.values()


def _absolute(base: str, elements: list[html.HtmlElement]) -> Iterator[str]:
    for element in elements:
        href = (element.get("href") or "").strip()
        try:
            address = clean_address(join_link(base, href) or "")
            canonical_url(address)
        except (NotAWebAddressError, ValueError):
            continue
        yield address


def _in_menu(element: html.HtmlElement, known: dict[html.HtmlElement, bool]) -> bool:
    """Tell whether an element or a box around it is a menu; `known` keeps what was found, for links share boxes."""
    passed: list[html.HtmlElement] = []
    found = False
    for box in chain([element], element.iterancestors()):
        if box in known:
            found = known[box]
            break
        passed.append(box)
        if found := _is_menu(box):
            break
    known.update(dict.fromkeys(passed, found))
    return found


def _is_menu(box: html.HtmlElement) -> bool:
    if box.tag in {"body", "html"}:
        return False
    return box.tag == "nav" or bool(_NAVIGATION.search(f"{box.get('class') or ''} {box.get('id') or ''}"))


def _searches(tree: html.HtmlElement, base: str) -> Iterator[str]:
    for form in tree.iter("form"):
        if (form.get("method") or "get").lower() != "get" or not form.get("action"):
            continue
        for field in form.iter("input"):
            name = field.get("name") or ""
            if (field.get("type") or "text").lower() in {"text", "search"} and name.lower() in _SEARCH_INPUTS:
                action = join_link(base, form.get("action")) or ""
                if urlsplit(action).scheme in {"http", "https"} and "{" not in action:
                    yield f"{action}{'&' if '?' in action else '?'}{name}={{words}}"


def _is_mobile(rel: set[str], element: html.HtmlElement) -> bool:
    return "alternate" in rel and "max-width" in (element.get("media") or "")


def _tells_date(tree: html.HtmlElement) -> bool:
    return any("datePublished" in (e.text or "") for e in tree.iter("script")) or bool(
        tree.xpath("//*[@itemprop='datePublished']")
    )


def _charset(body: bytes) -> str | None:
    """Return utf-8 where the bytes are, else leave it to the page's own declaration."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"
