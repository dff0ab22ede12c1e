"""`thidua demo` from end to end: it publishes the truth of its site, exactly, and a second run changes nothing."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import thidua
from thidua.demo.comparison import QUERIES, compare
from thidua.demo.site import build_site
from thidua.demo.truth import SiteTruth, load_truth

THIDUA = Path(sys.executable).with_name("thidua")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k != "THIDUA_HOME"}
    return subprocess.run(
        [THIDUA, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
    )


@pytest.fixture
def folder(demo_folder: Path) -> Path:
    """A folder in which the demo was run."""
    return demo_folder


@pytest.fixture
def printed(folder: Path) -> str:
    """What the demo printed."""
    return folder.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def truth() -> SiteTruth:
    return load_truth(build_site())


@pytest.fixture
def snapshot(folder: Path, printed: str) -> Iterator[thidua.Snapshot]:
    with thidua.open(folder / "thidua-demo") as opened:
        yield opened


def test_what_is_published_is_the_truth(snapshot: thidua.Snapshot, truth: SiteTruth) -> None:
    published = {}
    for name, query in QUERIES.items():
        columns = list(snapshot.sql(query).columns)
        published[name] = [dict(zip(columns, row, strict=True)) for row in snapshot.rows(query)]
    assert compare(truth, published) == []


def test_the_printed_figures_are_the_truth(printed: str, truth: SiteTruth) -> None:
    figures = {label: int(number) for label, number in re.findall(r"^([a-z ]+?) +(\d+)$", printed, re.MULTILINE)}
    assert figures["pages"] == figures["articles"] == len(truth.reports)
    assert figures["relevant ones"] == len(truth.relevant)
    assert figures["ceremonies"] == len(truth.ceremonies)


def test_the_readme_shows_what_is_printed(folder: Path, printed: str) -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    demo, *answers = re.findall(r"```text\n(.*?)\n```", text, re.DOTALL)
    assert printed.partition("\nNow try:")[0].rstrip() == demo
    queries = re.findall(r"thidua --home thidua-demo query (\"[^\"]*\")", text)
    assert len(queries) == len(answers) == 2
    for query, answer in zip(queries, answers, strict=True):
        (sql,) = shlex.split(query.replace("\\\n", " "))
        assert run(folder, "--home", "thidua-demo", "query", sql).stdout.rstrip() == answer


def test_the_readme_counts_reports_and_ceremonies(snapshot: thidua.Snapshot) -> None:
    ((reports, ceremonies),) = snapshot.rows("SELECT count(ceremony_key), count(DISTINCT ceremony_key) FROM report")
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"{reports} reports tell of {ceremonies}." in text
    rest = snapshot.rows(
        "SELECT kind, count(*) FROM report WHERE relevant AND ceremony_key IS NULL GROUP BY 1 ORDER BY 1"
    )
    assert rest == [("feature", 2), ("plan", 1)]


def test_the_demo_stays_out_of_the_usual_home(folder: Path, printed: str) -> None:
    assert [p.name for p in folder.iterdir()] == ["thidua-demo"]


def test_the_two_commands_to_try_next_work(folder: Path, printed: str) -> None:
    commands = [line.strip() for line in printed.partition("Now try:")[2].splitlines() if line.strip()]
    assert len(commands) == 2
    for command in commands:
        line = command.replace("thidua ", f"{THIDUA} ", 1) if command.startswith("thidua ") else command
        outcome = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, text=True, timeout=60)
        assert outcome.returncode == 0, outcome.stderr
        assert len(outcome.stdout.splitlines()) > 2


@pytest.mark.slow
def test_a_second_demo_is_quick_and_changes_nothing(folder: Path, printed: str) -> None:
    home = folder / "thidua-demo"
    kept = ("archive", "articles", "reports", "snapshots", "current")

    def state() -> dict[str, int]:
        files = [p for name in kept for p in [home / name, *(home / name).rglob("*")] if p.is_file()]
        return {str(p): p.stat().st_mtime_ns for p in files}

    before = state()
    start = time.monotonic()
    outcome = run(folder, "demo")
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == printed
    assert state() == before
    assert time.monotonic() - start < 30


def test_nothing_of_the_side_boxes_is_published(snapshot: thidua.Snapshot) -> None:
    from thidua.demo.material import load_decoys

    names = {name for decoy in load_decoys() for name in decoy.people}
    assert names
    assert not names & set(snapshot.frame("SELECT name FROM official_mention")["name"])


def test_status_and_export_of_the_demo(folder: Path, printed: str, truth: SiteTruth) -> None:
    status = json.loads(run(folder, "--home", "thidua-demo", "status", "--json").stdout)
    assert status["articles"] == status["reports"] == len(truth.reports)
    assert (status["to_extract"], status["to_read"]) == (0, 0)
    assert status["last_run"]["outcome"] == "done"
    outcome = run(folder, "--home", "thidua-demo", "export", "--out", "tables", "--table", "award")
    assert outcome.stdout.splitlines() == ["tables/award.parquet", "tables/README.md", "tables/datapackage.json"]
    for path in outcome.stdout.splitlines():
        (folder / path).unlink()
    (folder / "tables").rmdir()


def test_other_news_is_refused_in_the_demos_home(folder: Path, printed: str) -> None:
    outcome = run(folder, "--home", "thidua-demo", "import", "thidua-demo")
    assert outcome.returncode == 1
    assert "invented" in outcome.stderr
    assert run(folder, "--home", "thidua-demo", "process").returncode == 0
