"""How readings of pages that others made are compared with the gold of theirs."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.agreement import Agreement, of_paragraphs, of_segments, of_word_runs, same_text
from benchmarks.foreign import Score, Told, bare, measure, ours
from benchmarks.foreign_pages import CorpusError, ForeignPage, fundus_pages, trafilatura_pages
from thidua.gold import Half

_TEXTS = [f"The council of the town met for the {n}th time to speak about its schools and roads." for n in range(9)]
_PAGE = (
    "<html><head><title>A council meets</title><meta property='article:published_time' content='2024-05-06T23:30:00Z'>"
    "</head><body><nav>Menu</nav><h1>A council meets</h1>"
    + "".join(f"<p>{text}</p>" for text in _TEXTS)
    + "</body></html>"
)


def test_paragraphs_and_runs_of_words_are_counted() -> None:
    assert of_paragraphs(["One, two!", "three"], ["one two", "four"]) == Agreement(1, 2, 2)
    assert of_paragraphs(["a", "a"], ["a"]) == Agreement(1, 2, 1)
    assert of_word_runs(["a b c", "d e f"], ["a b c d e"]) == Agreement(1, 2, 1)
    counts = of_segments("one  two\nthree", ["one two", "four"], ["three", "five"])
    assert counts == Agreement(1, 2, 2)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5)
    assert Agreement().f1 == Agreement().precision == Agreement().recall == 0


def test_titles_are_the_same_whatever_their_marks_and_case() -> None:
    assert same_text("“Một” – hai", "MỘT - Hai")
    assert not same_text("Một", "Mot")


def test_a_day_is_that_of_the_gold_s_own_zone_and_a_refused_page_misses_all() -> None:
    page = ForeignPage(
        name="x",
        url="https://x.example/a",
        html=b"",
        wanted=("one",),
        unwanted=("two",),
        title="One",
        published=datetime(2024, 5, 6, 23, 30, tzinfo=UTC),
        authors=("Ann Lee",),
    )
    score = Score()
    score.add(
        page, Told(("one",), ("two",), "one", datetime(2024, 5, 7, 6, 30, tzinfo=UTC).replace(hour=1), "Ann Lee, Bo")
    )
    score.add(page, Told(("one",), (), "one", datetime.fromisoformat("2024-05-07T06:30:00+07:00"), None))
    score.add(page, Told())
    assert (score.pages, score.refused) == (3, 1)
    assert score.segments == Agreement(2, 3, 3)
    assert (score.title.right, score.published.right, score.authors.right) == (2, 1, 1)
    assert len(score.row()) == 9


def test_both_readers_read_a_page_of_another_language() -> None:
    page = ForeignPage(
        name="x",
        url="https://x.example/a-council",
        html=_PAGE.encode(),
        paragraphs=tuple(_TEXTS),
        title="A council meets",
        published=date(2024, 5, 6),
    )
    scores = measure([page], {"ours": ours, "bare": bare})
    assert [score.runs.recall for score in scores.values()] == [1, 1]
    assert scores["ours"].paragraphs == Agreement(9, 9, 9)
    assert [score.title.right for score in scores.values()] == [1, 1]


def test_trafilatura_s_corpus_is_read_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "tests" / "eval").mkdir(parents=True)
    (tmp_path / "tests" / "eval" / "a.html").write_text(_PAGE, encoding="utf-8")
    told = {"with": ["a"], "without": ["b"], "title": "T", "author": "Ann Lee; Bo", "date": "2024-05-06"}
    gold = {"https://a.example/": {"file": "a.html"} | told, "https://b.example/": {"file": "missing.html"} | told}
    (tmp_path / "tests" / "evaldata.json").write_text(json.dumps(gold), encoding="utf-8")
    (page,) = trafilatura_pages(tmp_path)
    assert (page.url, page.wanted, page.unwanted, page.authors) == (
        "https://a.example/",
        ("a",),
        ("b",),
        ("Ann Lee", "Bo"),
    )
    assert page.published == date(2024, 5, 6)


def test_fundus_s_pages_follow_the_versions_of_their_parser(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "resources" / "parser" / "test_data" / "vn"
    folder.mkdir(parents=True)
    names = ["Bao_2023_01_02.html.gz", "Bao_2024_01_02.html.gz"]
    for name in names:
        (folder / name).write_bytes(gzip.compress(_PAGE.encode()))
    body = {"summary": ["Lead"], "sections": [{"headline": ["Head"], "paragraphs": ["One"]}]}
    versions = {
        version: {
            "title": version,
            "body": body,
            "authors": ["Ann Lee"],
            "publishing_date": "2024-05-06 10:00:00+07:00",
        }
        for version in ("V1_1", "V1")
    }
    (folder / "Bao.json").write_text(json.dumps(versions), encoding="utf-8")
    (folder / "meta.info").write_text(
        json.dumps({name: {"url": "https://b.example/"} for name in names}), encoding="utf-8"
    )
    pages = fundus_pages(tmp_path)
    assert [(page.name, page.title) for page in pages] == [(f"vn/{names[0]}", "V1"), (f"vn/{names[1]}", "V1_1")]
    assert pages[0].paragraphs == ("Lead", "Head", "One")


def test_halves_are_chosen_by_name() -> None:
    halves = {ForeignPage(name=str(n), url="", html=b"").half for n in range(20)}
    assert halves == {Half.DEVELOP, Half.MEASURE}


def test_a_folder_without_a_corpus_is_named(tmp_path: Path) -> None:
    for load in (trafilatura_pages, fundus_pages):
        with pytest.raises(CorpusError, match=tmp_path.name):
            load(tmp_path)
