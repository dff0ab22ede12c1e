"""Archive and frontier together: whatever the frontier forgot, the archive gives back."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.entries import digest_of
from crawler.memory import Memory
from crawler.source import Source
from crawler.warc import resource_record, response_record

NOW = datetime(2026, 3, 1, 5, 0, tzinfo=UTC)
SOURCE = Source(slug="bao", name="Báo", domains=("bao.vn",), article_pattern=r"-\d+\.html$")


def opened(folder: Path) -> Memory:
    return Memory(folder / "archive", folder / "frontier.sqlite", [SOURCE])


def record(number: int) -> bytes:
    url = f"http://www.bao.vn/tin-{number}.html"
    headers = [("ETag", '"1"'), ("Last-Modified", "Tue")]
    return response_record(url, status=200, headers=headers, body=b"<p>%d" % number, fetched=NOW)


def test_a_page_that_was_written_but_not_noted_is_learned_at_the_next_start(tmp_path: Path) -> None:
    memory = opened(tmp_path)
    place = memory.writer.write(record(1))
    memory.frontier.close()  # and no more: killed between the two
    assert memory.writer._file is not None
    memory.writer._file.close()
    with opened(tmp_path) as again:
        assert again.frontier.has_page("https://bao.vn/tin-1.html", digest_of(b"<p>1"))
        assert again.frontier.counts() == {"bao": {"done": 1}}
        assert set(again.frontier.shards()) == {place.partition(":")[0]}
    assert len(Archive(tmp_path / "archive").shards()) == 1


def test_a_page_that_could_not_be_noted_is_learned_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with opened(tmp_path) as memory:
        monkeypatch.setattr(memory.frontier, "keep", full)
        with pytest.raises(sqlite3.OperationalError):
            memory.keep("https://bao.vn/tin-1.html", record(1), digest=digest_of(b"<p>1"), fetched=NOW.timestamp())
    with opened(tmp_path) as again:
        assert again.frontier.has_page("https://bao.vn/tin-1.html", digest_of(b"<p>1"))


def test_a_lost_frontier_is_made_again_from_the_archive(tmp_path: Path) -> None:
    with opened(tmp_path) as memory:
        memory.keep("https://bao.vn/tin-1.html", record(1), digest=digest_of(b"<p>1"), fetched=NOW.timestamp())
        text = resource_record("urn:x", content_type="text/plain", body=b"tin", fetched=NOW, meta={})
        memory.keep("urn:sha256:x", text, digest=digest_of(b"tin"), fetched=NOW.timestamp())
        twin = response_record(
            "https://m.bao.vn/tin-2.html",
            status=200,
            headers=[],
            body=b"2",
            fetched=NOW,
            canonical="https://bao.vn/tin-2.html",
        )
        memory.keep("https://bao.vn/tin-2.html", twin, digest=digest_of(b"2"), fetched=NOW.timestamp())
    for path in tmp_path.glob("frontier.sqlite*"):
        path.unlink()
    with opened(tmp_path) as again:
        assert again.frontier.counts() == {"": {"done": 1}, "bao": {"done": 2}}
        assert again.frontier.has_page("https://bao.vn/tin-2.html", digest_of(b"2"))
        assert again.problems == []


def test_a_damaged_file_is_named_and_does_not_stop_the_start(tmp_path: Path) -> None:
    with opened(tmp_path) as memory:
        memory.writer.write(record(1))
        memory.writer.write(record(2))
    (shard,) = Archive(tmp_path / "archive").shards()
    shard.write_bytes(shard.read_bytes()[:-60])
    (tmp_path / "frontier.sqlite").unlink()
    with opened(tmp_path) as again:
        assert len(again.problems) == 1
        assert shard.name in again.problems[0]
        assert again.frontier.counts() == {"bao": {"done": 1}}
