"""How articles tell what is given, tallied, proposed or only possible.

Elsewhere: test_status.py holds each switch alone, given beside tallied and beside proposed, sẽ được xét, truy tặng,
phong tặng, công nhận; test_awards.py tặng, trao, được nhận, "tằng", hủy bỏ, thu hồi, "nếu được";
test_recipients.py a rule that grants nothing yet.
"""

from __future__ import annotations

import pytest

from tests.nlp.building import event, report_of, row, rows

MERIT = ("bang-khen", "ubnd-tinh", "collective", 5)


@pytest.mark.parametrize(
    ("switch", "status"),
    [
        ("Giai đoạn 2016 - 2020", "cumulative"),
        ("Trong 5 năm qua", "cumulative"),
        ("Trong năm 2016", "cumulative"),
        ("Kể từ đầu nhiệm kỳ", "cumulative"),
        ("Tại hội nghị", "conferred"),
        ("Dịp này", "conferred"),
        ("Nhân dịp này", "conferred"),
    ],
)
def test_a_switch_holds_where_the_recipients_stand_first(switch: str, status: str) -> None:
    assert rows(f"{switch}, 5 tập thể được tặng Bằng khen của Chủ tịch UBND tỉnh.") == [row(*MERIT, status)]


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh đề nghị Chính phủ tặng Cờ thi đua cho 5 tập thể.",
        "UBND tỉnh trình Chính phủ tặng Cờ thi đua cho 5 tập thể.",
        "Cụm thi đua suy tôn 5 đơn vị đề nghị tặng Cờ thi đua của Chính phủ.",
        "Hội đồng thống nhất danh sách đề nghị Chính phủ tặng Cờ thi đua cho 5 tập thể.",
        "5 tập thể được suy tôn, đề nghị Chính phủ tặng Cờ thi đua.",
    ],
)
def test_words_that_propose(text: str) -> None:
    assert rows(text) == [row("co-thi-dua", "chinh-phu", "collective", 5, "proposed")]


def test_proposed_stays_proposed_though_the_headline_says_that_they_receive() -> None:
    report = report_of(
        "title: 5 tập thể nhận Cờ thi đua của Chính phủ",
        "Sáng 12/3, Hội đồng Thi đua - Khen thưởng tỉnh họp xét khen thưởng.",
        "Hội đồng thống nhất đề nghị Chính phủ tặng Cờ thi đua cho 5 tập thể.",
    )
    assert [(award.count, award.status) for award in report.awards] == [(5, "proposed")]


def test_what_will_be_considered_is_prospective() -> None:
    told = rows("Những tập thể tiêu biểu sẽ được xét, tặng Bằng khen của Chủ tịch UBND tỉnh.")
    assert told == [row("bang-khen", "ubnd-tinh", "collective", None, "prospective")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trong 5 năm qua, toàn tỉnh có 12 tập thể được tặng Cờ thi đua của Chính phủ; dịp này, Chủ tịch UBND tỉnh "
            "tặng Bằng khen cho 5 tập thể.",
            [(12, "cumulative"), (5, "conferred")],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể và đề nghị Thủ tướng Chính phủ tặng Bằng khen "
            "cho 2 tập thể.",
            [(5, "conferred"), (2, "proposed")],
        ),
        (
            "Năm 2023, 12 tập thể được tặng Cờ thi đua của Chính phủ; hội nghị suy tôn 2 đơn vị đề nghị tặng Cờ thi "
            "đua của UBND tỉnh. Nhân dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể.",
            [(12, "cumulative"), (2, "proposed"), (5, "conferred")],
        ),
    ],
)
def test_conferred_tallied_and_proposed_share_a_paragraph(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(award.count, award.status) for award in event(text).awards] == expected


def test_each_year_of_a_sentence_has_its_own_tally() -> None:
    report = event("Năm 2016, UBND tỉnh tặng 120 Bằng khen; năm 2017, UBND tỉnh tặng 130 Bằng khen.")
    assert [(a.count, a.status, a.period) for a in report.awards] == [
        (120, "cumulative", (2016, 2016)),
        (130, "cumulative", (2017, 2017)),
    ]


@pytest.mark.parametrize(
    ("words", "award", "recipient"),
    [
        ("UBND tỉnh trao Bằng khen cho 5 cá nhân", "bang-khen", "individual"),
        ("UBND tỉnh tặng Bằng khen 5 cá nhân", "bang-khen", "individual"),
        ("UBND tỉnh tặng thưởng Bằng khen cho 5 cá nhân", "bang-khen", "individual"),
        ("UBND tỉnh trao tặng Bằng khen cho 5 cá nhân", "bang-khen", "individual"),
        ("UBND tỉnh tằng Bằng khen cho 5 cá nhân", "bang-khen", "individual"),
        ("UBND tỉnh truy tặng Bằng khen cho 5 cá nhân", "bang-khen", "individual"),
        ("5 cá nhân được phong tặng danh hiệu Nghệ nhân nhân dân", "danh-hieu-vinh-du", "individual"),
        ("5 cá nhân đón nhận Bằng khen của UBND tỉnh", "bang-khen", "individual"),
        ("5 cá nhân nhận Bằng khen của UBND tỉnh", "bang-khen", "individual"),
        ("UBND tỉnh biểu dương 5 cá nhân", "khen-thuong", "individual"),
        ("UBND tỉnh tuyên dương 5 cá nhân", "khen-thuong", "individual"),
        ("UBND tỉnh công nhận 5 cá nhân đạt danh hiệu Chiến sĩ thi đua cơ sở", "chien-si-thi-dua-co-so", "individual"),
    ],
)
def test_verbs_that_confer(words: str, award: str, recipient: str) -> None:
    told = [(a.award, a.recipient, a.count, a.status) for a in event(f"Dịp này, {words}.").awards]
    assert told == [(award, recipient, 5, "conferred")]


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND tỉnh quyết định hủy bỏ Bằng khen đã tặng cho 2 tập thể.",
        "Hai cá nhân bị thu hồi Bằng khen của Chủ tịch UBND tỉnh do kê khai sai thành tích.",
        "Sở Nội vụ đề nghị rút 3 Bằng khen của Chủ tịch UBND tỉnh.",
        "Gia đình đã từ chối nhận Bằng khen của Chủ tịch UBND tỉnh.",
        pytest.param("UBND tỉnh bác đề nghị tặng Bằng khen cho 3 tập thể."),
        pytest.param("Hội đồng không đồng ý tặng Bằng khen cho 2 cá nhân."),
        "Nếu được Chủ tịch nước tặng Huân chương Lao động hạng Ba, xã sẽ tổ chức lễ đón nhận.",
        "Theo quy định, gia đình có 3 con là bộ đội tại ngũ được tặng Bằng khen của Chủ tịch UBND tỉnh.",
    ],
)
def test_what_is_taken_back_refused_or_a_rule_gives_no_row(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    "name",
    [
        "Lò Văn Sơn",
        "Vi Thị Hứa",
        "Vi Thị Mơ",
        "Lò Văn Ước",
        pytest.param("Lò Thị Trình"),
    ],
)
def test_a_name_is_no_word_that_switches(name: str) -> None:
    (award,) = event(f"Dịp này, đồng chí {name} được tặng Bằng khen của Chủ tịch UBND tỉnh.").awards
    assert (award.status, award.recipient_names) == ("conferred", (name,))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Trong đời quân ngũ, ông Lò Văn Sơn đã được nhận 3 Huân chương Chiến công hạng Ba."),
        pytest.param(
            "Ông Lò Văn Sơn, sinh năm 1950, từng được tặng Huân chương Kháng chiến hạng Ba, nay là hội viên tiêu biểu."
        ),
        pytest.param(
            "Năm 1972, ông Lò Văn Sơn được tặng Huân chương Chiến công hạng Ba khi đang chiến đấu ở Quảng Trị."
        ),
        "Gia đình ông Lò Văn Sơn có truyền thống cách mạng, được tặng 3 Huân chương Kháng chiến.",
        pytest.param("Gia đình ông Lò Văn Sơn được tặng Bảng vàng danh dự và 3 Huân chương Kháng chiến."),
    ],
)
def test_an_old_award_in_a_biography_gives_no_row(text: str) -> None:
    assert rows(text) == []
