"""How much more two processes read than one, in the worker pool of `thidua process`."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from benchmarks.articles import articles_in
from extract.article import Article
from nlp.reading import read_article
from thidua.batches import READING
from thidua.workers import Item, run_tasks

_BATCHES = 8
"""Batches a process, so that both have work to the end."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """Articles a second with one process and with two, while all of them are at work; medians of `rounds` pairs.

    `ratio` is theirs by the wall clock; None where the articles were too few for two to be at work together.
    `processor` is the processor time of an article with two processes over that with one: 2 over it is what two idle
    cores would give. `load` is the machine's load average before it began, which should be near 0: who else is at work
    takes from two processes more than from one.
    """

    articles: int
    rounds: int
    one: float
    two: float | None
    ratio: float | None
    processor: float
    load: float
    cores: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What a process did with one batch: when it began, when each article was read (seconds), and what it cost."""

    process: int
    began: float
    ends: tuple[float, ...]
    processor: float


def measure_throughput(articles: Sequence[Article], *, rounds: int) -> Throughput:
    """Read the articles once for each process, with one and with two processes in turn."""
    load = os.getloadavg()[0]
    pairs = [(_run(articles, 1), _run([*articles, *articles], 2)) for _ in range(rounds)]
    rates = [(one[0], two[0]) for one, two in pairs if one[0] and two[0]]
    return Throughput(
        articles=len(articles),
        rounds=rounds,
        one=median(one[0] or 0.0 for one, _ in pairs),
        two=median(two for _, two in rates) if rates else None,
        ratio=median(two / one for one, two in rates) if rates else None,
        processor=median(two[1] / one[1] for one, two in pairs),
        load=load,
        cores=os.cpu_count() or 1,
    )


def _run(articles: Sequence[Article], workers: int) -> tuple[float | None, float]:
    """Return articles a second and processor seconds an article, while all processes are at work."""
    parts = _BATCHES * workers
    batches = [tuple(articles[start::parts]) for start in range(parts) if articles[start::parts]]
    return rates_of([batch for _, batch in run_tasks(read_batch, batches, workers=workers)])


def rates_of(done: Sequence[Batch]) -> tuple[float | None, float]:
    """Return articles a second, and processor seconds an article, from when the last process began till one ended.

    None for the first where one ended before the other began.
    """
    processes = {batch.process for batch in done}
    first = max(min(batch.began for batch in done if batch.process == process) for process in processes)
    last = min(max(batch.ends[-1] for batch in done if batch.process == process) for process in processes)
    together = sum(first < end <= last for batch in done for end in batch.ends)
    number = sum(len(batch.ends) for batch in done)
    return together / (last - first) if last > first else None, sum(batch.processor for batch in done) / number


def read_batch(articles: Sequence[Article], _avoid: dict[int, str], item: Item) -> Batch:
    """Read a batch in a process of the pool, which loads what it needs before the clock starts."""
    _load()
    began, processor = time.monotonic(), time.process_time()
    ends = []
    for number, article in enumerate(articles):
        with item(number, READING):
            read_article(article)
        ends.append(time.monotonic())
    return Batch(os.getpid(), began, tuple(ends), time.process_time() - processor)


@cache
def _load() -> None:
    for article in articles_in(["Tổng kết phong trào thi đua\n\nSáng 12/3, UBND tỉnh tặng Bằng khen cho 5 tập thể."]):
        read_article(article)
