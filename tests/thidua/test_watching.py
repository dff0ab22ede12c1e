"""What is shown of a running crawl: an outlet a line, on a terminal as many as fit, in a pipe not too many."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.outlook import Outlook
from crawler.summary import CrawlEvent, EventKind
from thidua import crawl_view, watching
from thidua.crawl_view import LINES_A_MINUTE, NOTICES, SECONDS_OF_AN_OUTLET, CrawlView
from thidua.watching import Line, Watch, duration


class Clock:
    """The time of the tests."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(watching, "time", clock)
    monkeypatch.setattr(crawl_view, "time", clock)
    return clock


def event(kind: EventKind, source: str = "bao", number: int = 1, reason: str | None = None) -> CrawlEvent:
    return CrawlEvent(kind, source, f"https://{source}.example/tin", reason, number)


def test_a_line_tells_counts_pace_and_time_left(clock: Clock) -> None:
    watch = Watch()
    watch.count(event("found", number=120))
    for _ in range(31):
        watch.count(event("fetched"))
        watch.count(event("kept"))
        clock.now += 2
    watch.count(event("failed", reason="timeout"))
    watch.look({"bao": Outlook(queued=90, seconds=4 * 60, alone=False)})
    line = watch.lines["bao"]
    assert line.words(clock.now) == "bao: 120 found, 31 fetched, 31 kept, 1 failed, 29 a minute, 4 min left"
    assert line.cells(clock.now) == ("bao", "120", "31", "31", "1", "29", "4 min")
    watch.look({"bao": Outlook(alone=False)})
    assert line.words(clock.now + 999) == "bao: 120 found, 31 fetched, 31 kept, 1 failed, 30 a minute, done"
    watch.look({"bao": Outlook(alone=True)})
    assert line.cells(clock.now)[-1] == "left alone"


def test_the_pace_is_that_of_the_last_minutes(clock: Clock) -> None:
    line = Line("bao")
    for number in range(400):
        clock.now += 1 if number < 200 else 6
        line.times.append(clock.now)
    assert line.pace(clock.now) == 10.0
    assert line.pace(clock.now + 3600) == 0.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (99, "99 s"),
        (130, "2 min"),
        (5900, "98 min"),
        (12_100, "3 h 20 min"),
        (7180, "2 h"),
        (2e5, "2 days"),
    ],
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


@given(st.integers(0, 80), st.integers(1, 50), st.sets(st.integers(0, 79)))
def test_the_lines_fit_and_lose_nothing(outlets: int, most: int, ended: set[int]) -> None:
    watch = Watch()
    for number in range(outlets):
        watch.count(event("found", f"bao-{number:02}", number=number))
    watch.look({f"bao-{n:02}": Outlook(queued=n not in ended, seconds=60.0 + n, alone=False) for n in range(outlets)})
    lines = watch.fitting(most, 0.0)
    assert 1 <= len(lines) <= most
    assert lines[-1].name == "all"
    assert lines[-1].found == sum(range(outlets))
    if len(lines) > 1:
        assert sum(line.found for line in lines[:-1]) == lines[-1].found
    if outlets >= most and len(lines) > 1:
        shown, others = lines[:-2], lines[-2]
        assert others.name == f"{outlets - len(shown)} others"
        assert not any(line.ended for line in shown)
        assert len(lines) == most or others.ended  # none that is under way is left out while there is room


def test_in_a_pipe_lines_are_few_and_each_outlet_has_a_last_one(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    slugs = [f"bao-{number:02}" for number in range(60)]
    said: list[tuple[float, str]] = []
    with CrawlView() as view:
        for _ in range(300):
            clock.now += 1
            for slug in slugs:
                view.event(event("fetched", slug))
            view.outlook({slug: Outlook(queued=9, seconds=600.0, alone=False) for slug in slugs})
            said += [(clock.now, line) for line in capsys.readouterr().err.splitlines()]
        assert 4 * LINES_A_MINUTE <= len(said) <= 5 * LINES_A_MINUTE
        assert {line.partition(":")[0] for _, line in said} == set(slugs)  # all have their turn
        for slug in slugs:
            times = [when for when, line in said if line.startswith(f"{slug}:")]
            assert all(b - a >= SECONDS_OF_AN_OUTLET for a, b in pairwise(times))
        for _ in range(2):  # the end of an outlet is told at once, and once
            clock.now += 0.5
            view.outlook({slug: Outlook(alone=False) for slug in slugs[:20]})
        ends = [line for line in capsys.readouterr().err.splitlines() if line.endswith(" done")]
        assert sorted(ends) == [
            f"{slug}: 0 found, 300 fetched, 0 kept, 0 failed, 60 a minute, done" for slug in slugs[:20]
        ]
        for slug in slugs[20:]:
            view.event(event("fetched", slug))
    last = capsys.readouterr().err.splitlines()
    assert last == [f"{slug}: 0 found, 301 fetched, 0 kept, 0 failed, 60 a minute" for slug in slugs[20:]]


def test_only_the_first_failures_of_an_outlet_are_told(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with CrawlView() as view:
        for _ in range(NOTICES + 5):
            view.event(event("failed", reason="HTTP 404"))
        view.event(event("stopped", reason="bao.example: robots.txt: HTTP 401"))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        *["failed: https://bao.example/tin (HTTP 404)"] * NOTICES,
        "bao: further failures are told in the run's report",
        "bao: left alone: bao.example: robots.txt: HTTP 401",
    ]
