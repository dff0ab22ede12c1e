"""What pasted pages put around and between the words of an article: read as a user pastes it, from its first line on.

Elsewhere: tests/extract/test_plaintext.py, test_traps.py and test_credits.py hold what becomes of each line of a page.
"""

from __future__ import annotations

import datetime as dt

import pytest

import thidua
from nlp.report import Report

TITLE = "Sơn Khê tổng kết phong trào thi đua yêu nước năm 2023"
LEAD = (
    "Chiều 5/1, UBND huyện Sơn Khê tổ chức hội nghị tổng kết phong trào thi đua yêu nước năm 2023, triển khai nhiệm vụ "
    "công tác thi đua, khen thưởng năm 2024."
)
BODY = (
    "Phát biểu tại hội nghị, đồng chí Hà Đức Quý, Chủ tịch UBND huyện yêu cầu các xã, thị trấn tiếp tục đổi mới phong "
    "trào thi đua, quan tâm khen thưởng người lao động trực tiếp."
)
AWARD = (
    "Dịp này, Chủ tịch UBND huyện tặng Giấy khen cho 12 tập thể và 30 cá nhân có thành tích xuất sắc trong phong trào."
)
OTHER = "Sáng 9/9, ông Đỗ Hoàng Khải, Bí thư Huyện ủy trao Bằng khen của Chủ tịch UBND tỉnh cho 15 tập thể ở huyện bên."


def read(*lines: str, url: str | None = None) -> Report:
    return thidua.read("\n".join(lines), url=url, published="2024-01-05")


Short = tuple[str, int | None, str]


def told(report: Report) -> tuple[dt.date | None, list[Short], list[str]]:
    """Return the day, the award rows and the officials in short."""
    rows: list[Short] = [(award.award, award.count, award.recipient) for award in report.awards]
    return report.date, rows, [official.name for official in report.officials]


EXPECTED = (dt.date(2024, 1, 5), [("giay-khen", 12, "collective"), ("giay-khen", 30, "individual")], ["Hà Đức Quý"])


@pytest.mark.parametrize(
    "above",
    [
        ("Trang chủ > Thời sự > Thi đua, khen thưởng",),
        ("Trang chủ » Tin tức",),
        ("Lượt xem: 122",),
        ("null",),
        ("00:00", "03:12"),
        ("Nghe audio 0:00 / 3:12",),
        ("PV",),
        ("Thứ Sáu, 05/01/2024 - 19:15 GMT+7",),
    ],
)
def test_lines_above_the_article_say_nothing(above: tuple[str, ...]) -> None:
    assert told(read(*above, TITLE, "", LEAD, "", BODY, "", AWARD)) == EXPECTED
    assert told(read(TITLE, "", *above, "", LEAD, "", BODY, "", AWARD)) == EXPECTED


@pytest.mark.parametrize(
    "between",
    [
        ("IMG_2024.jpg",),
        ("1a2b3c_hoi-nghi.png", "Quang cảnh hội nghị."),
        ("Quang cảnh hội nghị. Ảnh: Đỗ Khải",),
        ("Quang cảnh hội nghị. Ảnh: ĐỖ HOÀNG KHẢI",),
        ("Ảnh: Đỗ Hoàng Khải",),
        ("Ảnh ĐỖ HOÀNG KHẢI",),
        ("null",),
        ("00:00 / 03:12",),
    ],
)
def test_lines_within_the_article_say_nothing(between: tuple[str, ...]) -> None:
    assert told(read(TITLE, "", LEAD, "", BODY, "", *between, "", AWARD)) == EXPECTED


@pytest.mark.parametrize(
    "below",
    [
        ("PV",),
        ("P.V",),
        ("Đỗ Hoàng Khải",),
        ("ĐỖ HOÀNG KHẢI",),
        ("Tin, ảnh: ĐỖ HOÀNG KHẢI",),
        ("Lượt xem: 122",),
        ("null",),
        ("Số lượt truy cập: 1.276.345", "Đang online: 24"),
        ("Thống kê truy cập", "Hôm nay: 1.276", "Tổng: 3.874.120"),
        ("Có thể bạn quan tâm", "", OTHER),
        ("Tin cùng chuyên mục", "", OTHER),
        ("Tin khác", "", OTHER),
        ("Đọc thêm", "", OTHER),
        ("Tin khác:", "Trao 15 Bằng khen cho tập thể ở huyện bên (09/09/2023)"),
    ],
)
def test_lines_below_the_article_say_nothing(below: tuple[str, ...]) -> None:
    assert told(read(TITLE, "", LEAD, "", BODY, "", AWARD, "", *below)) == EXPECTED


@pytest.mark.parametrize("end", ["./.", "/.", " ./.", "./. PV"])
def test_marks_behind_the_last_sentence_say_nothing(end: str) -> None:
    assert told(read(TITLE, "", LEAD, "", BODY, "", AWARD.removesuffix(".") + end)) == EXPECTED


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, "", LEAD + BODY, "", AWARD),
        (TITLE, "", LEAD, "", BODY + AWARD),
        (TITLE, "", LEAD + BODY + AWARD),
    ],
)
def test_paragraphs_glued_without_a_space_are_read_apart(lines: tuple[str, ...]) -> None:
    assert told(read(*lines)) == EXPECTED


def test_an_article_without_a_lead_is_read() -> None:
    day, rows, officials = told(read(TITLE, "", AWARD))
    assert (rows, officials) == (EXPECTED[1], [])
    assert day is None


def test_a_caption_that_stands_twice_counts_once() -> None:
    caption = "Ông Hà Đức Quý, Chủ tịch UBND huyện tặng Giấy khen cho 12 tập thể. Ảnh: PV"
    report = read(TITLE, "", LEAD, "", BODY, "", "a.jpg", caption, caption, "", AWARD)
    assert told(report) == EXPECTED
    assert [o.roles for o in report.officials] == [("speak", "present")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.xfail(strict=True, reason="presence is lost at the line break")
def test_a_degree_that_a_line_break_splits_from_its_name_is_no_end(gap: str) -> None:
    report = read(TITLE, "", LEAD, "", f"Dự hội nghị có TS.{gap}Hà Đức Quý, Giám đốc Sở Y tế.", "", AWARD)
    assert [(o.name, o.titles, o.roles) for o in report.officials] == [
        ("Hà Đức Quý", ("Giám đốc Sở Y tế",), ("attend",))
    ]


def test_the_outlet_alone_names_the_province() -> None:
    lines = (TITLE, "", LEAD, "", BODY, "", AWARD)
    assert read(*lines, url="https://baolaocai.vn/hoi-nghi-post1.html").province == "lao-cai"
    assert read(*lines).province is None
