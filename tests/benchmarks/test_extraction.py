"""What the comparison of extractors measures, and that thidua and trafilatura are compared on the same pages."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from benchmarks import extraction
from benchmarks.extraction import main
from benchmarks.extraction_pages import golden_subjects, saved_subjects
from benchmarks.extraction_scores import Extracted, Truth, grams, names, scores, share, words
from benchmarks.extractors import MissingExtractorError, extractor, withheld
from crawler.page import Page
from extract.families.declaration import load_families
from extract.reading import read_page

PAGES = Path(__file__).parents[1] / "extract" / "pages"
TRUTH = Truth(
    title="Xã Nà Hương tổng kết phong trào thi đua",
    paragraphs=[
        ("lead", "Sáng 12/3, xã Nà Hương tổng kết phong trào thi đua năm 2023."),
        ("paragraph", "Hội nghị có 120 đại biểu của 14 thôn, bản tham dự trong buổi sáng."),
        ("caption", "Quang cảnh hội nghị tổng kết của xã Nà Hương."),
        ("cell", "Bản Pá Lầu"),
    ],
    day=dt.date(2024, 3, 12),
    author="Hoài Thu - Minh Châu",
    foreign=["Chủ tịch huyện khác trao Bằng khen cho 91 tập thể tiêu biểu"],
)
EXACT = Extracted([text for _, text in TRUTH.paragraphs], TRUTH.title, TRUTH.day, TRUTH.author)
_LINES = st.lists(st.text("an bình cá", min_size=1, max_size=30), max_size=6)


def test_an_exact_article_has_full_marks() -> None:
    found = scores(EXACT, TRUTH)
    assert found.pop("leak") == 0
    assert set(found.values()) == {1.0}


def test_nothing_has_none() -> None:
    found = scores(Extracted(title=""), TRUTH)
    assert set(found.values()) == {0.0}


def test_a_foreign_line_costs_precision_and_is_a_leak() -> None:
    more = Extracted([*EXACT.paragraphs, "Chủ tịch huyện khác trao Bằng khen"], TRUTH.title, TRUTH.day, TRUTH.author)
    found = scores(more, TRUTH)
    assert (found["paragraph precision"], found["paragraph recall"]) == (0.8, 1.0)
    assert found["leak"] == 1
    assert found["word recall"] == 1
    assert (found["word precision"] or 1) < 1
    other = scores(Extracted([*EXACT.paragraphs, "Chia sẻ bài viết này qua Facebook"]), TRUTH)
    assert other["leak"] == 0


def test_words_that_the_article_has_itself_are_no_leak() -> None:
    own = Truth("Tin", [("paragraph", "Trao Bằng khen cho 91 tập thể")], foreign=["Trao Bằng khen cho 91 tập thể"])
    assert scores(Extracted(["Trao Bằng khen cho 91 tập thể"]), own)["leak"] == 0


def test_a_repeated_headline_counts_neither_way_and_captions_not_for_prose() -> None:
    assert scores(Extracted([TRUTH.title.upper(), *EXACT.paragraphs]), TRUTH)["paragraph f1"] == 1
    prose = Extracted(EXACT.paragraphs[:2])
    assert scores(prose, TRUTH)["prose f1"] == 1
    assert scores(EXACT, TRUTH)["prose f1"] == 1
    assert (scores(prose, TRUTH)["word f1"] or 1) < 1


def test_authors_are_compared_as_names() -> None:
    assert names("Hoài Thu - Minh Châu") == names("Minh Châu; Hoài Thu") == {"hoai thu", "minh chau"}
    assert names(None) == names("") == frozenset()
    assert scores(Extracted(author="Báo Mẫu"), TRUTH)["author"] == 0


def test_what_a_page_does_not_tell_is_not_measured() -> None:
    found = scores(EXACT, Truth(TRUTH.title, TRUTH.paragraphs[1:]))
    assert (found["date"], found["lead"], found["leak"]) == (None, None, None)


@given(_LINES, _LINES)
def test_shares_are_between_none_and_all_and_turn_with_their_sides(found: list[str], wanted: list[str]) -> None:
    left, right = Counter(map(words_of, found)), Counter(map(words_of, wanted))
    there, back = share(left, right), share(right, left)
    assert 0 <= there.f1 <= 1
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert share(left, left).f1 == 1
    assert (there.f1 == 1) == (left == right)


def words_of(text: str) -> tuple[str, ...]:
    return tuple(words(text))


@given(st.lists(st.sampled_from("abc"), max_size=12), st.integers(1, 6))
def test_sequences_are_as_many_as_there_are_places(sequence: list[str], length: int) -> None:
    wanted = max(1, len(sequence) - length + 1) if sequence else 0
    assert grams(sequence, length).total() == wanted


def test_a_family_is_withheld_for_as_long_as_it_is_asked() -> None:
    page = Page(url=None, body=(PAGES / "zce.html").read_bytes())
    with withheld("zce"):
        assert read_page(page).family == "trafilatura"
    assert read_page(page).family == "zce"
    with withheld("vnpt"):
        assert extractor("thidua")(page.body, None).author == "Anh Thư"


def test_the_golden_pages_are_what_is_compared() -> None:
    subjects = golden_subjects()
    assert {subject.family for subject in subjects} <= {family.name for family in load_families()}
    assert all(len(subject.body) > 40_000 and subject.truth.foreign for subject in subjects)


def _run(*arguments: str) -> tuple[int, str, str]:
    app = typer.Typer()
    app.command()(main)
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_saved_pages_are_compared_in_one_table() -> None:
    names = ["thidua", "thidua, family withheld", "trafilatura"]
    chosen = [word for name in names for word in ("--only", name)]
    code, out, _ = _run("--pages", str(PAGES), *chosen, "--timed", "2", "--rounds", "1", "--families")
    assert code == 0
    rows = {line.split(" | ")[0].strip("| "): line.split(" | ") for line in out.splitlines() if line.startswith("| ")}
    own = next(cells for name, cells in rows.items() if name.startswith("thidua ") and "withheld" not in name)
    assert len(own) == len(extraction.COLUMNS) + 3
    assert "n = " in out
    assert any(name.startswith("trafilatura 2") for name in rows)
    assert "zce" in rows


def test_figures_come_as_json() -> None:
    code, out, _ = _run("--pages", str(PAGES), "--only", "thidua", "--timed", "1", "--rounds", "1", "--json")
    assert code == 0
    figures = json.loads(out)
    assert figures["pages"] == len(saved_subjects(PAGES))
    assert figures["means"]["thidua"]["title"] == 1
    assert figures["seconds"]["thidua"] > 0


def test_what_is_not_installed_or_not_there_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("newspaper", "readability", "justext", "resiliparse", "resiliparse.extract.html2text"):
        monkeypatch.setitem(sys.modules, module, None)
    for name in ("newspaper4k", "readability-lxml", "justext", "resiliparse"):
        with pytest.raises(MissingExtractorError, match=rf"{name} is not installed .*thidua\[bench\]"):
            extractor(name)
    code, _, told = _run("--pages", str(PAGES), "--only", "newspaper4k")
    assert (code, told.count("error: newspaper4k is not installed")) == (1, 1)
    code, _, told = _run("--pages", str(tmp_path))
    assert (code, "holds no saved page" in told) == (1, True)
