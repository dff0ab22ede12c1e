from __future__ import annotations

import json
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nlp.reading import read_article
from nlp.report import Report
from tests.nlp.building import event, make_article, report_of

WORDS = st.sampled_from(
    [
        "Bằng khen",
        "Huân chương Lao động",
        "hạng Nhì",
        "hạng Nhất, Nhì, Ba",
        "Cờ thi đua",
        "Huy hiệu 50 năm tuổi Đảng",
        "Giấy khen",
        "danh hiệu",
        "Chủ tịch UBND tỉnh",
        "Bí thư Tỉnh ủy",
        "nguyên",
        "đồng chí",
        "các đồng chí",
        "ông",
        "Lê Văn Bảo",
        "Vi Thị Mơ",
        "K' Brốp",
        "TP.",
        "UBND thành phố",
        "Thủ tướng Chính phủ",
        "thừa ủy quyền của",
        "tặng",
        "trao",
        "được nhận",
        "cho",
        "và",
        "cùng",
        "gồm:",
        "trong đó",
        "đề nghị",
        "sẽ được xét",
        "phát biểu",
        "chủ trì",
        "dự có",
        "khen thưởng",
        "8 tập thể",
        "7 cá nhân",
        "1.276 trường hợp",
        "mười hai",
        "17/19",
        "trên 300",
        "hộ gia đình",
        "tập thể, cá nhân",
        "5",
        "0",
        "999999999999999",
        "Sáng 12/3",
        "ngày 31/2",
        "giai đoạn 2014 - 2023",
        "năm 2023",
        "hôm nay",
        "30/2/2024",
        "Chỉ thị số 34-CT/TW",
        "tại tỉnh Lào Cai",
        ",",
        ";",
        ".",
        ":",
        "-",
        "–",
        "(",
        ")",
        "“",
        "”",
        "…",
        "./.",
        "\n",
        "null",
        "Lượt xem: 122",
        "Ảnh: PV",
    ]
)
MIXED = st.lists(st.one_of(WORDS, WORDS, WORDS, st.text(max_size=8)), max_size=40).map(" ".join)
KINDS = st.sampled_from(["title", "lead", "paragraph", "subhead", "quote", "item", "caption", "cell"])
ARTICLES = st.lists(st.tuples(KINDS, MIXED), max_size=6)
DAYS = st.sampled_from([None, "2024-03-12", "2025-07-01", "1999-12-31"])


def hold(report: Report) -> None:
    """Check what is true of every report."""
    for award in report.awards:
        evidence = award.evidence
        assert report.text[evidence.start : evidence.end] == evidence.text
        assert evidence.text.strip()
        assert award.count is None or award.count >= 1
    names = [official.name for official in report.officials]
    assert len(names) == len(set(names))
    assert all(official.titles for official in report.officials)
    if not report.relevant:
        assert (report.kind, report.awards, report.officials) == ("other", (), ())
    if report.date_end is not None:
        assert report.date is not None
        assert report.date < report.date_end
    assert Report.model_validate_json(report.to_json()) == report


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, DAYS)
@example([], None)
@example([("paragraph", "")], None)
@example([("title", "Bằng khen")], "2024-03-12")
def test_any_text_gives_a_report_that_keeps_the_contract(told: list[tuple[str, str]], published: str | None) -> None:
    article = make_article(*told, published=published)
    report = read_article(article)
    hold(report)
    assert report.text == article.text
    assert read_article(article) == report


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "12 8 7 5 2023 1.276 17/19",
        "8\n7\n12\n1.276\n3.874",
        "The provincial committee presented certificates of merit to 8 collectives and 7 individuals.",
        "\x00\x01\x02\x1b[31m Bằng khen \x7f\u200b\u202e 5 tập thể \ud7ff\ufffe",
        unicodedata.normalize("NFD", "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 5 tập thể."),
        ";;;;:::,,,,((((“““”””",
        "Bằng khen " * 500,
        "ông Lê Văn Bảo, " * 300,
        "8 tập thể và 7 cá nhân, " * 300,
        "Chủ tịch UBND tỉnh " * 300,
        "hạng Nhất, Nhì, Ba " * 300,
    ],
)
def test_odd_input_gives_a_report(text: str) -> None:
    began = time.perf_counter()
    hold(report_of(("paragraph", text)))
    hold(report_of(("title", "Trao tặng Bằng khen"), ("lead", text), ("caption", text)))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("piece", ["a", "Đ", "1", "A.", "(“"])
def test_a_long_line_without_a_space_is_read_in_seconds(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    began = time.perf_counter()
    hold(report_of(("paragraph", text)))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    "piece",
    [
        "Tặng Bằng khen cho {n} tập thể. ",
        "Tặng huy hiệu Đảng cho {n} đảng viên. ",
        "Phát động phong trào thi đua “Chủ đề mới {n}”. ",
        "Ngày {d}/3 họp. ",
        "Đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh; ",
        "tại Trung tâm ",
        "tại huyện Mai Sơn ",
    ],
)
def test_a_long_article_of_one_sort_of_mention_is_read_in_seconds(piece: str) -> None:
    pieces = (piece.format(n=n + 5, d=n % 28 + 1) for n in range(100_000 // len(piece)))
    began = time.perf_counter()
    hold(event("".join(pieces)))
    assert time.perf_counter() - began < 10


def test_a_conference_is_read_whole() -> None:
    report = report_of(
        "title: Lai Châu tổng kết phong trào thi đua yêu nước năm 2023",
        "Sáng 12/3, tại Trung tâm Hội nghị tỉnh, UBND tỉnh Lai Châu tổ chức Hội nghị tổng kết "
        "phong trào thi đua theo Chỉ thị số 34-CT/TW của Bộ Chính trị.",
        "Dự hội nghị có các đồng chí: Lê Văn Bảo, Bí thư Tỉnh ủy; Vi Thị Mơ, Chủ tịch UBND "
        "tỉnh; cùng lãnh đạo các sở, ngành.",
        "Phát biểu tại hội nghị, đồng chí Lê Văn Bảo yêu cầu các cấp đổi mới phong trào thi đua.",
        "Dịp này, 9 tập thể được nhận Cờ thi đua của Chính phủ; trên 300 tập thể, cá nhân "
        "được tặng Bằng khen của Chủ tịch UBND tỉnh.",
        "caption: Đồng chí Vi Thị Mơ, Chủ tịch UBND tỉnh trao Cờ thi đua của Chính phủ cho các tập thể.",
        url="https://baolaichau.vn/a-1",
        source="baolaichau.vn",
        province="lai-chau",
    )
    told = json.loads(report.to_json())
    assert told["kind"] == "summary"
    assert (told["date"], told["part_of_day"], told["province"]) == ("2024-03-12", "morning", "lai-chau")
    assert (told["venue"], told["host"]) == ("Trung tâm Hội nghị tỉnh", "UBND tỉnh Lai Châu")
    assert told["documents"] == ["Chỉ thị 34-CT/TW"]
    assert [(o["name"], o["titles"], o["roles"]) for o in told["officials"]] == [
        ("Lê Văn Bảo", ["Bí thư Tỉnh ủy"], ["attend", "speak"]),
        ("Vi Thị Mơ", ["Chủ tịch UBND tỉnh"], ["attend", "present"]),
    ]
    assert [(a["award"], a["grantor"], a["count"], a["qualifier"], a["presented_by"]) for a in told["awards"]] == [
        ("co-thi-dua", "chinh-phu", 9, "exact", ["Vi Thị Mơ"]),
        ("bang-khen", "ubnd-tinh", 300, "over", []),
    ]
    assert told["warnings"] == []


def test_a_list_hands_its_introduction_to_its_items() -> None:
    report = event(
        "Giai đoạn 2019 - 2023, toàn tỉnh đã được khen thưởng:",
        "item: 12 tập thể được tặng Cờ thi đua của Chính phủ.",
        "item: 30 cá nhân được tặng Bằng khen của Thủ tướng Chính phủ.",
        "Dịp này, Chủ tịch UBND tỉnh tặng Bằng khen cho 8 tập thể.",
    )
    assert [(a.count, a.status) for a in report.awards] == [
        (12, "cumulative"),
        (30, "cumulative"),
        (8, "conferred"),
    ]


def test_warnings_of_the_article_are_kept() -> None:
    assert event("Thi đua.", warnings=("thiếu ảnh",)).warnings == ("thiếu ảnh",)
