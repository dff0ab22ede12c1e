"""From the elements of an article's body to its blocks of text: paragraphs, sub-heads, quotes, items and captions."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree, html

from extract.article import ParagraphKind
from extract.canonical import canonical_line
from extract.markup import leads_to_page

_KIND_OF_TAG: dict[str, ParagraphKind] = {
    "figure": "caption",
    "figcaption": "caption",
    "caption": "caption",
    "blockquote": "quote",
    "li": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "subhead"),
}
_BREAKING = frozenset(_KIND_OF_TAG) | {
    *("p", "div", "section", "article", "header", "main", "center", "address", "hr", "pre", "ul", "ol", "dl", "dt"),
    *("table", "thead", "tbody", "tfoot", "tr", "details", "summary", "fieldset", "aside", "footer", "nav", "form"),
}
_IMAGES = frozenset({"img", "picture", "video", "iframe"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*right", re.IGNORECASE)
_CENTER = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"caption|chu-?thich|img-?desc|image-?desc|photo-?desc", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…][”\"’)]?\s*$")
_TWO_SENTENCES = re.compile(r"[.!?…][”\")]?\s+[“\"(]?[^\W\d_a-zà-ỹ]")


@dataclass(slots=True)
class Block:
    """One block of text with what its markup tells; `kind` is None where the markup tells nothing."""

    text: str
    kind: ParagraphKind | None = None
    bold: bool = False
    italic: bool = False
    right: bool = False
    centred: bool = False
    after_image: bool = False
    link_share: float = 0.0
    credit: bool = False
    """It stands where the family's declaration expects the byline."""


@dataclass(slots=True)
class Marks:
    """Elements of a body that a family's declaration names, by what they are."""

    kinds: dict[html.HtmlElement, ParagraphKind] = field(default_factory=dict)
    credits: Set[html.HtmlElement] = frozenset()


@dataclass(slots=True)
class _Style:
    kind: ParagraphKind | None = None
    bold: bool = False
    italic: bool = False
    right: bool = False
    centred: bool = False
    link: bool = False
    credit: bool = False


@dataclass(slots=True)
class _Run:
    text: str
    style: _Style


_BREAK = _Run("\n", _Style())


def read_blocks(body: html.HtmlElement, marks: Marks) -> list[Block]:
    """Return the blocks of text under `body` in page order; what does not belong has to be cut out before."""
    blocks: list[Block] = []
    runs: list[_Run] = []
    stack = [_Style(kind=marks.kinds.get(body))]
    image = False
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        breaks = tag in _BREAKING
        if event == "start":
            if breaks:
                image = _flush(runs, blocks, image)
            if tag == "br":
                runs.append(_BREAK)
            image = (image and not _is_data(element)) or tag in _IMAGES
            if element is not body:
                stack.append(_style_of(element, stack[-1], marks))
            if element.text:
                runs.append(_Run(element.text, stack[-1]))
            continue
        if breaks:
            image = _flush(runs, blocks, image)
        if element is not body:
            stack.pop()
            if element.tail:
                runs.append(_Run(element.tail, stack[-1]))
    _flush(runs, blocks, image)
    return blocks


def looks_like_caption(block: Block, *, plain: bool) -> bool:
    """Tell whether a block without a kind is the caption of the image before it.

    It is in italics, or one short sentence that is centred or stands in a family whose captions are `plain`.
    """
    if not block.after_image or block.kind not in {None, "cell"} or len(block.text) > 500:
        return False
    if block.italic:
        return True
    return (block.centred or plain) and not block.bold and len(block.text) <= 350 and is_one_sentence(block.text)


def is_one_sentence(text: str) -> bool:
    """Tell whether a text has no second sentence."""
    return not _TWO_SENTENCES.search(text)


def _style_of(element: html.HtmlElement, parent: _Style, marks: Marks) -> _Style:
    tag = element.tag
    kind = marks.kinds.get(element) or _KIND_OF_TAG.get(tag) or parent.kind
    if kind == "cell" and tag in {"td", "th"}:
        kind = _kind_of_cell(element)
    attributes = element.attrib
    if not attributes:
        style = class_name = ""
    else:
        style, class_name = attributes.get("style", ""), attributes.get("class", "")
        if class_name and _CAPTION_CLASS.search(class_name):
            kind = "caption"
    return _Style(
        kind=kind,
        bold=parent.bold or tag in {"b", "strong"} or bool(style and _BOLD.search(style)),
        italic=parent.italic or tag in {"i", "em"} or bool(style and _ITALIC.search(style)),
        right=parent.right
        or bool(style and _RIGHT.search(style))
        or attributes.get("align", "").lower() == "right"
        or "text-right" in class_name,
        centred=parent.centred
        or tag == "center"
        or bool(style and _CENTER.search(style))
        or "text-center" in class_name,
        link=parent.link or (tag == "a" and leads_to_page(element)),
        credit=parent.credit or element in marks.credits,
    )


def _is_data(element: html.HtmlElement) -> bool:
    """Tell whether an element is a table without images, whose first cell is no caption of what stands before it."""
    if element.tag != "table" or next(element.iter("img"), None) is not None:
        return False
    return len(list(islice(element.iter("td", "th"), 3))) > 2


def _kind_of_cell(cell: html.HtmlElement) -> ParagraphKind | None:
    """Return what a cell's text is: a caption below an image, nothing special in a table for layout, else a cell."""
    table = next(cell.iterancestors("table"), None)
    if table is None:
        return "cell"
    cells = len(list(islice(table.iter("td", "th"), 5)))  # no further: a hostile table has thousands
    if cells <= 4 and next(table.iter("img"), None) is not None and len("".join(table.itertext())) < 800:
        return "caption"
    beside = cell.getnext() is not None or cell.getprevious() is not None
    return "cell" if cells > 2 and beside else None


def _flush(runs: list[_Run], blocks: list[Block], image: bool) -> bool:
    """Turn the collected runs into blocks; return whether an image still waits for its caption."""
    if not runs:
        return image
    for line in _lines(runs):
        text = canonical_line("".join(run.text for run in line))
        if not text:
            continue
        words = [run for run in line if run.text.strip()]
        letters = sum(len(run.text.strip()) for run in words) or 1
        blocks.append(
            Block(
                text=text,
                kind=words[0].style.kind if words else None,
                bold=all(run.style.bold for run in words if any(map(str.isalnum, run.text))),
                italic=all(run.style.italic for run in words if any(map(str.isalnum, run.text))),
                right=all(run.style.right for run in words),
                centred=all(run.style.centred for run in words),
                after_image=image,
                link_share=sum(len(run.text.strip()) for run in words if run.style.link) / letters,
                credit=all(run.style.credit for run in words),
            )
        )
        image = False
    runs.clear()
    return image


def _lines(runs: list[_Run]) -> list[list[_Run]]:
    """Cut runs at line breaks that end a paragraph: two in a row, one behind a sentence, one between two styles."""
    lines: list[list[_Run]] = [[]]
    breaks = 0
    for run in runs:
        if run is _BREAK:
            breaks += 1
            continue
        if not run.text.strip():
            if lines[-1] and not breaks:
                lines[-1].append(run)
            continue
        if breaks and lines[-1]:
            if breaks > 1 or _SENTENCE_END.search(_ending(lines[-1])) or _differs(lines[-1][-1].style, run.style):
                lines.append([])
            else:
                lines[-1].append(_Run(" ", run.style))
        breaks = 0
        lines[-1].append(run)
    return lines


def _ending(line: list[_Run]) -> str:
    """Return the end of a line, as much as tells whether a sentence ends there."""
    text = ""
    for run in reversed(line):
        text = run.text + text
        if len(text.rstrip()) > 1:
            break
    return text


def _differs(before: _Style, after: _Style) -> bool:
    return (before.bold, before.italic) != (after.bold, after.italic)
