"""A publish that is killed at any moment, meets a full disk or a signal, while others read the snapshot of before."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import official, story, write_parts
from tests.warehouse.conftest import collection, rows_of
from tests.warehouse.telling import OF_ITS_TIME
from warehouse.checks.examining import examine
from warehouse.publish import publish
from warehouse.searching.index import search
from warehouse.snapshots.folder import Snapshots
from warehouse.tables.history import QUOTED

Made = tuple[Path, dict[str, Any], dict[str, Any]]
STEPS = ("reading", "grouping", "writing", "checking", "indexing")
_PUBLISH = """
import resource, signal, sys
from pathlib import Path
from warehouse.publish import publish
home, largest = Path(sys.argv[1]), int(sys.argv[2])
if largest:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
try:
    publish(articles=sorted(home.glob("articles/*")), reports=sorted(home.glob("reports/*")), home=home,
        on_progress=lambda step: print(step, flush=True))
except ValueError as error:
    print(f"error: {error}", flush=True)
"""
_READ = """
import sys, time
import duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    print("open", flush=True)
    end, answers, number = time.monotonic() + 600, set(), 0
    while time.monotonic() < end and not open(sys.argv[2]).read():
        answers.add(str(connection.execute("FROM award ORDER BY award_id").fetchall()))
        number += 1
        time.sleep(0.01)
print(len(answers), number, answers.pop(), sep="\\n", flush=True)
"""


def publish_in(home: Path) -> Path:
    articles, reports = sorted(home.glob("articles/*")), sorted(home.glob("reports/*"))
    return publish(articles=articles, reports=reports, home=home).database


def start(home: Path, *, largest: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PUBLISH, str(home), str(largest)], stdout=subprocess.PIPE, text=True
    )


def said(database: Path) -> dict[str, Any]:
    """Return all rows of a snapshot; of the history what it says, without when the snapshots were built."""
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = ", ".join(("award_id", "change", "successor", *QUOTED))
        history = connection.execute(f"SELECT {columns} FROM award_history ORDER BY ALL").fetchall()  # noqa: S608
    return {**rows_of(database, without=OF_ITS_TIME), "award_history": history}


@contextmanager
def reader_of(database: Path, stop: Path) -> Iterator[None]:
    """Let another process ask a snapshot again and again for the length of the block; its answers must not change."""
    stop.write_text("")
    with subprocess.Popen(
        [sys.executable, "-c", _READ, str(database), str(stop)], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        with duckdb.connect(str(database), read_only=True) as connection:
            expected = str(connection.execute("FROM award ORDER BY award_id").fetchall())
        try:
            yield
        finally:
            stop.write_text("stop")
        answers, number, answer = reader.communicate(timeout=60)[0].splitlines()
    assert (answers, answer) == ("1", expected)
    assert int(number) > 1


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A home with one snapshot and more to publish, and what that snapshot and an undisturbed second one say."""
    folder = tmp_path_factory.mktemp("made")
    write_parts(folder, collection()[:4], "1")
    old = said(publish_in(folder))
    people = [official(f"Lò Văn {n}", "Bí thư Tỉnh ủy") for n in range(40)]
    more = [story(f"x{n}", date=f"2024-02-{n % 28 + 1:02}", officials=[who]) for n, who in enumerate(people)]
    write_parts(folder, [*more, *collection()[4:]], "2")
    new = said(publish_in(folder))
    back_to_first(folder)
    return folder, old, new


@pytest.fixture
def home(made: Made, tmp_path: Path) -> Path:
    """A copy of that home."""
    return Path(shutil.copytree(made[0], tmp_path / "home"))


def back_to_first(home: Path) -> None:
    snapshots = Snapshots(home)
    for number in snapshots.numbers()[1:]:
        snapshots.remove(number)
    snapshots.point_to(1)


def kill_at(home: Path, step: str, seconds: float) -> None:
    """Kill a publish so many seconds after it began a step."""
    with start(home) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == step:
                break
        time.sleep(seconds)
        process.kill()


def check_kills(home: Path, made: Made, moments: list[tuple[str, float]]) -> list[int]:
    """Kill a publish at each moment beside a reader; return which snapshot was current after each kill."""
    _, old, new = made
    snapshots = Snapshots(home)
    found = []
    with reader_of(snapshots.database(1), home / "stop"):
        for step, seconds in moments:
            back_to_first(home)
            kill_at(home, step, seconds)
            current = snapshots.latest()
            found.append(current)
            assert said(snapshots.database(current)) == (old if current == 1 else new)
            examined = examine(snapshots, current, [])
            assert [str(finding) for finding in examined.findings if finding.check.level == "blocking"] == []
            assert search(snapshots.index(current), "thi đua", everything=True)
            assert said(publish_in(home)) == new
            assert {path.suffix for path in snapshots.folder.iterdir()} == {".duckdb", ".index"}
    return found


@pytest.mark.slow
def test_a_kill_beside_a_reader_leaves_a_whole_snapshot(made: Made, home: Path) -> None:
    assert check_kills(home, made, [("indexing", 0.0)]) == [1]


@pytest.mark.slow
def test_twenty_kills_at_random_moments_of_every_step(made: Made, home: Path) -> None:
    chance = random.Random(6)
    found = check_kills(home, made, [(STEPS[n % len(STEPS)], chance.uniform(0, 0.4)) for n in range(20)])
    assert set(found) == {1, 2}, "no kill came late, or none came early"


@pytest.mark.parametrize(
    "largest",
    [
        *(pytest.param(size, marks=pytest.mark.slow) for size in (50, 5_000, 100_000)),
        1_000_000,
        pytest.param(3_000_000, marks=pytest.mark.slow),
    ],
)
def test_a_full_disk_leaves_the_old_snapshot_and_says_so(made: Made, home: Path, largest: int) -> None:
    _, old, new = made
    snapshots = Snapshots(home)
    with reader_of(snapshots.database(1), home / "stop"), start(home, largest=largest) as process:
        output = process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0
    assert output[-1].startswith("error: not published: ")
    assert (snapshots.latest(), said(snapshots.database(1))) == (1, old)
    assert {path.suffix for path in snapshots.folder.iterdir()} == {".duckdb", ".index"}
    assert said(publish_in(home)) == new


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)], ids=lambda number: number.name
)
def test_a_signal_leaves_the_old_snapshot(made: Made, home: Path, number: signal.Signals) -> None:
    _, old, new = made
    with start(home) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "writing\n":
            pass
        process.send_signal(number)
        process.stdout.read()
    assert process.returncode != 0
    snapshots = Snapshots(home)
    assert (snapshots.latest(), said(snapshots.database(1))) == (1, old)
    assert said(publish_in(home)) == new
