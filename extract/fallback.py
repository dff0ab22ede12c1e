"""Pages of no known family: trafilatura says which text is the article's, and its element is read as in known ones.

What leads to other articles is cut out of the page before, and the result is checked before it is believed.
"""

from __future__ import annotations

from lxml import html
from trafilatura import bare_extraction

from extract.blocks import Block
from extract.clearing import clear
from extract.credits import byline_of
from extract.dates import find_moment, without_dates
from extract.engine import read_family
from extract.families.declaration import Family
from extract.guessing import (
    boxes_around,
    find_byline,
    find_lead,
    find_title,
    near_moments,
    shown_moments,
    title_of_text,
)
from extract.locating import HEADLINE, locate, trim
from extract.markup import select, text_of
from extract.metadata import Head
from extract.parts import Parts
from reference.folding import fold
from reference.writing import is_vietnamese

MOST_NODES = 20_000
"""Elements of a page beyond which trafilatura is not tried."""
_MARK = "data-thidua"
_UNKNOWN = Family(
    name="trafilatura",
    about="a page of no known family, whose parts were marked where they were found",
    seen="page",
    recognise=(),
    lead=(f"[{_MARK}=lead]",),
    body=(f"[{_MARK}=body]",),
    byline=(f"[{_MARK}=byline]",),
    first_paragraph="lead if bold",
)
_ENOUGH = 1000
"""Characters of text with which trafilatura's first look will do."""
_SHORTEST = 250
_SHORTEST_ALONE = 400
"""Characters that an article of one paragraph has at least: less is what a page of a topic says of its only story."""
_LONGEST_DATELINE = 120
_MANY_HEADLINES = 8


class NoArticleFoundError(ValueError):
    """Nothing on the page can be believed to be an article; the message says why."""


def read_unknown(root: html.HtmlElement, head: Head, url: str = "", *, any_language: bool = False) -> Parts:
    """Return the parts of an article on a page of no known family; raises NoArticleFoundError.

    With `any_language` the text need not be Vietnamese. The page is changed, as by `read_family`.
    """
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise NoArticleFoundError(f"no known family, and more than {MOST_NODES:,} elements")
    headlines = {text_of(e) for e in select(root, "h2 a, h3 a, h4 a, a h2, a h3, a h4") if len(text_of(e)) >= HEADLINE}
    if len(headlines) >= _MANY_HEADLINES and not head.says_article():
        raise NoArticleFoundError("a page of headlines")
    order = {element: index for index, element in enumerate(root.iter("*"))}
    heading, title = find_title(root, head, url)
    shown = shown_moments(root)
    above = boxes_around(heading)
    clear(root, title)
    place = locate(root, _known_lines(root))
    if place is None:
        raise NoArticleFoundError("no known family, and no text found")
    if not title and (heading := title_of_text(root, place)) is not None:
        title = text_of(heading)
    numbers = [order[element] for element in place.paragraphs] or [0]
    start = min(numbers) if heading is None else order[heading]
    around = boxes_around(place.body)
    moments = near_moments(shown, start, max(numbers), above or around, around)
    marks = {"byline": find_byline(root, heading), "lead": find_lead(root, heading, place, head), "body": place.body}
    marked = {name: element for name, element in marks.items() if element is not None}
    trim(place, marked.values())
    for name, element in marked.items():
        element.set(_MARK, name)
    parts = read_family(root, head, _UNKNOWN)
    if parts is None:
        raise NoArticleFoundError("no known family, and no text found")
    parts.title = title or head.headline()
    parts.blocks = [b for b in parts.blocks if b.kind == "cell" or fold(b.text) != fold(title)]
    parts.blocks = [b for b in parts.blocks if b.kind == "cell" or any(map(str.isalpha, b.text))]
    parts.moments += moments
    _take_dateline(parts)
    _check(root, parts.blocks, any_language=any_language)
    return parts


def _take_dateline(parts: Parts) -> None:
    """Take the lines above the text that say no more than when it was published, and by whom."""
    while parts.blocks and (moment := find_moment(line := parts.blocks[0].text)) and len(line) < _LONGEST_DATELINE:
        rest = without_dates(line)
        written = byline_of(rest)
        if rest and written is None:
            return
        parts.moments.append(moment)
        parts.byline = parts.byline or (written.byline if written else None)
        parts.blocks.pop(0)


def _known_lines(root: html.HtmlElement) -> list[str]:
    """Return the text that trafilatura takes for the article's, line by line.

    It is asked for its first look, and for all that it can do where that finds little.
    """
    lines = _lines(root, fast=True)
    if _letters(lines) >= _ENOUGH:
        return lines
    return max(lines, _lines(root, fast=False), key=_letters)


def _lines(root: html.HtmlElement, *, fast: bool) -> list[str]:
    try:
        found = bare_extraction(root, fast=fast, favor_precision=True, with_metadata=False, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NoArticleFoundError("no known family, and trafilatura failed on it") from error
    body = getattr(found, "body", None)
    return [] if body is None else [line for text in body.itertext() for line in text.split("\n")]


def _letters(lines: list[str]) -> int:
    return sum(map(len, lines))


def _check(root: html.HtmlElement, blocks: list[Block], *, any_language: bool) -> None:
    """Raise NoArticleFoundError where the text is too short, in another language, or a list of headlines."""
    text = " ".join(block.text for block in blocks if block.kind != "subhead")
    if len(text) < (_SHORTEST if len(blocks) > 1 else _SHORTEST_ALONE):
        raise NoArticleFoundError("no known family, and hardly any text")
    if not any_language and not is_vietnamese(text):
        raise NoArticleFoundError("no known family, and the text is not Vietnamese")
    links = {line for link in root.iter("a") if len(line := text_of(link)) >= HEADLINE}
    linked = sum(len(block.text) for block in blocks if block.text in links)
    if linked * 10 > 3 * len(text):
        raise NoArticleFoundError("a list of links")
