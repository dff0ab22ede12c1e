"""Rows of one kind: which row of a report is the award that other reports tell of, by names first, then by numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from warehouse.awards.counts import choose
from warehouse.awards.group import Group, adds_up, agrees, apart, distance
from warehouse.awards.recipients import shared
from warehouse.awards.told import AwardTold, Kind, kind_of


def meet(rows: Sequence[AwardTold]) -> list[Group]:
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
    free = [group for m, group in enumerate(groups) if m not in taken.values()]
    against = [(new[n], groups[m]) for n, m in sorted(taken.items())]
    for one, known in against:
        for group in _named_beside(one, known, free):
            one.take(group, "part")
            free.remove(group)
            groups.remove(group)
        known.take(one)
    left = [one for n, one in enumerate(new) if n not in taken]
    if len(left) > 1 and (whole := next((group for group in free if adds_up(group, left)), None)):
        groups.remove(whole)
        groups += left
        left[0].take(whole, "total")
        return
    for one in left:
        naming = [group for group in groups if one.only_named and agrees(one, group) and not apart(one, group)]
        possible = [group for group in free if not apart(one, group)]
        if len(possible) > 1 and adds_up(one, possible):
            possible[0].take(one, "total")
        elif naming:
            naming[0].take(one, "part")
        elif possible:
            nearest = min(possible, key=lambda group: distance(one.rows[0], group))
            nearest.take(one)
            free.remove(nearest)
        elif (larger := _that_may_include(one, groups, rows)) is not None:
            larger.take(one, "part", contradicts=True)
        else:
            groups.append(one)


def _named_beside(one: Group, group: Group, free: Sequence[Group]) -> list[Group]:
    """Return the other rows of reports that name one recipient in each, where a row states a number."""
    if one.only_named or not group.only_named:
        return []
    named = [other for other in free if other.only_named and other.reports <= group.reports]
    whole = sum(other.choice.count or 0 for other in [group, *named])
    return named if whole <= (one.choice.count or 0) else []


def _likeness(one: Group, group: Group) -> int | None:
    """Return how sure it is that a row is the award of a group, less being surer; None where nothing says so."""
    if apart(one, group):
        return None
    names, agreeing = shared(one.names, group.names) > 0, agrees(one, group)
    if one.choice.count is None:
        return 4 if names or not one.names else None
    if not agreeing:
        return 2 if names else None
    return 0 if names else 1 if one.numbers & group.numbers else 3


def _that_may_include(one: Group, groups: Sequence[Group], rows: Sequence[AwardTold]) -> Group | None:
    """Return the award of others that may include a row beside the row of its report that is set against it."""
    for group in groups:
        beside = [row for row in group.rows if any(row is own for own in rows)]
        others = [row for row in group.rows if row not in beside]
        if beside and others and one.choice.count is not None and not apart(one, Group(others)):
            total = choose([row.statement() for row in others]).count
            if total is not None and sum(row.count or 0 for row in beside) + one.choice.count <= total:
                return group
    return None
