from __future__ import annotations

import pytest

from nlp.status import Scope, grants, is_void, scope_of
from tests.nlp.building import event, report_of, row, rows_of

MERIT = "Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể"
Told = list[tuple[str, tuple[int, int | None] | None]]


def told(*text: str) -> Told:
    return [(award.status, award.period) for award in event(*text).awards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Dịp này, {MERIT}.", [("conferred", None)]),
        (f"Nhân dịp này, {MERIT}.", [("conferred", None)]),
        (f"Tại hội nghị, {MERIT}.", [("conferred", None)]),
        (f"Tại buổi lễ, {MERIT}.", [("conferred", None)]),
        (f"{MERIT}.", [("conferred", None)]),
        (f"Giai đoạn 2019 - 2023, {MERIT}.", [("cumulative", (2019, 2023))]),
        (f"Năm 2016, {MERIT}.", [("cumulative", (2016, 2016))]),
        (f"Trong 5 năm qua, {MERIT}.", [("cumulative", None)]),
        (f"Kể từ đầu nhiệm kỳ đến nay, {MERIT}.", [("cumulative", None)]),
        (f"Từ năm 2020 đến nay, {MERIT}.", [("cumulative", (2020, None))]),
        ("UBND tỉnh đề nghị Thủ tướng Chính phủ tặng Bằng khen cho 5 tập thể.", [("proposed", None)]),
        ("UBND tỉnh trình Chủ tịch nước tặng Huân chương Lao động hạng Ba cho 5 tập thể.", [("proposed", None)]),
        ("Hội nghị suy tôn 5 đơn vị đề nghị Chính phủ tặng Cờ thi đua.", [("proposed", None)]),
        ("Hội nghị đã biểu dương 5 tập thể, UBND tỉnh có thành tích.", [("conferred", None)]),
        ("Chủ tịch UBND tỉnh sẽ gặp mặt đội bóng và tặng Bằng khen cho 6 cầu thủ.", [("prospective", None)]),
        (
            "Hội đồng thống nhất danh sách 5 tập thể đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh.",
            [("proposed", None)],
        ),
        ("Các tập thể, cá nhân tiêu biểu sẽ được xét tặng Bằng khen của Chủ tịch UBND tỉnh.", [("prospective", None)]),
        ("Dịp này, 5 cá nhân được truy tặng Huân chương Dũng cảm.", [("conferred", None)]),
        ("Dịp này, 5 tập thể được công nhận Đơn vị quyết thắng.", [("conferred", None)]),
        ("Dịp này, UBND tỉnh phong tặng danh hiệu Nghệ nhân ưu tú cho 5 cá nhân.", [("conferred", None)]),
    ],
)
def test_words_that_switch_the_status(text: str, expected: Told) -> None:
    assert told(text) == expected


def test_a_span_of_years_holds_for_the_sentences_that_follow() -> None:
    assert (
        told(
            "Giai đoạn 2019 - 2023, 12 tập thể được nhận Cờ thi đua của Chính phủ. 30 cá nhân "
            "được nhận Bằng khen của Thủ tướng Chính phủ."
        )
        == [("cumulative", (2019, 2023))] * 2
    )


def test_the_next_paragraph_starts_anew() -> None:
    assert told(
        "Giai đoạn 2019 - 2023, 12 tập thể được nhận Cờ thi đua của Chính phủ.",
        "Dịp này, 30 cá nhân được nhận Bằng khen của Thủ tướng Chính phủ.",
    ) == [("cumulative", (2019, 2023)), ("conferred", None)]


def test_tallied_and_given_share_a_sentence() -> None:
    assert told(
        "Năm 2023, 12 tập thể được nhận Cờ thi đua của Chính phủ. Tại hội nghị, 8 cá nhân "
        "được Chủ tịch UBND tỉnh tặng Bằng khen."
    ) == [("cumulative", (2023, 2023)), ("conferred", None)]


def test_proposed_and_given_share_a_sentence() -> None:
    statuses = told(
        "Dịp này, UBND tỉnh đề nghị Chính phủ tặng Cờ thi đua cho 2 tập thể; tặng Bằng khen "
        "của Chủ tịch UBND tỉnh cho 9 cá nhân."
    )
    assert [status for status, _ in statuses] == ["proposed", "conferred"]


def test_a_feature_tallies() -> None:
    report = report_of(
        "title: Tấm gương sáng ở bản Nà Lộc",
        "Ông Lò Văn Mừng được Chủ tịch UBND tỉnh tặng 3 Bằng khen nhờ chăm lo phong trào thi đua.",
    )
    assert report.kind == "feature"
    assert [award.status for award in report.awards] == ["cumulative"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("quyết định thu hồi", True),
        ("hủy bỏ quyết định tặng", True),
        ("huỷ bỏ quyết định tặng".replace("uỷ", "ủy"), True),
        ("từ chối nhận", True),
        ("đề nghị rút", True),
        ("nếu được tặng", True),
        ("theo quy định, gia đình được tặng", True),
        ("dịp này, chủ tịch ubnd tỉnh tặng", False),
        ("", False),
    ],
)
def test_awards_taken_back_or_only_possible(words: str, expected: bool) -> None:
    assert is_void(words) is expected


def test_verbs_of_giving_and_receiving() -> None:
    assert grants("chủ tịch tằng")
    assert grants("vinh dự đón nhận")
    assert not grants("thi đua sôi nổi")


def test_what_held_before_goes_on_unless_something_is_said() -> None:
    before = Scope("cumulative", (2019, 2023))
    assert scope_of("30 cá nhân", "30 cá nhân", before) == before
    assert scope_of("tại hội nghị, ", "tại hội nghị, tặng ", before) == Scope("conferred", None)
    assert scope_of("", "đề nghị tặng ", before).status == "proposed"
    assert scope_of("", "sẽ được xét tặng ", before) == Scope("prospective", None)
    assert scope_of("", "tặng ", Scope("proposed", None)) == Scope(None, None)


def test_a_council_proposes_what_it_adopts() -> None:
    report = report_of(
        "title: Hội đồng Thi đua - Khen thưởng tỉnh họp xét khen thưởng",
        "Hội đồng bỏ phiếu thông qua 5 tập thể tặng Cờ thi đua của Chính phủ.",
    )
    assert rows_of(report) == [row("co-thi-dua", "chinh-phu", "collective", 5, "proposed")]
