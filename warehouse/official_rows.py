"""Rows of officials, their positions, appearances and mentions."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from reference.folding import norm
from warehouse.corrected import columns
from warehouse.identity import Identities, Ledger, assign_ids
from warehouse.officials import NATIONAL, Mention, identify, name_key, scope_of, spelling
from warehouse.people import PersonCorrection, apply
from warehouse.people_rows import person_correction_rows
from warehouse.places import province_in_title, province_today
from warehouse.rows import Account, Event, Row, first_and_last, most_said
from warehouse.titles import read_title

_ROLES = ("attend", "chair", "speak", "present")


def official_rows(
    events: Sequence[Event],
    ledger: Ledger,
    people: Sequence[PersonCorrection] = (),
    decided: Mapping[str, int] | None = None,
) -> tuple[dict[str, list[Row]], Identities]:
    """Return the rows of official, position, appearance, official_mention, person_correction, and the officials' ids.

    `people` are the operator's joins and splits. With `decided`, person by id of mention, nothing is decided anew.
    """
    told = [(event, account, n) for event in events for account in event.accounts for n in _each(account)]
    told.sort(key=lambda place: (place[1].report_key, place[2]))
    mentions = [_mention(event, account, n) for event, account, n in told]
    ids = [account.item.mention_ids[n] for _, account, n in told]
    articles = {name: account.report_key for _, account, _ in told for name in account.item.names} if people else {}
    known = identify(mentions) if decided is None else _as_decided([decided[mention_id] for mention_id in ids])
    persons, outcomes = apply(known, mentions, people, articles)
    identities = assign_ids("official", [frozenset(ids[n] for n in person) for person in persons], ledger)
    rows: dict[str, list[Row]] = {"official": [], "position": [], "appearance": [], "official_mention": []}
    whose = {n: identities.ids[p] for p, person in enumerate(persons) for n in person} if people else {}
    rows["person_correction"] = person_correction_rows(outcomes, whose.__getitem__)
    order = sorted(range(len(persons)), key=lambda p: (norm(spelling(_names(mentions, persons[p]))), identities.ids[p]))
    for key, p in enumerate(order, 1):
        person = [(mentions[n], told[n][1], told[n][2]) for n in persons[p]]
        official = _official(person)
        rows["official"].append({"official_key": key, "official_id": identities.ids[p]} | official)
        rows["position"] += [
            {"position_key": len(rows["position"]) + i, "official_key": key, "province": official["province"]}
            | position
            for i, position in enumerate(_positions(person), 1)
        ]
        rows["appearance"] += [
            {"appearance_key": len(rows["appearance"]) + i, "official_key": key} | appearance
            for i, appearance in enumerate(_appearances(person), 1)
        ]
        for n in persons[p]:
            _, account, place = told[n]
            official_ = account.report.officials[place]
            rows["official_mention"].append(
                {
                    "mention_key": len(rows["official_mention"]) + 1,
                    "mention_id": ids[n],
                    "official_key": key,
                    "report_key": account.report_key,
                    "name": official_.name,
                    "titles": list(official_.titles),
                    "roles": list(official_.roles),
                    **columns(account.item.corrected.officials.get(place) if account.item.corrected else None),
                }
            )
    return rows, identities


def _as_decided(labels: Sequence[int]) -> list[list[int]]:
    persons: dict[int, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        persons[label].append(n)
    return list(persons.values())


_Seen = tuple[Mention, Account, int]


def _each(account: Account) -> range:
    return range(len(account.report.officials))


def _mention(event: Event, account: Account, n: int) -> Mention:
    official = account.report.officials[n]
    province = account.report.province or account.item.outlet_province
    scope = scope_of(official.titles, province, province_in_title)
    named = tuple(name_key(other.name) for other in account.report.officials)
    return Mention(
        account.report_key, event.key, official.name, official.titles, scope, account.day, account.report.place, named
    )


def _names(mentions: Sequence[Mention], person: Sequence[int]) -> list[str]:
    return [mentions[n].name for n in person]


def _official(person: Sequence[_Seen]) -> Row:
    first, last = first_and_last(mention.day for mention, _, _ in person)
    scopes = [mention.scope for mention, _, _ in person]
    province = most_said([scope for scope in scopes if scope != NATIONAL])
    latest = max(person, key=lambda seen: (bool(seen[0].titles), seen[0].day or dt.date.min, -seen[1].report_key))
    return {
        "name": spelling([mention.name for mention, _, _ in person]),
        "province": province,
        "province_today": province_today(province, last),
        "national": province is None and NATIONAL in scopes,
        "title": ", ".join(latest[0].titles) or None,
        "ceremonies": len({mention.ceremony for mention, _, _ in person} - {None}),
        "reports": len({mention.report for mention, _, _ in person}),
        "first_seen": first,
        "last_seen": last,
    }


def _positions(person: Sequence[_Seen]) -> list[Row]:
    seen: dict[str, list[tuple[str, Mention]]] = defaultdict(list)
    for mention, _, _ in person:
        for title in mention.titles:
            seen[norm(title)].append((title, mention))
    rows = []
    for same in seen.values():
        title = spelling([title for title, _ in same])
        office = read_title(title)
        first, last = first_and_last(mention.day for _, mention in same)
        rows.append(
            {
                "title": title,
                "post": office.post,
                "body": office.body or None,
                "national": office.national,
                "first_seen": first,
                "last_seen": last,
                "reports": len({mention.report for _, mention in same}),
            }
        )
    return sorted(rows, key=lambda row: (row["first_seen"] or dt.date.max, norm(row["title"])))


def _appearances(person: Sequence[_Seen]) -> list[Row]:
    by_ceremony: dict[int, list[_Seen]] = defaultdict(list)
    for seen in person:
        if isinstance(seen[0].ceremony, int):
            by_ceremony[seen[0].ceremony].append(seen)
    rows = []
    for ceremony, same in sorted(by_ceremony.items()):
        roles = {role for _, account, n in same for role in account.report.officials[n].roles}
        titles: dict[str, str] = {}
        for mention, _, _ in same:
            for title in mention.titles:
                titles.setdefault(norm(title), title)
        rows.append(
            {
                "ceremony_key": ceremony,
                "roles": [role for role in _ROLES if role in roles],
                "titles": list(titles.values()),
                "reports": len({mention.report for mention, _, _ in same}),
            }
        )
    return rows
