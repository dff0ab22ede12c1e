"""The crawl is measured, on a few pages, hosts and addresses."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from benchmarks.crawl_shares import component_of
from benchmarks.crawling import main
from benchmarks.crawls import Crawl
from benchmarks.frontiers import make_frontier
from benchmarks.outlets import PAGE_BYTES, packed_page, page
from crawler.frontier import Frontier


def run(*options: str, fails: bool = False) -> dict[str, Any]:
    app = typer.Typer()
    app.command()(main)
    sizes = ["--articles", "2", "--rounds", "1", "--page-bytes", "5000", "--addresses", "1000", "--json"]
    done = CliRunner().invoke(app, [*sizes, *options])
    assert done.exit_code == (2 if fails else 0), done.output
    figures: dict[str, Any] = {} if fails else json.loads(done.stdout)
    return figures


def test_the_frontier_is_measured() -> None:
    (found,) = run("--only", "frontier")["frontier"]
    assert found["addresses"] == 1000
    assert 90 < found["characters"] < 110
    assert 0.2 < found["disk"] < 1 <= found["most_disk"] < 20
    assert 10 < found["use"]["memory"] < 200
    assert 0 < found["use"]["take"]["median"] <= found["use"]["take"]["most"]


@pytest.mark.slow
def test_many_hosts_keep_no_more_than_the_possible_pace() -> None:
    figures = run("--only", "hosts", "--hosts", "3", "--seconds", "1", "--delay", "0.2", "--answers", "0.1")
    (found,) = figures["hosts"]
    assert set(figures) == {"machine", "hosts"}
    assert (found["hosts"], found["requests"], found["answer"]) == (3, 9, 0.1)
    assert found["possible"] == pytest.approx(3 / 0.3)
    assert 0.3 < found["slowest"] <= found["share"] <= 1.02


@pytest.mark.slow
def test_a_bare_spider_and_the_crawl_are_compared() -> None:
    plain, packed = run("--only", "throughput")["throughput"]
    assert (plain["packed"], packed["packed"]) == (False, True)
    assert plain["pages"] == packed["pages"] == 128
    assert plain["ratio"] == pytest.approx(plain["thidua"] / plain["bare"])
    assert sum(plain["shares"].values()) == pytest.approx(1)
    assert "compressing records" in plain["shares"]


def test_an_unknown_part_is_an_error() -> None:
    run("--only", "everything", fails=True)


def test_the_pages_are_as_large_and_as_hard_to_pack_as_real_ones() -> None:
    assert gzip.decompress(packed_page(9)) == page(9) != page(1)
    assert PAGE_BYTES <= len(page(9)) < 1.01 * PAGE_BYTES
    assert 5 < len(page(9)) / len(packed_page(9)) < 7


def test_a_rate_is_that_from_the_first_answer_to_the_last() -> None:
    crawl = Crawl(times={"a": [1.0, 3.0], "b": [2.0]})
    assert (crawl.pages, crawl.seconds, crawl.rate) == (3, 2.0, 1.0)
    assert component_of(None) == "Scrapy"


def test_a_made_frontier_holds_what_it_says(tmp_path: Path) -> None:
    make_frontier(tmp_path / "f.sqlite", 1000)
    with Frontier(tmp_path / "f.sqlite") as frontier:
        counts = frontier.counts()
        assert sum(sum(states.values()) for states in counts.values()) == 1000
        assert sum(states.get("done", 0) for states in counts.values()) > 500
        entry = frontier.take("bao-tinh-0", "www.baotinh0.vn")
        assert entry is not None
        assert entry.address == entry.url.replace("://", "://www.")
