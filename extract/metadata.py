"""What the head of a page says about it: meta elements, canonical address, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from extract.canonical import canonical_line
from extract.credits import byline_of
from extract.dates import Moment, Origin, find_moment
from reference.folding import fold

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish_date",
    "published_time",
    "dc.date.issued",
    "dc.created",
    "datecreated",
)
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod")
_MOST_LINKED = 200
"""JSON-LD objects of articles that are looked at."""
_LONGEST = 10_000
"""Characters of a value beyond which it is cut off."""
_TAGS = ("article:tag", "news_keywords", "keywords")
_AUTHORS = ("author", "article:author", "dc.creator")
_NOBODY = re.compile(
    r"(?:báo|đài|tạp chí|trang|cổng|website|ban|tòa soạn|sở|phòng|trường|trung tâm|văn phòng|ubnd|[uủ][yỷ] ban|huyện"
    r"|tỉnh|thành phố|thị xã|xã|phường|công ty|cục|chi cục|viện|bệnh viện|admin\w*|quản trị\w*|biên tập\w*|user|host"
    r"|editor)\b",
    re.IGNORECASE,
)
"""How names begin that JSON-LD and meta elements give for an author though nobody is called so."""
_OUTLET_END = re.compile(
    r"\s*(?:[|»]|\s[-–—])\s*(?:báo|trang|cổng|đài|tạp chí|website|ubnd|ủy ban|sở"
    r"|[\w.-]+\.(?:vn|com|net|org)\b)[^|]{0,90}$",
    re.IGNORECASE,
)


_OF_ONE_TITLE = 0.5
"""Of the words of the shorter one: from here on two headlines are taken for one article's."""


@dataclass(slots=True)
class Head:
    """Meta elements by lower-case name, and the JSON-LD objects of a page."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    saved_from: str | None = None
    """The address that whoever saved the page wrote into it."""
    title: str = ""
    language: str | None = None
    linked: list[dict[str, Any]] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Return the first value that any of the names has, as a canonical line; "" where none has one."""
        for name in names:
            for value in self.meta.get(name, ()):
                if line := canonical_line(value):
                    return line
        return ""

    def moments(self, *, modified: bool = False) -> Iterator[Moment]:
        """Yield the times that meta elements and JSON-LD give, the more trustworthy first."""
        origin: Origin = "meta"
        for name in _MODIFIED if modified else _PUBLISHED:
            for value in self.meta.get(name, ()):
                if found := find_moment(value, origin):
                    yield found
        key = "dateModified" if modified else "datePublished"
        for item in self.linked:
            stated = item.get(key)
            if isinstance(stated, str) and (found := find_moment(stated, "json-ld")):
                yield found

    def headline(self) -> str:
        """Return the headline as the head gives it, without the outlet's name; "" where it gives none."""
        title = self.first("og:title", "twitter:title") or canonical_line(self.title)
        site = self.first("og:site_name")
        if site and title.lower().endswith(site.lower()) and len(title) > len(site):
            return title[: -len(site)].rstrip(" -–—|»:")
        return _OUTLET_END.sub("", title)

    def tags(self) -> list[str]:
        """Return the tags of the first kind of meta element that has any, in order."""
        for name in _TAGS:
            found = [canonical_line(part).strip(" #") for v in self.meta.get(name, ()) for part in v.split(",")]
            if found := [tag for tag in dict.fromkeys(found) if 1 < len(tag) <= 80]:
                return found
        return []

    def author(self) -> str | None:
        """Return the writer that JSON-LD or a meta element names, None where it is the outlet, an account or nobody."""
        stated = [_names(item.get("author")) for item in self.linked]
        stated += [[canonical_line(value)] for name in _AUTHORS for value in self.meta.get(name, ())]
        site = self.first("og:site_name").lower()
        for names in stated:
            people = [name for name in names if byline_of(name) and not _NOBODY.match(name) and name.lower() != site]
            if people and people == names:
                return " - ".join(dict.fromkeys(people))
        return None

    def says_article(self) -> bool:
        """Tell whether the page calls itself an article."""
        named = self.first("og:type").lower() == "article" or any(self.moments())
        return named or any("Article" in str(item.get("@type", "")) for item in self.linked)


def is_nobody(name: str) -> bool:
    """Tell whether what is given for an author is an outlet, an office or an account."""
    return _NOBODY.match(name) is not None


def read_head(root: html.HtmlElement) -> Head:
    """Return what the meta elements of a page say, wherever in it they stand."""
    head = Head()
    for element in root.iter("meta"):
        content = element.get("content")
        name = element.get("property") or element.get("itemprop") or element.get("name")
        if content and name:
            head.meta.setdefault(name.strip().lower(), []).append(content[:_LONGEST])
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical" and head.canonical is None:
            href = link.get("href") or ""
            head.canonical = (href.strip() or None) if len(href) <= _LONGEST else None
    if (title := root.find(".//title")) is not None:
        head.title = "".join(str(part) for part in title.itertext())[:_LONGEST]
    language = (root.get("lang") or "").lower().split("-")[0]
    head.language = language if re.fullmatch(r"[a-z]{2}", language) else None
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and "Article" in (script.text or ""):
            head.linked += _articles(script.text or "")[: _MOST_LINKED - len(head.linked)]
    if head.linked:
        titles = [head.title, *head.meta.get("og:title", ()), *("".join(e.itertext()) for e in root.iter("h1"))]
        shown = [words for title in titles if (words := _words(title))]
        head.linked = [item for item in head.linked if _may_be_of(item, shown)]
    return head


def _may_be_of(item: dict[str, Any], titles: list[set[str]]) -> bool:
    """Tell whether a JSON-LD object may be the page's own: its headline has words of one of the titles shown.

    Lists of other articles are written as objects like it, and headlines for search engines differ from those shown.
    """
    stated = item.get("headline") or item.get("name")
    words = _words(stated) if isinstance(stated, str) else set()
    if not words or not titles:
        return True
    return any(len(words & title) >= _OF_ONE_TITLE * min(len(words), len(title)) for title in titles)


def _words(title: str) -> set[str]:
    return set(fold(title).split())


def _articles(text: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    items = data if isinstance(data, list) else [data]
    items += [part for item in items if isinstance(item, dict) for part in _list(item.get("@graph"))]
    items += [item["mainEntity"] for item in items if isinstance(item, dict) and "mainEntity" in item]
    return [item for item in items if isinstance(item, dict) and "Article" in str(item.get("@type", ""))]


def _names(author: object) -> list[str]:
    """Return the names in the author of a JSON-LD object: a text, an object with a name, or a list of such."""
    if isinstance(author, dict):
        return [] if "Organization" in str(author.get("@type", "")) else _names(author.get("name"))
    if isinstance(author, list):
        return [name for one in author[:5] for name in _names(one)]
    return [name] if isinstance(author, str) and (name := canonical_line(author)) else []


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
