from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.layers import annotate
from nlp.when import When, read_when
from tests.nlp.building import make_article

HELD = "UBND tỉnh tổ chức Hội nghị tổng kết phong trào thi đua."
D = dt.date


def when(*told: str, published: str | None = None, url: str | None = None) -> When:
    return read_when(annotate(make_article(*told, published=published, url=url), None))


@pytest.mark.parametrize(
    ("text", "published", "day", "part"),
    [
        (f"Sáng 11/6, {HELD}", "2024-06-11", D(2024, 6, 11), "morning"),
        (f"Chiều 5-12, {HELD}", "2023-12-06", D(2023, 12, 5), "afternoon"),
        (f"Tối 14.3, {HELD}", "2024-03-15", D(2024, 3, 14), "evening"),
        (f"Ngày 2.10.2021, {HELD}", None, D(2021, 10, 2), None),
        (f"Ngày 21-3-2019, {HELD}", None, D(2019, 3, 21), None),
        (f"Ngày 19 tháng 7 năm 2017, {HELD}", None, D(2017, 7, 19), None),
        (f"Chiều ngày 19 tháng 7 năm 2017, {HELD}", "2017-07-20", D(2017, 7, 19), "afternoon"),
        (f"Hôm nay (ngày 10/7/2018), {HELD}", None, D(2018, 7, 10), None),
        (f"Sáng nay, {HELD}", "2018-07-10", D(2018, 7, 10), "morning"),
        (f"Hôm qua, {HELD}", "2018-07-10", D(2018, 7, 9), None),
        (f"Chiều qua, {HELD}", "2018-07-01", D(2018, 6, 30), "afternoon"),
        (f"Sáng 22-8, {HELD}", "2019-01-26", D(2018, 8, 22), "morning"),
        (f"Ngày 30/12, {HELD}", "2024-01-02", D(2023, 12, 30), None),
        (f"Ngày 3/1, {HELD}", "2024-01-03", D(2024, 1, 3), None),
        (f"{HELD[:-1]} vào sáng 12/3.", "2024-03-12", D(2024, 3, 12), "morning"),
        (f"(Báo tỉnh) - Ngày 12/3, {HELD}", "2024-03-12", D(2024, 3, 12), None),
        (f"Sáng nay (10/7), {HELD}", "2018-07-10", D(2018, 7, 10), "morning"),
    ],
)
def test_forms_of_the_day(text: str, published: str | None, day: dt.date, part: str | None) -> None:
    found = when(text, published=published)
    assert (found.day, found.part, found.warning) == (day, part, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (f"Trong 2 ngày (25 - 26/12), {HELD}", D(2023, 12, 25), D(2023, 12, 26)),
        (f"Trong 2 ngày 25 và 26/12, {HELD}", D(2023, 12, 25), D(2023, 12, 26)),
        (f"Ngày 25-26/12, {HELD}", D(2023, 12, 25), D(2023, 12, 26)),
        (f"Trong 2 ngày 25/12 và 26/12, {HELD}", D(2023, 12, 25), D(2023, 12, 26)),
    ],
)
def test_events_of_several_days(text: str, first: dt.date, last: dt.date) -> None:
    found = when(text, published="2023-12-27")
    assert (found.day, found.last) == (first, last)


def test_the_year_comes_from_the_tasks_of_the_year() -> None:
    text = (
        "Sáng 5/3, UBND tỉnh tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm "
        "2023, triển khai nhiệm vụ năm 2024."
    )
    assert when(text).day == D(2024, 3, 5)


def test_the_year_comes_from_the_same_day_given_in_full() -> None:
    assert when(f"Sáng 11/6, {HELD}", "Hội nghị ngày 11/6/2024 đã thành công tốt đẹp.").day == D(2024, 6, 11)


@pytest.mark.parametrize("path", ["202404/hoi-nghi-1.html", "2024/04/05/hoi-nghi-1"])
def test_the_year_comes_from_the_address(path: str) -> None:
    assert when(f"Sáng 2/4, {HELD}", url=f"https://bao.example/{path}").day == D(2024, 4, 2)


def test_a_year_from_nowhere_is_not_invented() -> None:
    found = when(f"Sáng 11/6, {HELD}")
    assert found.day is None
    assert found.warning is not None
    assert "11/6" in found.warning


def test_today_without_a_day_of_publication_is_unknown() -> None:
    found = when(f"Sáng nay, {HELD}")
    assert (found.day, found.part) == (None, "morning")
    assert found.warning is not None


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh phát động thi đua chào mừng kỷ niệm 76 năm Ngày Bác Hồ ra Lời kêu gọi thi "
        "đua ái quốc (11/6/1948 - 11/6/2024).",
        "Tỉnh vừa khen thưởng các đảng viên nhận Huy hiệu Đảng đợt 2/9.",
        "Hồ sơ khen thưởng gửi về Sở Nội vụ trước ngày 15/2/2024.",
        "Ông Lò Văn Mừng, sinh ngày 3/2/1960, được khen thưởng.",
        "Quyết định số 12/QĐ-UBND ngày 3/2/2024 của Chủ tịch UBND tỉnh khen thưởng 5 tập thể.",
        "Các đơn vị thi đua lập thành tích đến hết ngày 30/6/2025.",
        "Tỷ lệ đạt 11/12 huyện, thị xã.",
        "Không nói ngày nào cả.",
    ],
)
def test_days_that_are_not_the_events(text: str) -> None:
    assert when(text, published="2024-06-20") == When()


def test_a_day_long_after_publication_is_not_the_events() -> None:
    found = when(f"Ngày 12/3/2029, {HELD}", published="2024-03-12")
    assert found.day is None
    assert found.warning is not None


def test_the_lead_goes_before_captions() -> None:
    found = when("caption: Quang cảnh hội nghị ngày 1/2", f"lead: Sáng 11/3, {HELD}", published="2024-03-12")
    assert found.day == D(2024, 3, 11)


@given(st.dates(D(2010, 1, 1), D(2030, 12, 31)), st.integers(0, 300))
def test_a_day_without_year_is_the_last_before_publication(day: dt.date, lag: int) -> None:
    published = day + dt.timedelta(days=lag)
    found = when(f"Sáng {day.day}/{day.month}, {HELD}", published=published.isoformat())
    assert found.day == day
