"""Ceremonies: the reports on one event become one group.

Reports with one text (`warehouse.copies.duplicates`) speak with one voice. Else only pairs that share a key are
compared (`warehouse.ceremonies.blocking`). Groups then grow from the surest pair on, as long as the average over the
pairs between two groups is enough, so that one odd report cannot chain two events into one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from warehouse.ceremonies.blocking import pairs_of
from warehouse.ceremonies.events import Facts
from warehouse.ceremonies.evidence import margin
from warehouse.ceremonies.groups import Groups
from warehouse.copies.originals import Age

_SPARSE = -0.5
"""What the pairs between two groups may fall short of on average: some accounts are notices without names."""
_ENOUGH = 12
"""Of a larger group only so many, the first, are compared with another group: cost does not grow with its square."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reports that tell of one thing, by their number in the list given, and which of them repeat which.

    `event` is whether they tell of a ceremony, which is what happened on a day: none of what gives no day is one, for
    two reports on it could not be told from reports on two. `original` maps a copy to the report that it repeats.
    """

    members: tuple[int, ...]
    event: bool
    original: dict[int, int]


@dataclass(frozen=True, slots=True)
class Grouping:
    """Reports as ceremonies, and as the components in which these were decided.

    A component holds reports that a chain of pairs with evidence for one event joins, with their copies. What is
    decided in it does not depend on reports outside of it: `group_events` of a component gives its gatherings.
    """

    gatherings: list[Gathering]
    components: list[tuple[int, ...]]


def group_events(facts: Sequence[Facts], ages: Sequence[Age] | Sequence[int], original: Mapping[int, int]) -> Grouping:
    """Group reports by the event that they tell of; groups and components come by their first member.

    `ages` order the reports by time of publication, the earliest first; `original` maps a copy to the report that it
    repeats, by their numbers. Of reports that are equally alike those with the smaller numbers are joined first, so the
    reports must come in an order that is always the same, such as that of their ids.
    """
    same: dict[int, list[int]] = defaultdict(list)
    for n in range(len(facts)):
        same[original.get(n, n)].append(n)
    spokesmen = {min(group, key=lambda n: (not facts[n].days, ages[n])): group for group in same.values()}
    numbers = sorted(spokesmen)
    sure = [(-found, a, b) for a, b in pairs_of(numbers, facts) if (found := margin(facts[a], facts[b])) >= 0]
    components = Groups(len(facts))
    components.join_all((a, b) for _, a, b in sure)
    components.join_all(original.items())
    gatherings = []
    for cluster in _grow(numbers, facts, sorted(sure)):
        members = tuple(sorted(n for spokesman in cluster for n in spokesmen[spokesman]))
        event = any(facts[n].days for n in members)
        gatherings.append(Gathering(members, event, {n: original[n] for n in members if n in original}))
    return Grouping(
        sorted(gatherings, key=lambda gathering: gathering.members), [tuple(group) for group in components.all()]
    )


def _grow(numbers: Sequence[int], facts: Sequence[Facts], sure: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Join from the surest pair on, while the pairs between two clusters speak for it on average."""
    cluster = {n: [n] for n in numbers}
    for _, a, b in sure:
        one, other = cluster[a], cluster[b]
        if one is other:
            continue
        between = [margin(facts[x], facts[y]) for x in islice(one, _ENOUGH) for y in islice(other, _ENOUGH)]
        if sum(between) >= _SPARSE * len(between):
            joined = sorted(one + other)
            cluster |= dict.fromkeys(joined, joined)
    return [cluster[n] for n in numbers if cluster[n][0] == n]
