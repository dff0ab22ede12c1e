"""The work tables filled from items by the row builders in Python, which the derivation is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
from warehouse.award_rows import _CHILD, _all, _told, _word
from warehouse.official_rows import _mention
from warehouse.rows import VIETNAM, Account, Event, Row, _versions, report_rows

from reference.folding import norm
from warehouse import award_rows
from warehouse.awards import Given, Told, merge
from warehouse.corrected import columns
from warehouse.correcting import Outcome
from warehouse.derivation import create_work_tables, insert_rows
from warehouse.identity import Ledger
from warehouse.officials import identify
from warehouse.parts import Item
from warehouse.schema import create_tables
from warehouse.titles import read_title


def merged(rows: Sequence[Told]) -> list[Given]:
    """Return awards with their rows in the order in which they speak."""
    given = merge(rows)
    for one in given:
        one.told.sort(key=lambda told: (told.copy, told.statement.age, told.row))
    return given


def work_rows(
    items: Sequence[Item], rows: dict[str, list[Row]], outcomes: Sequence[Outcome], ledger: Ledger
) -> dict[str, list[Row]]:
    """Return the rows of the work tables for items and what Python made of them; the ledger is that of ceremonies."""
    _, events, _ = report_rows(items, ledger)
    accounts = {a.item.id: (n, event, a) for n, event in enumerate(events) for a in event.accounts}
    ages = {item.id: age for age, item in enumerate(sorted(items, key=lambda item: item.age))}
    work: dict[str, list[Row]] = {
        "article": [_article(item, ages[item.id]) for item in items],
        "article_address": [
            {"home": item.id, "article_id": t.id, "url": t.url, "fetched": t.fetched, "record": t.record}
            for item in items
            for t in item.twins
        ],
        "article_version": [
            {"article_id": item.id, **{k: v for k, v in row.items() if k != "article_key"}}
            for item in items
            for row in _versions(item, 0)
        ],
        "report": [_report(item, accounts.get(item.id)) for item in items if item.report is not None],
        "alias": rows["alias"],
        "correction": [
            {k: v for k, v in row.items() if k != "article_key"} | {"article_id": outcome.article_id}
            for row, outcome in zip(rows["correction"], outcomes, strict=True)
        ],
        "movement": [],
        "document": [],
        "identity": [],
    }
    for _, _, account in accounts.values():
        for n, movement in enumerate(account.report.movements):
            row = {"article_id": account.item.id, "n": n, "name": movement.name, "norm": norm(movement.name)}
            work["movement"].append(row | {"start_date": movement.start, "end_date": movement.end})
        for n, name in enumerate(account.report.documents):
            work["document"].append({"article_id": account.item.id, "n": n, "name": name, "norm": norm(name)})
    held = [(f"event {n}", event) for n, event in enumerate(events) if event.row]
    ids = {row["ceremony_key"]: row["ceremony_id"] for row in rows["ceremony"]}
    work["identity"] += [_identity("ceremony", name, ids[event.key]) for name, event in held]
    return work | _awards(events, rows, work["identity"]) | _officials(events, rows, work["identity"])


def _article(item: Item, age: int) -> Row:
    same = ("id", "url", "source", "outlet", "title", "published", "fetched", "record", "language", "credit")
    day = item.published.astimezone(VIETNAM).date() if item.published else item.report and item.report.published
    return {name: getattr(item, name) for name in (*same, "text_hash", "text_length")} | {
        "province": item.outlet_province,
        "day": day,
        "syndicated_of": item.original,
        "syndicated_from": item.origin,
        "age": age,
    }


def _report(item: Item, told: tuple[int, Event, Account] | None) -> Row:
    report = item.report
    assert report is not None
    names = ("relevant", "kind", "date", "date_end", "part_of_day", "province", "place", "venue", "host")
    return {
        "article_id": item.id,
        "event": f"event {told[0]}" if told else None,
        "held": bool(told and told[1].row),
        "copy": bool(told and told[2].copy),
        "text_hash": item.report_hash,
        "warnings": list(report.warnings),
        **{name: getattr(report, name) for name in names},
        **columns(item.corrected.event if item.corrected else None),
    }


def _awards(events: Sequence[Event], rows: dict[str, list[Row]], identities: list[Row]) -> dict[str, list[Row]]:
    ids = {row["award_key"]: row["award_id"] for row in rows["award"]}
    keys = {row["award_report_id"]: row["award_key"] for row in rows["award_report"]}
    work: dict[str, list[Row]] = {"award": [], "award_choice": []}
    for number, event in enumerate(events):
        accounts = {account.report_key: account for account in event.accounts}
        for n, given in enumerate(merged(_told(event))):
            group = f"award {number}.{n}"
            best, choice = given.best(), given.choice()
            name = accounts[best.report].item.award_ids[best.row]
            identities.append(_identity("award", group, ids[keys[name]]))
            work["award_choice"].append(
                {
                    "award_group": group,
                    "best": name,
                    "count": choice.count,
                    "qualifier": choice.qualifier,
                    "agreeing": choice.agreeing,
                    "conflict": choice.conflict,
                    "event": f"event {number}",
                }
            )
            for told, part in _all(given):
                account = accounts[told.report]
                recipients = [name for name in told.award.recipient_names if not _CHILD.match(name)]
                word = _word(account, told)
                work["award"].append(
                    award_rows._as_told(told.award)
                    | {
                        "award_report_id": account.item.award_ids[told.row],
                        "article_id": account.item.id,
                        "row": told.row,
                        "recipients": [{"name": name, "norm": norm(name)} for name in recipients],
                        "presenters": [{"name": name, "norm": norm(name)} for name in told.award.presented_by],
                        "counted": word is not None and word.counted,
                        "award_group": group,
                        "part": part,
                        **columns(word),
                    }
                )
    return work


def _officials(events: Sequence[Event], rows: dict[str, list[Row]], identities: list[Row]) -> dict[str, list[Row]]:
    told = [(e, account, n) for e in events for account in e.accounts for n in range(len(account.report.officials))]
    told.sort(key=lambda place: (place[1].report_key, place[2]))
    mentions = [_mention(*place) for place in told]
    ids = {row["official_key"]: row["official_id"] for row in rows["official"]}
    keys = {row["mention_id"]: row["official_key"] for row in rows["official_mention"]}
    work: list[Row] = []
    for person, members in enumerate(identify(mentions)):
        for place in members:
            _, account, n = told[place]
            official, mention_id = account.report.officials[n], account.item.mention_ids[n]
            offices = [read_title(title) for title in official.titles]
            work.append(
                {
                    "mention_id": mention_id,
                    "article_id": account.item.id,
                    "n": n,
                    "name": official.name,
                    "norm": norm(official.name),
                    "titles": list(official.titles),
                    "title_norms": [norm(title) for title in official.titles],
                    "offices": [{"post": o.post, "body": o.body, "national": o.national} for o in offices],
                    "scope": mentions[place].scope,
                    "roles": list(official.roles),
                    "person": f"person {person}",
                    **columns(account.item.corrected.officials.get(n) if account.item.corrected else None),
                }
            )
        first = told[members[0]]
        identities.append(_identity("official", f"person {person}", ids[keys[first[1].item.mention_ids[first[2]]]]))
    return {"official": work}


def _identity(kind: str, group: str, stable: str) -> Row:
    return {"kind": kind, "grp": group, "id": stable}


def opened(work: dict[str, list[Any]], threads: int = 2) -> duckdb.DuckDBPyConnection:
    """Return a database with these work tables and the tables of a snapshot, empty."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    connection.execute("CREATE SCHEMA work")
    create_work_tables(connection)
    create_tables(connection)
    for table, rows in work.items():
        insert_rows(connection, f"work.{table}", rows)
    return connection
