"""How rows of several reports on one ceremony become awards: met by kind, set against finer rows, joined on evidence.

`warehouse.awards.deciding` tells the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from warehouse.awards.group import Group, adds_up, agrees, apart, distance
from warehouse.awards.meeting import meet
from warehouse.awards.recipients import shared
from warehouse.awards.told import AwardTold, compare, openness

TELLING_NUMBER = 10
"""The smallest number by which an award is known although one field of it differs."""
CLAIMS = ("prospective", "proposed", "conferred")
"""What can be told of one award by differing outlets, the lesser claim first."""
_MISREAD = (("award_class",), ("grantor",), ("recipient",), ("status",))
_ALIKE_IN = ("grantor", "recipient", "award_class", "name")
"""Fields by which parts of a total may go together."""


def gather(rows: Sequence[AwardTold]) -> list[Group]:
    """Return the awards of which these rows tell, none of them a copy, given in the order of publication."""
    groups = _settle(meet(rows))
    return _join_misread(groups)


def gather_copies(rows: Sequence[AwardTold], groups: Sequence[Group]) -> list[Group]:
    """Set each row of a copy against the awards that others tell of, and return awards of those that fit none."""
    left = []
    for row in rows:
        alone = Group([row])
        fitting = []
        for n, group in enumerate(groups):
            differ = _differing(alone, group)
            told = (row.count is not None and row.count in group.numbers) or shared(alone.names, group.names) > 0
            if differ is None or len(differ) > told or row.report in group.reports:
                continue
            unlike = not agrees(alone, group)
            fitting.append((len(differ), not told, unlike, alone.kind != group.kind, distance(row, group), n))
        if not fitting:
            left.append(row)
            continue
        _, _, unlike, other_kind, _, n = min(fitting)
        more = (row.count or 0) > (groups[n].choice.count or 0)
        groups[n].add([row], "same" if not (unlike and other_kind) else "total" if more else "part")
    return gather(left)


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
            and not apart(coarse, group)
        ]
        if finer and coarse in left and _place(coarse, finer, left):
            left.remove(coarse)
    return left


def _place(coarse: Group, finer: list[Group], left: list[Group]) -> bool:
    """Give a group its place among finer ones; False where it stands by itself, which may then include them."""
    first, count = finer[0], coarse.choice.count
    if len(finer) > 1 and (adds_up(coarse, finer) or not (count or coarse.names)):
        first.take(coarse, "total")
        return True
    if known := min(filter(None, (_known(coarse, group, n) for n, group in enumerate(finer))), default=None):
        finer[known[1]].take(coarse)
        return True
    if parts := _parts(coarse, finer):
        parts[0].take(coarse, "total")
        return True
    if coarse.kind.award != first.kind.award or (coarse.kind.status == "cumulative" and coarse.kind.period is None):
        return False
    agreeing = [group for group in finer if agrees(coarse, group)]
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
    if not agrees(coarse, group):
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
            if len(parts) > 1 and adds_up(total, parts):
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
    differ = _differing(a, b)
    if differ is None or not a.reports.isdisjoint(b.reports) or apart(a, b):
        return None
    least = {(): 1, ("status",): 2}.get(differ, TELLING_NUMBER)
    number = max(a.numbers & b.numbers, default=0)
    names = shared(a.names, b.names)
    if names and (agrees(a, b) or 2 * names >= min(len(a.names), len(b.names))):
        return (False, -number)
    return (True, -number) if number >= least else None


def _differing(a: Group, b: Group) -> tuple[str, ...] | None:
    """Return in which field two groups differ, if in any, where it is one that outlets misread; None else."""
    differ = compare(a.kind, b.kind).differ
    claims = a.kind.status == b.kind.status or (a.kind.status in CLAIMS and b.kind.status in CLAIMS)
    return differ if not differ or (differ in _MISREAD and claims) else None
