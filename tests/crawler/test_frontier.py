"""The frontier: nothing is lost, nothing is handed out twice, and the file says what happened."""

from __future__ import annotations

import ast
import os
import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from crawler import store
from crawler.entries import Entry, Found, digest_of, host_key
from crawler.frontier import Frontier
from crawler.schema import FrontierError

HOST = "bao.vn"


def found(number: int, *, kind: str = "article", changed: float | None = None) -> Found:
    url = f"https://{HOST}/tin-{number}.html"
    return Found(url=url, address=url, source="bao", kind=kind, changed=changed)  # type: ignore[arg-type]


def fill(frontier: Frontier, numbers: range) -> list[str]:
    return frontier.add(map(found, numbers), run=0.0)


def drain(frontier: Frontier) -> list[Entry]:
    return list(iter(lambda: frontier.take("bao", HOST), None))


def keep(frontier: Frontier, url: str, body: bytes = b"x", fetched: float = 0.0) -> None:
    frontier.keep(url, digest=digest_of(body), record="a.warc.gz:0", fetched=fetched or time.time())


def test_an_address_is_queued_once_and_handed_out_in_order(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        assert fill(frontier, range(3)) == [found(n).url for n in range(3)]
        assert fill(frontier, range(4)) == [found(3).url]
        assert [entry.url for entry in drain(frontier)] == [found(n).url for n in range(4)]
        assert frontier.take("bao", HOST) is None
        assert frontier.next_due("bao", HOST) is None


def test_lists_come_before_articles_and_later_pages_after_them(tmp_path: Path) -> None:
    deep = Found(
        url="https://bao.vn/tin?page=2", address="https://bao.vn/tin?page=2", source="bao", kind="listing", depth=2
    )
    with Frontier(tmp_path / "f.sqlite") as frontier:
        frontier.add([deep, found(1), found(9, kind="feed")], run=0.0)
        assert [entry.url for entry in drain(frontier)] == [found(9).url, found(1).url, deep.url]


def test_what_was_being_fetched_at_a_kill_is_queued_again_behind_the_rest(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        begun = frontier.begin_run(["bao"], resume_within=60)
        fill(frontier, range(3))
        first = frontier.take("bao", HOST)
        assert first is not None
    with Frontier(tmp_path / "f.sqlite") as frontier:
        assert frontier.begin_run(["bao"], resume_within=60) == begun
        assert [entry.url for entry in drain(frontier)] == [found(n).url for n in (1, 2, 0)]


def test_an_old_or_ended_run_is_not_gone_on_with(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        begun = frontier.begin_run(["bao"], resume_within=60)
        assert frontier.begin_run(["bao"], resume_within=0) > begun
        frontier.end_run()
        assert frontier.begin_run(["bao"], resume_within=60) > begun


def test_lists_are_asked_again_in_a_new_run_and_only_then(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        run = frontier.begin_run(["bao"], resume_within=0)
        seed = found(1, kind="listing")
        frontier.add([seed], run=run)
        (entry,) = drain(frontier)
        frontier.add([found(2)], run=run, answered=entry, etag='"a"', modified="Tue")
        frontier.add([seed], run=run)
        assert [e.url for e in drain(frontier)] == [found(2).url]
        frontier.add([seed], run=time.time() + 1)
        (again,) = drain(frontier)
        assert (again.url, again.etag, again.modified) == (seed.url, '"a"', "Tue")


def test_a_known_article_is_queued_again_only_when_it_changed(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        keep(frontier, found(1).url, fetched=1000.0)
        for changed in (None, 999.0):
            assert frontier.add([found(1, changed=changed)], run=0.0) == []
            assert drain(frontier) == []
        frontier.add([found(1, changed=1001.0)], run=0.0)
        assert len(drain(frontier)) == 1


def test_failures_that_may_pass_are_tried_in_the_next_run(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        fill(frontier, range(4))
        entries = drain(frontier)
        frontier.fail(entries[0], "HTTP 404", final=True)
        frontier.fail(entries[1], "HTTP 503", final=False)
        frontier.skip(entries[2], "noarchive", final=True)
        frontier.skip(entries[3], "older than asked for", final=False)
        assert frontier.failures("bao") == [(found(0).url, "HTTP 404"), (found(1).url, "HTTP 503")]
        assert frontier.counts() == {"bao": {"failed": 2, "skipped": 2}}
        frontier.begin_run(["khac"], resume_within=0)
        assert drain(frontier) == []
        frontier.begin_run(["bao"], resume_within=0)
        assert {entry.url for entry in drain(frontier)} == {found(1).url, found(3).url}


def test_a_retry_waits_for_its_time(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        fill(frontier, range(1))
        (entry,) = drain(frontier)
        due = time.time() + 0.05
        frontier.retry(entry, due=due, reason="HTTP 500")
        assert frontier.take("bao", HOST) is None
        assert frontier.next_due("bao", HOST) == due
        time.sleep(0.06)
        again = frontier.take("bao", HOST)
        assert again is not None
        assert again.tries == 1


def test_redirects_become_aliases_and_loops_are_seen(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        fill(frontier, range(1))
        (old,) = drain(frontier)
        assert frontier.redirect(old, found(1).url, "http://www.bao.vn/tin-1.html", run=0.0) is None
        assert frontier.lanes(["bao"]) == [("bao", "www.bao.vn")]
        new = frontier.take("bao", "www.bao.vn")
        assert new is not None
        assert (new.url, new.hops) == (found(1).url, 1)
        assert frontier.redirect(new, old.url, old.address, run=0.0) == "redirect loop"
        assert frontier.redirect(new, new.url, new.address, run=0.0) == "redirects to itself"
        assert frontier.redirect(new, new.url, "https://bao.vn/tin-1.html", run=0.0) is None
        (same,) = drain(frontier)
        assert (same.key, same.address, same.hops) == (new.key, "https://bao.vn/tin-1.html", 2)


def test_versions_of_a_page_are_told_by_their_content(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        keep(frontier, found(1).url, b"old", fetched=1.0)
        assert frontier.has_page(found(1).url, digest_of(b"old"))
        assert not frontier.has_page(found(1).url, digest_of(b"new"))
        assert not frontier.has_page(found(2).url, digest_of(b"old"))
        assert frontier.has_version(found(1).url, 1.0)
        assert not frontier.has_version(found(1).url, 2.0)
        assert not frontier.has_version(found(2).url, 1.0)
        assert frontier.counts() == {"": {"done": 1}}
        assert frontier.known([found(1).url, found(2).url]) == {found(1).url}


def test_addresses_with_one_hash_stay_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_hash", lambda _: 7)
    with Frontier(tmp_path / "f.sqlite") as frontier:
        assert len(fill(frontier, range(5))) == 5
        assert fill(frontier, range(5)) == []
        keep(frontier, found(3).url, b"3")
        assert not frontier.has_page(found(2).url, digest_of(b"3"))
        assert len(drain(frontier)) == 4


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


def test_the_next_address_comes_from_an_index(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        fill(frontier, range(20_000))
        begun = time.perf_counter()
        for _ in range(200):
            assert frontier.take("bao", HOST) is not None
        assert (time.perf_counter() - begun) / 200 < 0.005


def test_a_failed_change_is_undone_and_the_next_one_works(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        with pytest.raises(sqlite3.IntegrityError):
            frontier.add([found(1), replace(found(2), source=None)], run=0.0)  # type: ignore[arg-type]
        assert fill(frontier, range(1, 3)) == [found(1).url, found(2).url]


def test_one_host_has_one_pace_however_its_address_is_written() -> None:
    addresses = ["https://bao.vn/a", "http://Bao.vn:80/a", "https://bao.vn:443/a", "https://ai:do@bao.vn/a"]
    assert {host_key(address) for address in addresses} == {"bao.vn"}
    assert host_key("http://127.0.0.1:8080/a") == "127.0.0.1:8080"


class Kills(RuleBasedStateMachine):
    """Any order of finds, answers and kills: an address ends in one state, and none disappears."""

    taken = Bundle("taken")

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.frontier = Frontier(Path(self.folder.name) / "f.sqlite")
        self.known: set[str] = set()
        self.ended: set[str] = set()
        self.out: set[str] = set()

    @rule(numbers=st.lists(st.integers(0, 12), max_size=4))
    def find(self, numbers: list[int]) -> None:
        urls = {found(n).url for n in numbers}
        assert set(self.frontier.add(map(found, numbers), run=0.0)) == urls - self.known
        self.known |= urls

    @rule(target=taken)
    def take(self) -> object:
        entry = self.frontier.take("bao", HOST)
        if entry is None:
            return multiple()
        assert entry.url in self.known - self.ended - self.out
        self.out.add(entry.url)
        return entry

    @rule(entry=consumes(taken), how=st.sampled_from(["keep", "fail", "skip", "unchanged", "retry", "put back"]))
    def answer(self, entry: Entry, how: str) -> None:
        if entry.url not in self.out:
            return  # a kill came between
        self.out.discard(entry.url)
        if how == "retry":
            self.frontier.retry(entry, due=0.0, reason="x")
            return
        if how == "put back":
            self.frontier.put_back(entry)
            return
        if how == "keep":
            keep(self.frontier, entry.url)
        elif how == "unchanged":
            self.frontier.unchanged(entry)
        else:
            (self.frontier.fail if how == "fail" else self.frontier.skip)(entry, "x", final=True)
        self.ended.add(entry.url)

    @rule()
    def kill(self) -> None:
        self.frontier.close()
        self.frontier = Frontier(Path(self.folder.name) / "f.sqlite")
        self.frontier.begin_run(["bao"], resume_within=random.choice([0, 60]))
        self.out.clear()

    @invariant()
    def every_address_has_its_state(self) -> None:
        counts = self.frontier.counts().get("bao", {})
        assert sum(counts.values()) == len(self.known)
        assert counts.get("fetching", 0) == len(self.out)
        assert counts.get("queued", 0) == len(self.known - self.ended - self.out)

    def teardown(self) -> None:
        self.frontier.close()
        self.folder.cleanup()


Kills.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestKills = Kills.TestCase


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
