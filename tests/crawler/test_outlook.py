"""What is still to be done: counters that follow every change of the queue, and the time that the queue takes."""

from __future__ import annotations

import math
import tempfile
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.entries import Entry, Found
from crawler.frontier import Frontier
from crawler.host import Host
from crawler.outlook import Outlook, look_ahead
from crawler.robots import Policy

ACTIONS = ("add", "take", "retry", "put back", "keep", "fail", "redirect", "same")


def address(number: int) -> str:
    return f"https://{'m.' if number % 3 == 0 else ''}bao.example/tin-{number}.html"


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 12)), max_size=40))
def test_what_is_waiting_is_counted_through_all_changes(actions: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Frontier(Path(folder) / "f.sqlite") as frontier:
        frontier.count_waiting()
        run = frontier.begin_run(["bao"], resume_within=0.0)
        taken: list[Entry] = []
        for action, number in actions:
            url = address(number)
            if action == "add":
                changed = time.time() + 60 if number % 2 else None
                frontier.add([Found(url=url, address=url, source="bao", kind="article", changed=changed)], run=run)
            elif action == "take":
                entry = frontier.take("bao", "m.bao.example" if number % 2 else "bao.example")
                taken += [entry] if entry else []
            elif taken:
                entry = taken.pop(number % len(taken))
                if action == "retry":
                    frontier.retry(entry, due=0.0, reason="timeout")
                elif action == "put back":
                    frontier.put_back(entry)
                elif action == "keep":
                    frontier.keep(entry.url, digest=b"x", record="a:0", fetched=time.time())
                elif action == "redirect":
                    if frontier.redirect(entry, url, url, run=run) is not None:
                        frontier.fail(entry, "redirect loop", final=True)
                elif action == "same":
                    if frontier.redirect(entry, entry.url, f"{entry.address}?m", run=run) is not None:
                        frontier.fail(entry, "redirects to itself", final=True)
                else:
                    frontier.fail(entry, "HTTP 404", final=True)
            kept_up = {lane: number for lane, number in frontier.waiting.items() if number}
            frontier.count_waiting()
            assert kept_up == frontier.waiting


def test_a_queue_takes_its_delays_and_answers() -> None:
    quick = Host("bao.example", 2.0, ["bao"], answer=0.5)
    slow = Host("m.bao.example", 2.0, ["bao", "dai"], policy=Policy(delay=7.0), answer=1.0, busy=True)
    waiting = {("bao", "bao.example"): 10, ("bao", "m.bao.example"): 1, ("dai", "m.bao.example"): 4}
    found = look_ahead([quick, slow], waiting)
    assert found == {
        "bao": Outlook(queued=11, busy=1, seconds=5 * 8.0, alone=False),
        "dai": Outlook(queued=4, busy=1, seconds=5 * 8.0, alone=False),
    }
    assert look_ahead([quick], waiting)["bao"].seconds == 10 * 2.5
    assert look_ahead([quick], waiting, most=3)["bao"] == Outlook(queued=3, seconds=3 * 2.5, alone=False)


def test_an_outlet_ends_when_nothing_is_queued_or_asked() -> None:
    host = Host("bao.example", 2.0, ["bao"], busy=True)
    assert not look_ahead([host], {})["bao"].ended
    host.busy = False
    assert look_ahead([host], {})["bao"].ended
    assert not look_ahead([host], {("bao", "bao.example"): 1})["bao"].ended
    host.stopped = "robots.txt: HTTP 401"
    left = look_ahead([host], {("bao", "bao.example"): 1})["bao"]
    assert (left.ended, left.alone, left.seconds) == (True, True, 0.0)


def test_the_time_of_answers_follows_the_last_ones() -> None:
    host = Host("bao.example", 2.0)
    for took in (1.0, *[3.0] * 30):
        host.begun = 100.0
        host.note_answer(100.0 + took)
        assert 1.0 <= host.answer <= 3.0
    assert math.isclose(host.answer, 3.0, abs_tol=0.01)
