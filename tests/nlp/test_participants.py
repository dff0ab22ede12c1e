from __future__ import annotations

import pytest

from nlp.participants import Participant, asked_to_grant, given_to, participants_of
from reference.folding import norm
from tests.nlp.building import layers_of

HEAD = "Chủ tịch UBND tỉnh"


def told(text: str) -> list[Participant]:
    layers = layers_of(text)
    return [part for sentence in layers.sentences for part in participants_of(layers, sentence)]


@pytest.mark.parametrize(
    ("text", "given", "receives"),
    [
        ("UBND tỉnh tặng Bằng khen cho ông Lê Văn Bảo.", True, False),
        ("UBND tỉnh tặng Bằng khen cho các cá nhân: Lê Văn Bảo.", True, False),
        ("Ông Lê Văn Bảo được tặng Bằng khen.", False, True),
        ("Ông Lê Văn Bảo (xã Mường So) vinh dự đón nhận Bằng khen.", False, True),
        ("Ông Lê Văn Bảo trao Bằng khen cho 5 tập thể.", False, False),
        ("Hội nghị đề nghị cho ông Lê Văn Bảo phát biểu.", False, False),
    ],
)
def test_who_is_given_something_is_told_from_who_receives_and_who_gives(text: str, given: bool, receives: bool) -> None:
    (part,) = told(text)
    assert (part.key, part.mention.value) == (norm("Lê Văn Bảo"), "Lê Văn Bảo")
    assert (part.given, part.receives, part.recipient) == (given, receives, given or receives)


def test_those_told_together_share_what_is_given_to_the_first() -> None:
    parts = told("UBND tỉnh tặng Bằng khen cho ông Lê Văn Bảo, bà Vi Thị Mơ và anh Hà Đức Quý.")
    assert [(part.mention.value, part.given) for part in parts] == [
        ("Lê Văn Bảo", True),
        ("Vi Thị Mơ", True),
        ("Hà Đức Quý", True),
    ]


def test_a_title_told_for_several_is_of_each() -> None:
    parts = told("Dự có các đồng chí Phó Chủ tịch UBND tỉnh: Lê Văn Bảo, Vi Thị Mơ.")
    assert [part.titles for part in parts] == [("Phó Chủ tịch UBND tỉnh",)] * 2
    assert [part.roles for part in parts] == [frozenset({"attend"})] * 2


def test_the_words_of_a_participant_take_in_address_name_and_titles() -> None:
    text = f"Sáng nay, đồng chí Lê Văn Bảo, {HEAD} trao Bằng khen."
    (part,) = told(text)
    assert text[part.start : part.end] == f"đồng chí Lê Văn Bảo, {HEAD}"
    assert part.roles == {"present"}


def test_who_only_signs_takes_no_part_but_keeps_his_office() -> None:
    (part,) = told(f"Quyết định do {HEAD} Lê Văn Bảo ký ngày 2/3 khen thưởng 5 tập thể.")
    assert (part.titles, part.office) == ((), (HEAD,))


@pytest.mark.parametrize(
    ("before", "given", "asked"),
    [
        ("trao bằng khen cho ", True, False),
        ("trao bằng khen cho các đồng chí: ", True, False),
        ("tập thể được ", False, True),
        ("đề nghị đồng chí ", False, True),
        ("tại hội nghị, ", False, False),
    ],
)
def test_words_before_a_name_say_that_he_is_given_something_or_asked_to_grant(
    before: str, given: bool, asked: bool
) -> None:
    assert (given_to(before), asked_to_grant(before)) == (given, asked)
