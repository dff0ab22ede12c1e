"""Ceremonies: the reports on one event become one group.

Reports with one text (`warehouse.duplicates`) speak with one voice. Else only pairs that share a block are compared: a
day and a province, or a day and an official. Groups then grow from the surest pair on, as long as the average over the
pairs between two groups is enough, so that one odd report cannot chain two events into one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from warehouse.duplicates import members_of
from warehouse.events import Facts, facts_of, margin
from warehouse.originals import copies_among
from warehouse.parts import Item

_LARGEST_BLOCK = 200
"""In a larger block each report meets its nearest neighbours by title only, so that cost stays near n log n."""
_NEIGHBOURS = 40


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reports that tell of one thing, by their number in the list given, and which of them repeat which.

    `event` is whether they tell of a ceremony, which is what happened on a day: none of what gives no day is one, for
    two reports on it could not be told from reports on two. `original` maps a copy to the report that it repeats.
    """

    members: tuple[int, ...]
    event: bool
    original: dict[int, int]


def gather(items: Sequence[Item]) -> list[Gathering]:
    """Group relevant items (with report), given in a fixed order; groups come by their first member."""
    facts = [facts_of(item.report) for item in items if item.report is not None]
    places = {item.id: n for n, item in enumerate(items)}
    known = {item.id: item.original for item in items if item.original is not None}
    original = {places[copy]: places[first] for copy, first in copies_among(members_of(items), known).items()}
    same: dict[int, list[int]] = defaultdict(list)
    for n in range(len(items)):
        same[original.get(n, n)].append(n)
    spokesmen = {min(group, key=lambda n: (not facts[n].days, items[n].age)): group for group in same.values()}
    gatherings = []
    for cluster in _grow(sorted(spokesmen), facts):
        members = tuple(sorted(n for spokesman in cluster for n in spokesmen[spokesman]))
        event = any(facts[n].days for n in members)
        gatherings.append(Gathering(members, event, {n: original[n] for n in members if n in original}))
    return sorted(gatherings, key=lambda gathering: gathering.members)


def _grow(numbers: Sequence[int], facts: Sequence[Facts]) -> list[list[int]]:
    """Join from the surest pair on, while the pairs between two clusters speak for it on average."""
    margins: dict[tuple[int, int], float] = {}

    def between(a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in margins:
            margins[pair] = margin(facts[a], facts[b])
        return margins[pair]

    sure = sorted((-between(a, b), a, b) for a, b in _candidates(numbers, facts))
    cluster = {n: [n] for n in numbers}
    for negative, a, b in sure:
        one, other = cluster[a], cluster[b]
        if negative > 0 or one is other:
            continue
        if sum(between(x, y) for x in one for y in other) / (len(one) * len(other)) >= 0:
            one += other
            cluster |= dict.fromkeys(other, one)
    return [cluster[n] for n in numbers if cluster[n][0] == n]


def _candidates(numbers: Sequence[int], facts: Sequence[Facts]) -> set[tuple[int, int]]:
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n in numbers:
        for day in facts[n].days:
            blocks["place", day, facts[n].province].append(n)
            for official in facts[n].officials:
                blocks["official", day, official].append(n)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _LARGEST_BLOCK:
            pairs.update(combinations(block, 2))
            continue
        by_title = sorted(block, key=lambda n: (facts[n].title, n))
        for start, n in enumerate(by_title):
            pairs.update((min(n, m), max(n, m)) for m in by_title[start + 1 : start + 1 + _NEIGHBOURS])
    return pairs
