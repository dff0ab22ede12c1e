from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.warehouse.conftest import collection
from tests.web.conftest import publish_stories
from warehouse.querying.query import BrokenError, Result, Sandbox
from warehouse.snapshots.folder import Snapshots
from web.app import build_app
from web.sandboxes import BusyError, GoneError, Sandboxes, client_of
from web.site import Site
from web.snapshot import Snapshot, identity_of

SLOW = "SELECT count(*) FROM range(100000000000)"


def children() -> set[int]:
    """Return the sandbox processes of this process, those that have ended and are not yet waited for included."""
    own = Path(f"/proc/{os.getpid()}/task")
    pids = {int(pid) for listed in own.glob("*/children") for pid in listed.read_text().split()}
    return {pid for pid in pids if _is_sandbox(Path(f"/proc/{pid}/cmdline"))}


def _is_sandbox(command: Path) -> bool:
    try:
        told = command.read_bytes()
    except OSError:
        return False
    return not told or b"sandbox" in told


def wait_for(told: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is so; fails where it never is."""
    end = time.monotonic() + seconds
    while not told():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


@pytest.fixture
def snapshot(home: Path) -> Snapshot:
    snapshots = Snapshots(home)
    return Snapshot(snapshots, identity_of(snapshots), seconds=5)


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


def asked(sql: str, seconds: float = 10) -> Callable[[Sandbox], Result]:
    return lambda sandbox: sandbox.run(sql, seconds=seconds)


def in_pool(snapshot: Snapshot, story: Callable[[Sandboxes], Awaitable[None]], **options: int) -> None:
    async def run() -> None:
        async with Sandboxes(SimpleNamespace(snapshot=snapshot), **options) as pool:
            await story(pool)

    asyncio.run(run())


def test_two_processes_serve_all_and_are_kept(snapshot: Snapshot) -> None:
    async def story(pool: Sandboxes) -> None:
        assert children() == set()
        for _ in range(3):
            assert (await pool.ask(snapshot, "a", asked("SELECT 42"))).rows == [(42,)]
        assert len(children()) == 1
        found = await asyncio.gather(*(pool.ask(snapshot, str(i), asked(f"SELECT {i}")) for i in range(8)))
        assert [result.rows for result in found] == [[(i,)] for i in range(8)]
        assert len(children()) == 2

    in_pool(snapshot, story)


def test_who_comes_to_a_full_queue_is_told(snapshot: Snapshot) -> None:
    async def story(pool: Sandboxes) -> None:
        slow = [asyncio.create_task(pool.ask(snapshot, f"slow{i}", asked(SLOW))) for i in range(2)]
        waiting = [asyncio.create_task(pool.ask(snapshot, f"w{i}", asked("SELECT 1"))) for i in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError):
            await pool.ask(snapshot, "late", asked("SELECT 1"))
        slow[0].cancel()
        assert [result.rows for result in await asyncio.gather(*waiting)] == [[(1,)]] * 3
        slow[1].cancel()
        assert [type(e) for e in await asyncio.gather(*slow, return_exceptions=True)] == [asyncio.CancelledError] * 2

    in_pool(snapshot, story, waiting=3)


def test_one_visitor_holds_one_place_and_two_in_the_queue(snapshot: Snapshot) -> None:
    async def story(pool: Sandboxes) -> None:
        greedy = [asyncio.create_task(pool.ask(snapshot, "greedy", asked(SLOW))) for _ in range(3)]
        await asyncio.sleep(0.1)
        with pytest.raises(BusyError):
            await pool.ask(snapshot, "greedy", asked("SELECT 1"))
        begun = time.monotonic()
        assert (await pool.ask(snapshot, "other", asked("SELECT 1"))).rows == [(1,)]
        assert time.monotonic() - begun < 5
        for task in reversed(greedy):
            task.cancel()
        await asyncio.gather(*greedy, return_exceptions=True)

    in_pool(snapshot, story)


def test_a_query_whose_asker_is_gone_is_ended(snapshot: Snapshot) -> None:
    async def gone() -> bool:
        return True

    async def story(pool: Sandboxes) -> None:
        begun = time.monotonic()
        with pytest.raises(GoneError):
            await pool.ask(snapshot, "a", asked(SLOW), gone)
        assert (await pool.ask(snapshot, "a", asked("SELECT 1"))).rows == [(1,)]
        assert time.monotonic() - begun < 6
        slow = asyncio.create_task(pool.ask(snapshot, "a", asked(SLOW)))
        await asyncio.sleep(0.1)
        with pytest.raises(GoneError):
            await pool.ask(snapshot, "a", asked("SELECT 1"), gone)
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)
        assert (await pool.ask(snapshot, "a", asked("SELECT 2"))).rows == [(2,)]

    in_pool(snapshot, story)


def test_the_end_of_the_site_ends_all(snapshot: Snapshot) -> None:
    told: list[BaseException] = []

    async def run() -> None:
        async with Sandboxes(SimpleNamespace(snapshot=snapshot)) as pool:
            tasks = [asyncio.create_task(pool.ask(snapshot, str(i), asked(SLOW, 60))) for i in range(3)]
            while len(children()) < 2:
                await asyncio.sleep(0.02)
        told.extend(e for e in await asyncio.gather(*tasks, return_exceptions=True) if isinstance(e, BaseException))
        with pytest.raises(BusyError):
            await pool.ask(snapshot, "a", asked("SELECT 1"))

    begun = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - begun < 10
    assert sorted(type(error).__name__ for error in told) == ["BrokenError", "BrokenError", "BusyError"]


def test_a_killed_process_is_started_anew(snapshot: Snapshot) -> None:
    async def story(pool: Sandboxes) -> None:
        slow = asyncio.create_task(pool.ask(snapshot, "a", asked(SLOW)))
        while not children():
            await asyncio.sleep(0.02)
        for pid in children():
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(BrokenError):
            await slow
        assert (await pool.ask(snapshot, "a", asked("SELECT 1"))).rows == [(1,)]

    in_pool(snapshot, story)


@pytest.fixture
def site(home: Path, tmp_path: Path) -> Path:
    """A copy of the home, to be changed."""
    return Path(shutil.copytree(home, tmp_path / "site"))


def test_a_slow_query_keeps_nobody_waiting(home: Path) -> None:
    app = build_app(Site(home, names=("testserver",), seconds=3.0))
    with TestClient(app, client=("10.0.0.1", 1)) as client, ThreadPoolExecutor(4) as threads:
        portal = client.portal
        assert portal is not None
        assert client.get("/sql.json?sql=SELECT+1").status_code == 200
        begun = time.monotonic()
        slow = threads.submit(client.get, "/sql.json", params={"sql": SLOW})
        wait_for(lambda: portal.call(partial(_working, app)) == 1)
        times = []
        for path in ("/outlets", "/healthz", "/dictionary"):
            at = time.monotonic()
            assert client.get(path).status_code == 200
            times.append(time.monotonic() - at)
        other = TestClient(app, client=("10.0.0.2", 1))
        other.portal = portal
        assert other.get("/sql.json?sql=SELECT+2").json()["rows"] == [{"2": 2}]
        assert not slow.done()
        answer = slow.result()
        assert time.monotonic() - begun < 6
    assert answer.status_code == 400
    assert "3" in answer.json()["error"]
    assert max(times) < 1


async def _working(app: Starlette) -> int:
    return len(app.state.sandboxes._working)


@pytest.mark.slow
def test_a_new_snapshot_gets_new_processes(site: Path) -> None:
    app = build_app(Site(site, names=("testserver",), seconds=60.0))
    with TestClient(app, client=("10.0.0.1", 1)) as client, ThreadPoolExecutor(1) as threads:
        sql = {"sql": "SELECT snapshot FROM run"}
        assert client.get("/sql.json", params=sql).json()["rows"] == [{"snapshot": 1}]
        old = children()
        running = threads.submit(
            client.get,
            "/sql.json",
            params={"sql": "SELECT snapshot, (SELECT max(i * 7 % 11) FROM range(600000000) t(i)) FROM run"},
        )
        wait_for(lambda: client.portal is not None and client.portal.call(partial(_working, app)) == 1)
        publish_stories(site, collection()[:5])
        wait_for(lambda: client.get("/healthz").json()["snapshot"] == 2)
        assert running.result().json()["rows"][0]["snapshot"] == 1
        assert client.get("/sql.json", params=sql).json()["rows"] == [{"snapshot": 2}]
        wait_for(lambda: not children() & old)


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "::ffff:192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_a_visitor_is_an_address_or_a_network(host: str, told: str) -> None:
    assert client_of(Request({"type": "http", "client": (host, 1)})) == told
    assert client_of(Request({"type": "http", "client": None})) == ""
