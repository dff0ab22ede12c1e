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
        assert noted.remove(lambda url: url if url.endswith(("post12.html", "post9.html")) else None) == 1
        assert noted.remove(lambda _: None) == 0
        assert noted.pages("CC", "bao.vn", "bao") == (1, 1)
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"a-post12.html" not in data
    assert b"a-post11.html" in data


def test_a_reader_that_keeps_the_journal_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "captures.sqlite"
    with Captures(path) as noted:
        noted.begin("CC", "bao.vn", "bao", 1)
        noted.add("CC", "bao.vn", "bao", [capture(11), capture(12)], page=0, whole=True)
    reader = sqlite3.connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM capture").fetchall()
    with Captures(path) as noted:
        noted._db.execute("PRAGMA busy_timeout = 20")
        with pytest.raises(OSError, match="another process is reading it"):
            noted.remove(lambda url: url if "post12" in url else None)
    reader.close()
    with Captures(path) as noted:
        assert noted.remove(lambda url: url if "post12" in url else None) == 0
    assert b"a-post12.html" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_what_was_written_over_leaves_no_trace_either(tmp_path: Path) -> None:
    path = tmp_path / "captures.sqlite"
    with Captures(path) as noted:
        noted._db.execute("PRAGMA secure_delete = OFF")
        noted.add("CC", "bao.vn", "bao", [capture(n) for n in range(1000)], page=0, whole=True)
        for number in range(1, 1001, 3):
            noted._db.execute("UPDATE capture SET reason = ? WHERE id = ?", ("HTTP 404 " * number, number))
        assert noted.remove(lambda url: url if url.endswith("7.html") else None) == 100
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert [n for n in range(7, 1000, 10) if f"a-post{n}.html".encode() in data] == []


def test_what_is_let_in_again_is_read_again(tmp_path: Path) -> None:
    lines = ["https://bao.vn/a-post1.html", "bao.vn"]
    with Captures(tmp_path / "captures.sqlite") as noted:
        for source in ("bao", "khac"):
            noted.begin("CC", "bao.vn", source, 1)
            noted.add("CC", "bao.vn", source, [capture(2)], page=0, whole=True)
        noted.let_in("bao", [])
        assert noted.pages("CC", "bao.vn", "bao") == (1, 1)
        noted.remove(lambda _: lines[0])
        for left in (lines, lines[:1]):
            noted.let_in("bao", left)
            assert noted.pages("CC", "bao.vn", "bao") == (1, 1)
        noted.let_in("bao", lines[1:])
        assert noted.pages("CC", "bao.vn", "bao") is None
        assert noted.pages("CC", "bao.vn", "khac") == (1, 1)


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
