"""Officials: mentions in many reports become persons.

One name in one province is one person, unless it is seen in two offices with bodies of their own at one time (then
there are two of the name); one name in two provinces is two persons, except where its titles are national. A
differing spelling is the same person only on strong evidence: two reports on one ceremony give the same office to
names one slip apart.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from reference.folding import fold, norm
from warehouse.groups import Groups
from warehouse.titles import Office, read_title

NATIONAL = "national"
"""The scope of a mention whose titles are all national."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One person in one report: `report` and `ceremony` are numbers (`ceremony` None where there is no event).

    `scope` is the province that the titles name, else the report's, or NATIONAL, or None where nothing tells.
    """

    report: int
    ceremony: int | None
    name: str
    titles: tuple[str, ...]
    scope: str | None
    day: dt.date | None

    @property
    def offices(self) -> tuple[Office, ...]:
        """What the titles say."""
        return tuple(read_title(title) for title in self.titles)


def scope_of(titles: Sequence[str], province: str | None, find: Callable[[str], str | None]) -> str | None:
    """Return the scope of a mention in a report on `province`; `find` gives the province that a title names."""
    offices = [read_title(title) for title in titles]
    if offices and all(office.national for office in offices):
        return NATIONAL
    named = [
        slug for title, office in zip(titles, offices, strict=True) if not office.national and (slug := find(title))
    ]
    return named[0] if named else province


def identify(mentions: Sequence[Mention]) -> list[list[int]]:
    """Return the persons, each as the numbers of its mentions, in the order of their first mention."""
    groups = Groups(len(mentions))
    by_name: dict[str, dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, mention in enumerate(mentions):
        by_name[norm(mention.name)][mention.scope].append(number)
    for scopes in by_name.values():
        persons = {scope: _split(numbers, mentions, groups) for scope, numbers in scopes.items()}
        _attach(persons, mentions, groups)
    _join_slips(mentions, groups)
    return groups.all()


def _split(numbers: Sequence[int], mentions: Sequence[Mention], groups: Groups) -> list[list[int]]:
    """Join mentions of one name and scope, and return the persons among them."""
    by_body: dict[str, list[int]] = defaultdict(list)
    loose = []
    for n in numbers:
        bodies = sorted({office.body for office in mentions[n].offices if office.body})
        for body in bodies:
            by_body[body].append(n)
        if not bodies:
            loose.append(n)
    for same in by_body.values():
        groups.join_all((same[0], n) for n in same)
    clusters = sorted(_clusters(by_body.values(), groups), key=lambda c: (_span(c, mentions), c))
    persons: list[list[int]] = []
    for cluster in clusters:
        before = [person for person in persons if not _overlap(person, cluster, mentions)]
        if before:
            groups.join(before[-1][0], cluster[0])
            before[-1].extend(cluster)
        else:
            persons.append(list(cluster))
    if loose and len(persons) <= 1:
        groups.join_all((loose[0], n) for n in loose + (persons[0] if persons else []))
        return [sorted(loose + (persons[0] if persons else []))]
    ceremonies = [{mentions[n].ceremony for n in person} - {None} for person in persons]
    rest = []
    for n in loose:
        together = [person for person, seen in zip(persons, ceremonies, strict=True) if mentions[n].ceremony in seen]
        if len(together) == 1:
            groups.join(n, together[0][0])
            together[0].append(n)
        else:
            rest.append(n)
    groups.join_all((rest[0], n) for n in rest)
    return persons + ([rest] if rest else [])


def _clusters(bodies: Iterable[Sequence[int]], groups: Groups) -> list[list[int]]:
    """Return the mentions that have an office with a body of its own, those of one group together, in order."""
    clusters: dict[int, list[int]] = defaultdict(list)
    for n in sorted({n for same in bodies for n in same}):
        clusters[groups.find(n)].append(n)
    return list(clusters.values())


def _attach(persons: dict[str | None, list[list[int]]], mentions: Sequence[Mention], groups: Groups) -> None:
    """Join national mentions, and those without a province, to the only person of the name where that is certain.

    It is where they meet at one ceremony, or where a mention without a province gives an office of that person.
    """
    home = [person for scope, list_ in persons.items() if scope not in (None, NATIONAL) for person in list_]
    if len(home) != 1:
        return
    (only,) = home
    ceremonies = {mentions[n].ceremony for n in only} - {None}
    offices = {office for n in only for office in mentions[n].offices}
    for scope in (NATIONAL, None):
        for person in persons.get(scope, []):
            meets = bool(ceremonies & {mentions[n].ceremony for n in person})
            same = scope is None and any(office in offices for n in person for office in mentions[n].offices)
            if meets or same:
                groups.join(person[0], only[0])


def _join_slips(mentions: Sequence[Mention], groups: Groups) -> None:
    """Join names one slip apart that two reports on one ceremony give for one office."""
    offices: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    listed: dict[int, set[str]] = defaultdict(set)
    for n, mention in enumerate(mentions):
        listed[mention.report].add(norm(mention.name))
        if mention.ceremony is not None:
            for office in mention.offices:
                offices[mention.ceremony, office.post, office.body].append(n)
    for key in sorted(offices):
        for i, a in enumerate(offices[key]):
            for b in offices[key][i + 1 :]:
                one, other = norm(mentions[a].name), norm(mentions[b].name)
                both = any(
                    one in names and other in names
                    for names in (listed[mentions[a].report], listed[mentions[b].report])
                )
                if one != other and not both and are_slips(mentions[a].name, mentions[b].name):
                    groups.join(a, b)


def are_slips(a: str, b: str) -> bool:
    """Tell whether two names of at least three syllables differ by accents alone or by one letter."""
    x, y = fold(a), fold(b)
    if min(len(x.split()), len(y.split())) < 3:
        return False
    return x == y or (len(x.split()) == len(y.split()) and Levenshtein.distance(x, y, score_cutoff=1) <= 1)


def spelling(names: Sequence[str]) -> str:
    """Return the commonest spelling, on a tie the first of the alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name))


def _span(numbers: Sequence[int], mentions: Sequence[Mention]) -> tuple[dt.date, dt.date]:
    days = [day for n in numbers if (day := mentions[n].day)]
    return (min(days), max(days)) if days else (dt.date.max, dt.date.max)


def _overlap(a: Sequence[int], b: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """Tell whether two sets of mentions are of one time; unknown times are taken to be."""
    first_a, last_a = _span(a, mentions)
    first_b, last_b = _span(b, mentions)
    if dt.date.max in (first_a, first_b):
        return True
    return first_a <= last_b and first_b <= last_a
