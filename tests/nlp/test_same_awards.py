"""Whether two rows tell of one award, and what one row becomes out of two."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.drafts import Draft
from nlp.same_awards import absorb, add_presenters, compatible, lists_all, named_in, rounded, said_elsewhere, same_count
from tests.nlp.building import draft, event

SON, MO = "Lò Văn Sơn", "Vi Thị Mơ"


def later(**fields: Any) -> Draft:  # noqa: ANN401
    return draft(**({"sentence": 1} | fields))


@pytest.mark.parametrize(("count", "names", "expected"), [(2, [SON, MO], True), (3, [SON, MO], False), (0, [], False)])
def test_a_row_lists_all_where_it_names_as_many_as_it_counts(count: int, names: list[str], expected: bool) -> None:
    assert lists_all(draft(count=count, recipient_names=names)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, True),
        ({}, {"award": "giay-khen"}, False),
        ({"award_class": 2}, {"award_class": 3}, False),
        ({"award_class": 2}, {"award_class": None}, True),
        ({"grantor": "thu-tuong"}, {}, False),
        ({"grantor": None}, {}, True),
        ({"name": "Huy hiệu Tuổi trẻ"}, {"name": "Huy hiệu Lao động sáng tạo"}, False),
        ({"name": "Huy hiệu Tuổi trẻ"}, {"name": None}, True),
        ({"name": "Huy hiệu “Tuổi trẻ dũng cảm”"}, {"name": "huy hiệu tuổi trẻ"}, True),
        ({"name": "Huy hiệu 30 năm tuổi Đảng"}, {"name": "Huy hiệu Đảng"}, True),
        ({"name": "Huy hiệu 30 năm tuổi nghề"}, {"name": "Huy hiệu Đảng"}, False),
        ({"name": "Kỷ niệm chương vì sự nghiệp Uỷ ban"}, {"name": "Kỷ niệm chương vì sự nghiệp Ủy ban"}, True),
    ],
)
def test_rows_are_of_one_award_where_nothing_that_both_say_differs(
    one: dict[str, Any], other: dict[str, Any], expected: bool
) -> None:
    assert compatible(draft(**one), later(**other)) is expected
    assert compatible(later(**other), draft(**one)) is expected


def test_one_sentence_does_not_repeat_itself() -> None:
    assert said_elsewhere(draft(), later())
    assert not said_elsewhere(draft(), draft())
    assert not same_count(draft(), draft())


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ({}, True),
        ({"count": 6}, False),
        ({"award": "giay-khen"}, False),
        ({"recipient": "collective"}, False),
        ({"recipient": "case"}, True),
        ({"recipient": None}, True),
        ({"status": None}, True),
        ({"status": "cumulative"}, False),
        ({"status": "cumulative", "kind": "lead"}, True),
        ({"status": "proposed", "kind": "item"}, False),
        ({"recipient_names": [MO]}, False),
        ({"recipient_names": [MO, SON.upper()]}, True),
    ],
)
def test_a_number_told_again_is_the_same_unless_something_differs(again: dict[str, Any], expected: bool) -> None:
    assert same_count(draft(recipient_names=[SON]), later(**again)) is expected


def test_the_same_number_of_two_years_is_told_of_two_awards() -> None:
    flags = [f"Năm {year}, có 5 tập thể được nhận Cờ thi đua của Chính phủ." for year in (2021, 2022)]
    assert [award.count for award in event(*flags).awards] == [5, 5]
    assert [award.count for award in event(flags[0], flags[0]).awards] == [5]


@pytest.mark.parametrize(
    ("exact", "qualifier", "rough", "expected"),
    [
        (312, "over", 300, True),
        (300, "over", 300, True),
        (372, "over", 310, True),
        (373, "over", 300, True),
        (390, "over", 300, False),
        (299, "over", 300, False),
        (20, "over", 10, True),
        (31, "over", 20, False),
        (312, "about", 320, True),
        (290, "about", 300, True),
        (350, "about", 300, False),
        (15, "about", 20, True),
        (14, "about", 20, False),
        (312, "exact", 300, False),
    ],
)
def test_a_rounded_number_stands_for_an_exact_one_near_it(
    exact: int, qualifier: str, rough: int, expected: bool
) -> None:
    assert rounded(draft(count=exact), later(count=rough, qualifier=qualifier)) is expected


@pytest.mark.parametrize(
    ("row", "again"),
    [
        (draft(count=312, qualifier="over"), later(count=310, qualifier="over")),
        (draft(count=312), later(count=310, qualifier="over", recipient="collective")),
        (draft(count=312), later(count=310, qualifier="over", award="giay-khen")),
        (draft(count=312), draft(count=310, qualifier="over")),
    ],
)
def test_a_rounded_number_stands_for_no_other_sort_of_row(row: Draft, again: Draft) -> None:
    assert not rounded(row, again)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({}, True),
        ({"recipient": "mixed"}, True),
        ({"recipient": "case"}, True),
        ({"recipient": None}, True),
        ({"recipient": "collective"}, False),
        ({"status": None}, True),
        ({"status": "proposed"}, False),
        ({"count": 2, "recipient_names": ["Hà Đức Quý", "Lê Văn Bảo"]}, False),
        ({"count": 2, "recipient_names": [SON, "Lê Văn Bảo"]}, True),
        ({"count": 3, "recipient_names": ["Hà Đức Quý"]}, True),
        ({"count": 1}, True),
        ({"count": None}, False),
        ({"award": "giay-khen"}, False),
        ({"sentence": 1}, False),
    ],
)
def test_one_who_is_named_is_of_those_counted_elsewhere(row: dict[str, Any], expected: bool) -> None:
    assert named_in(draft(**row), later(count=1, recipient_names=[SON])) is expected


def test_more_names_than_are_counted_are_of_another_row() -> None:
    assert not named_in(draft(count=1), later(count=2, recipient_names=[SON, MO]))


def test_names_that_are_not_all_are_looked_for_in_no_other_row() -> None:
    assert not named_in(draft(count=9), later(count=3, recipient_names=[SON]))


def test_a_row_takes_from_another_what_it_leaves_open() -> None:
    row = draft(grantor=None, grantor_name=None, recipient=None, status=None)
    absorb(row, later(award_class=2, name="Bằng khen toàn diện", grantor_told="own", presented_by=["Hà Đức Quý"]))
    assert (row.grantor, row.grantor_name, row.grantor_told) == ("ubnd-tinh", "UBND tỉnh", "own")
    assert (row.recipient, row.status, row.award_class, row.name) == (
        "individual",
        "conferred",
        2,
        "Bằng khen toàn diện",
    )
    assert row.presented_by == ["Hà Đức Quý"]


def test_a_row_keeps_what_it_says_itself() -> None:
    row = draft(award_class=1, name="Bằng khen", grantor_told="agent")
    other = later(grantor="thu-tuong", grantor_name="Thủ tướng", recipient="mixed", status="proposed", count=7)
    other.award_class, other.name, other.grantor_told = 2, "Bằng khen toàn diện", "own"
    before = copy.deepcopy(row)
    absorb(row, other)
    assert row == before


def test_a_name_in_other_letters_is_not_added_twice() -> None:
    row = draft(recipient_names=["Lò Văn Thuỷ"], presented_by=["Hà Đức Quý"])
    absorb(row, later(recipient_names=["LÒ VĂN THỦY", MO]))
    add_presenters(row, ["HÀ ĐỨC QUÝ", "Lê Văn Bảo"])
    assert row.recipient_names == ["Lò Văn Thuỷ", MO]
    assert row.presented_by == ["Hà Đức Quý", "Lê Văn Bảo"]


def open_or(*values: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401
    return st.sampled_from([None, *values])


NAMES = st.lists(st.sampled_from([SON, MO, "Hà Đức Quý", "Lê Văn Bảo"]), unique=True, max_size=3)
DRAFTS = st.fixed_dictionaries(
    {
        "sentence": st.integers(0, 2),
        "award_class": open_or(1, 2),
        "name": open_or("Huy hiệu Đảng", "Huy hiệu 30 năm tuổi Đảng", "Huy hiệu Tuổi trẻ"),
        "grantor": open_or("ubnd-tinh", "thu-tuong"),
        "recipient": open_or("individual", "collective"),
        "status": open_or("conferred", "proposed"),
        "recipient_names": NAMES,
        "presented_by": NAMES,
    }
).map(lambda fields: draft(**copy.deepcopy(fields)))


@given(DRAFTS, DRAFTS)
def test_absorbing_a_row_twice_is_as_absorbing_it_once(row: Draft, again: Draft) -> None:
    before, other = copy.deepcopy(row), copy.deepcopy(again)
    absorb(row, again)
    once = copy.deepcopy(row)
    absorb(row, again)
    assert row == once
    assert again == other
    assert row.recipient_names[: len(before.recipient_names)] == before.recipient_names
    assert set(row.recipient_names) == {*before.recipient_names, *again.recipient_names}
    assert len(row.recipient_names) == len(set(row.recipient_names))


@given(DRAFTS, DRAFTS)
def test_rows_of_one_award_stay_so_once_one_has_absorbed_the_other(row: Draft, again: Draft) -> None:
    if compatible(row, again):
        absorb(row, again)
        assert compatible(row, again)
