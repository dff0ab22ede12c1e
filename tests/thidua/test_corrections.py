"""The worked example of docs/corrections.md, run as it stands there, and the operator's file in a home."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from crawler.page import Page
from extract.reading import read_page
from nlp.reading import read_article
from tests.warehouse.building import Story, write_parts
from thidua.cli import app
from thidua.home import open_home
from warehouse.corrections.file import load_corrections
from warehouse.publish import Published, publish

DOCUMENT = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w*)\n(.*?)```", DOCUMENT, re.DOTALL)
ARTICLE, SHOWN, WARNING = (text for kind, text in BLOCKS if kind == "text")
(YAML,) = (text for kind, text in BLOCKS if kind == "yaml")
(COMMAND,) = (text for kind, text in BLOCKS if kind == "")


def published(root: Path, article: str) -> Published:
    home = open_home(root, create=True)
    home.corrections.write_text(YAML, encoding="utf-8")
    url = "https://baonghean.vn/hien-dat-post1.html"
    headers = {"content-type": "text/plain; charset=utf-8"}
    extracted = read_page(Page(url=url, body=article.encode(), headers=headers, meta={"published": "2024-01-12"}))
    articles, reports = write_parts(root, [Story(extracted, read_article(extracted))])
    corrections = load_corrections(home.corrections)
    return publish(articles=articles, reports=reports, home=root, corrections=corrections)


def test_the_worked_example_gives_what_the_document_shows(tmp_path: Path) -> None:
    assert published(tmp_path / "home", ARTICLE).warnings == ()
    (asked,) = re.findall(r'query "(.*)"', COMMAND)
    outcome = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), "query", asked])
    assert [line.split() for line in outcome.stdout.splitlines()] == [line.split() for line in SHOWN.splitlines()]
    asked = "SELECT name, date FROM official JOIN appearance USING (official_key) JOIN ceremony USING (ceremony_key)"
    outcome = CliRunner().invoke(app, ["--home", str(tmp_path / "home"), "query", asked, "--format", "csv"])
    assert outcome.stdout.splitlines()[1:] == ["Lô Văn Khuyến,2024-01-11"]


def test_an_entry_that_fits_no_more_is_named_as_the_document_shows(tmp_path: Path) -> None:
    found = published(tmp_path / "home", ARTICLE.replace("7 cá nhân", "17 cá nhân"))
    assert [f"warning: {warning}\n" for warning in found.warnings] == [WARNING]
