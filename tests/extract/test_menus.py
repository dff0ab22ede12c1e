"""Tests of pages that were selected as a whole and pasted: what stands above their headline."""

from __future__ import annotations

import pytest

from crawler.page import Page
from extract.reading import read_page

_TITLE = "Sơn Khê: Sơ kết phong trào thi đua yêu nước 6 tháng đầu năm"
_LINES = [
    f"Sáng 12/6, xã Sơn Khê tổ chức hội nghị sơ kết phong trào thi đua yêu nước, trao thưởng cho {n} tập thể của thôn."
    for n in range(3, 7)
]


@pytest.mark.parametrize(
    "above",
    [
        "Trang chủ\nChính trị\nXã hội\nKinh tế\nVăn hóa\nTrang chủ › Xã hội",
        "Cổng thông tin điện tử xã Sơn Khê\nGIỚI THIỆU   TIN TỨC   VĂN BẢN   LIÊN HỆ\n"
        "Thứ bảy, 21/11/2026\nTIN TỨC - SỰ KIỆN",
    ],
)
def test_menus_and_the_day_of_the_visit_are_left_out(above: str) -> None:
    text = "\n".join([above, _TITLE, "Ngày đăng 12/06/2024 | 15:20 | Lượt xem: 15", *_LINES])
    article = read_page(Page(url=None, body=text.encode(), headers={"content-type": "text/plain"}))
    assert article.text.split("\n\n") == [_TITLE, *_LINES]
    assert str(article.published)[:16] == "2024-06-12 15:20"


def test_a_text_without_menus_keeps_its_first_lines() -> None:
    lines = ["Danh sách khen thưởng", "Lò Văn Sơn", "Giàng A Páo", "Vàng Thị Mỷ", *_LINES]
    article = read_page(Page(url=None, body="\n".join(lines).encode(), headers={"content-type": "text/plain"}))
    assert article.text.split("\n\n") == lines
