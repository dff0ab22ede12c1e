from __future__ import annotations

import pytest

from tests.nlp.building import event, official

Expected = list[tuple[str, tuple[str, ...]]]


def people(*told: str) -> Expected:
    return [(o.name, o.titles) for o in event(*told).officials]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dự hội nghị có các đồng chí: Lê Văn Bảo, Bí thư Tỉnh ủy; Vi Thị Mơ, Phó Chủ tịch "
            "HĐND tỉnh; cùng lãnh đạo các sở.",
            [("Lê Văn Bảo", ("Bí thư Tỉnh ủy",)), ("Vi Thị Mơ", ("Phó Chủ tịch HĐND tỉnh",))],
        ),
        (
            "Dự hội nghị có đồng chí Lê Văn Bảo - Bí thư Tỉnh ủy; đồng chí Vi Thị Mơ – Phó Chủ tịch HĐND tỉnh.",
            [("Lê Văn Bảo", ("Bí thư Tỉnh ủy",)), ("Vi Thị Mơ", ("Phó Chủ tịch HĐND tỉnh",))],
        ),
        (
            "Dự hội nghị có các đồng chí Phó Bí thư Tỉnh ủy: Lê Văn Bảo, Vi Thị Mơ, Hà Đức Quý.",
            [(n, ("Phó Bí thư Tỉnh ủy",)) for n in ("Lê Văn Bảo", "Vi Thị Mơ", "Hà Đức Quý")],
        ),
        (
            "Dự hội nghị có Chủ tịch UBND tỉnh Lê Văn Bảo và Phó Chủ tịch HĐND tỉnh Vi Thị Mơ.",
            [("Lê Văn Bảo", ("Chủ tịch UBND tỉnh",)), ("Vi Thị Mơ", ("Phó Chủ tịch HĐND tỉnh",))],
        ),
        (
            "Dự có đồng chí Lê Văn Bảo, Thứ trưởng Bộ Lao động, Thương binh và Xã hội, đồng chí "
            "Vi Thị Mơ, Chủ tịch UBND tỉnh.",
            [
                ("Lê Văn Bảo", ("Thứ trưởng Bộ Lao động, Thương binh và Xã hội",)),
                ("Vi Thị Mơ", ("Chủ tịch UBND tỉnh",)),
            ],
        ),
        (
            "Dự hội nghị có Thiếu tướng Lê Văn Bảo, Giám đốc Công an tỉnh; PGS.TS. Vi Thị Mơ, "
            "Hiệu trưởng Trường Đại học.",
            [("Lê Văn Bảo", ("Giám đốc Công an tỉnh",)), ("Vi Thị Mơ", ("Hiệu trưởng Trường Đại học",))],
        ),
        (
            "Dự hội nghị có đồng chí Lê Văn Bảo, nguyên Bí thư Tỉnh ủy; đồng chí Vi Thị Mơ, quyền Giám đốc Sở Nội vụ.",
            [("Lê Văn Bảo", ("nguyên Bí thư Tỉnh ủy",)), ("Vi Thị Mơ", ("quyền Giám đốc Sở Nội vụ",))],
        ),
        (
            "Về phía Bộ Nội vụ có đồng chí Lê Văn Bảo, Thứ trưởng Bộ Nội vụ.",
            [("Lê Văn Bảo", ("Thứ trưởng Bộ Nội vụ",))],
        ),
        (
            "Dự hội nghị có đồng chí Lê Văn Bảo, Chủ tịch UBDN tỉnh.",
            [("Lê Văn Bảo", ("Chủ tịch UBDN tỉnh",))],
        ),
        (
            "Dự hội nghị có đ/c K' Brốp, Phó Bí thư Huyện ủy; đ/c Giàng Páo Sính, Chủ tịch UBND huyện.",
            [("K' Brốp", ("Phó Bí thư Huyện ủy",)), ("Giàng Páo Sính", ("Chủ tịch UBND huyện",))],
        ),
        ("Hội nghị có đại diện lãnh đạo các sở, ban, ngành và các huyện.", []),
        ("Bí thư Tỉnh ủy và Chủ tịch UBND tỉnh cùng dự hội nghị.", []),
    ],
)
def test_lists_of_officials(text: str, expected: Expected) -> None:
    assert people(text) == expected


def test_a_person_has_one_entry_with_the_longer_form_of_each_title() -> None:
    found = people(
        "Đồng chí Lê Văn Bảo, Phó Chủ tịch UBND tỉnh Lai Châu dự hội nghị.",
        "Phó Chủ tịch UBND tỉnh Lê Văn Bảo phát biểu tại hội nghị.",
        "Đồng chí Lê Văn Bảo, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh kết luận hội nghị.",
    )
    assert found == [("Lê Văn Bảo", ("Phó Chủ tịch UBND tỉnh Lai Châu", "Tỉnh ủy viên"))]


def test_the_place_of_a_tone_mark_makes_no_second_person() -> None:
    found = people("Đồng chí Hà Thị Hòa, Uỷ viên Ban Thường vụ Tỉnh uỷ dự.", "Đồng chí Hà Thị Hoà phát biểu.")
    assert [name for name, _ in found] == ["Hà Thị Hòa"]


def test_the_commoner_spelling_is_the_name() -> None:
    found = people(
        "Đồng chí Vũ Xuân bền, Bí thư Tỉnh ủy dự.",
        "Đồng chí Vũ Xuân Bền phát biểu.",
        "Đồng chí Vũ Xuân Bền kết luận hội nghị.",
    )
    assert [name for name, _ in found] == ["Vũ Xuân Bền"]


@pytest.mark.parametrize(
    "text",
    [
        "Dịp này, 3 cá nhân gồm: ông Lê Văn Bảo, bà Vi Thị Mơ, ông Hà Đức Quý được tặng Giấy khen.",
        "Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Bảo, Trưởng thôn Nà Lộc.",
        "Ông Lê Văn Bảo, Giám đốc Công ty TNHH Nà Lộc được tặng Bằng khen của Chủ tịch UBND tỉnh.",
        "Bà Vi Thị Mơ, Bí thư Chi bộ thôn Nà Lộc, vinh dự nhận Huân chương Lao động hạng Ba.",
    ],
)
def test_recipients_are_no_officials(text: str) -> None:
    assert people(text) == []


def test_officials_of_captions_take_part() -> None:
    report = event("caption: Đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh trao Bằng khen cho các tập thể.")
    assert official(report, "Lê Văn Bảo").roles == ("present",)


def test_a_title_alone_belongs_to_the_one_named_with_it() -> None:
    report = event(
        "Dự hội nghị có đồng chí Lê Văn Bảo, Giám đốc Công an tỉnh.",
        "Giám đốc Công an tỉnh tặng Giấy khen cho 5 tập thể.",
    )
    assert official(report, "Lê Văn Bảo").roles == ("attend", "present")


def test_a_title_of_two_people_alone_belongs_to_neither() -> None:
    report = event(
        "Dự hội nghị có các đồng chí Phó Chủ tịch UBND tỉnh: Lê Văn Bảo, Vi Thị Mơ.",
        "Phó Chủ tịch UBND tỉnh phát biểu tại hội nghị.",
    )
    assert [o.roles for o in report.officials] == [("attend",), ("attend",)]


def test_an_official_who_also_receives_is_an_official() -> None:
    report = event(
        "Đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh phát biểu tại hội nghị.",
        "Dịp này, đồng chí Lê Văn Bảo được tặng thưởng Huân chương Lao động hạng Ba.",
    )
    assert official(report, "Lê Văn Bảo").roles == ("speak",)
    assert report.awards[0].recipient_names == ("Lê Văn Bảo",)


def test_an_article_about_something_else_has_no_officials() -> None:
    from tests.nlp.building import report_of

    report = report_of("title: Giá lợn hơi tăng nhẹ", "Ông Lê Văn Bảo, Chủ tịch UBND xã cho biết giá đã tăng.")
    assert not report.relevant
    assert report.officials == ()


def test_who_signed_a_decision_takes_no_part() -> None:
    assert people("Quyết định do Chủ tịch UBND tỉnh Lê Văn Bảo ký ngày 2/3 khen thưởng 5 tập thể.") == []


def test_who_acts_for_another_does_not_bear_his_title() -> None:
    assert people("Thừa ủy quyền Chủ tịch nước, ông Lê Văn Bảo trao Huân chương Lao động cho 5 tập thể.") == []
