"""Whether two reports tell of one event: evidence for and against, added up.

The weights were set by hand on the hard cases in tests/warehouse/test_ceremonies.py; each names what it stands for. Two
events of one province on one day often share the chairman and half of their headlines, so a single shared person or a
likeness of titles is never enough.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from nlp.report import Award, Report
from reference.folding import fold, norm

ENOUGH = 3.0
"""The sum from which two reports of one day and province tell of one event."""
ENOUGH_ELSEWHERE = 5.0
"""The sum where the two differ in province, or only one of them gives it."""
LONGEST = dt.timedelta(days=7)
"""An event said to be longer is taken to be of its first day."""

_GATHERINGS = frozenset({"summary", "conferment", "congress", "launch", "other"})
_PLAN = frozenset({"plan"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What of one report is compared."""

    kind: str
    province: str | None
    days: frozenset[dt.date]
    part_of_day: str | None
    title: str
    place: str
    venue: str
    host: str
    officials: frozenset[str]
    awards: frozenset[tuple[str, int | None, str, str, int]]
    forms: frozenset[tuple[str, int | None]]
    recipients: frozenset[str]
    topics: frozenset[str] = field(default_factory=frozenset)


def facts_of(report: Report) -> Facts:
    """Return what of a report is compared."""
    given = [award for award in report.awards if award.status in ("conferred", "proposed")]
    return Facts(
        kind=report.kind,
        province=report.province,
        days=days_of(report),
        part_of_day=report.part_of_day,
        title=fold(report.title),
        place=fold(report.place or ""),
        venue=fold(report.venue or ""),
        host=fold(report.host or ""),
        officials=frozenset(norm(official.name) for official in report.officials),
        awards=frozenset(_numbers(given)),
        forms=frozenset((award.award, award.award_class) for award in given),
        recipients=frozenset(norm(name) for award in given for name in award.recipient_names),
        topics=frozenset([norm(m.name) for m in report.movements] + [norm(d) for d in report.documents]),
    )


def days_of(report: Report) -> frozenset[dt.date]:
    """Return the days on which the event took place, none where the report does not say."""
    return days_between(report.date, report.date_end)


def days_between(first: dt.date | None, last: dt.date | None) -> frozenset[dt.date]:
    """Return the days from the first to the last of an event; an end that makes no sense is left aside."""
    if first is None:
        return frozenset()
    if last is None or not first <= last <= first + LONGEST:
        last = first
    return frozenset(first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def needed(a: Facts, b: Facts) -> float:
    """Return the sum of evidence that these two need."""
    return ENOUGH if a.province == b.province else ENOUGH_ELSEWHERE


def margin(a: Facts, b: Facts) -> float:
    """Return by how much the evidence for one event is more than needed; without a common day it is -1."""
    return evidence(a, b) - needed(a, b) if a.days & b.days else -1.0


def evidence(a: Facts, b: Facts) -> float:
    """Return the sum of the evidence that two reports tell of one event; negative where it speaks against."""
    return (
        _kinds(a, b)
        + _hours(a, b)
        + _places(a, b)
        + _people(a, b)
        + _awards(a, b)
        + _titles(a.title, b.title)
        + min(1.0, 0.5 * len(a.topics & b.topics))
    )


def _kinds(a: Facts, b: Facts) -> float:
    kinds = {a.kind, b.kind}
    if len(kinds) == 1:
        return 0.5
    if kinds & _PLAN:
        return -3.0
    return 0.0 if kinds <= _GATHERINGS else -1.0


def _hours(a: Facts, b: Facts) -> float:
    """One event is not told of the morning by one and of the evening by another, unless it is longer than a day."""
    if not a.part_of_day or not b.part_of_day or len(a.days | b.days) > 1:
        return 0.0
    return 0.5 if a.part_of_day == b.part_of_day else -2.5


def _places(a: Facts, b: Facts) -> float:
    score = 0.0
    for x, y, same, other in (
        (a.venue, b.venue, 1.0, -1.0),
        (a.host, b.host, 1.0, -0.5),
        (a.place, b.place, 0.5, -1.0),
    ):
        if x and y:
            score += same if fuzz.token_set_ratio(x, y) >= 80 else other
    return score


def _people(a: Facts, b: Facts) -> float:
    score = 0.0
    shared = len(a.officials & b.officials)
    fewest = min(len(a.officials), len(b.officials))
    if fewest:
        score += 3.0 * (shared / fewest) * min(1.0, shared / 2)
        if fewest >= 3 and shared == 0:
            score -= 2.0
    if a.recipients and b.recipients:
        score += 1.5 if a.recipients & b.recipients else -0.5
    return score


def _awards(a: Facts, b: Facts) -> float:
    shared = a.awards & b.awards
    score = min(4.0, sum(2.0 if number > 1 else 1.0 for *_, number in shared))
    if not a.forms or not b.forms:
        return score
    if not a.forms & b.forms:
        return score - 1.0
    keys = {row[:4] for row in a.awards} & {row[:4] for row in b.awards}
    differing = len(keys) - len({row[:4] for row in shared} & keys)
    return score - min(2.0, 1.0 * differing)


def _titles(a: str, b: str) -> float:
    """Headlines share the words of the trade; only a near repetition says much."""
    if not a or not b:
        return 0.0
    ratio = fuzz.token_set_ratio(a, b)
    if ratio >= 90:
        return 1.5
    return 0.75 if ratio >= 70 else 0.0


def _numbers(awards: list[Award]) -> list[tuple[str, int | None, str, str, int]]:
    """Return the exact numbers stated; a rounded one is no evidence for or against."""
    return [
        (award.award, award.award_class, award.recipient, award.status, award.count)
        for award in awards
        if award.count is not None and award.qualifier == "exact"
    ]
