from __future__ import annotations

import pytest

from tests.nlp.building import event

Named = tuple[int | None, str, tuple[str, ...]]


def named(text: str) -> list[Named]:
    return [(award.count, award.recipient, award.recipient_names) for award in event(text).awards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lò Văn Mừng và bà Vi Thị Mơ.",
            [(2, "individual", ("Lò Văn Mừng", "Vi Thị Mơ"))],
        ),
        (
            "Dịp này, ông Lò Văn Mừng được Chủ tịch UBND tỉnh tặng Bằng khen.",
            [(1, "individual", ("Lò Văn Mừng",))],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 3 cá nhân gồm: Lò Văn Mừng, Vi Thị Mơ, Hà Đức Quý.",
            [(3, "individual", ("Lò Văn Mừng", "Vi Thị Mơ", "Hà Đức Quý"))],
        ),
        (
            "Dịp này, đồng chí Lò Văn Mừng và 8 đảng viên được nhận Huy hiệu 40 năm tuổi Đảng.",
            [(9, "individual", ("Lò Văn Mừng",))],
        ),
        (
            "Dịp này, ông Lò Văn Mừng cùng bà Vi Thị Mơ được tặng Bằng khen của Chủ tịch UBND tỉnh.",
            [(2, "individual", ("Lò Văn Mừng", "Vi Thị Mơ"))],
        ),
        (
            "Dịp này, Chủ tịch UBND tỉnh tặng Cờ thi đua cho Công an huyện Văn Bàn và Sở Y tế.",
            [(2, "collective", ("Công an huyện Văn Bàn", "Sở Y tế"))],
        ),
        (
            "Dịp này, Trường THPT số 2 Văn Bàn được nhận Cờ thi đua của Chính phủ.",
            [(1, "collective", ("Trường THPT số 2 Văn Bàn",))],
        ),
        (
            "Dịp này, Bệnh viện Đa khoa tỉnh vinh dự đón nhận Huân chương Lao động hạng Ba.",
            [(1, "collective", ("Bệnh viện Đa khoa tỉnh",))],
        ),
        (
            "Dịp này, huyện Văn Bàn được nhận Cờ thi đua của Chính phủ.",
            [(1, "collective", ("huyện Văn Bàn",))],
        ),
    ],
)
def test_names_of_those_who_receive(text: str, expected: list[Named]) -> None:
    assert named(text) == expected


def test_a_caption_adds_names_to_the_counted_row() -> None:
    report = event(
        "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 cá nhân.",
        "caption: Lãnh đạo UBND tỉnh trao Bằng khen của Chủ tịch UBND tỉnh cho ông Lò Văn Mừng.",
    )
    assert [(a.count, a.recipient_names) for a in report.awards] == [(5, ("Lò Văn Mừng",))]


def test_the_presenter_is_no_recipient() -> None:
    (award,) = event(
        "Đồng chí Lê Văn Bảo, Bí thư Tỉnh ủy trao Bằng khen của Chủ tịch UBND tỉnh cho ông Lò Văn Mừng."
    ).awards
    assert award.recipient_names == ("Lò Văn Mừng",)
    assert award.presented_by == ("Lê Văn Bảo",)
