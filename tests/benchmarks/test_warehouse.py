"""The measurement of the warehouse: that it sees what it is to see, and can fail."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from subprocess import PIPE, Popen
from unittest.mock import patch

import duckdb
import pytest

from benchmarks import cookbook, loading
from benchmarks.cookbook import Question, measure_questions, percentile, questions
from benchmarks.equality import differing
from benchmarks.loading import Loading, measure_loading
from benchmarks.processes import watching
from benchmarks.publishing import Publishing, Step
from benchmarks.warehouse import Figures, lines, measure
from warehouse.tables.derivation import insert_rows
from warehouse.tables.look_ups import award_type_rows
from warehouse.tables.schema import create_tables, create_views

COUNTS = {"article": 100, "award_report": 500, "award": 300, "official": 40}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a snapshot that holds the award types alone."""
    return written(tmp_path / "one.duckdb")


def written(path: Path) -> Path:
    with duckdb.connect(str(path)) as connection:
        create_tables(connection)
        insert_rows(connection, "award_type", award_type_rows())
        create_views(connection)
    return path


def publishing(seconds: float, articles: int = 100) -> Publishing:
    return Publishing(articles, [Step("writing", seconds, seconds)], COUNTS, 100, 120)


def test_rows_that_differ_are_seen(database: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "two.duckdb")
    assert differing(database, other) == {}
    with duckdb.connect(str(other)) as connection:
        connection.execute("UPDATE award_type SET name_vi = 'x' WHERE award = 'khac'")
        connection.execute("DELETE FROM award_type WHERE award = 'bang-khen'")
    assert differing(database, other) == {"award_type": 3}


def test_memory_of_what_a_process_starts_is_seen() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = bytes([1]) * 90_000_000; input()'])"
    with Popen([sys.executable, "-c", code], stdin=PIPE, text=True) as process, watching(process.pid) as peak:
        begun = time.monotonic()
        while peak.memory < 90 and time.monotonic() - begun < 30:
            time.sleep(0.02)
        process.communicate("\n")
    assert 90 < peak.memory < 200


def test_rows_are_loaded_by_duckdb_alone(database: Path, tmp_path: Path) -> None:
    with patch.object(loading, "run_child", lambda module, asked: (loading._load(Path(asked["folder"])), 0)):
        found = measure_loading(database, tmp_path / "parquet", rounds=1)
    assert found.rows == len(award_type_rows())
    assert found.wall > 0


def test_of_twenty_times_the_longest_but_one_counts() -> None:
    assert percentile([float(n) for n in range(1, 21)]) == 19
    assert percentile([5.0]) == 5


def test_the_questions_of_a_cookbook_are_asked(database: Path, tmp_path: Path) -> None:
    book = tmp_path / "cookbook.md"
    book.write_text(
        "# Book\n\n## How many?\n\n```sql\nSELECT count(*)\nFROM award_type;\n```\n\n```\nx\n```\n", "utf-8"
    )
    with patch.object(cookbook, "COOKBOOK", book):
        assert questions() == [("How many?", "SELECT count(*)\nFROM award_type;\n")]
        with patch.object(cookbook, "run_child", lambda module, asked: (cookbook._ask(**asked), 0)):
            (question,) = measure_questions(database, rounds=3)
    assert question.title == "How many?"
    assert question.slowest > 0
    with patch.object(cookbook, "COOKBOOK", tmp_path / "none.md"):
        assert questions() == []


def test_the_table_sets_each_figure_beside_what_is_wanted() -> None:
    figures = Figures(
        publishing(100),
        Loading(50, 20, 900),
        publishing(10, 50),
        publishing(9, 110),
        publishing(20, 130),
        {"award": 2},
        [Question("Who?", 400), Question("Where?", 20)],
    )
    told = {name: (figure, wanted, how) for name, figure, wanted, how in lines(figures)}
    assert told["building and publishing"][0] == "100 s"
    assert told["loading against DuckDB's own"][0] == "2.00 ×"
    assert told["publishing anew, more of the newest days"][:2] == ("0.090", "≤ 0.1")
    assert told["publishing anew, more of any day"][2].startswith("20.0 s for +20 articles")
    assert told["the same from the beginning"] == ("no", "yes", "award 2")
    assert told["questions of the cookbook, 95 of 100"][0] == "400 ms"
    assert told["growth against linear"][0] == "5.00 ×"


@pytest.mark.slow
def test_all_of_it_is_measured(tmp_path: Path) -> None:
    figures = measure(tmp_path, 300, smaller=100, new=20, rounds=1)
    assert figures.full.articles == 300
    assert figures.smaller is not None
    assert figures.smaller.articles == 100
    assert figures.new is not None
    assert figures.full.articles < figures.new.articles
    assert figures.differing == {}
    assert figures.full.memory_of_all >= figures.full.memory > 50
