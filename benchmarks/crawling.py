"""How fast the crawl is and how large its memory grows: `python -m benchmarks.crawling`; see the README beside it."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Annotated, Any

import typer

from benchmarks.crawl_tables import show
from benchmarks.frontiers import measure_frontier
from benchmarks.outlets import PAGE_BYTES, Site
from benchmarks.paces import contest, politeness
from thidua.console import say


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: articles a host, bytes a page, rounds; hosts and seconds of the polite crawl; addresses."""

    articles: int = 32
    page_bytes: int = PAGE_BYTES
    rounds: int = 5
    hosts: int = 100
    seconds: float = 60.0
    delay: float = 2.0
    answers: Sequence[float] = (0.0, 1.0)
    addresses: int = 5_000_000


_PLAN = Plan()
_SIDE_BY_SIDE = 64
"""Hosts of the contest."""


def _throughput(plan: Plan) -> list[Any]:
    sites = [Site(_SIDE_BY_SIDE, plan.articles, packed, page_bytes=plan.page_bytes) for packed in (False, True)]
    return [contest(site, rounds=plan.rounds) for site in sites]


def _hosts(plan: Plan) -> list[Any]:
    sites = [
        Site(plan.hosts, max(2, round(plan.seconds / (plan.delay + answer))), True, answer, plan.page_bytes)
        for answer in plan.answers
    ]
    return [politeness(site, delay=plan.delay) for site in sites]


def _frontier(plan: Plan) -> list[Any]:
    return [measure_frontier(plan.addresses)]


PARTS: dict[str, Callable[[Plan], list[Any]]] = {"throughput": _throughput, "hosts": _hosts, "frontier": _frontier}
"""What can be measured; another part is one more function of the plan that returns data classes."""


def main(
    articles: Annotated[int, typer.Option(min=2, help="Articles a host in the contest.")] = _PLAN.articles,
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions, of which the median is taken.")] = _PLAN.rounds,
    hosts: Annotated[int, typer.Option(min=1, help="Hosts of the polite crawl.")] = _PLAN.hosts,
    seconds: Annotated[float, typer.Option(min=1, help="Length of the polite crawl.")] = _PLAN.seconds,
    delay: Annotated[float, typer.Option(min=0, help="Delay of its hosts, seconds.")] = _PLAN.delay,
    answers: Annotated[list[float] | None, typer.Option(help="Seconds that its hosts take to answer.")] = None,
    addresses: Annotated[int, typer.Option(min=1000, help="Addresses in the frontier.")] = _PLAN.addresses,
    page_bytes: Annotated[int, typer.Option(min=1000, help="Bytes a page, unpacked.")] = _PLAN.page_bytes,
    only: Annotated[
        list[str] | None, typer.Option(help=f"Measure only this, of: {', '.join(PARTS)}; may be given several times.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure the crawl against a server on this machine, in about ten minutes."""
    if unknown := set(only or ()) - set(PARTS):
        raise typer.BadParameter(f"--only knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    plan = Plan(articles, page_bytes, rounds, hosts, seconds, delay, answers or _PLAN.answers, addresses)
    figures: dict[str, list[Any]] = {}
    machine = _machine()
    for part, measure in PARTS.items():
        if only is None or part in only:
            began = time.monotonic()
            figures[part] = measure(plan)
            say(f"{part}: {time.monotonic() - began:.0f} s")
    if json_:
        told = {part: [asdict(found) for found in founds] for part, founds in figures.items()}
        print(json.dumps({"machine": machine, **told}, ensure_ascii=False, indent=1))
    else:
        show(machine, [found for founds in figures.values() for found in founds])


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in ("scrapy", "twisted")},
    }


if __name__ == "__main__":
    typer.run(main)
