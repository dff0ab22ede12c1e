from __future__ import annotations

import pytest

from tests.nlp.building import event, row, rows


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
