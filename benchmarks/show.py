"""The figures of a run as tables, each beside what is wanted of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Figures
from benchmarks.models import Costs
from benchmarks.rivals import Comparison
from thidua.console import result

WANTED = {"seeds": 40, "corpus": 80}
"""Times the speed of underthesea.ner, by set of articles."""
MOST_MEMORY = 400  # MB
STEEPEST = 12  # times as long for ten times the text
TWO_PROCESSES = 1.9
Row = tuple[str, str, str, str]


def show(figures: Figures) -> None:
    """Print the tables to standard output."""
    console = result()
    console.print(", ".join(f"{name} {value}" for name, value in figures.machine.items()))
    if figures.note:
        console.print(figures.note)
    _table(console, ("measured", "figure", "wanted", "how"), _rows(figures))
    if figures.shares:
        shares = sorted(figures.shares.items(), key=lambda pair: -pair[1])
        _table(console, ("component", "share of time"), [(name, f"{share:.1%}") for name, share in shares])
    if figures.models:
        _models(console, figures.models)


def _rows(figures: Figures) -> Iterator[Row]:
    for name, comparison in (figures.rivals or {}).items():
        yield from _comparison(name, comparison)
    if two := figures.processes:
        if two.two is not None and two.ratio is not None:
            told = f"{two.one:.1f} and {two.two:.1f} articles a second; load {two.load:.1f} on {two.cores} cores"
            yield "two processes against one", f"{two.ratio:.2f} ×", f"≥ {TWO_PROCESSES}", told
        yield "two processes, by processor time", f"{2 / two.processor:.2f} ×", "", "what idle cores would give"
    if memory := figures.memory:
        told = f"{memory.articles} articles; {memory.first:.0f} MB after the first"
        yield "peak memory of a process", f"{memory.peak:.0f} MB", f"< {MOST_MEMORY}", told
    for growth in figures.lengths or []:
        told = f"{growth.letters:,} code points in {growth.whole:.2f} s"
        yield f"ten times the text: {growth.kind}", f"{growth.ratio:.1f} ×", f"≤ {STEEPEST}", told


def _comparison(name: str, found: Comparison) -> Iterator[Row]:
    size = f"n = {found.articles}, {found.sentences} sentences, {found.letters:,} code points"
    yield f"{name}: reading", f"{found.reading:.1f} ms", "", f"an article; {size}; wall / processor {found.wall:.2f}"
    if found.ner is not None and found.middle_half is not None:
        low, high = found.middle_half
        told = f"{found.ner:.0f} ms; at first sight {found.times_ner_first:.1f} ×; half of them {low:.0f} to {high:.0f}"
        wanted = f"≥ {WANTED[name]}" if name in WANTED else ""
        yield f"{name}: speed against underthesea.ner", f"{found.times_ner:.1f} ×", wanted, told
    told = f"{found.trafilatura:.1f} ms; pages of {found.page:,} code points"
    yield f"{name}: time against trafilatura", f"{found.of_trafilatura:.2f} ×", "≤ 1", told


def _models(console: Console, costs: Costs) -> None:
    picked = ", ".join(f"{name} {number:.2f}" for name, number in costs.picked.items())
    console.print(
        f"Sentences an article: {costs.sentences:.1f}; asked for a model: {picked} "
        f"({costs.articles} articles, {costs.relevant} relevant)"
    )
    heads = ("model", "a sentence", "an article, asked for", "times reading", "an article, all")
    rows = [
        (
            cost.model,
            f"{cost.sentence:.2f} ms",
            f"{cost.triggered:.1f} ms",
            f"{cost.of_reading:.2f} ×",
            f"{cost.everything:.0f} ms",
        )
        for cost in costs.models
    ]
    _table(console, heads, rows)


def _table(console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    console.print()
    console.print(table)
