"""The pages for looking over: everything that the report says is in them, and whatever the article says stays text."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from typer.testing import CliRunner

import thidua
from extract.canonical import canonical_text
from nlp.report import Grantor, Kind, PartOfDay, Qualifier, Recipient, Report, Role, Status
from tests.thidua.test_inspection import HTML, META, TEXT
from thidua import article_pages
from thidua.article_pages import article_page, index_page
from thidua.cli import app
from warehouse.corrections.file import parse_corrections


def parse(page: str) -> Any:  # noqa: ANN401 - an element of lxml
    return lxml_html.fromstring(page)


def words(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def report() -> Report:
    return thidua.read(TEXT, url=META["url"], published=META["published"])


def test_the_page_shows_the_text_and_the_rows(report: Report) -> None:
    page = parse(article_page(report))
    assert [words(p) for p in page.find_class("words")] == report.text.split("\n\n")
    first = page.get_element_by_id("r1")
    assert [words(cell) for cell in first.xpath("tr[1]/*")] == [
        "1", "Bằng khen", "8 tập thể", "Chủ tịch UBND tỉnh", "đã trao", f"{report.awards[0].confidence:.0%}",
    ]  # fmt: skip
    assert len(page.xpath("//tbody[starts-with(@id, 'r')]")) == len(report.awards) == 2
    assert {words(mark) for mark in page.find_class("number")} >= {"8", "7"}
    assert {words(mark) for mark in page.find_class("event")} >= {"12/1/2024"}
    for link in page.xpath("//a[starts-with(@href, '#')]/@href"):
        assert page.get_element_by_id(link[1:]) is not None
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_page_needs_nothing_from_elsewhere(report: Report) -> None:
    page = parse(article_page(report, index="../index.html"))
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@style") == []
    assert page.xpath("//a[not(starts-with(@href, '#'))]/@href") == ["../index.html", META["url"]]
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_a_row_offers_the_beginning_of_a_correction(report: Report) -> None:
    (entry, _) = parse(article_page(report)).xpath("//pre/text()")
    filled = entry.replace("by:", "by: Mai").replace("on:", "on: 2026-11-20").replace("why:", "why: 'Nhầm'")
    (read,) = parse_corrections(filled, "corrections.yaml")
    assert (read.article, read.subject, read.action) == (META["url"], "award", "change")
    assert read.award is not None
    assert read.award.wrong is not None
    assert read.award.wrong.said()["evidence"] == report.awards[0].evidence.text


def test_a_page_without_facts_says_so() -> None:
    page = parse(article_page(Report(title="Mùa vàng", text="Mùa vàng", warnings=("no date of publication",))))
    assert "không nói về thi đua, khen thưởng" in words(page)
    assert "no date of publication" in words(page)
    assert "Không đọc được dòng nào." in words(page)


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("kind", Kind),
        ("part_of_day", PartOfDay),
        ("role", Role),
        ("recipient", Recipient),
        ("qualifier", Qualifier),
        ("status", Status),
        ("grantor", Grantor),
    ],
)
def test_every_code_has_its_words(group: str, codes: Any) -> None:  # noqa: ANN401 - a Literal
    path = Path(article_pages.__file__).with_name("templates") / "labels.yaml"
    assert set(yaml.safe_load(path.read_text(encoding="utf-8"))[group]) == set(get_args(codes))


EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt;",
    "</style>",
    "{{ 7*7 }}",
    '" onclick="x',
]
WORDS = st.one_of(st.sampled_from(EVIL), st.text("<>&\"'{}%ă ", max_size=5))
NASTY = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
TAGS = "html head meta title style body header h1 p a dl div dt dd main article mark span aside h2 small table thead"
TAGS += " tbody tr th td i b details summary code pre"


@settings(max_examples=100, deadline=None)
@given(NASTY, NASTY, NASTY)
def test_whatever_an_article_says_stays_text(title: str, body: str, name: str) -> None:
    text = canonical_text(f"{title}\n{body} {name}") or "x"
    report = Report.model_validate(
        {
            "title": title,
            "text": text,
            "url": f"https://a.vn/{title}",
            "source": name,
            "relevant": True,
            "host": body,
            "warnings": [body],
            "officials": [{"name": name, "titles": [title], "roles": ["attend"]}],
            "awards": [
                {
                    "award": "khac",
                    "name": name,
                    "grantor_name": title,
                    "recipient": "case",
                    "status": "conferred",
                    "recipient_names": [body],
                    "evidence": {"start": 0, "end": len(text), "text": text},
                    "confidence": 0.5,
                }
            ],
        }
    )
    page = parse(article_page(report))
    assert {element.tag for element in page.iter()} <= set(TAGS.split())
    assert page.xpath("//@onclick | //@onerror") == []
    assert ["".join(p.itertext()) for p in page.find_class("words")] == text.split("\n\n")
    assert words(page.xpath("//h1")[0]) == (" ".join(title.split()) if title else "Bài không có tiêu đề")
    listed = parse(index_page(name, [(title, report)], [body]))
    assert listed.xpath("//script | //img | //@onclick | //@onerror") == []
    assert listed.xpath("//li/a/@href") == [title]


def test_an_address_that_is_none_is_no_link() -> None:
    page = parse(article_page(Report(title="x", text="x", url="javascript:alert(1)")))
    assert page.xpath("//a/@href") == ["#rows"]


def call(*arguments: str | Path) -> tuple[int, str]:
    outcome = CliRunner().invoke(app, ["inspect", *map(str, arguments)])
    return outcome.exit_code, outcome.stdout


@pytest.mark.slow
def test_inspect_writes_a_page_where_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    assert call(tmp_path / "a.html", "--html", "--out", tmp_path / "look.html") == (0, "")
    page = (tmp_path / "look.html").read_text(encoding="utf-8")
    assert call(tmp_path / "a.html", "--html") == (0, page)
    (tmp_path / "pages").mkdir()
    assert call(tmp_path / "a.html", "--html", "--out", tmp_path / "pages") == (0, "")
    assert (tmp_path / "pages" / "a.html").read_text(encoding="utf-8") == page
    assert parse(page).xpath("//h1/text()") == [TEXT.splitlines()[0]]


def test_inspect_writes_a_page_for_each_file_of_a_folder_and_a_list(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "index.txt").write_text(TEXT, encoding="utf-8")
    (saved / "b #1.html").write_text(HTML, encoding="utf-8")
    (saved / "empty.txt").write_text("")
    assert call(saved, "--html", "--out", tmp_path / "look")[0] == 1
    listed = parse((tmp_path / "look" / "index.html").read_text(encoding="utf-8"))
    assert listed.xpath("//li/a/@href") == ["pages/b%20%231.html", "pages/index.html"]
    assert "empty.txt is not an article" in words(listed)
    page = parse((tmp_path / "look" / "pages" / "b #1.html").read_text(encoding="utf-8"))
    assert page.xpath("//p[@class='back']/a/@href") == ["../index.html"]


def test_inspect_never_writes_over_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    wrong: list[list[str | Path]] = [
        [tmp_path / "a.html", "--html", "--out", tmp_path],
        [tmp_path / "a.html", "--html", "--out", tmp_path / "a.html"],
        [tmp_path, "--html", "--out", tmp_path],
        [tmp_path, "--html"],
        [tmp_path / "a.html", "--html", "--json"],
    ]
    for arguments in wrong:
        assert call(*arguments)[0] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == HTML
