"""Finding the element that holds a page's article, where some of the article's text is known, and cutting it to size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import html

from extract.canonical import canonical_line
from extract.markup import text_of

_TELLING = 25
"""Characters from which a piece of text is found anywhere in the known text; shorter ones must be a line of it."""
_MOST = 0.7
"""Share of the known text that the article's element holds at least; the lead may stand beside it."""
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "head", "iframe", "select", "option", "button"})
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "h5", "blockquote", "ul", "ol", "table", "figure", "figcaption", "dl"})
_BOXES = frozenset(
    {"div", "section", "article", "aside", "header", "footer", "nav", "main", "form", "center", "p", "table", "ul", "ol"}
)
_HEADLINE = 20
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: its element, and the elements above it that hold known text too, in page order."""

    body: html.HtmlElement
    above: tuple[html.HtmlElement, ...]


def locate(root: html.HtmlElement, lines: Iterable[str]) -> Place | None:
    """Return where the text of which `lines` are known stands, or None; what is not of it is cut out of its element."""
    known = [line for line in map(canonical_line, lines) if line]
    holds = _known_letters(root, known)
    whole = sum(map(len, known))
    body = root
    while (inner := next((child for child in body if holds.get(child, 0) >= _MOST * holds.get(root, 0)), None)) is not None:
        body = inner
    if holds.get(body, 0) < _MOST * whole / 2:
        return None
    inside = set(body.iter())
    around = set(body.iterancestors())
    above = []
    for element in root.iter():
        if element is body:
            break
        if holds.get(element) and element not in around and element.getparent() in around | {body}:
            above.append(element)
    _trim(body, holds)
    return Place(body, tuple(above))


def _known_letters(root: html.HtmlElement, known: list[str]) -> dict[html.HtmlElement, int]:
    """Return by element how many characters of known text it holds; elements without any are left out."""
    text, lines = "\n".join(known), set(known)
    holds: dict[html.HtmlElement, int] = {}

    def count(element: html.HtmlElement | None, piece: str | None) -> None:
        if element is None or not piece or element.tag in _NO_TEXT:
            return
        line = canonical_line(piece)
        if line and (line in text if len(line) >= _TELLING else line in lines):
            holds[element] = holds.get(element, 0) + len(line)

    elements = list(root.iter("*"))
    for element in elements:
        count(element, element.text)
        count(element.getparent(), element.tail)
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and element in holds:
            holds[parent] = holds.get(parent, 0) + holds[element]
    return holds


def _trim(box: html.HtmlElement, holds: dict[html.HtmlElement, int]) -> None:
    """Cut out of a box what holds no known text, but for what stands between known paragraphs and looks like one."""
    children = list(box)
    known = [index for index, child in enumerate(children) if holds.get(child)]
    if not known:
        return
    for index, child in enumerate(children):
        if holds.get(child):
            if child.tag in _BOXES and child.tag != "p":
                _trim(child, holds)
        elif index < known[0]:
            if not _is_picture(child):
                child.drop_tree()
        elif index > known[-1]:
            if not _is_end(child):
                for other in children[index:]:
                    other.drop_tree()
                break
        elif not _may_stay(child):
            child.drop_tree()


def _may_stay(element: html.HtmlElement) -> bool:
    if element.tag not in _BOXES:
        return True
    if _is_linked(element):
        return False
    return element.tag in _PARAGRAPHS or _is_picture(element) or not any(child.tag in _BOXES for child in element.iter("*") if child is not element)


def _is_picture(element: html.HtmlElement) -> bool:
    return next(element.iter("img", "picture"), None) is not None and len(text_of(element)) <= _LONGEST_CAPTION and not _is_linked(element)


def _is_end(element: html.HtmlElement) -> bool:
    """Tell whether an element behind the last known text may be a line of the article: a credit, a caption."""
    return not _is_linked(element) and (_is_picture(element) or len(text_of(element)) <= _LONGEST_CREDIT)


def _is_linked(element: html.HtmlElement) -> bool:
    """Tell whether an element has a link to another article: one with a headline's length."""
    return any(len(text_of(link)) >= _HEADLINE for link in element.iter("a"))
