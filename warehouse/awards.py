"""Awards: what the reports on one ceremony say of awards becomes one row an award.

Rows of two reports are one award where award, class, grantor, recipient, status and period are equal. A row that
leaves one of these open (no class, no grantor, `mixed` or `case` for the recipient) is set against the finer rows
of other reports: where these agree with its number it says nothing more; where they do not add up, it stands as the
total and they are parts of it. Two rows of one report are never one award.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from nlp.report import Award
from reference.folding import norm
from warehouse.counts import Choice, Statement, agree, choose, fits

Part = Literal["same", "total", "part"]
_OPEN = {"mixed", "case"}


@dataclass(frozen=True, slots=True)
class Told:
    """One award row of one report: `report` is the report's number, `row` the row's; `copy` marks a syndicated text."""

    report: int
    row: int
    award: Award
    statement: Statement
    copy: bool = False


@dataclass(slots=True)
class Given:
    """One award and the rows that tell of it, each the same, a total that includes it, or a part of it."""

    told: list[Told]
    others: list[tuple[Told, Part]] = field(default_factory=list)

    @property
    def reports(self) -> set[int]:
        """The reports that tell of it as a row of its own."""
        return {told.report for told in self.told}

    def choice(self) -> Choice:
        """Return the number that stands."""
        own = [told.statement for told in self.told if not told.copy] or [told.statement for told in self.told]
        chosen = choose(own)
        if not self.others or chosen.count is None:
            return chosen
        return replace(chosen, conflict=chosen.conflict or any(part == "part" for _, part in self.others))

    def best(self) -> Told:
        """Return the row that says it best: with the number that stands, not a copy, sure, published first."""
        chosen = self.choice()
        return min(
            self.told,
            key=lambda told: (
                told.copy,
                (told.award.count, told.award.qualifier) != (chosen.count, chosen.qualifier),
                -told.award.confidence,
                told.statement.age,
                told.row,
            ),
        )


def merge(rows: Sequence[Told]) -> list[Given]:
    """Return the awards that the reports on one ceremony tell of, in the order in which they are first told."""
    kinds: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for told in sorted(rows, key=lambda told: (told.copy, told.statement.age, told.report, told.row)):
        award = told.award
        kinds[award.award, norm(award.name or ""), award.status, award.period].append(told)
    given = []
    for kind in kinds.values():
        given += _settle(_match_equal(kind))
    return sorted(given, key=lambda g: min((told.copy, told.statement.age, told.row) for told in g.told))


def _match_equal(kind: Sequence[Told]) -> list[Given]:
    slots: dict[tuple[object, ...], list[Given]] = defaultdict(list)
    by_report: dict[int, list[Told]] = defaultdict(list)
    for told in kind:
        by_report[told.report].append(told)
    for told_rows in by_report.values():
        open_rows = []
        for told in told_rows:
            free = [slot for slot in slots[_key(told.award)] if told.report not in slot.reports]
            alike = [slot for slot in free if _alike(told, slot)]
            if alike:
                alike[0].told.append(told)
            else:
                open_rows.append(told)
        for told in open_rows:
            same_key = slots[_key(told.award)]
            free = [slot for slot in same_key if told.report not in slot.reports]
            if len(free) > 1 and _adds_up(told, free):
                free[0].others.append((told, "total"))
            elif free:
                min(free, key=lambda slot: _distance(told, slot)).told.append(told)
            else:
                same_key.append(Given([told]))
    return [slot for group in slots.values() for slot in group]


def _alike(told: Told, slot: Given) -> bool:
    if told.award.count is None:
        names = {norm(name) for name in told.award.recipient_names}
        known = {norm(name) for other in slot.told for name in other.award.recipient_names}
        return bool(names & known) or not names
    return any(agree(told.statement, other.statement) for other in slot.told)


def _distance(told: Told, slot: Given) -> int:
    """Return how far apart two numbers are: a row that contradicts all is set against the nearest, as a conflict."""
    counts = [other.award.count for other in slot.told if other.award.count is not None]
    return min((abs(count - (told.award.count or 0)) for count in counts), default=0)


def _settle(slots: list[Given]) -> list[Given]:
    """Set each row that leaves something open against the finer rows of other reports."""
    left = sorted(slots, key=lambda slot: _openness(slot.told[0].award), reverse=True)
    for coarse in list(left):
        finer = [
            slot
            for slot in left
            if slot is not coarse
            and _covers(coarse.told[0].award, slot.told[0].award)
            and not slot.reports & coarse.reports
        ]
        if not finer:
            continue
        exact = next((told for told in coarse.told if told.award.qualifier == "exact"), coarse.told[0])
        if len(finer) == 1 and (_one(exact, finer[0]) or _names_none(exact.award)):
            finer[0].told += coarse.told
            finer[0].others += coarse.others
            left.remove(coarse)
        elif len(finer) > 1 and (exact.award.count is None or _adds_up(exact, finer)):
            finer[0].others += [(told, "total") for told in coarse.told]
            left.remove(coarse)
        elif len(finer) == 1 and _differs_in_grantor_only(exact.award, finer[0].told[0].award):
            finer[0].told += coarse.told
            left.remove(coarse)
        elif _may_include(exact, finer):
            for slot in finer:
                coarse.others += [(told, "part") for told in slot.told]
                left.remove(slot)
    return left


def _key(award: Award) -> tuple[object, ...]:
    return (award.award_class, award.grantor, award.recipient)


def _openness(award: Award) -> int:
    return (award.award_class is None) + (award.grantor is None) + (award.recipient in _OPEN)


def _covers(coarse: Award, fine: Award) -> bool:
    """Tell whether `coarse` is `fine` with something left open."""
    return (
        _key(coarse) != _key(fine)
        and coarse.award_class in (None, fine.award_class)
        and coarse.grantor in (None, fine.grantor)
        and (coarse.recipient == fine.recipient or coarse.recipient in _OPEN)
        and _openness(coarse) > _openness(fine)
    )


def _one(coarse: Told, fine: Given) -> bool:
    return any(agree(coarse.statement, told.statement) for told in fine.told)


def _names_none(award: Award) -> bool:
    return award.count is None and not award.recipient_names


def _differs_in_grantor_only(coarse: Award, fine: Award) -> bool:
    return coarse.award_class == fine.award_class and coarse.recipient == fine.recipient


def _adds_up(total: Told, parts: Sequence[Given]) -> bool:
    """Tell whether the total is what the parts give together."""
    if total.award.count is None:
        return False
    counts = [part.choice() for part in parts]
    if any(count.count is None or count.qualifier != "exact" for count in counts):
        return False
    return fits(sum(count.count or 0 for count in counts), total.award.count, total.award.qualifier)


def _may_include(total: Told, parts: Sequence[Given]) -> bool:
    if total.award.count is None:
        return False
    return sum(part.choice().count or 0 for part in parts) <= total.award.count
