"""Whether two reports tell of one event: named evidence for and against, added up.

Two reports of one day are of two events until enough speaks against it, so the sum begins below zero, and the further
the less day and province are the same. Several events of one province on one day share the chairman, the form of the
award and half of their headlines: none of these is enough alone. What is rare weighs more: a large number, an official
who does not go to everything, the words that a headline does not share with all others.

The weights are in quarters, so that sums do not depend on the order of adding. They were set by the reasons given with
each and tried on hand-made cases and on generated reports with known truth (`benchmarks/grouping.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from warehouse.ceremonies.events import LONGEST, Facts

NEVER = -12.0
"""The weight of days too far apart for one event."""

_GATHERINGS = frozenset({"summary", "conferment", "congress", "launch", "other"})
_STANDARD = frozenset({"conferment", "other"})
"""Kinds whose headlines are the same for many events of a day: "Trao Huy hiệu Đảng đợt 19/5"."""
_SAME_RECIPIENT = ("a recipient in common", 4.5)
_UNNAMED = 10
"""From this number on recipients are hardly ever named."""


class Evidence(NamedTuple):
    """One reason to hold two reports for reports on one event (weight above 0) or on two (below 0)."""

    name: str
    weight: float


def explain(a: Facts, b: Facts) -> tuple[list[Evidence], float]:
    """Return the evidence on whether two reports are on one event, and its sum: 0 or more speaks for one."""
    found = [Evidence(name, weight) for name, weight in _evidence(a, b) if weight]
    return found, sum(weight for _, weight in found)


def margin(a: Facts, b: Facts) -> float:
    """Return the sum of the evidence that two reports tell of one event: 0 or more speaks for it."""
    return sum([weight for _, weight in _evidence(a, b)])


def _evidence(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    yield from _days(a, b)
    yield from _provinces(a, b)
    yield from _kinds(a, b)
    if a.part_of_day and b.part_of_day:
        yield ("one part of the day", 0.75) if a.part_of_day == b.part_of_day else ("two parts of the day", -3.5)
    if a.place and b.place:
        yield ("one place", 0.25) if a.place <= b.place or b.place <= a.place else ("two places", -0.75)
    if a.venue and b.venue:
        yield ("one hall", 1.5) if _alike(a.venue, b.venue) else ("two halls", -1.5)
    if a.host and a.host == b.host:
        yield "one host", 1.0
    elif a.holder and b.holder and a.holder.isdisjoint(b.holder):
        yield "two hosts", -1.0
    yield from _people(a, b)
    yield from _awards(a, b)
    yield from _headlines(a, b)
    if a.topics and b.topics and (shared := len(a.topics & b.topics)):
        yield "movements or documents in common", min(1.0, 0.5 * shared)


def _days(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    if a.days & b.days:
        yield "one day", -3.25
    elif not a.days and not b.days:
        yield "no day", NEVER
    elif a.days & b.maybe or b.days & a.maybe:
        if not a.days or not b.days:
            yield "one gives no day", -3.75
        elif a.kind == b.kind == "congress":
            yield "days of a congress that follow each other", -4.0
        else:
            yield "the day of one may be mistaken", -6.75
    elif a.days and b.days and min(abs(x - y) for x in a.days for y in b.days) < LONGEST.days:
        yield "two days", -5.5
    else:
        yield "days far apart", NEVER


def _provinces(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    if a.province != b.province:
        yield ("two provinces", -2.5) if a.province and b.province else ("one gives no province", -1.0)
    elif a.province is None:
        yield "neither gives a province", -2.0


def _kinds(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    if a.kind == b.kind:
        yield "one kind", 1.75
    elif "plan" in (a.kind, b.kind):
        yield "a plan and an event", -3.0
    elif a.kind not in _GATHERINGS or b.kind not in _GATHERINGS:
        yield "a council or feature and another kind", -0.5


def _people(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    """Weigh who takes part: a province's leader is at several events a day, the head of a department rarely at two."""
    if a.officials and b.officials:
        shared = a.officials & b.officials
        leaders = len(shared & (a.leaders | b.leaders))
        others = len(shared) - leaders
        if leaders:
            yield "leaders in common", (2.0, 4.0, 4.75)[min(leaders, 3) - 1]
        if others:
            yield "officials in common", (2.75, 5.25, 6.25)[min(others, 3) - 1]
        missing = min(len(a.officials), len(b.officials)) - len(shared)
        if missing:
            yield "officials that the other does not name", max(-5.0, -1.5 * missing)
    if a.recipients and b.recipients:
        yield ("no recipient in common", -1.0) if a.recipients.isdisjoint(b.recipients) else _SAME_RECIPIENT


def _awards(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    """Weigh the awards: the larger a number, the less often two events have it by chance."""
    if not a.forms or not b.forms:
        return
    shared = a.exact & b.exact
    others = a.recipients and b.recipients and a.recipients.isdisjoint(b.recipients)
    if telling := [_rarity(row[3]) for row in shared if row[3] >= _UNNAMED or not others]:
        yield "numbers in common", min(5.0, sum(telling))
    rounded = _agreeing(a, b) + _agreeing(b, a) if a.rounded or b.rounded else 0.0
    if rounded:
        yield "a rounded number that agrees", min(3.0, rounded)
    if not a.forms & b.forms:
        yield "no form of award in common", -1.25
    elif a.rows and b.rows:
        known = {row[:3] for row in shared}
        keys = {row[:4] for row in a.rows} & {row[:4] for row in b.rows}
        differing = len([key for key in keys if key[:3] not in known])
        if differing:
            yield "other numbers of one award", max(-3.0, -1.5 * differing)


def _rarity(number: int) -> float:
    if number >= 30:
        return 3.75
    if number >= 10:
        return 2.75
    return 2.0 if number >= 5 else 1.0


def _agreeing(rough: Facts, other: Facts) -> float:
    """Weigh the rounded numbers that an exact one of the other agrees with."""
    return sum(
        _rarity(number) - 1.0
        for award, kind, status, number, qualifier in rough.rounded
        if number >= 10
        and any(
            (award, kind, status) == exact[:3]
            and (number <= exact[3] < number * 1.2 if qualifier == "over" else abs(exact[3] - number) <= number * 0.1)
            for exact in other.exact
        )
    )


def _headlines(a: Facts, b: Facts) -> Iterator[tuple[str, float]]:
    """Weigh the headlines: all share the words of the trade, so what they are about says more."""
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        yield "other numbers of a bloc, school or decision", -3.0
    fewest = min(len(a.subject), len(b.subject))
    shared = len(a.subject & b.subject)
    if a.province != b.province and a.province and b.province:
        if shared > 1 and shared >= 0.75 * fewest:
            yield "one subject in two provinces", 2.5
        return
    if shared > 1 and shared >= 0.75 * fewest:
        yield "one subject", 3.25
    elif shared and shared >= (0.4 if shared > 1 else 1.0) * fewest:
        yield "subjects alike", 1.5
    elif fewest > 1 and not shared:
        yield "two subjects", -1.5
    if shared >= 0.8 * fewest and a.units == b.units and _retold(a.headline, b.headline):
        plain = a.kind in _STANDARD or b.kind in _STANDARD
        yield ("one standard headline", 1.0) if plain else ("one headline", 2.25)


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether two sets of words are nearly the same."""
    shared = len(a & b)
    return shared > 0 and shared >= 0.75 * (len(a) + len(b) - shared)


def _retold(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether one headline says nearly what the other says, or all of it and more."""
    shared = len(a & b)
    return shared >= 4 and (shared >= 0.6 * (len(a) + len(b) - shared) or shared >= 0.8 * min(len(a), len(b)))
