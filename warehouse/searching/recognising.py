"""Names in a search: provinces, awards, grantors, outlets, years and office holders, offered as filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb

from reference.awards import award_types
from reference.folding import fold, norm
from reference.outlets import outlets
from reference.provinces import PROVINCES
from warehouse.searching.asking import Asked, Term

_LONGEST = 9
"""Words of a name: "Huân chương Bảo vệ Tổ quốc hạng Nhất" has eight, and who it is of may follow."""
_CLASSES = {1: "hạng Nhất", 2: "hạng Nhì", 3: "hạng Ba"}
_GRANTORS = {
    "Chủ tịch nước": "chu-tich-nuoc",
    "Thủ tướng": "thu-tuong",
    "Thủ tướng Chính phủ": "thu-tuong",
    "Chính phủ": "chinh-phu",
    "Quốc hội": "quoc-hoi",
}
"""How grantors are called in a search; the names of `reference.labels` are too long for one."""
_FIRST_YEAR = 1945
_ALIKE = 3
"""Office holders of one name that are offered: those seen at most ceremonies."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A filter that a search names: a facet and its code, the words that name it, and the search without them."""

    facet: str
    code: str
    words: str
    rest: str


@dataclass(frozen=True, slots=True)
class Holder:
    """An office holder as a search shows him."""

    official_id: str
    name: str
    title: str | None
    province: str | None
    ceremonies: int


class Holders:
    """The office holders of a snapshot by id and by name. Recipients are not among them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        rows = connection.execute(
            "SELECT official_id, name, title, province, ceremonies FROM official ORDER BY ceremonies DESC, official_id"
        ).fetchall()
        self.by_id = {row[0]: Holder(*row) for row in rows}
        self._by_name: dict[str, list[Holder]] = {}
        for holder in self.by_id.values():
            self._by_name.setdefault(fold(holder.name), []).append(holder)

    def called(self, words: str) -> list[Holder]:
        """Return those of a whole name of at least two words; where it has accents, theirs are the same."""
        if " " not in words:
            return []
        found = self._by_name.get(fold(words), [])
        return [one for one in found if words.isascii() or norm(one.name) == norm(words)][:_ALIKE]


def recognise(asked: Asked, holders: Holders) -> tuple[list[Recognised], str]:
    """Return the filters that a search's words name, those of most words first, and the search without all of them.

    No word names two kinds of thing.
    """
    words = _words(asked.terms)
    taken: set[int] = set()
    found: list[Recognised] = []
    for length in range(min(_LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            span = range(start, start + length)
            if taken & set(span) or len({words[i][1] for i in span if words[i][2]}) > 1:
                continue
            text = " ".join(words[i][0] for i in span)
            meant = list(_meant(text, holders))
            if meant:
                taken |= set(span)
                rest = _rest(asked.terms, words, set(span))
                found += [Recognised(facet, code, text, rest) for facet, code in meant]
    return found, _rest(asked.terms, words, taken)


def _words(terms: Sequence[Term]) -> list[tuple[str, int, bool]]:
    """Return the words of terms in all fields, each with its term and whether that is a phrase."""
    return [(word, n, term.phrase) for n, term in enumerate(terms) if term.field is None for word in term.text.split()]


def _rest(terms: Sequence[Term], words: Sequence[tuple[str, int, bool]], gone: set[int]) -> str:
    """Return a search without some of its words; a phrase goes as a whole."""
    without = {words[i][1] for i in gone}
    return " ".join(written(term) for n, term in enumerate(terms) if n not in without)


def written(term: Term) -> str:
    """Return a term as it is typed."""
    words = f'"{term.text}"' if term.phrase else term.text
    return f"{term.field}:{words}" if term.field else words


def _meant(text: str, holders: Holders) -> Iterator[tuple[str, str]]:
    words = text.casefold()
    if (known := _fixed().get(norm(text)) or (_folded().get(fold(text)) if words.isascii() else None)) is not None:
        yield known
        return
    last = words.removeprefix("năm ").removeprefix("nam ")
    if last.isdigit() and len(last) == 4 and _FIRST_YEAR <= int(last) <= dt.datetime.now(dt.UTC).year + 1:
        yield "year", last
        return
    for holder in holders.called(text):
        yield "person", holder.official_id


@cache
def _fixed() -> Mapping[str, tuple[str, str]]:
    """Names with accents that are the same for every snapshot; of two meanings the first that is given."""
    names: dict[str, tuple[str, str]] = {}
    for unit in PROVINCES:
        for name in (unit.name, *unit.other_names):
            for form in (name, f"{unit.type} {name}"):
                names.setdefault(norm(form), ("province", unit.slug))
    for code, award in award_types().items():
        names.setdefault(norm(award.vi), ("award", code))
        for number in range(1, award.classes + 1):
            names.setdefault(norm(f"{award.vi} {_CLASSES[number]}"), ("award", f"{code}:{number}"))
    for name, code in _GRANTORS.items():
        names.setdefault(norm(name), ("grantor", code))
    for outlet in outlets():
        for name in (outlet.name, outlet.domain):
            names.setdefault(norm(name), ("outlet", outlet.domain))
    return names


@cache
def _folded() -> Mapping[str, tuple[str, str]]:
    """Return the same without accents; what would mean two things without them means neither."""
    found: dict[str, set[tuple[str, str]]] = {}
    for name, meant in _fixed().items():
        found.setdefault(fold(name), set()).add(meant)
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}
