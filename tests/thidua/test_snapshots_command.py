"""`thidua snapshots`, `pin`, `unpin` and `rollback`, and reading a snapshot by its number."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

import thidua
from tests.warehouse.tables.test_history import publish_of, told
from thidua.cli import app
from thidua.home import open_home
from warehouse.snapshots.folder import SnapshotError


def call(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--home", str(home), *arguments])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two snapshots: 30 in the first, 31 in the second."""
    root = open_home(tmp_path_factory.mktemp("home"), create=True).root
    for count in (30, 31):
        publish_of(root, [told("a.vn", count)])
    return root


def test_errors_are_one_clear_line(home: Path) -> None:
    for arguments, code, message in (
        (["rollback", "7"], 1, "error: there is no snapshot 7"),
        (["diff", "2"], 2, "error: snapshot 2 is the present one; name the one"),
        (["rollback", "2"], 1, "error: snapshot 2 is the current one"),
        (["snapshots", "unpin", "1"], 1, "error: snapshot 1 is not pinned"),
        (["snapshots", "pin", "1", "--why", " "], 2, "error: --why: say what it is kept for"),
        (["snapshots", "pin", "1", "--why", "x", "--by", ""], 2, "error: --by: the name is empty"),
    ):
        done = call(home, *arguments)
        assert (done.exit_code, done.output.count("\n")) == (code, 1)
        assert done.output.startswith(message)


def test_snapshots_are_listed_pinned_and_rolled_back(home: Path) -> None:
    assert call(home, "snapshots", "pin", "1", "--why", "in print", "--by", "Lan").output == (
        "snapshot 1 is kept until it is unpinned\n"
    )
    assert call(home, "rollback", "--why", "misread").output == "snapshot 1 is the present one\n"
    lines = [line.split() for line in call(home, "snapshots").output.splitlines()]
    assert lines[0] == ["snapshot", "built", "articles", "ceremonies", "awards", "size"]
    assert [line[0] for line in lines[1:]] == ["1", "2"]
    assert " ".join(lines[1]).partition("current; pinned by Lan on ")[2].endswith(": in print")
    assert " ".join(lines[2]).endswith(": misread")
    first, second = json.loads(call(home, "snapshots", "--json").output)
    assert (first["articles"], first["current"], first["pinned"]["why"], first["withdrawn"]) == (
        1,
        True,
        "in print",
        None,
    )
    assert (second["current"], second["withdrawn"]["why"], second["problem"]) == (False, "misread", None)
    with thidua.open(home) as present, thidua.open(home, snapshot=2) as newer:
        assert [one.rows("SELECT count FROM award") for one in (present, newer)] == [[(30,)], [(31,)]]
    with pytest.raises(SnapshotError, match=r"there is no snapshot 3 .*; kept are 1, 2"):
        thidua.open(home, snapshot=3)
    assert call(home, "snapshots", "unpin", "1").output == "snapshot 1 is no longer pinned\n"


def test_diff_shows_what_changed_as_text_json_and_csv(home: Path) -> None:
    text = call(home, "diff").output
    assert text.startswith("snapshot 1 -> 2\nawards      0 new, 1 changed, 0 vanished\n")
    assert "  count: 30 -> 31\n  text changed: https://a.vn/a.vn.html (count 30 -> 31)\n" in text
    assert "bang-khen" in text
    assert call(home, "diff", "--limit", "0").output.endswith("1 more awards differ; --limit shows more\n")
    told = json.loads(call(home, "diff", "1", "2", "--json").output)
    assert (told["before"], told["after"], told["differences"][0]["columns"]) == (1, 2, ["count"])
    assert json.loads(call(home, "diff", "2", "2", "--json").output)["differences"] == []
    (row,) = csv.DictReader(io.StringIO(call(home, "diff", "1", "2", "--csv").output))
    assert (row["change"], row["count_before"], row["count_after"], row["columns"]) == ("changed", "30", "31", "count")
    assert call(home, "diff", "1", "7").output.startswith("error: there is no snapshot 7")
    assert call(home, "diff", "--csv", "--json").exit_code == 2


def test_before_there_are_two_snapshots_none_can_be_compared(tmp_path: Path) -> None:
    done = call(open_home(tmp_path / "home", create=True).root, "diff")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert done.output.startswith("error: two snapshots are needed to compare; ")


def test_check_prints_what_it_finds_and_ends_with_1_where_it_blocks(home: Path, tmp_path: Path) -> None:
    root = tmp_path / "home"
    shutil.copytree(home, root)
    done = call(root, "check")
    assert (done.exit_code, done.output.count("\n")) == (0, 1)
    assert "checks, nothing found; the texts of 0 of 0 articles" in done.output
    for count, level, code in ((25_000, "warning", 0), (0, "blocking", 1)):
        with duckdb.connect(str(root / "snapshots/000001.duckdb")) as connection:
            connection.execute("UPDATE award SET count = $count, counts_reported = [$count]", {"count": count})
            connection.execute("UPDATE award_history SET count = $count", {"count": count})
        done = call(root, "check", "--snapshot", "1", "--json")
        told = json.loads(done.output)
        assert (done.exit_code, told["blocking"], told["findings"][0]["level"]) == (code, code == 1, level)
        assert told["findings"][0]["first"][0]["count"] == count
        assert call(root, "check", "--snapshot", "1").output.startswith(f"{level}: ")
    assert call(root, "check", "--snapshot", "9").output.startswith("error: there is no snapshot 9")
