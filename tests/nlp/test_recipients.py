from __future__ import annotations

import pytest

from tests.nlp.building import Row, event, row, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tặng Bằng khen cho 8 tập thể và 7 cá nhân", [("bang-khen", 8), ("bang-khen", 7)]),
        ("8 tập thể và 7 cá nhân được tặng Bằng khen", [("bang-khen", 8), ("bang-khen", 7)]),
        ("8 tập thể được nhận Cờ thi đua, 7 cá nhân được nhận Bằng khen", [("co-thi-dua", 8), ("bang-khen", 7)]),
        ("tặng Cờ thi đua cho 8 tập thể, tặng Bằng khen cho 7 cá nhân", [("co-thi-dua", 8), ("bang-khen", 7)]),
        ("tặng Cờ thi đua cho 8 tập thể, 7 cá nhân được nhận Bằng khen", [("co-thi-dua", 8), ("bang-khen", 7)]),
        ("trao Bằng khen: 8 tập thể; Giấy khen: 7 cá nhân", [("bang-khen", 8), ("giay-khen", 7)]),
        ("trao Bằng khen (8 tập thể, 7 cá nhân)", [("bang-khen", 8), ("bang-khen", 7)]),
        ("1 cá nhân đã cứu 5 người được tặng Bằng khen", [("bang-khen", 1)]),
        ("giúp 5 hộ thoát nghèo", []),
    ],
)
def test_numbers_belong_to_the_award_that_the_grammar_ties_them_to(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(award.award, award.count) for award in event(f"Dịp này, {text}.").awards] == expected


@pytest.mark.parametrize(
    ("noun", "recipient"),
    [
        ("tập thể", "collective"),
        ("đơn vị", "collective"),
        ("doanh nghiệp", "collective"),
        ("ấp", "collective"),
        ("bệnh viện", "collective"),
        ("cá nhân", "individual"),
        ("đồng chí", "individual"),
        ("ngư dân", "individual"),
        ("sinh viên", "individual"),
        ("đảng viên", "individual"),
        ("hộ", "household"),
        ("gia đình", "household"),
        ("trường hợp", "case"),
        ("tập thể, cá nhân", "mixed"),
        ("tập thể, cá nhân, hộ gia đình", "mixed"),
        ("mô hình, tập thể", "collective"),
    ],
)
def test_kinds_of_recipients(noun: str, recipient: str) -> None:
    told = rows(f"Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 14 {noun} tiêu biểu.")
    assert told == [row("bang-khen", "ubnd-tinh", recipient, 14)]


def test_the_second_number_of_a_clause_may_have_an_award_of_its_own() -> None:
    told = rows(
        "Dịp này, UBND tỉnh tặng Cờ thi đua cho 8 tập thể, 7 cá nhân được nhận Bằng khen của Chủ tịch UBND tỉnh."
    )
    assert told == [row("co-thi-dua", "ubnd-tinh", "collective", 8), row("bang-khen", "ubnd-tinh", "individual", 7)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dịp này, Chủ tịch UBND tỉnh trao tặng 9 tập thể, 12 hộ gia đình Bằng khen.",
            [row("bang-khen", "ubnd-tinh", "collective", 9), row("bang-khen", "ubnd-tinh", "household", 12)],
        ),
        ("Gia đình có từ 2 liệt sĩ trở lên được tặng Bằng khen theo quy định tại Nghị định 98.", []),
        (
            "Dịp này, Công đoàn tỉnh trao Bằng khen và Kỷ niệm chương cho 11 cá nhân.",
            [
                row("bang-khen", "so-nganh-tinh", "individual", 11),
                row("ky-niem-chuong", "so-nganh-tinh", "individual", 11),
            ],
        ),
    ],
)
def test_rows_of_one_sentence(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_a_part_of_the_whole_that_is_given_an_award_of_its_own_is_told() -> None:
    (award,) = event("Trong đó, Chủ tịch UBND tỉnh tặng Bằng khen cho 10 tập thể.").awards
    assert (award.award, award.grantor, award.recipient, award.count) == ("bang-khen", "ubnd-tinh", "collective", 10)


def test_a_part_of_the_whole_is_no_further_row() -> None:
    (award,) = event("Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 30 cá nhân, trong đó có 10 cá nhân nữ.").awards
    assert award.count == 30
