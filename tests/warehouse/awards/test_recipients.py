from __future__ import annotations

import pytest

from reference.folding import norm
from warehouse.awards.recipients import recipient, shared


def one(a: str, b: str) -> bool:
    return shared([recipient(norm(a))], [recipient(norm(b))]) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Công ty Cổ phần May Xương Lâm", "CTCP May Xương Lâm"),
        ("Công ty TNHH Một thành viên Chè Sông Lô", "Công ty TNHH MTV Chè Sông Lô"),
        ("PGS.TS Nguyễn Viết Tiến", "ông Nguyễn Viết Tiến"),
        ("Đ/c Vàng Thị Sao", "đồng chí Vàng Thị Sao"),
        ("Thượng tá Lò Văn Pánh", "Lò Văn Pánh"),
        ("Trường Trung học phổ thông Nậm Khao", "Trường THPT Nậm Khao"),
        ("Uỷ ban nhân dân xã Thượng Lâm", "UBND xã Thượng Lâm"),
        ("BV Phụ sản tỉnh", "Bệnh viện Phụ sản Thái Bình"),
        ("Bệnh viện Phụ sản tỉnh Thái Bình", "Bệnh viện Phụ sản Thái Bình"),
        ("Nhân dân và cán bộ xã Ba Trinh", "xã Ba Trinh"),
        ("Tập thể Công an tỉnh Hà Nam", "Công an tỉnh Hà Nam"),
        ("tỉnh Lào Cai", "Lào Cai"),
        ("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("K' Broi", "K' Broi"),
    ],
)
def test_one_recipient_however_written(a: str, b: str) -> None:
    assert one(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"),
        ("Công an tỉnh Lào Cai", "Công an tỉnh Yên Bái"),
        ("Lê Hà Nam", "Lê Hà"),
        ("Bệnh viện Đa khoa Mường Lát", "Bệnh viện Đa khoa Mường Tè"),
        ("Tổng Công ty Sông Đà", "Công ty Sông Đà"),
        ("Công an TP Lào Cai", "Công an tỉnh Lào Cai"),
        ("Bà Rịa", "Rịa"),
    ],
)
def test_two_recipients(a: str, b: str) -> None:
    assert not one(a, b)


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("Công an huyện", False),
        ("Đội 1", False),
        ("Đảng ủy xã", False),
        ("Đoàn Thanh niên huyện", False),
        ("Phòng Giáo dục và Đào tạo huyện", False),
        ("Công an tỉnh", True),
        ("Xã Ba Trinh", True),
        ("Tiểu đoàn 30", True),
        ("", False),
    ],
)
def test_what_every_district_has_tells_nobody(name: str, telling: bool) -> None:
    assert recipient(norm(name)).telling is telling
