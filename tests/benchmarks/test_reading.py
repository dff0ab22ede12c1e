"""The measurements run and measure what they say, on two short texts."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from benchmarks.articles import MaterialError, article_of, extracted, find_material, own_texts
from benchmarks.linearity import long_texts
from benchmarks.models import measure_models, unread_award, unread_name
from benchmarks.processes import peak_memory
from benchmarks.reading import main
from benchmarks.rivals import compare, sentences_of, with_page
from benchmarks.shares import component_of, shares
from benchmarks.throughput import Batch, rates_of
from benchmarks.timing import Times, race
from nlp.reading import read_article

TITLE = "Tổng kết phong trào thi đua yêu nước"
TEXT = f"{TITLE}\n\nSáng 12/3, UBND tỉnh Lào Cai tặng Bằng khen cho 5 tập thể. Ông Lê Văn Lương phát biểu tại hội nghị."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of real articles: one seed, a corpus of two, and a page that holds no article."""
    for name in ("seeds", "corpus", "html"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "html" / "listing.html").write_bytes(b"\x1f\x8b\x08")
    with gzip.open(tmp_path / "corpus" / "articles.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in (TEXT, f"{TEXT} Hội nghị kết thúc."))
    return tmp_path


def run(folder: Path, *options: str) -> dict[str, Any]:
    """Run the command on a folder, without ner; return what it printed."""
    app = typer.Typer()
    app.command()(main)
    always = [
        "--sample",
        "1",
        "--rounds",
        "1",
        "--letters",
        "20000",
        "--without-ner",
        "--json",
        "--shared",
        str(folder),
    ]
    done = CliRunner().invoke(app, [*always, *options])
    assert done.exit_code == 0, done.output
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def test_the_command_prints_what_it_is_asked_for(folder: Path) -> None:
    figures = run(folder, "--only", "rivals", "--only", "shares", "--only", "lengths")
    assert set(figures["rivals"]) == {"seeds", "corpus"}
    assert figures["rivals"]["seeds"]["sentences"] == 3
    assert sum(figures["shares"].values()) == pytest.approx(1)
    assert all(growth["ratio"] > 2 for growth in figures["lengths"])
    assert figures["processes"] is figures["memory"] is figures["models"] is None


@pytest.mark.slow
def test_memory_and_processes_are_measured_in_processes_of_their_own(folder: Path) -> None:
    figures = run(folder, "--only", "memory", "--only", "processes")
    assert figures["memory"]["articles"] == figures["processes"]["articles"] == 2
    assert 30 < figures["memory"]["first"] <= figures["memory"]["peak"]
    assert figures["processes"]["one"] > 0
    assert figures["processes"]["processor"] > 0
    assert figures["rivals"] is None


def test_an_unknown_part_is_an_error(folder: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    assert CliRunner().invoke(app, ["--only", "everything", "--shared", str(folder)]).exit_code == 2


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MaterialError, match="is not a folder"):
        find_material(tmp_path / "absent")


def test_without_real_articles_the_projects_own_are_taken_and_it_is_said(tmp_path: Path) -> None:
    material = find_material(tmp_path)
    assert set(material.texts) == {"own"}
    assert material.note
    assert "not here" in material.note
    assert len(material.largest) == len(own_texts()) >= 48


def test_reading_is_compared_with_its_rivals_on_the_same_words() -> None:
    subjects = [with_page(article) for article, _ in extracted([TEXT])]
    ((article, page),) = subjects
    assert all(sentence in page for sentence in sentences_of(article))
    found = compare(subjects, [], rounds=2, with_ner=True)
    assert found.times_ner == pytest.approx((found.ner or 0) / found.reading)
    assert found.of_trafilatura == pytest.approx(found.reading / found.trafilatura)


def test_the_times_of_a_race_are_medians_and_the_first_round_is_told_apart() -> None:
    order: list[str] = []
    times = race([{"a": lambda: order.append("a"), "b": lambda: order.append("b")}], rounds=3)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert [len(item) for item in times.rounds["a"]] == [3]
    told = Times({"slow": [[9.0, 4.0, 6.0], [2.0, 2.0, 2.0]], "fast": [[1.0, 3.0, 2.0], [2.0, 2.0, 9.0]]})
    assert (told.total("slow"), told.first("slow"), told.ratio("slow", "fast")) == (8, 11, 2)


def test_a_stack_counts_for_its_innermost_component() -> None:
    assert component_of(None) == "other"
    found = shares([article for article, _ in extracted([TEXT])])
    assert {"tokeniser", "people"} < set(found)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_only_the_time_in_which_all_processes_work_counts() -> None:
    alone = Batch(1, 0.0, (1.0, 2.0), 2.0)
    assert rates_of([alone]) == (1.0, 1.0)
    late = Batch(2, 1.0, (1.5, 2.0, 2.5), 1.5)
    assert rates_of([alone, late]) == (3.0, 0.7)  # from 1.0 till 2.0 three articles
    assert rates_of([alone, Batch(2, 3.0, (4.0,), 1.0)])[0] is None


@pytest.mark.slow
def test_memory_that_was_given_back_counts_for_the_peak() -> None:
    before = peak_memory()
    assert bytes([1]) * int(before * 1e6)
    assert peak_memory() > 1.3 * before


@pytest.mark.parametrize("kind", long_texts([TEXT]))
def test_long_texts_are_as_long_as_asked_for(kind: str) -> None:
    article = long_texts([TEXT])[kind](20_000)
    assert 20_000 <= len(article.text) < 22_000
    assert len(sentences_of(article)) == 2 if "one line" in kind else len(article.paragraphs) > 15


def test_models_are_asked_for_names_and_awards_that_were_not_read() -> None:
    article = article_of(
        TITLE, ["UBND tỉnh tặng Bằng khen cho 5 tập thể.", "Đồng chí Lê Văn Lương, Giám đốc Sở Y tế dự."]
    )
    report = read_article(article)
    assert not unread_award("UBND tỉnh tặng Bằng khen cho 5 tập thể.", report)
    assert unread_award("Tỉnh có 5 Bằng khen.", report)
    assert not unread_name("Đồng chí Lê Văn Lương dự.", report)
    assert unread_name("Nghệ nhân Trần Thị Mai hát.", report)


def test_each_model_has_its_cost() -> None:
    costs = measure_models([article_of(TITLE, ["Sáng nay trời mưa."])], most=2)
    assert [cost.model for cost in costs.models] == ["word_tokenize", "pos_tag", "chunk", "ner"]
    assert all(cost.sentence > 0 and cost.everything > 0 for cost in costs.models)
