from __future__ import annotations

import pytest

from tests.nlp.building import event

Short = tuple[str, int | None, tuple[str, ...]]


def rows(text: str) -> list[Short]:
    """Return recipient, count and names of each row."""
    return [(award.recipient, award.count, award.recipient_names) for award in event(f"Dịp này, {text}.").awards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh tặng Bằng khen cho 8 tập thể, 7 cá nhân", [("collective", 8, ()), ("individual", 7, ())]),
        ("UBND tỉnh trao 12 Bằng khen cho các tập thể", [("collective", 12, ())]),
        ("UBND tỉnh trao 12 Bằng khen cho các tập thể, cá nhân", [("mixed", 12, ())]),
        ("UBND tỉnh trao 12 Bằng khen", [("case", 12, ())]),
        ("UBND tỉnh trao 12 tấm Bằng khen cho 12 cá nhân", [("individual", 12, ())]),
        ("UBND tỉnh tặng Bằng khen cho các cá nhân", [("individual", None, ())]),
        ("UBND tỉnh tặng Bằng khen cho các tập thể, cá nhân", [("mixed", None, ())]),
        (
            "UBND tỉnh tặng Bằng khen cho ông Lê Văn Bảo và bà Vi Thị Mơ",
            [("individual", 2, ("Lê Văn Bảo", "Vi Thị Mơ"))],
        ),
        (
            "UBND tỉnh tặng Bằng khen cho 2 cá nhân là ông Lê Văn Bảo và bà Vi Thị Mơ",
            [("individual", 2, ("Lê Văn Bảo", "Vi Thị Mơ"))],
        ),
        ("UBND tỉnh tặng Bằng khen cho ông Lê Văn Bảo và 8 đảng viên", [("individual", 9, ("Lê Văn Bảo",))]),
        ("UBND tỉnh tặng Bằng khen cho Công an huyện Mường Tè", [("collective", 1, ("Công an huyện Mường Tè",))]),
        ("trong đời mình, ông đã được nhận 12 Bằng khen", []),
    ],
)
def test_rows_come_from_numbers_units_and_names(text: str, expected: list[Short]) -> None:
    assert rows(text) == expected
