"""Cutting out of a whole page what is certainly no article: boxes and lists that lead to other articles."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html

from extract.markup import text_of
from extract.pruning import _drop_boxes_of_links, _drop_labelled_boxes, _is_foreign

_HEADLINE = 20
_LARGEST_TEASER = 1500
_INLINE = frozenset({"a", "span", "b", "strong", "i", "em", "u", "font", "small", "sup", "sub", "time", "img", "picture", "svg"})


def clear(root: html.HtmlElement, title: str) -> None:
    """Cut out of a page what leads to other articles: named and labelled boxes, lists of links, teasers in rows."""
    whole = len(root.text_content())
    for element in list(root.iter("*")):
        if element.attrib and element.tag not in {"html", "body"} and _is_foreign(element):
            if len(element.text_content()) * 2 < whole and next(element.iter("h1"), None) is None:
                _drop(element)
    _drop_labelled_boxes(root)
    _drop_boxes_of_links(root)
    teasers: dict[html.HtmlElement, tuple[str, str]] = {}
    for link in root.iter("a"):
        headline = text_of(link)
        if len(headline) < _HEADLINE or title.startswith(headline):
            continue
        if (box := _teaser(link, headline)) is not None:
            teasers[box] = str(box.tag), re.sub(r"\d+", "", " ".join(box.get("class", "").split()[:1]))
    shapes = Counter(teasers.values())
    for box, shape in teasers.items():
        if shapes[shape] > 1:
            _drop(box)


def _teaser(link: html.HtmlElement, headline: str) -> html.HtmlElement | None:
    """Return the box of which a link is the headline: the smallest that says more."""
    line = link
    for box in link.iterancestors():
        text = text_of(box)
        if len(text) <= len(headline) + 5:
            line = box
            continue
        if len(text) > _LARGEST_TEASER or box.tag in {"p", "body", "html"} or not _is_line(line):
            return None
        return box
    return None


def _is_line(element: html.HtmlElement) -> bool:
    """Tell whether an element is a line of its own, not words within a sentence."""
    if element.tag not in _INLINE:
        return True
    after = element.getnext()
    if (element.tail or "").strip() or (after is not None and after.tag in _INLINE and text_of(after)):
        return False
    before = element.getprevious()
    if before is None:
        parent = element.getparent()
        return parent is None or not (parent.text or "").strip()
    return not (before.tail or "").strip() and (before.tag not in _INLINE or not text_of(before))


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
