"""The lead of an article: an element above or in the body, or a statement of the page's head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from lxml import html

from extract.blocks import Block
from extract.canonical import canonical_line
from extract.markup import lies_in, select, text_of
from reference.folding import fold

_SHORTEST = 20
"""Characters from which a line is more than a label."""
_SAME_BEGINNING = 50
"""Letters by which a line is found again in a text."""
_WHOLE = (".", "!", "?", "”", '"')
_SLOGAN = re.compile(r"cơ quan ngôn luận|cơ quan của đảng bộ|tin tức mới nhất|(?:báo|trang tin) điện tử", re.IGNORECASE)
"""What the head of an article without a lead may say instead of one."""


def lead_elements(
    root: html.HtmlElement, bodies: list[html.HtmlElement], selectors: Iterable[str], title: str
) -> list[html.HtmlElement]:
    """Return the elements that may be the lead: more than a label, not the title again, and not behind the body."""
    above = set(takewhile(lambda element: element is not bodies[0], root.iter()))
    for selector in selectors:
        found = [
            element
            for element in ([] if "@" in selector else select(root, selector))
            if (element in above or lies_in(element, bodies))
            and len(text := text_of(element)) >= _SHORTEST
            and fold(text) != fold(title)
        ]
        if found:
            return found
    return []


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
