"""`thidua run` killed at any moment and run again ends in the snapshot of a run that was never killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import thidua
from tests.warehouse.telling import OF_ITS_TIME
from thidua.demo.server import DemoServer, serve
from thidua.demo.sources import demo_sources

THIDUA = Path(sys.executable).with_name("thidua")
Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def sources(server: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for source in demo_sources(server.site, server.address):
        text = yaml.safe_dump(source.model_dump(mode="json", exclude_defaults=True), allow_unicode=True)
        (folder / f"{source.slug}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(demo_folder: Path) -> Tables:
    """The tables of a run that was never killed: the demo's, which goes through the same site."""
    return tables_of(demo_folder / "thidua-demo")


def start(home: Path, sources: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [THIDUA, "--home", home, "run", "--sources", sources, "--all-topics"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(home: Path, sources: Path) -> None:
    with start(home, sources) as process:
        output, _ = process.communicate(timeout=240)
    assert process.returncode == 0, output


def kill_when(home: Path, sources: Path, moment: Callable[[], bool]) -> bool:
    """Start a run, kill it as soon as `moment` says so; tell whether it was still running."""
    with start(home, sources) as process:
        while process.poll() is None and not moment():
            time.sleep(0.002)
        alive = process.poll() is None
        if alive:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    return alive


def tables_of(home: Path) -> Tables:
    """Return the rows of every table but what differs from fetch to fetch and from build to build."""
    with thidua.open(home) as snapshot:
        names = [
            n
            for (n,) in snapshot.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1")
            if n not in (*OF_ITS_TIME, "intake")
        ]
        left_out = {"article": "EXCLUDE (fetched, record)"}
        return {n: snapshot.rows(f"SELECT * {left_out.get(n, '')} FROM {n} ORDER BY ALL") for n in names}  # noqa: S608


@pytest.mark.slow
def test_kills_in_every_step(server: DemoServer, sources: Path, whole: Tables, tmp_path: Path) -> None:
    home = tmp_path / "home"
    server.reset()

    def found(pattern: str) -> bool:
        return any(home.glob(pattern))

    moments: dict[str, Callable[[], bool]] = {
        "at the start": lambda: (home / "format.json").exists(),
        "early in the crawl": lambda: len(server.log) > 30,
        "late in the crawl": lambda: len([r for r in server.log if r.status == 200]) > 110,
        "after the articles": lambda: found("articles/*/*.parquet"),
        "while a snapshot is written": lambda: found("snapshots/*.tmp"),
    }
    killed = [name for name, moment in moments.items() if kill_when(home, sources, moment)]
    assert set(killed) >= {"at the start", "early in the crawl", "while a snapshot is written"}
    finish(home, sources)
    assert tables_of(home) == whole
    assert not [p for p in home.rglob("*") if p.name.endswith((".tmp", ".open", ".batches", ".pending"))]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_kills_at_any_moment(server: DemoServer, sources: Path, whole: Tables, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    home = tmp_path / "home"
    server.reset()
    for _ in range(6):
        end = time.monotonic() + chance.uniform(0.2, 12.0)
        if not kill_when(home, sources, lambda end=end: time.monotonic() > end):  # type: ignore[misc]
            break
    finish(home, sources)
    assert tables_of(home) == whole


def test_ctrl_c_ends_cleanly_and_says_so(server: DemoServer, sources: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    server.reset()
    with start(home, sources) as process:
        while process.poll() is None and len(server.log) < 30:
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGINT)
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 130, output
    assert output.splitlines()[-1] == "stopped; run the command again to go on where it was"
    assert "Traceback" not in output
    assert not list(home.glob("archive/*.open"))
    assert '"outcome": "stopped"' in next(home.glob("runs/*.json")).read_text(encoding="utf-8")
