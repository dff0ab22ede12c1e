"""Ids that stay from snapshot to snapshot.

A thing keeps its id while more than half of what it was made of stays together. A new thing gets an id derived from
its smallest member, so that a build from nothing gives the same ids each time. Ids that merged or split away stay
known as aliases.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a former snapshot knew of one kind of thing: members by id, and retired ids with their successor or None."""

    members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    aliases: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identities:
    """The id of each group in the order given, and all retired ids with their successor or None."""

    ids: list[str]
    aliases: dict[str, str | None]


def assign_ids(prefix: str, groups: Sequence[frozenset[str]], ledger: Ledger) -> Identities:
    """Give every group its id; groups share no member and none is empty."""
    place = {member: number for number, group in enumerate(groups) for member in group}
    heirs: dict[str, int] = {}
    claims: dict[int, list[tuple[int, str]]] = {}
    for old in sorted(ledger.members):
        members = ledger.members[old]
        found = Counter(place[member] for member in members if member in place)
        if not found:
            continue
        heir = min(found, key=lambda number: (-found[number], min(groups[number])))
        heirs[old] = heir
        if 2 * found[heir] > len(members):
            claims.setdefault(heir, []).append((-found[heir], old))
    ids = {number: min(claimed)[1] for number, claimed in claims.items()}
    taken = set(ledger.members) | set(ledger.aliases)
    for number in sorted(set(range(len(groups))) - set(ids), key=lambda n: min(groups[n])):
        ids[number] = _new_id(prefix, min(groups[number]), taken)
        taken.add(ids[number])
    present = set(ids.values())
    retired = {old: ids[heirs[old]] if old in heirs else None for old in ledger.members if old not in present}
    carried = {old: _follow(new, retired) for old, new in ledger.aliases.items()}
    return Identities([ids[number] for number in range(len(groups))], dict(sorted((carried | retired).items())))


def _new_id(prefix: str, member: str, taken: set[str]) -> str:
    salt = 0
    while True:
        digest = hashlib.sha256(f"{member}#{salt}".encode() if salt else member.encode()).hexdigest()
        if (new := f"{prefix}-{digest[:12]}") not in taken:
            return new
        salt += 1


def _follow(new: str | None, retired: Mapping[str, str | None]) -> str | None:
    return retired.get(new, new) if new is not None else None
