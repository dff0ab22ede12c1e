"""Peak memory of a process that reads articles one after the other, from its start with an empty memory.

Run as `python -m benchmarks.memory` it reads articles, a JSON string a line, from standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from benchmarks.articles import articles_in
from benchmarks.processes import ROOT, peak_memory
from nlp.reading import read_article


@dataclass(frozen=True, slots=True)
class Memory:
    """Peak memory in MB (1,000,000 bytes) after the first article, libraries and vocabularies loaded, and after all."""

    articles: int
    first: float
    peak: float


def measure_memory(texts: Sequence[str]) -> Memory:
    """Read the texts in a new process and return its peak memory."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory"],
        input="".join(json.dumps(text) + "\n" for text in texts),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return Memory(**json.loads(done.stdout))


def _read_all() -> Memory:
    number, first = 0, 0.0
    for line in sys.stdin:
        for article in articles_in([json.loads(line)]):
            read_article(article)
            number += 1
            first = first or peak_memory()
    return Memory(number, first, peak_memory())


if __name__ == "__main__":
    print(json.dumps(asdict(_read_all())))
