from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.folding import fold
from reference.numbers import parse_number

UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def in_words(number: int, *, padded: bool = False) -> str:
    """Spell a number of 0 to 9999 by the rules of the school, apart from the module under test."""
    if number >= 1000:
        rest = number % 1000
        return f"{UNITS[number // 1000]} nghìn" + (f" {in_words(rest, padded=True)}" if rest else "")
    if number >= 100 or padded:
        rest = number % 100
        head = f"{UNITS[number // 100]} trăm"
        if rest == 0:
            return head
        return f"{head} linh {UNITS[rest]}" if rest < 10 else f"{head} {in_words(rest)}"
    if number < 10:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    head = "mười" if tens == 1 else f"{UNITS[tens]} mươi"
    if unit == 0:
        return head
    if unit == 5:
        return f"{head} lăm"
    return f"{head} mốt" if unit == 1 and tens > 1 else f"{head} {UNITS[unit]}"


def test_every_number_to_9999_comes_back_from_its_words_and_digits() -> None:
    for number in range(10_000):
        words = in_words(number)
        assert parse_number(words) == number, words
        assert parse_number(str(number)) == number
        assert parse_number(f"{number:,}") == number
        assert parse_number(f"{number:,}".replace(",", ".")) == number
        assert parse_number(f"{number:04d}") == number


def test_without_accents_two_words_or_more_are_read() -> None:
    for number in range(10, 10_000):
        words = fold(in_words(number))
        if " " in words:
            assert parse_number(words) == number, words


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06", 6),
        ("1.276", 1276),
        ("3.874", 3874),
        ("1 276", 1276),
        ("1\u00a0276", 1276),
        ("10,000", 10_000),
        ("1.276.000", 1_276_000),
        (" 54 ", 54),
        ("ba", 3),
        ("Ba", 3),
        ("MƯỜI HAI", 12),
        ("mười hai", 12),
        ("hai mươi mốt", 21),
        ("hai mươi một", 21),
        ("hai mốt", 21),
        ("ba lăm", 35),
        ("hai mươi tư", 24),
        ("hai mươi bốn", 24),
        ("bảy mươi nhăm", 75),
        ("bẩy", 7),
        ("một trăm linh năm", 105),
        ("một trăm lẻ năm", 105),
        ("một trăm linh tư", 104),
        ("ba nghìn", 3000),
        ("ba ngàn", 3000),
        ("một nghìn linh năm", 1005),
        ("một nghìn không trăm linh năm", 1005),
        ("mười hai nghìn ba trăm", 12_300),
        ("một trăm nghìn", 100_000),
        ("hai chục", 20),
        ("một chục", 10),
        ("không", 0),
        ("hai\u00a0mươi", 20),
    ],
)
def test_numbers(text: str, number: int) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1,5",
        "1.5",
        "12,50",
        "3.14159",
        "0.276",
        "1.276,5",
        "1.276,000",
        "1.27",
        "1 27",
        "1234.567",
        "12%",
        "25-30",
        "25 - 30",
        "17/19",
        "-5",
        "+5",
        "1.276.00",
        "x",
        "ba mươi mấy",
        "mười năm",  # ten years
        "hai mươi năm",
        "một trăm năm",
        "ba nghìn hai",
        "nghìn",
        "trăm",
        "mươi",
        "tư",
        "mốt",
        "lăm",
        "linh năm",
        "mười mốt",
        "một mươi",
        "hai ba",
        "không trăm",
        "nam",
        "sau",
        "bà",
        "bay",
        "hàng chục",
        "mười lăm lăm",
        "một nghìn hai nghìn",
        "٣",
        "²",
        "1" * 16,
    ],
)
def test_what_is_no_whole_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(0, 10**9), st.sampled_from([".", ",", " ", "\u00a0"]))
def test_grouped_digits_come_back(number: int, mark: str) -> None:
    assert parse_number(f"{number:,}".replace(",", mark)) == number


@given(st.integers(0, 10**6), st.integers(0, 99), st.sampled_from([".", ","]))
def test_decimals_of_one_or_two_places_are_none(whole: int, part: int, mark: str) -> None:
    assert parse_number(f"{whole}{mark}{part}") is None


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    number = parse_number(text)
    assert number is None or number >= 0
