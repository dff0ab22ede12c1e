"""How articles name awards, and what only looks like one.

Elsewhere: test_award_names.py holds every award of the law by its name; test_granting.py "UBND huyện trao" another's
award and "thừa ủy quyền"; test_named_recipients.py captions that add names; test_merging.py an award told five times.
"""

from __future__ import annotations

import pytest

from tests.nlp.building import Row, event, official, report_of, row, rows, rows_of

GOVERNMENT = row("co-thi-dua", "chinh-phu", "collective", 4)


@pytest.mark.parametrize(
    "name",
    [
        "Cờ thi đua của Chính phủ",
        "Cờ thi đua Chính phủ",
        "Cờ thi đua của Thủ tướng Chính phủ",
        "Cờ Thi đua xuất sắc của Chính phủ",
    ],
)
def test_the_governments_flag_has_several_names(name: str) -> None:
    assert rows(f"Dịp này, 4 tập thể được tặng {name}.") == [GOVERNMENT]


def test_the_governments_flag_under_two_names_is_one_row() -> None:
    told = rows(
        "lead: Tại hội nghị, 4 tập thể được nhận Cờ thi đua của Thủ tướng Chính phủ.",
        "Dịp này, 4 tập thể được tặng Cờ thi đua Chính phủ.",
    )
    assert told == [GOVERNMENT]


@pytest.mark.parametrize(
    ("words", "award", "recipient"),
    [
        ("4 cá nhân được công nhận Chiến sĩ thi đua tỉnh Lai Châu", "chien-si-thi-dua-cap-bo-tinh", "individual"),
        ("4 cá nhân được tặng danh hiệu Chiến sĩ thi đua cấp tỉnh", "chien-si-thi-dua-cap-bo-tinh", "individual"),
        ("4 tập thể được tặng danh hiệu lao động tiên tiến", "tap-the-lao-dong-tien-tien", "collective"),
        ("4 cá nhân được tặng danh hiệu lao động tiên tiến", "lao-dong-tien-tien", "individual"),
        ("4 tập thể được công nhận danh hiệu Tập thể tiên tiến", "tap-the-lao-dong-tien-tien", "collective"),
        ("4 tập thể được tặng Bằng khen toàn diện", "bang-khen", "collective"),
        ("4 tập thể được tặng Cờ thi đua xuất sắc", "co-thi-dua", "collective"),
        ("4 cá nhân được tặng Huy chương Lao động hạng Nhì", "huan-chuong-lao-dong", "individual"),
        ("4 cá nhân được tặng Huân chương Kháng chiến hạng Nhì", "huan-chuong", "individual"),
        ("4 cá nhân được tặng Huân chương kháng chiến chống Mỹ cứu nước hạng Nhì", "huan-chuong", "individual"),
    ],
)
def test_names_as_articles_give_them(words: str, award: str, recipient: str) -> None:
    (found,) = event(f"Dịp này, {words}.").awards
    assert (found.award, found.recipient, found.count, found.status) == (award, recipient, 4, "conferred")


@pytest.mark.parametrize("name", ["Tự do", "Lao động", "Hữu nghị"])
def test_an_order_of_laos_is_none_of_vietnams(name: str) -> None:
    told = rows(f"Dịp này, 4 cá nhân được Nhà nước Lào tặng Huân chương {name} hạng Nhì.")
    assert told == [row("huan-chuong", None, "individual", 4, of=2)]


@pytest.mark.parametrize("years", ["30", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "30, 40, 50, 80"])
def test_badges_of_years_in_the_party(years: str) -> None:
    (found,) = event(f"Dịp này, 4 đảng viên được Tỉnh ủy trao tặng Huy hiệu {years} năm tuổi Đảng.").awards
    assert (found.award, found.name, found.count) == ("huy-hieu", f"Huy hiệu {years} năm tuổi Đảng", 4)


@pytest.mark.parametrize(
    ("text", "grantor"),
    [
        ("UBND huyện trao Bằng khen của Thủ tướng Chính phủ cho 4 tập thể", "thu-tuong"),
        ("Lãnh đạo Huyện ủy trao Bằng khen của Chủ tịch UBND tỉnh cho 4 tập thể", "ubnd-tinh"),
        (
            "thừa ủy quyền của Chủ tịch nước, Bí thư Tỉnh ủy trao Huân chương Lao động hạng Ba cho 4 tập thể",
            "chu-tich-nuoc",
        ),
        ("thừa ủy quyền Thủ tướng Chính phủ, UBND tỉnh trao Bằng khen cho 4 tập thể", "thu-tuong"),
    ],
)
def test_who_hands_over_does_not_grant(text: str, grantor: str) -> None:
    assert [award.grantor for award in event(f"Dịp này, {text}.").awards] == [grantor]


@pytest.mark.parametrize(
    "text",
    [
        "Dịp này, Chủ tịch nước gửi Thư khen 4 học sinh.",
        "Dịp này, Công ty TNHH Nà Lộc trao giải thưởng “Nhân viên của năm” cho 20 công nhân.",
        "Phong trào người tốt, việc tốt lan rộng với 1.200 tấm gương.",
        "Sản phẩm chè của hợp tác xã đạt Huy chương Vàng chất lượng quốc tế.",
    ],
)
def test_other_praise_is_none_of_the_awards_of_the_law(text: str) -> None:
    assert [award.award for award in event(text).awards if award.award != "khac"] == []


def test_names_and_an_award_that_only_a_caption_tells_are_a_row() -> None:
    report = event("caption: Trao Bằng khen của Chủ tịch UBND tỉnh cho ông Lò Văn Sơn và bà Vi Thị Mơ.")
    assert [(a.award, a.count, a.recipient_names) for a in report.awards] == [
        ("bang-khen", 2, ("Lò Văn Sơn", "Vi Thị Mơ"))
    ]


def test_an_award_that_only_a_caption_tells_is_a_row() -> None:
    report = event("caption: Đồng chí Hà Đức Quý, Bí thư Tỉnh ủy trao Bằng khen của Chủ tịch UBND tỉnh cho 4 tập thể.")
    assert [(a.award, a.count, a.presented_by) for a in report.awards] == [("bang-khen", 4, ("Hà Đức Quý",))]


def test_one_conferment_in_title_lead_body_list_and_caption_is_one_row() -> None:
    report = report_of(
        "title: Trao Huân chương Lao động hạng Ba cho 2 tập thể",
        "lead: Sáng 12/3, UBND tỉnh tổ chức lễ trao Huân chương Lao động hạng Ba cho 2 tập thể.",
        "Thừa ủy quyền của Chủ tịch nước, đồng chí Hà Đức Quý, Bí thư Tỉnh ủy đã trao Huân chương Lao động hạng Ba cho "
        "Sở Y tế và Sở Nội vụ.",
        "Danh sách 2 tập thể được tặng Huân chương Lao động hạng Ba:",
        "item: - Sở Y tế",
        "item: - Sở Nội vụ",
        "caption: Đồng chí Hà Đức Quý trao Huân chương Lao động hạng Ba cho Sở Y tế.",
    )
    assert [(a.award, a.award_class, a.count, a.recipient_names) for a in report.awards] == [
        ("huan-chuong-lao-dong", 3, 2, ("Sở Y tế", "Sở Nội vụ"))
    ]


FUSED: list[tuple[str, list[Row]]] = [
    (
        "Hội nghị diễn ra sôi nổi Đồng chí Hà Đức Quý, Bí thư Tỉnh ủy trao Bằng khen cho các tập thể Dịp này, Chủ tịch "
        "UBND tỉnh tặng Bằng khen cho 4 tập thể.",
        [row("bang-khen", "ubnd-tinh", "collective", 4)],
    ),
    (
        "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 4 tập thể. Đồng chí Hà Đức Quý, Bí thư Tỉnh ủy trao Bằng khen "
        "của Chủ tịch UBND tỉnh cho các tập thể",
        [row("bang-khen", "ubnd-tinh", "collective", 4)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FUSED)
def test_a_caption_fused_into_a_paragraph_gives_its_presenter_and_no_row(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
    found = official(event(text), "Hà Đức Quý")
    assert (found.titles, found.roles) == (("Bí thư Tỉnh ủy",), ("present",))


@pytest.mark.xfail(strict=True, reason="who presents in the second of two captions is read as a recipient of the first")
def test_two_captions_fused_into_a_paragraph_give_two_presenters_and_no_row() -> None:
    report = event(
        "Dịp này, 4 tập thể được tặng Cờ thi đua của Chính phủ. Bí thư Tỉnh ủy Hà Đức Quý trao Cờ thi đua của Chính "
        "phủ cho các tập thể Chủ tịch UBND tỉnh Vi Thị Mơ trao Cờ thi đua của Chính phủ cho các tập thể Phong trào thi "
        "đua tiếp tục lan tỏa."
    )
    assert rows_of(report) == [GOVERNMENT]
    assert [(o.name, o.roles) for o in report.officials] == [("Hà Đức Quý", ("present",)), ("Vi Thị Mơ", ("present",))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Dịp này, đồng chí Hà Đức Quý, Bí thư Tỉnh ủy trao tặng cho Sở Y tế Cờ thi đua của Chính phủ."),
        pytest.param("Dịp này, lãnh đạo UBND tỉnh trao tặng Sở Y tế Cờ thi đua của Chính phủ."),
        "Dịp này, lãnh đạo UBND tỉnh trao Cờ thi đua của Chính phủ cho Sở Y tế.",
    ],
)
def test_a_body_is_given_an_award_wherever_it_stands(text: str) -> None:
    (award,) = event(text).awards
    assert (award.award, award.count, award.recipient_names) == ("co-thi-dua", 1, ("Sở Y tế",))
