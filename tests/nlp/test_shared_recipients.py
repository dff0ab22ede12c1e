"""Recipients who are told once and belong to an award beside theirs, or to one of another clause."""

from __future__ import annotations

import pytest

from tests.nlp.building import event

Told = tuple[str, int | None, str, tuple[str, ...]]

MERIT = "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen"
SCHOOL = "Trường THPT Nà Lộc"
FLAG = f"{SCHOOL} được tặng Cờ thi đua của Chính phủ"
ORDER = "Huân chương Lao động hạng Nhì"


def told(text: str) -> list[Told]:
    return [(award.award, award.count, award.recipient, award.recipient_names) for award in event(text).awards]


def numbers(text: str) -> list[tuple[str, int | None]]:
    return [(award.award, award.count) for award in event(text).awards]


@pytest.mark.parametrize("link", ["", "và ", "cho ", "tặng cho ", "và tặng cho "])
def test_a_number_behind_a_semicolon_is_given_the_same_award(link: str) -> None:
    assert told(f"{MERIT} cho 2 tập thể; {link}3 cá nhân có thành tích trong phòng, chống thiên tai.") == [
        ("bang-khen", 2, "collective", ()),
        ("bang-khen", 3, "individual", ()),
    ]


def test_a_further_number_is_as_exact_as_it_is_told_itself() -> None:
    first, further = event(f"{MERIT} cho hơn 20 tập thể; 3 cá nhân có thành tích.").awards
    assert (first.count, first.qualifier) == (20, "over")
    assert (further.count, further.qualifier) == (3, "exact")


def test_the_names_stay_with_the_first_number() -> None:
    first, further = event(f"{MERIT} cho bà Lò Thị Sen; 3 tập thể có thành tích.").awards
    assert (first.count, first.recipient_names) == (1, ("Lò Thị Sen",))
    assert (further.count, further.recipient_names) == (3, ())


@pytest.mark.parametrize(
    "clause",
    [
        "3 cá nhân được nhận quà",
        "3 cá nhân nhận hoa chúc mừng",
        "3 cá nhân khác trao lại phần thưởng",
        "thăm 3 hộ gia đình khó khăn",
        "dự lễ có 3 cá nhân",
    ],
)
def test_a_number_of_something_else_behind_a_semicolon_is_given_nothing(clause: str) -> None:
    assert numbers(f"{MERIT} cho 2 tập thể; {clause}.") == [("bang-khen", 2)]


def test_a_number_goes_on_no_award_without_one() -> None:
    assert numbers(f"{MERIT} cho các tập thể; 3 cá nhân có thành tích.") == [("bang-khen", None)]


def test_each_clause_of_a_list_opens_with_a_name() -> None:
    text = (
        f"{MERIT} cho các giáo viên: Lò Thị Sen, Trường Tiểu học Nà Lộc; Vi Thị Mơ, Trường Tiểu học Bản Mạ; "
        "và Hà Đức Quý, Trường THCS Nà Lộc."
    )
    assert told(text) == [("bang-khen", 3, "individual", ("Lò Thị Sen", "Vi Thị Mơ", "Hà Đức Quý"))]


@pytest.mark.parametrize("clause", ["dự lễ có Hà Đức Quý", "người thân của Hà Đức Quý đến chúc mừng"])
def test_a_name_that_does_not_open_its_clause_is_not_of_the_list(clause: str) -> None:
    assert told(f"{MERIT} cho bà Lò Thị Sen; {clause}.") == [("bang-khen", 1, "individual", ("Lò Thị Sen",))]


def test_a_name_goes_on_no_number() -> None:
    assert told(f"{MERIT} cho 3 cá nhân; Hà Đức Quý, Trường THCS Nà Lộc.") == [("bang-khen", 3, "individual", ())]


def test_a_name_goes_on_no_list_of_bodies() -> None:
    expected = [("bang-khen", 1, "collective", ("Sở Y tế",))]
    assert told(f"{MERIT} cho Sở Y tế; Hà Đức Quý, Trường THCS Nà Lộc.") == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "và ",
        "được tặng ",
        "tiếp tục được tặng ",
        "và vinh dự đón nhận ",
        "đơn vị cũng được nhận ",
        "còn được UBND tỉnh đề nghị tặng ",
    ],
)
def test_a_clause_that_only_lists_an_award_has_the_subject_of_the_one_before(link: str) -> None:
    flag, order = told(f"{FLAG}; {link}{ORDER}.")
    assert flag == ("co-thi-dua", 1, "collective", (SCHOOL,))
    assert order == ("huan-chuong-lao-dong", 1, "collective", (SCHOOL,))


def test_the_subject_goes_on_through_several_clauses() -> None:
    assert [names for *_, names in told(f"{FLAG}; {ORDER}; Huân chương Độc lập hạng Ba.")] == [(SCHOOL,)] * 3


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (f"3 cá nhân được tặng {ORDER}", (3, "individual", ())),
        (f"{ORDER} cho 3 cá nhân", (3, "individual", ())),
        (f"Sở Y tế được tặng {ORDER}", (1, "collective", ("Sở Y tế",))),
        (f"ông Lò Văn Sơn được tặng {ORDER}", (1, "individual", ("Lò Văn Sơn",))),
    ],
)
def test_a_clause_with_recipients_of_its_own_keeps_them(
    clause: str, expected: tuple[int, str, tuple[str, ...]]
) -> None:
    flag, order = told(f"{FLAG}; {clause}.")
    assert flag[3] == (SCHOOL,)
    assert order == ("huan-chuong-lao-dong", *expected)


@pytest.mark.parametrize("clause", [f"lãnh đạo tỉnh trao {ORDER}", f"các thầy cô kể về {ORDER}"])
def test_a_clause_about_others_does_not_take_the_subject(clause: str) -> None:
    assert numbers(f"{FLAG}; {clause}.") == [("co-thi-dua", 1)]


def test_those_behind_the_award_are_no_subject_for_the_next_clause() -> None:
    assert numbers(f"{MERIT} cho {SCHOOL}; {ORDER}.") == [("bang-khen", 1)]


@pytest.mark.parametrize(
    "link",
    [" và ", ", ", " cùng ", " hoặc ", " kèm ", " kèm theo ", " & ", "/", ", các ", ", tặng ", " và danh hiệu "],
)
def test_awards_told_together_share_the_number_behind_them(link: str) -> None:
    text = f"Dịp này, Bộ Y tế tặng Bằng khen{link}Kỷ niệm chương cho 11 cá nhân."
    assert told(text) == [("bang-khen", 11, "individual", ()), ("ky-niem-chuong", 11, "individual", ())]


@pytest.mark.parametrize("link", [" và ", ", "])
def test_awards_told_together_share_the_number_in_front_of_them(link: str) -> None:
    text = f"Dịp này, 11 cá nhân được Bộ Y tế tặng Bằng khen{link}Kỷ niệm chương."
    assert told(text) == [("bang-khen", 11, "individual", ()), ("ky-niem-chuong", 11, "individual", ())]


@pytest.mark.parametrize(
    "text",
    [
        "Dịp này, Bộ Y tế tặng Bằng khen, Kỷ niệm chương cho bà Lò Thị Sen.",
        "Dịp này, bà Lò Thị Sen được Bộ Y tế tặng Bằng khen, Kỷ niệm chương.",
    ],
)
def test_awards_told_together_share_who_is_named(text: str) -> None:
    assert told(text) == [
        ("bang-khen", 1, "individual", ("Lò Thị Sen",)),
        ("ky-niem-chuong", 1, "individual", ("Lò Thị Sen",)),
    ]


def test_several_awards_in_a_row_share_one_number() -> None:
    text = "Dịp này, Bộ Y tế tặng Bằng khen, Kỷ niệm chương và Huy hiệu cho 11 cá nhân."
    assert numbers(text) == [("bang-khen", 11), ("ky-niem-chuong", 11), ("huy-hieu", 11)]


@pytest.mark.parametrize(
    "text",
    [
        "Dịp này, Bộ Y tế tặng Bằng khen và tuyên dương các gương sáng, Kỷ niệm chương cho 11 cá nhân.",
        "Dịp này, Bộ Y tế tặng Bằng khen trong buổi lễ ấm cúng, Kỷ niệm chương cho 11 cá nhân.",
    ],
)
def test_words_between_two_awards_keep_the_number_from_the_first(text: str) -> None:
    assert ("bang-khen", 11) not in numbers(text)
    assert ("ky-niem-chuong", 11) in numbers(text)


def test_each_award_keeps_its_own_number() -> None:
    text = "Dịp này, Bộ Y tế tặng Bằng khen cho 4 tập thể, Kỷ niệm chương cho 11 cá nhân."
    assert numbers(text) == [("bang-khen", 4), ("ky-niem-chuong", 11)]


def test_who_is_named_behind_the_first_award_is_not_given_the_second() -> None:
    assert numbers("Dịp này, Bộ Y tế tặng Bằng khen cho bà Lò Thị Sen và Kỷ niệm chương.") == [("bang-khen", 1)]


@pytest.mark.parametrize("gap", [", ", " năm 2023, "])
def test_a_subject_is_given_all_awards_of_its_list(gap: str) -> None:
    text = f"Báo Nà Lộc được tặng {ORDER}{gap}Cờ thi đua của Chính phủ{gap}Bằng khen của Chủ tịch UBND tỉnh."
    assert told(text) == [
        (award, 1, "collective", ("Báo Nà Lộc",)) for award in ("huan-chuong-lao-dong", "co-thi-dua", "bang-khen")
    ]


def test_a_subject_is_not_given_what_is_given_anew() -> None:
    text = f"Báo Nà Lộc được tặng {ORDER}, lãnh đạo tỉnh trao Bằng khen của Chủ tịch UBND tỉnh."
    assert numbers(text) == [("huan-chuong-lao-dong", 1)]


def test_who_attends_is_no_further_recipient() -> None:
    assert told(f"{MERIT} cho ông Lò Văn Sơn; đồng chí Hà Đức Quý dự và chúc mừng.") == [
        ("bang-khen", 1, "individual", ("Lò Văn Sơn",)),
    ]


def test_a_further_number_may_be_a_bound() -> None:
    (_, further) = event(f"{MERIT} cho 2 cá nhân; hơn 30 tập thể có thành tích.").awards
    assert (further.recipient, further.count, further.qualifier) == ("collective", 30, "over")
