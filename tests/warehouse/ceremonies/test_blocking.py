"""Grouping by keys: what is compared, what stands alone, and how the cost grows."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.ceremonies.blocking import LARGEST_BLOCK, block_keys, pairs_of
from warehouse.ceremonies.events import AwardSaid, Facts, make_facts
from warehouse.ceremonies.evidence import margin
from warehouse.ceremonies.grouping import Grouping, group_events

DAY = dt.date(2024, 6, 11)
TITLES = ["Trao Huy hiệu Đảng đợt 19/5", "Ngành Y tế tổng kết năm 2024", "Huyện Bảo Yên biểu dương nông dân giỏi", ""]
PEOPLE = [("Lò Thị Mai", "Bí thư Tỉnh ủy"), ("Vàng A Sử", "Giám đốc Sở Y tế"), ("Hoàng Văn Lý", "Bí thư Huyện ủy")]


def facts(
    title: str = TITLES[0],
    day: int | None = 0,
    province: str | None = "lao-cai",
    people: Sequence[int] = (),
    number: int | None = None,
    published: int = 0,
    kind: str = "conferment",
) -> Facts:
    return make_facts(
        kind=kind,
        province=province,
        date=None if day is None else DAY + dt.timedelta(days=day),
        date_end=None,
        published=DAY + dt.timedelta(days=published),
        part_of_day=None,
        outlet="bao.example",
        title=title,
        place=None,
        venue=None,
        host=None,
        officials=[(PEOPLE[n][0], [PEOPLE[n][1]]) for n in people],
        awards=[AwardSaid("bang-khen", None, "individual", "conferred", number, "exact")] if number else [],
        topics=[],
    )


SOME = st.builds(
    facts,
    title=st.sampled_from(TITLES),
    day=st.sampled_from([None, -30, -1, 0, 1]),
    province=st.sampled_from([None, "lao-cai", "lai-chau"]),
    people=st.lists(st.integers(0, 2), max_size=3, unique=True),
    number=st.sampled_from([None, 1, 12, 40]),
    published=st.integers(0, 2),
    kind=st.sampled_from(["summary", "conferment", "council", "plan"]),
)


def grouped(some: Sequence[Facts], copies: dict[int, int] | None = None) -> Grouping:
    return group_events(some, range(len(some)), copies or {})


@given(st.lists(SOME, max_size=12))
def test_pairs_are_those_that_share_a_key(some: list[Facts]) -> None:
    pairs = list(pairs_of(range(len(some)), some))
    keys = [set(block_keys(one)) for one in some]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {(a, b) for b in range(len(some)) for a in range(b) if keys[a] & keys[b]}


@given(st.lists(SOME, max_size=14), st.dictionaries(st.integers(1, 13), st.just(0), max_size=2))
@settings(deadline=None)
def test_a_component_alone_comes_out_as_among_all(some: list[Facts], copies: dict[int, int]) -> None:
    copies = {copy: first for copy, first in copies.items() if copy < len(some)}
    whole = grouped(some, copies)
    assert sorted(n for component in whole.components for n in component) == list(range(len(some)))
    again = []
    for component in whole.components:
        place = {n: i for i, n in enumerate(component)}
        alone = group_events(
            [some[n] for n in component],
            list(component),
            {place[copy]: place[first] for copy, first in copies.items() if copy in place},
        )
        again += [
            (
                tuple(component[i] for i in one.members),
                one.event,
                {component[a]: component[b] for a, b in one.original.items()},
            )
            for one in alone.gatherings
        ]
    assert sorted(again, key=lambda one: one[0]) == [(g.members, g.event, g.original) for g in whole.gatherings]


@given(SOME, SOME)
def test_evidence_is_the_same_from_both_sides(a: Facts, b: Facts) -> None:
    assert margin(a, b) == margin(b, a)


def test_a_large_block_meets_its_neighbours_alone() -> None:
    notices = [facts(number=n + 2) for n in range(LARGEST_BLOCK + 100)]
    assert len(list(pairs_of(range(len(notices)), notices))) <= 40 * len(notices)


def test_one_event_told_by_very_many_is_one() -> None:
    told = [facts(title=f"Ngành Y tế tổng kết năm 2024, tin {n}", people=(0, 1), number=40) for n in range(600)]
    random.Random(1).shuffle(told)
    assert [len(one.members) for one in grouped(told).gatherings] == [600]


def test_days_that_may_be_meant_are_keys() -> None:
    keys = block_keys(facts(day=0, published=0, people=(1,)))
    assert {f"{day.toordinal()} o vang a su" for day in (DAY, DAY - dt.timedelta(days=1))} <= set(keys)
    assert not block_keys(facts(day=None, kind="plan", people=(1,)))
