"""Where on a page the article's lead and time are.

Lists, side boxes and the head of a page have elements of the same names, so that of several the place decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import html

from extract.blocks import Block
from extract.canonical import canonical_line
from extract.dates import Moment, dateline, find_moment
from extract.families.declaration import Family, Selectors
from extract.markup import lies_in, select, text_of
from reference.folding import fold

_DATED = "time, [class*=date], [class*=time], [class*=Date], [id*=date], [class*=ngay]"
_LINES = frozenset({"h1", "h2", "div", "p", "span", "time", "em", "i", "b", "strong", "small", "li", "td"})
_MOST_CHILDREN = 3
_LONGEST_DATELINE = 80
_HEADLINE = 20
"""Characters from which a link is taken for another article's headline."""

_SAME_BEGINNING = 50
"""Letters by which a line is found again in a text."""
_WHOLE = (".", "!", "?", "”", '"')
_SLOGAN = re.compile(r"cơ quan ngôn luận|cơ quan của đảng bộ|tin tức mới nhất|(?:báo|trang tin) điện tử", re.IGNORECASE)
"""What the head of an article without a lead may say instead of one."""


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


def stated_lead(root: html.HtmlElement, selectors: Selectors, blocks: list[Block]) -> str:
    """Return the lead that only an attribute gives; "" where that is cut short, a slogan, or said by the text too."""
    stated = (
        canonical_line(element.get(attribute, ""))
        for css, at, attribute in (selector.partition("@") for selector in selectors)
        if at
        for element in select(root, css)
    )
    lead = next((line for line in stated if line), "")
    if len(lead) < _HEADLINE or not lead.endswith(_WHOLE) or lead.endswith("..") or _SLOGAN.search(lead):
        return ""
    beginning = fold(lead)[:_SAME_BEGINNING]
    return "" if any(beginning in fold(block.text) for block in blocks) else lead


def moments_of(
    root: html.HtmlElement, headline: html.HtmlElement | None, bodies: list[html.HtmlElement], selectors: Selectors
) -> Iterator[Moment]:
    """Yield for each selector the first time that what it finds shows, by the places of what it finds."""
    for selector in selectors:
        css, _, attribute = selector.partition("@")
        found = select(root, css)
        if not attribute:  # a selector that names the box knows where it looks
            found = by_headline(root, headline, bodies, found) or (found if " " in css or "#" in css else [])
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
    named = select(root, _DATED)
    places = _places(root, [*named, bodies[0]])
    named = [element for element in named if places[element] < places[bodies[0]]]  # below stand those of lists
    for element in by_headline(root, headline, bodies, named):
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
