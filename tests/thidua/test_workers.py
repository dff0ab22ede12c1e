"""The process pool: one page that kills or hangs its process is left out, the others are done."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import sys
import time
from typing import Any

import pytest

from thidua import workers
from thidua.limits import Limits
from thidua.workers import Item, TaskError, run_tasks

LIMITS = Limits(seconds=1, memory=100_000_000, standstill=4)


def double(numbers: list[int], avoid: dict[int, str], item: Item) -> list[Any]:
    """Double each number.

    13 kills the process, 14 hangs it, 15 breaks the task, 16 eats memory, 17 dies behind its item, 18 never ends.
    """
    out: list[Any] = []
    for place, number in enumerate(numbers):
        if place in avoid:
            out.append(avoid[place])
            continue
        try:
            with item(place, LIMITS):
                out.append(_double(number))
        except MemoryError:
            out.append("memory")
        if number == 17:
            os._exit(3)
    return out


def _double(number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    elif number == 14:
        time.sleep(60)
    elif number == 15:
        raise ValueError("fifteen")
    elif number == 16:
        return len(bytearray(200_000_000))
    while number == 18:
        pass
    return number * 2


def dead(_argument: object, _avoid: dict[int, str], _item: Item) -> None:
    os._exit(3)


def dead_at_the_end(numbers: list[int], avoid: dict[int, str], item: Item) -> None:
    double(numbers, avoid, item)
    os._exit(3)


def test_every_task_is_done() -> None:
    seen = []
    tasks = [[1, 2], [3], [], [4, 5, 6]]
    results = list(run_tasks(double, tasks, workers=2, on_item=lambda: seen.append(1)))
    assert sorted(results) == sorted((t, [2 * n for n in t]) for t in tasks)
    assert len(seen) == 6


def test_nothing_to_do_starts_nothing() -> None:
    assert list(run_tasks(double, [], workers=2)) == []


def test_a_page_that_kills_its_process_is_left_out() -> None:
    ((_, result),) = run_tasks(double, [[1, 13, 2, 13, 3]], workers=1)
    assert result == [2, "crashed its process (signal 9)", 4, "crashed its process (signal 9)", 6]


@pytest.mark.slow
def test_a_page_that_hangs_is_left_out() -> None:
    ((_, result),) = run_tasks(double, [[1, 14, 2]], workers=1)
    assert result == [2, "stood still for 4 s", 4]


def test_a_page_that_takes_too_much_time_is_left_out() -> None:
    ((_, result),) = run_tasks(double, [[1, 18, 2]], workers=1)
    assert result == [2, "took more than 1 s", 4]


def test_what_is_done_between_items_is_not_held_to_their_limits() -> None:
    ((_, result),) = run_tasks(busy, [1.2], workers=1)
    assert result == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_an_item_that_eats_memory_meets_its_limit_and_the_next_does_not() -> None:
    ((_, result),) = run_tasks(double, [[1, 16, 2, 16, 3]], workers=1)
    assert result == [2, "memory", 4, "memory", 6]


def test_death_after_an_item_is_laid_to_it_once() -> None:
    ((_, result),) = run_tasks(double, [[1, 17, 2]], workers=1)
    assert result == [2, "crashed its process (exit code 3)", 4]
    with pytest.raises(TaskError, match="between two items"):
        list(run_tasks(dead_at_the_end, [[1, 2, 3]], workers=1))


def test_a_task_that_fails_as_a_whole_says_why() -> None:
    with pytest.raises(TaskError, match="ValueError: fifteen"):
        list(run_tasks(double, [[15]], workers=1))


def test_a_worker_that_dies_before_its_first_item_is_an_error() -> None:
    with pytest.raises(TaskError, match="before it began"):
        list(run_tasks(dead, ["x"], workers=1))


def nap(numbers: list[float], _avoid: dict[int, str], item: Item) -> int:
    for place, seconds in enumerate(numbers):
        with item(place, LIMITS):
            time.sleep(0.1)
        time.sleep(seconds)
    return len(numbers)


def busy(seconds: float, _avoid: dict[int, str], item: Item) -> int:
    """Work longer between two items than either may."""
    with item(0, LIMITS):
        bytearray(50_000_000)
    until = time.process_time() + seconds
    while time.process_time() < until:
        bytearray(150_000_000)
    with item(1, LIMITS):
        bytearray(50_000_000)
    return 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_workers_leave_signals_to_the_parent(number: signal.Signals, capfd: pytest.CaptureFixture[str]) -> None:
    started: list[int] = []

    def strike() -> None:
        for child in mp.active_children():
            assert child.pid
            os.kill(child.pid, number)

    real = workers._start

    def start(work: Any) -> Any:  # noqa: ANN401 - as the pool starts them
        worker = real(work)
        started.append(worker.process.pid or 0)
        os.kill(started[-1], number)  # while it loads its libraries
        return worker

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_start", start)
        ((_, result),) = run_tasks(nap, [[0.1, 0.2]], workers=1, on_item=strike)
    assert result == 2
    assert len(started) == 1
    assert capfd.readouterr().err == ""


def test_work_whose_leader_is_gone_is_not_finished() -> None:
    ours, theirs = mp.Pipe()
    finished: list[object] = []

    def work(_argument: object, _avoid: dict[int, str], item: Item) -> None:
        for number in range(3):
            try:
                with item(number, Limits(seconds=600, memory=4_000_000_000)):
                    ours.close()
            except Exception as error:
                finished.append(error)  # as pages are skipped with the reason
        finished.append("a part without any page")

    ours.send((None, {}))
    workers._serve(work, theirs)
    assert finished == []
