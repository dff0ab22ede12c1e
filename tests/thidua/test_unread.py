"""What was found and not read, as the warehouse takes it in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from crawler.entries import Found
from crawler.frontier import Frontier
from thidua.unread import unread_by_outlet
from warehouse.tables.coverage import Unread


def test_hosts_of_one_outlet_are_one(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    with Frontier(path) as opened:
        for n, address in enumerate(("https://www.bao.example/", "https://m.bao.example/", "http://bao.example:8080/")):
            url = f"https://bao.example/{n}.html"
            opened.add(
                [Found(url=url, address=f"{address}{n}", source="bao", kind="article", published="2024-06")], run=1.0
            )
    assert unread_by_outlet(path, print) == [Unread("bao.example", dt.date(2024, 6, 1), 3, 0)]


def test_without_a_frontier_nothing_is_known(tmp_path: Path) -> None:
    assert unread_by_outlet(tmp_path / "frontier.sqlite", print) == []


def test_a_damaged_frontier_is_named_and_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    path.write_bytes(b"no database" * 100)
    notes: list[str] = []
    assert unread_by_outlet(path, notes.append) == []
    assert len(notes) == 1
    assert notes[0].startswith("warning: what was found and not read is not counted: ")
