"""Imports: every file is either kept, known, or named with a reason."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive, read_pages, read_record
from crawler.frontier import Frontier
from crawler.importing.paths import Choice, ImportSummary, PathError, import_paths
from crawler.page import Page
from crawler.source import load_sources
from crawler.warc import info_record, resource_record, response_record

NOON = datetime(2024, 6, 11, 5, 0, tzinfo=UTC)
HTML = "<html><body><p>Khen thưởng</p></body></html>"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def imported(inbox: Path) -> ImportSummary:
    """Import a folder, pages of WARC files from whatever domain: `bao.vn` belongs to no outlet."""
    sources = list(load_sources().values())
    return import_paths([inbox], archive=inbox.parent / "archive", sources=sources, choice=Choice(all_domains=True))


def pages(inbox: Path) -> list[Page]:
    return [page for shard in Archive(inbox.parent / "archive").shards() for page in read_pages(shard)]


def test_pages_and_texts_with_what_is_said_beside_them(inbox: Path) -> None:
    meta = {
        "url": "http://www.baolaocai.vn/a-post1.html?utm_source=x",
        "source": "baolaocai.vn",
        "published": "2024-06-11",
    }
    (inbox / "a.html").write_text(HTML)
    (inbox / "a.meta.json").write_text(json.dumps(meta | {"other": 1}))
    (inbox / "b.HTML.gz").write_bytes(gzip.compress(HTML.encode() + b"<!-- b -->"))
    (inbox / "c.txt").write_text("Hội nghị tổng kết")
    (inbox / "c.meta.json").write_text(json.dumps({"published": "2024-01-05", "url": None}))
    (inbox / ".hidden").write_text("x")
    (inbox / "deep").mkdir()
    (inbox / "deep" / "d.htm").write_text("<p>sâu</p>")
    summary = imported(inbox)
    assert (summary.files, summary.kept, summary.known, summary.bad) == (4, 4, 0, {})
    first, packed, text, deep = pages(inbox)
    assert (first.url, first.meta, first.body) == (meta["url"], meta | {"file": "a.html"}, HTML.encode())
    assert packed.body == HTML.encode() + b"<!-- b -->"
    assert (packed.url, packed.headers) == (None, {"content-type": "text/html"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.meta == {"published": "2024-01-05", "file": "c.txt"}
    assert deep.body == "<p>sâu</p>".encode()
    with Frontier(inbox.parent / "frontier.sqlite") as frontier:
        assert frontier.counts() == {"": {"done": 3}, "bao-lao-cai": {"done": 1}}
        assert frontier.known(["https://baolaocai.vn/a-post1.html"])


def test_the_same_content_is_kept_once(inbox: Path) -> None:
    (inbox / "a.html").write_text(HTML)
    (inbox / "b.html").write_text(HTML)
    (inbox / "c.html").write_text(HTML)
    (inbox / "c.meta.json").write_text(json.dumps({"url": "https://bao.vn/c-1.html"}))
    assert (first := imported(inbox)).kept == 2
    assert first.known == 1
    assert (second := imported(inbox)).kept == 0
    assert second.known == 3
    (inbox.parent / "frontier.sqlite").unlink()
    assert imported(inbox).kept == 0
    assert len(pages(inbox)) == 2


def test_bad_files_are_named_and_spoil_nothing(inbox: Path) -> None:
    (inbox / "a.html").write_text(HTML)
    (inbox / "b.docx").write_text("x")
    (inbox / "c.html").write_text("  \n")
    (inbox / "d.html.gz").write_bytes(b"not gzip")
    (inbox / "e.html.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    (inbox / "f.html").write_text("<p>f</p>")
    (inbox / "f.meta.json").write_text("{")
    (inbox / "g.html").write_text("<p>g</p>")
    (inbox / "g.meta.json").write_text('{"url": "bao.vn/g"}')
    (inbox / "h.warc.gz").write_bytes(b"no warc")
    (inbox / "i.html").write_text("<p>i</p>")
    (inbox / "i.meta.json").write_text("[" * 100_000)
    os.mkfifo(inbox / "k.html")
    (inbox / "l.warc").symlink_to(inbox / "gone")
    (inbox / "m.html").symlink_to("/dev/zero")
    os.mkfifo(inbox / "n.warc.gz")
    (inbox / "o.html").write_text("<p>o</p>")
    (inbox / "o.meta.json").symlink_to("/dev/zero")
    (inbox / "p.html").symlink_to(inbox / "gone")
    (inbox / "q.html").write_text("<p>q</p>")
    (inbox / "q.meta.json").write_bytes(b'{"url": "\xff"}')
    (inbox / "noending").write_text("x")
    (inbox / ".git").mkdir()
    (inbox / ".git" / "a.html").write_text("<p>x</p>")
    summary = imported(inbox)
    assert summary.kept == 1
    assert {Path(path).name: reason for path, reason in summary.bad.items()} == {
        "b.docx": "not imported: .docx files are not read",
        "c.html": "empty",
        "d.html.gz": "damaged gzip data",
        "e.html.gz": "over 20 MB",
        "f.html": "f.meta.json is not JSON",
        "g.html": "g.meta.json: not a web address: 'bao.vn/g'",
        "h.warc.gz": "h.warc.gz is no WARC file",
        "i.html": "i.meta.json is not JSON",
        "k.html": "k.html is no regular file",
        "l.warc": "l.warc: No such file or directory",
        "m.html": "m.html is no regular file",
        "n.warc.gz": "n.warc.gz is no regular file",
        "o.html": "o.meta.json is no regular file",
        "p.html": "No such file or directory",
        "q.html": "q.meta.json is not JSON",
        "noending": "not imported: no files are not read",
    }
    assert summary.files == summary.kept + summary.known + len(summary.bad)
    assert len(summary.lines()) == 1 + len(summary.bad)


def test_a_missing_path_is_an_error_before_anything_is_written(inbox: Path) -> None:
    with pytest.raises(PathError, match=r"no such file or folder: .*gone"):
        import_paths([inbox, inbox / "gone"], archive=inbox.parent / "archive")
    assert not (inbox.parent / "archive").exists()
    assert not (inbox.parent / "frontier.sqlite").exists()


def test_warc_files_of_others(inbox: Path) -> None:
    def page(name: str, status: int = 200, kind: str = "text/html", body: bytes = b"", **more: str) -> bytes:
        headers = [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in more.items())]
        url = f"http://bao.vn/{name}.html"
        return response_record(url, status=status, headers=headers, body=body or f"<p>{name}".encode(), fetched=NOON)

    chunked = page("chunks", body=b"3\r\n<p>\r\n4;x=1\r\ntin!\r\n0\r\n\r\n", X_Transfer_Encoding="chunked")
    records = [
        info_record("x", NOON),
        page("mot"),
        page("mat", status=404),
        page("anh", kind="image/png"),
        page("nen", body=gzip.compress(b"<p>nen"), Content_Encoding="gzip"),
        page("hong", body=b"broken", Content_Encoding="gzip"),
        page("rong", body=b" "),
        gzip.compress(
            gzip.decompress(chunked)
            .replace(b"X-Transfer", b"Transfer")
            .replace(b"Content-Length: ", b"Content-Length: ")
        ),
        resource_record(
            "urn:sha256:1", content_type="text/plain", body=b"tin", fetched=NOON, meta={"published": "2024-01-01"}
        ),
        page("mot"),
    ]
    (inbox / "a.warc.gz").write_bytes(b"".join(records))
    (inbox / "b.warc").write_bytes(b"".join(gzip.decompress(record) for record in records[:2]) + page("cut")[:50])
    summary = imported(inbox)
    assert dict(summary.left_out) == {
        "HTTP 404": 1,
        "no page by its content type": 1,
        "damaged gzip data": 1,
        "empty": 1,
    }
    bodies = {page.url: page.body for page in pages(inbox)}
    assert bodies["http://bao.vn/mot.html"] == b"<p>mot"
    assert bodies["http://bao.vn/nen.html"] == b"<p>nen"
    assert bodies[None] == b"tin"
    assert summary.kept == len(pages(inbox)) == 4
    assert all(page.fetched == NOON for page in pages(inbox))
    first = pages(inbox)[0]
    assert first.record is not None
    assert read_record(inbox.parent / "archive", first.record) == first


def test_a_full_disk_ends_an_import(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.html", "b.html"):
        (inbox / name).write_text(HTML + name)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            imported(inbox)
    assert imported(inbox).kept == 2


def test_province_and_family_come_along_from_another_archive(inbox: Path) -> None:
    record = response_record(
        "https://bao.vn/a-1.html", status=200, headers=[], body=b"<p>a", fetched=NOON, province="lao-cai", family="zce"
    )
    (inbox / "a.warc.gz").write_bytes(record)
    imported(inbox)
    assert [page.meta for page in pages(inbox)] == [{"province": "lao-cai", "family": "zce"}]


def test_a_damaged_warc_file_gives_the_pages_that_are_whole(inbox: Path) -> None:
    records = [
        response_record(
            f"https://bao.vn/{n}", status=200, headers=[("Content-Type", "text/html")], body=b"<p>%d" % n, fetched=NOON
        )
        for n in range(3)
    ]
    (inbox / "a.warc.gz").write_bytes(b"".join(records)[:-40])
    summary = imported(inbox)
    assert summary.kept == 2
    assert "is cut short at" in summary.bad[str(inbox / "a.warc.gz")]


def test_names_and_words_that_are_not_utf8_spoil_nothing(inbox: Path) -> None:
    (inbox / os.fsdecode(b"a\xff\xfe.txt")).write_text("tin a")
    (inbox / os.fsdecode(b"b\xff.pdf")).write_text("x")
    (inbox / os.fsdecode(b"c\xff.warc")).write_text("x")
    (inbox / "d.txt").write_text("tin d")
    (inbox / "d.meta.json").write_text(r'{"source": "\ud800", "published": "\ud800"}')
    (inbox / "e.txt").write_text("tin e")
    (inbox / "e.meta.json").write_text(r'{"url": "https://bao.vn/\ud800"}')
    (inbox / "f.txt").write_text("tin f")
    summary = imported(inbox)
    json.dumps(summary.as_dict(), ensure_ascii=False).encode()
    assert {"tin a", "tin d", "tin f"} <= {page.body.decode() for page in pages(inbox)}
    assert pages(inbox)[0].meta == {"file": r"a\xff\xfe.txt"}
    assert {Path(path).name for path in summary.bad} >= {r"b\xff.pdf", r"c\xff.warc"}
    assert summary.files == summary.kept + len(summary.bad) == 6


def test_the_name_of_an_imported_file_comes_along_from_another_archive(inbox: Path) -> None:
    record = resource_record("urn:x", content_type="text/plain", body=b"tin", fetched=NOON, meta={}, name="thư.txt")
    (inbox / "a.warc.gz").write_bytes(record)
    imported(inbox)
    assert [page.meta for page in pages(inbox)] == [{"file": "thư.txt"}]


def test_a_damaged_record_costs_no_other_and_is_named(inbox: Path) -> None:
    records = [
        bytearray(
            response_record(
                f"https://bao.vn/{n}", status=200, headers=[("Content-Type", "text/html")], body=b"%d" % n, fetched=NOON
            )
        )
        for n in range(4)
    ]
    records[1][50] ^= 1
    (inbox / "a.warc.gz").write_bytes(b"".join(records))
    summary = imported(inbox)
    assert [page.body for page in pages(inbox)] == [b"0", b"2", b"3"]
    assert "a.warc.gz is damaged from byte" in summary.lines()[-1]
