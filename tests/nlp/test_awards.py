from __future__ import annotations

import pytest

from tests.nlp.building import Row, event, row, rows

MERIT = ("bang-khen", "ubnd-tinh")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 8 tập thể và 7 cá nhân.",
            [row(*MERIT, "collective", 8), row(*MERIT, "individual", 7)],
        ),
        (
            "Dịp này, 06 tập thể, 11 cá nhân được tặng Bằng khen của Chủ tịch UBND tỉnh.",
            [row(*MERIT, "collective", 6), row(*MERIT, "individual", 11)],
        ),
        (
            "Dịp này, 3 cá nhân được tặng thưởng Huân chương Lao động hạng Nhì; 12 tập thể được "
            "nhận Cờ thi đua của Chính phủ; "
            "7 cá nhân được tặng Bằng khen của Thủ tướng Chính phủ.",
            [
                row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 3, of=2),
                row("co-thi-dua", "chinh-phu", "collective", 12),
                row("bang-khen", "thu-tuong", "individual", 7),
            ],
        ),
        (
            "Dịp này, UBND tỉnh trao: Cờ thi đua của UBND tỉnh: 54 tập thể; Bằng khen của Chủ "
            "tịch UBND tỉnh: 30 cá nhân.",
            [row("co-thi-dua", "ubnd-tinh", "collective", 54), row(*MERIT, "individual", 30)],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh trao 120 cờ thi đua cho các đơn vị xuất sắc.",
            [row("co-thi-dua", "ubnd-tinh", "collective", 120)],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh trao 40 Bằng khen.",
            [row(*MERIT, "case", 40)],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 123 tập thể, cá nhân.",
            [row(*MERIT, "mixed", 123)],
        ),
        (
            "Dịp này, Liên đoàn Lao động tỉnh trao Bằng khen và Kỷ niệm chương cho 11 cá nhân.",
            [
                row("bang-khen", "so-nganh-tinh", "individual", 11),
                row("ky-niem-chuong", "so-nganh-tinh", "individual", 11),
            ],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 60 cá nhân, trong đó có 40 nông dân.",
            [row(*MERIT, "individual", 60)],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng 12 cờ thi đua cho 25 tập thể.",
            [row("co-thi-dua", "ubnd-tinh", "collective", 25)],
        ),
        (
            "Dịp này, UBND tỉnh trao Huân chương Lao động hạng Nhất cho 1 cá nhân, hạng Nhì cho 3 "
            "cá nhân, hạng Ba cho 5 cá nhân.",
            [
                row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 1, of=1),
                row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 3, of=2),
                row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 5, of=3),
            ],
        ),
        (
            "Dịp này, Huân chương Lao động hạng Nhất, Nhì, Ba được trao cho 5 cá nhân.",
            [row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 5)],
        ),
        (
            "Dịp này, 14 cá nhân được tặng thưởng Huân chương Lao động các hạng.",
            [row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 14)],
        ),
        (
            "Dịp này, 2 cá nhân được tặng thưởng Huân chương Lao động hạng 3.",
            [row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 2, of=3)],
        ),
        (
            "Dịp này, 2 cá nhân được tặng thưởng Huân chương lao động hạng nhất.",
            [row("huan-chuong-lao-dong", "chu-tich-nuoc", "individual", 2, of=1)],
        ),
        (
            "Dịp này, Liên đoàn Lao động tỉnh trao 5 cờ thi đua, 13 Bằng khen cho các công đoàn cơ sở.",
            [row("co-thi-dua", "so-nganh-tinh", "collective", 5), row("bang-khen", "so-nganh-tinh", "collective", 13)],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể, cá nhân tiêu biểu.",
            [row(*MERIT, "mixed", None)],
        ),
        (
            "Dịp này, 5 tập thể và 9 cá nhân được biểu dương, khen thưởng.",
            [row("khen-thuong", None, "collective", 5), row("khen-thuong", None, "individual", 9)],
        ),
        (
            "Dịp này, Giám đốc Sở Y tế tặng Giấy khen cho 4 bệnh viện và 16 điều dưỡng.",
            [row("giay-khen", "so-nganh-tinh", "collective", 4), row("giay-khen", "so-nganh-tinh", "individual", 16)],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tằng Bằng khen cho 3 tập thể.",
            [row(*MERIT, "collective", 3)],
        ),
    ],
)
def test_counts(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tham dự hội nghị có 250 đại biểu và 40 cá nhân điển hình.",
        "Toàn tỉnh có 1.200 hộ thoát nghèo nhờ phong trào thi đua.",
        "Ban tổ chức trao 2 cúp vàng và 5 huy chương vàng cho các vận động viên bóng chuyền.",
        "Ban tổ chức trao giải Nhất, giải Nhì và 3 giải Ba hội thi nấu ăn.",
        "Mỗi tập thể được thưởng 10 triệu đồng.",
        "UBND tỉnh quyết định thu hồi Bằng khen của 2 cá nhân.",
        "UBND tỉnh hủy bỏ quyết định tặng Bằng khen cho 3 tập thể.",
        "Hội đồng thi đua, khen thưởng có 15 thành viên.",
        "Nếu được tặng Bằng khen, 5 tập thể sẽ có thêm động lực.",
        "Sản phẩm của 3 doanh nghiệp đạt chứng nhận 4 sao.",
    ],
)
def test_distractors_give_no_row(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("words", "count", "qualifier"),
    [
        ("hơn 300 cá nhân", 300, "over"),
        ("trên 1.200 cá nhân", 1200, "over"),
        ("gần 90 cá nhân", 90, "about"),
        ("khoảng 50 cá nhân", 50, "about"),
        ("mười hai cá nhân", 12, "exact"),
        ("17/19 cá nhân", 17, "exact"),
        ("1187 cá nhân", 1187, "exact"),
    ],
)
def test_a_row_keeps_how_exact_its_number_is(words: str, count: int, qualifier: str) -> None:
    (award,) = event(f"Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho {words}.").awards
    assert (award.count, award.qualifier, award.recipient) == (count, qualifier, "individual")


def test_evidence_is_the_sentence_alone() -> None:
    told = "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể."
    report = event(f"Hội nghị thành công. {told} Hội nghị bế mạc.")
    assert [award.evidence.text for award in report.awards] == [told]


def test_a_sentence_without_an_award_gives_no_row() -> None:
    assert rows("Dịp này, 5 tập thể và 7 cá nhân tham luận.") == []
