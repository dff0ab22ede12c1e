from __future__ import annotations

import pytest

from nlp.lexicon import GROUPS, pipeline


def spans(group: str, text: str) -> list[tuple[str, str]]:
    doc = pipeline()(text)
    return [(span.label_, span.text) for span in doc.spans[group]]


@pytest.mark.parametrize(
    ("group", "text", "expected"),
    [
        ("award", "tặng BẰNG KHEN", [("bang-khen", "BẰNG KHEN")]),
        (
            "award",
            "danh hiệu Chiến sỹ thi đua cơ sở",
            [("khac", "danh hiệu"), ("chien-si-thi-dua-co-so", "Chiến sỹ thi đua cơ sở")],
        ),
        ("award", "Huân chương Lao động", [("huan-chuong-lao-dong", "Huân chương Lao động")]),
        ("recipient", "12 cán bộ, chiến sỹ", [("individual", "cán bộ, chiến sỹ")]),
        ("title", "Uỷ viên", [("head", "Uỷ viên")]),
        ("title", "nguyên Bí thư, quyền Giám đốc", [("head", "nguyên Bí thư"), ("head", "quyền Giám đốc")]),
        ("title", "Thừa ủy quyền Chủ tịch nước", [("head", "Chủ tịch nước")]),
        ("rank", "Tiến sỹ Lê Văn Bảo", [("rank", "Tiến sỹ")]),
        ("address", "các đồng chí", [("address", "các đồng chí")]),
        ("province", "tỉnh Thanh Hoá", [("thanh-hoa", "Thanh Hoá")]),
        ("province", "cao bằng trời", []),
    ],
)
def test_a_vocabulary_is_found_whatever_the_spelling(group: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert spans(group, text) == expected


def test_every_group_is_set_on_any_text() -> None:
    assert set(pipeline()("").spans) == set(GROUPS)
