"""Merging: one row for an award that lead, caption, list and body tell; totals and their parts are not both counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from nlp.drafts import Draft
from reference.folding import norm

_PARTY_BADGE = re.compile(r"[Đđ]ảng|\b[3-9][05] năm")
_YEARS = re.compile(r"\b[3-9][05]\b")
_PLACE = {"paragraph": 0, "item": 0, "cell": 0, "subhead": 1, "quote": 1, "lead": 2, "caption": 3, "title": 4}
"""Where a row is best read from: the body before the lead, the lead before captions and the headline."""


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the rows of an article, each award's recipients once, in the order of the text."""
    ordered = sorted(drafts, key=lambda d: (_PLACE[d.kind], d.start))
    ordered = _without_headlines(ordered)
    counted = _without_totals(_badges_as_totals(_without_bare_commendations(_joined(ordered))))
    for draft in ordered:
        if draft.count is None:
            _add_uncounted(counted, draft)
    return sorted(counted, key=lambda d: d.start)


def is_unsure(row: Draft) -> bool:
    """Tell whether a row is of a sort that is more often wrong than right, nobody being said to grant it.

    Counted on 400 articles that rules were developed on (November 2026): names without a number 1 right in 30, with a
    presenter 5 in 10; tallies of people commended, or given a title of no known kind, 2 in 12.
    """
    if row.award == "khen-thuong" and row.recipient == "collective" and row.count == len(row.recipient_names):
        return True
    if row.grantor is not None:
        return False
    no_kind = row.award in ("khac", "khen-thuong")
    if no_kind and row.status == "cumulative" and row.recipient == "individual":
        return True
    named = bool(row.recipient_names) and row.count == len(row.recipient_names)
    return named and (no_kind or row.recipient != "individual" or not row.presented_by)


def _without_headlines(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the numbers of the headline where the text itself counts what it sums up."""
    told = {draft.award for draft in drafts if draft.kind != "title" and draft.count is not None}
    return [
        d for d in drafts if d.kind != "title" or not (d.award in told or (told and d.award in ("khen-thuong", "khac")))
    ]


def _joined(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the rows with a number, each told once.

    Only a rounded number or a list of names can repeat another number, so that most are looked up by their own.
    """
    rows: list[Draft] = []
    by_award: dict[str, list[Draft]] = defaultdict(list)
    by_count: dict[tuple[str, int | None], list[Draft]] = defaultdict(list)
    lists: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.count is None:
            continue
        own_number = draft.qualifier == "exact" and not _lists_all(draft)
        near = by_count[draft.award, draft.count] if own_number else by_award[draft.award]
        same = next(
            (row for row in near if _same_count(row, draft) or _rounded(row, draft) or _named_in(row, draft)), None
        )
        if same is not None:
            listed = _lists_all(same)
            _absorb(same, draft)
            if _lists_all(same) and not listed:
                lists[draft.award].append(same)
            continue
        part = next((row for row in lists[draft.award] if _named_in(draft, row)), None)
        if part is not None:  # those named before are some of those counted now
            _absorb(draft, part)
            rows = [draft if row is part else row for row in rows]
            for known in (by_award[draft.award], by_count[draft.award, part.count], lists[draft.award]):
                known.remove(part)
        else:
            rows.append(draft)
        by_award[draft.award].append(draft)
        by_count[draft.award, draft.count].append(draft)
        if _lists_all(draft):
            lists[draft.award].append(draft)
    return rows


def _lists_all(row: Draft) -> bool:
    """Tell whether a row names all whom it counts."""
    return bool(row.recipient_names) and row.count == len(row.recipient_names)


def _compatible(one: Draft, other: Draft) -> bool:
    """Tell whether two rows can be about one award: nothing that both say differs."""
    return (
        one.award == other.award
        and (one.award_class == other.award_class or None in (one.award_class, other.award_class))
        and (one.grantor == other.grantor or None in (one.grantor, other.grantor))
        and (one.name is None or other.name is None or _alike(one.name, other.name))
    )


def _alike(one: str, other: str) -> bool:
    short, long = sorted((_letters(one), _letters(other)), key=len)
    return long.startswith(short) or (norm("Đảng") in short and norm("Đảng") in long)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    """Return a name without its quotation marks."""
    return norm(" ".join(re.sub(r"[^\w\s]", " ", name).split()))


def _said_elsewhere(one: Draft, other: Draft) -> bool:
    """Tell whether two rows stand in different parts of the article, so that one can repeat the other."""
    return one.sentence != other.sentence


def _same_count(row: Draft, draft: Draft) -> bool:
    return (
        _said_elsewhere(row, draft)
        and _compatible(row, draft)
        and row.count == draft.count
        and (
            row.recipient == draft.recipient
            or None in (row.recipient, draft.recipient)
            or "case" in (row.recipient, draft.recipient)
        )
        and (row.period == draft.period or None in (row.period, draft.period))
        and (_PLACE[draft.kind] > 0 or _status_agrees(row, draft))
        and not (row.recipient_names and draft.recipient_names and not _shared_names(row, draft))
    )


def _status_agrees(one: Draft, other: Draft) -> bool:
    """Tell whether two rows have one status; what is left open is given at the event."""
    return (one.status or "conferred") == (other.status or "conferred")


def _shared_names(one: Draft, other: Draft) -> bool:
    return bool({norm(n) for n in one.recipient_names} & {norm(n) for n in other.recipient_names})


def _rounded(row: Draft, draft: Draft) -> bool:
    """Tell whether `draft` rounds what `row` gives exactly: "hơn 300" beside 312."""
    if draft.qualifier == "exact" or row.qualifier != "exact" or not _compatible(row, draft):
        return False
    exact, rough = row.count or 0, draft.count or 0
    close = (
        0 <= exact - rough <= max(10, exact // 5)
        if draft.qualifier == "over"
        else abs(exact - rough) <= max(5, exact // 10)
    )
    return close and row.recipient == draft.recipient and _said_elsewhere(row, draft)


def _named_in(row: Draft, draft: Draft) -> bool:
    """Tell whether a caption, lead or headline names some of those whom `row` counts."""
    return (
        _lists_all(draft)
        and _said_elsewhere(row, draft)
        and _compatible(row, draft)
        and row.recipient in (draft.recipient, "mixed", "case", None)
        and (len(row.recipient_names) < (row.count or 0) or _shared_names(row, draft))
        and (row.count or 0) >= (draft.count or 0)
        and _status_agrees(row, draft)
    )


def _absorb(row: Draft, draft: Draft) -> None:
    known = {norm(name) for name in row.recipient_names}
    row.recipient_names += [name for name in draft.recipient_names if norm(name) not in known]
    _add_presenters(row, draft.presented_by)
    row.grantor_told = row.grantor_told if row.grantor else draft.grantor_told
    row.grantor = row.grantor or draft.grantor
    row.grantor_name = row.grantor_name or draft.grantor_name
    row.award_class = row.award_class or draft.award_class
    row.recipient = row.recipient or draft.recipient
    row.status = row.status or draft.status
    row.name = row.name or draft.name


def _add_presenters(row: Draft, names: Iterable[str]) -> None:
    known = {norm(name) for name in row.presented_by}
    row.presented_by += [name for name in names if norm(name) not in known]


def _add_uncounted(rows: list[Draft], draft: Draft) -> None:
    """Give what a row without number says to the rows that have one, or keep it where none has."""
    compatible = [row for row in rows if _compatible(row, draft)]
    same = [row for row in compatible if _same_kind(row, draft)] or compatible
    if same:
        if draft.status != "proposed":
            conferred = [row for row in same if row.status in (None, "conferred")]
            known = [row for row in conferred if set(draft.presented_by) & set(row.presented_by)]
            for row in known or conferred:
                _add_presenters(row, draft.presented_by)
        return
    if draft.status == "cumulative" or not draft.stated:
        return  # an award without a number that is not said to be given here is told in passing
    if draft.recipient is None or not draft.linked or _PLACE[draft.kind] >= 3 or draft.award in ("khen-thuong", "khac"):
        return
    if not any(_tells_form(row, draft) for row in rows):
        rows.append(draft)


def _tells_form(row: Draft, draft: Draft) -> bool:
    """Tell whether a row stands for the form of award that `draft` names without a number."""
    if draft.award == "huan-chuong" and row.award.startswith("huan-chuong"):
        return True
    if row.award != draft.award:
        return False
    return row.count is None or draft.grantor is None or row.grantor == draft.grantor or _PLACE[draft.kind] > 0


def _same_kind(row: Draft, draft: Draft) -> bool:
    return draft.recipient is None or row.recipient == draft.recipient or "mixed" in (row.recipient, draft.recipient)


def _without_bare_commendations(rows: list[Draft]) -> list[Draft]:
    """Leave out "khen thưởng 2 học sinh" where another sentence tells with what the two were commended."""
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
            _said_elsewhere(row, other) and other.recipient in (row.recipient, "case", "mixed")
            for other in formal[row.count]
        )
    ]


def _badges_as_totals(rows: list[Draft]) -> list[Draft]:
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
        named = (
            row.award == "huy-hieu" and _PARTY_BADGE.search(row.name or "") and row.count == len(row.recipient_names)
        )
        if not named:
            kept.append(row)
        elif first is None or (first.status or "conferred") != (row.status or "conferred"):
            first = row
            kept.append(row)
        else:
            _absorb(first, row)
            first.count = len(first.recipient_names)
    return kept


def _without_totals(rows: list[Draft]) -> list[Draft]:
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
    """Tell whether all those of `others` that can be parts of `total`, two or more, add up to it."""
    parts, left = 0, total.count or 0
    for row in others:
        if row is not total and _compatible(row, total) and total.recipient in (row.recipient, "mixed", "case", None):
            parts, left = parts + 1, left - (row.count or 0)
            if left < 0:
                return False
    return parts > 1 and left == 0
