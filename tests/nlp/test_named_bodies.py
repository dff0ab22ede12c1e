"""The names of bodies: where they begin, where they end, and what only looks like one."""

from __future__ import annotations

import pytest

from nlp.named_bodies import find_bodies, given_by_capitals, receiving_by_capitals
from tests.nlp.building import event


def bodies(text: str) -> list[str]:
    return [match.group() for match in find_bodies(text, 0, len(text))]


def given(text: str) -> str | None:
    match = given_by_capitals(text, 0, len(text))
    return match["body"] if match else None


def receiving(text: str) -> str | None:
    match = receiving_by_capitals(text, 0, len(text))
    return match["body"] if match else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tặng cho Sở Y tế vì có thành tích", "Sở Y tế"),
        ("trường Tiểu học Nà Lộc đã được tặng", "trường Tiểu học Nà Lộc"),
        ("Công ty TNHH Nà Lộc được tặng", "Công ty TNHH Nà Lộc"),
        ("Tiểu đoàn 5 nhận Cờ thi đua", "Tiểu đoàn 5"),
        ("HTX Bản Mạ, bà Lò Thị Sen", "HTX Bản Mạ"),
        ("TP Nà Lộc vinh dự đón nhận", "TP Nà Lộc"),
        ("Tổ dân phố số 4 được tặng", "Tổ dân phố số 4"),
    ],
)
def test_a_word_for_a_body_opens_its_name(text: str, expected: str) -> None:
    assert bodies(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "trường học vùng cao được tặng",
        "nhiều công ty nhỏ được tặng",
        "Nhà trường được tặng",
        "Công an viên Lò Văn Sơn",
        "Trường hợp của Lò Văn Sơn",
        "Ban hành Quyết định 12",
        "Phòng chống Covid",
        "Hội viên Lò Văn Sơn",
        "Hội nghị Nà Lộc",
        "Đoàn viên Lò Văn Sơn",
        "Bộ trưởng Lò Văn Sơn",
        "Tổ quốc Việt Nam",
        "Báo cáo 12",
        "Sở hữu 3 héc-ta",
        "Viện trưởng Lò Văn Sơn",
        "Đội trưởng Lò Văn Sơn",
        "Hội thảo Nà Lộc",
        "Sởn Y",
    ],
)
def test_a_word_without_a_name_or_of_another_meaning_opens_none(text: str) -> None:
    assert bodies(text) == []


@pytest.mark.parametrize("level", ["tỉnh", "huyện", "thành phố", "thị xã", "quận", "xã", "phường"])
@pytest.mark.parametrize("behind", [" đã lập công", " và nhân dân", ", nhân dân", "; nhân dân", ".", ""])
def test_a_body_of_a_level_needs_no_capital(level: str, behind: str) -> None:
    assert bodies(f"Công an {level}{behind}") == [f"Công an {level}"]


def test_a_level_in_front_of_other_words_is_no_name() -> None:
    assert bodies("Công an huyện phối hợp") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Giáo dục và Đào tạo được tặng", ["Sở Giáo dục và Đào tạo"]),
        ("Sở Văn hóa và Thể thao, Sở Y tế", ["Sở Văn hóa và Thể thao", "Sở Y tế"]),
        ("Trường Tiểu học Nà Lộc và Trường Mầm non Hoa Ban", ["Trường Tiểu học Nà Lộc", "Trường Mầm non Hoa Ban"]),
        ("Công an huyện Nà Lộc và công an xã Bản Mạ", ["Công an huyện Nà Lộc", "công an xã Bản Mạ"]),
        ("Sở Y tế và Ông Lò Văn Sơn", ["Sở Y tế"]),
        ("Sở Y tế và Bà Lò Thị Sen", ["Sở Y tế"]),
        ("Sở Y tế và nhiều cá nhân", ["Sở Y tế"]),
    ],
)
def test_and_goes_on_a_name_where_a_capital_of_no_other_body_or_person_follows(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize("end", ["đã", "được", "vì", "nhân", "cho", "trong", "là", "thuộc", "cùng", "đề nghị", "trao"])
def test_a_name_ends_before_a_word_that_is_in_none(end: str) -> None:
    assert bodies(f"Hội Nông dân Nà Lộc {end} Tết") == ["Hội Nông dân Nà Lộc"]


@pytest.mark.parametrize("sign", [", ", "; ", ". ", "\n", ")"])
def test_a_name_ends_at_a_sign_or_a_line(sign: str) -> None:
    assert bodies(f"Hội Nông dân Nà Lộc{sign}Vi Thị Mơ") == ["Hội Nông dân Nà Lộc"]


def test_about_belongs_to_the_name_of_what_the_police_fight() -> None:
    police = "Phòng Cảnh sát điều tra tội phạm về ma túy Công an tỉnh"
    assert bodies(f"{police} được tặng") == [police]
    assert bodies("Đội Văn nghệ về Nà Lộc") == ["Đội Văn nghệ"]


def test_only_the_part_of_the_text_asked_for_is_searched() -> None:
    text = "Sở Y tế, Sở Nội vụ, Sở Tài chính"
    assert [match.group() for match in find_bodies(text, 9, 18)] == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tặng Bằng khen cho THACO", "THACO"),
        ("tặng Bằng khen cho tập thể VNPT Nà Lộc vì đã lập công", "VNPT Nà Lộc"),
        ("Bằng khen tặng Kho K602.", "Kho K602"),
        ("Bằng khen cho A&B-Tech, vì thành tích", "A&B-Tech"),
        ("Bằng khen cho Hoa Ban 2 và nhiều cá nhân", "Hoa Ban 2"),
    ],
)
def test_capitals_to_which_something_is_given_are_a_body(text: str, expected: str) -> None:
    assert given(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bằng khen cho thaco",
        "Bằng khen của THACO",
        "Bằng khen cho Các tập thể",
        "Bằng khen cho Ông Sơn",
        "Bằng khen cho Đại diện THACO",
        "Bằng khen cho VNPT chi nhánh nhỏ",
    ],
)
def test_small_letters_and_words_that_open_a_person_are_given_nothing(text: str) -> None:
    assert given(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VNPT được tặng", "VNPT"),
        ("Dịp này, VNPT Nà Lộc đã vinh dự đón nhận", "VNPT Nà Lộc"),
        ("Kho K602 cũng được trao", "Kho K602"),
        ("Hoa Ban tiếp tục nhận", "Hoa Ban"),
        ("Hoa Ban vừa được nhận", "Hoa Ban"),
    ],
)
def test_capitals_that_receive_are_a_body(text: str, expected: str) -> None:
    assert receiving(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "VNPT trao tặng",
        "Các em được tặng",
        "Tại hội nghị được tặng",
        "Dịp này, các VNPT được tặng",
        "Dịp này; VNPT được tặng",
        "Hôm qua, tại hội nghị, VNPT được tặng",
    ],
)
def test_who_gives_or_stands_elsewhere_receives_nothing(text: str) -> None:
    assert receiving(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho VNPT Nà Lộc.", ("VNPT Nà Lộc",)),
        ("Dịp này, THACO được tặng Bằng khen của Chủ tịch UBND tỉnh.", ("THACO",)),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho Sở Giáo dục và Đào tạo và Trường Tiểu học Bản Mạ.",
            ("Sở Giáo dục và Đào tạo", "Trường Tiểu học Bản Mạ"),
        ),
    ],
)
def test_an_article_tells_bodies_by_their_names(text: str, names: tuple[str, ...]) -> None:
    (award,) = event(text).awards
    assert (award.recipient, award.count, award.recipient_names) == ("collective", len(names), names)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Bộ đội Biên phòng tỉnh", ("Bộ đội Biên phòng tỉnh",)),
        (
            "Đồn Biên phòng Nà Lộc và Bộ đội Biên phòng tỉnh",
            ("Đồn Biên phòng Nà Lộc", "Bộ đội Biên phòng tỉnh"),
        ),
        ("Đồn Biên phòng Nà Lộc (huyện Nà Lộc)", ("Đồn Biên phòng Nà Lộc",)),
        ("Hoa Ban 2", ("Hoa Ban 2",)),
        ("Quân đoàn 2", ("Quân đoàn 2",)),
    ],
)
def test_a_name_is_whole_and_without_the_signs_around_it(words: str, names: tuple[str, ...]) -> None:
    (award,) = event(f"Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho {words}.").awards
    assert award.recipient_names == names
    assert award.count == len(names)


def test_a_city_may_be_written_with_a_full_stop() -> None:
    assert bodies("UBND TP. Nà Lộc vinh dự đón nhận")


def test_a_body_that_receives_is_named_without_the_space_before_brackets() -> None:
    (award,) = event("Trường THPT Nà Lộc (huyện Nà Lộc) được tặng Bằng khen của Chủ tịch UBND tỉnh.").awards
    assert award.recipient_names == ("Trường THPT Nà Lộc",)
