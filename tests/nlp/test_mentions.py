from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nlp.mentions import Mention, Mentions, longest

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda s: Mention(s[0], s[0] + s[1], s[1])), max_size=30
)


@given(SPANS)
def test_kept_mentions_are_sorted_and_never_overlap(mentions: list[Mention[int]]) -> None:
    kept = longest(mentions).items
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert set(kept) <= set(mentions)


@given(SPANS)
def test_what_is_left_out_overlaps_something_at_least_as_long(mentions: list[Mention[int]]) -> None:
    kept = longest(mentions).items
    for mention in mentions:
        rivals = [k for k in kept if k.start < mention.end and k.end > mention.start]
        assert rivals
        assert mention in rivals or max(r.end - r.start for r in rivals) >= mention.end - mention.start


@given(SPANS)
def test_keeping_the_longest_twice_changes_nothing(mentions: list[Mention[int]]) -> None:
    once = longest(mentions)
    assert longest(once.items) == once


@given(SPANS, st.integers(0, 80), st.integers(0, 80))
def test_within_and_covers_agree_with_a_plain_search(mentions: list[Mention[int]], start: int, end: int) -> None:
    kept = longest(mentions)
    assert kept.within(start, end) == [m for m in kept.items if start <= m.start < end and m.end <= end]
    if start < end:
        assert kept.covers(start, end) == any(m.start < end and m.end > start for m in kept.items)


def test_of_two_as_long_the_first_is_kept() -> None:
    assert longest([Mention(2, 5, "b"), Mention(0, 3, "a")]).items == (Mention(0, 3, "a"),)


def test_no_mentions_hold_nothing() -> None:
    empty: Mentions[str] = Mentions()
    assert empty.within(0, 10) == []
    assert not empty.covers(0, 10)
