"""What is said about a text that cannot be read, and how much of a long one is."""

from __future__ import annotations

import pytest

from extract.article import Article
from nlp.trouble import LONGEST, beginning, find_troubles, readable
from tests.nlp.building import make_article

GOOD = "Sáng 12/3, Chủ tịch UBND tỉnh tặng Bằng khen cho 8 tập thể. "
CUT = f"only the first {LONGEST:,} characters were read"


def of(*paragraphs: str) -> Article:
    return make_article(*(("paragraph", words) for words in paragraphs))


def test_nothing_is_said_about_a_good_article() -> None:
    assert find_troubles(of(GOOD)) == []


@pytest.mark.parametrize("text", ["", " \n \n ", "\t"])
def test_white_space_is_no_text(text: str) -> None:
    assert find_troubles(of(text)) == ["there is no text"]


@pytest.mark.parametrize("text", ["12/3/2024", "8 7 12 1.276 % …", "👏 🏅"])
def test_figures_and_signs_are_no_words(text: str) -> None:
    assert find_troubles(of(text)) == ["there are no words in the text"]


def test_a_language_is_told_only_from_enough_letters() -> None:
    assert find_troubles(of("a" * 20)) == ["the text is not Vietnamese"]
    assert find_troubles(of("a" * 19)) == []
    assert find_troubles(of("a" * 10 + " 12 " + "b" * 10)) == ["the text is not Vietnamese"]


def test_some_foreign_words_do_not_make_a_text_foreign() -> None:
    assert find_troubles(of(GOOD + "The conference was held in the morning.")) == []


def test_only_one_thing_is_said_about_letters_and_each_thing_about_other_signs() -> None:
    assert find_troubles(of("The conference was held\x00 in the morning \ufffd.")) == [
        "the text is not Vietnamese",
        "characters of the text are lost",
        "control characters in the text",
    ]


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0e", "\x1b", "\x7f"])
def test_control_characters_are_told(sign: str) -> None:
    assert find_troubles(of(GOOD + sign)) == ["control characters in the text"]


@pytest.mark.parametrize("sign", ["\t", "\n", "\r", "\x0b", "\x0c", "\u200b"])
def test_white_space_is_no_control_character(sign: str) -> None:
    assert find_troubles(of(GOOD + sign)) == []


def test_the_first_part_of_a_long_text_stands_for_all() -> None:
    assert find_troubles(of(GOOD * 500 + "\x00\ufffd")) == []
    assert find_troubles(of("\x00\ufffd" + GOOD * 500)) == [
        "characters of the text are lost",
        "control characters in the text",
    ]


def test_half_a_character_is_replaced_in_text_and_headline() -> None:
    article = readable(make_article("title: Hội nghị\ud83d", f"{GOOD}\udfff!"))
    assert (article.title, article.text[-2:]) == ("Hội nghị\ufffd", "\ufffd!")
    assert article.paragraphs[-1].end == len(article.text)
    assert "characters of the text are lost" in find_troubles(article)


def test_half_a_character_in_the_headline_alone_is_replaced() -> None:
    assert readable(make_article(GOOD, title="Hội nghị\ud83d")).title == "Hội nghị\ufffd"


@pytest.mark.parametrize("text", [GOOD, GOOD + "🏅", GOOD + "\ufffd"])
def test_whole_characters_stay(text: str) -> None:
    article = of(text)
    assert readable(article) is article


def test_an_article_is_read_whole_up_to_the_limit() -> None:
    article = of("ă" * LONGEST)
    assert beginning(article) is article
    assert find_troubles(article) == []
    assert find_troubles(of("ă" * LONGEST + "ă")) == [CUT]


HALF = "ă" * (LONGEST // 2 + 10)
REST = "ă" * LONGEST


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{HALF}. ă\nă ă{REST}", f"{HALF}."),
        (f"{HALF}\nă ă{REST}", f"{HALF}\n"),
        (f"{HALF} ă{REST}", f"{HALF} "),
        (f"ă. {REST}", f"ă. {REST}"[:LONGEST]),
        (f"ă ă{REST}", f"ă ă{REST}"[:LONGEST]),
    ],
    ids=["sentence", "line", "word", "sentence too early", "word too early"],
)
def test_a_long_text_is_cut_behind_a_sentence_else_a_line_else_a_word(text: str, end: str) -> None:
    assert beginning(of(text)).text == end


def test_paragraphs_end_where_the_text_is_cut() -> None:
    article = beginning(of(GOOD, f"{HALF}. {REST}", GOOD))
    assert [paragraph.end for paragraph in article.paragraphs] == [len(GOOD), len(article.text)]
    assert article.text.endswith("ă.")
