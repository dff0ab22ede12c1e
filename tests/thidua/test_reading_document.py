"""The worked example of docs/reading.md, read and compared with what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from crawler.page import Page
from extract.reading import read_page
from nlp.layers import Layers, annotate
from nlp.mentions import Mentions
from nlp.reading import read_article
from nlp.report import Award, Report
from reference.awards import AwardType
from thidua.cli import app

DOCUMENT = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", DOCUMENT, re.DOTALL)
ARTICLE, SHOWN, DRAWING = [text for kind, text in BLOCKS if kind == "text"][:3]
(YAML,) = (text for kind, text in BLOCKS if kind == "yaml")
(PYTHON,) = (text for kind, text in BLOCKS if kind == "python")
FIELDS = re.findall(r"^\| `(\w+)` \| ([^|]*?) ?\|", DOCUMENT, re.MULTILINE)
DAY = "2025-01-16"
MARGIN = 10  # columns before the words of the drawing


@pytest.fixture(scope="module")
def layers() -> Layers:
    headers = {"content-type": "text/plain; charset=utf-8"}
    page = Page(url="https://example.org/1", body=ARTICLE.encode(), headers=headers, meta={"published": DAY})
    article = read_page(page)
    return annotate(article, article.province)


@pytest.fixture(scope="module")
def report(layers: Layers) -> Report:
    return read_article(layers.article)


def test_the_example_gives_what_the_document_shows(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    told = CliRunner().invoke(app, ["inspect", str(path), "--published", DAY]).stdout.splitlines()
    shown = SHOWN.splitlines()
    first = told.index(shown[0])
    assert [line.rstrip() for line in told[first : first + len(shown)]] == shown
    assert told[first + len(shown)].startswith(" 1. ")


def drawn(text: str) -> Iterator[tuple[str, str]]:
    """Yield each (sort, words) that the brackets of a drawing mark in the line above them."""
    words = ""
    for line in text.splitlines():
        for bracket in re.finditer(r"└[─ ]*(\w+)[─ ]*┘", line):
            yield bracket[1], words[bracket.start() : bracket.end()]
        words = line


def test_the_drawn_spans_are_what_the_vocabularies_claim(layers: Layers, report: Report) -> None:
    sentence = " ".join(line[MARGIN:] for line in DRAWING.splitlines() if not re.search("└|──▶", line))
    at = layers.text.index(sentence)

    def words(mentions: Mentions[Any]) -> list[str]:
        return [layers.text[m.start : m.end] for m in mentions.within(at, at + len(sentence))]

    found = {
        "award": words(layers.awards),
        "class": words(layers.classes),
        "person": words(layers.people),
        "number": words(layers.quantities),
    }
    told = list(drawn(DRAWING))
    assert {sort: [of for kind, of in told if kind == sort] for sort in found} == found
    assert set(words(layers.grantors)) == {of for kind, of in told if kind in ("body", "title")}
    assert {of for kind, of in told if kind == "title"} <= {title for who in report.officials for title in who.titles}


def in_short(award: Award) -> str:
    name = f"{award.award} {award.award_class}" if award.award_class else award.award
    return f"{name}, {award.count} {award.recipient}, {award.grantor}, {award.status}"


def test_the_drawn_rows_are_those_of_the_sentence(report: Report) -> None:
    (sentence,) = {award.evidence.text for award in report.awards if award.evidence.text.count(";") > 1}
    read = [in_short(award) for award in report.awards if award.evidence.text == sentence]
    assert re.findall("──▶ (.*)", DRAWING) == read


def shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "null" if value is None else str(value)


def test_the_fields_of_the_merged_row_are_those_shown(report: Report) -> None:
    row = next(award for award in report.awards if award.recipient_names == ("Tẩn Mý Dao",))
    told = row.model_dump(mode="json", by_alias=True)
    assert {name: shown(told[name]) for name, _ in FIELDS} == dict(FIELDS)
    assert set(told) - dict(FIELDS).keys() == {"name", "evidence", "confidence"}


def test_what_the_table_says_of_other_rows(report: Report) -> None:
    by_award = {award.award: award for award in report.awards}
    assert by_award["co-thi-dua"].period == (2024, 2024)
    assert [part.label for part in by_award["huy-hieu"].breakdown] == ["75 năm tuổi Đảng", "50 năm tuổi Đảng"]
    assert by_award["huan-chuong-lao-dong"].presented_by == ("Giàng A Phử",)


def test_the_entry_for_a_new_award_has_the_fields_of_one() -> None:
    (entry,) = yaml.safe_load(YAML)
    optional = yaml.safe_load("\n".join(re.findall(r"^  # (\w+: \S+)", YAML, re.MULTILINE)))
    assert set(AwardType(**entry, **optional).__slots__) == set(entry) | set(optional)


def test_the_tests_shown_pass() -> None:
    names: dict[str, Any] = {}
    exec(PYTHON, names)  # noqa: S102  (the document's own)
    tests = [test for name, test in names.items() if name.startswith("test_")]
    for test in tests:
        test()
    assert len(tests) == 2
