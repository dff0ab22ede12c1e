"""One run of all measurements, in an order in which none disturbs another."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Any

from benchmarks.articles import Material, articles_in, extracted, sample
from benchmarks.linearity import Growth, measure_growth
from benchmarks.memory import Memory, measure_memory
from benchmarks.models import Costs, measure_models
from benchmarks.rivals import Comparison, compare, with_page
from benchmarks.shares import shares
from benchmarks.throughput import Throughput, measure_throughput
from extract.article import Article
from thidua.console import say

_WARM_UP = 20
_SAMPLES = {"shares": 400, "models": 300, "processes": 200}
"""Articles for what runs no slow rival over all of them."""
_SENTENCES = 100
"""Sentences on which the models are timed."""


PARTS = ("rivals", "shares", "processes", "memory", "lengths", "models")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured, and how much: articles a set that the rivals do too, repetitions, length of the long texts.

    `most` bounds the articles of everything else. Without `with_ner` no model of underthesea runs.
    """

    parts: Sequence[str] = PARTS
    number: int = 50
    seed: int = 1
    rounds: int = 3
    letters: int = 1_000_000
    most: int = 10_000
    with_ner: bool = True


@dataclass(slots=True)
class Figures:
    """What one run measured, None where it was left out; `note` says which articles were not there."""

    machine: dict[str, Any]
    note: str | None
    rivals: dict[str, Comparison] | None = None
    shares: dict[str, float] | None = None
    processes: Throughput | None = None
    memory: Memory | None = None
    lengths: list[Growth] | None = None
    models: Costs | None = None


def measure(material: Material, plan: Plan) -> Figures:
    """Measure what the plan says."""
    largest = material.largest

    def some(part: str) -> list[Article]:
        return articles_in(sample(largest, min(_SAMPLES[part], plan.most), plan.seed))

    works: dict[str, Callable[[], object]] = {
        "rivals": lambda: dict(_compare(material, sample(largest, _WARM_UP, plan.seed + 1), plan)),
        "shares": lambda: shares(some("shares")),
        "processes": lambda: measure_throughput(some("processes"), rounds=plan.rounds),
        "memory": lambda: measure_memory(largest[: plan.most]),
        "lengths": lambda: measure_growth(largest, letters=plan.letters),
        "models": lambda: measure_models(some("models"), most=_SENTENCES) if plan.with_ner else None,
    }
    figures = Figures(_machine(), material.note)
    for part in plan.parts:
        began = time.monotonic()
        setattr(figures, part, works[part]())
        say(f"{part}: {time.monotonic() - began:.0f} s")
    return figures


def _compare(material: Material, warm_up: list[str], plan: Plan) -> Iterator[tuple[str, Comparison]]:
    race = partial(
        compare,
        warm_up=[with_page(article) for article in articles_in(warm_up)],
        rounds=plan.rounds,
        with_ner=plan.with_ner,
    )
    for name, texts in material.texts.items():
        unseen = [text for text in texts if text not in warm_up] or texts
        chosen = articles_in(sample(unseen, min(plan.number, plan.most), plan.seed))
        yield name, race([with_page(article) for article in chosen])
    if saved := extracted(material.pages, "text/html"):
        yield "saved pages", race(saved)


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        **{name: version(name) for name in ("underthesea", "spacy", "trafilatura")},
    }
