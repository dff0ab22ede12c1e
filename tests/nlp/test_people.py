from __future__ import annotations

import pytest

from tests.nlp.building import layers_of


def names(text: str) -> list[str]:
    return [m.value for m in layers_of(text).people.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồng chí Nguyễn Văn Bảo phát biểu.", ["Nguyễn Văn Bảo"]),
        ("Ông Lò Văn Mừng và bà Giàng Thị Sua dự.", ["Lò Văn Mừng", "Giàng Thị Sua"]),
        ("Đồng chí K' Brốp, Phó Chủ tịch UBND huyện, dự.", ["K' Brốp"]),
        ("Đồng chí A Thút, Chủ tịch UBND xã, dự.", ["A Thút"]),
        ("Đồng chí Y Khăm Niê, Chủ tịch UBND xã, dự.", ["Y Khăm Niê"]),
        ("Đồng chí Giàng Páo Sính trao Bằng khen.", ["Giàng Páo Sính"]),
        ("Chủ tịch UBND huyện Lò Văn Mừng dự.", ["Lò Văn Mừng"]),
        ("Chủ tịch UBND huyện Văn Bàn Lò Văn Mừng dự.", ["Lò Văn Mừng"]),
        ("Thiếu tướng Hoàng Đình Lực, Giám đốc Công an tỉnh", ["Hoàng Đình Lực"]),
        ("Đ/c Vũ Minh dự.", ["Vũ Minh"]),
        ("Chủ tịch UBND tỉnh TRẦN VĂN LỘC trao cờ.", ["TRẦN VĂN LỘC"]),
        ("Đồng chí Vũ Xuân Bền dự. Đồng chí Vũ Xuân bền phát biểu.", ["Vũ Xuân Bền", "Vũ Xuân bền"]),
        ("Đồng chí Nguyễn Thị Minh Khuê dự.", ["Nguyễn Thị Minh Khuê"]),
        ("Ông Tôn Thất Hạo được khen.", ["Tôn Thất Hạo"]),
        ("Đồng chí K’Brốp, Phó Chủ tịch UBND huyện, dự.", ["K’Brốp"]),
    ],
)
def test_names_are_found_whole(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh Nghệ An tặng Bằng khen.",
        "Học tập tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        "Trường THPT Nguyễn Du được khen.",
        "Lễ trao giải ở đường Trần Hưng Đạo.",
        "Lãnh đạo huyện Văn Bàn và xã Võ Lao dự.",
        "Công ty Hoàng Anh được tặng Cờ thi đua.",
        "Huân chương Lao động hạng Ba",
        "Đoàn Thanh niên và Hội Phụ nữ phối hợp.",
        "Giải thưởng Trần Đại Nghĩa được trao.",
        "Cờ Thi Đua và Bằng Khen",
        "Ban Thi đua, Khen thưởng và Sở Nội vụ",
        "Tỉnh Bà Rịa - Vũng Tàu và Lâm Đồng",
    ],
)
def test_places_bodies_and_awards_are_nobody(text: str) -> None:
    assert names(text) == []
