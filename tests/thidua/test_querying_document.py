"""The commands of docs/querying.md run, and what it says of limits and lists is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.test_docs import code_of
from tests.warehouse.building import write_parts
from tests.warehouse.conftest import collection
from thidua.cli import app
from thidua.commands.query import Format
from thidua.commands.query import query as query_command
from warehouse.publish import publish
from warehouse.querying.sandbox import LARGEST

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "querying.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
COMMANDS = [line for line in code_of(DOCUMENT) if re.match(r"thidua (query|export|connect) .*\S", line)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a home in `thidua-data`."""
    home = tmp_path / "thidua-data"
    home.mkdir()
    (home / "format.json").write_text('{"format": 1}\n')
    articles, reports = write_parts(home, collection())
    publish(articles=articles, reports=reports, home=home, info={})
    (tmp_path / "flags.sql").write_text("SELECT sum(count) FROM award WHERE award = 'co-thi-dua';")
    (tmp_path / "questions.sql").write_text("SELECT 6 * 7 AS answer;\n.tables\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("THIDUA_HOME", raising=False)
    return tmp_path


def test_the_commands_run(folder: Path) -> None:
    whole = [line for line in COMMANDS if "NAME" not in line and "…" not in line]
    assert len(whole) >= 7
    for line in whole:
        outcome = CliRunner().invoke(app, shlex.split(line)[1:])
        assert outcome.exit_code == 0, (line, outcome.output)
    assert (folder / "flags.xlsx").is_file()


def test_a_script_in_a_pipe(folder: Path) -> None:
    assert "cat questions.sql | thidua sql" in TEXT
    with (folder / "questions.sql").open() as script:
        done = subprocess.run(
            [sys.executable, "-c", "from thidua.cli import main; main()", "sql"],
            stdin=script,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(DOCUMENT.parents[1]), "PYTHONUTF8": "1"},
        )
    assert "42" in done.stdout
    assert "award_by_year" in done.stdout


def test_every_format_and_limit_is_named() -> None:
    formats = re.search(r"`--format`: ([^;]+);", TEXT)
    assert formats
    assert re.findall(r"`(\w+)`", formats[1]) == [form.value for form in Format]
    defaults = query_command.__defaults__
    assert defaults
    for option, value in (("--rows N", 10_000), ("--seconds N", 30.0), ("--memory SIZE", "1GB")):
        assert value in defaults
        assert f"`{option}` ({value:g})" in TEXT if not isinstance(value, str) else f"`{option}` ({value})" in TEXT
    assert f"{LARGEST >> 20} MB" in TEXT
