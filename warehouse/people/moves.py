"""One name in several provinces, in the centre, and where no province is told: who of the persons is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations, product

from reference.name_rarity import rarity
from warehouse.people.joining import Join, by_ceremony, grown, most_like
from warehouse.people.likeness import follows, likeness
from warehouse.people.mentions import NATIONAL, Seen
from warehouse.people.persons import Person

_MANY = 40
"""Persons of a name, above which only those are compared who share an office or a ceremony."""
_RARE = 6.0


def across(name: str, persons: list[Person], joins: list[Join]) -> list[Person]:
    """Join persons of several units, the likeliest pair first; the verdict is asked anew of those who have grown."""
    pairs = []
    for i, j in sorted(set(_pairs(name, persons))):
        score, _ = likeness(name, persons[i], persons[j])
        if score > 0:
            pairs.append((-score, i, j))
    now = {i: i for i in range(len(persons))}
    whole = dict(enumerate(persons))
    for _, i, j in sorted(pairs):
        one, other = sorted((now[i], now[j]))
        if one == other or whole[one].units & whole[other].units:
            continue
        score, why = likeness(name, whole[one], whole[other])
        if score > 0:
            joins.append(Join(persons[i].numbers[0], persons[j].numbers[0], why))
            whole[one] = whole[one].joined(whole.pop(other))
            now = {k: one if place == other else place for k, place in now.items()}
    return list(whole.values())


def _pairs(name: str, persons: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that are worth a comparison; most of a common name are not.

    Mentions that could be put to nobody in their own unit stay by themselves.
    """
    by_unit: dict[str | None, list[int]] = defaultdict(list)
    holders: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for i, person in enumerate(persons):
        for unit in person.units:
            by_unit[unit].append(i)
        for office in person.held:
            holders[office].append(i)
    telling = {
        unit: [i for i in own if persons[i].held or persons[i].former or len(own) == 1] for unit, own in by_unit.items()
    }
    rare = rarity(name) > _RARE
    leads = {unit: [i for i in own if rare or persons[i].top >= 4] for unit, own in telling.items()}
    for u, v in combinations(sorted(by_unit, key=str), 2):
        chosen = telling if NATIONAL in (u, v) or follows(u, v) else leads
        yield from ((min(i, j), max(i, j)) for i, j in product(chosen[u], chosen[v]))
    for i, person in enumerate(persons):
        for office in person.former:
            yield from ((min(i, j), max(i, j)) for j in holders[office] if not person.units & persons[j].units)


def from_nowhere(
    name: str, numbers: Sequence[int], persons: Sequence[Person], mentions: Sequence[Seen], joins: list[Join]
) -> list[Person]:
    """Put mentions that do not say where to the person who is clearly meant, those of one ceremony together."""
    marked = _by_mark(persons)
    added: dict[int, list[int]] = defaultdict(list)
    rest: list[Person] = []
    for person in by_ceremony(numbers, mentions, joins):
        places = (
            range(len(persons))
            if len(persons) <= _MANY
            else sorted({i for mark in _marks(person) for i in marked.get(mark, ())})
        )
        best = most_like(name, person, [persons[i] for i in places], clearly=1.0)
        if best is None:
            rest.append(person)
        else:
            added[places[best[0]]] += person.numbers
    why = "the office, the ceremony or the company are those of one person"
    whole, over = grown(persons, added, mentions, joins, why)
    return whole + _by_office(name, [*rest, *(Person([n], mentions) for n in over)], joins)


def _by_office(name: str, rest: Sequence[Person], joins: list[Join]) -> list[Person]:
    """Join those of no province who hold one office."""
    left: list[Person] = []
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for person in rest:
        known = sorted({i for office in person.held for i in holders[office]})
        same = next((i for i in known if likeness(name, left[i], person)[0] > 0), None)
        if same is None:
            same = len(left)
            left.append(person)
        else:
            joins.append(Join(left[same].numbers[0], person.numbers[0], "the same office"))
            left[same] = left[same].joined(person)
        for office in person.held:
            if same not in holders[office]:
                holders[office].append(same)
    return left


def _by_mark(persons: Sequence[Person]) -> dict[Hashable, list[int]]:
    marked: dict[Hashable, list[int]] = defaultdict(list)
    for i, person in enumerate(persons):
        for mark in _marks(person):
            marked[mark].append(i)
    return marked


def _marks(person: Person) -> set[Hashable]:
    """Return the bodies and the ceremonies."""
    return {("body", body) for _, body in person.held} | {("ceremony", key) for key in person.ceremonies}
