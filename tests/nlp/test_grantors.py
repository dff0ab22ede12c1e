from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.articles import own_texts
from nlp.grantors import _patterns, _told, find_grantors
from reference.folding import aligned


def found(text: str, province: str | None = "lai-chau") -> list[tuple[str, str | None]]:
    bodies = find_grantors(text, aligned(text), province, dt.date(2024, 3, 12)).items
    return [(body.value.name, body.value.grantor) for body in bodies]


@pytest.mark.parametrize(
    ("name", "grantor"),
    [
        ("Chủ tịch nước", "chu-tich-nuoc"),
        ("Chính phủ", "chinh-phu"),
        ("Thủ tướng Chính phủ", "thu-tuong"),
        ("Thủ tướng", "thu-tuong"),
        ("Bộ Nội vụ", "bo-nganh"),
        ("Bộ trưởng Bộ Y tế", "bo-nganh"),
        ("Bộ Lao động - Thương binh và Xã hội", "bo-nganh"),
        ("Ủy ban Trung ương MTTQ Việt Nam", "bo-nganh"),
        ("Tổng Liên đoàn Lao động Việt Nam", "bo-nganh"),
        ("Trung ương Hội Nông dân Việt Nam", "bo-nganh"),
        ("Tỉnh ủy", "tinh-uy"),
        ("Ban Thường vụ Tỉnh ủy", "tinh-uy"),
        ("HĐND tỉnh", "hdnd-tinh"),
        ("UBND tỉnh", "ubnd-tinh"),
        ("Uỷ ban nhân dân tỉnh", "ubnd-tinh"),
        ("Chủ tịch UBND tỉnh", "ubnd-tinh"),
        ("Chủ tịch UBND tỉnh Lai Châu", "ubnd-tinh"),
        ("Giám đốc Sở Y tế", "so-nganh-tinh"),
        ("Công an tỉnh", "so-nganh-tinh"),
        ("Liên đoàn Lao động tỉnh", "so-nganh-tinh"),
        ("Hội Nông dân tỉnh", "so-nganh-tinh"),
        ("Tỉnh đoàn", "so-nganh-tinh"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "so-nganh-tinh"),
        ("UBND huyện", "huyen"),
        ("Chủ tịch UBND huyện", "huyen"),
        ("Chủ tịch UBND thị xã", "huyen"),
        ("UBND xã", "xa"),
        ("Chủ tịch UBND phường", "xa"),
        ("Huyện ủy", "dang-uy"),
        ("Đảng ủy Khối các cơ quan tỉnh", "dang-uy"),
    ],
)
def test_bodies_have_the_level_of_their_name(name: str, grantor: str) -> None:
    assert found(f"Bằng khen của {name}.") == [(name, grantor)]


@pytest.mark.parametrize(
    ("province", "grantor"), [("da-nang", "ubnd-tinh"), ("ha-noi", "ubnd-tinh"), ("lai-chau", "huyen"), (None, None)]
)
def test_a_citys_level_depends_on_the_province(province: str | None, grantor: str | None) -> None:
    assert found("Giấy khen của Chủ tịch UBND thành phố.", province) == [("Chủ tịch UBND thành phố", grantor)]


@pytest.mark.parametrize(
    ("text", "grantor"),
    [
        ("UBND thành phố tặng Bằng khen cho 5 tập thể; Công an thành phố tặng Giấy khen cho 7 tập thể.", "ubnd-tinh"),
        ("Trao Bằng khen của Chủ tịch UBND thành phố cho 5 tập thể.", "ubnd-tinh"),
        ("UBND thành phố tặng Giấy khen cho 5 tập thể.", None),
        ("Trao Bằng khen của Chủ tịch UBND thành phố Sông Lam cho 5 tập thể.", None),
    ],
)
def test_a_city_that_gives_a_bang_khen_is_centrally_run(text: str, grantor: str | None) -> None:
    told = dict(found(text, None))
    assert {name: of for name, of in told.items() if "UBND" in name}.popitem()[1] == grantor
    assert told.get("Công an thành phố", "so-nganh-tinh") == "so-nganh-tinh"


def test_a_party_committee_of_a_city_is_the_provinces_where_it_is_centrally_run() -> None:
    assert found("Bằng khen của Thành ủy.", "hai-phong") == [("Thành ủy", "tinh-uy")]
    assert found("Bằng khen của Thành ủy.", "nghe-an") == [("Thành ủy", "dang-uy")]


def test_the_longer_name_wins() -> None:
    assert [grantor for _, grantor in found("Chủ tịch UBND tỉnh Lào Cai và Thủ tướng Chính phủ")] == [
        "ubnd-tinh",
        "thu-tuong",
    ]


def test_every_pattern_is_tried_wherever_it_can_begin() -> None:
    """Trying patterns only at the words with which they can begin finds what trying them everywhere finds."""
    assert [pattern.number for pattern in _patterns() if not pattern.heads] == []
    for text in own_texts():
        flat = aligned(text)
        everywhere = [(p.code, match.span()) for p in _patterns() for match in p.words.finditer(flat)]
        assert _told(flat) == everywhere
