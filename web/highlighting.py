"""Where in an article the facts of its report stand: what a page for looking it over highlights.

A report gives the place of each award's evidence. Names, titles, numbers and the day are looked for in the text, so
they are marked as far as they stand there word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from nlp.report import Award, Official, Report
from reference.awards import award_types
from reference.dates import find_dates
from reference.folding import aligned
from reference.numbers import parse_number
from reference.provinces import at

Kind = Literal["recipient", "official", "number", "award", "title", "event"]
_RANK: dict[Kind, int] = {"official": 0, "recipient": 1, "number": 2, "award": 3, "title": 4, "event": 5}
"""Which of two kinds is shown where both mark the same words."""
_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_LONGEST_NUMBER = 5
"""Words of a number, such as "hai trăm linh năm"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that say one fact, as offsets into the text, end exclusive."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that are marked alike; `kind` is None where they are not marked."""

    text: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces in a row that are evidence of the same award rows (by number, from 1), or of none.

    `begins` are the rows whose evidence begins here.
    """

    rows: tuple[int, ...]
    begins: tuple[int, ...]
    pieces: tuple[Piece, ...]


def paragraphs_of(report: Report) -> list[list[Stretch]]:
    """Return the text of a report, cut into paragraphs, stretches and pieces: put together they give it again."""
    marks = find_marks(report)
    evidence = [(award.evidence.start, award.evidence.end) for award in report.awards]
    paragraphs = []
    start = 0
    for words in report.text.split("\n\n"):
        end = start + len(words)
        here = [mark for mark in marks if mark.start < end and start < mark.end]
        rows = [(n, at_) for n, at_ in enumerate(evidence, 1) if at_[0] < end and start < at_[1]]
        paragraphs.append(list(_stretches(report.text, start, end, here, rows)))
        start = end + 2
    return paragraphs


def find_marks(report: Report) -> list[Mark]:
    """Return what is marked in a report's text, in order; no two overlap."""
    flat = aligned(report.text)
    found = [*_of_event(report, flat)]
    for official in report.officials:
        found += _of_official(official, flat)
    for award in report.awards:
        found += _of_award(award, report.text, flat)
    return _apart(found, len(flat))


def marks_in_sentence(sentence: str, code: str, name: str | None, counts: Iterable[int | None]) -> list[Mark]:
    """Return where an award and its numbers stand in a sentence, in order; no two marks overlap."""
    flat = aligned(sentence)
    found = [*_of_name(code, name, flat, 0, len(flat))]
    for count in counts:
        if count is not None:
            found += [Mark(*there, "number") for there in _numbers(count, sentence, 0, len(sentence))]
    return _apart(found, len(flat))


def _apart(found: Iterable[Mark], length: int) -> list[Mark]:
    """Return marks in order, of those that overlap the one of the first kind, and of that the longest."""
    taken: list[Mark] = []
    covered = bytearray(length)
    for mark in sorted(set(found), key=lambda mark: (_RANK[mark.kind], mark.start - mark.end, mark.start)):
        if not any(covered[mark.start : mark.end]):
            covered[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            taken.append(mark)
    return sorted(taken, key=lambda mark: mark.start)


def _of_event(report: Report, flat: str) -> Iterator[Mark]:
    days = {day for day in (report.date, report.date_end) if day}
    for mention in find_dates(report.text) if days else ():
        if any(
            (mention.day, mention.month, mention.year or day.year) == (day.day, day.month, day.year) for day in days
        ):
            yield Mark(mention.start, mention.end, "event")
    province = at(report.province, report.date or report.published).name if report.province else None
    for words in (province, report.place, report.venue, report.host):
        yield from _first(words, flat, "event")
    numbers = (re.sub(r"^\D+", "", document) for document in report.documents)  # a report leaves out "số"
    for words in (*(movement.name for movement in report.movements), *numbers):
        yield from _first(words, flat, "event")


def _of_official(official: Official, flat: str) -> Iterator[Mark]:
    """Mark a name wherever it stands, and the titles in those paragraphs."""
    for start, end in _places(official.name, flat, 0, len(flat)):
        yield Mark(start, end, "official")
        first = flat.rfind("\n", 0, start) + 1
        last = flat.find("\n", end)
        for title in official.titles:
            for there in _places(title, flat, first, last if last >= 0 else len(flat)):
                yield Mark(*there, "title")


def _of_award(award: Award, text: str, flat: str) -> Iterator[Mark]:
    start, end = award.evidence.start, award.evidence.end
    yield from _of_name(award.award, award.name, flat, start, end)
    if award.count is not None:
        for there in _numbers(award.count, text, start, end):
            yield Mark(*there, "number")
    for name in award.recipient_names:
        for there in _places(name, flat, 0, len(flat)):
            yield Mark(*there, "recipient")


def _of_name(code: str, name: str | None, flat: str, start: int, end: int) -> Iterator[Mark]:
    forms = award_types()[code].forms if code in award_types() else ()
    for form in {*forms, name or ""}:
        for there in _places(form, flat, start, end):
            yield Mark(*there, "award")


def _numbers(count: int, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places where a number stands, in digits or in words."""
    for first, last, number in _all_numbers(text):
        if number == count and start <= first and last <= end:
            yield first, last


@lru_cache(maxsize=512)
def _all_numbers(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return all places of numbers in a text, each word alone and with those behind it, and what they say."""
    found = []
    words = list(_WORD.finditer(text))
    for n, first in enumerate(words):
        if not _begins_number(first.group()) or text[max(0, first.start() - 5) : first.start()].lower() == "hạng ":
            continue  # "hạng Ba" is no number of recipients
        for last in words[n : n + _LONGEST_NUMBER]:
            number = parse_number(text[first.start() : last.end()])
            if number is not None:
                found.append((first.start(), last.end(), number))
            if first.group()[0].isdigit():
                break
    return tuple(found)


@lru_cache(maxsize=16_384)
def _begins_number(word: str) -> bool:
    """Tell whether a word is a number, or the first of one that is written without accents: "nam tram", "muoi hai"."""
    return any(parse_number(words) is not None for words in (word, f"{word} tram", f"{word} hai"))


def _first(words: str | None, flat: str, kind: Kind) -> Iterator[Mark]:
    for start, end in _places(words or "", flat, 0, len(flat)):
        yield Mark(start, end, kind)
        return


def _places(words: str, flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of words in a part of the text, whatever their case; words within longer ones do not count."""
    if words := aligned(words):
        for found in _pattern(words).finditer(flat, start, end):
            yield found.span()


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _stretches(
    text: str, start: int, end: int, marks: Sequence[Mark], evidence: Sequence[tuple[int, tuple[int, int]]]
) -> Iterator[Stretch]:
    cuts = _within(start, end, (at_ for _, span in evidence for at_ in span))
    for first, last in pairwise(cuts):
        rows = tuple(n for n, (a, b) in evidence if a <= first and last <= b)
        begins = tuple(n for n, (a, _) in evidence if a == first)
        yield Stretch(rows, begins, tuple(_pieces(text, first, last, marks)))


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    cuts = _within(start, end, (at_ for mark in marks for at_ in (mark.start, mark.end)))
    for first, last in pairwise(cuts):
        kind = next((mark.kind for mark in marks if mark.start <= first and last <= mark.end), None)
        yield Piece(text[first:last], kind)


def _within(start: int, end: int, places: Iterable[int]) -> list[int]:
    return sorted({start, end, *(place for place in places if start < place < end)})
