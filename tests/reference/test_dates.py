from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.dates import find_dates

Found = tuple[str, int, int, int | None, int | None]


def found(text: str) -> list[Found]:
    return [(text[d.start : d.end], d.day, d.month, d.year, d.end_day) for d in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 19 tháng 7 năm 2017", ("19 tháng 7 năm 2017", 19, 7, 2017, None)),
        ("Ngày 19 tháng 7/2017", ("19 tháng 7/2017", 19, 7, 2017, None)),
        ("ngày 9 tháng Mười Một", ("9 tháng Mười Một", 9, 11, None, None)),
        ("mùng 2 tháng 9", ("2 tháng 9", 2, 9, None, None)),
        ("ký 19 tháng 7 năm 2017", ("19 tháng 7 năm 2017", 19, 7, 2017, None)),
        ("Sáng 11/6, tại Hà Nội", ("11/6", 11, 6, None, None)),
        ("Sáng nay (11/6), UBND tỉnh", ("11/6", 11, 6, None, None)),
        ("hôm nay (ngày 10/7/2018)", ("10/7/2018", 10, 7, 2018, None)),
        ("Chiều 5-12, Sở Nội vụ", ("5-12", 5, 12, None, None)),
        ("Sáng qua, 5-12", ("5-12", 5, 12, None, None)),
        ("ngày 14.3", ("14.3", 14, 3, None, None)),
        ("Tối ngày 14.3 xã Bản Qua", ("14.3", 14, 3, None, None)),
        ("từ 2.10.2021", ("2.10.2021", 2, 10, 2021, None)),
        ("21-3-2019", ("21-3-2019", 21, 3, 2019, None)),
        ("(21-3-2019)", ("21-3-2019", 21, 3, 2019, None)),
        ("19-7/2017", ("19-7/2017", 19, 7, 2017, None)),
        ("ngày 11/6 năm 2024", ("11/6 năm 2024", 11, 6, 2024, None)),
        ("thứ Sáu, 12/5", ("12/5", 12, 5, None, None)),
        ("Chủ nhật (12/5)", ("12/5", 12, 5, None, None)),
        ("dịp Quốc khánh 2/9.", ("2/9", 2, 9, None, None)),
        ("Huy hiệu Đảng đợt 2/9 cho", None),
        ("đợt 2/9/2023 cho 40 đảng viên", ("2/9/2023", 2, 9, 2023, None)),
        ("ngày Quốc tế Phụ nữ 8/3", ("8/3", 8, 3, None, None)),
        ("Ngày Phụ nữ Việt Nam (20/10)", ("20/10", 20, 10, None, None)),
        ("7 giờ 30 ngày 5/9", ("5/9", 5, 9, None, None)),
        ("Ngày 12/5 xã Bản Qua tổ chức", ("12/5", 12, 5, None, None)),
        ("ngày 29/2", ("29/2", 29, 2, None, None)),
        ("ngày 29/2/2024", ("29/2/2024", 29, 2, 2024, None)),
        ("NGÀY 11/6", ("11/6", 11, 6, None, None)),
        ("Trong 2 ngày (25 - 26/12), tỉnh", ("25 - 26/12", 25, 12, None, 26)),
        ("trong các ngày 25, 26 và 27/12", ("25, 26 và 27/12", 25, 12, None, 27)),
        ("từ ngày 25 đến 27/12/2023", ("25 đến 27/12/2023", 25, 12, 2023, 27)),
        ("Từ ngày 25 đến hết ngày 27/12/2023", ("25 đến hết ngày 27/12/2023", 25, 12, 2023, 27)),
        ("từ 25-27/12", ("25-27/12", 25, 12, None, 27)),
        ("ngày 5-6/12", ("5-6/12", 5, 12, None, 6)),
        ("ngày 10-12/5/2024", ("10-12/5/2024", 10, 5, 2024, 12)),
        ("ngày 25 và 26 tháng 12 năm 2023", ("25 và 26 tháng 12 năm 2023", 25, 12, 2023, 26)),
        ("Từ ngày 25 đến ngày 27 tháng 12", ("25 đến ngày 27 tháng 12", 25, 12, None, 27)),
        ("ngày 25 – 26/12", ("25 – 26/12", 25, 12, None, 26)),
        ("Sáng 11/6,tại Hà Nội", ("11/6", 11, 6, None, None)),
        ("Nghị quyết số 05 ngày 12/5/2023", ("12/5/2023", 12, 5, 2023, None)),
        ("7h30, ngày 11/6", ("11/6", 11, 6, None, None)),
        ("hôm 11/6", ("11/6", 11, 6, None, None)),
        ("Sáng mai (27/6), tỉnh", ("27/6", 27, 6, None, None)),
        ("Ngày truyền thống Mặt trận Tổ quốc Việt Nam 18/11 và", ("18/11", 18, 11, None, None)),
        ("Ngày thành lập Hội Nông dân Việt Nam (14/10).", ("14/10", 14, 10, None, None)),
        ("Ngày 11/6.", ("11/6", 11, 6, None, None)),
    ],
)
def test_one_date(text: str, expected: Found | None) -> None:
    assert found(text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(28/6/1909 - 28/6/2024)", [(28, 6, 1909), (28, 6, 2024)]),
        ("(28/6/1909-28/6/2024)", [(28, 6, 1909), (28, 6, 2024)]),
        ("11/6/1948 – 11/6/2024", [(11, 6, 1948), (11, 6, 2024)]),
        ("(19-5-1890 - 19-5-2020)", [(19, 5, 1890), (19, 5, 2020)]),
        ("từ 28/12 đến 3/1/2024", [(28, 12, 2023), (3, 1, 2024)]),
        ("từ ngày 1/6 đến ngày 15/6/2024", [(1, 6, 2024), (15, 6, 2024)]),
        ("25/12-27/12/2023", [(25, 12, 2023), (27, 12, 2023)]),
        ("từ 25/12/2023 đến 5/1", [(25, 12, 2023), (5, 1, 2024)]),
        ("ngày 5/3 và 6/3/2024", [(5, 3, 2024), (6, 3, 2024)]),
        ("ngày 5/3, 6/3", [(5, 3, None), (6, 3, None)]),
        ("ngày 28/12 và 6/3/2024", [(28, 12, None), (6, 3, 2024)]),
        ("Ngày 11/6, tỉnh tổ chức; ngày 12/7 bế mạc", [(11, 6, None), (12, 7, None)]),
        ("ngày 30/4 và 1/5", [(30, 4, None), (1, 5, None)]),
    ],
)
def test_several_dates(text: str, expected: list[tuple[int, int, int | None]]) -> None:
    assert [(d.day, d.month, d.year) for d in find_dates(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "17/19 cá nhân",
        "8/9 cá nhân đạt",
        "có 8/9 xã đạt chuẩn",
        "đến 8/9 xã đạt chuẩn",
        "10/11 tiêu chí",
        "hơn 2/3 số hộ",
        "sau 2/3 chặng đường",
        "trên 3/4 diện tích",
        "Chỉ thị 34-CT/TW",
        "Chỉ thị 05-CT/TW",
        "1526/QĐ-TTg",
        "Nghị định 98/2023/NĐ-CP",
        "Luật 06/2022/QH15",
        "12/5/2023/NQ-HĐND",
        "số 04/2018",
        "số 12/3/2023",
        "tháng 4/2018",
        "điện thoại 0912.345.678",
        "ĐT: 024.3.2.2021",
        "lúc 7 giờ 30",
        "7h30",
        "lúc 7.30",
        "hỗ trợ 24/7",
        "giai đoạn 2021-2025",
        "nhiệm kỳ 2020 - 2025",
        "thắng 2-1",
        "tỷ số 3-2",
        "mỗi ngày 5-10 lượt khách",
        "mỗi ngày 8/10 tiếng",
        "ngày 2.5 triệu đồng",
        "Trường THCS 19/5",
        "đường 30/4",
        "quảng trường 2/9",
        "Công ty 19/5",
        "ngày 10/3 âm lịch",
        "ngày 10/3 (âm lịch)",
        "mùng 6 tháng Giêng",
        "sau 9 tháng 12 đơn vị",
        "trong 3 tháng 5 lần",
        "ngày 31/4",
        "ngày 29/2/2023",
        "ngày 32/1",
        "ngày 5/13",
        "ngày 0/5",
        "ngày 5/0",
        "ngày 5/5/0999",
        "1.276.000",
        "10,5/6",
        "2021-05-03",
        "phiên bản 1.2.2023",
        "60,5-12%",
        "ngày 5-12%",
        "",
        "ngày",
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from("/.-"), st.booleans())
def test_every_full_date_comes_back(day: dt.date, mark: str, padded: bool) -> None:
    width = 2 if padded else 1
    written = f"{day.day:0{width}}{mark}{day.month:0{width}}{mark}{day.year}"
    for before, after in (("", ""), ("Ngày ", ", tại Hà Nội"), ("(", ")"), ("họp hôm ", ".")):
        assert found(before + written + after) == [(written, day.day, day.month, day.year, None)]
    words = f"{day.day} tháng {day.month} năm {day.year}"
    assert found(f"ngày {words}.") == [(words, day.day, day.month, day.year, None)]


@given(st.integers(1, 12), st.data())
def test_every_range_of_days_comes_back(month: int, data: st.DataObject) -> None:
    last = data.draw(st.integers(2, calendar.monthrange(2000, month)[1]))
    first = data.draw(st.integers(1, last - 1))
    join = data.draw(st.sampled_from([" - ", "-", " đến ", " đến ngày ", " và ", ", "]))
    written = f"{first}{join}{last}/{month}"
    assert found(f"Trong các ngày {written}, tỉnh") == [(written, first, month, None, last)]


@given(st.text(alphabet="0123456789/.-, ngàythánămđếvừ()ABCa\n\u00a0", max_size=60))
def test_mentions_are_real_days_in_order_and_inside_the_text(text: str) -> None:
    at = 0
    for mention in find_dates(text):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        year = mention.year or 2000
        assert dt.date(year, mention.month, mention.end_day or mention.day)
        assert mention.end_day is None or mention.day < mention.end_day


def test_a_long_text_is_read_at_once() -> None:
    """Rows of numbers must not make the patterns go back over and over."""
    text = "ngày " + "1, 2, 3 và 4 - 5 " * 5000 + "6/7"
    assert len(find_dates(text)) <= 1
