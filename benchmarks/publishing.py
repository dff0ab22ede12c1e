"""What one publish costs, in a process of its own: time and processor by step, and memory.

Run as `python -m benchmarks.publishing` it reads what is to be published as JSON from standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import ROOT, peak_memory, watching


@dataclass(frozen=True, slots=True)
class Step:
    """A step of publishing by the name that users see: seconds by the clock, and of processor time in all processes."""

    name: str
    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class Publishing:
    """A publish: its steps, the rows of each table, and the peak memory in MB of its process and of all together."""

    articles: int
    steps: list[Step]
    counts: dict[str, int]
    memory: float
    memory_of_all: float

    @property
    def wall(self) -> float:
        """Seconds by the clock."""
        return sum(step.wall for step in self.steps)

    @property
    def processor(self) -> float:
        """Seconds of processor time."""
        return sum(step.processor for step in self.steps)

    def step(self, *names: str) -> Step:
        """Return some of the steps as one."""
        found = [step for step in self.steps if step.name in names]
        return Step(" + ".join(names), sum(s.wall for s in found), sum(s.processor for s in found))


def measure_publish(articles: Sequence[Path], reports: Sequence[Path], home: Path, *, nice: int = 0) -> Publishing:
    """Publish these parts in a home, in a new process that gives way by so much, and return what it cost."""
    asked = {"articles": [str(p) for p in articles], "reports": [str(p) for p in reports], "home": str(home)}
    told, peak = run_child("benchmarks.publishing", asked, nice=nice)
    steps = [Step(**step) for step in told["steps"]]
    return Publishing(told["counts"]["article"], steps, told["counts"], told["memory"], max(peak, told["memory"]))


def run_child(module: str, asked: object, *, nice: int = 0) -> tuple[Any, float]:
    """Run a module with JSON on its standard input; return its answer, and the peak memory of its processes in MB."""
    command = [*(["nice", "-n", str(nice)] if nice else []), sys.executable, "-m", module]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    with process, watching(process.pid) as peak:
        answer, _ = process.communicate(json.dumps(asked))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return json.loads(answer.splitlines()[-1]), peak.memory


def _publish(articles: list[str], reports: list[str], home: str) -> dict[str, Any]:
    from thidua.digesting import make_digests
    from warehouse.publish import publish

    steps: list[Step] = []
    begun = [("starting", time.perf_counter(), _processor())]

    def on_progress(name: str) -> None:
        last, wall, processor = begun.pop()
        begun.append((name, time.perf_counter(), _processor()))
        steps.append(Step(last, begun[0][1] - wall, begun[0][2] - processor))

    done = publish(
        articles=list(map(Path, articles)),
        reports=list(map(Path, reports)),
        home=Path(home),
        make_digests=make_digests,
        on_progress=on_progress,
    )
    on_progress("done")
    assert done.new
    return {"steps": [asdict(step) for step in steps], "counts": done.counts, "memory": peak_memory()}


def _processor() -> float:
    """Return the processor time of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    print(json.dumps(_publish(**json.loads(sys.stdin.read()))))
