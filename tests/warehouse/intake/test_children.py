"""Tests that names of children are known by the words around them, and that what hides them changes nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.intake.children import children_in, hide, is_child


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Ông Lê Văn Minh trao giải nhất cho em Vàng Thị Say - học sinh lớp 8A.", {"Vàng Thị Say"}),
        ("Tuyên dương ba em: Trần Đan Huệ và Vũ Thị Nam (Trường THCS Hợp Thành).", {"Trần Đan Huệ", "Vũ Thị Nam"}),
        ("các em Đỗ Văn Lục (HS lớp 10A8), Lê Thanh Bảy (16 tuổi)", {"Đỗ Văn Lục", "Lê Thanh Bảy"}),
        ("hai nam sinh Lò Văn Tám, Lò Văn Chín (lớp 4) và anh Lò Văn Mười", {"Lò Văn Tám", "Lò Văn Chín"}),
        ("anh Lê Ngọc Vinh (SN 2010) và anh Lê Ngọc Hải (SN 1990) được khen", {"Lê Ngọc Vinh"}),
        ("Trần Đức Đông (10 tuổi) cứu bốn bạn", {"Trần Đức Đông"}),
        ("Em Vàng Thị Say vẫn vui. Anh Lò Văn Mười cũng vậy.", {"Vàng Thị Say"}),
        ("Phụ huynh học sinh Nguyễn Văn Tám được khen", set()),
        ("Hội Bảo vệ quyền trẻ em Nguyễn Văn Chín, hai anh em Trần Văn Năm, cựu học sinh Lê Văn Sáu", set()),
        ("Thầy Nguyễn Văn Ba, lớp 8A; học sinh Đà Lạt, học sinh Việt Nam đạt giải", set()),
        ("Em được Giám đốc Nguyễn Văn Tư trao Bằng khen", set()),
        ("cho em Vàng Thị Say. Lê Văn Minh, Bí thư Tỉnh đoàn, chúc mừng", {"Vàng Thị Say"}),
        ("cho em Vàng Thị Say, có mẹ là bà Lò Thị Tư, Lê Văn Minh", {"Vàng Thị Say"}),
    ],
)  # fmt: skip
def test_children_are_told_by_the_words_around_them(text: str, children: set[str]) -> None:
    assert children_in(text, 2025) == children


def test_a_single_name_counts_where_a_recipient_has_it() -> None:
    assert children_in("Khen thưởng em Nhơng cứu hai bạn", None, ["Nhơng"]) == {"Nhơng"}
    assert children_in("Khen thưởng em Nhơng cứu hai bạn") == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nguyễn Thị Lan Anh", True),
        ("Lan Anh", True),
        ("em Lò Văn Tư", True),
        ("Minh", False),
        ("Nguyễn Thị Lan", True),
    ],
)
def test_a_child_is_known_by_a_part_of_the_name(name: str, *, expected: bool) -> None:
    assert is_child(name, {"Nguyễn Thị Lan Anh"}) is expected


def test_initials_stay() -> None:
    text = "trao Bằng khen cho em Nguyễn Thị Lan Anh, học sinh lớp 4A; em Lan Anh ở xã Lan Anh"
    assert hide(text, {"Nguyễn Thị Lan Anh"}) == (
        "trao Bằng khen cho em N..... T.. L.. A.., học sinh lớp 4A; em L.. A.. ở xã Lan Anh"
    )
    assert hide("KHEN NỮ SINH NGUYỄN THỊ LAN ANH", {"Nguyễn Thị Lan Anh"}) == "KHEN NỮ SINH N..... T.. L.. A.."
    assert hide("em Đặng Thúy Hà", {"Đặng Thuý Hà"}) == "em Đ... T... H."


@given(st.text("em Lan Anh, học sinh lớp 8.\n(Vàng Thị Say)", max_size=80))
def test_what_is_hidden_keeps_its_place(text: str) -> None:
    hidden = hide(text, children_in(text, 2025))
    assert len(hidden) == len(text)
    assert all(new in (old, ".") for new, old in zip(hidden, text, strict=True))
