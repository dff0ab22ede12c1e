"""Awards: what the reports on one ceremony say of awards becomes one row an award.

Counting an award twice is the worse error: a total that is too high looks like any other, while a row that was taken
into another stays in `award_report` with its part. So what may be one award is one, where the reports do not speak
against it; two rows of one report never are, nor rows that name all their recipients and have none in common.

- Rows of two reports are one award where status, award, name, period, class, grantor and recipient are equal. Shared
  names decide first, then equal numbers, then numbers that agree. A number that contradicts all is set against the
  nearest, as a conflict, and is no award more.
- A row that leaves something open (no class, no grantor, no period, `mixed` or `case` for the recipient, "khen
  thưởng" for the form) is set against the finer rows of other reports: where these agree with its number it says
  nothing more; where they add up to it, it is their total; where they do not reach it, it stands and they are parts of
  it; where one of them is larger, it is a part of that; else the finer stand against it. Only the last three are a
  conflict. A form left open is one with a named form, and a tally without years one with those of some years, only
  where number or names say so.
- Rows that differ in one of class, grantor and recipient were misread by one of the outlets where they name a
  recipient in common or tell one exact number of ten or more; smaller numbers meet by chance. So were a proposed or
  prospective and a conferred row of one number that is not 1. What most outlets tell stands; on a tie the lesser
  claim: an award is not conferred when as many say that it was only proposed. Cumulative rows stay apart: they are in
  no total of conferred ones.
- A copy of another's text joins what the others tell, and changes none of it; what it alone tells is an award.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from nlp.report import Qualifier
from warehouse.awards.group import Group, Part
from warehouse.awards.groups import CLAIMS, gather, gather_copies
from warehouse.awards.told import OPEN_FORMS, AwardTold

Value = TypeVar("Value", int, str)
_WIDE = ("case", "mixed")


@dataclass(slots=True)
class Decision:
    """One award: the rows that tell of it (their ids, each with its part), and what stands.

    `best` is the id of the row that says it best: what most outlets tell, with the number that stands, not of a copy,
    sure, published first; `award`, `name` and `period` are that row's. `agreeing` counts the outlets whose number can
    be squared with it; `conflict` is whether any cannot.
    """

    members: list[tuple[str, Part]]
    best: str
    count: int | None
    qualifier: Qualifier
    agreeing: int
    conflict: bool
    status: str
    award_class: int | None
    grantor: str | None
    recipient: str


def decide(rows: Sequence[AwardTold]) -> list[Decision]:
    """Return the awards that the reports on one event tell of, in the order in which they are first told.

    The order of the rows given does not matter.
    """
    told = sorted(rows, key=_order)
    if all(row.report == told[0].report for row in told):
        return [_alone(row) for row in told]
    groups = gather([row for row in told if not row.copy])
    groups += gather_copies([row for row in told if row.copy], groups)
    groups.sort(key=lambda group: min(map(_order, group.rows)))
    return [_decision(group) for group in groups]


def decide_one(same: Sequence[AwardTold], others: Sequence[tuple[AwardTold, Part]] = ()) -> Decision:
    """Return what stands where rows of several events are one award: a decision and its handing over."""
    group = Group(sorted(same, key=_order))
    for row, part in others:
        group.add([row], part)
    return _decision(group)


def _alone(row: AwardTold) -> Decision:
    return Decision(
        [(row.id, "same")],
        row.id,
        row.count,
        row.qualifier,
        1,
        False,
        row.status,
        row.award_class,
        row.grantor,
        row.recipient,
    )


def _decision(group: Group) -> Decision:
    if len(group.rows) == 1 and not group.others:
        return _alone(group.rows[0])
    rows = sorted(group.rows, key=_order)
    own = [row for row in rows if not row.copy] or rows
    choice = group.choice
    trusted = [row for row in own if row.corrected] or own
    status = _most_told(trusted, lambda row: row.status, first=_claim) or own[0].status
    award_class = _most_told(trusted, lambda row: row.award_class) or _most_told(own, lambda row: row.award_class)
    grantor = _most_told(trusted, lambda row: row.grantor) or _most_told(own, lambda row: row.grantor)
    recipient = _most_told(trusted, lambda row: None if row.recipient in _WIDE else row.recipient)
    recipient = recipient or max((row.recipient for row in own), key=_WIDE.index)

    def rank(row: AwardTold) -> tuple[bool | int | float, ...]:
        number = (row.count, row.qualifier) != (choice.count, choice.qualifier)
        others = sum(
            told not in (None, said)
            for told, said in ((row.award_class, award_class), (row.grantor, grantor), (row.recipient, recipient))
        )
        open_form = row.award in OPEN_FORMS
        return (row.status != status, row.copy, open_form, number, others, -row.confidence, row.age, row.row)

    return Decision(
        [(row.id, "same") for row in rows] + sorted((row.id, part) for row, part in group.others),
        min(rows, key=rank).id,
        choice.count,
        choice.qualifier,
        choice.agreeing,
        choice.conflict or group.contradicted,
        status,
        award_class,
        grantor,
        recipient,
    )


def _order(row: AwardTold) -> tuple[bool, int, str, int]:
    return (row.copy, row.age, row.report, row.row)


def _most_told(
    rows: Sequence[AwardTold], value: Callable[[AwardTold], Value | None], first: Callable[[Value], int] = lambda _: 0
) -> Value | None:
    """Return what most outlets tell, on a tie what comes first by `first`, then what was told first."""
    if len(values := {value(row) for row in rows}) == 1:
        return values.pop()
    votes = Counter(told for _, told in {(row.outlet, value(row)) for row in rows} if told is not None)
    said = [told for row in rows if (told := value(row)) is not None]
    return min(said, key=lambda told: (-votes[told], first(told)), default=None)


def _claim(status: str) -> int:
    return CLAIMS.index(status) if status in CLAIMS else -1
