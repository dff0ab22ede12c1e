"""What a warehouse of many articles costs: building, publishing anew after some have come, loading, and asking.

`python -m benchmarks.warehouse` makes 200,000 articles (see load.py) and publishes them; beside that 50,000, for how
the cost grows. All ratios are of one run. Each publish is done in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rich.table import Table

from benchmarks.cookbook import Question, measure_questions, questions
from benchmarks.equality import differing, prepare_full
from benchmarks.load import kept
from benchmarks.loading import Loading, measure_loading
from benchmarks.publishing import Publishing, measure_publish
from thidua.console import result, say
from warehouse.snapshots.folder import Snapshots

LOADING = ("writing",)
"""Steps that load rows; the others find out which they are, check them, or make the index."""
MOST_SECONDS, MOST_MEMORY, MOST_LOADING, MOST_NEW, MOST_MILLISECONDS, STEEPEST = 600, 4000, 3, 0.1, 300, 1.2
Row = tuple[str, str, str, str]


@dataclass(slots=True)
class Figures:
    """What was measured; `new` is the publish after articles of the newest days came, `spread` after those of any."""

    full: Publishing
    loading: Loading
    smaller: Publishing | None = None
    new: Publishing | None = None
    spread: Publishing | None = None
    differing: dict[str, int] | None = None
    questions: list[Question] = field(default_factory=list)


def measure(folder: Path, articles: int, *, smaller: int, new: int, rounds: int, equal: bool = True) -> Figures:
    """Make the articles in `folder`, where they are not there, and measure all; homes are made anew."""
    less = _published(folder, smaller) if smaller else None
    parts = kept(folder, articles)
    home = _home(folder, "home")
    say(f"publishing {articles:,} articles")
    full = measure_publish(*parts, home)
    database = _newest(home)
    say("loading the same rows from Parquet")
    figures = Figures(full, measure_loading(database, folder / "parquet"), less)
    shutil.rmtree(folder / "parquet")
    if questions():
        figures.questions = measure_questions(database, rounds=rounds)
    if new:
        for spread in (False, True):
            say(f"publishing anew after {new:,} more {'of any day' if spread else 'of the newest days'}")
            more = kept(folder, articles, new=new, spread=spread)
            parts = ([*parts[0], *more[0]], [*parts[1], *more[1]])
            other = _home(folder, "other")
            if spread and equal:
                prepare_full(home, other)
            done = measure_publish(*parts, home)
            figures.new, figures.spread = (figures.new, done) if spread else (done, None)
        if equal:
            say("publishing all of it from the beginning")
            measure_publish(*parts, other)
            figures.differing = differing(_newest(home), _newest(other))
    return figures


def _published(folder: Path, articles: int) -> Publishing:
    parts = kept(folder, articles)
    say(f"publishing {articles:,} articles")
    return measure_publish(*parts, _home(folder, "smaller"))


def _home(folder: Path, name: str) -> Path:
    shutil.rmtree(folder / name, ignore_errors=True)
    return folder / name


def _newest(home: Path) -> Path:
    snapshots = Snapshots(home)
    return snapshots.database(snapshots.latest())


def lines(figures: Figures) -> Iterator[Row]:
    """Give what was measured, the figure, what is wanted, and how it came about."""
    full = figures.full
    rows = ", ".join(f"{full.counts[table]:,} {table}" for table in ("article", "award_report", "award", "official"))
    yield "building and publishing", f"{full.wall:.0f} s", f"< {MOST_SECONDS}", f"{full.processor:.0f} s processor"
    yield "rows", "", "", rows
    for step in full.steps:
        yield f"  {step.name}", f"{step.wall:.1f} s", "", f"{step.processor:.1f} s processor"
    yield "peak memory, all processes", f"{full.memory_of_all:.0f} MB", f"< {MOST_MEMORY}", f"its own {full.memory:.0f}"
    step, own = full.step(*LOADING), figures.loading
    how = f"{step.wall:.1f} s; DuckDB {own.wall:.1f} s for {own.rows:,} rows"
    how += f"; processor {step.processor / own.processor:.2f} ×"
    yield "loading against DuckDB's own", f"{step.wall / own.wall:.2f} ×", f"≤ {MOST_LOADING}", how
    before = full.articles
    for name, part in (("the newest days", figures.new), ("any day", figures.spread)):
        if part is not None:
            how = f"{part.wall:.1f} s for {part.articles - before:+} articles"
            how += f"; processor {part.processor / full.processor:.3f}"
            yield f"publishing anew, more of {name}", f"{part.wall / full.wall:.3f}", f"≤ {MOST_NEW}", how
            longest = sorted(part.steps, key=lambda step: -step.wall)[:4]
            yield "", "", "", ", ".join(f"{step.name} {step.wall:.1f}" for step in longest)
            before = part.articles
    if figures.differing is not None:
        told = ", ".join(f"{table} {number}" for table, number in figures.differing.items())
        yield "the same from the beginning", "no" if told else "yes", "yes", told or "row for row"
    if figures.questions:
        slow = figures.questions[0]
        number = sum(question.slowest > MOST_MILLISECONDS for question in figures.questions)
        how = f"{len(figures.questions)} questions, {number} longer; slowest: {slow.title}"
        yield "questions of the cookbook, 95 of 100", f"{slow.slowest:.0f} ms", f"< {MOST_MILLISECONDS}", how
    if less := figures.smaller:
        share = full.articles / less.articles
        how = f"{less.wall:.0f} s for {less.articles:,}; processor {full.processor / less.processor / share:.2f} ×"
        yield "growth against linear", f"{full.wall / less.wall / share:.2f} ×", f"≤ {STEEPEST}", how


def show(figures: Figures) -> None:
    """Print the table."""
    table = Table("measured", "figure", "wanted", "how", box=None, pad_edge=False)
    for line in lines(figures):
        table.add_row(*line)
    result().print(table)


@contextmanager
def working_folder(folder: Path | None) -> Iterator[Path]:
    """Give the folder that was asked for, made where it is not there, or one for the time of the block."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--smaller", type=int, default=50_000, help="articles to compare with; 0 for none")
    parser.add_argument("--new", type=int, default=500, help="articles that come after; 0 for none")
    parser.add_argument("--rounds", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--folder", type=Path, help="where to work; what is made there stays, and is used again")
    parser.add_argument("--no-equality", action="store_true", help="do not build it all once more to compare")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with working_folder(asked.folder) as folder:
        figures = measure(
            folder,
            asked.articles,
            smaller=asked.smaller,
            new=asked.new,
            rounds=asked.rounds,
            equal=not asked.no_equality,
        )
    if asked.json:
        print(json.dumps(asdict(figures), indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    main()
