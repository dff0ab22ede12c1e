"""Pages of no known family: trafilatura says which text is the article's, and its element is read as in known ones.

What leads to other articles is cut out of the page before, and the result is checked before it is believed.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from lxml import html
from trafilatura import bare_extraction

from extract.blocks import Block
from extract.clearing import clear
from extract.credits import byline_of
from extract.dates import find_moment, url_day, without_dates
from extract.engine import read_family
from extract.families.declaration import Family
from extract.furniture import HEADLINE, is_furniture
from extract.guessing import (
    Title,
    boxes_around,
    find_byline,
    find_lead,
    find_title,
    near_moments,
    shown_moments,
    title_of_text,
)
from extract.locating import Place, lines_behind, locate, trim, unfold_tables
from extract.markup import lies_in, select, text_of
from extract.metadata import Head
from extract.parts import Parts
from extract.pruning import prune
from reference.folding import fold
from reference.writing import is_vietnamese

logging.getLogger("trafilatura").setLevel(logging.ERROR)  # that it finds nothing is told by NoArticleFoundError
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
_SHORTEST_NOTICE = 100
_STOPS = (".", "!", "?", "…", "./", ".”", ".)")
_LONGEST_DATELINE = 120
_MANY_HEADLINES = 8
_OF_ONE = 400
"""Characters that a page of many headlines says for each of them at most."""


class NoArticleFoundError(ValueError):
    """Nothing on the page can be believed to be an article; the message says why."""


def read_unknown(root: html.HtmlElement, head: Head, url: str = "", *, any_language: bool = False) -> Parts:
    """Return the parts of an article on a page of no known family; raises NoArticleFoundError.

    With `any_language` the text need not be Vietnamese. The page is changed, as by `read_family`.
    """
    order = {element: index for index, element in enumerate(root.iter("*"))}
    if len(order) > MOST_NODES:
        raise NoArticleFoundError(f"no known family, and more than {MOST_NODES:,} elements")
    headlines = _headlines(root)
    title = find_title(root, head, url)
    shown = shown_moments(root, title.element)
    above = boxes_around(title.element)
    said = clear(root, title.element, title.text)
    unfold_tables(root, title.element)
    place = _place(root, title)
    prune(place.body)
    stated = bool(title.text)
    if not stated and (heading := title_of_text(root, place)) is not None:
        title = Title(heading, text_of(heading))
    numbers = [order[element] for element in place.paragraphs] or [0]
    start, end = (min(numbers) if title.element is None else order[title.element]), max(numbers)
    around = boxes_around(place.body)
    moments = near_moments(shown, start, end, above or around, around)
    byline = find_byline(root, title.element, place)
    marks = {"byline": byline, "lead": find_lead(root, title.element, place, head), "body": place.body}
    marked = {name: element for name, element in marks.items() if element is not None}
    if byline is not None and byline is not place.body and lies_in(byline, (place.body,)):
        byline.drop_tree()
        root.append(byline)
    trim(place, marked.values())
    for name, element in marked.items():
        element.set(_MARK, name)
    parts = read_family(root, head, _UNKNOWN)
    if parts is None:
        raise NoArticleFoundError("no known family, and no text found")
    parts.title = title.text or head.headline()
    parts.blocks = [
        b for b in parts.blocks if b.kind == "cell" or _is_own(b.text, parts.title, said if title.sure else ())
    ]
    parts.moments += moments
    _take_dateline(parts)
    dated = bool(parts.moments or url_day(url))
    sure = title.sure and dated
    _check(root, parts.blocks, any_language=any_language, sure=sure)
    named = title.text and (stated or title.element in place.paragraphs)
    if parts.title and not named and not dated and not head.says_article():
        raise NoArticleFoundError("no known family, and no headline but the site's name")
    if len(headlines) >= _MANY_HEADLINES and not head.says_article():
        last = max((order[e] for e in place.paragraphs if lies_in(e, (place.body,))), default=end)
        among = sum(1 for headline in headlines if start <= order[headline] <= last)
        letters = sum(len(block.text) for block in parts.blocks if block.kind != "subhead")
        if not title.sure or letters < max(1, among) * _OF_ONE or not (dated or (not among and letters >= _ENOUGH)):
            raise NoArticleFoundError("a page of headlines")
    return parts


def _is_own(line: str, title: str, said: Collection[str]) -> bool:
    """Tell whether a line says something, and neither the title again nor what belongs to other articles."""
    return fold(line) != fold(title) and line not in said and any(map(str.isalpha, line))


def _headlines(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the headings of a page that lead to other articles, each headline once."""
    links = select(root, "h2 a, h3 a, h4 a, a h2, a h3, a h4")
    return list({text: link for link in links if len(text := text_of(link)) >= HEADLINE}.values())


def _place(root: html.HtmlElement, title: Title) -> Place:
    """Return where the text stands that trafilatura finds, or where it finds little that behind a sure heading."""
    lines = _known_lines(root)
    place = locate(root, lines)
    if _letters(lines) < _SHORTEST and title.sure and title.element is not None:
        place = locate(root, lines_behind(title.element)) or place
    if place is None:
        raise NoArticleFoundError("no known family, and no text found")
    return place


def _take_dateline(parts: Parts) -> None:
    """Take the lines above the text that say no more than when it was published, and by whom."""
    while parts.blocks and (moment := find_moment(line := parts.blocks[0].text)) and len(line) < _LONGEST_DATELINE:
        rest = without_dates(line)
        written = byline_of(rest)
        if rest and written is None and not is_furniture(rest):
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


def _is_notice(blocks: list[Block]) -> bool:
    """Tell whether a short text is of sentences: two lines at least, and little else."""
    lengths = [len(block.text) for block in blocks if block.text.endswith(_STOPS) and block.kind != "cell"]
    whole = sum(len(block.text) for block in blocks)
    return len(lengths) > 1 and sum(lengths) >= max(_SHORTEST_NOTICE, whole / 2)


def _check(root: html.HtmlElement, blocks: list[Block], *, any_language: bool, sure: bool) -> None:
    """Raise NoArticleFoundError where the text is too short, in another language, or a list of headlines.

    Below a sure heading with a day a short text will do.
    """
    text = " ".join(block.text for block in blocks if block.kind != "subhead")
    least = _SHORTEST if len(blocks) > 1 else _SHORTEST_ALONE
    if len(text) < least and not (sure and _is_notice(blocks)):
        raise NoArticleFoundError("no known family, and hardly any text")
    if not any_language and not is_vietnamese(text):
        raise NoArticleFoundError("no known family, and the text is not Vietnamese")
    links = {line for link in root.iter("a") if len(line := text_of(link)) >= HEADLINE}
    linked = sum(len(block.text) for block in blocks if block.text in links)
    if linked * 10 > 3 * len(text):
        raise NoArticleFoundError("a list of links")
