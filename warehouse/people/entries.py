"""The operator's word on persons: who is one person though told as two, and who are two though told as one.

An entry names mentions by what articles say (name, province, years, title, article), never by the id of a person: ids
follow the mentions, so that a new reading could make an entry mean somebody else. It says how things are and holds at
every build, whether or not the decision comes to the same by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from reference.folding import fold
from warehouse.corrections.entries import Day, Strict, Words, Year, article_name, province_slug
from warehouse.corrections.file import load_entries
from warehouse.people.mentions import NATIONAL, Mention, name_key


class Who(Strict):
    """Mentions of one person: all that have the name and fit what else is said."""

    name: Words
    province: str | None = None
    """Slug of the province of the time, or `national`, as `thidua person` shows it."""
    since: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None
    title: Words | None = None
    """Words of a title, with accents or without."""
    article: Words | None = None
    """Address of the article, or its id."""

    @field_validator("province")
    @classmethod
    def _is_province(cls, slug: str | None) -> str | None:
        return slug if slug in (None, NATIONAL) else province_slug(slug)

    @field_validator("article")
    @classmethod
    def _is_article(cls, article: str | None) -> str | None:
        return article_name(article) if article is not None else None

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.since and self.to and self.since > self.to:
            raise ValueError(f"`from` {self.since} is after `to` {self.to}")
        return self

    def __str__(self) -> str:
        """Return it in words for a warning."""
        years = f"{self.since or ''}-{self.to or ''}" if self.since or self.to else None
        return ", ".join(part for part in (self.name, self.province, years, self.title, self.article) if part)


class PersonCorrection(Strict):
    """One entry of the file: `join` or `split`, each of at least two."""

    join: Annotated[tuple[Who, ...], Field(min_length=2)] | None = None
    split: Annotated[tuple[Who, ...], Field(min_length=2)] | None = None
    by: Words
    on: Day
    why: Words

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.join is None) == (self.split is None):
            raise ValueError("it needs one of `join` and `split`")
        return self

    @property
    def people(self) -> tuple[Who, ...]:
        """Those whom it joins or splits."""
        return self.join or self.split or ()

    @property
    def action(self) -> str:
        """What it does: join or split."""
        return "join" if self.join else "split"


@dataclass(slots=True)
class PersonOutcome:
    """What became of an entry: the numbers of the mentions that it names, whether it changed anything, the problem."""

    entry: PersonCorrection
    mentions: tuple[int, ...] = ()
    changed: bool = False
    problem: str | None = None


class _MisfitError(ValueError):
    """An entry cannot be applied."""


def load_people(path: Path) -> list[PersonCorrection]:
    """Return the entries of the file in their order, none where there is no such file; raises CorrectionError."""
    return load_entries(path, PersonCorrection, "join")


def names_of(entries: Sequence[PersonCorrection]) -> set[str]:
    """Return the keys (`name_key`) of the names in the entries, whose persons an incremental build decides anew."""
    return {name_key(who.name) for entry in entries for who in entry.people}


def apply(
    persons: Sequence[Sequence[int]],
    mentions: Sequence[Mention],
    entries: Sequence[PersonCorrection],
    articles: Mapping[str, int | str],
) -> tuple[list[list[int]], list[PersonOutcome]]:
    """Return the persons as the entries have them, and what became of each entry.

    `articles` gives the `report` of mentions for every id and address of an article. A later entry stands before an
    earlier one, which is then told to be undone.
    """
    outcomes = [PersonOutcome(entry) for entry in entries]
    if not entries:
        return [list(person) for person in persons], outcomes
    whose = _Whose(persons)
    named = names_of(entries)
    by_name: dict[str, list[int]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        if (key := name_key(mention.name)) in named:
            by_name[key].append(n)
    picked: list[list[list[int]]] = []
    for outcome in outcomes:
        picks: list[list[int]] = []
        try:
            picks = [_pick(who, by_name[name_key(who.name)], mentions, articles) for who in outcome.entry.people]
            outcome.changed = _join(whose, outcome.entry, picks) if outcome.entry.join else _split(whose, picks)
            outcome.mentions = tuple(sorted(n for pick in picks for n in pick))
        except _MisfitError as misfit:
            outcome.problem, picks = str(misfit), []
        picked.append(picks)
    for outcome, picks in zip(outcomes, picked, strict=True):
        if picks and not _holds(whose, outcome.entry, picks):
            outcome.problem = "a later entry undoes it"
    return whose.persons(), outcomes


class _Whose:
    """Which person each mention is of."""

    def __init__(self, persons: Sequence[Sequence[int]]) -> None:
        self.members = {label: set(person) for label, person in enumerate(persons)}
        self.of = {n: label for label, person in self.members.items() for n in person}

    def move(self, numbers: Sequence[int], label: int) -> None:
        for n in numbers:
            self.members[self.of[n]].discard(n)
            self.members.setdefault(label, set()).add(n)
            self.of[n] = label

    def persons(self) -> list[list[int]]:
        return sorted(sorted(person) for person in self.members.values() if person)


def _pick(
    who: Who, numbers: Sequence[int], mentions: Sequence[Mention], articles: Mapping[str, int | str]
) -> list[int]:
    if who.article is not None and who.article not in articles:
        raise _MisfitError(f"there is no article {who.article}")
    report = articles[who.article] if who.article is not None else None
    title = fold(who.title or "")
    found = [
        n
        for n in numbers
        if (report is None or mentions[n].report == report)
        and (who.province is None or mentions[n].scope == who.province)
        and any(title in fold(said) for said in mentions[n].titles or ("",))
        and _within(who, mentions[n])
    ]
    if not found:
        raise _MisfitError(f"no report names {who}")
    return found


def _within(who: Who, mention: Mention) -> bool:
    if who.since is None and who.to is None:
        return True
    return mention.day is not None and (who.since or 0) <= mention.day.year <= (who.to or 9999)


def _join(whose: _Whose, entry: PersonCorrection, picks: Sequence[Sequence[int]]) -> bool:
    labels: list[int] = []
    for who, pick in zip(entry.people, picks, strict=True):
        own = {whose.of[n] for n in pick}
        if len(own) > 1:
            raise _MisfitError(f"{who} fits {len(own)} persons: say more of them (province, from, to, title, article)")
        labels += own
    first = min(labels)
    for label in sorted(set(labels) - {first}):
        whose.move(sorted(whose.members[label]), first)
    return len(set(labels)) > 1


def _split(whose: _Whose, picks: Sequence[Sequence[int]]) -> bool:
    """Put each part of a person by itself; what no part names stays with the first."""
    if len({n for pick in picks for n in pick}) < sum(map(len, picks)):
        raise _MisfitError("one mention fits two of its parts: say more of them (province, from, to, title, article)")
    parts = {n: k for k, pick in enumerate(picks) for n in pick}
    changed = False
    for label in sorted({whose.of[n] for n in parts}):
        own: dict[int, list[int]] = defaultdict(list)
        for n in sorted(whose.members[label] & parts.keys()):
            own[parts[n]].append(n)
        for k in sorted(own)[1:]:
            whose.move(own[k], max(whose.members) + 1)
            changed = True
    return changed


def _holds(whose: _Whose, entry: PersonCorrection, picks: Sequence[Sequence[int]]) -> bool:
    labels = [{whose.of[n] for n in pick} for pick in picks]
    if entry.join:
        return len(set.union(*labels)) == 1
    return sum(map(len, labels)) == len(set.union(*labels))
