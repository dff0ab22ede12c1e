from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.building import filler
from warehouse.copies import are_copies, find_copies, likeness, print_of


def test_a_copy_with_another_headline_and_a_shorter_end_is_found() -> None:
    text = filler("a", 300)
    copy = "Một tiêu đề khác hẳn\n\n" + text[: int(len(text) * 0.9)]
    others = [filler(f"other-{i}", 300) for i in range(20)]
    assert find_copies([print_of(t) for t in [text, *others, copy]]) == [(0, 21)]


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert likeness(print_of("Ủy ban, NHÂN DÂN tỉnh Lào Cai"), print_of("uỷ ban nhân dân - tỉnh Lao Cai")) == 1


def test_new_figures_make_another_text() -> None:
    text = filler("a", 300)
    old = print_of(text + " Có 15 xã, 27 hộ, 108 mô hình, 96 tổ.")
    new = print_of(text + " Có 18 xã, 33 hộ, 121 mô hình, 99 tổ.")
    assert likeness(old, new) > 0.9
    assert not are_copies(old, new)


def test_a_forbidden_pair_is_left_out() -> None:
    marks = [print_of(filler("a"))] * 3
    assert find_copies(marks) == [(0, 1), (0, 2), (1, 2)]
    assert find_copies(marks, may_be=lambda a, b: a != 0) == [(1, 2)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_within_bounds(a: str, b: str) -> None:
    one, other = print_of(a), print_of(b)
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1
