"""Mentions of one name: which persons there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from reference.name_rarity import rarity
from warehouse.likeness import STALE, YEAR, follows, likeness
from warehouse.mentions import NATIONAL, Mention
from warehouse.persons import Person, posts

_LONGEST = 10 * YEAR
"""Days without a trace after which the same office may be a namesake's."""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two mentions are one person's."""

    one: int
    other: int
    why: str


def persons_of(name: str, numbers: Sequence[int], mentions: Sequence[Mention], joins: list[Join]) -> list[Person]:
    """Return the persons of one name, which is a key of `name_key`, and note in `joins` why mentions are joined."""
    by_unit: dict[str | None, list[int]] = defaultdict(list)
    for n in numbers:
        by_unit[mentions[n].unit].append(n)
    nowhere = by_unit.pop(None, [])
    persons: list[Person] = []
    for _, own in sorted(by_unit.items(), key=lambda unit: unit[0] or ""):
        persons += _of_unit(name, own, mentions, joins)
    if len(by_unit) > 1:
        persons = _across(name, persons, joins)
    return _from_nowhere(name, nowhere, persons, mentions, joins) if nowhere else persons


def _of_unit(name: str, numbers: Sequence[int], mentions: Sequence[Mention], joins: list[Join]) -> list[Person]:
    """Return the persons of a name in one unit."""
    fixed: list[int] = []
    retired: list[int] = []
    loose: list[int] = []
    for n in numbers:
        told = posts(mentions[n])
        (fixed if told.held else retired if told.former else loose).append(n)
    offices = _with_retired(retired, _same_office(fixed, mentions, joins), mentions, joins)
    persons: list[Person] = []
    for person in sorted(offices, key=lambda p: (p.days[:1] or [0], p.numbers)):
        best = _most_like(name, person, persons)
        if best is None:
            persons.append(person)
        else:
            place, why = best
            joins.append(Join(persons[place].numbers[-1], person.numbers[0], why))
            persons[place] = persons[place].joined(person)
    if persons:
        return _with_loose(loose, persons, mentions, joins)
    if " " not in name:  # "đồng chí Hùng" is anybody
        return _by_ceremony(loose, mentions, joins)
    return [Person(sorted(c), mentions) for c in _chains(loose, mentions, joins, "one name in one province")]


def _with_retired(
    retired: Sequence[int], persons: Sequence[Person], mentions: Sequence[Mention], joins: list[Join]
) -> list[Person]:
    """Put mentions with former titles alone to those who held the office before; the others are persons by office."""
    grown = list(persons)
    rest = []
    for n in retired:
        day = mentions[n].day
        former = posts(mentions[n]).former
        before = [
            (person.days[0] if person.days else 0, i)
            for i, person in enumerate(grown)
            if former & person.held
            and mentions[n].report not in person.reports
            and (day is None or not person.days or person.days[0] <= day.toordinal())
        ]
        if not before:
            rest.append(n)
            continue
        _, i = max(before)
        joins.append(Join(grown[i].numbers[0], n, "an office named as the former one"))
        grown[i] = grown[i].joined(Person([n], mentions))
    by_office: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for n in rest:
        by_office[min(posts(mentions[n]).former, key=str)].append(n)
    chains = [c for same in by_office.values() for c in _chains(same, mentions, joins, "the same former office")]
    return grown + [Person(sorted(chain), mentions) for chain in chains]


def _from_nowhere(
    name: str, numbers: Sequence[int], persons: Sequence[Person], mentions: Sequence[Mention], joins: list[Join]
) -> list[Person]:
    """Put mentions that do not say where to the person who is clearly meant, those of one ceremony together."""
    grown = list(persons)
    rest: list[Person] = []
    for person in _by_ceremony(numbers, mentions, joins):
        best = _most_like(name, person, grown, clearly=1.0)
        if best is None:
            rest.append(person)
        else:
            place, why = best
            joins.append(Join(grown[place].numbers[0], person.numbers[0], why))
            grown[place] = grown[place].joined(person)
    left: list[Person] = []
    for person in rest:
        same = next(
            (i for i, known in enumerate(left) if known.held & person.held and likeness(name, known, person)[0] > 0),
            None,
        )
        if same is None:
            left.append(person)
        else:
            joins.append(Join(left[same].numbers[0], person.numbers[0], "the same office"))
            left[same] = left[same].joined(person)
    return grown + left


def _of_one_office(name: str, a: Person, b: Person) -> bool:
    return bool(a.held & b.held) and likeness(name, a, b)[0] > 0


def _same_office(numbers: Sequence[int], mentions: Sequence[Mention], joins: list[Join]) -> list[Person]:
    """Join what gives an office of the same body."""
    by_body: dict[str, list[int]] = defaultdict(list)
    for n in numbers:
        for body in posts(mentions[n]).held:
            by_body[body].append(n)
    chains = [chain for body in sorted(by_body) for chain in _chains(by_body[body], mentions, joins, "the same office")]
    persons: dict[int, Person] = {}
    place: dict[int, int] = {}
    for chain in chains:
        known = sorted({place[n] for n in chain if n in place})
        gone = [persons.pop(p) for p in known]
        whole = sorted({*chain, *(n for person in gone for n in person.numbers)})
        if any(_doubled([*chain, *person.numbers], mentions) for person in gone):
            persons.update(zip(known, gone, strict=True))
            whole = [n for n in chain if n not in place]
            if not whole:
                continue
        persons[whole[0]] = Person(whole, mentions)
        place.update(dict.fromkeys(whole, whole[0]))
    return list(persons.values())


def _doubled(numbers: Iterable[int], mentions: Sequence[Mention]) -> bool:
    """Tell whether a report names two of these mentions."""
    unique = set(numbers)
    return len({mentions[n].report for n in unique}) < len(unique)


def _chains(numbers: Sequence[int], mentions: Sequence[Mention], joins: list[Join], why: str) -> list[list[int]]:
    """Return mentions in chains without a gap of many years or two of one report; the undated go with the first."""
    chains: list[list[int]] = []
    reports: list[set[int | str]] = []
    last: list[int | None] = []
    for n in sorted(numbers, key=lambda n: (mentions[n].day is not None, mentions[n].day or 0, n)):
        day = mentions[n].day.toordinal() if mentions[n].day else None  # type: ignore[union-attr]
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


def _by_ceremony(numbers: Sequence[int], mentions: Sequence[Mention], joins: list[Join]) -> list[Person]:
    """Return persons of mentions that tell nothing, those of one ceremony together."""
    found: dict[object, list[int]] = defaultdict(list)
    for n in numbers:
        ceremony = mentions[n].ceremony
        found[("alone", n) if ceremony is None else ceremony].append(n)
    chains = [chain for same in found.values() for chain in _chains(same, mentions, joins, "one name at one ceremony")]
    return [Person(sorted(chain), mentions) for chain in chains]


def _most_like(name: str, person: Person, persons: Sequence[Person], *, clearly: float = 0.0) -> tuple[int, str] | None:
    """Return the place of who is most like a person, and why; None where no one is, or others nearly are."""
    verdicts = [(*likeness(name, known, person), -i) for i, known in enumerate(persons)]
    fits = sorted((v for v in verdicts if v[0] > 0), key=lambda v: (v[0], v[2]), reverse=True)
    if not fits or (len(fits) > 1 and fits[0][0] - fits[1][0] < clearly):
        return None
    return -fits[0][2], fits[0][1]


def _with_loose(
    loose: Sequence[int], persons: list[Person], mentions: Sequence[Mention], joins: list[Join]
) -> list[Person]:
    """Put mentions without an office of their own to the persons, where it is clear to whom; else they stay apart."""
    added: dict[int, list[int]] = defaultdict(list)
    rest = []
    for n in loose:
        place = _whose(n, persons, mentions)
        if place is None:
            rest.append(n)
            continue
        joins.append(Join(persons[place].numbers[0], n, "one name in one province"))
        added[place].append(n)
    whole = []
    for i, person in enumerate(persons):
        own: list[int] = []
        for n in added[i]:
            (rest if _doubled([*own, n], mentions) else own).append(n)
        whole.append(person.joined(Person(own, mentions)) if own else person)
    return whole + _by_ceremony(rest, mentions, joins)


def _whose(n: int, persons: Sequence[Person], mentions: Sequence[Mention]) -> int | None:
    """Return the place of the person whose mention it is: the only one, or one who fits clearly better than others."""
    free = [i for i, person in enumerate(persons) if mentions[n].report not in person.reports]
    if not free:
        return None
    shared = frozenset.intersection(*(persons[i].companions for i in free)) if len(free) > 1 else frozenset()
    fits = sorted(((_fit(mentions[n], persons[i], shared), -i) for i in free), reverse=True)
    if len(persons) == 1:
        return free[0] if fits[0][0] > -1.5 else None
    clear = len(fits) == 1 or fits[0][0] - fits[1][0] >= 1.0
    return -fits[0][1] if fits[0][0] > 0 and clear else None


def _fit(mention: Mention, person: Person, shared: frozenset[str]) -> float:
    """Return how well a mention without an office of its own fits a person."""
    words = posts(mention).words
    score = 3.0 if mention.ceremony in person.ceremonies else 0.0
    if words:
        score += 1.5 if words & person.words else -0.5
    score += min(2.0, 0.7 * max(0, len((person.companions - shared).intersection(mention.named))))
    if mention.day and person.days:
        day = mention.day.toordinal()
        away = max(person.days[0] - day, day - person.days[-1], 0)
        score += 1.0 if away <= STALE else -0.25 * away / YEAR
    return score


def _across(name: str, persons: list[Person], joins: list[Join]) -> list[Person]:
    """Join persons of several units, the likeliest pair first; the verdict is asked anew of those who have grown."""
    pairs = []
    for (i, a), (j, b) in combinations(enumerate(persons), 2):
        if _may_be_one(name, a, b):
            score, _ = likeness(name, a, b)
            if score > 0:
                pairs.append((-score, i, j))
    now = {i: i for i in range(len(persons))}
    grown = dict(enumerate(persons))
    for _, i, j in sorted(pairs):
        one, other = sorted((now[i], now[j]))
        if one == other or grown[one].units & grown[other].units - {None}:
            continue
        score, why = likeness(name, grown[one], grown[other])
        if score > 0:
            joins.append(Join(persons[i].numbers[0], persons[j].numbers[0], why))
            grown[one] = grown[one].joined(grown.pop(other))
            now = {k: one if place == other else place for k, place in now.items()}
    return list(grown.values())


def _may_be_one(name: str, a: Person, b: Person) -> bool:
    """Tell whether two of different units are worth a comparison; most of a common name are not."""
    if a.units & b.units - {None}:
        return False
    if None in a.units | b.units or NATIONAL in a.units | b.units:
        return True
    leads = a.top >= 4 and b.top >= 4
    named = bool(a.former & b.held or b.former & a.held)
    return leads or named or rarity(name) > 6 or any(follows(u, v) for u in a.units for v in b.units)
