from __future__ import annotations

import pytest

from nlp.award_classes import find_classes
from reference.folding import aligned


@pytest.mark.parametrize(
    ("words", "classes"),
    [
        ("hạng Nhất", [1]),
        ("hạng Nhì", [2]),
        ("hạng Ba", [3]),
        ("hạng 2", [2]),
        ("hạng III", [3]),
        ("hạng Nhất, hạng Nhì", [None]),
        ("hạng Nhì và Ba", [None]),
        ("các hạng", [None]),
        ("hạng Nhì cho 3, hạng Ba cho 7", [2, 3]),
        ("hạng Nhì, 3 cá nhân", [2]),
        ("hạng mục, hạng bốn", []),
    ],
)
def test_classes_are_numbers_and_several_at_once_are_none(words: str, classes: list[int | None]) -> None:
    text = aligned(f"tặng Huân chương Lao động {words} cho đơn vị")
    assert [mention.value for mention in find_classes(text).items] == classes
