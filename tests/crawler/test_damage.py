"""Pages that the archive has lost are asked for again, and nothing else is."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from crawler.archive import Archive, read_pages
from crawler.crawl import RESUME_WITHIN
from crawler.entries import digest_of
from crawler.memory import Memory, find_lost
from crawler.source import Source
from crawler.warc import response_record
from tests.crawler.crawling import run_crawl, source_of
from tests.crawler.site import Site, paged

SOURCE = Source(slug="bao", name="Báo", domains=("bao.vn",), article_pattern=r"-\d+\.html$")
B = "https://bao.vn"


def opened(folder: Path) -> Memory:
    return Memory(folder / "archive", folder / "f.sqlite", [SOURCE])


def fill(folder: Path, numbers: range, *, text: str = "", second: int = 0, source: str = "bao") -> Path:
    """Archive pages in a file of their own and return it."""
    with opened(folder) as memory:
        for number in numbers:
            fetched = datetime(2026, 3, 1, 5, 0, second, tzinfo=UTC)
            url, body = f"{B}/tin-{number}.html", f"<p>{number}{text}".encode()
            headers = [("ETag", f'"{number}{text}"')]
            record = response_record(url, status=200, headers=headers, body=body, fetched=fetched)
            memory.keep(
                url, record, digest=digest_of(body), fetched=fetched.timestamp(), source=source, etag=headers[0][1]
            )
    return memory.writer.finished[0]


def spoil(shard: Path, number: int) -> str:
    """Flip bytes within the record of the page at a place in a file; return its address."""
    page = list(read_pages(shard, lambda _: None))[number]
    assert page.record is not None
    data = bytearray(shard.read_bytes())
    at = int(page.record.rpartition(":")[2]) + 60
    data[at : at + 8] = bytes(byte ^ 0xFF for byte in data[at : at + 8])
    shard.write_bytes(data)
    return page.url or ""


def queued(memory: Memory) -> list[str]:
    """Return what the next crawl asks for, all without what could bring a 304."""
    memory.frontier.begin_run(["bao"], resume_within=RESUME_WITHIN)
    entries = list(iter(lambda: memory.frontier.take("bao", "bao.vn"), None))
    assert not [e for e in entries if e.etag or e.modified]
    return sorted(e.url for e in entries)


def test_a_file_that_is_missing_or_cut_is_noticed_at_the_start(tmp_path: Path) -> None:
    first, second = fill(tmp_path, range(3)), fill(tmp_path, range(3, 6))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-40])
    with opened(tmp_path) as memory:
        assert memory.lost == [f"{B}/tin-{n}.html" for n in (0, 1, 2, 5)]
        assert memory.problems[0] == f"{first.name} is missing: 3 pages are asked for again"
        assert memory.problems[1].startswith(f"{second.name} is cut short at")
        assert not memory.frontier.has_page(f"{B}/tin-5.html", digest_of(b"<p>5"))
        assert memory.frontier.has_page(f"{B}/tin-4.html", digest_of(b"<p>4"))
    with opened(tmp_path) as memory:
        assert memory.lost == []
        assert len(memory.problems) == 1  # the damaged file is named each time, and read no more
        assert queued(memory) == [f"{B}/tin-{n}.html" for n in (0, 1, 2, 5)]


def test_a_file_that_comes_back_gives_its_pages_back(tmp_path: Path) -> None:
    shard = fill(tmp_path, range(2))
    whole = shard.read_bytes()
    shard.unlink()
    with opened(tmp_path) as memory:
        assert len(memory.lost) == 2
    shard.write_bytes(whole)
    with opened(tmp_path) as memory:
        assert (memory.lost, memory.problems, queued(memory)) == ([], [], [])


def test_damage_within_a_file_is_found_by_who_reads_it(tmp_path: Path) -> None:
    shard = fill(tmp_path, range(5))
    spoilt = spoil(shard, 2)
    with opened(tmp_path) as memory:
        assert (memory.lost, memory.problems) == ([], [])
    for expected in ([spoilt], []):  # the second time it is known
        assert find_lost(tmp_path / "archive", tmp_path / "f.sqlite", [shard.name], [SOURCE]) == expected
    with opened(tmp_path) as memory:
        assert [problem.partition(" from")[0] for problem in memory.problems] == [f"{shard.name} is damaged"]
        assert queued(memory) == [spoilt]


def test_only_the_last_version_of_a_page_is_asked_for_again(tmp_path: Path) -> None:
    old = fill(tmp_path, range(2), second=1)
    new = fill(tmp_path, range(1), text=" sửa", second=2)
    with sqlite3.connect(tmp_path / "f.sqlite") as db:
        db.execute("UPDATE url SET state = 'skipped', final = 1, reason = 'noarchive' WHERE url LIKE '%tin-1.html'")
    db.close()
    old.unlink()
    with opened(tmp_path) as memory:
        assert memory.lost == []  # the page that has a later version, and the one that is not wanted any more
    new.unlink()
    with opened(tmp_path) as memory:
        assert memory.lost == [f"{B}/tin-0.html"]


def test_an_imported_page_is_known_no_more(tmp_path: Path) -> None:
    fill(tmp_path, range(1), source="").unlink()
    with opened(tmp_path) as memory:
        assert (memory.lost, memory.frontier.counts()) == ([], {})
        assert memory.frontier.known([f"{B}/tin-0.html"]) == set()


def test_a_file_without_a_frontier_loses_nothing(tmp_path: Path) -> None:
    shard = fill(tmp_path, range(2))
    spoil(shard, 0)
    (tmp_path / "f.sqlite").unlink()
    assert find_lost(tmp_path / "archive", tmp_path / "f.sqlite", [shard.name]) == []
    assert not (tmp_path / "f.sqlite").exists()


def test_a_frontier_of_the_first_format_is_gone_on_with(tmp_path: Path) -> None:
    shard = fill(tmp_path, range(2))
    with sqlite3.connect(tmp_path / "f.sqlite") as db:
        for change in (
            "DROP INDEX url_aside",
            "ALTER TABLE url DROP COLUMN topic",
            "DROP TABLE outlet",
            "ALTER TABLE run DROP COLUMN what",
            "ALTER TABLE shard DROP COLUMN size",
            "ALTER TABLE shard DROP COLUMN problem",
            "DROP TABLE rest",
            "PRAGMA user_version = 1",
        ):
            db.execute(change)
    db.close()
    with opened(tmp_path) as memory:
        assert (memory.lost, memory.problems) == ([], [])
        assert memory.frontier.shards() == {shard.name: (shard.stat().st_size, None)}
        assert memory.frontier.rests(0.0) == {}
    shard.unlink()
    with opened(tmp_path) as memory:
        assert len(memory.lost) == 2


def test_lost_pages_are_fetched_and_archived_once_more_and_nothing_else_is(site: Site, tmp_path: Path) -> None:
    paged(site, 5)
    for reply in site.replies.values():
        reply.headers["ETag"] = '"1"'  # type: ignore[union-attr]
    outlet = source_of(site, {"listings": ["https://bao.example/tin"]})
    run_crawl(tmp_path, [outlet])
    (shard,) = Archive(tmp_path / "archive").shards()
    lost = sorted(spoil(shard, number) for number in (3, 1))
    assert find_lost(tmp_path / "archive", tmp_path / "frontier.sqlite", [shard.name]) == lost
    site.log.clear()
    summary = run_crawl(tmp_path, [outlet])
    assert summary["kept"] == len(lost)
    assert sorted(f"https://bao.example{path}" for path in site.asked() if path.endswith(".html")) == lost
    assert summary["problems"][0].startswith(f"{shard.name} is damaged from byte")
    (_, again) = Archive(tmp_path / "archive").shards()
    assert sorted(page.url or "" for page in read_pages(again)) == lost
