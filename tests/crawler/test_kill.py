"""Kills, stops and full disks: every article ends in the archive once, and no page is fetched often."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.crawling import archived, finish, kill_at, run_crawl, source_of, start_crawl
from tests.crawler.site import Reply, Site, all_articles, paged

B = "https://bao.example"


@pytest.mark.slow
def test_killed_at_any_moment_every_article_is_archived_once(site: Site, tmp_path: Path) -> None:
    paged(site, 30)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    moments = random.Random(7)
    kills = 5
    for _ in range(kills):
        process = start_crawl(tmp_path, [outlet])
        kill_at(site, moments.randint(3, 9), process, signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
        process.communicate()
    site.on_request = lambda _: None
    run_crawl(tmp_path, [outlet])
    assert archived(tmp_path) == all_articles(30)
    assert sum(n for path, n in site.asked().items() if path.endswith(".html")) <= 30 + kills
    assert most_asked(site) <= 2


@pytest.mark.slow
def test_a_request_to_stop_leaves_a_run_that_can_go_on(site: Site, tmp_path: Path) -> None:
    paged(site, 12)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    process = start_crawl(tmp_path, [outlet])
    kill_at(site, 8, process, signal.SIGTERM)
    summary = finish(process)
    assert (summary["interrupted"], summary["finished"]) == (True, False)
    assert 0 < summary["kept"] < 12
    assert not list((tmp_path / "archive").glob("*.open"))
    site.on_request = lambda _: None
    again = run_crawl(tmp_path, [outlet])
    assert (again["finished"], again["resumed"]) == (True, True)
    assert archived(tmp_path) == all_articles(12)
    assert max(n for path, n in site.asked().items() if path.endswith(".html")) == 1


@pytest.mark.parametrize(
    "full",
    [{"full_after": 4}, *(pytest.param({"notes": number}, marks=pytest.mark.slow) for number in (5, 8, 9, 10, 11))],
)
def test_a_full_disk_ends_the_run_as_an_error_and_loses_nothing(
    site: Site, tmp_path: Path, full: dict[str, int]
) -> None:
    paged(site, 8)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    summary = run_crawl(tmp_path, [outlet], **full)  # type: ignore[arg-type]
    assert (summary["finished"], summary["interrupted"]) == (False, False)
    assert re.fullmatch(
        r"the crawl broke off: (No space left on device|\S+: database or disk is full); .*", summary["broken"]
    )
    assert archived(tmp_path).total() < 8
    assert run_crawl(tmp_path, [outlet])["finished"]
    assert archived(tmp_path) == all_articles(8)


def test_a_disk_that_is_full_at_the_start_is_an_error(site: Site, tmp_path: Path) -> None:
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    assert "database or disk is full" in run_crawl(tmp_path, [outlet], notes=1)["broken"]


def test_a_crawl_that_waits_for_long_stops_when_it_is_told_to(site: Site, tmp_path: Path) -> None:
    paged(site, 2)
    site.replies["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 86400\n")
    process = start_crawl(tmp_path, [source_of(site, {"listings": [f"{B}/tin"]})])
    stop_at(site, process, 1, 0.3, signal.SIGTERM)
    begun = time.monotonic()
    summary = finish(process)
    assert time.monotonic() - begun < 10
    assert summary["interrupted"]
    assert summary["sources"]["bao"]["slow"] == ["bao.example: robots.txt asks for 86400 s between two requests"]


FOUR_HUNDRED = 400


def four_hundred(site: Site) -> dict[str, Any]:
    paged(site, FOUR_HUNDRED, size=20)
    return source_of(site, {"listings": [f"{B}/tin"]})


def most_asked(site: Site) -> int:
    """Return how often the page that was asked for most was; robots.txt has to be read by every process anew."""
    return max(number for path, number in site.asked().items() if path != "/robots.txt")


def stop_at(site: Site, process: subprocess.Popen[str], requests: int, seconds: float, how: signal.Signals) -> None:
    """Send a signal some time after some requests, or right away where the process ends before."""
    goal = len(site.log) + requests
    while len(site.log) < goal and process.poll() is None:
        time.sleep(0.001)
    time.sleep(seconds)
    process.send_signal(how)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_killed_twenty_times_four_hundred_articles_are_archived_once(site: Site, tmp_path: Path, seed: int) -> None:
    outlet = four_hundred(site)
    moments = random.Random(seed)
    for turn in range(20):
        process = start_crawl(tmp_path, [outlet])
        requests = 0 if turn in {3, 11} else moments.randint(1, 36)  # some before there is any request
        stop_at(site, process, requests, moments.uniform(0.0, 0.3 if requests == 0 else 0.01), signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL
        process.communicate()
    assert run_crawl(tmp_path, [outlet])["finished"]
    assert archived(tmp_path) == all_articles(FOUR_HUNDRED)
    assert most_asked(site) <= 2


@pytest.mark.slow
def test_stopped_twenty_times_four_hundred_articles_are_fetched_once(site: Site, tmp_path: Path) -> None:
    outlet = four_hundred(site)
    moments = random.Random(20)
    for _ in range(20):
        process = start_crawl(tmp_path, [outlet])
        stop_at(site, process, moments.randint(1, 25), moments.uniform(0.0, 0.01), signal.SIGTERM)
        assert finish(process)["interrupted"]
        assert not list((tmp_path / "archive").glob("*.open"))
    assert run_crawl(tmp_path, [outlet])["finished"]
    assert archived(tmp_path) == all_articles(FOUR_HUNDRED)
    assert most_asked(site) == 1


@pytest.mark.slow
def test_on_a_disk_that_fills_up_twenty_times_four_hundred_articles_are_archived_once(
    site: Site, tmp_path: Path
) -> None:
    outlet = four_hundred(site)
    moments = random.Random(20)
    for turn in range(20):
        used = max((path.stat().st_size for path in tmp_path.glob("frontier.sqlite*")), default=0)
        limit = moments.randint(2_000, 9_000) if turn % 2 else used + moments.randint(0, 60_000)
        summary = run_crawl(tmp_path, [outlet], full_bytes=limit)
        if summary["broken"] is not None:
            assert re.search("File too large|disk I/O error|database or disk is full", summary["broken"])
    assert run_crawl(tmp_path, [outlet])["broken"] is None
    assert archived(tmp_path) == all_articles(FOUR_HUNDRED)
    assert most_asked(site) <= 2
