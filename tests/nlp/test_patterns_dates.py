"""How articles tell the day, read as a whole report.

Elsewhere: test_when.py holds the single forms of a day, its part, events of several days, the year from publication,
from the tasks of a year, from the same day in full and from `/202404/`, and each day that is not the event's alone.
"""

from __future__ import annotations

import datetime as dt

import pytest

import thidua
from tests.nlp.building import report_of

D = dt.date
TITLE = "title: Hội nghị tổng kết phong trào thi đua yêu nước"
HELD = "Hội Nông dân tỉnh tổ chức Hội nghị tổng kết phong trào thi đua yêu nước"


@pytest.mark.parametrize(
    ("words", "published", "day", "part"),
    [
        ("Sáng ngày 11/6", "2024-06-12", D(2024, 6, 11), "morning"),
        ("Chiều 5-12 vừa qua", "2023-12-06", D(2023, 12, 5), "afternoon"),
        ("Tối ngày 14.3", "2024-03-15", D(2024, 3, 14), "evening"),
        ("Sáng 2.10.2021", None, D(2021, 10, 2), "morning"),
        ("Chiều ngày 21-3-2019", None, D(2019, 3, 21), "afternoon"),
        ("Tối ngày 19 tháng 7 năm 2017", None, D(2017, 7, 19), "evening"),
        pytest.param("Sáng hôm nay (ngày 10/7/2018)", None, D(2018, 7, 10), "morning"),
        ("Sáng nay 10/7", "2018-07-10", D(2018, 7, 10), "morning"),
        ("Chiều nay", "2018-07-10", D(2018, 7, 10), "afternoon"),
        pytest.param("Chiều hôm qua", "2018-07-10", D(2018, 7, 9), "afternoon"),
        ("Chiều qua (9/7)", "2018-07-10", D(2018, 7, 9), "afternoon"),
        pytest.param(
            "Sáng thứ Ba (ngày 10/7)",
            "2018-07-11",
            D(2018, 7, 10),
            "morning",
            marks=pytest.mark.xfail(strict=True, reason="no day is read behind a day of the week"),
        ),
        ("Hôm qua (9/7)", "2018-07-10", D(2018, 7, 9), None),
        ("Ngày 22-8", "2019-01-26", D(2018, 8, 22), None),
    ],
)
def test_a_day_opens_the_article(words: str, published: str | None, day: dt.date, part: str | None) -> None:
    report = report_of(TITLE, f"{words}, {HELD}.", published=published)
    assert (report.date, report.date_end, report.part_of_day) == (day, None, part)


@pytest.mark.parametrize(
    "words",
    [
        "Trong 2 ngày (25 - 26/12)",
        "Trong hai ngày, 25 và 26/12",
        "Trong 2 ngày 25, 26/12",
        pytest.param("Trong 2 ngày (từ 25 đến 26/12)"),
        pytest.param("Từ ngày 25 đến 26/12"),
    ],
)
def test_two_days_are_the_first_and_the_last(words: str) -> None:
    report = report_of(TITLE, f"{words}, {HELD}.", published="2023-12-27")
    assert (report.date, report.date_end) == (D(2023, 12, 25), D(2023, 12, 26))


@pytest.mark.parametrize(
    ("fields", "more", "day"),
    [
        ({"published": "2024-06-12"}, "", D(2024, 6, 11)),
        ({"url": "https://bao.example/202406/hoi-nghi-1a2b/"}, "", D(2024, 6, 11)),
        ({}, " công tác năm 2023, triển khai nhiệm vụ năm 2024", D(2024, 6, 11)),
        ({}, ". Lễ khai mạc diễn ra ngày 11/6/2024 tại trung tâm", D(2024, 6, 11)),
        ({}, "", None),
    ],
)
def test_the_year_comes_from_what_the_article_gives(fields: dict[str, str], more: str, day: dt.date | None) -> None:
    report = report_of(TITLE, f"Sáng 11/6, {HELD}{more}.", **({"published": None} | fields))
    assert report.date == day


def test_the_year_comes_from_the_number_in_an_address() -> None:
    pasted = f"Hội Nông dân tỉnh tổng kết phong trào thi đua yêu nước\n\nSáng 11/6, {HELD}."
    report = thidua.read(pasted, url="https://bao.example/hoi-nghi-196240611153045123.htm")
    assert report.date == D(2024, 6, 11)


@pytest.mark.parametrize(
    "before",
    [
        "Kỷ niệm 76 năm Ngày Bác Hồ ra Lời kêu gọi thi đua ái quốc (11/6/1948 - 11/6/2024), các xã ra quân.",
        "Đảng bộ trao Huy hiệu Đảng đợt 2/9 cho các đảng viên.",
        "Tỉnh có nhiều hoạt động thi đua chào mừng Quốc khánh 2/9.",
        "Các đơn vị gửi hồ sơ khen thưởng trước ngày 10/6/2024.",
        "Ông Lò Văn Mừng sinh ngày 19/5/1960 là điển hình tiên tiến của xã.",
        "Thực hiện Quyết định số 321/QĐ-UBND ngày 4/6/2024 của Chủ tịch UBND tỉnh, các ngành khen thưởng điển hình.",
    ],
)
def test_another_day_before_the_events_does_not_hide_it(before: str) -> None:
    report = report_of(TITLE, before, f"Sáng 18/6, {HELD}.", published="2024-06-19")
    assert (report.date, report.part_of_day) == (D(2024, 6, 18), "morning")


@pytest.mark.parametrize(
    "words",
    [
        "Chào mừng 94 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2024), chiều 30/1",
        "Nhân kỷ niệm Ngày thành lập Đảng 3/2, chiều 30/1",
        pytest.param("Nhân kỷ niệm Ngày thành lập Đảng 3/2, ngày 30/1"),
    ],
)
def test_an_anniversary_in_front_does_not_hide_the_day(words: str) -> None:
    report = report_of(TITLE, f"{words}, {HELD}.", published="2024-01-31")
    assert report.date == D(2024, 1, 30)
