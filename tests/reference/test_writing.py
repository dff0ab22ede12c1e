from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.writing import find_garbling, is_vietnamese, letters

TEXT = "Hội nghị tổng kết công tác thi đua, khen thưởng"


def test_vietnamese_is_told_from_other_languages() -> None:
    assert is_vietnamese(TEXT)
    assert not is_vietnamese("The conference reviewed a year of work")
    assert not is_vietnamese("La conférence a été présidée à Hanoï")
    assert not is_vietnamese("")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Héi nghÞ tæng kÕt c«ng t¸c thi ®ua, khen th­ëng cña tØnh", "TCVN3"),
        ("Hoäi nghò toång keát coâng taùc thi ñua, khen thöôûng cuûa tænh", "VNI"),
        (TEXT.encode().decode("cp1252", errors="replace"), "Latin-1"),
    ],
)
def test_garbled_text_is_named(text: str, named: str) -> None:
    assert named in str(find_garbling(text))
    assert find_garbling(f"{text} {TEXT}") is None


@pytest.mark.parametrize("text", ["", "8 7 12", TEXT, "Le congrès a été présidé à Hanoï par un comité", "越南国家主席"])
def test_other_text_is_not_garbled(text: str) -> None:
    assert find_garbling(text) is None


@given(st.text(max_size=80))
def test_letters_are_those_of_any_script(text: str) -> None:
    assert letters(text) == sum(letters(char) for char in text)
    assert letters("1 7/8 _ ,") == 0
    assert letters("Đă越ກ") == 4
