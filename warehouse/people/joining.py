"""Putting mentions of one name together: in chains, by ceremonies, and to persons who are there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse.people.likeness import YEAR, likeness
from warehouse.people.mentions import Seen
from warehouse.people.persons import Person

_LONGEST = 10 * YEAR
"""Days without a trace after which the same office may be a namesake's."""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two mentions are one person's."""

    one: int
    other: int
    why: str


def doubled(numbers: Iterable[int], mentions: Sequence[Seen]) -> bool:
    """Tell whether a report names two of these mentions."""
    unique = set(numbers)
    return len({mentions[n].report for n in unique}) < len(unique)


def chains_of(numbers: Sequence[int], mentions: Sequence[Seen], joins: list[Join], why: str) -> list[list[int]]:
    """Return mentions in chains without a gap of many years or two of one report; the undated go with the first."""
    chains: list[list[int]] = []
    reports: list[set[int | str]] = []
    last: list[int | None] = []
    for n in sorted(numbers, key=lambda n: (mentions[n].day is not None, mentions[n].day or 0, n)):
        day = mentions[n].day
        for i in range(len(chains) - 1, -1, -1):
            near = day is None or last[i] is None or day - last[i] <= _LONGEST  # type: ignore[operator]
            if near and mentions[n].report not in reports[i]:
                joins.append(Join(chains[i][-1], n, why))
                chains[i].append(n)
                break
        else:
            i = len(chains)
            chains.append([n])
            reports.append(set())
            last.append(None)
        reports[i].add(mentions[n].report)
        last[i] = day if day is not None else last[i]
    return chains


def by_ceremony(numbers: Sequence[int], mentions: Sequence[Seen], joins: list[Join]) -> list[Person]:
    """Return persons of mentions that tell nothing, those of one ceremony together."""
    found: dict[object, list[int]] = defaultdict(list)
    for n in numbers:
        ceremony = mentions[n].ceremony
        found[("alone", n) if ceremony is None else ceremony].append(n)
    chains = [
        chain for same in found.values() for chain in chains_of(same, mentions, joins, "one name at one ceremony")
    ]
    return [Person(sorted(chain), mentions) for chain in chains]


def grown(
    persons: Sequence[Person], added: Mapping[int, Sequence[int]], mentions: Sequence[Seen], joins: list[Join], why: str
) -> tuple[list[Person], list[int]]:
    """Return the persons with mentions added by place, and those left that one report names beside another."""
    whole: list[Person] = []
    left: list[int] = []
    for i, person in enumerate(persons):
        own: list[int] = []
        reports = set(person.reports) if added.get(i) else set()
        for n in added.get(i, ()):
            if mentions[n].report in reports:
                left.append(n)
                continue
            reports.add(mentions[n].report)
            joins.append(Join(person.numbers[0], n, why))
            own.append(n)
        whole.append(person.joined(Person(own, mentions)) if own else person)
    return whole, left


def most_like(name: str, person: Person, persons: Sequence[Person], *, clearly: float = 0.0) -> tuple[int, str] | None:
    """Return the place of who is most like a person, and why; None where no one is, or others nearly are."""
    verdicts = [(*likeness(name, known, person), -i) for i, known in enumerate(persons)]
    fits = sorted((v for v in verdicts if v[0] > 0), key=lambda v: (v[0], v[2]), reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] - fits[1][0] < clearly):
        return None
    return -fits[0][2], fits[0][1]
