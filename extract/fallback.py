"""Pages of no known family: trafilatura's reading, believed only where it looks like an article."""

from __future__ import annotations

from copy import deepcopy

from lxml import html
from trafilatura import bare_extraction

from extract.article import ParagraphKind
from extract.blocks import Block
from extract.canonical import canonical_line
from extract.credits import byline_of
from extract.dates import Moment, dateline, find_moment
from extract.engine import cut_at_end
from extract.markup import select, text_of
from extract.metadata import Head
from extract.parts import Parts, clean_blocks, take_credits
from reference.writing import is_vietnamese

MOST_NODES = 20_000
"""Elements of a page beyond which trafilatura is not tried."""
_KINDS: dict[str, ParagraphKind] = {"head": "subhead", "quote": "quote", "item": "item", "cell": "cell"}
_SHORTEST = 250
_HEADLINE = 20
_MANY_HEADLINES = 8
_LARGEST_TEASER = 1500


class NoArticleFoundError(ValueError):
    """Nothing on the page can be believed to be an article; the message says why."""


def read_unknown(root: html.HtmlElement, head: Head) -> Parts:
    """Return the parts of an article on a page of no known family; raises NoArticleFoundError."""
    if sum(1 for _ in root.iter()) > MOST_NODES:
        raise NoArticleFoundError(f"no known family, and more than {MOST_NODES:,} elements")
    title = head.headline()
    headings = [text for element in select(root, "h1") if (text := text_of(element))]
    if not title or (headings and title not in headings and len(headings) == 1 and len(headings[0]) > _HEADLINE):
        title = headings[0] if headings else title
    blocks, photo_credits = clean_blocks(cut_at_end(_extracted(root)), title)
    parts = Parts(title=title, blocks=blocks, family="trafilatura", photo_credits=photo_credits)
    while blocks and (found := dateline(blocks[0].text)):
        parts.moments.append(found)
        blocks.pop(0)
    written = take_credits(blocks)
    parts.byline, parts.credit = written.byline, written.source
    if parts.byline is None and len(blocks) > 1 and (first := byline_of(blocks[0].text)):
        parts.byline = first.byline
        blocks.pop(0)
    parts.byline = parts.byline or head.author()
    _check(root, head, blocks)
    parts.moments = [*head.moments(), *_times(root), *parts.moments]
    parts.modified = next(head.moments(modified=True), None)
    parts.tags = head.tags()
    parts.section = head.first("article:section") or None
    parts.language = head.language
    return parts


def _extracted(root: html.HtmlElement) -> list[Block]:
    try:
        found = bare_extraction(
            deepcopy(root), with_metadata=False, include_comments=False, include_formatting=False, favor_precision=True
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NoArticleFoundError("no known family, and trafilatura failed on it") from error
    body = getattr(found, "body", None)
    if body is None:
        raise NoArticleFoundError("no known family, and no text found")
    blocks = []
    for element in body.iter("p", "head", "item", "cell", "quote"):
        if element.tag == "quote" and element.find(".//p") is not None:
            continue
        if element.tag in {"item", "cell"} and element.find("p") is not None:
            continue
        parent = element.getparent()
        tag = parent.tag if element.tag == "p" and parent is not None and parent.tag in _KINDS else element.tag
        if text := canonical_line("".join(element.itertext())):
            blocks.append(Block(text=text, kind=_KINDS.get(str(tag))))
    return blocks


def _check(root: html.HtmlElement, head: Head, blocks: list[Block]) -> None:
    """Raise NoArticleFoundError where the text is too short, in another language, or a list of headlines."""
    text = " ".join(block.text for block in blocks if block.kind != "subhead")
    if len(text) < _SHORTEST:
        raise NoArticleFoundError("no known family, and hardly any text")
    if not is_vietnamese(text):
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


def _times(root: html.HtmlElement) -> list[Moment]:
    """Return the times that elements named for it show."""
    found = [find_moment(e.get("datetime") or text_of(e)) for e in select(root, "time")]
    named = "[class*=date], [class*=time], [class*=Date], [id*=date], [class*=ngay]"
    found += [find_moment(text) for e in select(root, named) if len(text := text_of(e)) < 80]
    return [moment for moment in found if moment]
