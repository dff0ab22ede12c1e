"""Officials: mentions in many reports become persons.

What of one name is one person, `likeness` weighs; names a slip apart, `slips`. The decision on a name depends on the
mentions of that name and on those of names that may be a slip of it (`may_be_one`), and on nothing else of the data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from warehouse.people.joining import Join
from warehouse.people.mentions import NATIONAL, Mention, name_key, scope_of, see
from warehouse.people.namesakes import persons_of
from warehouse.people.persons import Person
from warehouse.people.slips import are_slips, is_short_form, join_slips

__all__ = [
    "NATIONAL",
    "Join",
    "Mention",
    "are_slips",
    "identify",
    "joins_of",
    "may_be_one",
    "name_key",
    "scope_of",
    "spelling",
]


def identify(mentions: Sequence[Mention]) -> list[list[int]]:
    """Return the persons, each as the numbers of its mentions in order, by their first mention."""
    return _decide(mentions)[0]


def joins_of(mentions: Sequence[Mention]) -> list[Join]:
    """Return why mentions are joined: pairs of numbers that between them make the persons of `identify`."""
    return _decide(mentions)[1]


def may_be_one(a: str, b: str) -> bool:
    """Tell whether mentions of two names (keys of `name_key`) may become one person.

    They do only if they also share a ceremony, or an office (province, post and body).
    """
    return a == b or are_slips(a, b) or is_short_form(a, b)


def spelling(names: Sequence[str]) -> str:
    """Return the commonest spelling, on a tie the first of the alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name))


def _decide(mentions: Sequence[Mention]) -> tuple[list[list[int]], list[Join]]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        by_name[name_key(mention.name)].append(n)
    seen = [see(mention) for mention in mentions]
    joins: list[Join] = []
    persons: list[Person] = []
    for name in sorted(by_name):
        persons += persons_of(name, by_name[name], seen, joins)
    whole = join_slips(persons, seen, joins)
    return sorted((person.numbers for person in whole), key=lambda numbers: numbers[0]), joins
