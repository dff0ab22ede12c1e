from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.building import filler
from warehouse.copies.prints import Print, agree, are_alike, likeness, print_of

TEXT = filler("a", 300)
FACTS = " Sáng 5/6, có 15 xã, 27 hộ, 108 mô hình, 96 tổ; ông Giàng Seo Phử trao cho bà Vàng Thị Say."


def of(text: str, title: str = "Lào Cai tổng kết phong trào thi đua") -> Print:
    return print_of(f"{title}\n\n{text}", title)


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert likeness(print_of("Ủy ban, NHÂN DÂN tỉnh Lào Cai"), print_of("uỷ ban nhân dân - tỉnh Lao Cai")) == 1


@pytest.mark.parametrize(
    ("changed", "alike", "agreeing"),
    [
        (of(TEXT + FACTS, "Một tiêu đề khác hẳn"), True, True),
        (of(TEXT[: int(len(TEXT) * 0.9)] + FACTS), True, True),
        (of(TEXT[int(len(TEXT) * 0.25) :] + FACTS), True, True),
        (of(TEXT[: int(len(TEXT) * 0.5)] + FACTS), False, True),
        (of(TEXT), True, True),
        (of(TEXT + FACTS + " Cùng ngày, 40 cá nhân được khen."), True, True),
        (of(TEXT + FACTS.replace("15", "16")), True, False),
        (of(TEXT + FACTS.replace("15 xã", "27 xã")), True, False),
        (of(TEXT + FACTS.replace("Giàng Seo Phử", "Giàng Seo Vàng")), True, False),
    ],
    ids=[
        "headline",
        "shortened",
        "lead-cut",
        "excerpt",
        "paragraph-dropped",
        "paragraph-added",
        "number",
        "number-twice",
        "name",
    ],
)
def test_what_makes_another_text(changed: Print, alike: bool, agreeing: bool) -> None:
    text = of(TEXT + FACTS)
    assert (are_alike(text, changed), agree(text, changed)) == (alike, agreeing)
    assert (are_alike(changed, text), agree(changed, text)) == (alike, agreeing)


def test_a_mended_slip_leaves_a_copy_and_new_figures_do_not() -> None:
    old, slip = of(TEXT + FACTS), of(TEXT + FACTS.replace("15", "16").replace("Phử", "Phừ"))
    new = of(TEXT + " Sáng 7/6, có 18 xã, 33 hộ, 121 mô hình, 99 tổ; ông Giàng Seo Phử trao cho bà Vàng Thị Say.")
    assert likeness(old, new) > 0.9
    assert agree(old, slip, numbers=True)
    assert not agree(old, new, numbers=True, names=True)


def test_one_name_of_many_may_be_spelt_otherwise() -> None:
    people = "Dự lễ có Lý Thị Mai, Đỗ Văn Quý, Hà Minh Đức, Tẩn Láo Sử, Phàn Chẩn Dìn, Sùng Seo Lử."
    one, other, others = of(TEXT + people), of(TEXT + people.replace("Quý", "Quí Đạt")), of(TEXT + FACTS)
    assert agree(one, other, names=True)
    assert not agree(one, other)
    assert not agree(one, others, names=True)


def test_the_headline_of_a_notice_belongs_to_it() -> None:
    body = "Thông báo lịch tiếp công dân định kỳ của lãnh đạo huyện tại trụ sở tiếp công dân. Xem tệp kèm theo."
    assert of(body, "Lịch tiếp công dân").short
    assert not are_alike(of(body, "Lịch tiếp công dân tháng Ba"), of(body, "Danh sách trúng tuyển viên chức của sở"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_within_bounds(a: str, b: str) -> None:
    one, other = print_of(a), print_of(b)
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
