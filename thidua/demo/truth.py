"""The truth about the demo site: its articles' reports, written by hand, and what follows from them for the site."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from nlp.report import AwardCode, Grantor, Kind, Qualifier, Recipient, Role, Status
from reference.folding import norm
from thidua.demo.material import FOLDER, DemoError
from thidua.demo.site import Site
from thidua.scoring import FIXED_GRANTOR

TRUTH = FOLDER / "truth"
_PREFERENCE: dict[str, int] = {"exact": 0, "about": 1, "over": 2}


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class TrueOfficial(_Record):
    """An office holder whom an article names."""

    name: str
    titles: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


class TrueAward(_Record):
    """An award row of an article."""

    award: AwardCode
    name: str | None = None
    award_class: Annotated[int | None, Field(alias="class", ge=1, le=3)] = None
    grantor: Grantor | None = None
    recipient: Recipient
    count: int | None = None
    qualifier: Qualifier = "exact"
    status: Status
    period: tuple[int, int | None] | None = None
    decided: str | None = None
    """The earlier ceremony at which it was conferred, where it counts; here it is handed over."""


class TrueReport(_Record):
    """What one article says, as far as the site's truth is made of it."""

    id: str
    relevant: bool
    kind: Kind | None = None
    ceremony: str | None = None
    """The event that the article reports, the same slug in all its reports; None where it reports no dated event."""
    date: dt.date | None = None
    province: str | None = None
    officials: tuple[TrueOfficial, ...] = ()
    awards: tuple[TrueAward, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardFact:
    """One award of an event, however many articles tell of it; no grantor where the law leaves no choice."""

    award: str
    award_class: int | None
    grantor: str | None
    recipient: str
    count: int | None
    qualifier: str
    status: str
    period: tuple[int, int | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A ceremony with all its reports, or (`slug` None) what one article tells of no dated event, with its copies."""

    slug: str | None
    articles: tuple[str, ...]
    date: dt.date | None
    province: str | None
    awards: tuple[AwardFact, ...]
    """Those conferred at it."""
    handed_over: tuple[AwardFact, ...]
    """Those handed over at it that had been conferred before."""
    officials: frozenset[str]
    """Names in the form that compares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTruth:
    """The truth about a site: its reports by article id, its events, and each article's canonical address."""

    reports: Mapping[str, TrueReport]
    events: Sequence[Event]
    urls: Mapping[str, str]

    @property
    def ceremonies(self) -> list[Event]:
        """The dated events, in the order of their slugs."""
        return [event for event in self.events if event.slug is not None]

    @property
    def relevant(self) -> list[str]:
        """Ids of the articles that report an emulation or commendation event or awards."""
        return [key for key, report in self.reports.items() if report.relevant]

    def recipients_by_type(self) -> dict[str, int]:
        """Return the sum of the counts of conferred awards by award code."""
        totals: Counter[str] = Counter()
        for _, award in self._conferred():
            totals[award.award] += award.count or 0
        return dict(sorted(totals.items()))

    def recipients_by_province(self) -> dict[str | None, int]:
        """Return the sum of the counts of conferred awards by the event's province."""
        totals: Counter[str | None] = Counter()
        for event, award in self._conferred():
            totals[event.province] += award.count or 0
        return dict(sorted(totals.items(), key=lambda item: item[0] or ""))

    def ceremonies_by_official(self) -> dict[str, int]:
        """Return the number of ceremonies of every official; the keys are names in the form that compares."""
        names = {norm(official.name) for report in self.reports.values() for official in report.officials}
        counts = Counter(name for event in self.ceremonies for name in event.officials)
        return {name: counts[name] for name in sorted(names)}

    def _conferred(self) -> Iterable[tuple[Event, AwardFact]]:
        return ((event, award) for event in self.events for award in event.awards if award.status == "conferred")


def load_truth(site: Site, folder: Path = TRUTH) -> SiteTruth:
    """Return the truth about a site's articles.

    Raises `DemoError` when reports are missing, wrong, or contradict each other.
    """
    reports = {path.stem: _read(path) for path in sorted(folder.glob("*.json"))}
    for key in sorted(set(reports) ^ set(site.articles)):
        raise DemoError(f"{key}: {'no such article' if key in reports else f'no truth in {folder}'}")
    groups: defaultdict[tuple[str, str], list[TrueReport]] = defaultdict(list)
    for key, report in reports.items():
        if report.ceremony is not None:
            groups["ceremony", report.ceremony].append(report)
        elif report.relevant:
            groups["article", site.articles[key].syndicated_of or key].append(report)
    events = tuple(_event(name, group) for name, group in sorted(groups.items()))
    return SiteTruth(reports=reports, events=events, urls=site.urls())


def award_fact(
    *,
    award: str,
    award_class: int | None,
    grantor: str | None,
    recipient: str,
    count: int | None,
    qualifier: str,
    status: str,
    period: tuple[int, int | None] | None,
) -> AwardFact:
    """Return an award in the form that compares: without the grantor where the law leaves no choice."""
    return AwardFact(
        award=award,
        award_class=award_class,
        grantor=None if award.startswith(FIXED_GRANTOR) else grantor,
        recipient=recipient,
        count=count,
        qualifier=qualifier,
        status=status,
        period=period,
    )


def _read(path: Path) -> TrueReport:
    try:
        report = TrueReport.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        raise DemoError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise DemoError(f"{path}: cannot be read: {error}") from error
    if report.id != path.stem:
        raise DemoError(f"{path}: id {report.id!r} is not the name of the file")
    if not report.relevant and (report.awards or report.ceremony):
        raise DemoError(f"{path}: an article that is not relevant has neither awards nor a ceremony")
    return report


def _event(name: tuple[str, str], reports: Sequence[TrueReport]) -> Event:
    kind, slug = name
    days, provinces = {report.date for report in reports}, {report.province for report in reports}
    if len(days) > 1 or len(provinces) > 1:
        raise DemoError(f"{slug}: its reports disagree on the day or the province: {_ids(reports)}")
    if kind == "ceremony" and None in days:
        raise DemoError(f"{slug}: a ceremony has a day: {_ids(reports)}")
    return Event(
        slug=slug if kind == "ceremony" else None,
        articles=tuple(report.id for report in reports),
        date=days.pop(),
        province=provinces.pop(),
        awards=_joined_awards(slug, reports, decided=False),
        handed_over=_joined_awards(slug, reports, decided=True),
        officials=frozenset(norm(official.name) for report in reports for official in report.officials),
    )


def _joined_awards(slug: str, reports: Sequence[TrueReport], *, decided: bool) -> tuple[AwardFact, ...]:
    """Return the awards of an event's reports, those decided before or the others, each once.

    Rows of different reports are joined where they are on the same award. Those of one report are different awards, so
    the first, second, … of equal rows of one report meet the first,
    second, … of another.
    """
    joined: dict[tuple[object, ...], AwardFact] = {}
    for report in reports:
        seen: Counter[tuple[object, ...]] = Counter()
        own = [row for row in report.awards if (row.decided is not None) == decided]
        for row in sorted(own, key=lambda row: -(row.count or 0)):
            fact = award_fact(
                award=row.award,
                award_class=row.award_class,
                grantor=row.grantor,
                recipient=row.recipient,
                count=row.count,
                qualifier=row.qualifier,
                status=row.status,
                period=row.period,
            )
            same = (norm(row.name or ""), replace(fact, count=None, qualifier="exact"))
            key = (*same, seen[same])
            seen[same] += 1
            joined[key] = _better(slug, joined[key], fact) if key in joined else fact
    return tuple(joined.values())


def _better(slug: str, one: AwardFact, other: AwardFact) -> AwardFact:
    """Return that of two rows on one award which says more: a number rather than none, an exact one before others."""
    if one.count == other.count and one.qualifier == other.qualifier:
        return one
    if one.qualifier == other.qualifier == "exact" and None not in (one.count, other.count):
        raise DemoError(f"{slug}: two reports give {one.count} and {other.count} for {one.award} ({one.recipient})")
    return min(one, other, key=lambda fact: (fact.count is None, _PREFERENCE[fact.qualifier], -(fact.count or 0)))


def _ids(reports: Sequence[TrueReport]) -> str:
    return ", ".join(report.id for report in reports)
