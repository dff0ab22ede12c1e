"""What a load of the site came to, as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING

from benchmarks.serving_figures import Times, by_kind, by_minute, by_part, percentile, slope

if TYPE_CHECKING:
    from benchmarks.serving import Figures

WANTED = "search", "ceremony"
MOST_MILLISECONDS, MOST_BYTES = 50, 100_000
_SETTLED = 30.0
"""Seconds after a new snapshot in which the memory of the old one is given back; they count for no slope."""
_TOLD = 5
"""Errors that are shown."""


def markdown(figures: Figures) -> str:
    """Return all tables."""
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    plan = figures.plan
    yield (
        f"On {figures.day}, load {figures.load_before:.1f} before, {os.cpu_count()} {platform.machine()} cores, Python"
        f" {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in ("starlette", "uvicorn", "duckdb", "tantivy"))
        + f": {plan.articles:,} articles, {plan.seconds / 60:g} minutes, {plan.rate:g} requests a second"
        + (", public" if plan.public else "")
    )
    for kind in figures.left_out:
        yield f"The site has no page of the kind {kind} yet: left out."
    parts = by_part(figures.answers, figures.publish)
    for part, kinds in parts.items():
        if kinds:
            yield f"\n{part}, milliseconds from when a request was due:\n"
            yield from _times(kinds)
    yield "\n| measured | figure | wanted | how |\n|---|---|---|---|"
    for name, figure, wanted, how in _rows(figures, parts["whole run"]):
        yield f"| {name} | {figure} | {wanted} | {how} |"
    yield "\n| page | n | HTML sent, unpacked, at most | with all that it loads | wanted | which |"
    yield "|---|---|---|---|---|---|"
    for page in figures.pages:
        yield (
            f"| {page.kind} | {page.pages} | {page.sent / 1000:.1f} kB, {page.unpacked / 1000:.1f} kB |"
            f" {page.whole / 1000:.1f} kB in {page.files} files | < {MOST_BYTES / 1000:.0f} kB | `{page.path}` |"
        )
    yield "\n| minute | server's memory, MB | of it no file's |\n|---|---|---|"
    for minute, sample in by_minute(figures.samples):
        yield f"| {minute} | {sample.memory:.0f} | {sample.own:.0f} |"
    yield f"| end | {figures.samples[-1].memory:.0f} | {figures.samples[-1].own:.0f} |"


def _times(kinds: dict[str, Times]) -> Iterator[str]:
    yield "| page | n | median | 95 % | 99 % | max | under 50 ms | not there | errors |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind, times in kinds.items():
        told = [f"{value:.1f}" for value in (times.median, times.p95, times.p99, times.most)]
        cells = [kind, f"{times.n:,}", *told, f"{times.fast:.1%}", str(times.missing), str(times.errors)]
        yield f"| {' | '.join(cells)} |"


def _rows(figures: Figures, kinds: dict[str, Times]) -> Iterator[tuple[str, str, str, str]]:
    idle = by_kind(figures.idle)
    for kind in WANTED:
        if kind not in kinds:
            continue
        own, alone, nothing = kinds[kind].p95, idle[kind].p95, kinds["healthz"].p95
        yield f"{kind}: 95 of 100", f"{own:.1f} ms", f"< {MOST_MILLISECONDS} ms", f"{kinds[kind].n:,} requests"
        yield "  of `/healthz` under the same load", f"{own / nothing:.1f} ×", "", f"{nothing:.1f} ms"
        yield "  of an idle server", f"{own / alone:.1f} ×", "", f"{alone:.1f} ms, {idle[kind].n} one after the other"
    wrong = [f"{answer.path}: {answer.error}" for answer in figures.answers if answer.error] + figures.wrong
    yield "answers that are errors", str(len(wrong)), "0", "; ".join(wrong[:_TOLD]).replace("|", "\\|")
    if told := figures.publish:
        how = f"{told.articles:,} articles; nice, from {told.begun:.0f} s to {told.there:.0f} s"
        shown = "never" if told.shown is None else f"{told.shown - told.there:.2f} s"
        yield "from the publish to the first page of the new snapshot", shown, "", how
    yield from _memory(figures)
    requests = len(figures.answers)
    cpu = figures.server / max(1, requests) * 1000
    wall = max(answer.done for answer in figures.answers)
    yield "processor time a request", f"{cpu:.1f} ms", "", f"{figures.server / wall:.0%} of a core"
    late = [(answer.sent - answer.due) * 1000 for answer in figures.answers]
    how = f"{figures.client:.1%} of a core; sent {percentile(late, 0.99):.1f} ms late in 99 of 100 cases"
    yield "who asks", f"{requests / wall:.1f} a second", f"{figures.plan.rate:g}", how


def _memory(figures: Figures) -> Iterator[tuple[str, str, str, str]]:
    told = figures.publish
    switch = told.shown if told is not None else None
    for name, own in (("memory", False), ("memory that is no file's", True)):
        points = [
            (sample.at, sample.own if own else sample.memory)
            for sample in figures.samples
            if sample.at >= 0 and (told is None or switch is None or not told.there <= sample.at < switch + _SETTLED)
        ]
        if not points:
            continue
        all_of_it = slope(points, [switch] if switch is not None else [])
        later = slope([point for point in points if point[0] >= (points[0][0] + points[-1][0]) / 2])
        how = f"MB a minute, apart from the step of the new snapshot; in the last half {later:+.2f}"
        yield f"growth of {name}", f"{all_of_it:+.2f}", "0", how
