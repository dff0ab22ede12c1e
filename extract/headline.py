"""What stands above an article's body: its headline, and the day in a line of its own."""

from __future__ import annotations

import re

from lxml import html

from extract.canonical import canonical_line
from extract.dates import Moment, dateline
from extract.families.declaration import Family
from extract.markup import lies_in, select, text_of
from extract.metadata import Head
from reference.folding import fold

_SHORTEST = 20
"""Characters from which a line is taken for a headline rather than for the name of a section."""
_LONGEST = 500
_NO_LINES = frozenset({"title", "script", "style", "noscript", "option", "textarea"})
_DAY_BEHIND = re.compile(r"\s*\(\s*(?:\d[\d/.: -]*)?\)$")


def headline_of(
    root: html.HtmlElement, head: Head, family: Family, body: html.HtmlElement
) -> tuple[html.HtmlElement | None, str]:
    """Return the headline's element and words, else those of the head; without the day that some put behind it.

    Of several elements that which the head knows counts: the first h1 may be the logo's.
    """
    stated = head.headline()
    for selector in family.title:
        shown = {e: title for e in select(root, selector) if (title := _DAY_BEHIND.sub("", text_of(e)))}
        if family.title_not:
            if found := _nearest_title(root, stated, family, shown, body):
                return found
        elif shown:
            known = (item for item in shown.items() if len(shown) > 1 and fold(item[1]) in fold(stated))
            return next(known, next(iter(shown.items())))
    return None, stated


def dates_below(root: html.HtmlElement, title: str, body: html.HtmlElement) -> list[Moment]:
    """Return the dates that stand as lines of their own between the last place of a title above a body and that."""
    found: list[Moment] | None = None
    for element in root.iter("*"):
        if element is body:
            break
        for text in (element.text if element.tag not in _NO_LINES else None, element.tail):
            line = canonical_line(text) if text and len(text) < _LONGEST else ""
            if line and line == title:
                found = []
            elif line and found is not None and (moment := dateline(line)):
                found.append(moment)
    return found or []


def _nearest_title(
    root: html.HtmlElement, stated: str, family: Family, shown: dict[html.HtmlElement, str], body: html.HtmlElement
) -> tuple[html.HtmlElement, str] | None:
    """Return which of several headings is the title: that of the head, else the last above the body."""
    titles = {e: title for e, title in shown.items() if not any(word in title.lower() for word in family.title_not)}
    if same := [item for item in titles.items() if len(item[1]) >= _SHORTEST and fold(item[1]) in fold(stated)]:
        return max(same, key=lambda item: len(item[1]))
    found: tuple[html.HtmlElement, str] | None = None
    for element in root.iter("*"):
        if element is body and found:
            break
        found = (element, titles[element]) if element in titles else found
        if found and lies_in(element, (body,)):
            break
    return found if found and (len(found[1]) >= _SHORTEST or len(found[1]) > len(stated)) else None
