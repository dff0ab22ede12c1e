"""Decisions and their later handing over: awards of two events that are one award, counted once.

A decision is announced in May and its letters are handed over in November; an order is received at the conference of
the province and again at the anniversary of the hospital; an undated feature tells of it once more. What speaks for one
award is in `warehouse.handover_evidence`. Only awards that share a recipient's name or a cited decision are compared,
so that the cost grows with the number of awards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from warehouse.handover_evidence import LONGEST, Conferred, Link, comes_once, contradict, decisions_of, judge
from warehouse.recipients import Recipient, shared

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
    joined = {n: [n] for n in range(len(awards))}
    handed: set[int] = set()
    for found, a, b in links:
        child, parent = (a, b) if found.relation == "earlier is a part" else (b, a)
        again = found.relation == "same" and awards[b].held and not comes_once(awards[a])
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
    names: list[set[Recipient]] = [{name for name in award.names() if name.telling} for award in awards]
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, award in enumerate(awards):
        for key in {name.name for name in names[n]}:
            blocks[award.award, key].append(n)
    cited: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, award in enumerate(awards):
        for number in decisions_of(award):
            cited[award.award, number].append(n)
    pairs = {pair for block in blocks.values() for pair in _pairs(block, awards)}
    pairs |= {pair for block in cited.values() if len(block) <= _MOST_CITED for pair in _pairs(block, awards)}
    for a, b in sorted(pairs):
        if found := judge(awards[a], awards[b], shared(*(_at_home(names[n], awards[n]) for n in (a, b)))):
            yield a, b, found


def _pairs(block: Sequence[int], awards: Sequence[Conferred]) -> Iterator[tuple[int, int]]:
    """Give the pairs of a block that are near enough in time and place; the block is in the order of time."""
    for place, a in enumerate(block):
        one = awards[a]
        for b in block[place + 1 :]:
            other = awards[b]
            if one.day and other.day and other.day - one.day > LONGEST:
                break
            if one.province == other.province or one.province is None or other.province is None:
                yield a, b


def _at_home(names: set[Recipient], award: Conferred) -> list[Recipient]:
    """Give the province's own bodies its name."""
    return [name if name.province else Recipient(name.name, award.province) for name in names]


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
