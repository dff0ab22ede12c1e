from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from warehouse.identity import Identities, Ledger, assign_ids


def ids(*groups: str, ledger: Ledger | None = None) -> Identities:
    return assign_ids("x", [frozenset(group) for group in groups], ledger or Ledger())


def ledger_of(identities: Identities, *groups: str) -> Ledger:
    members = {stable: frozenset(group) for stable, group in zip(identities.ids, groups, strict=True)}
    return Ledger(members, identities.aliases)


def test_a_build_from_nothing_gives_the_same_ids_in_any_order() -> None:
    one, other = ids("abc", "de"), ids("ed", "cba")
    assert one.ids == other.ids[::-1]
    assert len(set(one.ids)) == 2


def test_an_id_stays_while_most_members_stay() -> None:
    before = ids("abc", "de")
    after = ids("bcx", "dey", ledger=ledger_of(before, "abc", "de"))
    assert after.ids == before.ids
    assert after.aliases == {}


def test_a_merger_leaves_an_alias() -> None:
    before = ids("abc", "de")
    after = ids("abcde", ledger=ledger_of(before, "abc", "de"))
    assert after.ids == [before.ids[0]]
    assert after.aliases == {before.ids[1]: before.ids[0]}


def test_a_split_in_halves_leaves_an_alias_and_two_new_ids() -> None:
    before = ids("abcd")
    after = ids("ab", "cd", ledger=ledger_of(before, "abcd"))
    assert before.ids[0] not in after.ids
    assert after.aliases == {before.ids[0]: after.ids[0]}


def test_what_vanished_is_known_without_successor_and_its_id_is_never_given_again() -> None:
    before = ids("ab")
    gone = ids("zz", ledger=ledger_of(before, "ab"))
    assert gone.aliases == {before.ids[0]: None}
    again = ids("ab", ledger=ledger_of(gone, "zz"))
    assert again.ids[0] != before.ids[0]


def test_aliases_follow_later_mergers() -> None:
    first = ids("ab", "cd", "efghijk")
    second = ids("abcd", "efghijk", ledger=ledger_of(first, "ab", "cd", "efghijk"))
    third = ids("abcdefghijk", ledger=ledger_of(second, "abcd", "efghijk"))
    assert set(third.aliases) == set(first.ids) - set(third.ids)
    assert set(third.aliases.values()) == set(third.ids)


partitions = st.lists(st.integers(0, 4), min_size=1, max_size=14).map(
    lambda labels: [frozenset(str(i) for i, one in enumerate(labels) if one == label) for label in sorted(set(labels))]
)


@given(st.lists(partitions, min_size=1, max_size=5))
def test_ids_are_unique_and_nothing_retired_is_in_use(history: list[list[frozenset[str]]]) -> None:
    ledger, ever = Ledger(), set()
    for groups in history:
        found = assign_ids("x", groups, ledger)
        assert len(set(found.ids)) == len(groups)
        assert not set(found.ids) & set(found.aliases)
        assert {new for new in found.aliases.values() if new} <= set(found.ids)
        ever |= set(found.ids)
        assert ever == set(found.ids) | set(found.aliases)
        ledger = Ledger(dict(zip(found.ids, groups, strict=True)), found.aliases)
        assert assign_ids("x", groups, ledger).ids == found.ids
