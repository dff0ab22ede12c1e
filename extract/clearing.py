"""Cutting out of a whole page what is certainly no article: boxes and lists that lead to other articles."""

from __future__ import annotations

import re
from collections import Counter

from lxml import html

from extract.canonical import canonical_line
from extract.furniture import HEADLINE
from extract.imprint import is_contact, opens_imprint
from extract.markup import text_of
from extract.pruning import drop_labelled_boxes, drop_with_label, is_foreign

_LINK = 15
_LARGEST_TEASER = 1500
_LONGEST_OPENING = 80
"""What may stand above the headline in a teaser: section and day."""
_LARGEST_BOX = 3000
"""Characters outside of links up to which a box is dropped for its name; an article may be called "advertorial" too."""
_SLACK = 5
_BOXES = frozenset({"ul", "ol", "div", "table", "section", "dl", "aside", "nav", "footer"})
_FRAMES = frozenset({"html", "head", "body", "form"})
_INLINE = frozenset(
    {"a", "span", "b", "strong", "i", "em", "u", "font", "small", "sup", "sub", "time", "img", "picture", "svg"}
)
_DIALOG = re.compile(r"(?:^|[\s_-])(?:modal|popup|lightbox|cookies?)(?:$|[\s_-])", re.IGNORECASE)
_HEADS = ("h2", "h3", "h4", "h5")
_LARGEST_CARD = 600
_CARD_LINES = 4
"""What one teaser that stands alone has at most: headline, lead, section, day."""
_NUMBER = re.compile(r"\d+")


def clear(root: html.HtmlElement, heading: html.HtmlElement | None, title: str) -> set[str]:
    """Cut out of a page what leads to other articles: named and labelled boxes, lists of links, teasers in rows.

    What holds the heading stays. Return the lines of the lists and teasers, and the links: in the text they would be
    another article's there too.
    """
    letters, linked, links = _weigh(root)
    said = {text_of(link) for link in root.iter("a") if links[link] and not link.get("href", "#").startswith("#")}
    headings = [heading, next(root.iter("h1"), None)]
    kept = {box for element in headings if element is not None for box in (element, *element.iterancestors())}
    for element in list(root.iter(*_HEADS)):
        _drop_run(element, letters, linked, title)
    for element in list(root.iter("*")):
        if element.tag in _FRAMES or element in kept:
            continue
        is_list = element.tag in _BOXES and links[element] > 1 and linked[element] > 0.8 * letters[element]
        is_small = letters[element] - linked[element] <= _LARGEST_BOX
        is_list = is_list or (element.tag in _BOXES and _is_row_of_teasers(element, letters, linked))
        if is_list:
            said |= _lines_of(element, title)
            drop_with_label(root, element)
        elif is_small and element.attrib and (is_foreign(element) or _is_dialog(element)):
            _drop(element)
    for element in list(root.iter("*")):
        if element.text and (opens_imprint(line := element.text.strip()) or is_contact(line)):
            _drop(element)
    drop_labelled_boxes(root, kept)
    for teaser in _teasers(root, title, letters):
        said |= _lines_of(teaser, title)
        drop_with_label(root, teaser)
    return {line for line in said if len(line) >= HEADLINE and line != title}


def _drop_run(
    head: html.HtmlElement, letters: Counter[html.HtmlElement], linked: Counter[html.HtmlElement], title: str
) -> None:
    """Drop headings that are links, each with what it says of its article behind it, where they follow one another."""
    run: list[html.HtmlElement] = []
    heads = 0
    element: html.HtmlElement | None = head
    while element is not None:
        if element.tag in _HEADS:
            if letters[element] < HEADLINE or linked[element] < 0.9 * letters[element] or text_of(element) == title:
                break
            heads += 1
        elif letters[element] > _LARGEST_CARD or (run and run[-1].tag not in _HEADS and letters[element] > HEADLINE):
            break
        run.append(element)
        element = element.getnext()
    if heads > 1:
        for element in run:
            _drop(element)


def _is_dialog(element: html.HtmlElement) -> bool:
    """Tell whether an element is a window that opens over the page."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.get("role") in {"dialog", "alertdialog"} or _DIALOG.search(names) is not None


def _lines_of(box: html.HtmlElement, title: str) -> set[str]:
    """Return the longer lines of a box of other articles; none where the article itself is among them."""
    lines = {line for text in box.itertext() if len(line := canonical_line(text)) >= HEADLINE}
    return set() if title in lines else lines


def _weigh(root: html.HtmlElement) -> tuple[Counter[html.HtmlElement], ...]:
    """Return by element how many characters of text it holds, how many of them in links, and how many links."""
    letters: Counter[html.HtmlElement] = Counter()
    linked: Counter[html.HtmlElement] = Counter()
    links: Counter[html.HtmlElement] = Counter()
    for element in reversed(list(root.iter("*"))):
        if element.tag not in {"script", "style", "noscript", "template"}:
            letters[element] += len((element.text or "").strip())
        if element.tag == "a" and letters[element] >= _LINK:
            linked[element], links[element] = letters[element], 1
        parent = element.getparent()
        if parent is not None:
            letters[parent] += letters[element] + len((element.tail or "").strip())
            linked[parent] += linked[element]
            links[parent] += links[element]
    return letters, linked, links


def _is_row_of_teasers(
    box: html.HtmlElement, letters: Counter[html.HtmlElement], linked: Counter[html.HtmlElement]
) -> bool:
    """Tell whether a box is headlines that are links, each with a line or two of text behind it."""
    lines = [child for child in box if letters[child]]
    heads = [line for line in lines if letters[line] >= HEADLINE and linked[line] >= 0.9 * letters[line]]
    return len(heads) > 1 and lines[0] is heads[0] and len(lines) <= 3 * len(heads)


def _teasers(root: html.HtmlElement, title: str, letters: Counter[html.HtmlElement]) -> list[html.HtmlElement]:
    """Return the boxes that hold another article's headline and what it says, where several are made alike."""
    teasers: dict[html.HtmlElement, tuple[str, str]] = {}
    for link in root.iter("a"):
        if letters[link] < HEADLINE or title.startswith(text_of(link)):
            continue
        if (box := _teaser(link, letters)) is not None:
            name = next(iter(box.get("class", "").split()), "")
            teasers[box] = str(box.tag), _NUMBER.sub("", name)
    shapes = Counter(teasers.values())
    return [
        box
        for box, shape in teasers.items()
        if shapes[shape] > 1 or (letters[box] <= _LARGEST_CARD and _lines(box) <= _CARD_LINES)
    ]


def _lines(box: html.HtmlElement) -> int:
    """Return how many elements of a box have text of their own."""
    return sum(1 for element in box.iter("*") if _has_text(element.text))


def _teaser(link: html.HtmlElement, letters: Counter[html.HtmlElement]) -> html.HtmlElement | None:
    """Return the box of which a link is the headline: the smallest that says more."""
    line = link
    for box in link.iterancestors():
        if letters[box] <= letters[link] + _SLACK:
            line = box
        elif letters[box] > _LARGEST_TEASER or box.tag == "p" or box.tag in _FRAMES or not _is_line(line):
            return None
        else:
            opening = text_of(box).partition(text_of(link))[0]
            return box if len(opening) <= _LONGEST_OPENING else None
    return None


def _is_line(element: html.HtmlElement) -> bool:
    """Tell whether an element is a line of its own, not words within a sentence."""
    if element.tag not in _INLINE:
        return True
    after, before = element.getnext(), element.getprevious()
    if _has_text(element.tail) or (after is not None and after.tag in _INLINE and text_of(after)):
        return False
    if before is None:
        parent = element.getparent()
        return parent is None or not _has_text(parent.text)
    return not _has_text(before.tail) and (before.tag not in _INLINE or not text_of(before))


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip())


def _drop(element: html.HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
