"""What a journalist types, taken apart: words, phrases, what is shut out, and fields that narrow the search.

`lào cai "huân chương lao động" -xổ tinh:"lao cai" nam:2020-2024` are words, a phrase, a word that may not be there, and
two filters. A field may be named in Vietnamese, without accents, or in English. What a field says is looked up, so
that a province or an award is one that there is; what cannot be is told as a problem, and left out.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from reference.awards import award_types
from reference.folding import fold
from reference.labels import labels
from reference.outlets import find_outlet, outlets
from reference.provinces import find

FACETS = ("year", "province", "today", "kind", "award", "grantor", "status", "outlet", "person")
"""What a search can be narrowed by; `province` is that of the time, `today` the one that holds its territory now."""
_FIELDS: Mapping[str, str] = {
    "nam": "year",
    "year": "year",
    "tinh": "province",
    "province": "province",
    "tinhnay": "today",
    "today": "today",
    "loai": "kind",
    "kind": "kind",
    "khen": "award",
    "award": "award",
    "hang": "class",
    "class": "class",
    "cap": "grantor",
    "grantor": "grantor",
    "trangthai": "status",
    "status": "status",
    "bao": "outlet",
    "nguon": "outlet",
    "outlet": "outlet",
    "source": "outlet",
    "tu": "from",
    "from": "from",
    "den": "to",
    "to": "to",
    "nguoi": "people",
    "person": "people",
    "people": "people",
    "tieude": "title",
    "title": "title",
    "noi": "places",
    "place": "places",
}
_IN_INDEX = ("people", "title", "places")
_TOKEN = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2212])?(?:(?P<field>\w+):(?=\S))?(?:["“”„](?P<phrase>[^"“”„]*)(?:["“”„]|$)|(?P<word>[^\s"“”„]+))"""
)
_CLASSES = {"1": 1, "2": 2, "3": 3, "nhat": 1, "nhi": 2, "ba": 3, "first": 1, "second": 2, "third": 3}
_YEARS = re.compile(r"(\d{4})(?:\s*(?:-|–|\.\.)\s*(\d{4}))?")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?|(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{1,2})[/.](\d{4})")
_LONGEST_SPAN = 200
"""Years that a range may have."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words to look for: `phrase` where they stand together, in one `field` of the index or (None) in all."""

    text: str
    phrase: bool = False
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A field whose value means nothing: `field` as it was typed, and the value."""

    field: str
    value: str


@dataclass(slots=True)
class Asked:
    """A search, taken apart. `filters` and `without` hold the values of facets that are wanted, or shut out."""

    terms: list[Term] = field(default_factory=list)
    shut_out: list[Term] = field(default_factory=list)
    filters: dict[str, set[str]] = field(default_factory=dict)
    without: dict[str, set[str]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_words(self) -> bool:
        """Whether there is anything to look for in the index."""
        return bool(self.terms or self.shut_out)

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        narrowed = self.filters or self.without or self.since or self.until
        return not (self.has_words or narrowed or self.problems)


def take_apart(text: str) -> Asked:
    """Return what a search says; whatever it says, there is an answer."""
    asked = Asked()
    classes: set[int] = set()
    for found in _TOKEN.finditer(unicodedata.normalize("NFC", text)):
        name = fold(found["field"] or "").replace(" ", "")
        value = (found["phrase"] if found["phrase"] is not None else found["word"]) or ""
        of = _FIELDS.get(name)
        if of is None and found["field"]:
            value = f"{found['field']} {value}"
        if not any(char.isalnum() for char in value):
            continue
        if of is None or of in _IN_INDEX:
            term = Term(value, found["phrase"] is not None or of in _IN_INDEX, of)
            (asked.shut_out if found["minus"] else asked.terms).append(term)
        elif of == "class":
            classes |= _class_of(value)
            if not _class_of(value):
                asked.problems.append(Problem(found["field"], value))
        elif of in ("from", "to"):
            _set_day(asked, of, found["field"], value)
        else:
            values = value_of(of, value)
            if not values:
                asked.problems.append(Problem(found["field"], value))
            (asked.without if found["minus"] else asked.filters).setdefault(of, set()).update(values)
    if classes:
        asked.filters["award"] = _with_classes(asked.filters.get("award", set()), classes)
    return asked


def value_of(facet: str, value: str) -> set[str]:
    """Return the codes of a facet that a value means, none where it means nothing."""
    return _READERS[facet](value)


def day_of(text: str, *, last: bool = False) -> dt.date | None:
    """Return the day that "2024-03-05", "5/3/2024", "3/2024" or "2024" begins with, or (`last`) ends with."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found[1] or found[6] or found[8])
    month, day = found[2] or found[5] or found[7], found[3] or found[4]
    try:
        if day:
            return dt.date(year, int(month), int(day))
        if not last:
            return dt.date(year, int(month or 1), 1)
        after = int(month or 12)
        return dt.date(year + after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _set_day(asked: Asked, of: str, name: str, value: str) -> None:
    day = day_of(value, last=of == "to")
    if day is None:
        asked.problems.append(Problem(name, value))
    elif of == "from":
        asked.since = day
    else:
        asked.until = day


def _years(value: str) -> set[str]:
    found = _YEARS.fullmatch(value.strip())
    if found is None:
        return set()
    first, last = int(found[1]), int(found[2] or found[1])
    first, last = min(first, last), max(first, last)
    return {str(year) for year in range(first, last + 1)} if last - first <= _LONGEST_SPAN else set()


def _province(value: str) -> set[str]:
    found = find(value)
    return {found.slug} if found else set()


def _outlet(value: str) -> set[str]:
    found = find_outlet(value)
    if found is not None:
        return {found.domain}
    words = fold(value)
    named = {outlet.domain for outlet in outlets() if words in (fold(outlet.name), fold(outlet.domain))}
    return named or ({value.lower()} if "." in value.strip(".") else set())


def _award(value: str) -> set[str]:
    code, _, number = value.partition(":")
    if code in award_types() and (not number or number in ("1", "2", "3")):
        return {value}
    words = fold(value)
    name, _, rank = words.rpartition(" hang ")
    if name and rank in _CLASSES:
        return _with_classes(_award_names().get(name, set()), {_CLASSES[rank]})
    return set(_award_names().get(words, ()))


def _class_of(value: str) -> set[int]:
    number = _CLASSES.get(fold(value).removeprefix("hang "))
    return {number} if number else set()


def _with_classes(awards: set[str], classes: set[int]) -> set[str]:
    """Return awards of these classes: those that have one already stay, and where none is named all that have any."""
    plain = {award for award in awards if ":" not in award}
    if not awards:
        plain = {code for code, award in award_types().items() if award.classes}
    return (awards - plain) | {f"{code}:{number}" for code in plain for number in classes}


def _coded(of: str) -> Callable[[str], set[str]]:
    def read(value: str) -> set[str]:
        words = fold(value)
        named = {
            label.code
            for label in labels()
            if label.of == of and words in (label.code, fold(label.code), fold(label.vi), fold(label.en))
        }
        parts = {
            label.code
            for label in labels()
            if label.of == of and f" {words} " in f" {fold(label.vi)} , {fold(label.en)} "
        }
        return named or parts

    return read


def _person(value: str) -> set[str]:
    return {value}


@cache
def _award_names() -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for code, award in award_types().items():
        for name in (code, award.vi, award.en):
            names.setdefault(fold(name), set()).add(code)
    return names


_READERS: Mapping[str, Callable[[str], set[str]]] = {
    "year": _years,
    "province": _province,
    "today": _province,
    "kind": _coded("kind"),
    "award": _award,
    "grantor": _coded("grantor"),
    "status": _coded("status"),
    "outlet": _outlet,
    "person": _person,
}
