"""Rows of awards, of what each report says of them, and of recipients."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from nlp.report import Award
from reference.awards import award_types
from reference.folding import norm
from warehouse.award_group import Part
from warehouse.awards import Given, Told, merge
from warehouse.corrected import Word, columns
from warehouse.counts import Statement
from warehouse.identity import Identities, Ledger, assign_ids
from warehouse.places import province_today
from warehouse.rows import Account, Event, Row, most_said

_CHILD = re.compile(r"^(?:em|cháu|bé|học sinh)\s", re.IGNORECASE)


def award_rows(events: Sequence[Event], ledger: Ledger) -> tuple[dict[str, list[Row]], Identities]:
    """Return the rows of award, award_report and recipient, and the awards' ids."""
    found: list[tuple[Event, Given, dict[int, Account], dict[tuple[int, int], str]]] = []
    for event in events:
        accounts = {account.report_key: account for account in event.accounts}
        names = {
            (key, row): name for key, account in accounts.items() for row, name in enumerate(account.item.award_ids)
        }
        found += [(event, given, accounts, names) for given in merge(_told(event))]
    members = [frozenset(names[told.report, told.row] for told, _ in _all(given)) for _, given, _, names in found]
    identities = assign_ids("award", members, ledger)
    rows: dict[str, list[Row]] = {"award": [], "award_report": [], "recipient": []}
    numbered = sorted(range(len(found)), key=lambda n: (found[n][0].key is None, found[n][0].key or 0, n))
    for key, n in enumerate(numbered, 1):
        event, given, accounts, names = found[n]
        rows["award"].append({"award_key": key, "award_id": identities.ids[n]} | _award(event, given, accounts))
        for told, part in sorted(_all(given), key=lambda pair: names[pair[0].report, pair[0].row]):
            rows["award_report"].append(
                {
                    "award_report_key": len(rows["award_report"]) + 1,
                    "award_report_id": names[told.report, told.row],
                    "award_key": key,
                    "report_key": told.report,
                    "part": part,
                    "syndicated": told.copy,
                    **_as_told(told.award),
                    **columns(_word(accounts[told.report], told)),
                }
            )
        for name, told in _recipients(given):
            rows["recipient"].append(
                {
                    "recipient_key": len(rows["recipient"]) + 1,
                    "award_key": key,
                    "report_key": told.report,
                    "name": name,
                    "kind": told.award.recipient,
                }
            )
    return rows, identities


def _told(event: Event) -> list[Told]:
    province = event.row.get("province")
    told = []
    for account in event.accounts:
        local = province is not None and account.item.outlet_province == province
        for row, award in enumerate(account.report.awards):
            statement = Statement(account.item.outlet, award.count, award.qualifier, account.item.age, local)
            one = Told(account.report_key, row, award, statement, account.copy)
            word = _word(account, one)
            told.append(replace(one, statement=replace(statement, corrected=word is not None and word.counted)))
    return told


def _word(account: Account, told: Told) -> Word | None:
    return account.item.corrected.awards.get(told.row) if account.item.corrected else None


def _all(given: Given) -> list[tuple[Told, Part]]:
    return [(told, "same") for told in given.told] + given.others


def _award(event: Event, given: Given, accounts: dict[int, Account]) -> Row:
    best, choice = given.best(), given.choice()
    award, account = best.award, accounts[best.report]
    ceremony = event.row
    published = [day for told in given.told if (day := accounts[told.report].published)]
    first = min(published, default=None)
    province = ceremony["province"] if ceremony else account.report.province
    day = ceremony["date"] if ceremony else None
    numbers = {told.award.count for told, _ in _all(given) if told.award.count is not None}
    fixed = award_types()[award.award]
    finest = min(
        (told.award for told in given.told), key=lambda a: (a.award_class is None, a.recipient in ("mixed", "case"))
    )
    return {
        "ceremony_key": ceremony.get("ceremony_key"),
        "ceremony_id": ceremony.get("ceremony_id"),
        "date": day,
        "year": day.year if day else None,
        "published": first,
        "province": province,
        "province_today": province_today(province, day or first),
        "award": award.award,
        "award_name_vi": (award.name or fixed.vi) if fixed.named else fixed.vi,
        "class": finest.award_class,
        "grantor": most_said([told.award.grantor for told in given.told]),
        "grantor_name": award.grantor_name or most_said([told.award.grantor_name for told in given.told]),
        "recipient": finest.recipient,
        "count": choice.count,
        "qualifier": choice.qualifier,
        "status": award.status,
        **_period(award),
        "recipient_names": [name for name, _ in _recipients(given)],
        "presented_by": _names(told.award.presented_by for told in given.told),
        "reports": len({told.report for told in given.told}),
        "reports_agreeing": choice.agreeing,
        "conflict": choice.conflict,
        "counts_reported": sorted(numbers),
        "breakdown": _breakdown([best, *given.told], choice.count),
        "confidence": award.confidence,
        "evidence": award.evidence.text,
        "source": account.item.source,
        "url": account.item.url,
        **columns(next((word for one in [best, *given.told] if (word := _word(accounts[one.report], one))), None)),
    }


def _as_told(award: Award) -> dict[str, Any]:
    names = ("award", "name", "grantor", "grantor_name", "recipient", "count", "qualifier", "status", "confidence")
    return {
        "class": award.award_class,
        **_period(award),
        "presented_by": list(award.presented_by),
        "breakdown": _parts(award),
        "evidence": award.evidence.text,
        "evidence_start": award.evidence.start,
        "evidence_end": award.evidence.end,
        **{name: getattr(award, name) for name in names},
    }


def _breakdown(told: Sequence[Told], count: int | None) -> list[Row]:
    """Return the parts of the number that stands, by the first that tells any."""
    return next((_parts(one.award) for one in told if one.award.breakdown and one.award.count == count), [])


def _parts(award: Award) -> list[Row]:
    return [{"label": part.label, "count": part.count} for part in award.breakdown]


def _period(award: Award) -> dict[str, int | None]:
    first, last = award.period or (None, None)
    return {"period_start": first, "period_end": last}


def _recipients(given: Given) -> list[tuple[str, Told]]:
    """Return each name once, as first given; children and pupils are left out."""
    seen: dict[str, tuple[str, Told]] = {}
    for told in given.told:
        for name in told.award.recipient_names:
            if not _CHILD.match(name):
                seen.setdefault(norm(name), (name, told))
    return list(seen.values())


def _names(lists: Iterable[Sequence[str]]) -> list[str]:
    names: dict[str, str] = {}
    for name in (name for names_ in lists for name in names_):
        names.setdefault(norm(name), name)
    return list(names.values())
