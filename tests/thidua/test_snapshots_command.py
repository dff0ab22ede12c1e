"""`thidua snapshots`, `pin`, `unpin` and `rollback`, and reading a snapshot by its number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import thidua
from tests.warehouse.test_history import publish_of, told
from thidua.cli import app
from thidua.home import open_home
from warehouse.snapshots import SnapshotError


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
