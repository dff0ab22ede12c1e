"""Merging: one row for an award that lead, caption, list and body tell; totals and their parts are not both counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nlp.drafts import Draft
from nlp.same_awards import PLACE, absorb, add_presenters, compatible, lists_all, named_in, rounded, same_count
from nlp.totals import badges_as_totals, without_bare_commendations, without_totals


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the rows of an article, each award's recipients once, in the order of the text."""
    ordered = sorted(drafts, key=lambda d: (PLACE[d.kind], d.start))
    ordered = _without_headlines(ordered)
    counted = without_totals(badges_as_totals(without_bare_commendations(_joined(ordered))))
    for draft in ordered:
        if draft.count is None:
            _add_uncounted(counted, draft)
    return sorted(counted, key=lambda d: d.start)


def is_unsure(row: Draft) -> bool:
    """Tell whether a row is of a sort that is more often wrong than right, nobody being said to grant it.

    Counted on 400 articles that rules were developed on (November 2026): names without a number 1 right in 30, with a
    presenter 5 in 10; tallies of people commended, or given a title of no known kind, 2 in 12.
    """
    if row.of_old:
        return True
    if row.award == "khen-thuong" and row.recipient == "collective" and lists_all(row):
        return True
    if row.grantor is not None:
        return False
    no_kind = row.award in ("khac", "khen-thuong")
    if no_kind and row.status == "cumulative" and row.recipient == "individual":
        return True
    return lists_all(row) and (no_kind or row.recipient != "individual" or not row.presented_by)


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
        own_number = draft.qualifier == "exact" and not lists_all(draft)
        near = by_count[draft.award, draft.count] if own_number else by_award[draft.award]
        same = next(
            (row for row in near if same_count(row, draft) or rounded(row, draft) or named_in(row, draft)), None
        )
        if same is not None:
            listed = lists_all(same)
            absorb(same, draft)
            if lists_all(same) and not listed:
                lists[draft.award].append(same)
            continue
        part = next((row for row in lists[draft.award] if named_in(draft, row)), None)
        if part is not None:  # those named before are some of those counted now
            absorb(draft, part)
            rows = [draft if row is part else row for row in rows]
            for known in (by_award[draft.award], by_count[draft.award, part.count], lists[draft.award]):
                known.remove(part)
        else:
            rows.append(draft)
        by_award[draft.award].append(draft)
        by_count[draft.award, draft.count].append(draft)
        if lists_all(draft):
            lists[draft.award].append(draft)
    return rows


def _add_uncounted(rows: list[Draft], draft: Draft) -> None:
    """Give what a row without number says to the rows that have one, or keep it where none has."""
    alike = [row for row in rows if compatible(row, draft)]
    same = [row for row in alike if _same_kind(row, draft)] or alike
    if same:
        if draft.status != "proposed":
            conferred = [row for row in same if row.status in (None, "conferred")]
            known = [row for row in conferred if set(draft.presented_by) & set(row.presented_by)]
            for row in known or conferred:
                add_presenters(row, draft.presented_by)
        return
    if draft.status == "cumulative" or not draft.stated:
        return  # an award without a number that is not said to be given here is told in passing
    if draft.recipient is None or not draft.linked or PLACE[draft.kind] >= 3 or draft.award in ("khen-thuong", "khac"):
        return
    if not any(_tells_form(row, draft) for row in rows):
        rows.append(draft)


def _tells_form(row: Draft, draft: Draft) -> bool:
    """Tell whether a row stands for the form of award that `draft` names without a number."""
    if draft.award == "huan-chuong" and row.award.startswith("huan-chuong"):
        return True
    if row.award != draft.award:
        return False
    return row.count is None or draft.grantor is None or row.grantor == draft.grantor or PLACE[draft.kind] > 0


def _same_kind(row: Draft, draft: Draft) -> bool:
    return draft.recipient is None or row.recipient == draft.recipient or "mixed" in (row.recipient, draft.recipient)
