"""Articles as plain text: pasted from a page, with the furniture of the page around and between their paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.article import ParagraphKind
from extract.blocks import Block, is_one_sentence
from extract.credits import Credit, byline_of, labelled_credit, signed, split_photo_credit
from extract.dates import Moment, dateline, find_moment, without_dates
from extract.endings import BODY_LINE, before_end
from extract.furniture import IMAGE_ALT, IMAGE_NAME, IMAGE_WORDS, is_furniture, is_section_name, label
from extract.menus import below_menus
from extract.parts import Parts, clean_blocks, take_credits
from extract.pasting import Line, pasted_lines
from reference.folding import fold
from reference.writing import is_vietnamese

_LONGEST_TITLE = 300
_LONGEST_CAPTION = 450
_LONGEST_SUBHEAD = 120
_SAMPLE = 20_000
_BULLET = re.compile(r"[-–—•▪+*✓]\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:;][”\")]?$")


class NoTextError(ValueError):
    """A plain text holds no article; the message says why."""


def read_plain(text: str, *, any_language: bool = False) -> Parts:
    """Return the parts of an article given as plain text, its headline among the first lines; raises NoTextError.

    Text that is not Vietnamese (robots.txt is such a text) is refused, but for `any_language`.
    """
    lines = below_menus(before_end(_without_images(pasted_lines(text))))
    moments: list[Moment] = []
    title, rest, above = _take_title(lines, moments)
    if not title and not rest:
        raise NoTextError("no text in it")
    if not any_language and not is_vietnamese(" ".join(line.text for line in lines)[:_SAMPLE]):
        raise NoTextError("the text is not Vietnamese")
    byline, credit, rest = _take_opening_credits(rest, moments)
    moments += above
    blocks, photo_credits = clean_blocks((_block(line) for line in rest), title)
    _settle_kinds(blocks)
    while len(blocks) > 1 and (found := dateline(blocks[-1].text)):
        moments.append(found)
        blocks.pop()
    written = take_credits(blocks)
    if byline is None and written.byline is None and blocks:
        blocks[-1].text, written = _without_signature(blocks[-1], written)
    return Parts(
        title=title,
        blocks=blocks,
        family="plain-text",
        byline=byline or written.byline,
        photo_credits=[*photo_credits, *([written.photo] if written.photo else [])],
        credit=credit or written.source,
        moments=moments,
        language="vi",
    )


def _without_images(lines: list[Line]) -> list[Line]:
    """Return the lines without what images left; the line behind an image is marked where it may be its caption."""
    kept: list[Line] = []
    image = ""
    for line in lines:
        alternative = IMAGE_ALT.fullmatch(line.text)
        if IMAGE_NAME.fullmatch(line.text):
            image = "name"
        elif alternative or label(line.text) in IMAGE_WORDS:
            image = "text"
        else:
            short = len(line.text) <= _LONGEST_CAPTION and is_one_sentence(line.text)
            line.after_image |= (image == "name" and not line.blank_before) or (image == "text" and short)
            image = ""
            kept.append(line)
    return kept


def _take_title(lines: list[Line], moments: list[Moment]) -> tuple[str, list[Line], list[Moment]]:
    """Return the headline, the lines behind it, and the days above it, which may be that of the visit.

    It is a repeated line, else the first that is no furniture.
    """
    head: list[Line] = []
    rest = list(lines)
    while rest and len(head) < 12:
        line = rest[0]
        if line.after_image or (len(line.text) >= BODY_LINE + 50 and (head or _is_paragraph(line.text))):
            break
        head.append(rest.pop(0))
    dated = {index: found for index, line in enumerate(head) if (found := _dateline(line.text))}
    candidates = [line for index, line in enumerate(head) if index not in dated and not is_furniture(line.text)]
    if not candidates or _is_paragraph(candidates[0].text):
        moments += dated.values()
        return "", candidates + rest, []
    counts: dict[str, int] = {}
    for line in candidates:
        counts[fold(line.text)] = counts.get(fold(line.text), 0) + 1
    repeated = [line for line in candidates if counts[fold(line.text)] > 1 and _may_be_title(line.text)]
    sections = [line for line in candidates[:2] if is_section_name(line.text)] if len(candidates) > 1 else []
    title = repeated[0] if repeated else next(line for line in candidates if line not in sections)
    behind = candidates[candidates.index(title) + 1 :]
    place = next(index for index, line in enumerate(head) if line is title)
    moments += [moment for index, moment in dated.items() if index > place]
    above = [moment for index, moment in dated.items() if index < place]
    return title.text, [line for line in behind if fold(line.text) != fold(title.text)] + rest, above[::-1]


def _is_paragraph(text: str) -> bool:
    """Tell whether a line is too long for a headline, or long and ends as sentences do: the headline is missing."""
    return len(text) > _LONGEST_TITLE or (len(text) >= BODY_LINE and text.endswith("."))


def _dateline(text: str) -> Moment | None:
    """Return the date of a line that holds nothing else but counters and buttons ("8/4/2024 | Lượt xem: 15")."""
    if found := dateline(text):
        return found
    others = [part.strip() for part in re.split(r"\s[|•·-]\s|\|", without_dates(text))] if len(text) < 120 else ["x"]
    return find_moment(text) if all(not part or is_furniture(part) for part in others) else None


def _without_signature(block: Block, written: Credit) -> tuple[str, Credit]:
    """Return the last paragraph without the writer's name behind its last sentence, and the credits with it."""
    if block.kind not in {None, "lead"} or (found := signed(block.text)) is None:
        return block.text, written
    text, credit = found
    return text, Credit(credit.byline, written.source or credit.source, written.photo)


def _may_be_title(text: str) -> bool:
    return len(text.split()) >= 4 and byline_of(text) is None and labelled_credit(text) is None


def _take_opening_credits(lines: list[Line], moments: list[Moment]) -> tuple[str | None, str | None, list[Line]]:
    """Return the writer, the source and the lines without those between the headline and the text that name them."""
    byline: str | None = None
    credit: str | None = None
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if len(line.text) >= BODY_LINE or line.after_image:
            return byline, credit, kept + lines[index:]
        moment = _dateline(line.text) or find_moment(line.text)
        text = without_dates(line.text) if moment else line.text
        found = labelled_credit(text) or byline_of(text)
        in_list = not moment and sum(byline_of(line.text) is not None for line in lines[index : index + 3]) > 2
        if found and (moment or (kept == [] and not in_list) or labelled_credit(text)):
            byline, credit = byline or found.byline, credit or found.source
            moments += [moment] if moment else []
        elif moment and (not text or _dateline(line.text)):
            moments.append(moment)
        else:
            kept.append(line)
    return byline, credit, kept


def _block(line: Line) -> Block:
    kind: ParagraphKind | None = line.kind or ("item" if _BULLET.match(line.text) else None)
    if kind == "item" and labelled_credit(line.text):
        kind = None
    if line.after_image or _ends_with_photo_credit(line.text):
        kind = "caption"
    return Block(text=line.text, kind=kind, after_image=line.after_image)


def _ends_with_photo_credit(text: str) -> bool:
    """Tell whether a line is a caption by its end: "… trao Bằng khen cho các tập thể - Ảnh: MINH CHÂU"."""
    words = split_photo_credit(text)[0]
    if words != text and (labelled_credit(text) or byline_of(text)):
        return False
    return bool(words) and words != text and len(text) <= _LONGEST_CAPTION


def _settle_kinds(blocks: list[Block]) -> None:
    """Mark the first paragraph as the lead and short lines without a full stop before longer ones as sub-heads."""
    for block, following in pairwise(blocks):
        stands_above = len(block.text) <= _LONGEST_SUBHEAD < len(following.text) and following.kind is None
        is_sentence = "," in block.text or _SENTENCE_END.search(block.text)
        if block.kind is None and stands_above and not is_sentence and byline_of(block.text) is None:
            block.kind = "subhead"
    first = next((block for block in blocks if block.kind != "caption"), None)
    if first is not None and first.kind is None and len(blocks) > 1:
        first.kind = "lead"
