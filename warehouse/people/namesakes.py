"""Mentions of one name: which persons there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from warehouse.people.joining import Join, by_ceremony, chains_of, doubled, grown, most_like
from warehouse.people.likeness import STALE, YEAR
from warehouse.people.mentions import Seen
from warehouse.people.moves import across, from_nowhere
from warehouse.people.persons import Person


def persons_of(name: str, numbers: Sequence[int], mentions: Sequence[Seen], joins: list[Join]) -> list[Person]:
    """Return the persons of one name, which is a key of `name_key`, and note in `joins` why mentions are joined."""
    by_unit: dict[str | None, list[int]] = defaultdict(list)
    for n in numbers:
        by_unit[mentions[n].unit].append(n)
    nowhere = by_unit.pop(None, [])
    persons: list[Person] = []
    for _, own in sorted(by_unit.items(), key=lambda unit: unit[0] or ""):
        persons += _of_unit(name, own, mentions, joins)
    if len(by_unit) > 1:
        persons = across(name, persons, joins)
    return from_nowhere(name, nowhere, persons, mentions, joins) if nowhere else persons


def _of_unit(name: str, numbers: Sequence[int], mentions: Sequence[Seen], joins: list[Join]) -> list[Person]:
    """Return the persons of a name in one unit."""
    fixed: list[int] = []
    retired: list[int] = []
    loose: list[int] = []
    for n in numbers:
        told = mentions[n].posts
        (fixed if told.held else retired if told.former else loose).append(n)
    offices = _with_retired(retired, _same_office(fixed, mentions, joins), mentions, joins)
    persons: list[Person] = []
    for person in sorted(offices, key=lambda p: (p.days[:1] or [0], p.numbers)):
        best = most_like(name, person, persons)
        if best is None:
            persons.append(person)
        else:
            place, why = best
            joins.append(Join(persons[place].numbers[-1], person.numbers[0], why))
            persons[place] = persons[place].joined(person)
    if persons:
        return _with_loose(loose, persons, mentions, joins)
    if " " not in name:  # "đồng chí Hùng" is anybody
        return by_ceremony(loose, mentions, joins)
    return [Person(sorted(c), mentions) for c in chains_of(loose, mentions, joins, "one name in one province")]


def _with_retired(
    retired: Sequence[int], persons: Sequence[Person], mentions: Sequence[Seen], joins: list[Join]
) -> list[Person]:
    """Put mentions with former titles alone to those who held the office before; the others are persons by office."""
    added: dict[int, list[int]] = defaultdict(list)
    rest = []
    for n in retired:
        day, former = mentions[n].day, mentions[n].posts.former
        before = [
            (person.days[0] if person.days else 0, i)
            for i, person in enumerate(persons)
            if former & person.held and (day is None or not person.days or person.days[0] <= day)
        ]
        if before:
            added[max(before)[1]].append(n)
        else:
            rest.append(n)
    whole, left = grown(persons, added, mentions, joins, "an office named as the former one")
    by_office: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for n in sorted([*rest, *left]):
        by_office[min(mentions[n].posts.former, key=str)].append(n)
    chains = [c for same in by_office.values() for c in chains_of(same, mentions, joins, "the same former office")]
    return whole + [Person(sorted(chain), mentions) for chain in chains]


def _same_office(numbers: Sequence[int], mentions: Sequence[Seen], joins: list[Join]) -> list[Person]:
    """Join what gives an office of the same body."""
    by_body: dict[str, list[int]] = defaultdict(list)
    for n in numbers:
        for body in mentions[n].posts.held:
            by_body[body].append(n)
    chains = [
        chain for body in sorted(by_body) for chain in chains_of(by_body[body], mentions, joins, "the same office")
    ]
    persons: dict[int, Person] = {}
    place: dict[int, int] = {}
    for chain in chains:
        known = sorted({place[n] for n in chain if n in place})
        gone = [persons.pop(p) for p in known]
        whole = sorted({*chain, *(n for person in gone for n in person.numbers)})
        if any(doubled([*chain, *person.numbers], mentions) for person in gone):
            persons.update(zip(known, gone, strict=True))
            whole = [n for n in chain if n not in place]
            if not whole:
                continue
        persons[whole[0]] = Person(whole, mentions)
        place.update(dict.fromkeys(whole, whole[0]))
    return list(persons.values())


def _with_loose(
    loose: Sequence[int], persons: list[Person], mentions: Sequence[Seen], joins: list[Join]
) -> list[Person]:
    """Put mentions without an office of their own to the persons, where it is clear to whom; else they stay apart."""
    added: dict[int, list[int]] = defaultdict(list)
    rest = []
    everywhere = frozenset.intersection(*(person.companions for person in persons)) if len(persons) > 1 else frozenset()
    for n in loose:
        place = _whose(mentions[n], persons, everywhere)
        if place is None:
            rest.append(n)
            continue
        added[place].append(n)
    whole, left = grown(persons, added, mentions, joins, "one name in one province")
    return whole + by_ceremony(sorted([*rest, *left]), mentions, joins)


def _whose(mention: Seen, persons: Sequence[Person], everywhere: frozenset[str]) -> int | None:
    """Return the place of the person whose mention it is: the only one, or one who fits clearly better than others.

    `everywhere` are the companions that they share, who tell nothing.
    """
    free = [i for i, person in enumerate(persons) if mention.report not in person.reports]
    if not free:
        return None
    fits = sorted(((_fit(mention, persons[i], everywhere), -i) for i in free), reverse=True)
    if len(persons) == 1:
        return free[0] if fits[0][0] > -1.5 else None
    clear = len(fits) == 1 or fits[0][0] - fits[1][0] >= 1.0
    return -fits[0][1] if fits[0][0] > 0 and clear else None


def _fit(mention: Seen, person: Person, everywhere: frozenset[str]) -> float:
    """Return how well a mention without an office of its own fits a person."""
    words = mention.posts.words
    score = 3.0 if mention.ceremony in person.ceremonies else 0.0
    if words:
        score += 1.5 if words & person.words else -0.5
    company = sum(name in person.companions and name not in everywhere for name in mention.mention.named)
    score += min(2.0, 0.7 * company)
    if mention.day and person.days:
        day = mention.day
        away = max(person.days[0] - day, day - person.days[-1], 0)
        score += 1.0 if away <= STALE else -0.25 * away / YEAR
    return score
