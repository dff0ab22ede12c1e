"""Notebooks run from a clean kernel on the demo's home, say what the data say, and are kept without outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import nbformat
import pytest
from nbformat import NotebookNode

import thidua
from tests.notebooks.conftest import Run
from thidua.notebook_pages import page_of, write_pages
from thidua.notebooks import notebooks

STEMS = [path.stem for path in notebooks()]


@pytest.fixture
def snapshot(demo_home: Path) -> Iterator[thidua.Snapshot]:
    with thidua.open(demo_home) as opened:
        yield opened


def kept(path: Path) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def found(page: str, path: str) -> list[str]:
    """Return the texts, attributes or texts of elements that an XPath finds in a page."""
    result = lxml.html.fromstring(page).xpath(path)
    assert isinstance(result, list)
    return [str(one.text_content() if isinstance(one, lxml.html.HtmlElement) else one) for one in result]


def outputs(notebook: NotebookNode) -> list[NotebookNode]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def said(notebook: NotebookNode) -> str:
    """Return what a notebook shows as words, tables with a bar between their cells."""
    parts = []
    for output in outputs(notebook):
        data = output.get("data", {})
        if "text/markdown" in data:
            parts.append(data["text/markdown"])
        elif "text/html" in data:
            table = re.sub(r"<style>.*?</style>", "", data["text/html"], flags=re.DOTALL)
            parts.append("|".join(words for text in found(table, "//text()") if (words := text.strip())))
        else:
            parts.append(output.get("text", ""))
    return "\n".join(parts)


def test_there_are_the_six_notebooks() -> None:
    assert [stem.partition("-")[0] for stem in STEMS] == ["01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    notebook = kept(path)
    nbformat.validate(notebook)
    assert outputs(notebook) == []
    assert [cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.execution_count] == []


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_says_first_what_to_beware_of_and_last_what_to_try_next(path: Path) -> None:
    told = [cell.source for cell in kept(path).cells if cell.cell_type == "markdown"]
    assert told[0].startswith("# ")
    assert "**Beware" in told[0]
    assert "## What to try next" in told[-1]


@pytest.mark.parametrize("stem", STEMS)
def test_a_notebook_runs_without_a_warning_and_shows_charts_and_tables(stem: str, run: Run) -> None:
    given = outputs(run(stem))
    assert [output.text for output in given if output.get("name") == "stderr"] == []
    kinds = [kind for output in given for kind in output.get("data", {})]
    assert "image/svg+xml" in kinds
    assert any('class="gt_table"' in output.get("data", {}).get("text/html", "") for output in given)


@pytest.mark.parametrize("stem", STEMS)
def test_a_page_asks_no_other_host_for_anything(stem: str, run: Run) -> None:
    page = page_of(run(stem), stem)
    assert found(page, "//script | //link | //iframe | //object | //embed | //base | //form") == []
    assert [
        value for value in found(page, "//@src | //@srcset | //@*[name() = 'xlink:href']") if value[:5] != "data:"
    ] == []
    styles = "".join(found(page, "//style/text() | //@style"))
    assert "@import" not in styles
    assert re.findall(r"url\((?!['\"]?(?:data:|#))", styles) == []


def test_the_first_look_counts_what_is_there(run: Run, snapshot: thidua.Snapshot) -> None:
    told = said(run("01-first-look"))
    articles, relevant = snapshot.rows("SELECT count(*), count(*) FILTER (relevant) FROM report")[0]
    assert f"articles read|{articles}|relevant: of emulation or commendation|{relevant}|" in told
    largest, evidence = snapshot.rows(
        "SELECT count, evidence FROM award WHERE status = 'conferred' ORDER BY count DESC NULLS LAST LIMIT 1"
    )[0]
    assert f", {largest} (confidence " in told
    assert evidence in told


def test_trends_stand_beside_the_articles_that_they_are_told_from(run: Run, snapshot: thidua.Snapshot) -> None:
    told = said(run("02-trends"))
    rows = snapshot.rows("SELECT year, articles_relevant, ceremonies, awards, awards_per_100 FROM award_trend")
    for year, articles, ceremonies, awards, rate in rows:
        assert f"|{year}|{articles}|{ceremonies}|{awards}|{rate:.0f}|" in told
    spans = (("2025-07-01", "2025-09-25"), ("2024-07-01", "2024-09-25"))
    after, before = (
        snapshot.rows("SELECT count(*) FROM award WHERE status = 'conferred' AND date BETWEEN ? AND ?", span)[0][0]
        for span in spans
    )
    assert f"From 01/07/2025 to 25/09/2025: {after} awards, relevant articles: 1." in told
    assert f"The same days a year before: {before} awards, relevant articles: 4." in told
    assert "63 provinces before, 34 since." in told


def test_officials_are_told_with_how_much_is_left_out(run: Run, snapshot: thidua.Snapshot) -> None:
    told = said(run("03-officials"))
    conferred, handed_over = snapshot.rows("""
        SELECT count(*), count(*) FILTER (award_key IN (SELECT award_key FROM presentation))
        FROM award WHERE status = 'conferred'
    """)[0]
    assert f"Of {conferred} conferred awards {handed_over} say who handed them over" in told
    most = snapshot.rows("SELECT max(ceremonies) FROM official")[0][0]
    for (name,) in snapshot.rows("SELECT name FROM official WHERE ceremonies = ?", [most]):
        assert f"|{name}|" in told


def test_each_sentence_of_the_article_is_marked_and_has_its_rows(run: Run, snapshot: thidua.Snapshot) -> None:
    notebook = run("04-from-sentence-to-row")
    told = said(notebook)
    address = re.search(r"https://\S+", told)
    assert address is not None
    article = snapshot.article(address.group())
    shown = [output.get("data", {}).get("text/html", "") for output in outputs(notebook)]
    (marked,) = [html for html in shown if 'class="entities"' in html]
    marks = {" ".join(mark.split()) for mark in found(marked, "//mark/text()[1]")}
    for evidence in article.awards["evidence"]:
        assert any(mark and mark in evidence for mark in marks)
    assert set(article.officials["name"]) <= marks
    assert len(article.awards) > 3
    assert f"{len(article.awards)} awards, {len(article.officials)} officials" in told


def test_a_figure_is_weighed_by_the_confidence_of_its_rows(run: Run, snapshot: thidua.Snapshot) -> None:
    told = said(run("05-quality"))
    rows, stated, expected = snapshot.rows("""
        SELECT count(*), sum(count), sum(count * confidence) FROM award
        WHERE status = 'conferred' AND award = 'bang-khen' AND count IS NOT NULL
    """)[0]
    line = re.search(rf"Bằng khen\|{rows}\|{stated:,}\|([\d,|]+)", told)
    assert line is not None
    mean, low, high, together_low, together_high = (int(n.replace(",", "")) for n in line.group(1).split("|")[:5])
    assert mean == round(expected)
    assert together_low <= low < mean < high <= together_high <= stated
    read = snapshot.rows("SELECT count(*) FROM article")[0][0]
    assert f"Shown: {read} of {read} articles read." in told
    assert "0 with findings" in told


def test_pages_of_ones_own_become_a_home_that_counts_no_award_twice(run: Run) -> None:
    told = said(run("06-your-own-pages"))
    pages = re.search(r"^(\d+) pages, such as", told, re.MULTILINE)
    assert pages is not None
    assert f"{pages.group(1)} files: {pages.group(1)} pages kept" in told
    assert "|text alone|NaN|None|None|" in told
    of_pages, of_home = (int(rows) for rows in re.findall(r"(?:rows of all pages|awards of the home)\|(\d+)\|", told))
    assert 0 < of_home < of_pages


@pytest.mark.slow
def test_pages_written_twice_are_the_same(run: Run, demo_home: Path, tmp_path: Path) -> None:
    pages = write_pages(demo_home, tmp_path / "html")
    assert [page.name for page in pages] == [f"{stem}.html" for stem in STEMS]
    for page, stem in zip(pages, STEMS, strict=True):
        assert page.read_text(encoding="utf-8") == page_of(run(stem), stem)
