from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.people_names import is_surname, looks_like_name, opening, surnames
from reference.provinces import PROVINCES

ANYWHERE = [
    "Nguyễn Văn A",
    "Trịnh Xuân Trường",
    "NGUYỄN THỊ HẠNH",
    "Giàng Páo Mỷ",
    "Lò Văn Giàng",
    "Sùng A Hồng",
    "Vàng A Mẻ",
    "Hầu A Lềnh",
    "Quàng Thị Biên",
    "Bế Xuân Trường",
    "Triệu Tài Vinh",
    "Thạch Phước Bình",
    "Danh Sà Rươl",
    "Rơ Châm H'Phik",
    "Ksor Phước Hà",
    "Alăng Bhuốch Tâm",
    "Y Phoih Niê",
    "Y Biêr Niê Kđăm",
    "H' Hen Niê",
    "H'Quỳnh Byă",
    "H’Yim Kđoh",
    "Điểu K'Ré Hà",
    "Tôn Thất Tùng",
    "Tôn Nữ Thị Ninh",
    "Hà Minh Hải",
    "Hoàng Gia Bảo",
    "Trần Thị Thùy Dung Anh",
    "Lê Hoà",
]
EXPECTED_ONLY = [
    "A Jar",
    "Y Thanh",
    "K' Broi",
    "K'Broi",
    "H' Hen",
    "Mai Sơn",
    "Tô Lâm",
    "Cầm Ngọc",
    "Bríu Liếc",
    "Lê Chân",
]
NEVER = [
    "Hà Nội",
    "Lào Cai",
    "Thái Nguyên",
    "Cao Bằng",
    "Hồ Chí Minh",
    "Hàn Quốc",
    "Thái Lan",
    "Thái Bình Dương",
    "Phó Chủ",
    "Phó Tổng Giám",
    "Đoàn Thanh Niên",
    "Hạng Nhất",
    "Văn Phòng",
    "Giáp Thìn",
    "Donald Trump",
    "Việt Nam",
    "Nguyễn",
    "A",
    "nguyễn văn a",
    "Nguyễn văn A",
    "Nguyễn UBND",
    "Nguyễn 2",
    "Kim Jong Un",
    "Trần Thị Thùy Dung Anh Minh Thư",
    "Hồ Chí Minh Nguyễn Thiện Nhân",
]
NOT_UNASKED = [
    "Hà Nội Hoàng Trung Hải",
    "Đoàn Thái Nguyên",
    "Từ Hà Nội",
    "Đường Biên Hòa",
    "Vũ Quang",
    "THÀNH TÍCH LỚN",
    "A Mẻ",
]


@pytest.mark.parametrize("name", ANYWHERE)
def test_names_of_people(name: str) -> None:
    assert looks_like_name(name.split())
    assert looks_like_name(name.split(), expected=True)


@pytest.mark.parametrize("name", EXPECTED_ONLY)
def test_names_that_need_a_word_in_front_that_says_so(name: str) -> None:
    assert not looks_like_name(name.split())
    assert looks_like_name(name.split(), expected=True)


@pytest.mark.parametrize("name", NEVER)
def test_what_is_never_a_name(name: str) -> None:
    assert not looks_like_name(name.split())
    assert not looks_like_name(name.split(), expected=True)


@pytest.mark.parametrize("name", NOT_UNASKED)
def test_what_is_no_name_unless_one_is_expected(name: str) -> None:
    assert not looks_like_name(name.split())


@pytest.mark.parametrize("word", ["Nguyễn", "nguyễn", "NGUYỄN", "Giàng", "Rơ Châm", "rơ châm", "Cơlâu", "Võ", "Lý"])
def test_surnames(word: str) -> None:
    assert is_surname(word)


@pytest.mark.parametrize("word", ["", "Y", "H'", "K'", "Văn A", "Nguyên", "Tỉnh", "UBND", "Công"])
def test_what_is_no_surname(word: str) -> None:
    assert not is_surname(word)


def test_the_opening_tells_how_many_words_it_takes() -> None:
    assert opening([]) is None
    assert opening(["Donald", "Trump"]) is None
    for words, text, taken in (
        (["Tôn", "Thất", "Tùng"], "Tôn Thất", 2),
        (["Tôn", "Đức", "Thắng"], "Tôn", 1),
        (["K’Broi"], "K'", 0),
        (["K’", "Broi"], "K'", 1),
    ):
        found = opening(words)
        assert found is not None
        assert (found[0].text, found[1]) == (text, taken)


def test_the_table_is_sound() -> None:
    assert len(surnames()) > 450
    assert sum(s.frequency == "common" for s in surnames().values()) == 16
    assert all(s.peoples and len(s.text.split()) <= 2 for s in surnames().values())


@given(st.sampled_from([p.name for p in PROVINCES]), st.booleans())
def test_no_province_is_a_person(name: str, expected: bool) -> None:
    assert not looks_like_name(name.replace(" - ", " ").split(), expected=expected)


@given(st.lists(st.text(max_size=8), max_size=8), st.booleans())
def test_any_words_get_an_answer(words: list[str], expected: bool) -> None:
    if looks_like_name(words):
        assert looks_like_name(words, expected=True)
    if looks_like_name(words, expected=expected):
        assert 1 <= len(words) <= 6
