"""Parsing HTML of unknown make within limits of size, depth and time."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from lxml import etree, html
from lxml.cssselect import CSSSelector

from extract.canonical import canonical_line

MOST_NODES = 60_000
"""Elements of a page beyond which it is not read; article pages have some two thousand."""
FRAMES = frozenset({"html", "body", "form"})
"""Elements that hold a page as a whole; a form does where ASP.NET wrote it."""
_TAG = re.compile(
    r"(?P<code><(?:script|style)\b[^>]{0,8000}>[^<]*+(?:<(?!/(?:script|style))[^<]*+)*+)"
    r"|<[a-zA-Z](?:[^>=]|=\s*+(?:\"[^\"]*\"|'[^']*')?+)*+",
    re.IGNORECASE,
)
"""A tag; or a whole script, whose "i<n" opens none. Quotes quote behind "=" alone, so that a stray one ends nothing."""
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*\"|'[^']*')")
_LONGEST_TAG = 8_000
_DEEPEST = 250
_DEEP = 60
_MOST_DEPTH = 1_500_000
"""Elements times their depth, in a page deeper than `_DEEP`: what is asked of each element goes up to the root."""
_LARGE = 1_000_000
_MOST_TEXT = 1_000_000
_NO_TEXT = ("script", "style")
_Evaluate = Callable[[html.HtmlElement], Any]
_COUNT: _Evaluate = etree.XPath("count(//*)")
_TOO_DEEP: _Evaluate = etree.XPath(f"boolean({'/*' * (_DEEPEST + 1)})")
_IS_DEEP: _Evaluate = etree.XPath(f"boolean({'/*' * _DEEP})")
_ATTRIBUTES: _Evaluate = etree.XPath("count(//@*)")
_CLASSES: _Evaluate = etree.XPath("//@class", smart_strings=False)
_IDS: _Evaluate = etree.XPath("//@id", smart_strings=False)
_BOTH: _Evaluate = etree.XPath("//*[@id][@class]")
_LONGEST_NAME = 4_000
_LONG_NAMED: _Evaluate = etree.XPath(
    " | ".join(f"//*[string-length(@{n}) > {_LONGEST_NAME}]" for n in ("class", "id", "style"))
)
_FIELDS: _Evaluate = etree.XPath("//@data-field", smart_strings=False)
_CONDITION = re.compile(r"\[[^\]]*\]|:not\([^)]*\)")
_TOKEN = re.compile(r"[.#][\w-]+")
_NO_PAGE = re.compile(
    r"#|javascript:|data:|[^?#]*\.(?:jpe?g|png|gif|webp|bmp|avif|jfif|tiff?)(?:$|[?#.])", re.IGNORECASE
)
"""Where a photograph of the article may link to: nowhere, or itself in full size."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class UnparsableError(ValueError):
    """The markup is empty or beyond the limits; the message says which."""


def parse_html(text: str) -> html.HtmlElement:
    """Return the root element of a page, comments and processing instructions left out.

    Raises UnparsableError for empty, overlarge and too deeply nested pages, and for tags with thousands of attributes,
    which take the parser minutes. What can be seen before it is parsed takes no memory for a tree.
    """
    if text.count("<") > 3 * MOST_NODES:
        raise UnparsableError(f"more than {MOST_NODES:,} elements")
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() > _LONGEST_TAG and not tag["code"] and len(_QUOTED.sub("", tag[0])) > _LONGEST_TAG:
            raise UnparsableError("a tag with too many attributes")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(without_forbidden(text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnparsableError("no markup in it") from error
    _check_size(root)
    if len(text) > _LARGE:
        _check_contents(root)
        _shorten_names(root)
    return root


def _check_size(root: html.HtmlElement) -> None:
    if _COUNT(root) > MOST_NODES:
        raise UnparsableError(f"more than {MOST_NODES:,} elements")
    if _TOO_DEEP(root) or (_IS_DEEP(root) and _total_depth(root) > _MOST_DEPTH):
        raise UnparsableError("elements nested too deeply")


def _check_contents(root: html.HtmlElement) -> None:
    """Raise UnparsableError where a large page has too many attributes, or too much text besides scripts."""
    if _ATTRIBUTES(root) > 8 * MOST_NODES:
        raise UnparsableError("too many attributes")
    length = sum(
        len(element.tail or "") + (len(element.text or "") if element.tag not in _NO_TEXT else 0)
        for element in root.iter("*")
    )
    if length > _MOST_TEXT:
        raise UnparsableError(f"more than {_MOST_TEXT:,} characters of text")


def _shorten_names(root: html.HtmlElement) -> None:
    """Cut classes, ids and styles off where they are longer than any that a page is written with."""
    for element in _LONG_NAMED(root):
        for name in ("class", "id", "style"):
            if len(value := element.get(name, "")) > _LONGEST_NAME:
                element.set(name, value[:_LONGEST_NAME])


def _total_depth(root: html.HtmlElement) -> int:
    depth = total = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        total += depth
    return total // 2


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no markup may hold."""
    return _FORBIDDEN.sub("", text)


def tokens_of(root: html.HtmlElement) -> set[str]:
    """Return the classes (`.name`), ids (`#name`, `#name.class`) and data fields of all elements of a page."""
    tokens = {f".{name}" for value in _CLASSES(root) for name in value.split()}
    tokens.update(f"#{value.strip()}" for value in _IDS(root))
    tokens.update(f"#{e.get('id').strip()}.{name}" for e in _BOTH(root) for name in e.get("class").split())
    tokens.update(f"[data-field={value.strip()}]" for value in _FIELDS(root))
    return tokens


@lru_cache(maxsize=1024)
def needed_tokens(selector: str) -> frozenset[str]:
    """Return the classes and ids without which a page has nothing for a CSS selector."""
    plain = _CONDITION.sub("", selector)
    return frozenset(() if "," in plain else _TOKEN.findall(plain))


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> etree.XPath:
    return CSSSelector(selector, translator="html")


def select(root: html.HtmlElement, selector: str) -> list[html.HtmlElement]:
    """Return the elements that a CSS selector finds in or under `root`, in page order; raises CssSelectorError."""
    found = _compiled(selector)(root)
    return list(found) if isinstance(found, list) else []


def text_of(element: html.HtmlElement) -> str:
    """Return the canonical text of an element as one line."""
    return canonical_line("".join(element.itertext()))


def lies_in(element: html.HtmlElement, boxes: Collection[html.HtmlElement]) -> bool:
    """Tell whether `element` is one of `boxes` or lies under one; many boxes should come as a set."""
    return element in boxes or any(parent in boxes for parent in element.iterancestors())


def leads_to_page(link: html.HtmlElement) -> bool:
    """Tell whether a link leads to another page, and not to a photograph in full size or nowhere."""
    address = link.get("href", "").strip()
    return bool(address) and not _NO_PAGE.match(address)
