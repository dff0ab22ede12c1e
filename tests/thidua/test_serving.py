"""The site of a home: what it reads of its archive."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from crawler.archive import Archive
from crawler.warc import response_record
from thidua.home import open_home
from thidua.serving import read_archived


def test_archived_pages_are_read_by_their_place_and_nothing_else_is(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", create=True, demo=False)
    with Archive(home.archive).writer() as writer:
        headers = [("Content-Type", "text/html; charset=utf-8")]
        fetched = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
        page = response_record("https://a.vn/1.html", status=200, headers=headers, body=b"<p>x</p>", fetched=fetched)
        place = writer.write(page)
    read = partial(read_archived, home.archive)
    assert read(place) == (b"<p>x</p>", "text/html; charset=utf-8")
    (tmp_path / "home" / "secret.warc.gz").write_bytes(b"")
    name = place.partition(":")[0]
    for wrong in ("", "x", f"{name}:7", "../secret.warc.gz:0", "gone.warc.gz:0", f"{name}:-1"):
        assert read(wrong) is None
