"""Forgetting with outlets of one's own, finished after a kill by a command that knows the shipped ones only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import thidua.forgetting
from crawler.archive import Archive, read_pages
from crawler.commoncrawl.captures import Captures
from crawler.commoncrawl.protocol import Capture
from crawler.importing.paths import Choice, import_paths
from crawler.source import Source
from crawler.warc import response_record
from thidua.forgetting import finish, forget
from thidua.home import Home, open_home

NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
OWN = Source(
    slug="mau",
    name="Báo Mẫu",
    domains=("bao-mau.vn",),
    article_pattern=r"-\d+\.html$",
    twins={r"^https?://m\.bao-mau\.vn/": "https://bao-mau.vn/"},
)
MOBILE = "https://m.bao-mau.vn/a-1.html"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one page in the archive, of which Common Crawl has the mobile form."""
    home = open_home(tmp_path / "home", create=True, demo=False)
    body = b"<html><head><title>Trao bang khen</title></head><body>1</body></html>"
    warc = tmp_path / "in.warc.gz"
    warc.write_bytes(
        response_record(
            "https://bao-mau.vn/a-1.html", status=200, headers=[("Content-Type", "text/html")], body=body, fetched=NOW
        )
    )
    choice = Choice(all_topics=True)
    import_paths([warc], archive=home.archive, frontier=home.frontier, sources=[OWN], choice=choice)
    with Captures(home.captures) as noted:
        capture = Capture(MOBILE, NOW, 200, "text/html", "A" * 32, "x.warc.gz", 1, 10, None)
        noted.add("CC", "bao-mau.vn", "mau", [capture], page=0, whole=True)
    assert left_in(home) == (1, True)
    return home


def left_in(home: Home) -> tuple[int, bool]:
    """Return the pages in the archive, and whether the mobile form stands in what is noted of Common Crawl."""
    pages = sum(1 for shard in Archive(home.archive).shards() for _ in read_pages(shard))
    noted = b"".join(path.read_bytes() for path in home.root.glob("captures.sqlite*"))
    return pages, MOBILE.encode() in noted


def say_nothing(_: str) -> None:
    """Take a note."""


@pytest.mark.parametrize("said", [MOBILE, "https://bao-mau.vn/a-1.html"])
def test_a_page_goes_in_all_its_forms(home: Home, said: str) -> None:
    forget(home, [said], [OWN], dry_run=False, on_note=say_nothing)
    assert left_in(home) == (0, False)


def test_the_forms_are_noted_before_a_kill(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: Home) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(thidua.forgetting, "_repair", killed)
        with pytest.raises(KeyboardInterrupt):
            forget(home, [MOBILE], [OWN], dry_run=False, on_note=say_nothing)
    assert left_in(home) == (1, True)
    finish(home, say_nothing)
    assert left_in(home) == (0, False)
