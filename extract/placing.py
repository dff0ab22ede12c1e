"""Which of several elements of one name are the article's, by where they stand.

Lists, side boxes and the head of a page have leads and dates too.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import html

from extract.blocks import Block
from extract.canonical import canonical_line
from extract.credits import byline_of, byline_with_office, labelled_credit
from extract.families.declaration import Family, Selectors
from extract.furniture import HEADLINE
from extract.markup import FRAMES, lies_in, select, text_of
from extract.metadata import is_nobody
from reference.folding import fold

_LONGEST_AUTHOR = 80
_AUTHORS = ".author, .author-name, .article-author, .post-author, .tac-gia, .tacgia, [rel=author], [itemprop=author]"
_LONGEST_LEAD = 1000
_LEADS = ", ".join(f"{tag}.{name}" for tag in ("div", "p", "h2") for name in ("sapo", "lead", "summary", "chapeau"))
"""What editors call a lead whatever the system, where a family's own names for it find none."""
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
        found = [e for e in found if len(text := text_of(e)) >= HEADLINE and fold(text) != fold(title)]
        if placed := leads_at(root, headline, bodies, found):
            return placed
    named = [e for e in elements(root, (_LEADS,)) if HEADLINE <= len(text_of(e)) <= _LONGEST_LEAD]
    named = [e for e in named if not lies_in(e, bodies) and not any(lies_in(body, (e,)) for body in bodies)]
    return leads_at(root, headline, bodies, named) if headline is not None else []


def stated_lead(root: html.HtmlElement, selectors: Selectors, blocks: list[Block]) -> str:
    """Return the lead that only an attribute gives; "" where that is cut short, a slogan, or said by the text too."""
    stated = (
        canonical_line(element.get(attribute, ""))
        for css, at, attribute in (selector.partition("@") for selector in selectors)
        if at
        for element in select(root, css)
    )
    lead = next((line for line in stated if line), "")
    if len(lead) < HEADLINE or not lead.endswith(_WHOLE) or lead.endswith("..") or _SLOGAN.search(lead):
        return ""
    beginning = fold(lead)[:_SAME_BEGINNING]
    return "" if any(beginning in fold(block.text) for block in blocks) else lead


def shown_author(
    root: html.HtmlElement, headline: html.HtmlElement | None, bodies: Collection[html.HtmlElement]
) -> str | None:
    """Return the writer that an element called so names by the headline or the text, whatever the system."""
    if headline is None:
        return None
    for element in by_headline(root, headline, bodies, select(root, _AUTHORS)):
        text = text_of(element)
        if len(text) > _LONGEST_AUTHOR or lies_in(element, bodies):
            continue
        credit = labelled_credit(text) or byline_of(text) or byline_with_office(text)
        if credit and credit.byline and not is_nobody(credit.byline):
            return credit.byline
    return None


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
    inside, known = set(bodies), [headline, *bodies]
    places = _places(root, [*found, *known])
    top, start = places[headline], min(places[body] for body in bodies)
    own = [element for element in found if top < places[element] < start or lies_in(element, inside)]
    above = {*headline.iterancestors(), *(parent for body in bodies for parent in body.iterancestors())}
    above -= {frame for frame in above if frame.tag in FRAMES and not any(e.getparent() is frame for e in known)}
    close = [e for e in found if e not in own and _is_close(e, above) and not _is_teaser(e, known)]
    before = [element for element in close if places[element] <= top]
    return own + before[::-1] + [element for element in close if below and places[element] > top]


def _is_close(element: html.HtmlElement, above: Collection[html.HtmlElement]) -> bool:
    """Tell whether an element, or the box that it is in, is a neighbour of what `above` are the ancestors of."""
    parent = element.getparent()
    box = parent.getparent() if parent is not None else None
    return parent is None or parent in above or (box is not None and box.tag not in FRAMES and box in above)


def _is_teaser(element: html.HtmlElement, of_the_article: Collection[html.HtmlElement]) -> bool:
    """Tell whether an element stands beside the linked headline of another article."""
    box = element.getparent()
    if box is None or any(box in own.iterancestors() for own in of_the_article):
        return False
    links = (link for link in box.iter("a") if not lies_in(link, (element,)))
    return any(len(text_of(link)) >= HEADLINE for link in links)


def _places(root: html.HtmlElement, elements: Collection[html.HtmlElement]) -> dict[html.HtmlElement, int]:
    wanted = set(elements)
    places: dict[html.HtmlElement, int] = {}
    for place, element in enumerate(root.iter()):
        if element in wanted:
            places[element] = place
            if len(places) == len(wanted):
                break
    return places
