from __future__ import annotations

import pytest

from nlp.titles import titles_after, titles_before, whole_title
from tests.nlp.building import layers_of


def after(text: str) -> tuple[str, ...]:
    layers = layers_of(text)
    name = layers.people.items[0]
    return titles_after(text, layers.flat, name.end, layers.titles, layers.people, len(text)).names


def before(text: str) -> tuple[str, ...]:
    layers = layers_of(text)
    name = layers.people.items[-1]
    return titles_before(text, layers.flat, name.start, layers.titles, layers.address, 0).names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đồng chí Lê Văn Bảo, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh dự.",
            ("Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"),
        ),
        ("Lê Văn Bảo - Phó Giám đốc Sở Nội vụ phát biểu.", ("Phó Giám đốc Sở Nội vụ",)),
        ("Lê Văn Bảo – Trưởng Ban Dân vận Tỉnh ủy phát biểu.", ("Trưởng Ban Dân vận Tỉnh ủy",)),
        (
            "Lê Văn Bảo, Phó Trưởng Ban Thi đua, Khen thưởng Trung ương.",
            ("Phó Trưởng Ban Thi đua, Khen thưởng Trung ương",),
        ),
        (
            "Lê Văn Bảo, Thứ trưởng Bộ Lao động, Thương binh và Xã hội; các đại biểu.",
            ("Thứ trưởng Bộ Lao động, Thương binh và Xã hội",),
        ),
        ("Lê Văn Bảo, Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy.", ("Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",)),
        (
            "Lê Văn Bảo, Ủy viên Trung ương Đảng; Bí thư Tỉnh ủy phát biểu.",
            ("Ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy"),
        ),
        ("Lê Văn Bảo, nguyên Bí thư Tỉnh ủy, dự.", ("nguyên Bí thư Tỉnh ủy",)),
        ("Lê Văn Bảo, quyền Chủ tịch UBND tỉnh, dự.", ("quyền Chủ tịch UBND tỉnh",)),
        (
            "Lê Văn Bảo, Phó Giám đốc Sở Nội vụ kiêm Trưởng Ban Thi đua - Khen thưởng tỉnh phát biểu.",
            ("Phó Giám đốc Sở Nội vụ", "Trưởng Ban Thi đua - Khen thưởng tỉnh"),
        ),
        ("Lê Văn Bảo, Bí thư Huyện ủy và bà Vi Thị Mơ, Chủ tịch UBND huyện.", ("Bí thư Huyện ủy",)),
        ("Lê Văn Bảo phát biểu tại hội nghị.", ()),
        ("Lê Văn Bảo, cùng lãnh đạo các sở.", ()),
        ("Lê Văn Bảo, Chủ tịch UBND tỉnh; cùng lãnh đạo các sở, ngành.", ("Chủ tịch UBND tỉnh",)),
        ("Lê Văn Bảo, Chủ tịch UBND tỉnh cùng lãnh đạo các sở.", ("Chủ tịch UBND tỉnh",)),
        ("Lê Văn Bảo, Chủ tịch UBND tỉnh trao Bằng khen.", ("Chủ tịch UBND tỉnh",)),
        ("Lê Văn Bảo (Bí thư Chi bộ thôn Nà Lộc) được khen.", ("Bí thư Chi bộ thôn Nà Lộc",)),
        (
            "Lê Văn Bảo, Phó Trưởng Ban Chỉ đạo tổng kết 10 năm thực hiện Chỉ thị 34-CT/TW của Bộ "
            "Chính trị tỉnh; bà A.",
            ("Phó Trưởng Ban Chỉ đạo tổng kết 10 năm thực hiện Chỉ thị 34-CT/TW của Bộ Chính trị tỉnh",),
        ),
        (
            "Lê Văn Bảo, Phó Chủ tịch Thường trực Hội đồng nhân dân tỉnh, Trưởng Đoàn đại biểu Quốc hội tỉnh dự.",
            ("Phó Chủ tịch Thường trực Hội đồng nhân dân tỉnh", "Trưởng Đoàn đại biểu Quốc hội tỉnh"),
        ),
    ],
)
def test_titles_after_a_name(text: str, expected: tuple[str, ...]) -> None:
    assert after(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch UBND tỉnh Lê Văn Bảo", ("Chủ tịch UBND tỉnh",)),
        ("Chủ tịch UBND tỉnh, đồng chí Lê Văn Bảo", ("Chủ tịch UBND tỉnh",)),
        ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lê Văn Bảo", ("Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh")),
        ("Nguyên Chủ tịch HĐND tỉnh Lê Văn Bảo", ("Nguyên Chủ tịch HĐND tỉnh",)),
        ("Sáng nay, Thiếu tướng Lê Văn Bảo", ()),
        ("Giám đốc Công an tỉnh, Thiếu tướng Lê Văn Bảo", ("Giám đốc Công an tỉnh",)),
        ("Chủ tịch UBND tỉnh trao Bằng khen cho ông Lê Văn Bảo", ()),
        ("Phó Chủ tịch Thường trực UBND tỉnh Lê Văn Bảo", ("Phó Chủ tịch Thường trực UBND tỉnh",)),
        ("Giám đốc Sở Văn hóa, Thể thao và Du lịch Lê Văn Bảo", ("Giám đốc Sở Văn hóa, Thể thao và Du lịch",)),
    ],
)
def test_titles_before_a_name(text: str, expected: tuple[str, ...]) -> None:
    assert before(text) == expected


def test_a_title_that_stands_alone_is_read_whole() -> None:
    text = "Đồng chí Phó Bí thư Thường trực Tỉnh ủy nhấn mạnh yêu cầu mới."
    layers = layers_of(text)
    title, end = whole_title(text, layers.flat, layers.titles.items[0], layers.titles, layers.people, len(text))
    assert title == "Phó Bí thư Thường trực Tỉnh ủy"
    assert text[end:].strip().startswith("nhấn mạnh")
