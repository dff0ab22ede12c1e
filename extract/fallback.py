"""Pages of no known family: trafilatura says which text is the article, and its element is read as in known families."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from trafilatura import bare_extraction

from extract.blocks import Block
from extract.clearing import clear
from extract.engine import read_family
from extract.families.declaration import Family
from extract.locating import locate
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
    about="a page of no known family, whose parts were marked as they were found",
    seen="page",
    recognise=(),
    title=(f"[{_MARK}=title]",),
    lead=(f"[{_MARK}=lead]",),
    body=(f"[{_MARK}=body]",),
    date=("time@datetime", "time", "[class*=date], [class*=time], [class*=Date], [id*=date], [class*=ngay]"),
    first_paragraph="lead if bold",
)
_LEAD = "[class*=sapo], [class*=lead], [class*=summary], [class*=desc], [class*=hometext], [id=hometext], [class*=intro]"
_SHORTEST = 250
_HEADLINE = 20
_MANY_HEADLINES = 8
_LARGEST_TEASER = 1500


class NoArticleFoundError(ValueError):
    """Nothing on the page can be believed to be an article; the message says why."""


def read_unknown(root: html.HtmlElement, head: Head, *, any_language: bool = False) -> Parts:
    """Return the parts of an article on a page of no known family; raises NoArticleFoundError.

    With `any_language` the text need not be Vietnamese.
    """
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise NoArticleFoundError(f"no known family, and more than {MOST_NODES:,} elements")
    title = _title(root, head)
    clear(root, text_of(title) if title is not None else head.headline())
    lines = list(_known_lines(root))
    place = locate(root, lines)
    if place is None:
        raise NoArticleFoundError("no known family, and no text found")
    place.body.set(_MARK, "body")
    lead = _lead(root, title, place.body, place.above)
    if lead is not None:
        lead.set(_MARK, "lead")
    parts = read_family(root, head, _UNKNOWN)
    if parts is None:
        raise NoArticleFoundError("no known family, and no text found")
    _check(root, head, parts.blocks, any_language=any_language)
    return parts


def _title(root, head):
    stated = [fold(text) for text in (head.first("og:title", "twitter:title"), head.title) if text]
    best = None
    for element in select(root, "h1, h2, [class*=title]"):
        text = text_of(element)
        if not 10 <= len(text) <= 300:
            continue
        folded = fold(text)
        agreed = sum(s.startswith(folded) for s in stated)
        if agreed and (best is None or (agreed, len(folded)) > best[0]):
            best = (agreed, len(folded)), element
    if best is None:
        headings = [e for e in select(root, "h1") if len(text_of(e)) > _HEADLINE]
        if len(headings) == 1:
            best = None, headings[0]
    if best:
        best[1].set(_MARK, "title")
        return best[1]
    return None


def _lead(root, title, body, above):
    passed = title is None
    for element in root.iter("*"):
        if element is title:
            passed = True
        if element is body:
            break
        if passed and (element in above or element in set(select(root, _LEAD))) and 40 <= len(text_of(element)) <= 1000:
            return element
    for element in select(body, _LEAD):
        if 40 <= len(text_of(element)) <= 1000:
            return element
    return None


def _known_lines(root: html.HtmlElement) -> Iterator[str]:
    """Yield the text that trafilatura takes for the article's, line by line."""
    try:
        found = bare_extraction(root, with_metadata=False, include_comments=False, include_formatting=False, **OPTIONS)
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NoArticleFoundError("no known family, and trafilatura failed on it") from error
    body = getattr(found, "body", None)
    if body is None:
        raise NoArticleFoundError("no known family, and no text found")
    for element in body.iter():
        yield from (element.text or "").split("\n")
        yield from (element.tail or "").split("\n")

OPTIONS = {"fast": True}

def _check(root: html.HtmlElement, head: Head, blocks: list[Block], *, any_language: bool) -> None:
    """Raise NoArticleFoundError where the text is too short, in another language, or a list of headlines."""
    text = " ".join(block.text for block in blocks if block.kind != "subhead")
    if len(text) < _SHORTEST:
        raise NoArticleFoundError("no known family, and hardly any text")
    if not any_language and not is_vietnamese(text):
        raise NoArticleFoundError("no known family, and the text is not Vietnamese")
    links = {line for link in root.iter("a") if len(line := text_of(link)) >= _HEADLINE}
    linked = sum(len(block.text) for block in blocks if block.text in links)
    if linked * 10 > 3 * len(text):
        raise NoArticleFoundError("a list of links")
    if _teaser_letters(root, {block.text for block in blocks}) * 2 > len(text):
        raise NoArticleFoundError("a list of articles")
    headlines = {text_of(e) for e in select(root, "h2 a, h3 a, h4 a, a h2, a h3, a h4") if len(text_of(e)) >= _HEADLINE}
    if len(headlines) >= _MANY_HEADLINES and not head.says_article():
        raise NoArticleFoundError("a page of headlines")


def _teaser_letters(root: html.HtmlElement, texts: set[str]) -> int:
    """Return how many characters of `texts` stand in small boxes under a headline that links to an article."""
    teasers: set[str] = set()
    lengths: dict[html.HtmlElement, int] = {}
    for link in root.iter("a"):
        headline = text_of(link)
        if len(headline) < _HEADLINE:
            continue
        for box in link.iterancestors():
            if lengths.setdefault(box, -1) < 0:
                lengths[box] = len(text_of(box))
            if lengths[box] > len(headline) + 5:
                break
        else:
            continue
        if box.tag == "p" or lengths[box] > _LARGEST_TEASER:
            continue
        teasers.update(line for e in box.iter("*") if (line := text_of(e)) in texts)
    return sum(len(text) for text in teasers)
