"""What the readers of pages and of plain text hand on, and how an article's text is put together from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.article import Paragraph, ParagraphKind
from extract.blocks import Block
from extract.canonical import canonical_line, split_glued
from extract.credits import Credit, byline_of, byline_with_office, labelled_credit, split_photo_credit
from extract.dates import Moment
from extract.furniture import IMAGE_NAME, is_furniture, without_template
from reference.folding import fold

_SPLIT: frozenset[ParagraphKind] = frozenset({"lead", "paragraph", "quote", "item"})
_OUTLET_MARK = re.compile(
    r"^(?:(?:\([\w.]{2,20}(?: [\w.]{1,12}){0,2}\)\s*|(?:SKĐS|NLĐO?|QĐND(?: Online)?)\s+)[-–—]\s*(?=\S)"
    r"|\([A-ZĐ]{3,6}\)\s+(?=[^\W\d_]))"
)
"""An outlet's name before the first words: "(Chinhphu.vn) - ", "(CTO) - ", "SKĐS - ", "(ĐTCK) "."""
_NEVER_TWICE = 80
"""Characters from which a line that comes again is a copy: of the lead, or for another size of screen."""
_ASIDE: frozenset[ParagraphKind | None] = frozenset({"caption", "item", "cell", "quote"})
"""Kinds of blocks that are no credits, and tell nothing of the line behind them."""
_FULL_STOP = (".", "!", "?", "…", ".”", "./")
_CREDIT_LINES = 4
"""How many of the last blocks may be credits."""


@dataclass(slots=True)
class Parts:
    """The parts of one article before they are put together."""

    title: str
    blocks: list[Block]
    family: str
    byline: str | None = None
    photo_credits: list[str] = field(default_factory=list)
    credit: str | None = None
    moments: list[Moment] = field(default_factory=list)
    modified: Moment | None = None
    tags: list[str] = field(default_factory=list)
    section: str | None = None
    language: str | None = None
    warnings: list[str] = field(default_factory=list)


def clean_blocks(blocks: Iterable[Block], title: str) -> tuple[list[Block], list[str]]:
    """Return the blocks without furniture, template remains, repeated headlines and lines; and the photographers."""
    kept: list[Block] = []
    photographers: list[str] = []
    folded_title = fold(title)
    said: set[str] = set()
    for block in blocks:
        text = without_template(block.text)
        if not kept or kept[-1].kind == "lead":
            text = _OUTLET_MARK.sub("", text)
        if block.kind == "caption":
            text, photographer = split_photo_credit(text)
            photographers += [photographer] if photographer else []
        if block.kind == "cell" and text:  # "-" and the same number twice in a row are a table's own
            block.text = text
            kept.append(block)
            continue
        if not text or is_furniture(text) or IMAGE_NAME.fullmatch(text):
            continue
        if block.kind != "caption" and len(text) <= len(title) + 20 and fold(text) == folded_title:
            continue
        if (kept and kept[-1].text.lower() == text.lower()) or text in said:
            continue
        credit = labelled_credit(text)
        if credit is not None and credit.byline is None and credit.source is None:
            photographers += [credit.photo] if credit.photo else []
            continue
        if block.kind == "lead" or len(text) >= _NEVER_TWICE:
            said.add(text)
        block.text = text
        kept.append(block)
    return kept, photographers


def take_credits(blocks: list[Block]) -> Credit:
    """Take the lines with the writer and the source off the end of `blocks`, in place, and return what they say."""
    byline: str | None = None
    source: str | None = None
    photo: str | None = None
    for back in range(1, _CREDIT_LINES + 1):
        index = len(blocks) - back
        if index < 1:
            break
        block = blocks[index]
        if block.kind in _ASIDE:
            continue
        found = labelled_credit(block.text)
        if found is None and byline is None and not _in_list_of_names(blocks, index):
            found = byline_of(block.text)
            if found is None and blocks[index - 1].text.endswith(_FULL_STOP):
                found = byline_with_office(block.text)
        if found is None:
            if block.right or block.credit:
                continue
            break
        byline = byline or found.byline
        source = source or found.source
        photo = photo or found.photo
        block.text = ""
    blocks[:] = [block for block in blocks if block.text]
    return Credit(byline, source, photo)


def put_together(title: str, blocks: Iterable[Block]) -> tuple[str, tuple[Paragraph, ...]]:
    """Return the text of an article and its paragraphs, which tile it: one blank line stands between two."""
    pieces: list[tuple[ParagraphKind, str]] = [("title", canonical_line(title))] if title.strip() else []
    for block in blocks:
        kind = block.kind or "paragraph"
        line = canonical_line(block.text)
        first, *others = split_glued(line) if kind in _SPLIT else [line]
        pieces += [(kind, first), *(("paragraph" if kind == "lead" else kind, other) for other in others)]
    paragraphs: list[Paragraph] = []
    end = -2
    for kind, text in pieces:
        start = end + 2
        end = start + len(text)
        paragraphs.append(Paragraph(kind=kind, start=start, end=end))
    return "\n\n".join(text for _, text in pieces), tuple(paragraphs)


def _in_list_of_names(blocks: list[Block], index: int) -> bool:
    """Tell whether the block before is a name too: then the last line belongs to a list, unless it stands apart."""
    before, block = blocks[index - 1], blocks[index]
    if block.credit or block.right:
        return False
    if before.right or before.credit or before.kind in _ASIDE or labelled_credit(before.text):
        return False
    return byline_of(before.text) is not None
