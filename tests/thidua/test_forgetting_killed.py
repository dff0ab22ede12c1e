"""Forgetting that is killed: what it left is removed by the next command that writes, and nothing else is lost."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.archive import Archive, read_pages
from tests.thidua.test_forgetting import DOMAIN, ONE_OF_THREE, home, say_nothing, words_of
from tests.traces import traces
from tests.warehouse.telling import NOT_OF_THE_NEWS, telling
from thidua.forgetting import finish, forget
from thidua.home import Home, open_home
from warehouse.searching.index import reopen, search

__all__ = ["home"]
NAMES = [ONE_OF_THREE, DOMAIN]


class _KilledError(BaseException):
    pass


def state_of(home: Home) -> dict[str, object]:
    """Return what a home holds: pages, addresses, articles, and what its snapshots tell and find."""
    db = sqlite3.connect(home.frontier)
    addresses = db.execute("SELECT url, state, record FROM url LEFT JOIN page USING (key) ORDER BY 1, 2, 3").fetchall()
    db.close()
    return {
        "pages": [p.record for shard in Archive(home.archive).shards() for p in read_pages(shard)],
        "addresses": addresses,
        "files": sorted(str(p.relative_to(home.root)) for p in home.root.rglob("*") if ".index" not in str(p)),
        **{
            f"snapshot {n}": telling(home.snapshots.database(n), without=NOT_OF_THE_NEWS)
            for n in home.snapshots.numbers()
        },
        **{f"index {n}": found_in(home, n) for n in home.snapshots.numbers()},
    }


def found_in(home: Home, number: int) -> list[str]:
    hits = search(home.snapshots.index(number), "thi đua", 99, everything=True)
    return sorted(hit.article_id for hit in hits)


def copy_of(home: Home, root: Path) -> Home:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(home.root, root)
    reopen()
    return open_home(root)


@pytest.mark.slow
def test_a_kill_before_any_rename_is_mended(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [DOMAIN, *words_of(home, f"source = '{DOMAIN}'")]
    whole = copy_of(home, tmp_path / "whole")
    forget(whole, NAMES, None, dry_run=False, on_note=say_nothing)
    expected, real = state_of(whole), Path.replace
    for number in range(2, 99):
        left = iter(range(number))

        def replace(path: Path, target: Path, left: Iterator[int] = left) -> Path:
            if next(left, None) is None:
                raise _KilledError
            return real(path, target)

        cut = copy_of(home, tmp_path / "cut")
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            try:
                forget(cut, NAMES, None, dry_run=False, on_note=say_nothing)
            except _KilledError:
                pass
            else:
                break
        finish(cut, say_nothing)
        assert state_of(cut) == expected
        assert traces(cut.root, words) == [f"forgotten.csv: {DOMAIN}"]
    assert number == 9


@pytest.mark.slow
def test_kills_at_any_moment_are_mended(home: Home, tmp_path: Path) -> None:
    words = [DOMAIN, *words_of(home, f"source = '{DOMAIN}'")]
    whole = copy_of(home, tmp_path / "whole")
    command = [sys.executable, "-c", "from thidua.cli import main; main()", "--home"]
    begun = time.monotonic()
    subprocess.run([*command, whole.root, "forget", *NAMES], check=True, capture_output=True)
    longest = time.monotonic() - begun
    expected = state_of(whole)
    chance = random.Random(5)
    unfinished = 0
    for _ in range(16):
        cut = copy_of(home, tmp_path / "cut")
        process = subprocess.Popen([*command, cut.root, "forget", *NAMES], stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3 * longest, longest))
        process.send_signal(signal.SIGKILL)
        process.wait()
        unfinished += state_of(cut) != expected
        forget(cut, NAMES, None, dry_run=False, on_note=say_nothing)
        left = state_of(cut)
        assert {k: v for k, v in left.items() if k != "files"} == {k: v for k, v in expected.items() if k != "files"}
        assert traces(cut.root, words) == [f"forgotten.csv: {DOMAIN}"]
    assert unfinished
