"""How rows of several reports on one ceremony become awards: met by kind, set against finer rows, joined on evidence.

`warehouse.awards` tells the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations
from typing import Literal

from warehouse.counts import Choice, agree, choose, fits
from warehouse.recipients import Recipient, shared
from warehouse.told_awards import AwardTold, Kind, compare, finest, kind_of, openness

Part = Literal["same", "total", "part"]

TELLING_NUMBER = 10
"""The smallest number by which an award is known although one field of it differs."""
CLAIMS = ("prospective", "proposed", "conferred")
"""What can be told of one award by differing outlets, the lesser claim first."""
_MISREAD = ({"award_class"}, {"grantor"}, {"recipient"}, {"status"})
_ALIKE_IN = ("grantor", "recipient", "award_class", "name")
"""Fields by which parts of a total may go together."""


class Group:
    """Rows that are one award, and others that tell its total or a part of it."""

    def __init__(self, rows: Iterable[AwardTold]) -> None:
        self.rows = list(rows)
        self.kind: Kind = kind_of(self.rows[0])
        self.others: list[tuple[AwardTold, Part]] = []
        self.contradicted = False
        self.reports = {row.report for row in self.rows}

    def add(self, rows: Iterable[AwardTold], part: Part = "same", *, contradicts: bool = False) -> None:
        """Take rows in."""
        self.contradicted |= contradicts
        if part == "same":
            self.rows += rows
            self.reports |= {row.report for row in self.rows}
            for name in ("choice", "numbers", "names"):
                self.__dict__.pop(name, None)
        else:
            self.others += [(row, part) for row in rows]

    def take(self, group: Group, part: Part = "same", *, contradicts: bool = False) -> None:
        """Take all of another group in; its totals and parts stay what they are."""
        self.add(group.rows, part, contradicts=contradicts or group.contradicted)
        self.others += group.others
        if part == "same":
            self.kind = finest(self.kind, group.kind)

    @cached_property
    def choice(self) -> Choice:
        """The number that stands."""
        own = [row for row in self.rows if not row.copy] or self.rows
        return choose([row.statement() for row in own])

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The exact numbers that are said."""
        return frozenset(row.count for row in self.rows if row.count is not None and row.qualifier == "exact")

    @cached_property
    def names(self) -> list[Recipient]:
        """The recipients named."""
        return [name for row in self.rows for name in row.names()]

    @property
    def only_named(self) -> bool:
        """Whether nobody states a number: all give names."""
        return all(row.named() for row in self.rows)


def gather(rows: Sequence[AwardTold]) -> list[Group]:
    """Return the awards of which these rows tell, none of them a copy, given in the order of publication."""
    groups = _settle(_meet(rows))
    return _join_misread(groups)


def gather_copies(rows: Sequence[AwardTold], groups: Sequence[Group]) -> list[Group]:
    """Set each row of a copy against the awards that others tell of, and return awards of those that fit none."""
    left = []
    for row in rows:
        alone = Group([row])
        fitting = []
        for n, group in enumerate(groups):
            differ = compare(alone.kind, group.kind).differ
            told = (row.count is not None and row.count in group.numbers) or shared(alone.names, group.names) > 0
            if row.report in group.reports or len(differ) > told:
                continue
            unlike = not _agrees(alone, group)
            fitting.append((len(differ), not told, unlike, alone.kind != group.kind, _distance(row, group), n))
        if not fitting:
            left.append(row)
            continue
        _, _, unlike, other_kind, _, n = min(fitting)
        more = (row.count or 0) > (groups[n].choice.count or 0)
        groups[n].add([row], "same" if not (unlike and other_kind) else "total" if more else "part")
    return gather(left)


def _meet(rows: Sequence[AwardTold]) -> list[Group]:
    """Set rows of one kind against one another, report by report."""
    met: dict[Kind, list[Group]] = defaultdict(list)
    reports: dict[str, dict[Kind, list[AwardTold]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        reports[row.report][kind_of(row)].append(row)
    for told in reports.values():
        for kind, same in told.items():
            if met[kind]:
                _set_against(same, met[kind])
            else:
                met[kind] += [Group([row]) for row in same]
    return [group for groups in met.values() for group in groups]


def _set_against(rows: Sequence[AwardTold], groups: list[Group]) -> None:
    """Give each row of one report the award that it tells of, among those of its kind."""
    new = [Group([row]) for row in rows]
    pairs = sorted(
        (likeness, n, m)
        for n, one in enumerate(new)
        for m, group in enumerate(groups)
        if (likeness := _likeness(one, group)) is not None
    )
    taken: dict[int, int] = {}
    for _, n, m in pairs:
        if n not in taken and m not in taken.values():
            taken[n] = m
    for n, m in sorted(taken.items()):
        groups[m].take(new[n])
    left = [one for n, one in enumerate(new) if n not in taken]
    free = [group for m, group in enumerate(groups) if m not in taken.values()]
    if len(left) > 1 and (whole := next((group for group in free if _adds_up(group, left)), None)):
        groups.remove(whole)
        groups += left
        left[0].take(whole, "total")
        return
    for one in left:
        known = [group for group in groups if one.only_named and _agrees(one, group) and not _apart(one, group)]
        possible = [group for group in free if not _apart(one, group)]
        if len(possible) > 1 and _adds_up(one, possible):
            possible[0].take(one, "total")
        elif known:
            known[0].take(one, "part")
        elif possible:
            nearest = min(possible, key=lambda group: _distance(one.rows[0], group))
            nearest.take(one)
            free.remove(nearest)
        elif (larger := _that_may_include(one, groups, rows)) is not None:
            larger.take(one, "part", contradicts=True)
        else:
            groups.append(one)


def _likeness(one: Group, group: Group) -> int | None:
    """Return how sure it is that a row is the award of a group, less being surer; None where nothing says so."""
    if _apart(one, group):
        return None
    names, agrees = shared(one.names, group.names) > 0, _agrees(one, group)
    if one.choice.count is None:
        return 4 if names or not one.names else None
    if not agrees:
        return 2 if names else None
    return 0 if names else 1 if one.numbers & group.numbers else 3


def _that_may_include(one: Group, groups: Sequence[Group], rows: Sequence[AwardTold]) -> Group | None:
    """Return the award of others that may include a row beside the row of its report that is set against it."""
    for group in groups:
        beside = [row for row in group.rows if any(row is own for own in rows)]
        others = [row for row in group.rows if row not in beside]
        if beside and others and one.choice.count is not None and not _apart(one, Group(others)):
            total = choose([row.statement() for row in others]).count
            if total is not None and sum(row.count or 0 for row in beside) + one.choice.count <= total:
                return group
    return None


def _settle(groups: Sequence[Group]) -> list[Group]:
    """Set each group that leaves something open against the finer ones of other reports."""
    left = sorted(groups, key=lambda group: -openness(group.kind))
    for coarse in list(left):
        finer = [
            group
            for group in left
            if group is not coarse
            and coarse.reports.isdisjoint(group.reports)
            and compare(coarse.kind, group.kind).covers
            and not _apart(coarse, group)
        ]
        if finer and coarse in left and _place(coarse, finer, left):
            left.remove(coarse)
    return left


def _place(coarse: Group, finer: list[Group], left: list[Group]) -> bool:
    """Give a group its place among finer ones; False where it stands by itself, which may then include them."""
    first, count = finer[0], coarse.choice.count
    if len(finer) > 1 and (_adds_up(coarse, finer) or not (count or coarse.names)):
        first.take(coarse, "total")
        return True
    if known := min(filter(None, (_known(coarse, group, n) for n, group in enumerate(finer))), default=None):
        finer[known[1]].take(coarse)
        return True
    if parts := _parts(coarse, finer):
        parts[0].take(coarse, "total")
        return True
    if coarse.kind.award != first.kind.award:
        return False
    agreeing = [group for group in finer if _agrees(coarse, group)]
    if len(finer) == 1 and (agreeing or compare(coarse.kind, first.kind).open == ("grantor",)):
        first.take(coarse)
    elif agreeing:
        agreeing[0].take(coarse)
    elif sum(group.choice.count or 0 for group in finer) <= (count or 0):
        for group in finer:
            coarse.take(group, "part", contradicts=not group.only_named)
            left.remove(group)
        return False
    elif larger := [group for group in finer if (group.choice.count or 0) > (count or 0)]:
        min(larger, key=lambda group: group.choice.count or 0).take(coarse, "part", contradicts=not coarse.only_named)
    else:
        first.take(coarse, "total", contradicts=True)
    return True


def _known(coarse: Group, group: Group, place: int) -> tuple[bool, int] | None:
    """Tell whether a finer group is known for sure as what a coarse one tells: by names first, by the number else."""
    if not _agrees(coarse, group):
        return None
    if shared(coarse.names, group.names):
        return (False, place)
    return (True, place) if coarse.numbers & group.numbers else None


def _parts(total: Group, finer: Sequence[Group]) -> list[Group]:
    """Return those of the finer groups that go together by one field and add up to the total."""
    for field in _ALIKE_IN:
        alike: dict[object, list[Group]] = defaultdict(list)
        for group in finer:
            alike[getattr(group.kind, field)].append(group)
        for parts in alike.values():
            if len(parts) > 1 and _adds_up(total, parts):
                return parts
    return []


def _join_misread(groups: list[Group]) -> list[Group]:
    """Join groups of differing reports that are one award by their number or names, although a field differs."""
    if len(groups) < 2:
        return groups
    marks: dict[object, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for mark in group.numbers | {name.name for name in group.names}:
            marks[mark].append(n)
    pairs = {pair for same in marks.values() for pair in combinations(same, 2)}
    sure = sorted((weight, a, b) for a, b in pairs if (weight := _misread(groups[a], groups[b])) is not None)
    gone: dict[int, int] = {}
    for _, a, b in sure:
        if a in gone or b in gone or not groups[a].reports.isdisjoint(groups[b].reports):
            continue
        groups[a].take(groups[b])
        gone[b] = a
    return [group for n, group in enumerate(groups) if n not in gone]


def _misread(a: Group, b: Group) -> tuple[bool, int] | None:
    """Return how sure it is that two groups are one award with a field misread, None where nothing says so."""
    differ = set(compare(a.kind, b.kind).differ)
    if not a.reports.isdisjoint(b.reports) or (differ and differ not in _MISREAD) or _apart(a, b):
        return None
    if differ == {"status"} and not {a.kind.status, b.kind.status} <= set(CLAIMS):
        return None
    least = {"status": 2}.get(min(differ), TELLING_NUMBER) if differ else 1
    number = max(a.numbers & b.numbers, default=0)
    names = shared(a.names, b.names)
    if names and (_agrees(a, b) or 2 * names >= min(len(a.names), len(b.names))):
        return (False, -number)
    return (True, -number) if number >= least else None


def _agrees(a: Group, b: Group) -> bool:
    return any(agree(one.statement(), other.statement()) for one in a.rows for other in b.rows)


def _apart(a: Group, b: Group) -> bool:
    """Tell whether both name all their recipients, and none in common."""
    return _complete(a) and _complete(b) and not shared(a.names, b.names)


def _complete(group: Group) -> bool:
    return any(row.count is not None and row.count == len(row.recipients) for row in group.rows)


def _distance(row: AwardTold, group: Group) -> int:
    """Return how far apart two numbers are: a row that contradicts all is set against the nearest, as a conflict."""
    counts = [other.count for other in group.rows if other.count is not None]
    return min((abs(count - (row.count or 0)) for count in counts), default=0)


def _adds_up(total: Group, parts: Sequence[Group]) -> bool:
    """Tell whether the total is what the parts give together."""
    stated = [row for row in total.rows if row.count is not None]
    if not stated or any(part.choice.count is None or part.choice.qualifier != "exact" for part in parts):
        return False
    whole = sum(part.choice.count or 0 for part in parts)
    return any(fits(whole, row.count or 0, row.qualifier) for row in stated)
