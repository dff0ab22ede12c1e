from __future__ import annotations

import pytest

from nlp.quantities import Quantity
from tests.nlp.building import layers_of


def told(text: str) -> list[tuple[str, int, str, str | None]]:
    return [
        (text[m.start : m.end], m.value.count, m.value.qualifier, m.value.recipient)
        for m in layers_of(text).quantities.items
    ]


@pytest.mark.parametrize(
    ("text", "count", "qualifier", "recipient"),
    [
        ("khen thưởng 06 tập thể", 6, "exact", "collective"),
        ("khen thưởng 1.276 trường hợp", 1276, "exact", "case"),
        ("khen thưởng 1187 cá nhân", 1187, "exact", "individual"),
        ("khen thưởng 3.874 lượt cá nhân", 3874, "exact", "individual"),
        ("khen thưởng 73 lượt tập thể", 73, "exact", "collective"),
        ("khen thưởng ba tập thể", 3, "exact", "collective"),
        ("khen thưởng mười hai cá nhân", 12, "exact", "individual"),
        ("khen thưởng hơn 200 cá nhân", 200, "over", "individual"),
        ("khen thưởng trên 300 tập thể", 300, "over", "collective"),
        ("khen thưởng gần 90 đồng chí", 90, "about", "individual"),
        ("khen thưởng khoảng 50 đơn vị", 50, "about", "collective"),
        ("khen thưởng 123 tập thể, cá nhân", 123, "exact", "mixed"),
        ("khen thưởng 45 tập thể và cá nhân", 45, "exact", "mixed"),
        ("trên 300 tập thể, cá nhân, hộ gia đình", 300, "over", "mixed"),
        ("khen thưởng 8 hộ", 8, "exact", "household"),
        ("trao cho 17/19 cá nhân", 17, "exact", "individual"),
        ("trao cho 4 đảng viên", 4, "exact", "individual"),
        ("trao cho 5 ngư dân", 5, "exact", "individual"),
        ("trao cho 6 sinh viên", 6, "exact", "individual"),
        ("trao cho 7 nông dân", 7, "exact", "individual"),
        ("trao cho 8 doanh nghiệp", 8, "exact", "collective"),
        ("trao cho 2 ấp", 2, "exact", "collective"),
        ("trao cho 3 bệnh viện", 3, "exact", "collective"),
        ("trao cho 2 Cục", 2, "exact", "collective"),
        ("trao cho 10 chiến sỹ", 10, "exact", "individual"),
        ("trao cho 9 thày thuốc, 4 Tập thể", 4, "exact", "collective"),
        ("khen thưởng hai mươi mốt hộ gia đình", 21, "exact", "household"),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, count: int, qualifier: str, recipient: str) -> None:
    assert [found[1:] for found in told(text)] == [(count, qualifier, recipient)]


@pytest.mark.parametrize(
    "text",
    [
        "đạt 95% hộ gia đình văn hóa",
        "Quyết định 1526/QĐ-TTg",
        "năm 2023 tập thể nhà trường đã cố gắng",
        "từ năm 2020 - 2024 cá nhân nào cũng thi đua",
        "đạt 7,5 điểm cá nhân",
        "có nhiều tập thể, cá nhân",
        "ngày 12/3 tập thể cán bộ họp",
        "xếp thứ 3/35 trường trong toàn huyện",
        "đứng vị trí 2 đơn vị",
        "với sự tham gia của hơn 12.000 người",
        "với sự chứng kiến của đông đảo 300 người",
    ],
)
def test_years_shares_days_and_numbers_of_documents_count_nobody(text: str) -> None:
    assert told(text) == []


def test_each_number_of_a_list_has_its_own_words() -> None:
    text = "tặng Bằng khen cho 8 tập thể và 7 cá nhân"
    assert [found[0] for found in told(text)] == ["8 tập thể", "7 cá nhân"]


def test_of_seventeen_among_nineteen_candidates_seventeen_count() -> None:
    (found,) = layers_of("thông qua 17/19 cá nhân").quantities.items
    assert found.value == Quantity(17, "exact", "individual")


def test_a_noun_before_a_name_is_part_of_the_name() -> None:
    assert [found[1:] for found in told("Khen 9 tập thể và bác sĩ Nguyễn Thị Hà")] == [(9, "exact", "collective")]


def test_bare_numbers_are_found_apart() -> None:
    text = "trao 12 Bằng khen, hơn 40 Huân chương"
    found = [(m.value.count, m.value.qualifier, m.value.recipient) for m in layers_of(text).numbers.items]
    assert found == [(12, "exact", None), (40, "over", None)]
