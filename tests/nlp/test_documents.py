from __future__ import annotations

import pytest

from nlp.documents import find_documents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện Chỉ thị số 34-CT/TW của Bộ Chính trị", ["Chỉ thị 34-CT/TW"]),
        ("theo Quyết định số 1526/QĐ-TTg ngày 8/12", ["Quyết định 1526/QĐ-TTg"]),
        ("Kết luận 01-KL/TW và Kết luận số 14-KL/TW", ["Kết luận 01-KL/TW", "Kết luận 14-KL/TW"]),
        ("Nghị định số 98/2023/NĐ-CP của Chính phủ", ["Nghị định 98/2023/NĐ-CP"]),
        ("Thông tư số 01/2024/TT-BNV", ["Thông tư 01/2024/TT-BNV"]),
        ("Kế hoạch số 45/KH-UBND", ["Kế hoạch 45/KH-UBND"]),
        ("Hướng dẫn 12-HD/BTGTW", ["Hướng dẫn 12-HD/BTGTW"]),
        ("Luật Thi đua, khen thưởng năm 2022", ["Luật Thi đua, khen thưởng"]),
        ("Luật Thi đua - khen thưởng; Luật Thi đua, Khen thưởng", ["Luật Thi đua, khen thưởng"]),
        ("Chỉ thị 34 … Chỉ thị số 34-CT/TW … Chỉ thị 34", ["Chỉ thị 34-CT/TW"]),
        ("Chỉ thị 05", ["Chỉ thị 05"]),
        ("Chỉ thị 5-CT/TW và Chỉ thị 57-CT/TW", ["Chỉ thị 5-CT/TW", "Chỉ thị 57-CT/TW"]),
        ("Quyết định khen thưởng 5 tập thể", []),
        ("Kế hoạch 5 năm", []),
        ("chỉ thị của cấp trên", []),
        ("Nghị quyết Đại hội Đảng bộ tỉnh", []),
        ("", []),
        ("Phong trào theo Chỉ thị số 34-CT/TW.", ["Chỉ thị 34-CT/TW"]),
    ],
)
def test_documents_are_kind_and_number(text: str, expected: list[str]) -> None:
    assert find_documents(text) == expected


def test_documents_stand_in_the_order_of_the_text() -> None:
    text = "Luật Thi đua, khen thưởng; Quyết định 2/QĐ-UBND; Chỉ thị 1-CT/TU; Quyết định số 2/QĐ-UBND"
    assert find_documents(text) == ["Luật Thi đua, khen thưởng", "Quyết định 2/QĐ-UBND", "Chỉ thị 1-CT/TU"]
