"""Where title, lead, writer and date stand on a page of no known family, by what such elements are usually called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import html

from extract.blocks import is_one_sentence
from extract.canonical import canonical_line
from extract.credits import byline_of, labelled_credit
from extract.dates import Moment, dateline, find_moment, without_dates
from extract.furniture import HEADLINE
from extract.locating import Place
from extract.markup import FRAMES, lies_in, text_of
from extract.metadata import Head
from reference.folding import fold

_TITLES = range(10, 301)
_TITLE = re.compile(r"title|headline|tieu-?de", re.IGNORECASE)
_SITE = re.compile(
    r"(?:trang chủ|trang nhất|home|cổng thông tin|trang thông tin|trang tin|website|(?:tin |bài viết )?chi tiết|tin tức"
    r"|bài viết|chuyên mục)\b",
    re.IGNORECASE,
)
"""How titles begin that are the same on all pages of a site."""
_TELLING = 20
_NO_HEADINGS = frozenset({"title", "script", "style", "a", "option"})
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where names such as `ArticleSummary` are of two words."""
_LEADS = range(40, 1201)
_LEAD = re.compile(
    r"sapo|tom-?tat|trich-?(?:dan|yeu)|mo-?ta|(?<![a-z])(?:lead|summary|excerpt|desc?|description|hometext|intro|standfirst)(?![a-z])",
    re.I,
)
_BYLINE = re.compile(r"author|byline|tac-?gia|pseudonym|(?<![a-z])(?:writer|journalist)(?![a-z])", re.IGNORECASE)
_WRITTEN = re.compile(r"(?:tác giả|người viết|phóng viên|tin|bài|ảnh|thực hiện)\b[^:]{0,20}:", re.IGNORECASE)
_RIGHT = re.compile(r"(?:text|pull|align|float)-?right|text-align\s*:\s*right|^\s*right", re.IGNORECASE)
_LINES = frozenset({"p", "div", "span", "em", "strong", "li", "b", "i"})
_DATE = re.compile(r"date|time|publish|ngay|posted|submitted|created", re.IGNORECASE)
_TOP = re.compile(
    r"(?:^|\s)(?:(?:site|page|main)[_-]?)?(?:header|top|top-?bar|today|nav|navbar|menu|clock)(?:$|\s)", re.IGNORECASE
)
_LONGEST_DATE = 80
_LONGEST_BYLINE = 120
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


class Title(NamedTuple):
    """The heading of a page."""

    element: html.HtmlElement | None
    text: str
    sure: bool = False
    """The page shows it, and its head or address says it too."""


def find_title(root: html.HtmlElement, head: Head, url: str) -> Title:
    """Return the heading of a page: what the page shows and its head or address says too.

    Where nothing agrees it is the only h1, or what the head says; "" where that is no more than a site's name.
    """
    lines = [line for line in (head.first("og:title", "twitter:title"), canonical_line(head.title)) if line]
    stated, raw = [fold(line) for line in lines], "\n".join(lines).lower()
    path = urlsplit(url).path.lower()
    best: tuple[tuple[bool, bool, bool, int], html.HtmlElement, str] | None = None
    headings = []
    for element in root.iter("*"):
        is_heading = element.tag in {"h1", "h2"}
        own = (element.text or "").strip()
        may_be = is_heading or (len(own) in _TITLES and (own.lower() in raw or _is_named_title(element)))
        if element.tag in _NO_HEADINGS or not may_be:
            continue
        text = text_of(element) if is_heading else canonical_line(own)
        if len(text) not in _TITLES or dateline(text):
            continue
        if element.tag == "h1":
            headings.append((element, text))
        line = fold(text)
        opens = any(other.startswith(line) for other in stated)
        said = (opens or any(other.endswith(line) for other in stated)) and not _SITE.match(text)
        in_path = len(line) > _TELLING and line.replace(" ", "-") in path
        if said or in_path:
            key = (is_heading, in_path, opens, len(line))
            if best is None or key > best[0]:
                best = key, element, text
    if best is not None:
        return Title(best[1], best[2], sure=True)
    if len(headings) == 1 and not any(map(_SITE.match, (headings[0][1], *lines))):
        return Title(*headings[0])
    title = head.headline()
    return Title(None, "" if _SITE.match(title) else title)


def _is_named_title(element: html.HtmlElement) -> bool:
    """Tell whether an element is named as titles are, or is all that stands in one that is."""
    if _TITLE.search(_names(element)):
        return True
    parent = element.getparent()
    return parent is not None and len(parent) == 1 and _TITLE.search(_names(parent)) is not None


def title_of_text(root: html.HtmlElement, place: Place) -> html.HtmlElement | None:
    """Return the line that opens an article's text where it looks like its headline, else the last above it.

    Those above are headings and what is named as titles are; where there is none it is the page's first h1.
    """
    above: list[html.HtmlElement] = []
    first: html.HtmlElement | None = None
    for element in root.iter("*"):
        if element in place.paragraphs:
            first = element
            break
        if element.tag in {"h2", "h3"} or (_is_named_title(element) and element.tag not in _NO_HEADINGS):
            text = text_of(element) if element.find(".//a") is None else ""
            if len(text) in _TITLES and not dateline(text) and not _SITE.match(text):
                above.append(element)
    text = text_of(first) if first is not None else ""
    if len(text) in _TITLES and is_one_sentence(text) and not text.endswith((".", ":", ";", ",")):
        return first
    headings = (element for element in root.iter("h1") if len(text_of(element)) in _TITLES)
    return above[-1] if above else next(headings, None)


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


def find_byline(root: html.HtmlElement, heading: html.HtmlElement | None, place: Place) -> html.HtmlElement | None:
    """Return the element that says who wrote an article, or None.

    It is the first behind the heading that is named as writers are, else a line close behind the text that is labelled
    ("Tác giả:") or stands at the right.
    """
    numbers = {element: number for number, element in enumerate(root.iter("*"))}
    for element, behind in _behind(root, heading):
        if behind and element.attrib and _BYLINE.search(_names(element)):
            for named in (element, *element.iterdescendants("a")):
                if _writer(named):
                    return named
    inside = [numbers[e] for e in place.paragraphs if e in numbers and lies_in(e, (place.body,))] or [len(numbers)]
    start, end = numbers.get(heading, min(inside)) if heading is not None else min(inside), max(inside)
    for element, number in numbers.items():
        if not start < number <= end + _FAR or element.tag not in _LINES or element in place.paragraphs:
            continue
        text = text_of(element) if len(element) < _FAR else ""
        if (_WRITTEN.match(text) and _writer(element)) or (number > end and _is_right(element) and byline_of(text)):
            return element
    return None


def _writer(element: html.HtmlElement) -> bool:
    """Tell whether an element says the name of a writer and nothing else."""
    text = text_of(element)
    found = labelled_credit(text) if len(text) <= _LONGEST_BYLINE else None
    return byline_of(found.byline or "" if found else text) is not None


def _is_right(element: html.HtmlElement) -> bool:
    return _RIGHT.search(" ".join(element.get(name, "") for name in ("class", "style", "align"))) is not None


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


def shown_moments(root: html.HtmlElement, heading: html.HtmlElement | None) -> list[Shown]:
    """Return the times that a page shows.

    The day of the visit at the head of a page is left out: what holds the heading too is no such place.
    """
    found: list[Shown] = []
    dated = 0
    around = set(heading.iterancestors()) if heading is not None else set()
    top = {element for element in root.iter("*") if element not in around and _is_top(element)} if around else set()
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
        if moment and dated <= _MOST_DATES and not _is_with_link(element) and not lies_in(element, top):
            published = "publish" in _names(element).lower()
            boxes = boxes_around(element)
            found.append(Shown(index, moment, boxes, not without_dates(line), element.tag == "td", published))
    return found


def boxes_around(element: html.HtmlElement | None) -> tuple[html.HtmlElement, ...]:
    """Return the boxes that an element stands in, the nearest first; none where it stands in the page alone."""
    return () if element is None else tuple(box for box in element.iterancestors() if box.tag not in FRAMES)


def _is_top(element: html.HtmlElement) -> bool:
    """Tell whether an element is the head of a page, with its menus and the day of the visit."""
    return element.tag == "nav" or _TOP.search(_names(element)) is not None


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
        if box.tag in FRAMES or len(box) > _MOST_OF_CARD or next(box.iter("h1"), None) is not None:
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
    if not attributes:
        return ""
    return _CAMEL.sub(" ", " ".join(attributes.get(name, "") for name in ("class", "id", "itemprop", "rel")))
