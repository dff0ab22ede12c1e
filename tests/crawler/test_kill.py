"""Kills, stops and full disks: every article ends in the archive once, and no page is fetched often."""

from __future__ import annotations

import random
import re
import signal
import time
from pathlib import Path

import pytest

from tests.crawler.crawling import archived, finish, kill_at, run_crawl, source_of, start_crawl
from tests.crawler.site import Site, all_articles, paged

B = "https://bao.example"


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
    assert run_crawl(tmp_path, [outlet])["finished"]
    assert archived(tmp_path) == all_articles(12)
    assert max(n for path, n in site.asked().items() if path.endswith(".html")) == 1


@pytest.mark.parametrize("full", [{"full_after": 4}, *({"notes": number} for number in (5, 8, 9, 10, 11))])
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


@pytest.mark.slow
def test_killed_twenty_times_four_hundred_articles_are_archived_once(site: Site, tmp_path: Path) -> None:
    paged(site, 400, size=20)
    outlet = source_of(site, {"listings": [f"{B}/tin"]})
    moments = random.Random(20)
    for _ in range(20):
        process = start_crawl(tmp_path, [outlet])
        started = len(site.log)
        while len(site.log) == started and process.poll() is None:
            time.sleep(0.005)
        time.sleep(moments.uniform(0.0, 0.15))
        process.kill()
        process.communicate()
    run_crawl(tmp_path, [outlet])
    assert archived(tmp_path) == all_articles(400)
    assert max(n for path, n in site.asked().items() if path.endswith(".html")) <= 2
