"""Whom an article means by "em", "nhà trường này" and the like, once it has told of them."""

from __future__ import annotations

import pytest

from reference.vocabulary import load
from tests.nlp.building import event

Told = tuple[int | None, str, tuple[str, ...]]

MERIT = "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen"
OF_PROVINCE = "Bằng khen của Chủ tịch UBND tỉnh"
RESCUE = "Giữa dòng nước lũ, Lò Văn Sơn đã cứu sống hai cháu nhỏ."
SON: Told = (1, "individual", ("Lò Văn Sơn",))
ONE_BODY: Told = (1, "collective", ())


def told(*paragraphs: str) -> list[Told]:
    return [(award.count, award.recipient, award.recipient_names) for award in event(*paragraphs).awards]


@pytest.mark.parametrize(
    "word",
    [
        *("em", "anh", "chị", "ông", "bà", "cô", "chú", "bác", "cháu", "cụ", "thầy", "đồng chí", "đồng chí này"),
        *("sinh này", "nữ công nhân này", "nam tài xế trên", "chiến sĩ này", "nhân viên trên"),
    ],
)
def test_a_form_of_address_means_the_person_named_before(word: str) -> None:
    assert told(RESCUE, f"{MERIT} cho {word}.") == [SON]


@pytest.mark.parametrize("word", ["tài xế", "công nhân", "các em", "những người này"])
def test_a_noun_that_points_at_nobody_names_nobody(word: str) -> None:
    assert [names for _, _, names in told(RESCUE, f"{MERIT} cho {word}.")] == [()]


@pytest.mark.parametrize("words", ["tới anh", "tặng anh", "cho gia đình anh"])
def test_other_words_than_cho_lead_to_the_one_meant(words: str) -> None:
    assert told(RESCUE, f"{MERIT} {words}.") == [SON]


@pytest.mark.parametrize("body", load("bodies")["definite"])
def test_the_kind_of_a_body_alone_is_one_body(body: str) -> None:
    assert told(f"{MERIT} cho {body}.") == [ONE_BODY]
    assert told(f"{MERIT} cho tập thể {body}.") == [ONE_BODY]


@pytest.mark.parametrize("body", ["nhà trường mầm non", "các trường", "công ty nhỏ", "nhiều bệnh viện"])
def test_a_body_told_more_closely_or_in_the_plural_is_not_the_one_known(body: str) -> None:
    assert ONE_BODY not in told(f"{MERIT} cho {body}.")


@pytest.mark.parametrize(
    "behind",
    [
        *(".", ", kèm theo tiền thưởng.", "; các đại biểu chúc mừng.", "…"),
        *(" vì hành động dũng cảm.", " đã cứu người.", " do dũng cảm cứu người.", " nhân ngày hội toàn dân."),
        *(" về hành động đẹp.", " tại buổi lễ.", " trong buổi lễ.", " trước toàn trường.", " sau buổi lễ."),
        *(" ngay tại nhà.", " ở trụ sở.", " để động viên.", " với lời chúc tốt đẹp.", " khi đến thăm."),
        *(" theo quy định.", " nhằm nêu gương."),
    ],
)
def test_what_may_stand_behind_the_one_meant(behind: str) -> None:
    assert told(RESCUE, f"{MERIT} cho anh{behind}") == [SON]


@pytest.mark.parametrize("behind", [" trai út của cụ.", " hùng.", " em ruột."])
def test_a_longer_word_does_not_point_back(behind: str) -> None:
    assert SON not in told(RESCUE, f"{MERIT} cho anh{behind}")


@pytest.mark.parametrize(
    "others",
    [", các chiến sĩ trong đội", " và các bạn học", " cùng nhiều học sinh", " và tập thể lớp", ", những công nhân trẻ"],
)
def test_one_of_a_list_is_not_all_of_it(others: str) -> None:
    assert 1 not in [count for count, _, _ in told(RESCUE, f"{MERIT} cho anh{others}.")]


def test_a_number_that_follows_counts_the_others_and_not_the_body() -> None:
    assert told(f"{MERIT} cho nhà trường, 3 cá nhân có thành tích.") == [(3, "individual", ())]


def test_the_last_person_named_is_meant() -> None:
    assert told("Em Vi Thị Mơ gọi người đến giúp.", RESCUE, f"{MERIT} cho anh.") == [SON]


def test_nobody_with_a_title_of_office_is_meant() -> None:
    praise = "Đồng chí Hà Đức Quý, Phó Chủ tịch UBND huyện, biểu dương việc làm này."
    assert told(RESCUE, praise, f"{MERIT} cho anh.") == [SON]
    assert told(praise, f"{MERIT} cho anh.") == [(1, "individual", ())]


def test_who_was_named_too_far_before_is_not_meant() -> None:
    prose = "Nhiều người dân trong bản kể lại câu chuyện ấy với lòng biết ơn. "
    assert told(RESCUE, prose * 20, f"{MERIT} cho anh.") == [SON]
    assert told(RESCUE, prose * 80, f"{MERIT} cho anh.") == [(1, "individual", ())]


def test_the_one_meant_stands_near_the_award() -> None:
    near = "kèm theo phần thưởng và nhiều món quà ý nghĩa"
    assert told(f"{MERIT} {near} cho nhà trường.") == [ONE_BODY]
    assert told(f"{MERIT} {near}, cùng sách vở, bàn ghế, máy tính và nhiều đồ dùng cho nhà trường.") != [ONE_BODY]


@pytest.mark.parametrize(
    "words",
    [
        "Dịp này, nhà trường được tặng",
        "Dịp này, công ty đã vinh dự được tặng",
        "Tại buổi lễ, nhân dịp này công ty cũng được nhận",
        "Trong buổi lễ, bệnh viện vừa đón nhận",
        "Dịp này, đảng bộ, chính quyền và nhân dân huyện vinh dự đón nhận",
        "Dịp này, cán bộ và nhân dân xã còn nhận",
        "Ngày 12/3/2024 công ty tiếp tục được tặng",
    ],
)
def test_a_body_known_receives(words: str) -> None:
    assert told(f"{words} {OF_PROVINCE}.") == [ONE_BODY]


@pytest.mark.parametrize(
    "words",
    [
        "Dịp này, các công ty được tặng",
        "Dịp này, lãnh đạo công ty được tặng",
        "Dịp này, công ty tặng quà những người được tặng",
        "Dịp này, công ty được nhận quà, các em được tặng",
    ],
)
def test_a_body_that_others_of_it_or_beside_it_receive_for_does_not(words: str) -> None:
    assert ONE_BODY not in told(f"{words} {OF_PROVINCE}.")


@pytest.mark.parametrize(
    "words",
    [
        "Nhà trường được tặng Bằng khen của Chủ tịch UBND tỉnh.",
        "Nhân dịp này, nhà trường được tặng Bằng khen của Chủ tịch UBND tỉnh.",
        "Nhân dân và cán bộ huyện vinh dự đón nhận Bằng khen của Chủ tịch UBND tỉnh.",
    ],
)
def test_a_body_that_opens_the_sentence_receives(words: str) -> None:
    (award,) = event(words).awards
    assert (award.recipient, award.count) == ("collective", 1)
