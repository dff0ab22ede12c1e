"""How long hosts are left alone: never less than agreed, whatever they answer, and longer where they ask for it."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import answers, frontier, holdings, pacing, runs
from crawler.answers import Answers
from crawler.backoff import MAX_BAD, MOST, SEVERAL, Backoff, retry_after
from crawler.entries import Entry, Found
from crawler.finding import Finder
from crawler.memory import Memory
from crawler.pacing import MAX_PAUSE, MAX_REST, RULES_HOLD, Pace, RobotsTask
from crawler.robots import Policy
from crawler.source import Source
from crawler.summary import CrawlEvent

SOURCE = Source(slug="bao", name="Báo", domains=("bao.vn",), article_pattern=r"-\d+$", delay=3)
BAD = [*range(500, 505), 429]


def test_waits_double_up_to_a_bound_and_halve_again() -> None:
    backoff = Backoff()
    waits = []
    for _ in range(MAX_BAD - 1):
        assert backoff.answered(503, 5.0) is None
        waits.append(backoff.seconds)
    assert waits == [5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0]
    assert waits[-1] == MOST * 5.0
    assert backoff.answered(429, 5.0) == f"HTTP 429, the last of {MAX_BAD} bad answers in a row"
    for expected in (150.0, 75.0, 37.5, 18.75, 9.375, 4.6875, 0.0):
        assert backoff.answered(200, 5.0) is None
        assert backoff.seconds == expected


def test_errors_of_a_server_slow_it_after_several_in_a_row_on_several_pages() -> None:
    backoff = Backoff()
    for _ in range(50):  # one page that is broken
        assert backoff.answered(500, 5.0, again=True) is None
    for _ in range(SEVERAL - 1):
        backoff.answered(500, 5.0)
        assert backoff.seconds == 0.0
    backoff.answered(502, 5.0)
    assert backoff.seconds == 5.0
    backoff.answered(404, 5.0)
    assert (backoff.bad, backoff.seconds) == (0, 0.0)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("", None),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("30, 3000", 3000.0),  # two headers
        ("-3", None),
        ("1.5", None),
        ("soon", None),
        ("²", None),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0.0),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
    ],
)
def test_retry_after(said: str | None, seconds: float | None) -> None:
    assert retry_after(said) == seconds


def test_retry_after_as_a_date() -> None:
    for date in (formatdate(time.time() + 90, usegmt=True), formatdate(time.time() + 90)):
        assert 85 < (retry_after(date) or 0.0) <= 90


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "archive", tmp_path / "f.sqlite", [SOURCE]) as opened:
        yield opened


def pace_of(memory: Memory, events: list[CrawlEvent], articles: int = 2) -> Pace:
    urls = [f"https://bao.vn/tin-{n}" for n in range(articles)]
    memory.frontier.add((Found(url=u, address=u, source="bao", kind="article") for u in urls), run=0.0)
    return Pace(memory.frontier, {"bao": SOURCE}, most_busy=9, refuse=lambda *_: None, on_event=events.append)


def test_a_long_wish_to_be_left_alone_ends_the_run_for_its_host_and_is_remembered(memory: Memory) -> None:
    events: list[CrawlEvent] = []
    pace = pace_of(memory, events)
    now = time.time()
    pace.rest("bao.vn", now + MAX_PAUSE + 60)
    assert pace.next(now + 99999) is None
    assert [event.kind for event in events] == ["stopped"]
    assert "bao.vn: asks to be left alone until 20" in (events[0].reason or "")
    later: list[CrawlEvent] = []
    assert pace_of(memory, later).next(now + 99999) is None
    assert [event.reason for event in later] == [event.reason for event in events]


def test_a_short_wish_is_waited_for_also_by_the_next_run(memory: Memory) -> None:
    pace = pace_of(memory, [])
    now = time.time()
    pace.rest("bao.vn", now + 60)
    for again in (pace_of(memory, []), pace_of(memory, [])):
        assert again.next(now + 59) is None
        assert 0 < (again.wait(now) or 0.0) <= 60
        assert isinstance(again.next(now + 60), RobotsTask)


def test_a_host_is_not_asked_right_after_an_earlier_run(memory: Memory) -> None:
    pace_of(memory, [])
    pace = Pace(memory.frontier, {"bao": SOURCE}, most_busy=9, refuse=lambda *_: None, begun=100.0)
    assert pace.next(102.9) is None
    assert isinstance(pace.next(103.0), RobotsTask)


def test_no_wish_is_remembered_for_ever(memory: Memory) -> None:
    pace_of(memory, []).rest("bao.vn", time.time() + 1e12)
    assert memory.frontier.rests(time.time())["bao.vn"] <= time.time() + MAX_REST
    assert memory.frontier.rests(time.time() + MAX_REST) == {}


def test_rules_are_asked_for_again_after_a_day(memory: Memory) -> None:
    pace = pace_of(memory, [], articles=9)
    assert isinstance(pace.next(1000.0), RobotsTask)
    pace.know("bao.vn", Policy(), 1000.0)
    pace.release("bao.vn", 1000.0)
    assert isinstance(pace.next(1003.0), Entry)
    pace.release("bao.vn", 1004.0)
    assert isinstance(pace.next(1000.0 + RULES_HOLD), RobotsTask)


def test_a_slow_host_is_told_of(memory: Memory) -> None:
    events: list[CrawlEvent] = []
    pace = pace_of(memory, events)
    pace.next(0.0)
    pace.know("bao.vn", Policy(delay=86400.0), 0.0)
    pace.release("bao.vn", 10.0)
    assert [(e.kind, e.reason) for e in events] == [
        ("slow", "bao.vn: robots.txt asks for 86400 s between two requests")
    ]
    assert pace.hosts["bao.vn"].free_at == 86410.0


def test_rules_on_another_host_are_asked_for_at_its_own_pace(memory: Memory) -> None:
    other = "https://m.bao.vn/tin-1"
    memory.frontier.add([Found(url="https://bao.vn/x-1", address=other, source="bao", kind="article")], run=0.0)
    pace = pace_of(memory, [])
    assert {getattr(pace.next(0.0), "host", ""), getattr(pace.next(0.0), "host", "")} == {"bao.vn", "m.bao.vn"}
    pace.hosts["bao.vn"].robots_at = ("https://m.bao.vn/robots.txt", 1)
    pace.know("m.bao.vn", Policy(), 0.0)
    pace.release("bao.vn", 1.0)
    assert pace.next(5.0) is None  # m.bao.vn is still busy
    pace.release("m.bao.vn", 6.0)
    assert pace.next(8.9) is None
    first = pace.next(9.0)
    assert first is not None
    if isinstance(first, Entry):  # then the rules wait for it
        pace.release("m.bao.vn", 10.0)
        first = pace.next(13.0)
    assert first == RobotsTask("bao.vn", "https://m.bao.vn/robots.txt", "bao", 1)
    assert pace.next(99.0) is None
    pace.release("bao.vn", 100.0)
    assert pace.hosts["m.bao.vn"].free_at == 103.0


def test_one_site_with_www_and_without_is_asked_one_page_at_a_time(memory: Memory) -> None:
    other = "https://www.bao.vn/tin-1"
    memory.frontier.add([Found(url="https://bao.vn/x-1", address=other, source="bao", kind="article")], run=0.0)
    pace = pace_of(memory, [])
    first = pace.next(0.0)
    assert first is not None
    assert pace.next(0.0) is None
    assert pace.wait(0.0) == math.inf
    pace.release(first.host, 1.0)
    assert pace.next(3.9) is None
    second = pace.next(4.0)
    assert second is not None
    assert {first.host, second.host} == {"bao.vn", "www.bao.vn"}


ANSWER = st.tuples(
    st.sampled_from([200, 200, 304, 301, 404, *BAD, None]),  # None: no answer
    st.sampled_from(["", "1", "20", "500", "100000", "soon"]),  # Retry-After
    st.floats(0.0, 70.0),  # how long it takes
)


@settings(max_examples=20, deadline=None)
@given(st.lists(ANSWER, min_size=1, max_size=30), st.sampled_from([0.0, 0.5, 11.0]))
def test_whatever_a_host_answers_it_is_never_asked_too_soon(
    replies: list[tuple[int | None, str, float]], crawl_delay: float
) -> None:
    clock = SimpleNamespace(now=1e9)
    fake = SimpleNamespace(time=lambda: clock.now)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for module in (answers, frontier, holdings, pacing, runs):
            patch.setattr(module, "time", fake)
        with Memory(Path(folder) / "archive", Path(folder) / "f.sqlite", [SOURCE]) as memory:
            pace = pace_of(memory, [], articles=12)
            finder = Finder(memory.frontier, {"bao": SOURCE}, memory.forgotten, since=None)
            taking = Answers(
                memory, {"bao": SOURCE}, pace, run=clock.now, finder=finder, worth=0.0, on_event=lambda _: None
            )
            ended, least, left = -math.inf, SOURCE.delay, list(replies)
            while left:
                if (task := pace.next(clock.now)) is None:
                    if (seconds := pace.wait(clock.now)) is None:
                        break
                    clock.now += seconds
                    continue
                assert clock.now - ended >= least - 1e-6
                status, after, seconds = left.pop()
                clock.now += seconds
                pause, least = 0.0, max(SOURCE.delay, crawl_delay)
                if isinstance(task, RobotsTask):
                    pace.know(task.host, Policy(delay=crawl_delay), clock.now)
                elif status is None:
                    pause = taking.try_again(task, "timeout")
                    pace.missed(task.host, patience=SOURCE.patience)
                else:
                    headers = [("Retry-After", after), ("Location", "https://bao.vn/tin-0")]
                    pause = taking.answered(task, status, headers, b"<p>%f" % clock.now)
                    if status in {429, 503}:
                        least = max(least, SOURCE.patience)
                    if status >= 400 and after.isdecimal():
                        least = max(least, float(after))
                ended = clock.now
                pace.release(task.host, clock.now, pause=pause)
