"""Tests of dates of publication."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.dates import VIETNAM, Moment, best_moment, dateline, find_change, find_moment, url_day, url_month


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-06-17T13:43:02+0700", "2025-06-17T13:43:02"),
        ("2025-06-17T13:43:02+07:00", "2025-06-17T13:43:02"),
        ("2024-01-01T20:00:00Z", "2024-01-02T03:00:00"),
        ("2024-04-08 17:54", "2024-04-08T17:54:00"),
        ("Thứ Sáu, 22/12/2023 - 19:15", "2023-12-22T19:15:00"),
        ("17:54, 08/04/2024", "2024-04-08T17:54:00"),
        ("08/01/2026 - 18:21", "2026-01-08T18:21:00"),
        ("08/01/2026 6:21 CH", "2026-01-08T18:21:00"),
        ("08/01/2026 12:05 SA", "2026-01-08T00:05:00"),
        ("Đăng ngày 8-4-2024", "2024-04-08T00:00:00"),
        ("Ngày 5 tháng 3 năm 2024", "2024-03-05T00:00:00"),
        ("Thứ hai, 05 Tháng 8 2024 09:12", "2024-08-05T09:12:00"),
        ("22.12.2023, 19h15'", "2023-12-22T19:15:00"),
        ("Ngày đăng: 01/02/2024 | Cập nhật: 03/02/2024 10:00", "2024-02-01T00:00:00"),
        ("Cập nhật lúc 10:00 02/02/2024", "2024-02-02T10:00:00"),
        ("Thứ sáu, ngày 22 tháng 12 năm 2023 - 19:15 GMT+7", "2023-12-22T19:15:00"),
        ("Thứ 6, 22/12/2023, 19:15 [GMT+7]", "2023-12-22T19:15:00"),
        ("22/12/2023 7:15:00 CH", "2023-12-22T19:15:00"),
        ("12/22/2023 7:15 PM", "2023-12-22T19:15:00"),
        ("22-12-2023 | 19h15", "2023-12-22T19:15:00"),
        ("19:15 | 22/12/2023", "2023-12-22T19:15:00"),
        ("19h15' 22/12/2023", "2023-12-22T19:15:00"),
        ("22/12/2023 19 giờ 15 phút", "2023-12-22T19:15:00"),
        ("22/12/2023 19:15:30.1234567", "2023-12-22T19:15:30"),
        ("Đăng ngày 8.4.2024", "2024-04-08T00:00:00"),
        ("08/04/24", "2024-04-08T00:00:00"),
        ("2024/04/08 17:54", "2024-04-08T17:54:00"),
        ("8 Tháng Tư, 2024", "2024-04-08T00:00:00"),
        ("Thứ Hai, 8 tháng 4, 2024", "2024-04-08T00:00:00"),
        ("Tháng Mười Hai 22, 2023", "2023-12-22T00:00:00"),
        ("Tháng Mười Một 2, 2023", "2023-11-02T00:00:00"),
        ("Friday, December 22, 2023", "2023-12-22T00:00:00"),
        ("Dec 22, 2023", "2023-12-22T00:00:00"),
        ("22 Dec 2023 19:15", "2023-12-22T19:15:00"),
        ("Fri, 22 Dec 2023 12:15:00 GMT", "2023-12-22T19:15:00"),
        ("Fri, 22 Dec 2023 19:15:00 +0700", "2023-12-22T19:15:00"),
        ("2025-06-17T13:43:02.000Z", "2025-06-17T20:43:02"),
        ("2023-12-22 19:15:00+07", "2023-12-22T19:15:00"),
        ("2023-12-22T19:15:00.000-05:00", "2023-12-23T07:15:00"),
        ("1700000000", "2023-11-15T05:13:20"),
        ("/Date(1700000000000)/", "2023-11-15T05:13:20"),
        ("31/02/2024 hoặc 01/03/2024", "2024-03-01T00:00:00"),
    ],
)
def test_dates_are_read_in_the_forms_that_pages_use(text: str, expected: str) -> None:
    moment = find_moment(text)
    assert moment is not None
    assert moment.when == dt.datetime.fromisoformat(expected).replace(tzinfo=VIETNAM)
    assert moment.exact == (not expected.endswith("T00:00:00"))


@pytest.mark.parametrize(
    "text",
    [
        *("", "31/02/2024", "Quyết định số 12/2023", "1.276 tập thể", "11/6", "13/13/2024", "9999-99-99"),
        *("0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "0", "3 giờ trước", "hôm qua", "Quyết định số 12/12/24"),
        *("20231222", "12.500.000 đồng", "08/2024", "0912345678"),
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_moment(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Sáu, 22/12/2023 - 19:15",
        "T6, 22/12/2023 [GMT+7]",
        "08/04/24",
        "Fri, 22 Dec 2023 19:15:00 +0700",
        "Đăng ngày 8/4/2024 lúc 7:00 (GMT+7)",
        "Chủ nhật, ngày 07/04/2024",
    ],
)
def test_a_line_of_nothing_but_a_date_is_a_dateline(line: str) -> None:
    assert dateline(line) is not None


@pytest.mark.parametrize("line", ["Sáng 8/4/2024, tại xã Sơn Khê", "Kế hoạch ngày 8/4/2024 của tỉnh"])
def test_a_sentence_with_a_date_is_none(line: str) -> None:
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.vn/tin-102250620140559604.htm", "2025-06-20"),
        ("https://x.vn/2024/04/08/tin.html", "2024-04-08"),
        ("https://x.gov.vn/portal/Pages/2024-3-5/tin8ab2.aspx", "2024-03-05"),
        ("https://x.vn/20240408/tin", "2024-04-08"),
    ],
)
def test_addresses_tell_the_day(url: str, day: str) -> None:
    moment = url_day(url)
    assert moment is not None
    assert (moment.when.date().isoformat(), moment.origin, moment.exact) == (day, "url", False)


def test_addresses_tell_the_month() -> None:
    assert url_month("https://x.vn/xa-hoi/202404/tin-so-1a2b3c4/") == (2024, 4)
    assert url_month("https://x.vn/xa-hoi/202413/tin/") is None
    assert url_day("https://x.vn/xa-hoi/202404/tin-so-1a2b3c4/") is None
    assert url_day("https://x.vn/tin-post404649.html") is None


def test_a_day_is_made_exact_by_a_time_of_the_same_day() -> None:
    day, time, other = (
        find_moment("08/01/2026", "json-ld"),
        find_moment("08/01/2026 18:21"),
        find_moment("09/01/2026 7:00"),
    )
    assert best_moment([day, other, time]) == time
    assert best_moment([day, other]) == day
    assert best_moment([None]) is None


def test_a_day_after_the_fetch_is_passed_over() -> None:
    fetched = dt.datetime(2024, 4, 9, tzinfo=dt.UTC)
    late, good = find_moment("01/01/2030"), find_moment("08/04/2024 7:00")
    assert best_moment([late, good], latest=fetched) == good
    assert best_moment([late], latest=fetched) is None


@given(
    st.datetimes(dt.datetime(1991, 1, 1), dt.datetime(2099, 1, 1)),
    st.sampled_from(["%d/%m/%Y - %H:%M", "%H:%M, %d-%m-%Y"]),
)
def test_every_time_that_is_written_is_read(when: dt.datetime, form: str) -> None:
    moment = find_moment(when.strftime(form))
    expected = when.replace(second=0, microsecond=0, tzinfo=VIETNAM)
    assert moment == Moment(expected, expected.time() != dt.time(), "page")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng ngày 17/05/2024 08:30 - Cập nhật: 18/05/2024 10:15", "2024-05-18T10:15:00+07:00"),
        ("17/05/2024 | Chỉnh sửa lần cuối 18/05/2024", "2024-05-18T00:00:00+07:00"),
        ("Cập nhật lúc 10:15, 18/05/2024", None),
        ("17/05/2024 08:30", None),
        ("17/05/2024, cập nhật liên tục", None),
    ],
)
def test_a_change_stands_behind_the_publication(text: str, expected: str | None) -> None:
    found = find_change(text)
    assert (found.when.isoformat() if found else None) == expected
