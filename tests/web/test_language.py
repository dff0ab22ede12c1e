from __future__ import annotations

import datetime as dt
import string

import pytest

from web.language import LANGS, Lang, Words, phrases

VI, EN = Words("vi"), Words("en")


def test_both_languages_say_the_same_things() -> None:
    vi, en = phrases("vi"), phrases("en")
    assert set(vi) == set(en)
    for name, text in vi.items():
        assert text.strip(), name
        assert en[name].strip(), name
        assert fields(text) == fields(en[name]), name


def fields(text: str) -> set[str | None]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_numbers_and_days_are_written_as_in_each_language() -> None:
    day = dt.date(2024, 3, 5)
    assert (VI.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")
    assert (VI.number(1234.5), EN.number(1234.5)) == ("1.234,5", "1,234.5")
    assert VI.number(None) == ""
    assert (VI.day(day), EN.day(day)) == ("5/3/2024", "5 March 2024")
    assert (VI.month(day), EN.month(day)) == ("3/2024", "March 2024")


def test_names_of_codes() -> None:
    assert VI.award("huan-chuong-lao-dong", 2) == "Huân chương Lao động hạng Nhì"
    assert EN.award("huan-chuong-lao-dong", 2).endswith(", Second Class")
    assert VI.award("bang-khen") == "Bằng khen"
    assert VI.code("status", "proposed") != EN.code("status", "proposed")
    assert VI.code("status", "nothing") == "nothing"
    assert VI.province("lao-cai") == EN.province("lao-cai") == "Lào Cai"
    assert VI.province("thua-thien-hue", dt.date(2020, 1, 1)) != ""
    assert VI.province("nowhere") == "nowhere"
    assert VI.province(None) == ""


@pytest.mark.parametrize("lang", LANGS)
def test_a_name_that_nobody_gave_is_an_error(lang: Lang) -> None:
    with pytest.raises(KeyError):
        Words(lang)("no.such.name")
