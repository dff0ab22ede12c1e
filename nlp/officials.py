"""Officials: who takes part in office, with every title as given and the roles they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nlp.layers import Layers
from nlp.participants import Participant, asked_to_grant, given_to, participants_of
from nlp.report import Official, Role
from nlp.roles import introduced_as_speaker, listed_as_present, roles_of_predicate
from nlp.status import is_tally
from nlp.titles import whole_title
from reference.folding import aligned_pattern, fold, norm

_ADDRESSED = re.compile(aligned_pattern(r"\b(?:đồng chí|đ/c|ông|bà)\s+$"))
_BULLETS = "-–+*•"
_ROLE_ORDER: tuple[Role, ...] = ("attend", "chair", "speak", "present")


@dataclass(slots=True)
class Person:
    """One person over an article: spellings with their counts and first places, titles in order, roles."""

    spellings: Counter[str] = field(default_factory=Counter)
    first_at: dict[str, int] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    in_office: bool = False

    @property
    def name(self) -> str:
        """The commoner spelling; on a tie the one that comes first."""
        return min(self.spellings, key=lambda s: (-self.spellings[s], self.first_at[s]))

    def add_titles(self, titles: Iterable[str]) -> None:
        """Add titles, keeping of two forms of one post the longer."""
        for title in titles:
            key = norm(title)
            same = next((i for i, t in enumerate(self.titles) if _one_post(norm(t), key)), None)
            if same is None:
                self.titles.append(title)
            elif len(key) > len(norm(self.titles[same])):
                self.titles[same] = title


def _one_post(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(short + " ")


@dataclass(frozen=True, slots=True)
class Presenter:
    """Who hands something over in a sentence, and where he is named there."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Officials:
    """The officials in the order in which the article names them; by sentence: the people, and who hands over."""

    officials: list[Official]
    parts: dict[int, list[Participant]]
    presenters: dict[int, list[Presenter]]


def read_officials(layers: Layers) -> Officials:
    """Read who takes part in office, and who is named and who hands over in each sentence."""
    people: dict[str, Person] = {}
    parts: dict[int, list[Participant]] = {}
    present = False
    for number, sentence in enumerate(layers.sentences):
        parts[number] = participants_of(layers, sentence)
        words = layers.flat[sentence.start : sentence.end]
        present = present and (sentence.kind == "item" or words[0] in _BULLETS)
        if present:
            parts[number] = [replace(part, roles=part.roles | {"attend"}) for part in parts[number]]
        present = present or (words.endswith(":") and listed_as_present(words))
        for part in parts[number]:
            person = people.setdefault(part.key, Person())
            name = part.mention.value
            person.spellings[name] += 1
            person.first_at.setdefault(name, part.mention.start)
            person.add_titles(part.titles)
            if not part.recipient:
                person.roles |= part.roles
                person.in_office = person.in_office or bool(part.titles)
    _join_spellings(people, parts)
    presenters = {
        number: [Presenter(part.start, part.mention.value) for part in told if "present" in part.roles]
        for number, told in parts.items()
    }
    _roles_by_title(layers, people, parts, presenters)
    officials = [
        Official(
            name=person.name, titles=tuple(person.titles), roles=tuple(r for r in _ROLE_ORDER if r in person.roles)
        )
        for person in people.values()
        if person.in_office
    ]
    return Officials(officials, parts, presenters)


def _join_spellings(people: dict[str, Person], parts: dict[int, list[Participant]]) -> None:
    """Make one person of two with one title whose names differ by accents alone: Giàng Páo Mềnh, Giàng Pao Mềnh."""
    first: dict[tuple[str, str], str] = {}
    same: dict[str, str] = {}
    for key, person in people.items():
        for title in person.titles:
            known = first.setdefault((fold(person.name), norm(title)), key)
            if known != key:
                same[key] = known
    for key, known in same.items():
        other, person = people.pop(key), people[known]
        person.spellings.update(other.spellings)
        person.first_at |= {name: at for name, at in other.first_at.items() if name not in person.first_at}
        person.add_titles(other.titles)
        person.roles |= other.roles
        person.in_office = person.in_office or other.in_office
    if same:
        for number, told in parts.items():
            parts[number] = [replace(part, key=same.get(part.key, part.key)) for part in told]


def _holders_in_short(holders: dict[str, list[str]], title: str) -> list[str]:
    """Return those whose title begins with `title`: "đồng chí Phó Bí thư" for Phó Bí thư Thường trực Tỉnh ủy."""
    return sorted({key for whole, keys in holders.items() if whole.startswith(title + " ") for key in keys})


def _roles_by_title(
    layers: Layers,
    people: dict[str, Person],
    parts: dict[int, list[Participant]],
    presenters: dict[int, list[Presenter]],
) -> None:
    """Give the roles of "Chủ tịch UBND tỉnh yêu cầu …" to the one who was named with that title."""
    holders: dict[str, list[str]] = {}
    for key, person in people.items():
        if person.in_office:
            for title in person.titles:
                holders.setdefault(norm(title), []).append(key)
    for number, sentence in enumerate(layers.sentences):
        for head in layers.titles.within(sentence.start, sentence.end):
            if any(part.start <= head.start < part.end for part in parts[number]):
                continue
            title, end = whole_title(layers.text, layers.flat, head, layers.titles, layers.people, sentence.end)
            before = layers.flat[sentence.start : head.start]
            keys = holders.get(norm(title), [])
            if not keys and _ADDRESSED.search(before):
                keys = _holders_in_short(holders, norm(title))
            if len(keys) != 1 or given_to(before):
                continue
            award_follows = bool(layers.awards.within(end, sentence.end))
            roles = roles_of_predicate(layers.flat[end : sentence.end], award=award_follows)
            if asked_to_grant(before) or is_tally(before):
                roles.discard("present")
            people[keys[0]].roles |= roles
            if "present" in roles:
                presenters[number].append(Presenter(head.start, people[keys[0]].name))
            if introduced_as_speaker(before):
                people[keys[0]].roles.add("speak")
