"""What of a report is compared to tell whether another is on the same event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from nlp.report import Award, Report
from reference.folding import fold
from reference.provinces import UnknownProvinceError, in_force
from warehouse.ceremonies.headlines import read_headline, subject_of
from warehouse.people.titles import read_title

LONGEST = dt.timedelta(days=7)
"""An event said to be longer is taken to be of its first day."""
SOON = 3
"""Within so many days an event is told of as news."""
_OF_THIS_EVENT = frozenset({"conferred", "proposed"})
_LEADING = ("bi thu", "pho bi thu", "chu tich", "pho chu tich")

Stated = tuple[str, int | None, str, int]
"""An award's code, class and status, and the number given of it."""


class AwardSaid(NamedTuple):
    """One award row of a report, as far as it is compared; `names` are the recipients'."""

    award: str
    award_class: int | None
    recipient: str
    status: str
    number: int | None
    qualifier: str
    names: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What of one report is compared: words folded, days as ordinals."""

    kind: str
    province: str | None
    """The province in force on the day for the one that was named."""
    days: frozenset[int]
    """The days that the report gives."""
    maybe: frozenset[int]
    """Days that it may mean though it does not give them: see `maybe_days`."""
    part_of_day: str | None
    outlet: str
    headline: frozenset[str]
    numbers: frozenset[str]
    units: frozenset[str]
    subject: frozenset[str]
    """What headline, host and place are about (`warehouse.ceremonies.headlines`)."""
    place: frozenset[str]
    venue: frozenset[str]
    host: str
    holder: frozenset[str]
    """What the host is besides a leading body of the province: the "y tế" of "Sở Y tế"."""
    officials: frozenset[str]
    leaders: frozenset[str]
    """Those of the officials who lead a province or the country: they are at several events a day."""
    exact: frozenset[Stated]
    rounded: frozenset[tuple[str, int | None, str, int, str]]
    rows: frozenset[tuple[str, int | None, str, str, int]]
    """The exact numbers with their kind of recipients."""
    forms: frozenset[tuple[str, int | None]]
    recipients: frozenset[str]
    topics: frozenset[str]


def facts_of(report: Report, outlet: str = "") -> Facts:
    """Return what of a report is compared; `outlet` is who published it."""
    return make_facts(
        kind=report.kind,
        province=report.province,
        date=report.date,
        date_end=report.date_end,
        published=report.published,
        part_of_day=report.part_of_day,
        outlet=outlet,
        title=report.title,
        place=report.place,
        venue=report.venue,
        host=report.host,
        officials=[(official.name, official.titles) for official in report.officials],
        awards=[_said(award) for award in report.awards],
        topics=[*(movement.name for movement in report.movements), *report.documents],
    )


def make_facts(
    *,
    kind: str,
    province: str | None,
    date: dt.date | None,
    date_end: dt.date | None,
    published: dt.date | None,
    part_of_day: str | None,
    outlet: str,
    title: str | None,
    place: str | None,
    venue: str | None,
    host: str | None,
    officials: Iterable[tuple[str, Iterable[str]]],
    awards: Iterable[AwardSaid],
    topics: Iterable[str],
) -> Facts:
    """Return what is compared from plain values; officials are name and titles, in any spelling that folds alike."""
    days = days_between(date, date_end)
    given = [award for award in awards if award.status in _OF_THIS_EVENT]
    told = [award for award in given if award.number is not None]
    people = [(_folded(name), titles) for name, titles in officials]
    headline = read_headline(title or "")
    where = subject_of(place, provinces=True) if place else frozenset[str]()
    holder = subject_of(host) if host else frozenset[str]()
    return Facts(
        kind=kind,
        province=_territory(province, date or published),
        days=days,
        maybe=maybe_days(kind, days, published),
        part_of_day=part_of_day if len(days) < 2 else None,
        outlet=outlet,
        headline=headline.words,
        numbers=headline.numbers,
        units=headline.units,
        subject=headline.subject | holder | where,
        place=where,
        venue=frozenset(_folded(venue).split()) if venue else frozenset(),
        host=_folded(host) if host else "",
        holder=holder,
        officials=frozenset(name for name, _ in people),
        leaders=frozenset(name for name, titles in people if any(leads(title) for title in titles)),
        exact=frozenset(_kept(a.award, a.award_class, a.status, a.number) for a in told if a.qualifier == "exact"),
        rounded=frozenset(
            _kept(a.award, a.award_class, a.status, a.number, a.qualifier) for a in told if a.qualifier != "exact"
        ),
        rows=frozenset(
            _kept(a.award, a.award_class, a.status, a.recipient, a.number) for a in told if a.qualifier == "exact"
        ),
        forms=frozenset(_kept(award.award, award.award_class) for award in given),
        recipients=frozenset(_folded(name) for award in given for name in award.names),
        topics=frozenset(_folded(topic) for topic in topics),
    )


def days_between(date: dt.date | None, date_end: dt.date | None) -> frozenset[int]:
    """Return the days of an event as ordinals, none without a date."""
    if date is None:
        return frozenset()
    last = date_end or date
    if not dt.timedelta(0) <= last - date <= LONGEST:
        last = date
    return frozenset(range(date.toordinal(), last.toordinal() + 1))


def maybe_days(kind: str, days: frozenset[int], published: dt.date | None) -> frozenset[int]:
    """Return the days that a report may mean though it does not give them, as ordinals.

    Without a day, and where it is long past or still to come: the day of publication and those just before, for news
    is printed soon and another day of the text may have been taken for the event's. Where the day is that of
    publication, the one before: it is often taken for the event's. Of a congress the day before: its days are told
    one by one.
    """
    if kind == "plan":
        return frozenset()
    if not days:
        return _just_before(published) if published else frozenset()
    first, day = min(days), published.toordinal() if published else None
    if published is not None and day is not None and (day - max(days) > SOON or first > day):
        return _just_before(published)
    return frozenset({first - 1}) if days == {day} or kind == "congress" else frozenset()


def _just_before(published: dt.date) -> frozenset[int]:
    return frozenset(range(published.toordinal() - SOON, published.toordinal() + 1))


@lru_cache(maxsize=1 << 15)
def leads(title: str) -> bool:
    """Tell whether the holder of a title leads a province or serves in a national body."""
    office = read_title(title)
    return office.national or (not office.body and office.post.startswith(_LEADING))


@lru_cache(maxsize=1 << 14)
def _territory(slug: str | None, day: dt.date | None) -> str | None:
    if slug is None or day is None:
        return slug
    try:
        unit = in_force(slug, day)
    except UnknownProvinceError:
        return slug
    return unit.slug if unit is not None else slug


def _said(award: Award) -> AwardSaid:
    return AwardSaid(
        award.award,
        award.award_class,
        award.recipient,
        award.status,
        award.count,
        award.qualifier,
        award.recipient_names,
    )


@lru_cache(maxsize=1 << 16)
def _kept(*values: Any) -> Any:  # noqa: ANN401 - any row
    """Return equal tuples as one, so that they are in memory once."""
    return values


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    return fold(text)
