"""A group of rows of several reports that are one award, and how two of them compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from warehouse.awards.counts import Choice, Statement, agree, choose, fits
from warehouse.awards.recipients import Recipient, shared
from warehouse.awards.told import AwardTold, finest, kind_of

Part = Literal["same", "total", "part"]


class Group:
    """Rows that are one award, and others that tell its total or a part of it.

    `kind` is what it is about; `statements` are the votes of the rows, `numbers` the exact numbers told, `names` the
    recipients named.
    """

    def __init__(self, rows: Sequence[AwardTold]) -> None:
        self.rows: list[AwardTold] = []
        self.others: list[tuple[AwardTold, Part]] = []
        self.kind = kind_of(rows[0])
        self.contradicted = False
        self.reports: set[str] = set()
        self.statements: list[Statement] = []
        self.numbers: set[int] = set()
        self._all_named: set[int | None] = set()
        self.names: list[Recipient] = []
        self.add(rows)

    def add(self, rows: Sequence[AwardTold], part: Part = "same", *, contradicts: bool = False) -> None:
        """Take rows in."""
        self.contradicted |= contradicts
        if part != "same":
            self.others += [(row, part) for row in rows]
            return
        self._choice: Choice | None = None
        self.rows += rows
        for row in rows:
            self.reports.add(row.report)
            self.statements.append(row.statement())
            if row.count is not None and row.qualifier == "exact":
                self.numbers.add(row.count)
            if row.recipients:
                self.names += row.names()
                if row.count == len(row.recipients):
                    self._all_named.add(row.count)

    def take(self, group: Group, part: Part = "same", *, contradicts: bool = False) -> None:
        """Take all of another group in; its totals and parts stay what they are."""
        self.add(group.rows, part, contradicts=contradicts or group.contradicted)
        self.others += group.others
        if part == "same" and self.kind != group.kind:
            self.kind = finest(self.kind, group.kind)

    @property
    def choice(self) -> Choice:
        """The number that stands."""
        if self._choice is None:
            own = [statement for row, statement in zip(self.rows, self.statements, strict=True) if not row.copy]
            self._choice = choose(own or self.statements)
        return self._choice

    @property
    def complete(self) -> bool:
        """Whether all are named of the number that stands."""
        return bool(self._all_named) and self.choice.count in self._all_named

    @property
    def only_named(self) -> bool:
        """Whether nobody states a number: all give names."""
        return all(statement.named for statement in self.statements)


def agrees(a: Group, b: Group) -> bool:
    """Tell whether some number of the one can be right together with one of the other."""
    return any(agree(one, other) for one in a.statements for other in b.statements)


def apart(a: Group, b: Group) -> bool:
    """Tell whether both name all their recipients, and none in common."""
    return a.complete and b.complete and not shared(a.names, b.names)


def distance(row: AwardTold, group: Group) -> int:
    """Return how far apart two numbers are: a row that contradicts all is set against the nearest, as a conflict."""
    counts = [other.count for other in group.rows if other.count is not None]
    return min((abs(count - (row.count or 0)) for count in counts), default=0)


def adds_up(total: Group, parts: Sequence[Group]) -> bool:
    """Tell whether the total is what the parts give together."""
    stated = [row for row in total.rows if row.count is not None]
    if not stated or any(part.choice.count is None or part.choice.qualifier != "exact" for part in parts):
        return False
    whole = sum(part.choice.count or 0 for part in parts)
    return any(fits(whole, row.count or 0, row.qualifier) for row in stated)
