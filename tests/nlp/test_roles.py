from __future__ import annotations

import pytest

from nlp.roles import introduced_as_speaker, listed_as_chair, listed_as_present, roles_of_predicate
from tests.nlp.building import event, official

WHO = "Đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WHO} dự hội nghị.", ("attend",)),
        (f"{WHO} tới dự và phát biểu tại hội nghị.", ("attend", "speak")),
        (f"Dự hội nghị có {WHO.lower()[0]}{WHO[1:]}.", ("attend",)),
        ("Có mặt tại hội nghị có đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh.", ("attend",)),
        ("Tham dự lễ trao tặng có đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh.", ("attend",)),
        ("Hội nghị có sự tham dự của đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh.", ("attend",)),
        (f"{WHO} chủ trì hội nghị.", ("chair",)),
        (f"{WHO} dự và chủ trì hội nghị.", ("attend", "chair")),
        ("Chủ trì hội nghị có đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh.", ("chair",)),
        ("Hội nghị diễn ra dưới sự chủ trì của đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh.", ("chair",)),
        (f"{WHO} phát biểu khai mạc hội nghị.", ("speak",)),
        (f"Phát biểu tại hội nghị, đ{WHO[1:]} nhấn mạnh vai trò của thi đua.", ("speak",)),
        (f"Kết luận hội nghị, đ{WHO[1:]} yêu cầu các ngành nỗ lực.", ("speak",)),
        (f"{WHO} khẳng định phong trào đã lan tỏa.", ("speak",)),
        (f"{WHO} trình bày diễn văn ôn lại truyền thống.", ("speak",)),
        (f"{WHO} báo cáo kết quả phong trào thi đua.", ("speak",)),
        (f"{WHO} gửi lời cảm ơn các tập thể.", ("speak",)),
        (f"{WHO} trao Bằng khen cho 5 tập thể.", ("present",)),
        (f"{WHO} gắn Huân chương lên lá cờ truyền thống.", ("present",)),
        (f"Thừa ủy quyền của Chủ tịch nước, đ{WHO[1:]} trao Huân chương Lao động hạng Ba cho 2 cá nhân.", ("present",)),
        (f"{WHO} công bố quyết định khen thưởng.", ()),
        (f"Trao đổi với phóng viên, đ{WHO[1:]} cho biết phong trào sẽ mở rộng.", ()),
        (f"{WHO} chia sẻ với phóng viên về phong trào.", ()),
        (f"{WHO} tặng hoa chúc mừng.", ()),
        (f"{WHO} đọc quyết định tặng Bằng khen cho 5 tập thể.", ()),
    ],
)
def test_roles_of_one_person(text: str, expected: tuple[str, ...]) -> None:
    assert official(event(text), "Lê Văn Bảo").roles == expected


def test_a_role_at_the_end_of_a_list_covers_all() -> None:
    report = event(
        "Các đồng chí: Lê Văn Bảo, Bí thư Tỉnh ủy; Vi Thị Mơ, Chủ tịch UBND tỉnh; Hà Đức Quý, "
        "Giám đốc Sở Nội vụ đồng chủ trì hội nghị."
    )
    assert [(o.name, o.roles) for o in report.officials] == [
        (name, ("chair",)) for name in ("Lê Văn Bảo", "Vi Thị Mơ", "Hà Đức Quý")
    ]


def test_presence_told_first_and_the_chair_last_are_both_roles_of_all() -> None:
    report = event(
        "Tham dự có đồng chí Lê Văn Bảo, Bí thư Tỉnh ủy, đồng chí Vi Thị Mơ, Chủ tịch UBND "
        "tỉnh và đồng chí Hà Đức Quý, Giám đốc Sở Nội vụ đồng chủ trì."
    )
    assert [(o.name, o.roles) for o in report.officials] == [
        (name, ("attend", "chair")) for name in ("Lê Văn Bảo", "Vi Thị Mơ", "Hà Đức Quý")
    ]


def test_roles_of_several_sentences_are_gathered_in_a_fixed_order() -> None:
    report = event(
        f"{WHO} trao Bằng khen cho 5 tập thể.", f"{WHO} phát biểu.", f"{WHO} chủ trì.", f"{WHO} dự hội nghị."
    )
    assert official(report, "Lê Văn Bảo").roles == ("attend", "chair", "speak", "present")


def test_one_role_implies_no_other() -> None:
    report = event(
        "Đồng chí Lê Văn Bảo, Bí thư Tỉnh ủy phát biểu chỉ đạo hội nghị.",
        "Đồng chí Vi Thị Mơ, Chủ tịch UBND tỉnh trao Cờ thi đua của Chính phủ cho 2 tập thể.",
    )
    assert [o.roles for o in report.officials] == [("speak",), ("present",)]


@pytest.mark.parametrize(
    ("after", "award", "expected"),
    [
        (" trao bằng khen", True, {"present"}),
        (" trao hoa", False, set()),
        (" được tặng bằng khen", True, set()),
        (" chủ trì và phát biểu", False, {"chair", "speak"}),
        (" cho biết: tỉnh đề nghị khen", False, set()),
        ("", False, set()),
    ],
)
def test_the_words_after_a_name(after: str, award: bool, expected: set[str]) -> None:
    assert roles_of_predicate(after, award=award) == expected


def test_the_words_before_a_list() -> None:
    assert listed_as_present("tham dự hội nghị có các đồng chí ")
    assert not listed_as_present("các đồng chí ")
    assert listed_as_chair("chủ trì hội nghị có ")
    assert not listed_as_chair("dự hội nghị có ")
    assert introduced_as_speaker("phát biểu tại hội nghị, ")
    assert not introduced_as_speaker("chiều 12/3, ")
