"""What stands above an article's body: its headline, and the day in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from extract.canonical import canonical_line
from extract.dates import Moment, dateline, find_moment
from extract.families.declaration import Family
from extract.markup import lies_in, select, text_of
from extract.metadata import Head
from reference.folding import fold

_SHORTEST = 20
"""Characters from which a line is taken for a headline rather than for the name of a section."""
_LONGEST = 500
_NO_LINES = frozenset({"title", "script", "style", "noscript", "option", "textarea"})
_DATED = "time, [class*=date], [class*=time], [class*=Date], [id*=date], [class*=ngay]"
_DAY_BEHIND = re.compile(r"\s*\(\s*(?:\d[\dTZ/.:+ -]*)?\)$")


def title_of(root: html.HtmlElement, head: Head, family: Family, body: html.HtmlElement) -> str:
    """Return the title that a page shows of the article in `body`, else that of its head; without a day behind it."""
    for selector in family.title:
        shown = [element for element in select(root, selector) if text_of(element)]
        if shown and not family.title_not:
            return _DAY_BEHIND.sub("", text_of(shown[0]))
        if title := _nearest_title(root, head.headline(), family, shown, body):
            return title
    return head.headline()


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


def dates_beside(root: html.HtmlElement, title: str, body: html.HtmlElement, family: Family) -> Iterator[Moment]:
    """Yield the times that elements named for it show above a body, in the smallest box that holds the title too."""
    headings = (e for selector in (*family.title, "h1") for e in select(root, selector))
    heading = next((e for e in headings if title and text_of(e).startswith(title)), None)
    box = next((parent for parent in body.iterancestors() if heading is not None and lies_in(heading, (parent,))), None)
    for element in select(box, _DATED) if box is not None else ():
        if lies_in(element, (body,)):
            return
        text = element.get("datetime") or text_of(element)
        if len(text) < 80 and (found := find_moment(text)):
            yield found


def _nearest_title(
    root: html.HtmlElement, stated: str, family: Family, shown: list[html.HtmlElement], body: html.HtmlElement
) -> str:
    """Return which of several headings is the title: that of the head, else the last above the body; "" for none."""
    titles = {element: _DAY_BEHIND.sub("", text_of(element)) for element in shown}
    titles = {e: title for e, title in titles.items() if not any(word in title.lower() for word in family.title_not)}
    if same := [title for title in titles.values() if len(title) >= _SHORTEST and fold(title) in fold(stated)]:
        return max(same, key=len)
    found = ""
    for element in root.iter("*"):
        if element is body and found:
            break
        found = titles.get(element, found)
        if found and lies_in(element, (body,)):
            break
    return found if len(found) >= _SHORTEST or len(found) > len(stated) else ""
