"""Standard output and error where nobody reads them, where they are closed, and in locales without UTF-8."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

THIDUA = Path(sys.executable).with_name("thidua")


def shell(command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    settings = {k: v for k, v in os.environ.items() if k not in ("THIDUA_HOME", "PYTHONUTF8", "PYTHONIOENCODING")}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("thidua", str(THIDUA), 1)],
        cwd=cwd,
        env=settings | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short article in a file whose name has accents."""
    path = tmp_path_factory.mktemp("pages") / "bài.txt"
    text = "Lào Cai tổng kết thi đua\n\nNgày 12/1/2024, UBND tỉnh Lào Cai tặng Bằng khen cho 8 tập thể.\n"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("arguments", ["--help", "query --help", "sources", "sources --json"])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, arguments: str) -> None:
    outcome = shell(f"thidua {arguments} | head -n 1", tmp_path)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout.count("\n") == 1


@pytest.mark.slow
def test_a_reader_of_messages_that_goes_away_ends_no_work(tmp_path: Path, page: Path) -> None:
    command = f"thidua --home h import {page.parent} 2> >(exit 0)"
    outcome = shell(f"{command} && sleep 0.2 && {THIDUA} --home h process 2> >(exit 0)", tmp_path)
    assert outcome.returncode == 0
    assert outcome.stdout.splitlines()[-1] == "articles 1, reports 1"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_crash(tmp_path: Path, closed: str) -> None:
    assert shell(f"thidua sources {closed}", tmp_path).returncode == 0
    assert shell(f"thidua status {closed}", tmp_path).returncode == 1


def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    outcome = shell("thidua sources > /dev/full", tmp_path)
    assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)
    assert "No space left" in outcome.stderr


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        pytest.param({"PYTHONIOENCODING": "ascii"}, marks=pytest.mark.slow),
        pytest.param({"PYTHONIOENCODING": "latin-1"}, marks=pytest.mark.slow),
    ],
    ids=lambda e: " ".join(e),
)
def test_every_locale_gives_utf8(tmp_path: Path, page: Path, environment: dict[str, str]) -> None:
    outcome = shell(f"thidua inspect {page} --json", tmp_path, **environment)
    assert outcome.returncode == 0, outcome.stderr
    assert "Lào Cai tổng kết thi đua" in outcome.stdout
