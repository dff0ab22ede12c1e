"""Hostile pages end in a clear reason, or in the article that is on them, within ten seconds and 500 MB."""

from __future__ import annotations

import time

import pytest

from benchmarks.processes import peak_memory
from crawler.page import Page
from extract.reading import NotAnArticle, read_page
from tests.extract.hostile import LARGE, PARAGRAPH, SMALL, Hostile
from thidua.batches import EXTRACTION
from thidua.workers import Item, run_tasks

MOST_MEMORY = 500
"""MB."""


def _outcome(hostile: Hostile, body: bytes) -> str:
    """Return the reason for which a page is refused, "" where it is read rightly."""
    try:
        article = read_page(
            Page(url="https://vidu.example/a-1.html", body=body, headers={"content-type": hostile.kind})
        )
    except NotAnArticle as refused:
        return refused.reason
    assert PARAGRAPH in article.text or hostile.kind == "text/plain", hostile.name
    assert article.url == "https://vidu.example/a-1.html"
    return ""


def _check(hostile: Hostile, outcome: str) -> None:
    assert hostile.reason in outcome
    assert bool(hostile.reason) == bool(outcome)
    assert len(outcome) < 200
    assert "\n" not in outcome


@pytest.mark.parametrize("hostile", SMALL, ids=lambda hostile: hostile.name)
def test_small_hostile_pages_end_at_once(hostile: Hostile) -> None:
    body = hostile.make()
    started = time.process_time()
    _check(hostile, _outcome(hostile, body))
    assert time.process_time() - started < 1


def read_large(_argument: object, avoid: dict[int, str], item: Item) -> list[tuple[str, float]]:
    """Read all large pages in one process and return the outcome and the seconds of each."""
    outcomes = []
    for number, hostile in enumerate(LARGE):
        if number in avoid:
            outcomes.append((f"!{avoid[number]}", 0.0))
            continue
        body = hostile.make()
        started = time.process_time()
        with item(number, EXTRACTION):
            outcome = _outcome(hostile, body)
        outcomes.append((outcome, time.process_time() - started))
    return [*outcomes, ("", peak_memory())]


@pytest.mark.slow
def test_large_hostile_pages_end_within_ten_seconds_and_500_mb() -> None:
    ((_, (*outcomes, (_, peak))),) = run_tasks(read_large, [None], workers=1)
    for hostile, (outcome, seconds) in zip(LARGE, outcomes, strict=True):
        print(f"{seconds:6.2f} s  {hostile.name}: {outcome or 'read'}")
        _check(hostile, outcome)
        assert seconds < EXTRACTION.seconds, hostile.name
    print(f"{peak:.0f} MB at most")
    assert peak < MOST_MEMORY + 100  # of which the largest of the pages itself, which is made in the process
