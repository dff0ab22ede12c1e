"""What the frontier knows and has not archived, by host and month."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.entries import Found
from crawler.frontier import Frontier
from crawler.schema import FrontierError
from crawler.unread import Unread, unread


def found(name: str, published: str | None = None, topic: float = 1.0, host: str = "bao.example") -> Found:
    url = f"https://{host}/{name}.html"
    return Found(url=url, address=url, source="bao", kind="article", published=published, topic=topic)


@pytest.fixture
def frontier(tmp_path: Path) -> Path:
    path = tmp_path / "frontier.sqlite"
    listing = Found(url="https://moi.example/", address="https://moi.example/", source="moi", kind="listing")
    with Frontier(path) as opened:
        named = [found("mot", "2024-06-11"), found("hai", "2024-06"), found("ba"), found("bon", "2024-06-30", 0.1)]
        opened.add(
            [*named, found("nam", "2024-07-02"), found("sau", host="m.bao.example"), listing], run=1.0, worth=0.5
        )
        taken = opened.take("bao", "bao.example")
        assert taken is not None
        opened.fail(taken, "HTTP 404", final=True)
        keep = {"digest": b"1" * 16, "record": "a.warc.gz:0", "fetched": 5.0, "source": "bao"}
        opened.keep("https://bao.example/nam.html", **keep)  # type: ignore[arg-type]
        opened.keep("https://khac.example/nhap.html", **keep | {"source": ""})  # type: ignore[arg-type]
    return path


def test_what_has_no_page_is_counted(frontier: Path) -> None:
    assert unread(frontier) == [
        Unread("bao.example", None, 1, 0),
        Unread("bao.example", "2024-06", 3, 1),
        Unread("m.bao.example", None, 1, 0),
        Unread("moi.example", None, 0, 0),
    ]


def test_a_page_that_is_asked_for_again_was_read(frontier: Path) -> None:
    with Frontier(frontier) as opened:
        opened.refresh(["bao"])
    assert [row for row in unread(frontier) if row.month == "2024-07"] == []


def test_a_file_that_is_no_frontier_is_named(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(FrontierError, match=r"frontier\.sqlite"):
        unread(path)
