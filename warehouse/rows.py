"""Rows of articles, reports and ceremonies, and the numbering that all other rows refer to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from nlp.report import Report
from warehouse.ceremonies import Gathering, gather
from warehouse.corrected import columns
from warehouse.identity import Identities, Ledger, assign_ids
from warehouse.parts import Item
from warehouse.places import province_today

Row = dict[str, Any]
Value = TypeVar("Value", bound=Hashable)
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Account:
    """A relevant report with its keys; `copy` where its article repeats another's text."""

    item: Item
    report: Report
    report_key: int
    copy: bool

    @property
    def day(self) -> dt.date | None:
        """The day of the event, else that of publication."""
        return self.report.date or self.published

    @property
    def published(self) -> dt.date | None:
        """Day of publication in Vietnam."""
        return _day(self.item.published) or self.report.published


@dataclass(frozen=True, slots=True)
class Event:
    """Accounts of one thing. `row` is the row of its ceremony, empty where they give no day of an event."""

    accounts: list[Account]
    row: Row = field(default_factory=dict)

    @property
    def key(self) -> int | None:
        """The ceremony's key."""
        return self.row.get("ceremony_key")


def report_rows(items: Sequence[Item], ledger: Ledger) -> tuple[dict[str, list[Row]], list[Event], Identities]:
    """Return the rows of article, report and ceremony, the events in the order of their keys, and their ids."""
    article_keys = {item.id: key for key, item in enumerate(items, 1)}
    reported = [item for item in items if item.report is not None]
    report_keys = {item.id: key for key, item in enumerate(reported, 1)}
    relevant = [item for item in reported if item.report is not None and item.report.relevant]
    gatherings = gather(relevant)
    copies = {relevant[copy].id for g in gatherings for copy in g.original}

    def account(item: Item) -> Account:
        return Account(item, item.report or Report(), report_keys[item.id], item.id in copies)

    def accounts(gathering: Gathering) -> list[Account]:
        return sorted((account(relevant[n]) for n in gathering.members), key=lambda a: a.item.age)

    events = [Event(told, ceremony_row(told) if g.event else {}) for g in gatherings for told in [accounts(g)]]
    held = [event for event in events if event.row]
    identities = assign_ids("ceremony", [frozenset(a.item.id for a in event.accounts) for event in held], ledger)
    for event, ceremony_id in zip(held, identities.ids, strict=True):
        event.row["ceremony_id"] = ceremony_id
    held.sort(key=lambda event: (event.row["date"], event.row["province"] or "", event.row["ceremony_id"]))
    for key, event in enumerate(held, 1):
        event.row["ceremony_key"] = key
    ceremony_keys = {a.item.id: event.key for event in held for a in event.accounts}
    rows = {
        "article": [_article(item, article_keys) for item in items],
        "article_address": [row for item in items for row in _addresses(item, article_keys[item.id])],
        "article_version": [row for item in items for row in _versions(item, article_keys[item.id])],
        "report": [_report(account(item), article_keys[item.id], ceremony_keys.get(item.id)) for item in reported],
        "ceremony": [event.row for event in held],
    }
    return rows, held + [event for event in events if not event.row], identities


def most_said(values: Sequence[Value | None]) -> Value | None:
    """Return the commonest value that is not None, on a tie the first; None where there is none."""
    counts = Counter(value for value in values if value is not None)
    return max(counts, key=lambda value: counts[value]) if counts else None


def telling(account: Account) -> tuple[bool, int, tuple[bool, float, str]]:
    """Sort key: the report that tells most, not a copy, the earliest first."""
    report = account.report
    return (account.copy, -(2 * len(report.awards) + len(report.officials)), account.item.age)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.astimezone(VIETNAM).date() if moment else None


def _article(item: Item, keys: Mapping[str, int]) -> Row:
    names = (
        "url",
        "source",
        "title",
        "published",
        "fetched",
        "record",
        "language",
        "credit",
        "text_hash",
        "text_length",
    )
    return {
        "article_key": keys[item.id],
        "article_id": item.id,
        "province": item.outlet_province,
        "province_today": province_today(item.outlet_province, _day(item.published)),
        "syndicated_of": keys[item.original] if item.original else None,
        "syndicated_from": item.origin,
        **{name: getattr(item, name) for name in names},
    }


def _addresses(item: Item, key: int) -> list[Row]:
    names = ("url", "fetched", "record")
    return [
        {"article_key": key, "article_id": twin.id} | {name: getattr(twin, name) for name in names}
        for twin in item.twins
    ]


def _versions(item: Item, key: int) -> list[Row]:
    return [
        {
            "article_key": key,
            "version": number,
            "fetched": version.fetch.fetched,
            "record": version.fetch.record,
            "text_hash": version.fetch.text_hash,
            "title": version.fetch.title,
            "paragraphs_added": version.added,
            "paragraphs_removed": version.removed,
            "paragraphs_changed": version.changed,
            "numbers_changed": list(version.numbers),
            "title_changed": version.title,
            "published_changed": version.published,
            "byline_changed": version.byline,
        }
        for number, version in enumerate(item.versions, 1)
    ]


def _report(account: Account, article_key: int, ceremony_key: int | None) -> Row:
    report = account.report
    names = ("relevant", "kind", "date", "date_end", "part_of_day", "province", "place", "venue", "host")
    return {
        "report_key": account.report_key,
        "article_key": article_key,
        "ceremony_key": ceremony_key,
        "published": account.published,
        "province_today": province_today(report.province, account.day),
        "text_hash": account.item.report_hash,
        "warnings": list(report.warnings),
        **{name: getattr(report, name) for name in names},
        **columns(account.item.corrected.event if account.item.corrected else None),
    }


def first_and_last(days: Iterable[dt.date | None]) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last of the days that are known, None where none is."""
    known = [day for day in days if day]
    return min(known, default=None), max(known, default=None)


def _days(report: Report) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of an event of several days; an end before the beginning is a misreading."""
    first, last = report.date, report.date_end
    return (first, last) if first and last and first < last else None


def ceremony_row(accounts: Sequence[Account]) -> Row:
    """Return the row of the ceremony that these accounts tell of, without its key and id."""
    own = [account for account in accounts if not account.copy]
    best = min(accounts, key=telling)

    def say(get: Callable[[Report], Value | None]) -> Value | None:
        return most_said([get(account.report) for account in own]) or most_said([get(a.report) for a in accounts])

    longer = most_said([_days(account.report) for account in own])
    date, date_end = longer or (say(lambda report: report.date), None)
    province = say(lambda report: report.province)
    dated = [account.item.published for account in accounts if account.item.published]
    return {
        "title": best.item.title or best.report.title,
        "kind": say(lambda report: report.kind),
        "date": date,
        "date_end": date_end,
        "year": date.year if date else None,
        "part_of_day": say(lambda report: report.part_of_day),
        "province": province,
        "province_today": province_today(province, date or best.published),
        "place": say(lambda report: report.place),
        "venue": say(lambda report: report.venue),
        "host": say(lambda report: report.host),
        "reports": len(accounts),
        "outlets": len({account.item.outlet for account in own}),
        "first_published": min(dated, default=None),
        "url": best.item.url,
    }
