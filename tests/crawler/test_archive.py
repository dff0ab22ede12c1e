"""The archive: what is written is read back, and a kill at any byte loses nothing that was reported as written."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import Archive, ArchiveError, read_pages, read_record
from crawler.warc import info_record, resource_record, response_record

NOON = datetime(2026, 3, 1, 5, 0, 0, 123456, tzinfo=UTC)
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("ETag", '"1"'), ("Transfer-Encoding", "chunked")]


def page_record(number: int, body: bytes = b"") -> bytes:
    url = f"https://bao.vn/tin-{number}.html"
    return response_record(url, status=200, headers=HEADERS, body=body or b"<p>%d" % number, fetched=NOON, outlet="bao")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_pages_come_back_as_they_were_written(tmp_path: Path) -> None:
    packed = gzip.compress("<p>Khen thưởng</p>".encode())
    headers = [*HEADERS, ("Content-Encoding", "gzip"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    meta = {"url": "https://bao.vn/cũ", "source": "bao.vn", "published": "2024-01-05"}
    archive = Archive(tmp_path / "archive")
    with archive.writer() as writer:
        first = writer.write(
            response_record("https://bao.vn/a", status=200, headers=headers, body=packed, fetched=NOON)
        )
        second = writer.write(
            resource_record("urn:sha256:0", content_type="text/plain", body=b"tin", fetched=NOON, meta=meta, name="ă b")
        )
        assert read_record(archive.folder, first).body == "<p>Khen thưởng</p>".encode()
        assert archive.shards() == []
    (shard,) = archive.shards()
    fetched, imported = read_pages(shard)
    assert (fetched.url, fetched.body, fetched.fetched) == ("https://bao.vn/a", "<p>Khen thưởng</p>".encode(), NOON)
    assert fetched.headers["content-type"] == "text/html; charset=utf-8"
    assert fetched.headers["set-cookie"] == "a=1, b=2"
    assert "transfer-encoding" not in fetched.headers
    assert (imported.url, imported.body, imported.meta) == (None, b"tin", meta | {"file": "ă b"})
    assert (fetched.record, imported.record) == (first, second)
    assert read_record(archive.folder, second) == imported


def test_one_gzip_member_a_record(tmp_path: Path) -> None:
    with (archive := Archive(tmp_path)).writer() as writer:
        places = [writer.write(page_record(n)) for n in range(3)]
    data = archive.shards()[0].read_bytes()
    for place in places:
        assert gzip.decompress(data[int(place.rpartition(":")[2]) :]).startswith(b"WARC/1.1\r\n")


def test_a_full_file_is_followed_by_another(tmp_path: Path) -> None:
    with (archive := Archive(tmp_path)).writer(max_file=900) as writer:
        for number in range(7):
            writer.write(page_record(number))
    assert len(archive.shards()) > 2
    assert writer.finished == archive.shards()
    urls = [page.url for shard in archive.shards() for page in read_pages(shard)]
    assert urls == [f"https://bao.vn/tin-{number}.html" for number in range(7)]


def test_a_run_without_pages_leaves_no_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive").writer():
        pass
    assert not (tmp_path / "archive").exists()
    assert Archive(tmp_path / "archive").shards() == []


def test_repair_keeps_every_whole_record_at_every_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda _: None)  # many hundred files
    with (archive := Archive(tmp_path / "whole")).writer() as writer:
        offsets = [int(writer.write(page_record(n)).rpartition(":")[2]) for n in range(3)]
    (shard,) = archive.shards()
    data = shard.read_bytes()
    ends = [*offsets[1:], len(data)]
    for cut in range(len(data) + 1):
        folder = tmp_path / "cut"
        folder.mkdir(exist_ok=True)
        (folder / "20260301T050000Z-000000.warc.gz.open").write_bytes(data[:cut])
        whole = sum(end <= cut for end in ends)
        repaired = Archive(folder).repair()
        assert len(repaired) == (1 if whole else 0)
        assert names(folder) == (["20260301T050000Z-000000.warc.gz"] if whole else [])
        for path in repaired:
            assert path.read_bytes() == data[: ends[whole - 1]]
            assert len(list(read_pages(path))) == whole
            path.unlink()


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_repair_cuts_no_whole_record_off(tmp_path_factory: pytest.TempPathFactory, at: int, flip: int) -> None:
    folder = tmp_path_factory.mktemp("damage")
    records = [info_record("x.warc.gz", NOON), *map(page_record, range(3))]
    data = bytearray(b"".join(records))
    data[at % len(data)] ^= flip
    (folder / "x.warc.gz.open").write_bytes(data)
    (path,) = Archive(folder).repair()
    assert bytes(data).startswith(path.read_bytes())
    bodies = [page.body for page in read_pages(path, lambda _: None)]
    hit = next(n for n in range(4) if at % len(data) < sum(map(len, records[: n + 1])))
    whole = [b"<p>%d" % n for n in range(3) if n + 1 != hit]
    assert [body for body in bodies if body in whole] == whole
    assert len(bodies) <= 3


def test_repair_reads_records_larger_than_its_buffer(tmp_path: Path) -> None:
    import random

    noise = random.Random(1).randbytes(3_000_000)
    with (archive := Archive(tmp_path)).writer() as writer:
        writer.write(page_record(1, noise))
        writer.write(page_record(2))
    (shard,) = archive.shards()
    data = shard.read_bytes()
    shard.rename(left := shard.with_name(shard.name + ".open"))
    left.write_bytes(data[:-1])
    assert [page.body for page in read_pages(archive.repair()[0])] == [noise]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_breaks_off_leaves_whole_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    archive = Archive(tmp_path)
    with archive.writer() as writer:
        writer.write(page_record(1))
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(error))
            with pytest.raises(type(error)):
                writer.write(page_record(2))
        writer.write(page_record(3))
    assert [page.body for page in read_pages(archive.shards()[0])] == [b"<p>1", b"<p>3"]


def test_a_disk_that_is_full_from_the_start_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    with archive.writer() as writer:
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
            with pytest.raises(OSError, match="No space"):
                writer.write(page_record(1))
        assert names(tmp_path) == []
        writer.write(page_record(2))
    assert [page.body for page in read_pages(archive.shards()[0])] == [b"<p>2"]


@pytest.mark.parametrize(
    "place", ["", "x.warc.gz:²", "x.warc.gz", "x.warc.gz:-1", "../x.warc.gz:0", "gone.warc.gz:0", "x.txt:0"]
)
def test_a_place_that_is_none_is_an_error(tmp_path: Path, place: str) -> None:
    with pytest.raises(ArchiveError):
        read_record(tmp_path, place)


def test_damage_in_a_finished_file_is_named_after_the_good_pages(tmp_path: Path) -> None:
    with (archive := Archive(tmp_path)).writer() as writer:
        writer.write(page_record(1))
        middle = int(writer.write(page_record(2)).rpartition(":")[2])
    (shard,) = archive.shards()
    shard.write_bytes(shard.read_bytes()[: middle + 100])
    pages = read_pages(shard)
    assert next(pages).body == b"<p>1"
    with pytest.raises(ArchiveError, match=f"{shard.name} is cut short at {middle + 100}"):
        next(pages)
    with pytest.raises(ArchiveError, match=r"damaged|no page"):
        read_record(tmp_path, f"{shard.name}:{middle + 3}")
