"""Where title, lead, writer and date stand on a page of no known family, by what such elements are usually called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml import html

from extract.blocks import is_one_sentence
from extract.canonical import canonical_line
from extract.credits import byline_of, labelled_credit
from extract.dates import Moment, dateline, find_moment, without_dates
from extract.locating import HEADLINE, Place
from extract.markup import text_of
from extract.metadata import Head
from reference.folding import fold

_TITLES = range(10, 301)
_TITLE = re.compile(r"title|headline|tieu-?de", re.IGNORECASE)
_SITE = re.compile(
    r"(?:trang chủ|trang nhất|home|cổng thông tin|trang thông tin|trang tin|website|chi tiết|tin tức|bài viết)\b",
    re.IGNORECASE,
)
"""How titles begin that are the same on all pages of a site."""
_TELLING = 20
_NO_HEADINGS = frozenset({"title", "script", "style", "a", "option"})
_LEADS = range(40, 1201)
_LEAD = re.compile(r"sapo|(?<![a-z])(?:lead|summary|excerpt|desc|description|hometext|intro|standfirst)(?![a-z])", re.I)
_BYLINE = re.compile(r"author|byline|tac-?gia|pseudonym|(?<![a-z])(?:writer|journalist)(?![a-z])", re.IGNORECASE)
_DATE = re.compile(r"date|time|publish|ngay|posted", re.IGNORECASE)
_LONGEST_DATE = 80
_LONGEST_BYLINE = 120
_FRAMES = frozenset({"html", "body", "form"})
_LONGEST_CARD = 600
"""Characters of a box with the headline and the day of another article."""
_MOST_OF_CARD = 10
_CLOSE = 2
"""How many boxes around a date or a heading are looked at for one that holds both."""
_MOST_DATES = 500
_NEXT = 8
"""How many elements above a heading, in layouts made of tables, a time of day may stand that is a line of its own."""
_FAR = 25
"""How many elements above a heading, or behind a text, a date may stand."""


def find_title(root: html.HtmlElement, head: Head, url: str) -> tuple[html.HtmlElement | None, str]:
    """Return the heading of a page and its text: what the page shows and its head or address says too.

    Where nothing agrees it is the only h1, or what the head says; (None, "") where that is no more than a site's name.
    """
    lines = [line for line in (head.first("og:title", "twitter:title"), canonical_line(head.title)) if line]
    stated, raw = [fold(line) for line in lines], "\n".join(lines).lower()
    path = urlsplit(url).path.lower()
    best: tuple[tuple[bool, int], html.HtmlElement, str] | None = None
    headings = []
    for element in root.iter("*"):
        is_heading = element.tag in {"h1", "h2"}
        own = (element.text or "").strip()
        may_be = is_heading or (len(own) in _TITLES and (own.lower() in raw or _TITLE.search(_names(element))))
        if element.tag in _NO_HEADINGS or not may_be:
            continue
        text = text_of(element) if is_heading else canonical_line(own)
        if len(text) not in _TITLES:
            continue
        if element.tag == "h1":
            headings.append((element, text))
        line = fold(text)
        said = any(other.startswith(line) or other.endswith(line) for other in stated) and not _SITE.match(text)
        if said or (len(line) > _TELLING and line.replace(" ", "-") in path):
            key = (is_heading, len(line))
            if best is None or key > best[0]:
                best = key, element, text
    if best is not None:
        return best[1], best[2]
    if len(headings) == 1 and not any(map(_SITE.match, lines)):
        return headings[0]
    title = head.headline()
    return None, "" if _SITE.match(title) else title


def title_of_text(root: html.HtmlElement, place: Place) -> html.HtmlElement | None:
    """Return the line that opens an article's text where it looks like its headline, else the page's first h1."""
    first = next((element for element in root.iter("*") if element in place.paragraphs), None)
    text = text_of(first) if first is not None else ""
    if len(text) in _TITLES and is_one_sentence(text) and not text.endswith((".", ":", ";", ",")):
        return first
    return next((element for element in root.iter("h1") if len(text_of(element)) in _TITLES), None)


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
            found = labelled_credit(text) if len(text) <= _LONGEST_BYLINE else None
            if byline_of(found.byline or "" if found else text):
                return element
    return None


@dataclass(frozen=True, slots=True)
class Shown:
    """A time that a page shows: the number of its element in page order, the boxes around that, the nearest first."""

    index: int
    moment: Moment
    boxes: tuple[html.HtmlElement, ...]
    alone: bool
    """Its line says nothing else."""
    in_table: bool
    """It is a cell of its own."""
    published: bool
    """Its element is named for it; where one alone is, it is the article's wherever it stands."""


def shown_moments(root: html.HtmlElement) -> list[Shown]:
    """Return the times that a page shows."""
    found: list[Shown] = []
    dated = 0
    for index, element in enumerate(root.iter("*")):
        if element.tag in {"script", "style", "meta"}:
            continue
        if element.tag == "time" or _DATE.search(_names(element)):
            line = element.get("datetime") or element.get("content") or text_of(element)
            moment = find_moment(line) if len(line) < _LONGEST_DATE else None
        else:
            line = (element.text or "").strip()
            moment = dateline(line) if 7 < len(line) < _LONGEST_DATE else None
        dated += moment is not None
        if moment and dated <= _MOST_DATES and not _is_with_link(element):
            published = "publish" in _names(element).lower()
            boxes = boxes_around(element)
            found.append(Shown(index, moment, boxes, not without_dates(line), element.tag == "td", published))
    return found


def boxes_around(element: html.HtmlElement | None) -> tuple[html.HtmlElement, ...]:
    """Return the boxes that an element stands in, the nearest first; none where it stands in the page alone."""
    return () if element is None else tuple(box for box in element.iterancestors() if box.tag not in _FRAMES)


def near_moments(
    shown: list[Shown], heading: int, end: int, own: Sequence[html.HtmlElement], body: Sequence[html.HtmlElement]
) -> list[Moment]:
    """Return the times that may be an article's, of which heading and last paragraph have these numbers.

    They stand below the heading or close above it, the nearest first, and not far behind the text: further off are the
    day of the visit and those of other articles. `own` and `body` are the boxes around heading and text, the nearest
    first.
    """
    sole = sum(one.published for one in shown) == 1
    near = [
        (one.index - heading, one.moment)
        for one in shown
        if heading <= one.index <= end
        or (heading - _FAR <= one.index < heading and one.alone and _is_close(one.boxes, own))
        or (heading - _NEXT <= one.index < heading and one.alone and one.in_table)
        or (end < one.index <= end + _FAR and _is_close(one.boxes, body))
        or (one.published and sole)
    ]
    return [moment for _, moment in sorted(near, key=lambda pair: pair[0] if pair[0] >= 0 else -_FAR * pair[0])]


def _is_close(boxes: Sequence[html.HtmlElement], own: Sequence[html.HtmlElement]) -> bool:
    """Tell whether one of the nearest of `boxes` is also one of the nearest of `own`."""
    return any(box in own[:_CLOSE] for box in boxes[:_CLOSE]) or not own


def _is_with_link(element: html.HtmlElement) -> bool:
    """Tell whether an element stands behind the linked headline of another article; behind a date may stand tags."""
    for box in islice(element.iterancestors(), _CLOSE):
        if box.tag in _FRAMES or len(box) > _MOST_OF_CARD or next(box.iter("h1"), None) is not None:
            return False
        before = takewhile(lambda other: other is not element, box.iter("*"))
        links = (other for other in before if other.tag == "a")
        if len(box.text_content()) < _LONGEST_CARD and any(len(text_of(link)) >= HEADLINE for link in links):
            return True
    return False


def _behind(root: html.HtmlElement, heading: html.HtmlElement | None) -> Iterator[tuple[html.HtmlElement, bool]]:
    """Yield the elements of a page, and whether they stand behind its heading; where there is none, all do."""
    behind = heading is None or heading.getroottree().getroot() is not root
    for element in root.iter("*"):
        yield element, behind
        behind = behind or element is heading


def _names(element: html.HtmlElement) -> str:
    attributes = element.attrib
    return " ".join(attributes.get(name, "") for name in ("class", "id", "itemprop", "rel")) if attributes else ""
