"""Room on the disk: a crawl ends in time, with nothing half-written, and the next one goes on."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import room
from crawler.crawl import BrokenCrawlError, CrawlOptions, crawl
from crawler.entries import digest_of
from crawler.importing.paths import import_paths
from crawler.memory import Memory
from crawler.room import NoRoomError, Room, SizeError, check_reserve, parse_size, words_of_size
from crawler.source import Source
from crawler.warc import response_record
from tests.crawler.conftest import Reply, Site, archived, listing, run_crawl, source_of

B = "https://bao.example"
ENOUGH = 10**18
"""Bytes that no disk has left."""


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("20GB", 20 * 10**9),
        ("500M", 500 * 10**6),
        ("1.5 TB", 1_500_000_000_000),
        ("64kB", 64_000),
        ("64KB", 64_000),
        ("64k", 64_000),
        ("7B", 7),
        (" 3gb ", 3 * 10**9),
    ],
)
def test_sizes(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "20", "GB", "-3GB", "0GB", "1e3GB", "20 Gib", "20 GB or so", "٣GB x", "1,5GB"])
def test_what_is_no_size(text: str) -> None:
    with pytest.raises(SizeError, match="is no size such as 500MB or 20GB"):
        parse_size(text)


@given(st.integers(1, 10**15))
def test_a_size_in_words_is_at_most_the_size_and_close_to_it(size: int) -> None:
    assert size * 0.9 <= parse_size(words_of_size(size)) <= size


def test_the_reserve_is_that_of_the_disk_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_reserve(tmp_path / "not" / "yet")
    monkeypatch.setattr(room, "RESERVE", ENOUGH)
    check_reserve(tmp_path)  # a twentieth of the disk is less, and left
    monkeypatch.setattr(room, "SMALL_DISK", 1.0)
    with pytest.raises(
        NoRoomError, match=rf"^only \S+ .B are left on the disk of {tmp_path}, and \S+ .B are kept free"
    ):
        check_reserve(tmp_path / "not" / "yet")


def record(number: int, size: int = 1000) -> tuple[bytes, bytes]:
    body = b"<p>%d" % number + random.Random(number).randbytes(size)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    return body, response_record(f"{B}/tin-{number}.html", status=200, headers=[], body=body, fetched=now)


def test_a_page_without_room_is_neither_in_the_archive_nor_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(memory: Memory, number: int) -> None:
        body, member = record(number)
        memory.keep(f"{B}/tin-{number}.html", member, digest=digest_of(body), fetched=1.0)

    with Memory(tmp_path / "archive", tmp_path / "frontier.sqlite") as memory:
        keep(memory, 1)
        monkeypatch.setattr(room, "RESERVE", ENOUGH)
        monkeypatch.setattr(room, "SMALL_DISK", 1.0)
        with pytest.raises(NoRoomError, match="are left on the disk"):
            keep(memory, 2)
        assert not memory.frontier.known([f"{B}/tin-2.html"])
        monkeypatch.undo()
        keep(memory, 3)
    assert archived(tmp_path) == {f"{B}/tin-1.html": 1, f"{B}/tin-3.html": 1}


def test_what_was_there_before_counts_too(tmp_path: Path) -> None:
    archive, frontier = tmp_path / "archive", tmp_path / "frontier.sqlite"
    with Memory(archive, frontier) as memory:
        body, member = record(1, 500_000)
        memory.keep(f"{B}/tin-1.html", member, digest=digest_of(body), fetched=1.0)
    taken = sum(path.stat().st_size for path in (*archive.iterdir(), frontier))
    Room(archive, frontier, most=taken + 200_000).need(100_000)
    with pytest.raises(NoRoomError, match="have reached the limit of 600 kB") as caught:
        Room(archive, frontier, most=600_000).need(100_000)
    assert caught.value.asked_for


def test_an_import_stops_before_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text("<p>khen thưởng</p>")
    monkeypatch.setattr(room, "RESERVE", ENOUGH)
    monkeypatch.setattr(room, "SMALL_DISK", 1.0)
    with pytest.raises(NoRoomError, match="are left on the disk"):
        import_paths([tmp_path / "a.html"], archive=tmp_path / "home" / "archive")
    monkeypatch.undo()
    assert import_paths([tmp_path / "a.html"], archive=tmp_path / "home" / "archive").kept == 1


def test_a_crawl_stops_at_its_limit_and_goes_on_with_more(site: Site, tmp_path: Path) -> None:
    chance = random.Random(5)
    site.replies["/tin"] = Reply(listing([f"/tin-{n}.html" for n in range(20)]))
    for number in range(20):
        site.replies[f"/tin-{number}.html"] = Reply(b"<p>" + chance.randbytes(200_000).hex().encode())
    outlet = source_of(site, {"listings": [f"{B}/tin"], "healthy": {"least": 30, "most": 40}})
    summary = run_crawl(tmp_path, [outlet], {"max_disk": 2_500_000})
    assert summary["full"] == "archive and frontier have reached the limit of 2.5 MB"
    assert (summary["broken"], summary["finished"], summary["interrupted"]) == (None, False, False)
    assert summary["sources"]["bao"]["health"] == "ok"  # too few are no judgement: it was not seen to its end
    kept = archived(tmp_path)
    assert 0 < kept.total() == summary["kept"] < 20
    assert sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file()) <= 2_500_000
    assert not list((tmp_path / "archive").glob("*.open"))
    assert run_crawl(tmp_path, [outlet], {"max_disk": 50_000_000})["finished"]
    assert archived(tmp_path) == {f"{B}/tin-{n}.html": 1 for n in range(20)}


def test_a_crawl_without_room_asks_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outlet = Source(
        slug="bao", name="Báo", domains=("bao.example",), listings=(f"{B}/tin",), article_pattern="x", private=True
    )
    archive, frontier = tmp_path / "archive", tmp_path / "frontier.sqlite"
    summary = crawl([outlet], archive=archive, frontier=frontier, options=CrawlOptions(max_disk=1000))
    assert (summary.full, summary.fetched) == ("archive and frontier have reached the limit of 1 kB", 0)
    monkeypatch.setattr(room, "RESERVE", ENOUGH)
    monkeypatch.setattr(room, "SMALL_DISK", 1.0)
    with pytest.raises(BrokenCrawlError, match=r"^the crawl broke off: only .* run it again to go on$") as caught:
        crawl([outlet], archive=archive, frontier=frontier)
    assert caught.value.summary.sources["bao"].health == "unasked"


@pytest.mark.slow
def test_a_crawl_stops_before_the_disk_is_full(site: Site, tmp_path: Path) -> None:
    site.replies["/tin"] = Reply(listing([f"/tin-{n}.html" for n in range(8)]))
    site.replies |= {f"/tin-{n}.html": Reply(f"<p>{n}") for n in range(8)}
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    summary = run_crawl(tmp_path, [outlet], nearly_full_after=4)
    assert summary["broken"].startswith("the crawl broke off: only 480 MB are left on the disk of ")
    assert (summary["finished"], summary["full"]) == (False, None)
    assert archived(tmp_path).total() == summary["kept"] == 2  # after the start and the listing
    assert not list((tmp_path / "archive").glob("*.open"))
    assert run_crawl(tmp_path, [outlet])["finished"]
    assert archived(tmp_path) == {f"{B}/tin-{n}.html": 1 for n in range(8)}
