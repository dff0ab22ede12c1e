"""A publish that was killed, interrupted, or finds its files damaged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse.building import official, story, write_parts
from tests.warehouse.conftest import collection, rows_of
from warehouse.publish import Published, publish
from warehouse.searching.index import search
from warehouse.snapshots.folder import KEEP, SnapshotError, Snapshots
from warehouse.snapshots.opening import is_sound, newest_readable

_PUBLISH = """
import sys
from pathlib import Path
from warehouse.snapshots.opening import is_sound, newest_readable
from warehouse.publish import publish
home = Path(sys.argv[1])
print("ready", flush=True)
publish(articles=sorted(home.glob("articles/*")), reports=sorted(home.glob("reports/*")), home=home)
"""


def publish_in(home: Path, keep: int = KEEP) -> Published:
    articles, reports = sorted(home.glob("articles/*")), sorted(home.glob("reports/*"))
    return publish(articles=articles, reports=reports, home=home, keep=keep)


def kill_after(home: Path, seconds: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", _PUBLISH, str(home)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def check_kills(home: Path, delays: list[float]) -> None:
    """Kill a publish after each delay: a whole snapshot is there, and the next publish gives the right one."""
    write_parts(home, collection()[:4], "1")
    old = rows_of(publish_in(home).database)
    stories = [story(f"x{i}", date=f"2024-02-{i % 28 + 1:02}", officials=[official(f"Lò Văn {i}")]) for i in range(60)]
    write_parts(home, stories, "2")
    new = rows_of(
        publish(articles=sorted(home.glob("articles/*")), reports=sorted(home.glob("reports/*")), home=home).database
    )
    for delay in delays:
        snapshots = Snapshots(home)
        for number in snapshots.numbers()[1:]:
            snapshots.remove(number)
        snapshots.point_to(1)
        kill_after(home, delay)
        current = snapshots.latest()
        assert rows_of(snapshots.database(current)) == (old if current == 1 else new)
        assert search(snapshots.index(current), "thi đua", everything=True)
        assert rows_of(publish_in(home).database) == new
        left = {path.suffix for path in snapshots.folder.iterdir()}
        assert left == {".duckdb", ".index"}


@pytest.mark.slow
def test_a_kill_leaves_a_whole_snapshot(tmp_path: Path) -> None:
    check_kills(tmp_path, [0.05, 0.25, 0.45, 0.6])


@pytest.mark.slow
def test_twenty_kills(tmp_path: Path) -> None:
    chance = random.Random(7)
    check_kills(tmp_path, [chance.uniform(0, 1.2) for _ in range(20)])


def test_leftovers_of_every_step_are_cleaned(tmp_path: Path) -> None:
    write_parts(tmp_path, collection()[:2], "1")
    publish_in(tmp_path)
    snapshots = Snapshots(tmp_path)
    snapshots.pending(2).touch()
    snapshots.database(2).write_bytes(b"half")
    snapshots.index(2).mkdir()
    (snapshots.folder / "000003.duckdb.tmp").write_bytes(b"half")
    (snapshots.folder / "000003.duckdb.tmp.wal").write_bytes(b"half")
    (snapshots.folder / "000003.index.tmp").mkdir()
    (snapshots.index(9)).mkdir()
    assert snapshots.numbers() == [1]
    assert not publish_in(tmp_path).new
    assert sorted(path.name for path in snapshots.folder.iterdir()) == ["000001.duckdb", "000001.index"]


def test_without_a_snapshot_there_is_a_clear_message(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    assert snapshots.current() is None
    with pytest.raises(SnapshotError, match="no snapshot in"):
        snapshots.latest()
    snapshots.folder.mkdir()
    snapshots.point_to(3)
    with pytest.raises(SnapshotError, match="names snapshot 000003, which is not in"):
        snapshots.latest()
    snapshots.pointer.write_text("nonsense")
    with pytest.raises(SnapshotError, match="does not name a snapshot"):
        snapshots.current()


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    write_parts(tmp_path, collection()[:3])
    first = publish_in(tmp_path)
    next(first.index.glob("*.store")).unlink()
    second = publish_in(tmp_path)
    assert (second.number, second.new) == (2, True)
    assert search(second.index, "thi đua")
    assert not publish_in(tmp_path).new


@pytest.mark.slow
@pytest.mark.parametrize("content", ["", "nonsense", "000009", "\xff"])
def test_a_lost_pointer_is_set_anew(tmp_path: Path, content: str) -> None:
    write_parts(tmp_path, collection()[:3])
    first = publish_in(tmp_path)
    Snapshots(tmp_path).pointer.write_text(content, encoding="latin-1")
    second = publish_in(tmp_path)
    assert (second.number, second.new) == (2, True)
    assert {row[1] for row in rows_of(second.database)["award"]} == {row[1] for row in rows_of(first.database)["award"]}


def harm_in_the_middle(database: Path) -> None:
    """Turn a byte of each block that holds rows; what tells of the build can be read still."""
    raw = bytearray(database.read_bytes())
    harmed = []
    for start in range(3 * 4096, len(raw), 1 << 18):
        turned = raw.copy()
        turned[start + (1 << 16)] ^= 1
        database.write_bytes(turned)
        if newest_readable(Snapshots(database.parent.parent)) == database and not is_sound(database):
            harmed.append(turned)
    assert harmed
    database.write_bytes(harmed[0])


@pytest.mark.slow
def test_a_snapshot_that_is_damaged_in_the_middle_is_gone_on_without(tmp_path: Path) -> None:
    write_parts(tmp_path, collection()[:3], "1")
    first = publish_in(tmp_path)
    write_parts(tmp_path, collection()[3:5], "2")
    second = publish_in(tmp_path)
    write_parts(tmp_path, collection()[5:], "3")
    harm_in_the_middle(second.database)
    third = publish_in(tmp_path)
    assert (third.number, third.new) == (3, True)
    ids = {row[1] for row in rows_of(first.database)["award"]}
    assert ids <= {row[1] for row in rows_of(third.database)["award"]}


_STRUCK = """
import os, signal, sys, threading
from pathlib import Path
import duckdb
from warehouse import publish as publishing
def strike(path, *others):
    with duckdb.connect(str(path)) as connection:
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        while True:
            connection.execute("SELECT sum(hash(range)) FROM range(20_000_000)")
publishing.build = strike
try:
    publishing.publish(articles=[], reports=[], home=Path(sys.argv[1]))
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_while_the_database_is_written_is_no_failure(tmp_path: Path) -> None:
    outcome = subprocess.run([sys.executable, "-c", _STRUCK, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert outcome.stdout == "interrupted\n", outcome.stderr
    assert list((tmp_path / "snapshots").iterdir()) == []
