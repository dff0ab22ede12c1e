"""A pool of processes for work on untrusted pages: one page may crash or hang a process and only that page is lost.

A task is a function with arguments that goes through numbered items. It works on each in a block `with item(number,
limits)`, so that when its process dies or stands still, the pool knows the item, starts the task again in a new process
and tells it to avoid it. An item that takes more time than its limits let it ends the process; one that takes more
memory meets a MemoryError in its block.
"""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from thidua.limits import Limits, held_to

Item = Callable[[int, Limits], AbstractContextManager[None]]
Work = Callable[[Any, dict[int, str], Item], Any]
PATIENCE = 120.0
"""Seconds that a process may take to start and load its libraries, and for what it does between two items."""


class TaskError(RuntimeError):
    """A task failed as a whole: an exception outside its items, or death before its first item."""


@dataclass(slots=True)
class _Task:
    argument: Any
    avoid: dict[int, str] = field(default_factory=dict)
    item: int | None = None
    """The item that it is at, or that it was at last."""
    limits: Limits | None = None
    between: bool = False
    """It is done with that item."""
    lost: int = 0
    """Processes that ended between two items; the first is laid to the item before."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    task: _Task | None = None
    patience: float = PATIENCE
    deadline: float = 0.0

    def wait(self, seconds: float) -> None:
        """Set how long from now on nothing need be heard of it."""
        self.patience = seconds
        self.deadline = time.monotonic() + seconds


def run_tasks(
    work: Work,
    arguments: Sequence[Any],
    *,
    workers: int,
    on_item: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Any, Any]]:
    """Run `work(argument, avoid, item)` for each argument in `workers` processes; give (argument, result) as they end.

    `avoid` maps the numbers of items that are to be left out to the reason; `item` makes the block of each other one.
    `on_item` is called here for each item begun. Raises TaskError where a task fails otherwise than by one item.
    `work` and what goes through must be picklable. Processes are ended when the iterator is closed.
    """
    waiting = [_Task(argument) for argument in reversed(arguments)]
    pool: list[_Worker] = []
    try:
        while waiting or any(w.task for w in pool):
            _hand_out(work, waiting, pool, min(workers, len(arguments)))
            for worker in _ready(pool):
                yield from _listen(worker, pool, waiting, on_item)
    finally:
        for worker in pool:
            _end(worker)


def _hand_out(work: Work, waiting: list[_Task], pool: list[_Worker], size: int) -> None:
    for worker in pool:
        if waiting and worker.task is None:
            _send(worker, waiting.pop())
    while waiting and len(pool) < size:
        pool.append(_start(work))
        _send(pool[-1], waiting.pop())


def _ready(pool: list[_Worker]) -> list[_Worker]:
    busy = [w for w in pool if w.task]
    patience = max(0.0, min(w.deadline for w in busy) - time.monotonic())
    heard = wait([w.connection for w in busy], timeout=patience)
    return [w for w in busy if w.connection in heard or w.deadline <= time.monotonic()]


def _listen(
    worker: _Worker, pool: list[_Worker], waiting: list[_Task], on_item: Callable[[], None]
) -> Iterator[tuple[Any, Any]]:
    task = worker.task
    assert task is not None  # noqa: S101 - only busy workers are listened to
    if not worker.connection.poll():
        reason = f"stood still for {worker.patience:.0f} s"
    else:
        try:
            kind, content = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(timeout=5)
            reason = _fate(worker.process.exitcode, task)
        else:
            worker.wait(PATIENCE)
            if kind == "begun":
                (task.item, task.limits), task.between = content, False
                worker.wait(task.limits.standstill)
                on_item()
            elif kind == "ended":
                task.between = True
            elif kind == "failed":
                message, trace = content
                error = TaskError(f"{task.argument}: {message}")
                error.add_note(trace)
                raise error
            else:
                worker.task = None
                yield task.argument, content
            return
    pool.remove(worker)
    _end(worker)
    if task.item is None:
        raise TaskError(f"a worker {reason} before it began with {task.argument}")
    task.lost += task.between
    if task.lost > 1:
        raise TaskError(f"a worker {reason} between two items of {task.argument}")
    task.avoid[task.item] = reason
    task.item, task.between = None, False
    waiting.append(task)


def _start(work: Work) -> _Worker:
    context = mp.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    with _signals_held():
        process.start()
    theirs.close()
    return _Worker(process, ours)


def _send(worker: _Worker, task: _Task) -> None:
    worker.task = task
    worker.wait(PATIENCE)
    with contextlib.suppress(BrokenPipeError):  # a dead process is noticed when it is listened to
        worker.connection.send((task.argument, task.avoid))


def _end(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.join(timeout=0.05 if worker.task else 2)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Hold back SIGINT and SIGTERM, which a process started meanwhile does for good.

    Both reach the whole group, and the parent decides: a worker neither complains nor dies of them on an innocent page.
    """
    resource_tracker.ensure_running()  # else it is started with the worker, and releases the signals
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Orphaned(BaseException):
    """The process that gave the work is gone: nothing is to be finished, for nobody leads it any more."""


def _serve(work: Work, connection: Connection) -> None:
    def tell(kind: str, content: object) -> None:
        try:
            connection.send((kind, content))
        except OSError:
            raise _Orphaned from None

    @contextlib.contextmanager
    def item(number: int, limits: Limits) -> Iterator[None]:
        tell("begun", (number, limits))
        try:
            with held_to(limits):
                yield
        finally:
            tell("ended", None)

    with contextlib.suppress(_Orphaned, EOFError, ConnectionResetError):
        while True:
            argument, avoid = connection.recv()
            try:
                result = work(argument, avoid, item)
            except Exception as error:
                tell("failed", (f"{type(error).__name__}: {error}", traceback.format_exc()))
            else:
                tell("done", result)


def _fate(code: int | None, task: _Task) -> str:
    """Return why a process ended that was at a task."""
    if code == -signal.SIGXCPU and task.limits is not None:
        return f"took more than {task.limits.seconds} s"
    said = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    return f"crashed its process ({said})"
