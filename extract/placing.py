"""Where on a page the article's headline, lead and time are.

Lists, side boxes and the head of a page have elements of the same names, so that of several the place decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import html

from extract.dates import Moment, dateline, find_moment
from extract.families.declaration import Family, Selectors
from extract.markup import lies_in, select, text_of
from extract.metadata import Head
from reference.folding import fold

_DAY_BEHIND = re.compile(r"\s*\(\s*(?:\d[\d/.: -]*)?\)$")
_DATED = "time, [class*=date], [class*=time], [class*=Date], [id*=date], [class*=ngay]"
_LINES = frozenset({"h1", "h2", "div", "p", "span", "time", "em", "i", "b", "strong", "small", "li", "td"})
_MOST_CHILDREN = 3
_LONGEST_DATELINE = 80
_HEADLINE = 20
"""Characters from which a link is taken for another article's headline."""


def elements(root: html.HtmlElement, selectors: Selectors) -> list[html.HtmlElement]:
    """Return the elements with text that the first successful selector finds."""
    for selector in selectors:
        if "@" not in selector and (found := [element for element in select(root, selector) if text_of(element)]):
            return found
    return []


def headline_of(root: html.HtmlElement, head: Head, family: Family) -> tuple[html.HtmlElement | None, str]:
    """Return the headline's element and words, else those of the head; without the day that some put behind it.

    Of several elements that which the head knows counts: the first h1 may be the logo's.
    """
    stated = head.headline()
    for selector in family.title:
        shown: dict[html.HtmlElement, str] = {}
        for element in select(root, selector):
            title = _DAY_BEHIND.sub("", text_of(element))
            if title and not any(words in title.lower() for words in family.title_not):
                shown[element] = title
        if len(shown) > 1 or family.title_not:
            known = {element: title for element, title in shown.items() if fold(title) in fold(stated)}
            if family.title_not and shown and not known and len(stated) >= max(map(len, shown.values())):
                return None, stated
            if known or family.title_not:
                shown = dict(sorted((known or shown).items(), key=lambda item: -len(item[1])))
        if shown:
            return next(iter(shown.items()))
    found = {element: text_of(element) for element in root.iter("h1")} if stated else {}
    found = {element: title for element, title in found.items() if len(title) >= _HEADLINE and title in stated}
    return max(found.items(), key=lambda item: len(item[1]), default=(None, stated))


def leads_of(
    root: html.HtmlElement,
    headline: html.HtmlElement | None,
    bodies: list[html.HtmlElement],
    family: Family,
    title: str,
) -> list[html.HtmlElement]:
    """Return the elements of the lead: more than a label, not the title again, and by their place the article's."""
    for selector in family.lead:
        found = elements(root, (selector,))
        found = [e for e in found if len(text := text_of(e)) >= _HEADLINE and fold(text) != fold(title)]
        if placed := leads_at(root, headline, bodies, found):
            return placed
    return []


def moments_of(
    root: html.HtmlElement, headline: html.HtmlElement | None, bodies: list[html.HtmlElement], selectors: Selectors
) -> Iterator[Moment]:
    """Yield for each selector the first time that what it finds shows, by the places of what it finds."""
    for selector in selectors:
        css, _, attribute = selector.partition("@")
        found = select(root, css) if attribute else by_headline(root, headline, bodies, select(root, css))
        for element in found:
            if moment := find_moment(element.get(attribute, "") if attribute else text_of(element)):
                yield moment
                break


def moments_beside(
    root: html.HtmlElement, headline: html.HtmlElement | None, bodies: list[html.HtmlElement]
) -> Iterator[Moment]:
    """Yield the times that elements named for it show by the headline, then one that stands alone."""
    if headline is None:
        return
    for element in by_headline(root, headline, bodies, select(root, _DATED)):
        text = element.get("datetime") or text_of(element)
        if len(text) < 80 and not lies_in(element, bodies) and (found := find_moment(text)):
            yield found
    if found := date_between(root, headline, bodies[0]):
        yield found


def leads_at(
    root: html.HtmlElement,
    headline: html.HtmlElement | None,
    bodies: Collection[html.HtmlElement],
    found: list[html.HtmlElement],
) -> list[html.HtmlElement]:
    """Return of the elements that may be a lead those in the body, else the last between the headline and it.

    They come with their neighbours: a lead may have two paragraphs.
    """
    inside = set(bodies)
    if within := [element for element in found if lies_in(element, inside)]:
        return within
    known = [headline] if headline is not None else []
    found = [element for element in found if not _is_teaser(element, [*bodies, *known])]
    places = _places(root, [*found, *bodies, *known])
    start = min(places[body] for body in bodies)
    top = places[headline] if headline is not None and places[headline] < start else -1
    between = [element for element in found if top < places[element] < start]
    return [element for element in between if element.getparent() is between[-1].getparent()]


def by_headline(
    root: html.HtmlElement,
    headline: html.HtmlElement | None,
    bodies: Collection[html.HtmlElement],
    found: list[html.HtmlElement],
) -> list[html.HtmlElement]:
    """Return the elements from the headline to the end of the text in page order, then those close to either.

    What stands further away is not the article's: a date at the top of a page is today's, those below are of lists.
    """
    if headline is None or not found:
        return found
    inside = set(bodies)
    places = _places(root, [*found, *bodies, headline])
    top, start = places[headline], min(places[body] for body in bodies)
    own = [element for element in found if top < places[element] < start or lies_in(element, inside)]
    above = {*headline.iterancestors(), *(parent for body in bodies for parent in body.iterancestors())}
    close = [element for element in found if element not in own and _is_close(element, above)]
    return own + [e for e in reversed(close) if places[e] < top] + [e for e in close if places[e] > top]


def date_between(root: html.HtmlElement, headline: html.HtmlElement | None, body: html.HtmlElement) -> Moment | None:
    """Return the first date that stands alone between a headline and the text, whatever its element is called."""
    behind = False
    for element in root.iter() if headline is not None else ():
        if element is body:
            break
        behind = behind or element is headline
        if not behind or element.tag not in _LINES or len(element) > _MOST_CHILDREN:
            continue
        line = text_of(element)
        if len(line) <= _LONGEST_DATELINE and (moment := dateline(line)):
            return moment
    return None


def _is_close(element: html.HtmlElement, above: Collection[html.HtmlElement]) -> bool:
    """Tell whether an element, or the box that it is in, is a neighbour of what `above` are the ancestors of."""
    parent = element.getparent()
    box = parent.getparent() if parent is not None else None
    return parent is None or parent in above or (box is not None and box.tag != "body" and box in above)


def _is_teaser(element: html.HtmlElement, of_the_article: Collection[html.HtmlElement]) -> bool:
    """Tell whether an element stands beside the linked headline of another article."""
    box = element.getparent()
    if box is None or any(box in own.iterancestors() for own in of_the_article):
        return False
    links = (link for link in box.iter("a") if not lies_in(link, (element,)))
    return any(len(text_of(link)) >= _HEADLINE for link in links)


def _places(root: html.HtmlElement, elements: Collection[html.HtmlElement]) -> dict[html.HtmlElement, int]:
    wanted = set(elements)
    places: dict[html.HtmlElement, int] = {}
    for place, element in enumerate(root.iter()):
        if element in wanted:
            places[element] = place
            if len(places) == len(wanted):
                break
    return places
