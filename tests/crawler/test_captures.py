"""The remembered index: what is noted stays, once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.commoncrawl.captures import FORMAT, Captures, CapturesError
from crawler.commoncrawl.protocol import Capture
from tests.crawler.local_commoncrawl import moment


def capture(number: int, day: str = "2023-06-03") -> Capture:
    return Capture(
        url=f"https://bao.vn/a-post{number}.html",
        time=moment(day),
        status=200,
        mime="text/html",
        digest="A" * 32,
        file="crawl-data/x.warc.gz",
        offset=number,
        length=10,
        truncated=None,
    )


def test_captures_come_back_as_they_were_noted(tmp_path: Path) -> None:
    with Captures(tmp_path / "deep" / "captures.sqlite") as noted:
        noted.begin("CC-MAIN-2023-23", "bao.vn", "bao", 2)
        noted.add("CC-MAIN-2023-23", "bao.vn", "bao", [capture(2), capture(1, "2023-05-30")], page=0, whole=True)
        noted.add("CC-MAIN-2023-23", "bao.vn", "bao", [capture(2), capture(3, "2023-07-01")], page=1, whole=True)
    with Captures(tmp_path / "deep" / "captures.sqlite") as noted:
        assert noted.pages("CC-MAIN-2023-23", "bao.vn", "bao") == (2, 2)
        assert noted.pages("CC-MAIN-2023-23", "bao.vn", "khac") is None
        found = list(noted.between("bao", moment("2023-05-01"), moment("2023-07-01")))
        assert [one.capture for one in found] == [capture(1, "2023-05-30"), capture(2)]
        assert {(one.state, one.reason) for one in found} == {("new", None)}
        noted.note(found[1].id, "failed", "HTTP 404")
        (again,) = noted.between("bao", moment("2023-06-01"), moment("2023-07-01"))
        assert (again.state, again.reason) == ("failed", "HTTP 404")
        assert list(noted.between("khac", moment("2023-05-01"), moment("2023-08-01"))) == []


def test_a_page_with_lost_lines_does_not_count_as_read(tmp_path: Path) -> None:
    with Captures(tmp_path / "captures.sqlite") as noted:
        noted.begin("CC", "bao.vn", "bao", 3)
        noted.add("CC", "bao.vn", "bao", [capture(1)], page=0, whole=True)
        noted.add("CC", "bao.vn", "bao", [capture(2)], page=1, whole=False)
        noted.add("CC", "bao.vn", "bao", [capture(3)], page=2, whole=True)
        assert noted.pages("CC", "bao.vn", "bao") == (3, 1)
        assert len(list(noted.between("bao", moment("2023-06-01"), moment("2023-07-01")))) == 3


def test_what_is_removed_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "captures.sqlite"
    with Captures(path) as noted:
        noted.begin("CC", "bao.vn", "bao", 1)
        noted.add("CC", "bao.vn", "bao", [capture(n) for n in (11, 12, 13)], page=0, whole=True)
        assert noted.remove(lambda url: url.endswith(("post12.html", "post9.html"))) == 1
        assert noted.remove(lambda _: False) == 0
        assert noted.pages("CC", "bao.vn", "bao") == (1, 1)
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"a-post12.html" not in data
    assert b"a-post11.html" in data


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "captures.sqlite"
    path.write_bytes(b"no database at all, but long enough to look like something" * 10)
    with pytest.raises(CapturesError, match="not a database"):
        Captures(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(CapturesError, match="unable to open"):
        Captures(path)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "captures.sqlite"
    Captures(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {FORMAT + 1}")
    db.close()
    with pytest.raises(CapturesError, match="made by a newer thidua"):
        Captures(path)


def test_a_change_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with Captures(tmp_path / "captures.sqlite") as noted:
        noted._db.execute("PRAGMA max_page_count = 8")
        with pytest.raises(OSError, match="full"):
            noted.add("CC", "bao.vn", "bao", [capture(n) for n in range(2000)], page=0, whole=True)
        assert list(noted.between("bao", moment("2023-05-01"), moment("2023-08-01"))) == []


FIRST_FORMAT = """
CREATE TABLE capture (id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, time INTEGER NOT NULL,
  status INTEGER NOT NULL, mime TEXT NOT NULL, digest TEXT NOT NULL, file TEXT NOT NULL, start INTEGER NOT NULL,
  length INTEGER NOT NULL, truncated TEXT, state TEXT NOT NULL DEFAULT 'new', reason TEXT, UNIQUE (file, start));
CREATE INDEX capture_time ON capture (source, time);
CREATE TABLE reading (collection TEXT NOT NULL, domain TEXT NOT NULL, source TEXT NOT NULL, pages INTEGER NOT NULL,
  done INTEGER NOT NULL, PRIMARY KEY (collection, domain, source)) WITHOUT ROWID;
INSERT INTO reading VALUES ('CC', 'bao.vn', 'bao', 3, 2);
INSERT INTO capture VALUES
  (7, 'bao', 'https://bao.vn/1', 1685750400, 200, 'text/html', 'A', 'x', 5, 9, NULL, 'kept', NULL),
  (8, 'bao', 'https://bao.vn/2', 1685750400, 200, 'text/html', 'B', 'x', 6, 9, 'time', 'failed', 'HTTP 404');
PRAGMA user_version = 1;
"""


def test_a_file_of_the_first_format_is_taken_over(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "captures.sqlite")
    db.executescript(FIRST_FORMAT)
    db.close()
    for _ in range(2):
        with Captures(tmp_path / "captures.sqlite") as noted:
            assert noted.pages("CC", "bao.vn", "bao") == (3, 2)
            kept, failed = noted.between("bao", moment("2023-06-01"), moment("2023-07-01"))
            assert (kept.id, kept.state, kept.tries, kept.capture.url) == (7, "kept", 0, "https://bao.vn/1")
            assert (failed.id, failed.reason, failed.tries, failed.capture.truncated) == (8, "HTTP 404", 1, "time")
    with Captures(tmp_path / "captures.sqlite") as noted:
        noted.add("CC", "bao.vn", "bao", [capture(1)], page=2, whole=True)
        noted.add("CC", "bao.vn", "moi", [capture(1)], page=2, whole=True)
        assert len(list(noted.between("moi", moment("2023-06-01"), moment("2023-07-01")))) == 1
