"""Finding the element that holds an article of which some text is known, and cutting it to size."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lxml import html

from extract.canonical import canonical_line
from extract.furniture import HEADLINE
from extract.markup import FRAMES, text_of

_TELLING = 25
"""Characters from which a piece of text is found anywhere in the known text; shorter ones must be a line of it."""
_MOST = 0.7
"""Share of the known text that the article's element holds at least; the lead may stand beside it."""
_NO_TEXT = frozenset({"script", "style", "noscript", "template", "head", "iframe", "select", "option", "button"})
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "h5", "blockquote", "ul", "ol", "table", "figure", "figcaption", "dl"})
_BOXES = frozenset(
    (
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "nav",
        "main",
        "form",
        "center",
        "p",
        "table",
        "ul",
        "ol",
    )
)
_INLINE = frozenset({"a", "span", "b", "strong", "i", "em", "u", "font", "small", "sup", "sub", "br"})
_TABLE = ("tbody", "thead", "tfoot", "tr", "td", "th")
_STOPS = (".", "!", "?", "…", "./.", "”")
_ENOUGH = 250
_FEW = 100
"""Characters of text behind a heading that are an article's; of two sentences fewer will do."""
_MOST_LINKED = 0.5
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 120


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands: its element, the paragraphs of known text, and those of them above its element."""

    body: html.HtmlElement
    paragraphs: frozenset[html.HtmlElement]
    above: frozenset[html.HtmlElement]
    holds: dict[html.HtmlElement, int]
    """How many characters of known text each element holds."""
    before: frozenset[html.HtmlElement]
    """Elements right behind which known text stands."""


def locate(root: html.HtmlElement, lines: Iterable[str]) -> Place | None:
    """Return where the text of which `lines` are known stands, or None where it is not in one place."""
    known = [line for line in map(canonical_line, lines) if line]
    own, before = _known_letters(root, known)
    holds = _summed(root, own)
    whole = holds.get(root, 0)
    if whole * 2 < sum(map(len, known)) or not whole:
        return None
    body = root
    while (inner := next((child for child in body if holds.get(child, 0) >= _MOST * whole), None)) is not None:
        body = inner
    above = []
    for element in root.iter("*"):
        if element is body:
            break
        if own.get(element, 0) >= _TELLING:
            above.append(element)
    paragraphs = frozenset(element for element, letters in own.items() if letters >= _TELLING)
    return Place(body, paragraphs, frozenset(above), holds, before)


def lines_behind(heading: html.HtmlElement) -> list[str]:
    """Return the lines of text behind a heading in the smallest box around it that has enough of them."""
    lines: list[str] = []
    for box in heading.iterancestors():
        if box.tag in FRAMES:
            break
        elements = list(box.iter("*"))
        behind = [e for e in elements[elements.index(heading) + 1 :] if e.tag not in _NO_TEXT and _is_line(e)]
        inner = {e for line in behind for e in line.iterdescendants()}
        lines = [text for e in behind if e not in inner and not _leads_away(e) and (text := text_of(e))]
        letters = sum(map(len, lines))
        if letters >= _ENOUGH or (letters >= _FEW and sum(line.endswith(_STOPS) for line in lines) > 1):
            break
    return lines


def unfold_tables(root: html.HtmlElement, heading: html.HtmlElement | None) -> None:
    """Make boxes of the tables in which a page is laid out: those that hold its heading, or other tables."""
    around = set(heading.iterancestors("table")) if heading is not None else set()
    for table in list(root.iter("table")):
        if table in around or next(table.iterdescendants("table"), None) is not None:
            for element in [table, *(e for e in table.iter(*_TABLE) if next(e.iterancestors("table"), None) is table)]:
                element.tag = "div"


def trim(place: Place, keep: Collection[html.HtmlElement]) -> None:
    """Cut out of an article's element what neither holds known text nor looks as if it did, but for `keep`."""
    kept = {parent for element in keep for parent in (element, *element.iterancestors())}
    _trim(place.body, {**dict.fromkeys(kept, 1), **place.holds}, place.before)


def _known_letters(
    root: html.HtmlElement, known: list[str]
) -> tuple[dict[html.HtmlElement, int], frozenset[html.HtmlElement]]:
    """Return by element how many characters of known text are its own, and the elements that stand before such text."""
    lines = {_squeezed(line) for line in known}
    text = "".join(_squeezed(line) for line in known)
    own: dict[html.HtmlElement, int] = {}

    before: set[html.HtmlElement] = set()

    def count(element: html.HtmlElement | None, piece: str | None) -> bool:
        if element is None or not piece or element.tag in _NO_TEXT:
            return False
        line = canonical_line(piece)
        letters = _squeezed(line)
        is_known = bool(letters) and (letters in text if len(line) >= _TELLING else letters in lines)
        if is_known:
            own[element] = own.get(element, 0) + len(line)
        return is_known

    for element in root.iter("*"):
        count(element, element.text)
        if count(element.getparent(), element.tail):
            before.add(element)
    return own, frozenset(before)


def _squeezed(line: str) -> str:
    """Return a line without its spaces: trafilatura has others where words stand in elements of their own."""
    return line.replace(" ", "")


def _summed(root: html.HtmlElement, own: dict[html.HtmlElement, int]) -> dict[html.HtmlElement, int]:
    """Return by element how many characters it and all below it have."""
    holds = dict(own)
    for element in reversed(list(root.iter("*"))):
        parent = element.getparent()
        if parent is not None and element in holds:
            holds[parent] = holds.get(parent, 0) + holds[element]
    return holds


def _trim(box: html.HtmlElement, holds: dict[html.HtmlElement, int], before: frozenset[html.HtmlElement]) -> None:
    """Cut out of a box what holds no known text, but for what stands between known paragraphs and looks like one."""
    children = list(box)
    known = [index for index, child in enumerate(children) if holds.get(child) or child in before]
    if not known:
        return
    shapes = {_shape(child) for child in children if holds.get(child)}
    for index, child in enumerate(children):
        if child.tag in _INLINE and _is_in_line(child, box):
            continue
        if holds.get(child):
            if child.tag in _BOXES and child.tag != "p":
                _trim(child, holds, before)
        elif index < known[0]:
            if not _is_picture(child) and not (_shape(child) in shapes and _is_paragraph(child)):
                child.drop_tree()
        elif index > known[-1]:
            if not _is_end(child):
                for other in children[index:]:
                    other.drop_tree()
                break
        elif not _may_stay(child, alike=_shape(child) in shapes):
            child.drop_tree()


def _is_in_line(element: html.HtmlElement, box: html.HtmlElement) -> bool:
    """Tell whether words stand right beside an element, which are cut when it is."""
    before = element.getprevious()
    beside = (element.tail, box.text if before is None else before.tail)
    return element.tag == "br" or any(text and text.strip() for text in beside)


def _shape(element: html.HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class", "")


def _may_stay(element: html.HtmlElement, *, alike: bool) -> bool:
    """Tell whether an element among known paragraphs may be another: made as they are, or no box; not made of links."""
    if element.tag not in _BOXES:
        return True
    if alike and _link_share(element) <= _MOST_LINKED:
        return True
    return not _leads_away(element) and (element.tag in _PARAGRAPHS or _is_picture(element) or _is_line(element))


def _is_paragraph(element: html.HtmlElement) -> bool:
    return len(text_of(element)) >= _TELLING and _is_line(element) and not _leads_away(element)


def _is_end(element: html.HtmlElement) -> bool:
    """Tell whether an element behind the last known text may be a line of the article: a credit, a caption."""
    is_short = len(text_of(element)) <= _LONGEST_CREDIT
    return _is_picture(element) or (is_short and not _leads_away(element) and _is_line(element))


def _is_picture(element: html.HtmlElement) -> bool:
    """Tell whether an element is a picture with at most a caption."""
    has_picture = next(element.iter("img", "picture"), None) is not None
    return has_picture and len(text_of(element)) <= _LONGEST_CAPTION and not _leads_away(element)


def _is_line(element: html.HtmlElement) -> bool:
    """Tell whether an element holds no other that stands on lines of its own."""
    return not any(child.tag in _BOXES for child in element.iterdescendants())


def _leads_away(element: html.HtmlElement) -> bool:
    """Tell whether an element is mostly links, or a box with the headline of another article."""
    has_headline = any(len(text_of(link)) >= HEADLINE for link in element.iter("a"))
    return (has_headline and element.tag != "p") or _link_share(element) > _MOST_LINKED


def _link_share(element: html.HtmlElement) -> float:
    return sum(len(text_of(link)) for link in element.iter("a")) / (len(text_of(element)) or 1)
