"""Backfills from a local copy of Common Crawl."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import Archive, read_pages
from crawler.commoncrawl.backfill import MOST_FAILURES, BackfillError, BackfillOptions, backfill
from crawler.commoncrawl.summary import BackfillSummary, OutletSummary
from crawler.entries import Found
from crawler.frontier import Frontier
from crawler.importing.paths import Choice, import_paths
from crawler.page import Page
from crawler.source import Source
from crawler.warc import response_record
from tests.crawler.conftest import ROOT, Reply, kill_at, serving
from tests.crawler.local_commoncrawl import BAO, PAGE, CommonCrawl, Crawl, moment, text_of

SPRING, JUNE = dt.date(2023, 4, 1), dt.date(2023, 6, 30)
DAY = "2023-06-03T08:15:30"
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


@pytest.fixture
def commons() -> Iterator[CommonCrawl]:
    with serving(CommonCrawl()) as running:
        assert isinstance(running, CommonCrawl)
        running.crawl("CC-MAIN-2023-14", "2023-03-20", "2023-04-02")
        running.crawl("CC-MAIN-2023-23", "2023-05-27", "2023-06-11")
        running.crawl("CC-MAIN-2023-40", "2023-09-21", "2023-10-05")
        yield running


@pytest.fixture
def crawl(commons: CommonCrawl) -> Crawl:
    return commons.crawls[1]


def filled(
    home: Path,
    commons: CommonCrawl,
    *,
    source: dict[str, Any] | None = None,
    **options: Any,  # noqa: ANN401
) -> tuple[BackfillSummary, OutletSummary]:
    chosen = BackfillOptions(since=SPRING, until=JUNE, index=commons.index, data=commons.data)
    summary = backfill(
        [Source.model_validate(BAO | (source or {}))],
        archive=home / "archive",
        frontier=home / "frontier.sqlite",
        captures=home / "captures.sqlite",
        options=replace(chosen, **options),
    )
    return summary, summary.outlets["bao"]


def pages(home: Path) -> list[Page]:
    return [page for shard in Archive(home / "archive").shards() for page in read_pages(shard)]


def urls(home: Path) -> list[str]:
    return sorted(page.url or "" for page in pages(home))


def at(number: int, words: str = "trao-bang-khen") -> str:
    return f"https://bao.vn/{words}-post{number}.html"


def test_articles_of_the_topic_come_into_the_archive(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY, headers={"ETag": '"1"'})
    crawl.add("http://www.bao.vn/trao-bang-khen-post2.html", "2023-06-04")
    crawl.add("https://m.bao.vn/trao-bang-khen-post3.html", "2023-06-05")
    crawl.add(at(4, "gia-vang-hom-nay"), DAY)
    crawl.add("https://bao.vn/", DAY)
    crawl.add("https://media.bao.vn/trao-bang-khen-post5.html", DAY)
    crawl.add(at(6), DAY, status=404)
    crawl.add(at(7), DAY, line={"truncated": "length"})
    commons.crawls[2].add(at(8), "2023-04-01")
    commons.crawls[2].add(at(9), "2023-03-31T23:59:59")
    commons.crawls[0].add(at(10), "2023-09-25")
    summary, told = filled(tmp_path, commons, contact="me@example.org")
    assert summary.finished
    assert summary.collections == ["CC-MAIN-2023-14", "CC-MAIN-2023-23"]
    assert (told.found, told.matching, told.fetched, told.kept, told.known) == (7, 4, 4, 4, 0)
    assert dict(told.left_out) == {
        "no article by its address": 1,
        "not of the topic by its address": 1,
        "truncated by Common Crawl": 1,
    }
    assert not told.failed
    kept = {page.url or "": page for page in pages(tmp_path)}
    assert sorted(kept) == sorted(
        [at(1), at(8), "http://www.bao.vn/trao-bang-khen-post2.html", "https://m.bao.vn/trao-bang-khen-post3.html"]
    )
    first = kept[at(1)]
    assert (first.body, first.fetched, first.meta) == (
        text_of(at(1)),
        moment(DAY),
        {"province": "lao-cai", "outlet": "bao"},
    )
    assert kept["https://m.bao.vn/trao-bang-khen-post3.html"].meta["url"] == at(3)
    (shard,) = Archive(tmp_path / "archive").shards()
    assert gzip.decompress(shard.read_bytes()).count(b"\r\nThidua-Outlet: bao\r\n") == 4
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        assert frontier.counts() == {"bao": {"done": 4}}
        assert frontier.known([at(n) for n in (1, 2, 3, 8)]) == {at(n) for n in (1, 2, 3, 8)}
    agents = {headers["user-agent"] for _, _, headers in commons.log}
    assert len(agents) == 1
    assert agents.pop().endswith("(+me@example.org)")


def test_a_second_run_asks_for_nothing_but_the_list(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY)
    crawl.add(at(2, "gia-vang-hom-nay"), DAY)
    filled(tmp_path, commons)
    commons.log.clear()
    _, told = filled(tmp_path, commons)
    assert [path for _, path, _ in commons.log] == ["/collinfo.json"]
    assert (told.found, told.matching, told.to_fetch, told.known) == (2, 1, 0, 1)
    _, told = filled(tmp_path, commons, all_topics=True)
    assert (commons.pages(), told.kept) == ([], 1)
    assert urls(tmp_path) == [at(2, "gia-vang-hom-nay"), at(1)]


def test_each_content_of_an_article_once_at_its_first_time(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), "2023-06-05")
    crawl.add("https://m.bao.vn/trao-bang-khen-post1.html", "2023-06-03", text_of(at(1)))
    crawl.add(at(1), "2023-06-06", b"<p>corrected")
    commons.crawls[2].add(at(1), "2023-04-01", text_of(at(1)))
    _, told = filled(tmp_path, commons)
    assert (told.found, told.matching, told.kept) == (4, 2, 2)
    assert [(page.fetched, page.body) for page in pages(tmp_path)] == [
        (moment("2023-04-01"), text_of(at(1))),
        (moment("2023-06-06"), b"<p>corrected"),
    ]


def test_an_outlet_known_by_its_domains_alone(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add("https://bao.vn/trao-bang-khen-cho-tap-the", DAY)
    crawl.add("https://bao.vn/", DAY)
    crawl.add("https://baocu.vn/tin/trao-huan-chuong-lao-dong.aspx?id=5", DAY)
    source = {"article_pattern": None, "domains": ["bao.vn", "baocu.vn"]}
    _, told = filled(tmp_path, commons, source=source)
    assert told.kept == 2


def test_a_dry_run_says_how_much_there_is(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    lines = [crawl.add(at(n), DAY) for n in range(3)]
    crawl.add(at(2), "2023-06-04", text_of(at(2)))
    summary, told = filled(tmp_path, commons, dry_run=True)
    assert (told.to_fetch, told.bytes) == (3, sum(int(line["length"]) for line in lines))
    assert commons.records() == []
    assert f"3 records to fetch, {told.bytes / 1e3:.1f} kB" in summary.lines(dry_run=True)[1]
    commons.log.clear()
    assert filled(tmp_path, commons)[1].kept == 3
    assert commons.pages() == []


def test_a_limit_and_going_on(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(5):
        crawl.add(at(n), f"2023-06-0{n + 1}")
    summary, told = filled(tmp_path, commons, limit=2)
    assert (summary.finished, told.fetched, told.to_fetch) == (False, 2, 5)
    assert summary.lines(dry_run=False)[-1] == "the limit is reached; run it again to go on"
    assert urls(tmp_path) == [at(0), at(1)]
    assert filled(tmp_path, commons, limit=3)[0].finished
    assert len(commons.records()) == len(urls(tmp_path)) == 5


def test_what_forbids_archiving_is_not_kept_and_asked_for_once(
    tmp_path: Path, commons: CommonCrawl, crawl: Crawl
) -> None:
    crawl.add(at(1), DAY, headers={"X-Robots-Tag": "noarchive"})
    crawl.add(at(2), DAY, b'<meta name="robots" content="noarchive">')
    crawl.add(at(2), "2023-06-05", b'<meta name="robots" content="noarchive">')
    for _ in range(2):
        _, told = filled(tmp_path, commons)
        assert (told.kept, told.left_out["noarchive"]) == (0, 2)
    assert len(commons.records()) == 2
    assert pages(tmp_path) == []


def test_what_the_crawl_leaves_alone_for_good_is_left_alone(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    for n in range(3):
        crawl.add(at(n), DAY)
    with Frontier(tmp_path / "frontier.sqlite") as frontier:
        frontier.add([Found(url=at(n), address=at(n), source="bao", kind="article") for n in (0, 1)], run=0.0)
        for n, reason in enumerate(("noarchive", "robots.txt forbids it")):
            entry = frontier.take("bao", "bao.vn")
            assert entry is not None
            frontier.skip(entry, reason, final=n == 0)
    _, told = filled(tmp_path, commons)
    assert (told.matching, told.kept, dict(told.left_out)) == (2, 2, {"noarchive": 1})


def test_what_is_no_page_after_all(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY, b" \n")
    crawl.add(at(2), DAY, headers={"Content-Type": "image/png"})
    _, told = filled(tmp_path, commons)
    assert dict(told.failed) == {"no page by its content": 2}
    assert pages(tmp_path) == []


def test_what_the_archive_holds_is_not_kept_again(tmp_path: Path, commons: CommonCrawl, crawl: Crawl) -> None:
    crawl.add(at(1), DAY)
    crawl.add(at(2), DAY)
    held = [(at(1), moment(DAY)), (at(2), moment("2023-06-20"))]
    records = [
        response_record(url, status=200, headers=[("Content-Type", "text/html")], body=text_of(url), fetched=time)
        for url, time in held
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(records))
    import_paths(
        [tmp_path / "a.warc.gz"],
        archive=tmp_path / "archive",
        sources=[Source.model_validate(BAO)],
        choice=Choice(all_topics=True),
    )
    _, told = filled(tmp_path, commons)
    assert (told.matching, told.to_fetch, told.fetched, told.kept, told.known) == (2, 1, 1, 0, 2)
    (tmp_path / "captures.sqlite").unlink()
    filled(tmp_path, commons)
    assert len(pages(tmp_path)) == 2


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
