from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from nlp.tokens import SyllableTokenizer, Vietnamese

TOKENIZER = SyllableTokenizer(Vocab())
PIECES = st.sampled_from(
    ["Bằng khen", "tỉnh.", "TP.", "12/3", "1.276", "\u200b", "\n\n", "  ", "https://a.vn/b?c", "a@b.vn", "K'", "…", "“"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join))


def words(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text) if not token.is_space]


@given(TEXTS)
@example("")
@example(" \n\t ")
@example("\x00\x85\u2028 a")
def test_a_doc_holds_its_text_unchanged(text: str) -> None:
    assert TOKENIZER(text).text == text


@given(TEXTS)
def test_a_token_of_a_doc_stands_where_it_says(text: str) -> None:
    for token in TOKENIZER(text):
        assert text[token.idx : token.idx + len(token)] == token.text


@given(TEXTS)
def test_a_token_is_all_white_space_or_holds_none(text: str) -> None:
    for token in TOKENIZER(text):
        assert token.text.isspace() or not any(letter.isspace() for letter in token.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch UBND tỉnh.", ["Chủ", "tịch", "UBND", "tỉnh", "."]),
        ("UBND tỉnh.Phát biểu", ["UBND", "tỉnh", ".", "Phát", "biểu"]),
        ("Bằng khen,Giấy khen", ["Bằng", "khen", ",", "Giấy", "khen"]),
        ("“Bằng khen”", ["“", "Bằng", "khen", "”"]),
        ("(Lào Cai)", ["(", "Lào", "Cai", ")"]),
        ("đồng chí:A", ["đồng", "chí", ":", "A"]),
        ("hạng Nhì;12 tập thể", ["hạng", "Nhì", ";", "12", "tập", "thể"]),
    ],
)
def test_words_are_cut_where_a_reader_cuts_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("letters", ["a", "Đ", "1.", "a@", "http://a/", "…", "\U0001f600"])
def test_a_megabyte_without_a_space_is_cut_in_seconds(letters: str) -> None:
    text = (letters * 1_000_000)[:1_000_000]
    began = time.perf_counter()
    assert TOKENIZER(text).text == text
    assert time.perf_counter() - began < 5


def test_a_long_address_is_cut_into_words() -> None:
    address = "https://bao.example/" + "-".join(["bang", "khen"] * 40)
    assert max(map(len, words(address))) <= 60


def test_the_language_compares_words_without_case_and_place_of_tone_marks() -> None:
    doc = Vietnamese()("Uỷ ban HÒA ủy Hoà")
    norms = [token.norm_ for token in doc]
    assert norms[0] == norms[3]
    assert norms[2] == norms[4]
    assert norms[1] == "ban"
