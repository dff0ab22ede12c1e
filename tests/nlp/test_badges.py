from __future__ import annotations

import pytest

from nlp.badges import breakdown_by_years
from reference.folding import aligned
from tests.nlp.building import event


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "trong đó có 2 đồng chí nhận Huy hiệu 75 năm tuổi Đảng, 13 đồng chí nhận Huy hiệu 60 năm tuổi Đảng",
            {"75 năm tuổi Đảng": 2, "60 năm tuổi Đảng": 13},
        ),
        (
            "Huy hiệu 55 năm tuổi Đảng cho 3 đảng viên, 40 năm tuổi Đảng cho 1.012 đảng viên",
            {"55 năm tuổi Đảng": 3, "40 năm tuổi Đảng": 1012},
        ),
        ("2 đồng chí 75 năm tuổi Đảng", {}),
        ("2 đồng chí 75 năm tuổi Đảng, 5000 đồng chí 60 năm tuổi Đảng", {}),
        ("2 đồng chí 72 năm tuổi Đảng, 3 đồng chí 61 năm tuổi Đảng", {}),
        ("ngày 2/9 đồng chí 75 năm tuổi Đảng", {}),
        ("", {}),
    ],
)
def test_parts_are_told_by_years_of_membership(text: str, expected: dict[str, int]) -> None:
    assert {part.label: part.count for part in breakdown_by_years(aligned(text), 2000)} == expected


def test_the_longest_membership_comes_first() -> None:
    told = "3 đồng chí 40 năm tuổi Đảng, 2 đồng chí 75 năm tuổi Đảng, 4 đồng chí 60 năm tuổi Đảng"
    assert [part.count for part in breakdown_by_years(aligned(told), 9)] == [2, 4, 3]


def test_a_row_of_party_badges_has_the_parts_that_the_next_sentence_tells() -> None:
    (row,) = event(
        "Dịp này, Đảng ủy trao Huy hiệu Đảng cho 15 đảng viên. Trong đó, có 2 đồng chí 75 năm tuổi Đảng, "
        "13 đồng chí 60 năm tuổi Đảng."
    ).awards
    assert row.count == 15
    assert [(part.label, part.count) for part in row.breakdown] == [("75 năm tuổi Đảng", 2), ("60 năm tuổi Đảng", 13)]
