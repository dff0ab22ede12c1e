"""The lead of an article: an element above or in the body, or a statement of the page's head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from lxml import html

from extract.blocks import Block
from extract.canonical import canonical_line
from extract.markup import lies_in, select, text_of
from extract.pruning import follows_headline
from reference.folding import fold

_SHORTEST = 20
"""Characters from which a line is more than a label."""
_LONGEST_META = 150
"""Characters that section, date and buttons may have between the top of a body and its lead."""
_SAME_BEGINNING = 50
"""Letters by which a line is found again in a text."""
_WHOLE = (".", "!", "?", "”", '"')
_SLOGAN = re.compile(r"cơ quan ngôn luận|cơ quan của đảng bộ|tin tức mới nhất|(?:báo|trang tin) điện tử", re.IGNORECASE)
"""What the head of an article without a lead may say instead of one."""


def lead_elements(
    root: html.HtmlElement,
    bodies: list[html.HtmlElement],
    selectors: Iterable[str],
    title: str,
    headlines: list[html.HtmlElement],
) -> list[html.HtmlElement]:
    """Return the elements that may be the lead, the likeliest first.

    A lead is more than a label, not the title again, and neither behind the body nor above the headline, of which
    `headlines` gives the elements. One that opens the body goes before those above it, and of these one beside the body
    before one of a list further off, whose leads are other articles'.
    """
    body = bodies[0]
    above = list(takewhile(lambda element: element is not body, root.iter()))
    start = next((place for place, element in enumerate(above) if element in headlines[:1]), 0)
    between = set(above[start:])
    around = {parent: depth for depth, parent in enumerate(reversed([body, *body.iterancestors()]))}
    for selector in selectors:
        found = [
            element
            for element in ([] if "@" in selector else select(root, selector))
            if (element in between or lies_in(element, bodies))
            and len(text := text_of(element)) >= _SHORTEST
            and fold(text) != fold(title)
            and not follows_headline(element)
        ]
        if found:
            return sorted(found, key=lambda element: -_nearness(element, body, around, title))
    return []


def _nearness(
    element: html.HtmlElement, body: html.HtmlElement, around: Mapping[html.HtmlElement, int], title: str
) -> int:
    """Return how near to the beginning of a body an element stands; -1 for one in its midst."""
    common = next(parent for parent in (element, *element.iterancestors()) if parent in around)
    if common is not body:
        return around[common]
    before = takewhile(lambda other: other is not element, body.iter())
    letters = sum(len((other.text or "").strip()) for other in before if other.tag not in {"script", "style"})
    return around[common] if letters <= len(title) + _LONGEST_META else -1


def stated_lead(root: html.HtmlElement, selectors: Iterable[str], blocks: list[Block]) -> str:
    """Return the lead that only an attribute gives; "" where that is cut short, a slogan, or said by the text too."""
    stated = (
        canonical_line(element.get(attribute, ""))
        for css, at, attribute in (selector.partition("@") for selector in selectors)
        if at
        for element in select(root, css)
    )
    lead = next((line for line in stated if line), "")
    if len(lead) < _SHORTEST or not lead.endswith(_WHOLE) or lead.endswith("..") or _SLOGAN.search(lead):
        return ""
    beginning = fold(lead)[:_SAME_BEGINNING]
    return "" if any(beginning in fold(block.text) for block in blocks) else lead
