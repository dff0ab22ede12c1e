"""Whose text it is that several outlets have: told by their credit lines, else by who published it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reference.credited import credited
from reference.folding import fold

Age = tuple[bool, float, str]


@dataclass(frozen=True, slots=True)
class Member:
    """One of the articles that have a text: who published it, whom it credits, and its age as `Item.age` has it."""

    id: str
    outlet: str
    credit: str | None
    age: Age


@dataclass(frozen=True, slots=True)
class Origin:
    """The article that stands for the text, and whose text it is by the credits: a domain or a name, None untold."""

    article: str
    source: str | None


def origin_of(members: Sequence[Member]) -> Origin:
    """Return where the text of these articles (one or more) comes from.

    A credit is followed to the article that itself credits nobody, or to a name outside of the group; where credits
    go in a circle, to the earliest in it. What most articles lead to is the original: on a tie an article before a
    name, then the earliest. Where it is none of the articles, the one most credited stands for it, else the earliest.
    """
    ordered = sorted(members, key=lambda member: member.age)
    credits_ = {member.id: found for member in ordered if (found := _credit(member, ordered))}
    votes: Counter[Member | str] = Counter(_followed(member, credits_) for member in ordered if member.id in credits_)
    direct = Counter(target.id for target in credits_.values() if isinstance(target, Member))
    if not votes:
        return Origin(ordered[0].id, None)
    best = min(votes, key=lambda target: (-votes[target], *_rank(target)))
    if isinstance(best, Member):
        return Origin(best.id, best.outlet)
    names = [named for named in credits_.values() if isinstance(named, str) and fold(named) == fold(best)]
    standing = min(ordered, key=lambda member: (-direct[member.id], member.age))
    return Origin(standing.id, names[0])


def copies_among(members: Sequence[Member], original: Mapping[str, str]) -> dict[str, str]:
    """Return which of some articles repeat which of them; `original` maps copies to the article that they repeat.

    Where that one is not among them, one of its copies stands for it.
    """
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(original.get(member.id, member.id), []).append(member)
    copies: dict[str, str] = {}
    for root, group in groups.items():
        first = root if any(member.id == root for member in group) else origin_of(group).article
        copies |= {member.id: first for member in group if member.id != first}
    return copies


def _credit(member: Member, members: Sequence[Member]) -> Member | str | None:
    """Return whom an article credits: one of the group, else a domain or name; None for nobody but itself.

    A name that no outlet has is believed where there is another with the same text, else it may be a person's.
    """
    found = credited(member.credit) if member.credit else None
    if found is None or member.outlet in found.domains or (not found.domains and len(members) == 1):
        return None
    return next((other for other in members if other.outlet in found.domains), found.name)


def _followed(member: Member, credits_: Mapping[str, Member | str]) -> Member | str:
    path: list[Member] = []
    target: Member | str = member
    while isinstance(target, Member) and target.id in credits_ and target not in path:
        path.append(target)
        target = credits_[target.id]
    if isinstance(target, Member) and target in path:
        return min(path[path.index(target) :], key=lambda one: one.age)
    return target if isinstance(target, Member) else fold(target)


def _rank(target: Member | str) -> tuple[bool, Age]:
    return (False, target.age) if isinstance(target, Member) else (True, (True, 0.0, target))
