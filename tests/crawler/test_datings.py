"""Days in addresses and in the items of lists, and which of them lie before or after another."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.datings import day_alone, day_in_address, lies_after, lies_before


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/thoi-su/202404/trao-bang-khen-67b4c0c/", "2024-04"),
        ("/channel/5087/201112/co-lua-2141513/", "2011-12"),
        ("/portal/Pages/2024-4-25/Trao-huan-chuong-dvv348x.aspx", "2024-04-25"),
        ("/2024/06/11/trao-bang-khen.html", "2024-06-11"),
        ("/trao-co-thi-dua-102250620140559604.htm", "2025-06-20"),
        ("/trao-co-thi-dua-196251028124011039.htm", "2025-10-28"),
        ("/thoi-su/202413/tin-67b4c0c/", None),
        ("/portal/Pages/2024-2-31/Tin.aspx", None),
        ("/trao-co-thi-dua-102251320140559604.htm", None),
        ("/tin-post404649.html", None),
        ("/news/20240611.html", None),
    ],
)
def test_days_in_addresses(path: str, day: str | None) -> None:
    assert day_in_address(f"https://bao.vn{path}") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08:15 | Thứ Ba, 25/6/2024 (GMT+7)", "2024-06-25"),
        ("17-06-2025", "2025-06-17"),
        ("Ngày 1/2/2024 và 3/2/2024", None),
        (" Ngày đăng:  1.2.2024 ", "2024-02-01"),
        ("Cao tốc hoàn thành trước ngày 30-6-2026, theo yêu cầu của thành phố", None),
        ("31/2/2024", None),
        ("cách đây 3 giờ", None),
    ],
)
def test_days_that_stand_alone(text: str, day: str | None) -> None:
    assert day_alone(text) == day


def test_a_month_lies_before_or_after_a_day_only_as_a_whole() -> None:
    assert lies_before("2024-03", "2024-04-01")
    assert not lies_before("2024-04", "2024-04-30")
    assert lies_after("2024-05", "2024-04-30")
    assert not lies_after("2024-04", "2024-04-01")
    assert not lies_before(None, "2024-04-01")
    assert not lies_after("2024-04", None)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1)), st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1)))
def test_days_are_compared_as_days(one: dt.date, other: dt.date) -> None:
    assert lies_before(one.isoformat(), other.isoformat()) == (one < other)
    assert lies_after(one.isoformat(), other.isoformat()) == (one > other)
    assert not (lies_before(f"{one:%Y-%m}", other.isoformat()) and one >= other)
