"""How long the questions of docs/cookbook.md take on a snapshot, with two threads, in a process of their own.

Run as `python -m benchmarks.cookbook` it asks each in turn, as often as standard input says.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.processes import ROOT
from benchmarks.publishing import run_child

COOKBOOK = ROOT / "docs" / "cookbook.md"
_HEADING = re.compile(r"^#+ (?P<title>[^\n]+)$|^```sql\n(?P<query>.+?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the milliseconds within which 95 of 100 answers come."""

    title: str
    slowest: float


def questions() -> list[tuple[str, str]]:
    """Return heading and SQL of every question; none where there is no cookbook yet."""
    if not COOKBOOK.is_file():
        return []
    found, title = [], ""
    for match in _HEADING.finditer(COOKBOOK.read_text(encoding="utf-8")):
        if match["query"]:
            found.append((title, match["query"]))
        title = match["title"] or title
    return found


def measure_questions(database: Path, *, rounds: int) -> list[Question]:
    """Ask every question so many times, all in turn, and return those that take longest first."""
    told, _ = run_child("benchmarks.cookbook", {"database": str(database), "rounds": rounds})
    asked = [Question(title, percentile(times)) for (title, _), times in zip(questions(), told, strict=True)]
    return sorted(asked, key=lambda question: -question.slowest)


def percentile(times: list[float]) -> float:
    """Return the 95th percentile by nearest rank: of 20 times the longest but one."""
    return sorted(times)[-(-len(times) * 95 // 100) - 1]


def _ask(database: str, rounds: int) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in questions()]
    with duckdb.connect(database, read_only=True, config={"threads": 2}) as connection:
        for _ in range(rounds):
            for taken, (_, query) in zip(times, questions(), strict=True):
                begun = time.perf_counter()
                connection.execute(query).fetchall()
                taken.append((time.perf_counter() - begun) * 1000)
    return times


if __name__ == "__main__":
    print(json.dumps(_ask(**json.loads(sys.stdin.read()))))
