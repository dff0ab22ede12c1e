"""Which of several elements of one name are the article's, by where they stand.

Lists, side boxes and the head of a page have leads and dates too.
"""

from __future__ import annotations

from collections.abc import Collection

from lxml import html

from extract.families.declaration import Family, Selectors
from extract.markup import lies_in, select, text_of
from reference.folding import fold

_HEADLINE = 20
"""Characters from which a link is taken for another article's headline."""


def elements(root: html.HtmlElement, selectors: Selectors) -> list[html.HtmlElement]:
    """Return the elements with text that the first successful selector finds."""
    for selector in selectors:
        if "@" not in selector and (found := [element for element in select(root, selector) if text_of(element)]):
            return found
    return []


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
    *,
    below: bool = True,
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
    close = [e for e in found if e not in own and _is_close(e, above) and not _is_teaser(e, [headline, *bodies])]
    before = [element for element in close if places[element] <= top]
    return own + before[::-1] + [element for element in close if below and places[element] > top]


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
