"""Where title, lead, writer and date stand on a page of no known family, by what such elements are usually called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import html

from extract.blocks import is_one_sentence
from extract.canonical import canonical_line
from extract.credits import byline_of, labelled_credit
from extract.dates import Moment, dateline, find_moment
from extract.locating import Place
from extract.markup import lies_in, text_of
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
    inside = [numbers[e] for e in place.paragraphs if lies_in(e, (place.body,))] or [len(numbers)]
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


Shown = list[tuple[int, html.HtmlElement, Moment]]


def shown_moments(root: html.HtmlElement, heading: html.HtmlElement | None) -> Shown:
    """Return the times that a page shows, each with the number of its element in page order.

    The day of the visit at the head of a page is left out: what holds the heading too is no such place.
    """
    found: Shown = []
    around = set(heading.iterancestors()) if heading is not None else set()
    top = {element for element in root.iter("*") if element not in around and _is_top(element)} if around else set()
    for index, element in enumerate(root.iter("*")):
        if element.tag == "time" or _DATE.search(_names(element)):
            line = element.get("datetime") or text_of(element)
            moment = find_moment(line) if len(line) < _LONGEST_DATE else None
        else:
            line = (element.text or "").strip()
            moment = dateline(line) if 7 < len(line) < _LONGEST_DATE else None
        if moment and element.tag not in {"script", "style"} and not lies_in(element, top):
            found.append((index, element, moment))
    return found


def _is_top(element: html.HtmlElement) -> bool:
    """Tell whether an element is the head of a page, with its menus and the day of the visit."""
    return element.tag == "nav" or _TOP.search(_names(element)) is not None


def near_moments(shown: Shown, heading: int, end: int, root: html.HtmlElement) -> list[Moment]:
    """Return the times that may be an article's, of which heading and last paragraph have these numbers.

    They stand below the heading or close above it, the nearest first, and not far behind the text nor in a box that was
    cut out of the page there: further off are the day of the visit and those of other articles.
    """
    near = [
        (index - heading, moment)
        for index, element, moment in shown
        if heading - _FAR <= index <= end or (end < index <= end + _FAR and lies_in(element, (root,)))
    ]
    return [moment for _, moment in sorted(near, key=lambda pair: pair[0] if pair[0] >= 0 else -_FAR * pair[0])]


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
