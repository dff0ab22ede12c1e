"""Fair times on a machine that others use too: processor time, contenders in turn, medians.

Processor time leaves out the moments in which somebody else had the core. All that is compared here runs in one thread
and waits for nothing, so on an idle machine it equals the wall clock; `Times.wall` tells how far the two were apart.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

Work = Callable[[], object]


@dataclass(slots=True)
class Times:
    """Seconds of processor time by contender, item and round, and the wall clock over processor time of it all."""

    rounds: dict[str, list[list[float]]] = field(default_factory=dict)
    wall: float = 1.0

    def total(self, name: str) -> float:
        """Return the seconds that a contender took for all items, of each the median of its rounds."""
        return sum(median(item) for item in self.rounds[name])

    def first(self, name: str) -> float:
        """Return the seconds of the first round, in which nothing can have been remembered of an item."""
        return sum(item[0] for item in self.rounds[name])

    def ratio(self, slow: str, fast: str) -> float:
        """Return how many times as long as `fast` the contender `slow` took."""
        return self.total(slow) / self.total(fast)


def seconds(work: Work) -> float:
    """Return the seconds of processor time that `work` takes in this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def race(items: Iterable[Mapping[str, Work]], *, rounds: int) -> Times:
    """Let the contenders do each item in turn, `rounds` times over all items, every other time in reverse order."""
    laps = [dict(item) for item in items]
    times = Times({name: [[] for _ in laps] for name in (laps[0] if laps else {})})
    wall, processor = time.perf_counter(), time.process_time()
    for lap in range(rounds):
        for number, item in enumerate(laps):
            for name in reversed(item) if lap % 2 else item:
                times.rounds[name][number].append(seconds(item[name]))
    used = time.process_time() - processor
    times.wall = (time.perf_counter() - wall) / used if used else 1.0
    return times
