"""The command line as a user meets it: exit codes, one-line errors, pipes, Ctrl-C, speed of help."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import thidua

THIDUA = Path(sys.executable).with_name("thidua")


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {k: v for k, v in os.environ.items() if k != "THIDUA_HOME"} | environment
    return subprocess.run([THIDUA, *arguments], cwd=cwd, env=settings, capture_output=True, text=True, timeout=120)


def test_version(tmp_path: Path) -> None:
    outcome = run("--version", cwd=tmp_path)
    assert (outcome.returncode, outcome.stdout) == (0, f"thidua {thidua.__version__}\n")


def test_help_is_quick_and_lists_all_commands(tmp_path: Path) -> None:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        outcome = run("--help", cwd=tmp_path)
        times.append(time.perf_counter() - start)
    for command in ("demo", "crawl", "process", "publish", "run", "import", "inspect", "query", "search", "evaluate"):
        assert f" {command} " in outcome.stdout
    assert min(times) < 1.0  # 0.3 s on an idle machine


def test_help_of_a_command_ends_with_its_example(tmp_path: Path) -> None:
    assert "thidua process --workers 2" in run("process", "--help", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["query"], ["process", "--workers", "0"], ["process", "--nonsense"], ["crawl", "--since", "soon"]],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    outcome = run(*arguments, cwd=tmp_path)
    assert outcome.returncode == 2
    assert outcome.stdout == ""
    assert "Traceback" not in outcome.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "SELECT 1"], "there is no thidua home at thidua-data"),
        (["search", "bằng khen"], "there is no thidua home at thidua-data"),
        (["status"], "there is no thidua home at thidua-data"),
        (["process"], "there is no thidua home at thidua-data"),
        (["publish"], "there is no thidua home at thidua-data"),
        (["export"], "there is no thidua home at thidua-data"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_errors_are_one_clear_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    outcome = run(*arguments, cwd=tmp_path)
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert outcome.stderr.startswith("error: ")
    assert message in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["inspect", "none.txt"], "none.txt does not exist"),
        (["import", "none"], "there is no none"),
        (["inspect", str(THIDUA), "--published", "soon"], "'soon' is not a day"),
        (["import", ".", "--source", "nobody"], "no outlet nobody"),
        (["import", ".", "--source", "bao-lao-cai", "--all-domains"], "asks for the opposite"),
        (["import", ".", "--sources", "none"], "none is not a folder"),
        (["crawl", "--source", "nobody"], "no outlet nobody"),
        (["crawl", "--source", "bao-lao-cai"], "has to be told whom to write to"),
        (["run", "--source", "bao-lao-cai", "--contact", "me"], "'me' is neither a mail address nor a web address"),
        (["evaluate", "none"], "none is not a folder"),
        (["sources", "--sources", "none"], "none is not a folder"),
        (["query", "SELECT 1", "--format", "parquet"], "needs a name"),
        (["query", "SELECT 1", "--out", "a/b/c.csv"], "a is no folder"),
        (["export", "--out", "a/b"], "a is no folder"),
        (["inspect", str(THIDUA), "--out", "a/b"], "a is no folder"),
    ],
    ids=lambda v: " ".join(v).replace(str(THIDUA), "…") if isinstance(v, list) else "",
)
def test_what_is_asked_for_wrongly_ends_with_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    outcome = run(*arguments, cwd=tmp_path)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("error: ")
    assert message in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_home_without_a_name_is_refused(tmp_path: Path) -> None:
    outcome = run("--home", "", "process", cwd=tmp_path)
    assert (outcome.returncode, "name is empty" in outcome.stderr) == (2, True)


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    outcome = run("--debug", "status", cwd=tmp_path)
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("Traceback")
    assert "HomeError" in outcome.stderr


def test_the_home_can_be_named_in_the_environment(tmp_path: Path) -> None:
    assert "at elsewhere;" in run("status", cwd=tmp_path, THIDUA_HOME="elsewhere").stderr
    assert "at here;" in run("--home", "here", "status", cwd=tmp_path, THIDUA_HOME="elsewhere").stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    command = f"{THIDUA} sources --json | head -n 1"
    outcome = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert outcome.stdout == "[\n"
    assert "Traceback" not in outcome.stderr


def test_sources_in_a_pipe_are_plain_lines(tmp_path: Path) -> None:
    lines = run("sources", cwd=tmp_path).stdout.splitlines()
    assert any(line.startswith("bao-lao-cai ") for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_a_locked_home_is_refused_at_once(tmp_path: Path) -> None:
    from thidua.home import open_home

    home = open_home(tmp_path / "thidua-data", create=True)
    with home.lock("thidua crawl"):
        outcome = run("process", cwd=tmp_path)
    assert outcome.returncode == 1
    assert f"in use by process {os.getpid()} (thidua crawl)" in outcome.stderr
