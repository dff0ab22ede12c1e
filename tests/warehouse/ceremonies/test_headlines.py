"""What headlines are about."""

from __future__ import annotations

import pytest

from warehouse.ceremonies.headlines import read_headline, subject_of


@pytest.mark.parametrize(
    ("headline", "subject"),
    [
        ("Trao Huy hiệu Đảng đợt 19/5", ""),
        ("Lào Cai: Tổng kết phong trào thi đua yêu nước năm 2024", ""),
        ("Ngành Y tế tổng kết công tác thi đua, khen thưởng năm 2024", "y te"),
        ("Huyện Bảo Yên trao Huy hiệu Đảng cho 57 đảng viên", "bao yen"),
        ("Đảng ủy xã Chiến Thắng trao Giấy khen tháng 6", "chien thang"),
        ("Đảng uỷ xã Chiến Thắng", "chien thang"),
        ("", ""),
    ],
)
def test_the_words_of_the_trade_are_no_subject(headline: str, subject: str) -> None:
    assert read_headline(headline).subject == frozenset(subject.split())


def test_numbers_that_name_are_told_from_counts() -> None:
    assert read_headline("Khối thi đua số 3 trao 12 cờ năm 2024").numbers == {"3"}
    assert read_headline("Khối thi đua III tổng kết").numbers == {"iii"}
    assert read_headline("Sở Y tế khen 12 tập thể").numbers == frozenset()


def test_a_town_called_like_its_province_is_a_place() -> None:
    assert subject_of("thành phố Lào Cai", provinces=True) == {"lao", "cai"}
    assert subject_of("UBND tỉnh Lào Cai") == frozenset()
    assert subject_of("xã Gia Tân 1", provinces=True) == {"gia", "tan", "1"}


def test_units_named_in_a_headline() -> None:
    assert read_headline("Huyện Văn Bàn và thị xã Sa Pa biểu dương").units == {"van", "sa"}
