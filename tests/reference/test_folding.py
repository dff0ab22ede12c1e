"""Ways to compare words: what counts as equal in each, and that offsets stay true where that is promised."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.folding import LOWER, TONE_PLACES, UPPER, aligned, aligned_pattern, fold, norm, slug

VIETNAMESE = st.text(alphabet=LOWER + UPPER + " -.,0aoeuy")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Ủy ban", "Uỷ ban", True),
        ("HOÀ BÌNH", "hòa bình", True),
        ("Khoẻ", "khỏe", True),
        ("Ðảng", "Đảng", True),
        ("bà", "ba", False),
        ("đ", "d", False),
    ],
)
def test_forms_with_accents(one: str, other: str, equal: bool) -> None:
    assert (norm(one) == norm(other)) is equal
    assert (aligned(one) == aligned(other)) is equal


def test_letters_alone() -> None:
    assert fold("  Bằng khen - của_ĐẢNG bộ!") == "bang khen cua dang bo"
    assert slug("Bà Rịa - Vũng Tàu") == "ba-ria-vung-tau"
    assert slug("Đắk Lắk") == "dak-lak"


@given(VIETNAMESE | st.text())
def test_aligned_text_keeps_every_offset(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert len(aligned(text)) == len(text)
    assert aligned(aligned(text)) == aligned(text)


@given(VIETNAMESE)
def test_folding_twice_gives_the_same(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(norm(text))


def test_each_place_of_a_tone_has_its_counterpart() -> None:
    assert len(TONE_PLACES) == len(set(TONE_PLACES.values())) == 15
    assert all(norm(second) == norm(first) and second != first for second, first in TONE_PLACES.items())


def test_a_pattern_finds_both_places_of_a_tone_and_keeps_its_escapes() -> None:
    pattern = re.compile(aligned_pattern(r"\bỦy (?P<UỶ>\S+)(?=\W|$)"))
    for text in ("thường trực Uỷ ban", "thường trực ủy BAN."):
        found = pattern.search(aligned(text))
        assert found is not None
        assert found["UỶ"] == "ban" or found["UỶ"] == "ban."
