"""What stands above an article's body: its headline, and the day in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html

from extract.canonical import canonical_line
from extract.dates import Moment, dateline, find_moment
from extract.families.declaration import Family, Selectors
from extract.markup import FRAMES, lies_in, select, text_of
from extract.metadata import Head
from extract.placing import by_headline
from reference.folding import fold

_SHORTEST = 20
"""Characters from which a line is taken for a headline rather than for the name of a section."""
_LONGEST = 500
_LONGEST_DATE = 80
_NO_LINES = frozenset({"title", "script", "style", "noscript", "option", "textarea"})
_AROUND = frozenset({"header", "nav", "footer", "aside"})
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_DATED = "time, [class*=date], [class*=time], [class*=Date], [id*=date], [class*=ngay], [itemprop=datePublished]"
_COMMON = re.compile(r"\w*\.(?:date|time|post-date)")
"""Selectors that also find the day of today at the top of a page, and those of lists."""
_DAY_BEHIND = re.compile(r"\s*\(\s*(?:\d[\dTZ/.:+ -]*)?\)$")


def headline_of(
    root: html.HtmlElement, head: Head, family: Family, body: html.HtmlElement
) -> tuple[html.HtmlElement | None, str]:
    """Return the headline's element and words, else those of the head; without the day that some put behind it."""
    stated = head.headline()
    for selector in family.title:
        shown = {e: title for e in select(root, selector) if (title := _DAY_BEHIND.sub("", text_of(e)))}
        shown = {e: title for e, title in shown.items() if not any(word in title.lower() for word in family.title_not)}
        known = _known(shown, stated) if len(shown) > 1 or family.title_not else None
        if known is not None:
            return known, shown[known]
        if shown and not family.title_not:
            first, words = next(iter(shown.items()))
            if first.tag in _SUBHEADS and stated and lies_in(first, (body,)) and fold(words) not in fold(stated):
                continue
            return first, words
        nearest = _nearest(root, shown, body)
        if nearest is not None and _is_apart(shown[nearest], stated) and (own := _heading(root, stated)) is not None:
            return own, text_of(own)
        if nearest is not None and len(shown[nearest]) >= min(_SHORTEST, len(stated) + 1):
            return nearest, shown[nearest]
    known = _heading(root, stated)
    return known, text_of(known) if known is not None else stated


def dates_declared(
    root: html.HtmlElement,
    headline: html.HtmlElement | None,
    bodies: list[html.HtmlElement],
    selectors: Selectors,
    find: Callable[[str], Moment | None] = find_moment,
) -> Iterator[Moment]:
    """Yield for each selector of a declaration the first time that what it finds shows, by the places of that."""
    for selector in selectors:
        css, _, attribute = selector.partition("@")
        found = select(root, css)
        placed = by_headline(root, headline, bodies, found) if not attribute else found
        for element in placed if placed or _COMMON.fullmatch(css) else found:
            if moment := find(element.get(attribute, "") if attribute else text_of(element)):
                yield moment
                break


def dates_below(
    root: html.HtmlElement, headline: html.HtmlElement | None, title: str, body: html.HtmlElement
) -> list[Moment]:
    """Return the dates that stand as lines of their own between the last place of a title above a body and that."""
    found: list[Moment] | None = None
    for element in root.iter("*"):
        if element is body:
            break
        if element is headline:
            found = []
        for text in (element.text if element.tag not in _NO_LINES else None, element.tail):
            line = canonical_line(text) if text and len(text) < _LONGEST else ""
            if line and line == title:
                found = []
            elif line and found is not None and (moment := dateline(line)):
                found.append(moment)
    return found or []


def dates_beside(
    root: html.HtmlElement, headline: html.HtmlElement | None, bodies: list[html.HtmlElement]
) -> Iterator[Moment]:
    """Yield the times that elements named for it show by the headline, above the body."""
    if headline is None:
        return
    for element in by_headline(root, headline, bodies, select(root, _DATED), below=False):
        text = element.get("datetime") or element.get("content") or text_of(element)
        if len(text) < _LONGEST_DATE and not lies_in(element, bodies) and (found := find_moment(text)):
            yield found


def dates_around(headline: html.HtmlElement | None, body: html.HtmlElement) -> Iterator[Moment]:
    """Yield the dates that are all there is in the element right above the headline, or right below the body.

    Such an element stands in a box with them; below the body it tells the time of day too, as lists do not.
    """
    for place, step in ((headline, "getprevious"), (body, "getnext")):
        beside = _beside(place, step) if place is not None else None
        if beside is None or beside.tag in _AROUND:
            continue
        found = dateline(beside.get("datetime") or text_of(beside))
        if found and (place is headline or found.exact):
            yield found


def _beside(element: html.HtmlElement, step: str) -> html.HtmlElement | None:
    """Return the nearest element with text before or behind one, within the boxes of a page."""
    while (box := element.getparent()) is not None and box.tag not in FRAMES:
        beside = getattr(element, step)()
        while beside is not None and not text_of(beside):
            beside = getattr(beside, step)()
        if beside is not None:
            return beside
        element = box
    return None


def _known(titles: dict[html.HtmlElement, str], stated: str) -> html.HtmlElement | None:
    """Return the longest of several headings that the head has too: the first h1 may be the logo's."""
    folded = fold(stated)
    known = [element for element, title in titles.items() if len(title) >= _SHORTEST and fold(title) in folded]
    return max(known, key=lambda element: len(titles[element])) if known else None


def _is_apart(title: str, stated: str) -> bool:
    """Tell whether a heading has no words of the headline that the head gives."""
    return not set(fold(title).split()) & set(fold(stated).split())


def _heading(root: html.HtmlElement, stated: str) -> html.HtmlElement | None:
    """Return the heading of whatever level that is the headline as the head gives it."""
    return _known({element: text_of(element) for element in root.iter("h1", "h2", "h3", "h4")}, stated)


def _nearest(
    root: html.HtmlElement, titles: dict[html.HtmlElement, str], body: html.HtmlElement
) -> html.HtmlElement | None:
    """Return the last of several headings above the body, else the first in it."""
    found = None
    for element in root.iter("*"):
        if element is body and found is not None:
            break
        found = element if element in titles else found
        if found is not None and lies_in(element, (body,)):
            break
    return found
