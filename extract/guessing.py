"""Where title, lead, writer and date stand on a page of no known family, by what such elements are usually called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from extract.canonical import canonical_line
from extract.credits import byline_of, labelled_credit
from extract.dates import Moment, dateline, find_moment
from extract.locating import Place
from extract.markup import text_of
from extract.metadata import Head
from reference.folding import fold

_TITLES = range(10, 301)
_NO_HEADINGS = frozenset({"title", "script", "style", "a", "option"})
_LEADS = range(40, 1201)
_LEAD = re.compile(r"sapo|(?<![a-z])(?:lead|summary|excerpt|desc|description|hometext|intro|standfirst)(?![a-z])", re.I)
_BYLINE = re.compile(r"author|byline|tac-?gia|pseudonym|(?<![a-z])(?:writer|journalist)(?![a-z])", re.IGNORECASE)
_DATE = re.compile(r"date|time|publish|ngay|posted", re.IGNORECASE)
_LONGEST_DATE = 80
_FAR_ABOVE = 3
"""How many times as far a date may stand below a heading as above it."""
_LONGEST_BYLINE = 120


def find_title(root: html.HtmlElement, head: Head) -> tuple[html.HtmlElement | None, str]:
    """Return the heading of a page and its text: what the page shows and its head says too, else what either tells."""
    lines = [line for line in (head.first("og:title", "twitter:title"), canonical_line(head.title)) if line]
    stated, raw = [fold(line) for line in lines], "\n".join(lines).lower()
    best: tuple[tuple[bool, int], html.HtmlElement, str] | None = None
    headings = []
    for element in root.iter("*"):
        is_heading = element.tag in {"h1", "h2"}
        own = (element.text or "").strip()
        if element.tag in _NO_HEADINGS or not (is_heading or (len(own) in _TITLES and own.lower() in raw)):
            continue
        text = text_of(element) if is_heading else canonical_line(own)
        if len(text) not in _TITLES:
            continue
        if element.tag == "h1":
            headings.append((element, text))
        line = fold(text)
        if any(other.startswith(line) or other.endswith(line) for other in stated):
            key = (is_heading, len(line))
            if best is None or key > best[0]:
                best = key, element, text
    if best is not None:
        return best[1], best[2]
    if len(headings) == 1:
        return headings[0]
    return None, head.headline() or (headings[0][1] if headings else "")


def find_lead(
    root: html.HtmlElement, heading: html.HtmlElement | None, place: Place, head: Head
) -> html.HtmlElement | None:
    """Return the element between a page's heading and its first paragraph that is named as a lead is, or None."""
    described = fold(head.first("description", "og:description"))
    most = place.holds[place.body] / 2
    for element, behind in _behind(root, heading):
        if not behind or element is heading or place.holds.get(element, 0) > most:
            continue
        is_first = element in place.paragraphs and element not in place.above
        if is_first or element in place.above or element.attrib or element.tag in {"p", "h2", "strong"}:
            text = text_of(element) if len(element.text_content()) in _LEADS else ""
            named = _LEAD.search(_names(element)) or (element in place.above and not is_first)
            if text and (named or fold(text) == described):
                return element
        if is_first:
            break
    return None


def find_byline(root: html.HtmlElement, heading: html.HtmlElement | None) -> html.HtmlElement | None:
    """Return the first element behind a page's heading that is named as writers are and says a name, or None."""
    for element, behind in _behind(root, heading):
        if behind and element.attrib and _BYLINE.search(_names(element)):
            text = text_of(element)
            if len(text) <= _LONGEST_BYLINE and (labelled_credit(text) or byline_of(text)):
                return element
    return None


def find_moments(root: html.HtmlElement, heading: html.HtmlElement | None) -> list[Moment]:
    """Return the times that a page shows, those next to its heading first: far above it stands the day of the visit."""
    found: list[tuple[int, Moment]] = []
    elements = [element for element in root.iter("*") if element.tag not in {"script", "style"}]
    middle = elements.index(heading) if heading in elements else 0
    for index, element in enumerate(elements):
        if element.tag == "time" or _DATE.search(_names(element)):
            line = element.get("datetime") or text_of(element)
            moment = find_moment(line) if len(line) < _LONGEST_DATE else None
        else:
            line = (element.text or "").strip()
            moment = dateline(line) if 7 < len(line) < _LONGEST_DATE else None
        if moment:
            found.append((index - middle if index > middle else _FAR_ABOVE * (middle - index), moment))
    return [moment for _, moment in sorted(found, key=lambda pair: pair[0])]


def _behind(root: html.HtmlElement, heading: html.HtmlElement | None) -> Iterator[tuple[html.HtmlElement, bool]]:
    """Yield the elements of a page, and whether they stand behind its heading; where there is none, all do."""
    behind = heading is None or heading.getroottree().getroot() is not root
    for element in root.iter("*"):
        yield element, behind
        behind = behind or element is heading


def _names(element: html.HtmlElement) -> str:
    attributes = element.attrib
    return " ".join(attributes.get(name, "") for name in ("class", "id", "itemprop", "rel")) if attributes else ""
