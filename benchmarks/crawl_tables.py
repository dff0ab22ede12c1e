"""The figures of the crawl as tables, each beside what is wanted of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from benchmarks.frontiers import Size, Spread
from benchmarks.paces import Contest, Politeness
from thidua.console import result

LEAST_SHARE = 0.4  # of the pages of a bare spider
LEAST_PACE = 0.95  # of what politeness allows
MOST_MEMORY = 300  # MB
MOST_DISK = 2000  # MB
MOST_NEXT = 1  # ms
Row = tuple[str, str, str, str]


def show(machine: Mapping[str, Any], figures: Sequence[object]) -> None:
    """Print the tables to standard output."""
    console = result()
    console.print(", ".join(f"{name} {value}" for name, value in machine.items()))
    table = Table("measured", "figure", "wanted", "how", box=None, pad_edge=False)
    for row in _rows(figures):
        table.add_row(*row)
    console.print(table)
    for found in figures:
        if isinstance(found, Contest):
            shares = sorted(found.shares.items(), key=lambda pair: -pair[1])
            table = Table(f"{_kind(found)}: where the time goes", "share", box=None, pad_edge=False)
            for name, share in shares:
                table.add_row(name, f"{share:.1%}")
            console.print()
            console.print(table)


def _rows(figures: Iterable[object]) -> Iterator[Row]:
    for found in figures:
        if isinstance(found, Contest):
            yield from _contest(found)
        elif isinstance(found, Politeness):
            told = f"{found.rate:.1f} of {found.possible:.1f} requests a second; slowest host {found.slowest:.3f}; "
            told += f"{found.requests} requests, {found.delay:g} s apart, answered after {found.answer:g} s"
            yield f"{found.hosts} hosts: of the possible pace", f"{found.share:.3f}", f"≥ {LEAST_PACE}", told
        elif isinstance(found, Size):
            yield from _frontier(found)


def _contest(found: Contest) -> Iterator[Row]:
    told = f"{found.thidua:.0f} and {found.bare:.0f} a second; {found.pages} pages of {found.page_bytes:,} bytes, "
    told += f"{found.rounds} rounds; load {found.load:.1f}"
    yield f"{_kind(found)}: pages a second, of a bare spider's", f"{found.ratio:.2f}", f"≥ {LEAST_SHARE}", told
    ratio = found.bare_processor / found.thidua_processor
    told = f"{found.thidua_processor:.2f} and {found.bare_processor:.2f} ms a page; peak memory {found.memory:.0f} MB"
    yield f"{_kind(found)}: by processor time", f"{ratio:.2f}", "", told


def _frontier(found: Size) -> Iterator[Row]:
    use = found.use
    told = f"{found.addresses:,} addresses of {found.characters:.0f} characters; made in {found.made:.0f} s"
    yield "frontier: on disk", f"{found.most_disk:,.0f} MB", f"< {MOST_DISK:,}", f"at most, with its journal; {told}"
    yield "frontier: memory", f"{use.memory:.0f} MB", f"< {MOST_MEMORY}", "peak of a process that uses it"
    yield "frontier: next address", *_spread(use.take, f"< {MOST_NEXT} ms", f"load {found.load:.1f}")
    for name, spread in (("page kept", use.keep), ("try again", use.retry), ("failure", use.fail)):
        yield f"frontier: {name}", *_spread(spread, "", "")
    yield "frontier: a list of 50 new addresses", *_spread(use.add, "", "")
    told = f"opening {use.open:.2f} s, queues of all outlets {use.lanes:.2f} s, counts {use.counts:.1f} s"
    yield "frontier: a new run begins", f"{use.begin:.1f} s", "", told


def _spread(spread: Spread, wanted: str, more: str) -> tuple[str, str, str]:
    told = f"99 of 100 under {spread.most:.2f} ms"
    return f"{spread.median:.3f} ms", wanted, f"{told}; {more}" if more else told


def _kind(found: Contest) -> str:
    return "sent packed" if found.packed else "sent plain"
