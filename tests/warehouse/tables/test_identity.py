from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.tables.identity import TABLES, assign_ids


@dataclass
class Ids:
    """The ids of groups in the order given, and the retired ones with their successors."""

    ids: list[str]
    aliases: Mapping[str, str | None]
    groups: Sequence[frozenset[str]] = field(default_factory=list)


def ids(*groups: str | frozenset[str], before: Ids | None = None) -> Ids:
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS work")
        connection.execute(TABLES)
        connection.execute("CREATE TABLE work.identity (kind VARCHAR, grp VARCHAR, id VARCHAR)")
        connection.execute("CREATE TABLE work.alias (kind VARCHAR, old_id VARCHAR, id VARCHAR)")
        rows = [("x", str(n), member) for n, group in enumerate(groups) for member in sorted(group)]
        connection.executemany("INSERT INTO work.member VALUES (?, ?, ?)", rows)
        if before:
            told = [
                ("x", key, member) for key, group in zip(before.ids, before.groups, strict=True) for member in group
            ]
            connection.executemany("INSERT INTO work.ledger VALUES (?, ?, ?)", told)
            if before.aliases:
                connection.executemany(
                    "INSERT INTO work.retired VALUES (?, ?, ?)",
                    [("x", old, new) for old, new in before.aliases.items()],
                )
        assign_ids(connection)
        found = dict(connection.execute("SELECT CAST(grp AS INTEGER), id FROM work.identity").fetchall())
        aliases = connection.execute("SELECT old_id, id FROM work.alias ORDER BY ALL").fetchall()
    assert len(aliases) == len(dict(aliases))
    return Ids([found[n] for n in range(len(groups))], dict(aliases), [frozenset(group) for group in groups])


def test_a_build_from_nothing_gives_the_same_ids_in_any_order() -> None:
    one, other = ids("abc", "de"), ids("ed", "cba")
    assert one.ids == other.ids[::-1]
    assert len(set(one.ids)) == 2


def test_an_id_stays_while_most_members_stay() -> None:
    before = ids("abc", "de")
    after = ids("bcx", "dey", before=before)
    assert after.ids == before.ids
    assert after.aliases == {}


def test_a_merger_leaves_an_alias() -> None:
    before = ids("abc", "de")
    after = ids("abcde", before=before)
    assert after.ids == [before.ids[0]]
    assert after.aliases == {before.ids[1]: before.ids[0]}


def test_a_split_in_halves_leaves_an_alias_and_two_new_ids() -> None:
    before = ids("abcd")
    after = ids("ab", "cd", before=before)
    assert before.ids[0] not in after.ids
    assert after.aliases == {before.ids[0]: after.ids[0]}


def test_what_vanished_is_known_without_successor_and_its_id_is_never_given_again() -> None:
    before = ids("ab")
    gone = ids("zz", before=before)
    assert gone.aliases == {before.ids[0]: None}
    again = ids("ab", before=gone)
    assert again.ids[0] != before.ids[0]


def test_aliases_follow_later_mergers() -> None:
    first = ids("ab", "cd", "efghijk")
    second = ids("abcd", "efghijk", before=first)
    third = ids("abcdefghijk", before=second)
    assert set(third.aliases) == set(first.ids) - set(third.ids)
    assert set(third.aliases.values()) == set(third.ids)


partitions = st.lists(st.integers(0, 4), min_size=1, max_size=14).map(
    lambda labels: [frozenset(str(i) for i, one in enumerate(labels) if one == label) for label in sorted(set(labels))]
)


@settings(max_examples=10, deadline=None)
@given(st.lists(partitions, min_size=1, max_size=5))
def test_ids_are_unique_and_nothing_retired_is_in_use(history: list[list[frozenset[str]]]) -> None:
    before: Ids | None = None
    ever: set[str] = set()
    for groups in history:
        found = ids(*groups, before=before)
        assert len(set(found.ids)) == len(groups)
        assert not set(found.ids) & set(found.aliases)
        assert {new for new in found.aliases.values() if new} <= set(found.ids)
        ever |= set(found.ids)
        assert ever == set(found.ids) | set(found.aliases)
        assert ids(*groups, before=found).ids == found.ids
        before = found
