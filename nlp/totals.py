"""Totals: numbers that other rows make up are left out, so that a total and its parts are not both counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from nlp.drafts import Draft
from nlp.same_awards import PLACE, absorb, compatible, lists_all, said_elsewhere, status_agrees

_PARTY_BADGE = re.compile(r"[Đđ]ảng|\b[3-9][05] năm")
_YEARS = re.compile(r"\b[3-9][05]\b")
_NEXT = 2  # sentences
_ROUNDING = 0.05


def _without_summed_commendations(rows: list[Draft]) -> list[Draft]:
    """Leave out "khen thưởng 397 tập thể, cá nhân" where the numbers told next, each with its award, add up to it."""
    formal: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.award != "khen-thuong":
            formal[row.sentence].append(row.count or 0)
    kept = []
    for row in rows:
        near = [count for at in range(row.sentence, row.sentence + _NEXT + 1) for count in formal.get(at, ())]
        if row.award != "khen-thuong" or len(near) < 2 or sum(near) != row.count:
            kept.append(row)
    return kept


def without_bare_commendations(rows: list[Draft]) -> list[Draft]:
    """Leave out "khen thưởng 2 học sinh" where another sentence tells with what the two were commended."""
    rows = _without_summed_commendations(rows)
    formal: dict[int | None, list[Draft]] = defaultdict(list)
    for row in rows:
        if row.award != "khen-thuong":
            formal[row.count].append(row)
    return [
        row
        for row in rows
        if row.award != "khen-thuong"
        or row.grantor is not None
        or not any(
            said_elsewhere(row, other) and other.recipient in (row.recipient, "case", "mixed")
            for other in formal[row.count]
        )
    ]


def badges_as_totals(rows: list[Draft]) -> list[Draft]:
    """Keep of Party badges the total: the greatest number told without years, or the one that the others add up to."""
    rows = _badges_of_named(rows)
    badges = [row for row in rows if row.award == "huy-hieu" and _PARTY_BADGE.search(row.name or "")]
    for total in badges:
        parts = [row for row in badges if row is not total and row.status == total.status]
        whole = total.count == max(row.count or 0 for row in badges) and not _YEARS.search(total.name or "")
        if parts and (whole or (len(parts) > 1 and sum(row.count or 0 for row in parts) == total.count)):
            return [row for row in rows if not any(row is part for part in parts)]
    return rows


def _badges_of_named(rows: list[Draft]) -> list[Draft]:
    """Make one row of Party badges that are told person by person: the total is what is asked for."""
    first: Draft | None = None
    kept: list[Draft] = []
    for row in rows:
        if row.award != "huy-hieu" or not _PARTY_BADGE.search(row.name or "") or not lists_all(row):
            kept.append(row)
        elif first is None or not status_agrees(first, row):
            first = row
            kept.append(row)
        else:
            absorb(first, row)
            first.count = len(first.recipient_names)
    return kept


def without_totals(rows: list[Draft]) -> list[Draft]:
    """Leave out a number that is the sum of others of the same award told beside it."""
    beside: dict[tuple[object, ...], list[Draft]] = defaultdict(list)
    for row in rows:
        beside[row.award, row.status, row.period].append(row)
    for total in rows:
        others = beside[total.award, total.status, total.period]
        if _is_sum(total, others):
            others[:] = [row for row in others if row is not total]
    kept = {id(row) for others in beside.values() for row in others}
    return [row for row in rows if id(row) in kept]


def _is_sum(total: Draft, others: Sequence[Draft]) -> bool:
    """Tell whether those of `others` that can be parts of `total`, two or more, add up to it, nearly if rounded."""
    whole = total.count or 0
    off = 0.0 if total.qualifier == "exact" or PLACE[total.kind] == 0 else _ROUNDING
    parts, reached = 0, 0
    for row in others:
        if row is not total and compatible(row, total) and total.recipient in (row.recipient, "mixed", "case", None):
            parts, reached = parts + 1, reached + (row.count or 0)
            if reached - whole > reached * off:
                return False
    return parts > 1 and abs(reached - whole) <= reached * off
