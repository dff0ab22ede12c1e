from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.copies.originals import Member, Origin, copies_among, origin_of


def member(name: str, credit: str | None = None, hour: int | None = None) -> Member:
    """Return an article of `<name>.vn`, published at an hour."""
    return Member(name, f"{name}.vn", credit, (hour is None, float(hour or 0), name))


@pytest.mark.parametrize(
    ("members", "article", "source"),
    [
        ([member("a", hour=2), member("b", hour=1)], "b", None),
        ([member("a"), member("b", hour=9)], "b", None),
        ([member("a", hour=2), member("b", "Theo a.vn", 1)], "a", "a.vn"),
        ([member("a"), member("b", "Nguồn: a.vn", 1), member("c", hour=2)], "a", "a.vn"),
        ([member("a", hour=3), member("b", "a.vn", 2), member("c", "b.vn", 1)], "a", "a.vn"),
        ([member("a", "b.vn", 2), member("b", "a.vn", 1)], "b", "b.vn"),
        ([member("a", "b.vn", 1), member("b", "c.vn", 2), member("c", "b.vn", 3), member("d", hour=0)], "b", "b.vn"),
        ([member("a", "a.vn", 2), member("b", hour=1)], "b", None),
        ([member("a", "TTXVN", 2), member("b", "Theo TTXVN", 1), member("c", hour=0)], "c", "vnanet.vn"),
        ([member("a", "TTXVN", 2), member("b", "a.vn", 1)], "a", "vnanet.vn"),
        ([member("vietnamplus", hour=5), member("b", "TTXVN", 1)], "vietnamplus", "vietnamplus.vn"),
        ([member("a", "Hội Nông dân tỉnh", 2), member("b", "HỘI NÔNG DÂN TỈNH", 1)], "b", "HỘI NÔNG DÂN TỈNH"),
        ([member("a", hour=1), member("b", "a.vn", 2), member("c", "TTXVN", 3)], "a", "a.vn"),
        (
            [member("a", hour=1), member("b", "TTXVN", 2), member("c", "TTXVN", 3), member("d", "a.vn")],
            "a",
            "vnanet.vn",
        ),
        ([member("a", "TTXVN", 1)], "a", "vnanet.vn"),
        ([member("a", "Internet", 1)], "a", None),
        ([member("a", "Hội Nông dân tỉnh", 1)], "a", None),
    ],
)
def test_the_credits_tell_whose_text_it_is(members: list[Member], article: str, source: str | None) -> None:
    assert origin_of(members) == origin_of(members[::-1]) == Origin(article, source)


NAMES = "abcdef"
CREDITS = st.none() | st.sampled_from([f"Theo {name}.vn" for name in NAMES] + ["TTXVN", "Đài tỉnh"])
GROUPS = st.lists(
    st.builds(member, st.sampled_from(NAMES), CREDITS, st.none() | st.integers(0, 3)),
    min_size=1,
    unique_by=lambda one: one.id,
)


@given(GROUPS, st.randoms())
def test_the_order_makes_no_difference(group: list[Member], chance: random.Random) -> None:
    shuffled = chance.sample(group, len(group))
    assert origin_of(shuffled) == origin_of(group)
    assert origin_of(group).article in {one.id for one in group}


def test_where_the_original_is_not_told_of_one_copy_stands_for_it() -> None:
    told = [member("b", hour=2), member("c", hour=1), member("d", hour=0)]
    assert copies_among(told, {"b": "a", "c": "a"}) == {"b": "c"}
    assert copies_among([*told, member("a")], {"b": "a", "c": "a"}) == {"b": "a", "c": "a"}
