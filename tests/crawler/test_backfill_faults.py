"""Backfills that meet with failing servers, a full disk, kills and signals."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crawler.commoncrawl.backfill import MOST_FAILURES, BackfillError, backfill
from crawler.commoncrawl.options import BackfillOptions
from crawler.source import Source
from tests.crawler.backfilling import DAY, JUNE, SPRING, at, filled, urls
from tests.crawler.crawling import ROOT, kill_at
from tests.crawler.local_commoncrawl import BAO, PAGE, CommonCrawl, Crawl
from tests.crawler.site import Reply

RUNNER = """
import datetime as dt, json, sys
from pathlib import Path
from crawler.commoncrawl.backfill import BackfillError, BackfillOptions, backfill
from crawler.source import Source
job = json.load(sys.stdin)
home = Path(job["home"])
options = BackfillOptions(since=dt.date(2023, 4, 1), until=dt.date(2023, 6, 1), index=job["index"], data=job["data"])
summary = backfill([Source.model_validate(job["source"])], archive=home / "archive",
                   frontier=home / "frontier.sqlite", captures=home / "captures.sqlite", options=options)
print(json.dumps(summary.as_dict()))
"""


def test_another_capture_of_the_content_serves_where_one_is_damaged(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    crawl.add(at(1), "2023-06-03", change=lambda record: record[:-9])
    crawl.add(at(1), "2023-06-04")
    crawl.add(at(2), "2023-06-04", change=lambda record: record[:-9])
    commons.fail("/crawl-data", Reply(status=404))
    crawl.add(at(3), "2023-06-02")
    notes: list[str] = []
    summary = backfill(
        [Source.model_validate(BAO)],
        archive=tmp_path / "archive",
        frontier=tmp_path / "frontier.sqlite",
        captures=tmp_path / "captures.sqlite",
        options=BackfillOptions(since=SPRING, until=JUNE, index=commons.index, data=commons.data),
        on_note=notes.append,
    )
    told = summary.outlets["bao"]
    assert (told.fetched, told.kept, dict(told.failed)) == (4, 1, {"HTTP 404": 1, "damaged gzip data": 2})
    assert notes[0] == f"failed: {at(3)} of 2023-06-02 00:00 (HTTP 404)"
    _, told = filled(tmp_path, commons)  # what is damaged stays so, what was not there may be
    assert (told.fetched, told.kept, told.left_out["damaged gzip data"]) == (1, 1, 2)
    assert urls(tmp_path) == [at(1), at(3)]


def test_a_server_that_fails_in_the_middle(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(2 * PAGE):
        crawl.add(at(n), DAY)
    monkeypatch.setattr("time.sleep", lambda _: None)
    commons.fail("/CC-MAIN-2023-23-index?", Reply(json.dumps({"pages": 2})), *[Reply(status=503)] * 8)
    with pytest.raises(BackfillError, match=r"gave no answer in 8 tries: HTTP 503; what is done is kept, run it again"):
        filled(tmp_path, commons)

    def fail(_: int) -> None:
        if len(commons.records()) == 6 and not commons.faults:
            commons.fail("/crawl-data", *[Reply(status=500)] * 8)

    commons.on_request = fail
    with pytest.raises(BackfillError, match="HTTP 500") as raised:
        filled(tmp_path, commons)
    commons.on_request = lambda _: None
    assert raised.value.summary.outlets["bao"].kept == len(urls(tmp_path)) == 5
    commons.log.clear()
    assert filled(tmp_path, commons)[1].kept == 2 * PAGE - 5
    assert commons.pages() == []
    assert len(commons.records()) == 2 * PAGE - 5
    assert urls(tmp_path) == sorted(at(n) for n in range(2 * PAGE))


def test_an_index_that_is_down(tmp_path: Path, commons: CommonCrawl) -> None:
    with pytest.raises(BackfillError, match="cannot be reached: no connection"):
        filled(tmp_path, commons, index="http://127.0.0.1:9/collinfo.json")


def test_a_data_server_with_nothing_is_left(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(2 * MOST_FAILURES):
        crawl.add(at(n), DAY)
    with pytest.raises(BackfillError, match="20 records in a row failed, the last one: HTTP 404"):
        filled(tmp_path, commons, data=f"{commons.data}nothing/")
    assert len(commons.records()) == MOST_FAILURES
    assert filled(tmp_path, commons)[1].kept == 2 * MOST_FAILURES


def test_a_data_server_with_damaged_files_spoils_nothing(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(2 * MOST_FAILURES):
        crawl.add(at(n), DAY)
    whole, crawl.data = crawl.data, bytearray(len(crawl.data))
    with pytest.raises(BackfillError, match="20 records in a row failed, the last one: damaged gzip data"):
        filled(tmp_path, commons)
    crawl.data = whole
    assert filled(tmp_path, commons)[1].kept == 2 * MOST_FAILURES


def test_records_that_were_cut_off_do_not_count_against_the_server(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    for n in range(MOST_FAILURES):
        crawl.add(at(n), DAY, b"x" * (1 << 20))
    crawl.add(at(99), "2023-06-04")
    summary, told = filled(tmp_path, commons)
    assert (summary.finished, told.kept, told.failed.total()) == (True, 1, MOST_FAILURES)
    assert filled(tmp_path, commons)[1].fetched == 0


def test_damaged_records_in_a_row_keep_nothing_from_being_fetched(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    for n in range(MOST_FAILURES):
        crawl.add(at(n), DAY, change=lambda record: record[:-9])
    crawl.add(at(99), "2023-06-04")
    with pytest.raises(BackfillError, match="in a row failed, the last one: damaged gzip data"):
        filled(tmp_path, commons)
    summary, told = filled(tmp_path, commons)
    assert (summary.finished, told.kept, told.failed.total()) == (True, 1, MOST_FAILURES)
    assert filled(tmp_path, commons)[1].fetched == 0


@pytest.mark.parametrize("reply", [Reply(status=503), Reply(status=403), Reply(status=200)])
def test_a_record_that_ends_every_run_comes_last(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    crawl.add(at(0), DAY)
    commons.crawls[-1].add("https://khac.vn/trao-bang-khen-post1.html", "2023-04-01")
    sources = [Source.model_validate(BAO | more) for more in ({}, {"slug": "khac", "domains": ["khac.vn"]})]

    def run() -> None:
        commons.fail(f"/{crawl.file}", *[reply] * 8)
        backfill(
            sources,
            archive=tmp_path / "archive",
            frontier=tmp_path / "frontier.sqlite",
            captures=tmp_path / "captures.sqlite",
            options=BackfillOptions(since=SPRING, until=JUNE, index=commons.index, data=commons.data),
        )

    for kept in ([], ["https://khac.vn/trao-bang-khen-post1.html"]):
        with pytest.raises(BackfillError):
            run()
        assert urls(tmp_path) == kept
        commons.faults.clear()
    reply = Reply(status=404)
    run()
    assert len(urls(tmp_path)) == 1
    commons.faults.clear()
    assert filled(tmp_path, commons)[1].kept == 1


def test_failures_that_are_not_in_a_row_end_nothing(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(2 * MOST_FAILURES):
        crawl.add(at(n), "2023-06-03", change=lambda r, n=n: r if n % 15 == 14 else r[:-9])  # type: ignore[misc]
    _, told = filled(tmp_path, commons)
    assert (told.fetched, told.kept) == (2 * MOST_FAILURES, 2)


def test_a_page_with_lost_lines_is_read_again(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY)
    commons.extra[crawl.id] = b'{"url": "https://bao.vn/cut'
    summary, told = filled(tmp_path, commons)
    assert (told.bad_lines, told.kept) == (1, 1)
    assert "bao: 1 lines of the index cannot be read; run it again for them" in summary.lines(dry_run=False)
    del commons.extra[crawl.id]
    crawl.add(at(2), DAY)
    assert filled(tmp_path, commons)[1].kept == 1
    assert urls(tmp_path) == [at(1), at(2)]


def test_a_full_disk_ends_it_and_it_goes_on(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(6):
        crawl.add(at(n), DAY)
    left = [4]

    def sync(handle: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", sync)
        with pytest.raises(BackfillError, match="No space left on device; what is done is kept"):
            filled(tmp_path, commons)
    assert 0 < len(urls(tmp_path)) < 6
    filled(tmp_path, commons)
    assert urls(tmp_path) == [at(n) for n in range(6)]


def start(home: Path, commons: CommonCrawl) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", RUNNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps({"home": str(home), "index": commons.index, "data": commons.data, "source": BAO}))
    process.stdin.close()
    process.stdin = None
    return process


def killed(home: Path, commons: CommonCrawl, articles: int, kills: list[tuple[int, signal.Signals]]) -> None:
    """Kill a backfill at some numbers of requests, go on to the end, and look at what there is."""
    for n in range(articles):
        commons.crawls[1 + n % 2].add(at(n), ("2023-06-03", "2023-04-01")[n % 2])
    for number, how in kills:
        process = start(home, commons)
        kill_at(commons, number, process, how)
        _, err = process.communicate(timeout=60)
        assert process.returncode in {-how, 0}, err
    commons.on_request = lambda _: None
    process = start(home, commons)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["outlets"]["bao"]["matching"] == articles
    assert urls(home) == sorted(at(n) for n in range(articles))
    assert len(commons.records()) <= articles + len(kills)
    assert len(commons.pages()) <= 2 * -(-articles // (2 * PAGE)) + len(kills)


def test_killed_and_gone_on_with(tmp_path: Path, commons: CommonCrawl) -> None:
    killed(tmp_path, commons, 2 * PAGE, [(20, signal.SIGKILL)])


@pytest.mark.slow
def test_killed_at_many_moments(tmp_path: Path, commons: CommonCrawl) -> None:
    dice = random.Random(4)
    killed(tmp_path, commons, 300, [(dice.randrange(2, 40), signal.SIGKILL) for _ in range(15)])


def test_told_to_stop(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(6):
        crawl.add(at(n), DAY)

    def stop(_: int) -> None:
        if len(commons.records()) == 3:
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    commons.on_request = stop
    summary, told = filled(tmp_path, commons)
    assert (summary.interrupted, summary.finished) == (True, False)
    assert told.kept == len(urls(tmp_path)) < 6
    commons.on_request = lambda _: None
    filled(tmp_path, commons)
    assert urls(tmp_path) == [at(n) for n in range(6)]
    assert len(commons.records()) <= 7


def test_told_to_stop_while_a_page_is_written(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(6):
        crawl.add(at(n), DAY)
    syncs = []

    def sync(handle: int) -> None:
        syncs.append(handle)
        if len(syncs) == 5:
            signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", sync)
        summary, told = filled(tmp_path, commons)
    assert summary.interrupted
    assert told.kept == len(urls(tmp_path)) == len(commons.records()) < 6
    filled(tmp_path, commons)
    assert len(urls(tmp_path)) == len(commons.records()) == 6
