"""Which of several elements of one name are the article's: lists, side boxes and heads have leads and dates too."""

from __future__ import annotations

from collections.abc import Collection

from lxml import html

from extract.dates import Moment, dateline
from extract.markup import lies_in, text_of

_LINES = frozenset({"h1", "h2", "div", "p", "span", "time", "em", "i", "b", "strong", "small", "li", "td"})
_MOST_CHILDREN = 3
_LONGEST_DATELINE = 80
_HEADLINE = 20
"""Characters from which a link is taken for another article's headline."""


def leads_at(
    root: html.HtmlElement,
    headline: html.HtmlElement | None,
    bodies: Collection[html.HtmlElement],
    found: list[html.HtmlElement],
) -> list[html.HtmlElement]:
    """Return of the elements that may be a lead those in the body, else the last between the headline and it."""
    inside = set(bodies)
    if within := [element for element in found if lies_in(element, inside)]:
        return within
    known = [headline] if headline is not None else []
    found = [element for element in found if not _is_teaser(element, [*bodies, *known])]
    places = _places(root, [*found, *bodies, *known])
    start = min(places[body] for body in bodies)
    top = places[headline] if headline is not None and places[headline] < start else -1
    return [element for element in found if top < places[element] < start][-1:]


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
