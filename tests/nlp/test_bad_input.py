"""Input that is no good article: a report all the same, with a warning that names the trouble, never an exception."""

from __future__ import annotations

import contextlib
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.page import Page
from extract.reading import NotAnArticle, read_page
from nlp.reading import read_article
from nlp.report import Report
from nlp.trouble import LONGEST
from tests.nlp.building import make_article, report_of

GOOD = "Sáng 12/3/2024, Chủ tịch UBND tỉnh Lào Cai tặng Bằng khen cho 8 tập thể và 7 cá nhân. "
TCVN3 = "Héi nghÞ tæng kÕt c«ng t¸c thi ®ua, khen th­ëng cña tØnh n¨m 2003; tÆng B»ng khen cho 8 tËp thÓ."
VNI = "Hoäi nghò toång keát coâng taùc thi ñua, khen thöôûng cuûa tænh naêm 2003; taëng Baèng khen cho 8 taäp theå."
ENGLISH = "The provincial committee presented certificates of merit to 8 collectives and 7 individuals."
LAO = "ປະທານປະເທດ ໄດ້ມອບຫຼຽນໄຊອິດສະຫຼະ ໃຫ້ 8 ກຸ່ມ ແລະ 7 ບຸກຄົນ ທີ່ນະຄອນຫຼວງວຽງຈັນ"
CHINESE = "越南国家主席向8个集体和7名个人授予劳动勋章，表彰他们在爱国竞赛运动中的突出成绩。"


def hold(report: Report) -> None:
    for award in report.awards:
        assert report.text[award.evidence.start : award.evidence.end] == award.evidence.text
    assert Report.model_validate_json(report.to_json()) == report


def read(text: str) -> Report:
    """Read a plain text from its bytes on, as a user gives it."""
    headers = {"content-type": "text/plain; charset=utf-8"}
    page = Page(url=None, body=text.encode(), headers=headers, meta={"published": "2024-03-12"})
    return read_article(read_page(page, any_language=True))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "there is no text"),
        (" \n\n ", "there is no text"),
        ("8 7 12 1.276 3.874 17/19\n\n8\n\n7", "there are no words in the text"),
        ("🏅🏅 8 👏", "there are no words in the text"),
        (ENGLISH, "the text is not Vietnamese"),
        (LAO, "the text is not Vietnamese"),
        (CHINESE, "the text is not Vietnamese"),
        (TCVN3, "text in the font encoding TCVN3 (ABC), not converted"),
        (VNI, "text in the font encoding VNI, not converted"),
        (GOOD.encode().decode("cp1252", "replace"), "UTF-8 that was decoded as Latin-1 before it was stored"),
        (unicodedata.normalize("NFD", GOOD), "the text is not in the canonical form NFC"),
    ],
)
def test_what_cannot_be_read_gives_an_empty_report_that_says_why(text: str, trouble: str) -> None:
    report = report_of(("paragraph", text))
    hold(report)
    assert (report.relevant, report.awards, report.officials) == (False, (), ())
    assert report.warnings[0].startswith(trouble)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (f"\x00\x01{GOOD}\x1b[31m\x7f", "control characters in the text"),
        (f"\ud800 {GOOD}", "characters of the text are lost"),
        (f"🎉🏅 {GOOD} 👏👏", None),
    ],
)
def test_rubbish_beside_good_sentences_does_no_harm(text: str, trouble: str | None) -> None:
    report = report_of(("paragraph", text))
    hold(report)
    assert [award.count for award in report.awards] == [8, 7]
    assert report.warnings == ((trouble,) if trouble else ())


@pytest.mark.parametrize(
    "text",
    [
        f"\x00\x01{GOOD}\x1b[31m\x7f\u200b\u202e",
        unicodedata.normalize("NFD", GOOD),
        f"\u00d0oàn đại biểu đã dự. {GOOD}",
        f"🎉🏅 {GOOD} 👏👏",
        f"\ufeff{GOOD}",
        GOOD.replace(" ", "\u00a0"),
    ],
)
def test_extraction_puts_right_what_can_be(text: str) -> None:
    report = read(text)
    hold(report)
    assert [award.count for award in report.awards] == [8, 7]
    assert set(report.warnings) <= {"no headline"}


@pytest.mark.parametrize(("text", "warning"), [(TCVN3, "converted from the font encoding TCVN3"), (VNI, "")])
def test_extraction_converts_font_encodings(text: str, warning: str) -> None:
    report = read(text)
    hold(report)
    assert report.relevant
    assert [award.award for award in report.awards] == ["bang-khen"]
    assert [w.startswith(warning) for w in report.warnings] == [True] * bool(warning)


@pytest.mark.parametrize(("text", "named"), [(ENGLISH, "not Vietnamese"), (LAO, "not V")])
def test_a_text_that_someone_gives_is_read_whatever_it_is(text: str, named: str) -> None:
    report = read(text)
    assert not report.relevant
    assert sum(named in warning for warning in report.warnings) == len(report.warnings) == 1


PROSE = "Các đại biểu thảo luận về nhiệm vụ của năm tới và các giải pháp để thực hiện. "


@pytest.mark.parametrize("size", [1_000_100, pytest.param(10_000_000, marks=pytest.mark.slow)])
def test_a_very_long_line_is_read_as_far_as_time_allows(size: int) -> None:
    text = (GOOD + PROSE * (size // len(PROSE)))[:size]
    began = time.perf_counter()
    report = report_of(("paragraph", text))
    assert time.perf_counter() - began < 60  # 4 s on an idle machine
    hold(report)
    assert report.text == text
    assert [award.count for award in report.awards] == [8, 7]
    assert report.warnings == (f"only the first {LONGEST:,} characters were read",)


def test_a_long_text_that_someone_gives_is_cut_behind_a_word() -> None:
    report = read(GOOD + "1.276 " * 1_500_000)  # 9 MB
    hold(report)
    assert [award.count for award in report.awards] == [8, 7]
    assert report.text.endswith(" 1.276")
    assert report.warnings[0] == "only the first 400,000 characters were read"


NUMBERS = st.one_of(
    st.integers(1, 30).map(str),
    st.integers(1, 9).map(lambda n: f"0{n}"),
    st.integers(1000, 9999).map(lambda n: f"{n // 1000}.{n % 1000:03}"),
    st.sampled_from(["mười hai", "hai mươi mốt", "trên 300", "gần 1.000", "17/19", "0", "99999999999999999999"]),
)
GIVERS = st.sampled_from(
    ["Chủ tịch UBND tỉnh", "Thủ tướng Chính phủ", "Đồng chí Lê Văn Bảo, Bí thư Tỉnh ủy,", "Bộ Y tế", ""]
)
AWARDS = st.sampled_from(
    [
        "Bằng khen",
        "Giấy khen",
        "Cờ thi đua",
        "Huân chương Lao động hạng Nhì",
        "Huy hiệu 50 năm tuổi Đảng",
        "Kỷ niệm chương",
    ]
)
RECIPIENTS = st.sampled_from(
    ["tập thể", "cá nhân", "hộ gia đình", "tập thể, cá nhân", "đảng viên", "đồng chí Vi Thị Mơ"]
)
GARBAGE = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ["\u00d0", "🏅", "\x00\x1b", "\u200b", "\u0301", TCVN3, ENGLISH, "8 7 12", "“((", "\n\n", ";;", "./.", "\ufdfa"]
    ),
    st.sampled_from(["Bằng khen", "cá nhân", "tặng"]).map(lambda words: unicodedata.normalize("NFD", words)),
)
SENTENCES = st.builds(
    lambda giver, verb, award, number, whom, more: f"{giver} {verb} {award} cho {number} {whom}{more}",
    GIVERS,
    st.sampled_from(["tặng", "đã trao", "trao tặng", "đề nghị tặng"]),
    AWARDS,
    NUMBERS,
    RECIPIENTS,
    st.one_of(st.just("."), st.builds(" và {} {}.".format, NUMBERS, RECIPIENTS), GARBAGE),
)
PARAGRAPHS = st.lists(st.one_of(SENTENCES, SENTENCES, GARBAGE), min_size=1, max_size=5).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=3)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_evidence_is_the_text_at_its_place_whatever_the_input(paragraphs: list[str]) -> None:
    article = make_article(*(("paragraph", words) for words in paragraphs))
    report = read_article(article)
    hold(report)
    assert report.text == article.text
    with contextlib.suppress(NotAnArticle):  # hardly any text, full of control characters
        hold(read("Hội nghị thi đua\n" + "\n".join(paragraphs)))


def test_the_input_made_up_holds_awards() -> None:
    found = []

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(TEXTS)
    def count(paragraphs: list[str]) -> None:
        found.append(len(report_of(*(("paragraph", words) for words in paragraphs)).awards))

    count()
    assert sum(rows > 0 for rows in found) > len(found) / 3
    assert max(found) > 2
