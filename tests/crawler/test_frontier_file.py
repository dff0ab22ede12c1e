"""The frontier's file: who may open it, how it is read without leave to write, and what a full disk does."""

from __future__ import annotations

import ast
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.frontier import Frontier
from crawler.schema import FrontierError
from tests.crawler.addresses import HOST, fill, found


def test_a_newer_or_foreign_file_is_refused(tmp_path: Path) -> None:
    Frontier(tmp_path / "f.sqlite").close()
    with sqlite3.connect(tmp_path / "f.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(FrontierError, match="newer thidua"):
        Frontier(tmp_path / "f.sqlite")
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(FrontierError, match="unable to open"):
        Frontier(tmp_path / "folder.sqlite")
    (tmp_path / "g.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(FrontierError, match="not a frontier"):
        Frontier(tmp_path / "g.sqlite")


def test_a_failed_change_is_undone_and_the_next_one_works(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        with pytest.raises(sqlite3.IntegrityError):
            frontier.add([found(1), replace(found(2), source=None)], run=0.0)  # type: ignore[arg-type]
        assert fill(frontier, range(1, 3)) == [found(1).url, found(2).url]


def test_a_frontier_can_be_read_without_leave_to_write(tmp_path: Path) -> None:
    path = tmp_path / "a folder?" / "f.sqlite"
    with Frontier(path) as frontier:
        fill(frontier, range(3))
        taken = frontier.take("bao", HOST)
        assert taken is not None
        frontier.fail(taken, "HTTP 404", final=True)
        with Frontier(path, read_only=True) as other:  # while it is written to
            assert other.counts() == frontier.counts() == {"bao": {"failed": 1, "queued": 2}}
    before = path.read_bytes()
    with Frontier(path, read_only=True) as reader:
        assert reader.failures("bao") == [(taken.url, "HTTP 404")]
        with pytest.raises(OSError, match="readonly"):
            fill(reader, range(9))
    assert path.read_bytes() == before
    path.parent.chmod(0o555)
    tmp_path.chmod(0o755)
    try:
        counts = as_another_user(path)
    finally:
        path.parent.chmod(0o755)
    assert counts == {"bao": {"failed": 1, "queued": 2}}
    assert [file.name for file in path.parent.iterdir()] == ["f.sqlite"]


def as_another_user(path: Path) -> dict[str, dict[str, int]]:
    """Return the counts of a frontier in a folder that the reader may not write to; for root that takes a mount."""
    if os.geteuid() != 0:
        with Frontier(path, read_only=True) as frontier:
            return frontier.counts()
    code = "import sys; from pathlib import Path; from crawler.frontier import Frontier\n"
    code += "with Frontier(Path(sys.argv[1]), read_only=True) as f: print(f.counts())"
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    command = ["unshare", "-m", "sh", "-c", mount, str(path.parent), sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("root may write everywhere here")
    assert done.returncode == 0, done.stderr
    counts: dict[str, dict[str, int]] = ast.literal_eval(done.stdout)
    return counts


def test_what_is_not_there_is_not_made_to_be_read(tmp_path: Path) -> None:
    for name, content in (("none", None), ("empty", b""), ("other", b"not a database at all" * 100)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(FrontierError, match=f"{name}: cannot be read"):
            Frontier(tmp_path / name, read_only=True)
    assert not (tmp_path / "none").exists()
    Frontier(tmp_path / "f.sqlite").close()
    with sqlite3.connect(tmp_path / "f.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(FrontierError, match="newer thidua"):
        Frontier(tmp_path / "f.sqlite", read_only=True)


def test_a_change_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        frontier._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(OSError, match=r"full.*f\.sqlite"):
            fill(frontier, range(1000))
        frontier._db.execute("PRAGMA max_page_count = 100000")
        assert len(fill(frontier, range(1000))) == 1000
