"""The site follows the current snapshot, and nobody who reads notices."""

from __future__ import annotations

import gc
import shutil
import threading
from functools import partial
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from tests.warehouse.building import award, story, write_parts
from warehouse.publish import publish
from warehouse.snapshots.folder import SnapshotError, Snapshots
from web.app import build_app
from web.following import Follower
from web.site import Site
from web.snapshot import Snapshot, TooSlowError, identity_of
from web.statements import Statement

_OPEN = partial(Snapshot, seconds=10.0)


def put(home: Path, *names: str) -> None:
    """Publish a story of each name, in a part of its own, beside those of before."""
    parts = [
        write_parts(home, [story(name, title=f"Hội nghị {name}", awards=[award("bang-khen", 3)])], name)
        for name in names
    ]
    articles = sorted((home / "articles").glob("*.parquet"))
    reports = sorted((home / "reports").glob("*.parquet"))
    assert parts
    publish(articles=articles, reports=reports, home=home)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("following")
    put(home, "mot")
    return home


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "home"))


def test_a_new_snapshot_is_shown_without_restart(home: Path) -> None:
    with TestClient(build_app(Site(home, names=("testserver",)))) as client:
        assert client.get("/healthz").json()["snapshot"] == 1
        first = client.get("/search.json?q=nghi").json()
        tag = client.get("/search").headers["etag"]
        assert client.get("/search", headers={"If-None-Match": tag}).status_code == 304
        put(home, "hai")
        assert client.app.state.follower.look()  # type: ignore[attr-defined]
        assert client.get("/healthz").json()["snapshot"] == 2
        assert client.get("/search.json?q=nghi").json()["total"] >= first["total"]
        assert client.get("/search.json?q=hai").json()["total"] == 1
        assert client.get("/search", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.slow
def test_it_is_seen_within_seconds_by_itself(home: Path) -> None:
    with TestClient(build_app(Site(home, names=("testserver",)))) as client:
        put(home, "hai")
        for _ in range(100):
            if client.get("/healthz").json()["snapshot"] == 2:
                return
            threading.Event().wait(0.1)
        pytest.fail("the new snapshot was not shown within ten seconds")


@pytest.mark.slow
def test_nobody_meets_an_error_meanwhile(home: Path) -> None:
    done = threading.Event()
    answers: list[int] = []
    with TestClient(build_app(Site(home, names=("testserver",)))) as client:

        def read() -> None:
            while not done.is_set():
                for path in ("/search?q=nghi", "/", "/outlets", "/search.csv"):
                    answers.append(client.get(path).status_code)
                    done.wait(0.02)

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for name in ("hai", "ba"):
            put(home, name)
            client.app.state.follower.look()  # type: ignore[attr-defined]
        done.set()
        for reader in readers:
            reader.join()
        assert client.get("/healthz").json()["snapshot"] == 3
    assert set(answers) == {200}
    assert len(answers) > 20


def test_who_took_a_snapshot_keeps_it(home: Path) -> None:
    follower = Follower(Snapshots(home), _OPEN)
    taken = follower.snapshot
    count = Statement("SELECT count(*) AS articles FROM article", frozenset())
    put(home, "hai")
    shutil.rmtree(home / "snapshots" / "000001.index")
    (home / "snapshots" / "000001.duckdb").unlink()
    assert follower.look()
    assert taken.row(count) == {"articles": 1}
    assert follower.snapshot.row(count) == {"articles": 2}


def test_what_was_forgotten_in_the_same_file_is_gone(home: Path) -> None:
    """`thidua forget` puts another file in a snapshot's place, under the same name."""
    follower = Follower(Snapshots(home), _OPEN)
    before = follower.snapshot
    database = Snapshots(home).database(1)
    other = database.with_suffix(".other")
    shutil.copyfile(database, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute("UPDATE ceremony SET title = 'another'")
    other.replace(database)
    titles = Statement("SELECT title FROM ceremony", frozenset())
    assert follower.look()
    assert follower.snapshot.row(titles) == {"title": "another"}
    assert before.row(titles) == {"title": "Hội nghị mot"}


def test_a_snapshot_that_cannot_be_opened_leaves_the_old_one(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    follower = Follower(Snapshots(home), _OPEN)
    snapshots = Snapshots(home)
    snapshots.database(2).write_bytes(b"not a database")
    snapshots.point_to(2)
    assert not follower.look()
    assert not follower.look()
    assert follower.snapshot.number == 1
    assert len(caplog.records) == 1
    snapshots.pointer.write_text("7\n")
    assert not follower.look()
    put(home, "hai")
    assert follower.look()


def test_old_snapshots_are_closed(home: Path) -> None:
    follower = Follower(Snapshots(home), _OPEN)
    for name in ("hai", "ba"):
        put(home, name)
        assert follower.look()
    gc.collect()
    held = {str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()}
    assert not [path for path in held if str(home) in path and ("000001.duckdb" in path or "000002.duckdb" in path)]


def test_without_a_snapshot_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="publish one first"):
        build_app(Site(tmp_path))
    (tmp_path / "snapshots").mkdir()
    Snapshots(tmp_path).database(1).write_bytes(b"x" * 5000)
    Snapshots(tmp_path).point_to(1)
    with pytest.raises(SnapshotError, match="cannot be opened"):
        build_app(Site(tmp_path))


def test_without_an_index_all_else_works(home: Path) -> None:
    shutil.rmtree(Snapshots(home).index(1))
    with TestClient(build_app(Site(home, names=("testserver",)))) as client:
        assert client.get("/search").status_code == 200
        assert client.get("/search?year=2024").status_code == 200
        assert client.get("/search?q=nghi").status_code == 503


def test_a_statement_that_takes_too_long_is_ended(home: Path) -> None:
    snapshots = Snapshots(home)
    snapshot = Snapshot(snapshots, identity_of(snapshots), seconds=0.2)
    slow = Statement("SELECT count(*) FROM range(10000000000) AS a(x) WHERE hash(x) = 1", frozenset())
    with pytest.raises(TooSlowError, match=r"0\.2 s"):
        snapshot.ask(slow)
    assert snapshot.row(Statement("SELECT 1 AS one", frozenset())) == {"one": 1}
