"""The frontier: nothing is lost, nothing is handed out twice, and the file says what happened."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from crawler import store
from crawler.entries import Found, digest_of, host_key
from crawler.frontier import Frontier
from tests.crawler.addresses import HOST, drain, fill, found, keep


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


def test_the_next_address_comes_from_an_index(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        fill(frontier, range(20_000))
        begun = time.perf_counter()
        for _ in range(200):
            assert frontier.take("bao", HOST) is not None
        assert (time.perf_counter() - begun) / 200 < 0.005


def test_one_host_has_one_pace_however_its_address_is_written() -> None:
    addresses = ["https://bao.vn/a", "http://Bao.vn:80/a", "https://bao.vn:443/a", "https://ai:do@bao.vn/a"]
    assert {host_key(address) for address in addresses} == {"bao.vn"}
    assert host_key("http://127.0.0.1:8080/a") == "127.0.0.1:8080"


@pytest.mark.parametrize("known", ["queued", "done", "archived", "failed", "alias"])
def test_a_list_that_was_known_as_an_article_is_read_as_a_list(tmp_path: Path, known: str) -> None:
    seed = found(1, kind="listing")
    with Frontier(tmp_path / "f.sqlite") as frontier:
        run = frontier.begin_run(["bao"], resume_within=0)
        if known == "archived":
            keep(frontier, seed.url)
        else:
            frontier.add([found(1)], run=0.0)
        if known not in {"queued", "archived"}:
            (entry,) = drain(frontier)
            if known == "failed":
                frontier.fail(entry, "no article", final=True)
            elif known == "alias":
                assert frontier.redirect(entry, found(2).url, found(2).address, run=run) is None
                drain(frontier)
            else:
                frontier.add([], run=run, answered=entry, etag='"a"')
        frontier.count_waiting()
        frontier.add([seed], run=run)
        assert frontier.waiting["bao", HOST] == 1
        frontier.add([found(1)], run=run)
        keep(frontier, seed.url, b"another page of this address")
        (again,) = drain(frontier)
        assert (again.url, again.kind, again.etag, again.asked) == (seed.url, "listing", None, None)
        frontier.add([], run=run, answered=again)
        frontier.add([seed, found(1, changed=time.time() + 9)], run=run)
        assert drain(frontier) == []


def test_pages_that_disagree_on_the_kind_of_a_list_do_not_queue_it_again(tmp_path: Path) -> None:
    with Frontier(tmp_path / "f.sqlite") as frontier:
        frontier.add([found(1, kind="listing"), found(2, kind="tag")], run=0.0)
        seed, tag = drain(frontier)
        frontier.add([replace(found(2, kind="listing"), depth=2)], run=0.0, answered=seed)
        assert frontier.redirect(tag, seed.url, seed.address, run=0.0) is None
        assert drain(frontier) == []
