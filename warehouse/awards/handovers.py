"""Decisions and their later handing over: awards of two events that are one award, counted once.

A decision is announced in May and its letters are handed over in November; an order is received at the conference of
the province and again at the anniversary of the hospital; an undated feature tells of it once more. What speaks for one
award is in `warehouse.awards.handover_evidence`. Only awards that share a recipient's name or a cited decision are
compared, so that the cost grows with the number of awards.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from warehouse.awards.conferred import Conferred, decisions_of
from warehouse.awards.handover_evidence import LONGEST, Link, contradict, judge
from warehouse.awards.recipients import shared

_MOST_CITED = 20
"""A decision that more awards cite is a plan or a regulation."""


@dataclass(frozen=True, slots=True)
class Handover:
    """Awards of several events that are one: the ids of their groups, in the order of time, each with its part.

    `conferred` is the group whose event conferred it, the first that gives a day (a `part` never does), `handed_over`
    the one at whose event it, or the first part of it, was handed over later; None where that was told without a day.
    `why` tells what joined them.
    """

    groups: tuple[tuple[str, Literal["same", "part"]], ...]
    conferred: str
    handed_over: str | None
    why: tuple[str, ...]


def link(groups: Sequence[Conferred]) -> list[Handover]:
    """Return the awards that were told of at several events, in the order of their first group's day and id.

    Groups without a day of event or publication are left alone. The order of the groups given does not matter.
    """
    awards = sorted(
        (group for group in groups if group.day), key=lambda group: (group.day, not group.held, group.group)
    )
    links = sorted(
        ((link, a, b) for a, b, link in _links(awards)), key=lambda found: ([-n for n in found[0].sure], found[1:])
    )
    parents: dict[int, tuple[int, Link]] = {}
    joined = {n: [n] for _, a, b in links for n in (a, b)}
    handed: set[int] = set()
    for found, a, b in links:
        child, parent = (a, b) if found.relation == "earlier is a part" else (b, a)
        again = found.relation == "same" and awards[b].held and not awards[a].facts.once
        one, other = joined[_root(child, parents)], joined[_root(parent, parents)]
        if child in parents or one is other or (again and a in handed):
            continue
        if any(contradict(awards[x], awards[y]) for x in one for y in other):
            continue
        parents[child] = (parent, found)
        other += one
        joined[child] = other
        if again:
            handed.add(a)
    roots = sorted({_root(child, parents) for child in parents})
    return [_handover(root, sorted(joined[root]), awards, parents) for root in roots]


def _links(awards: Sequence[Conferred]) -> Iterator[tuple[int, int, Link]]:
    blocks: dict[tuple[str, str], int | list[int]] = {}
    cited: dict[tuple[str, str], int | list[int]] = {}
    for n, award in enumerate(awards):
        for name in {name.name for name in award.names() if name.telling}:
            _put(blocks, (award.award, name), n)
        for number in decisions_of(award):
            _put(cited, (award.award, number), n)
    shared_names = [block for block in blocks.values() if isinstance(block, list)]
    one_decision = [block for block in cited.values() if isinstance(block, list) and len(block) <= _MOST_CITED]
    pairs = {pair for block in shared_names + one_decision for pair in _pairs(block, awards)}
    for a, b in sorted(pairs):
        these, those = ([name for name in awards[n].names() if name.telling] for n in (a, b))
        if found := judge(awards[a], awards[b], shared(these, those, awards[a].province, awards[b].province)):
            yield a, b, found


def _put(blocks: dict[tuple[str, str], int | list[int]], key: tuple[str, str], number: int) -> None:
    """Put a number into a block; most blocks are of one, which takes no list."""
    before = blocks.setdefault(key, number)
    if isinstance(before, list):
        before.append(number)
    elif before != number:
        blocks[key] = [before, number]


def _pairs(block: Sequence[int], awards: Sequence[Conferred]) -> Iterator[tuple[int, int]]:
    """Give the pairs of a block that are near enough: in one province, or in none that is told."""
    places: dict[str | None, list[int]] = defaultdict(list)
    for n in block:
        places[awards[n].province].append(n)
    unplaced = places.pop(None, [])
    for same in [*places.values()] if places else [[]]:
        yield from _near(sorted(same + unplaced) if unplaced else same, awards)


def _near(block: Sequence[int], awards: Sequence[Conferred]) -> Iterator[tuple[int, int]]:
    for place, a in enumerate(block):
        for b in islice(block, place + 1, None):
            if (awards[b].day or dt.date.max) - (awards[a].day or dt.date.min) > LONGEST:
                break
            if not contradict(awards[a], awards[b]):
                yield a, b


def _root(number: int, parents: dict[int, tuple[int, Link]]) -> int:
    while number in parents:
        number = parents[number][0]
    return number


def _handover(
    root: int, members: Sequence[int], awards: Sequence[Conferred], parents: dict[int, tuple[int, Link]]
) -> Handover:
    parts = {n for n in members if _is_part(n, parents)}
    held = [n for n in members if awards[n].held]
    first = next((n for n in held if n not in parts), root)
    later = [n for n in held if n > first and awards[n].day != awards[first].day]
    handed = next((n for n in later if n not in parts), None) or next(iter(later), None)
    why = tuple(f"{awards[n].group}: {', '.join(parents[n][1].why)}" for n in members if n in parents)
    return Handover(
        tuple((awards[n].group, "part" if n in parts else "same") for n in members),
        awards[first].group,
        awards[handed].group if handed is not None else None,
        why,
    )


def _is_part(child: int, parents: dict[int, tuple[int, Link]]) -> bool:
    while child in parents:
        child, found = parents[child]
        if found.relation != "same":
            return True
    return False
