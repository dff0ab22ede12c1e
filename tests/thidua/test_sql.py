"""`thidua sql` in a pipe and at a terminal of its own."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest
from typer.testing import CliRunner, Result

from tests.warehouse.building import write_parts
from tests.warehouse.conftest import collection
from thidua.cli import app
from thidua.sql_prompt import history_file, is_whole
from warehouse.publish import publish

ROOT = str(Path(__file__).resolve().parents[2])
COMMAND = [sys.executable, "-c", "from thidua.cli import main; main()"]
ENDLESS = "SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b, range(1000) AS c;"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a snapshot of a small collection."""
    folder = tmp_path_factory.mktemp("sql") / "home"
    folder.mkdir()
    (folder / "format.json").write_text('{"format": 1}\n')
    articles, reports = write_parts(folder, collection())
    publish(articles=articles, reports=reports, home=folder, info={})
    return folder


def environment(state: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": ROOT, "XDG_STATE_HOME": str(state), "TERM": "xterm", "PYTHONUTF8": "1"} | {
        "PROMPT_TOOLKIT_NO_CPR": "1"  # nobody answers where the cursor is
    }


def piped(home: Path, script: str, *options: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), "sql", *options], input=script)


def test_statements_and_commands_of_a_script_run_in_order(home: Path) -> None:
    script = """-- what there is
.tables
SELECT count(*) AS n
FROM award WHERE award <> ';'; SELECT 'Đỗ' AS ten;
.describe award_by_year
.describe recipient
SELECT 7 AS last"""
    done = piped(home, script)
    assert (done.exit_code, done.stderr.splitlines()) == (0, ["1 row"] * 3)
    lines = done.stdout.splitlines()
    assert "award_report" in done.stdout
    assert (
        lines.index("ten") < next(i for i, line in enumerate(lines) if line.startswith("column")) < lines.index("last")
    )
    assert "key: recipient_key" in lines
    assert "award_key refers to award.award_key" in lines
    meaning = "Awards of which no number is stated."
    assert any(line.startswith("without_count") and line.endswith(meaning) for line in lines)


def test_a_script_ends_at_what_fails(home: Path) -> None:
    done = piped(home, "SELECT 1 AS one;\nSELECT nothing\nFROM award;\nSELECT 2 AS two;")
    assert done.exit_code == 1
    assert "one" in done.stdout
    assert "two" not in done.stdout
    assert re.search(r'error: Referenced column "nothing" .*\nline 1: SELECT nothing\n +\^$', done.stderr)
    assert piped(home, ".nonsense\nSELECT 1;").stderr == "error: there is no command .nonsense; .help shows them\n"
    assert piped(home, "DROP TABLE award;").exit_code == 1


def test_limits_of_a_script(home: Path) -> None:
    done = piped(home, "FROM range(9);\n.rows 3\nFROM range(9);\n.quit\nSELECT 1/;", "--rows", "5")
    assert done.exit_code == 0
    assert re.findall(r"^(\d rows)", done.stderr, re.MULTILINE) == ["5 rows", "3 rows"]


@contextmanager
def terminal(home: Path, state: Path) -> Iterator[pexpect.spawn[str]]:
    """A terminal at which the prompt stands."""
    child = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], "--home", str(home), "sql"],
        env=environment(state),
        encoding="utf-8",
        dimensions=(40, 100),
        timeout=30,
    )
    try:
        child.expect("thidua>")
        yield child
    finally:
        child.close(force=True)


@pytest.mark.slow
def test_a_terminal(home: Path, tmp_path: Path) -> None:
    with terminal(home, tmp_path) as child:
        child.send("SELECT count(*) AS number_of\rFROM award_by_ye\t")
        time.sleep(2)  # Tab adds the rest of the name; of what stands there already nothing is written again
        child.send(";\r")
        child.expect("number_of")
        child.expect("1 row")
        child.expect("thidua>")
        child.send(".describe source\r")
        child.expect("Domain without www")
        child.expect("thidua>")
        child.send("FROM range(1000);\r")
        child.expect(r"100 rows, and there are more; \.rows N shows more")
        child.expect("thidua>")
        child.send("SELECT dropped\x03")
        child.send(ENDLESS + "\r")
        child.expect(r"1000000.*\?2004l")  # taken: the terminal is as it was before the prompt
        time.sleep(1.5)  # the query runs by now; Ctrl-C at the prompt would drop the line
        child.sendintr()
        child.expect("the query was ended")
        child.send("SELECT 6 * 7 AS still_here;\r")
        child.expect("42")
        child.expect("1 row")
        child.expect("thidua>")
        child.sendeof()
        child.expect(pexpect.EOF)
        child.wait()
        assert child.exitstatus == 0
    kept = tmp_path / "thidua" / "sql_history"
    assert "number_of" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_enter_runs_what_is_whole() -> None:
    assert [is_whole(text) for text in ("", ".tables", "SELECT 1", "SELECT 1;", "SELECT ';", "SELECT 1; --")] == [
        True,
        True,
        False,
        True,
        False,
        True,
    ]


def test_the_history_is_in_the_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert history_file() == tmp_path / "thidua" / "sql_history"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert history_file() == tmp_path / ".local" / "state" / "thidua" / "sql_history"
