"""The process pool: one page that kills or hangs its process is left out, the others are done."""

from __future__ import annotations

import multiprocessing as mp
import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from thidua import workers
from thidua.workers import TaskError, run_tasks

At = Callable[[int], None]


def double(numbers: list[int], avoid: dict[int, str], at: At) -> list[Any]:
    """Double each number; 13 kills the process, 14 hangs it, 15 breaks the task."""
    out: list[Any] = []
    for item, number in enumerate(numbers):
        at(item)
        if item in avoid:
            out.append(avoid[item])
        elif number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        elif number == 14:
            time.sleep(60)
        elif number == 15:
            raise ValueError("fifteen")
        else:
            out.append(number * 2)
    return out


def dead(_argument: object, _avoid: dict[int, str], _at: At) -> None:
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


def test_a_page_that_hangs_is_left_out() -> None:
    ((_, result),) = run_tasks(double, [[1, 14, 2]], workers=1, standstill=1)
    assert result == [2, "stood still for 1 s", 4]


def test_a_task_that_fails_as_a_whole_says_why() -> None:
    with pytest.raises(TaskError, match="ValueError: fifteen"):
        list(run_tasks(double, [[15]], workers=1))


def test_a_worker_that_dies_before_its_first_item_is_an_error() -> None:
    with pytest.raises(TaskError, match="before it began"):
        list(run_tasks(dead, ["x"], workers=1))


def nap(numbers: list[float], _avoid: dict[int, str], at: At) -> int:
    for item, seconds in enumerate(numbers):
        at(item)
        time.sleep(seconds)
    return len(numbers)


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
