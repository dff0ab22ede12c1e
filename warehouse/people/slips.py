"""Spellings of one person: names a slip apart that reports give for one office.

A slip in a name changes accents, or one letter, or leaves out the middle name. Two such names are one person only where
an office says so, and never where one report names both.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from reference.folding import fold
from reference.name_rarity import rarity
from reference.people_names import is_surname
from reference.syllables import is_syllable
from warehouse.people.joining import Join
from warehouse.people.likeness import YEAR
from warehouse.people.mentions import Seen, name_key
from warehouse.people.persons import Person
from warehouse.people.titles import Office

_STOPS = ("c", "ch", "p", "t")
_TONES = "\u0301\u0323"
_FEW = 20
"""Names of which every pair is compared."""
_FAR_MORE_USUAL = 1.5
"""Powers of ten."""
_Office = tuple[str | None, str, str]
"""Province, post and body."""


def are_slips(a: str, b: str) -> bool:
    """Tell whether two names of at least three syllables differ by accents alone or by one letter."""
    x, y = fold(a), fold(b)
    if min(len(x.split()), len(y.split())) < 3:
        return False
    return x == y or (len(x.split()) == len(y.split()) and OSA.distance(x, y, score_cutoff=1) <= 1)


def is_short_form(a: str, b: str) -> bool:
    """Tell whether one of two names is the other without its middle: "Lê Hùng" of "Lê Quốc Hùng"."""
    short, long = sorted((a.split(), b.split()), key=len)
    return len(short) == 2 < len(long) <= 4 and [long[0], long[-1]] == short


def join_slips(persons: Sequence[Person], mentions: Sequence[Seen], joins: list[Join]) -> list[Person]:
    """Return the persons, those joined that are one under two spellings; notes why in `joins`.

    No two persons of one name become one: that they are two is decided.
    """
    keys = [name_key(mentions[person.numbers[0]].mention.name) for person in persons]
    names = {i: {key} for i, key in enumerate(keys)}
    now: dict[int, int] = {}
    grown = dict(enumerate(persons))
    for i, j in sorted(_candidates(persons, keys, mentions)):
        one, other = sorted((_root(now, i), _root(now, j)))
        a, b = grown[one], grown[other]
        if one == other or names[one] & names[other] or a.reports & b.reports:
            continue
        if why := _evidence(keys[i], keys[j], persons[i], persons[j], mentions):
            joins.append(Join(persons[i].numbers[0], persons[j].numbers[0], why))
            grown[one] = a.joined(grown.pop(other))
            names[one] |= names.pop(other)
            now[other] = one
    return [grown[i] for i in sorted(grown)]


def _root(now: dict[int, int], i: int) -> int:
    while i in now:
        i = now[i]
    return i


def _candidates(persons: Sequence[Person], keys: Sequence[str], mentions: Sequence[Seen]) -> set[tuple[int, int]]:
    """Return the pairs of persons with names a slip apart, of one province or at one ceremony."""
    found: set[tuple[int, int]] = set()
    scopes: dict[str | None, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, person in enumerate(persons):
        for scope in {mentions[n].mention.scope for n in person.numbers} - {None}:
            scopes[scope][keys[i]].append(i)
    for by_name in scopes.values():
        for a, b in _alike(by_name):
            found.update((min(i, j), max(i, j)) for i in by_name[a] for j in by_name[b])
    nowhere: dict[int | str | None, list[int]] = defaultdict(list)
    for i, person in enumerate(persons):
        if None in person.units:
            for ceremony in person.ceremonies:
                nowhere[ceremony].append(i)
    for j, person in enumerate(persons if nowhere else ()):
        for ceremony in person.ceremonies & nowhere.keys():
            found.update((min(i, j), max(i, j)) for i in nowhere[ceremony] if _one_name(keys[i], keys[j]))
    return found


def _one_name(a: str, b: str) -> bool:
    return a != b and (are_slips(a, b) or is_short_form(a, b))


def _alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names a slip apart; all but one syllable are the same, or the middle is left out."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    short: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(names):
        words = fold(name).split()
        if len(words) > 2:
            for i in range(len(words)):
                groups[*words[:i], "*", *words[i + 1 :]].append(name)
        if 2 <= len(words) <= 4:
            short[words[0], words[-1]].append(name)
    for same in groups.values():
        yield from (pair for pair in _near(same) if are_slips(*pair))
    for same in short.values():
        for name in (name for name in same if len(name.split()) == 2):
            yield from ((name, other) for other in same if is_short_form(name, other))


def _near(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Return pairs that may be a slip apart: all of few names, of many those that are one but for a letter left out."""
    if len(names) <= _FEW:
        return combinations(names, 2)
    without: dict[str, list[str]] = defaultdict(list)
    for name in names:
        letters = fold(name)
        for form in {letters, *(letters[:i] + letters[i + 1 :] for i in range(len(letters)))}:
            without[form].append(name)
    return {pair for same in without.values() for pair in combinations(same, 2)}


def _evidence(x: str, y: str, a: Person, b: Person, mentions: Sequence[Seen]) -> str | None:
    """Return why two persons with names a slip apart are one; None where nothing says so."""
    for ceremony in sorted(a.ceremonies & b.ceremonies, key=str):
        ours, theirs = (
            {office for n in person.numbers if mentions[n].ceremony == ceremony for office in _offices(mentions[n])}
            for person in (a, b)
        )
        if ours & theirs or (not (ours and theirs) and fold(x) == fold(y)):
            return "a slip: one office at one ceremony"
    if is_short_form(x, y):
        return None
    few, many = sorted((a, b), key=lambda person: len(person.numbers))
    held, known = _tenures(few, mentions), _tenures(many, mentions)
    wrong = _misspelt(x, y)
    for office in sorted(held.keys() & known.keys(), key=str):
        (first, last), (begin, end) = held[office], known[office]
        near = YEAR * (3 if wrong else 1)
        if begin - near <= first and last <= end + near and (fold(x) == fold(y) or wrong):
            return "a slip: one office at one time"
        if begin <= first and last <= end and not office[1].startswith("pho "):
            return "a slip: one office at one time"
    return None


def _offices(seen: Seen) -> set[tuple[str, str]]:
    """Return post and body of what is held now, seats in committees left out."""
    return {
        (office.post, office.seat)
        for office in seen.mention.offices
        if office.standing != "member" and not office.former
    }


def _tenures(person: Person, mentions: Sequence[Seen]) -> dict[_Office, list[int]]:
    """Return the first and last day of each office with a body that a province has once."""
    days: dict[_Office, list[int]] = {}
    for n in person.numbers:
        mention, day = mentions[n].mention, mentions[n].day
        if day is None or mention.scope is None:
            continue
        for office in mention.offices:
            if _is_of_one_body(office):
                span = days.setdefault((mention.scope, office.post, office.seat), [day, day])
                span[0], span[1] = min(span[0], day), max(span[1], day)
    return days


def _is_of_one_body(office: Office) -> bool:
    """Tell whether it is a present office in a body of which a province has one."""
    if office.former or office.standing not in ("lead", "main"):
        return False
    return office.standing == "lead" or (bool(office.seat) and not office.generic)


def _misspelt(x: str, y: str) -> bool:
    """Tell whether of two names one has a syllable that cannot be where the other has one that can.

    It cannot be by the rules of spelling, or as a surname; or with the same letters the other is far more usual.
    """
    differing = [(a, b) for a, b in zip(x.split(), y.split(), strict=False) if a != b]
    if any(_possible(a) != _possible(b) for a, b in differing):
        return True
    if is_surname(x.split()[0]) != is_surname(y.split()[0]):
        return True
    return fold(x) == fold(y) and abs(rarity(x) - rarity(y)) >= _FAR_MORE_USUAL


@lru_cache(maxsize=1 << 16)
def _possible(word: str) -> bool:
    """Tell whether a syllable, as `norm` gives it, can be: with c, ch, p or t behind it has to have a tone."""
    composed = unicodedata.normalize("NFC", word)
    letters = unicodedata.normalize("NFD", word)
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return is_syllable(composed) and (not bare.endswith(_STOPS) or any(tone in letters for tone in _TONES))


def sole_offices(offices: Iterable[Office]) -> list[str]:
    """Return the offices of a mention, as text, by which a province tells spellings of one person."""
    return sorted({f"{office.post}|{office.seat}" for office in offices if _is_of_one_body(office)})


def slip_keys(name: str) -> list[str]:
    """Return the keys of a name: two names that are a slip apart share one."""
    words = fold(name).split()
    keys = [f"{' '.join(words[:i])} * {' '.join(words[i + 1 :])}" for i in range(len(words))] if len(words) > 2 else []
    return [*keys, f"{words[0]} .. {words[-1]}"] if 2 <= len(words) <= 4 else keys
