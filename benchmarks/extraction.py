"""How well and how fast pages become articles: `python -m benchmarks.extraction`; the README beside it tells more."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.extraction_pages import Subject, golden_subjects, saved_subjects
from benchmarks.extraction_scores import Extracted, Scores, scores
from benchmarks.extractors import (
    NAMES,
    THIDUA,
    TRAFILATURA,
    WITHHELD,
    Extractor,
    MissingExtractorError,
    extractor,
    version,
    withheld,
)
from benchmarks.timing import Times, race
from thidua.console import Progress, say
from thidua.saved_pages import SavedPageError

COLUMNS = {
    "paragraphs P": "paragraph precision",
    "R": "paragraph recall",
    "F1": "paragraph f1",
    "words P": "word precision",
    "R ": "word recall",
    "F1 ": "word f1",
    "prose F1": "prose f1",
    "title": "title",
    "date": "date",
    "author": "author",
    "lead": "lead",
    "leak": "leak",
    "text": "text",
}
"""The columns of the table and the figure that each shows."""
_UNKNOWN = {"readability-lxml": {"date", "author"}, "justext": {"date", "author"}, "resiliparse": {"date", "author"}}
"""What a library does not give, and is not asked for."""
_WARM_UP = 4


@dataclass(slots=True)
class Figures:
    """Scores of each extractor, over all pages and by family, times on some of them, and what the run was."""

    pages: int
    timed: int
    length: int
    """Mean length of the pages in bytes."""
    versions: dict[str, str]
    scores: dict[str, Scores] = field(default_factory=dict)
    families: dict[str, dict[str, Scores]] = field(default_factory=dict)
    times: Times = field(default_factory=Times)
    failures: dict[str, int] = field(default_factory=dict)
    """Pages on which an extractor raised an error."""


def measure(subjects: Sequence[Subject], names: Iterable[str], *, timed: int, rounds: int) -> Figures:
    """Score extractors on all pages and race them on `timed` of them; raises MissingExtractorError."""
    contenders = {name: extractor(name) for name in names}
    chosen = [subjects[number * len(subjects) // timed] for number in range(min(timed, len(subjects)))]
    length = sum(len(subject.body) for subject in subjects) // max(1, len(subjects))
    figures = Figures(len(subjects), len(chosen), length, {name: version(name) for name in contenders})
    with Progress() as progress:
        for number, subject in enumerate(subjects, start=1):
            for name, extract in contenders.items():
                try:
                    found = _extract(name, extract, subject)
                except Exception:  # a library may raise anything on a page it does not like
                    found = Extracted(title="")
                    figures.failures[name] = figures.failures.get(name, 0) + 1
                scored = scores(found, subject.truth)
                figures.scores.setdefault(name, Scores()).pages.append(scored)
                of_family = figures.families.setdefault(subject.family, {})
                of_family.setdefault(name, Scores()).pages.append(scored)
            progress.update("pages", number, len(subjects))
    works = [{name: partial(_tried, name, extract, s) for name, extract in contenders.items()} for s in chosen]
    for item in works[:_WARM_UP]:
        for work in item.values():
            work()
    figures.times = race(works, rounds=rounds)
    return figures


def _extract(name: str, extract: Extractor, subject: Subject) -> Extracted:
    with withheld(subject.family) if name == WITHHELD else nullcontext():
        return extract(subject.body, subject.url)


def _tried(name: str, extract: Extractor, subject: Subject) -> None:
    try:
        _extract(name, extract, subject)
    except Exception:  # it was counted when it was scored; its time counts as it is
        return


def table(figures: Figures) -> str:
    """Return the figures as a table in Markdown, with the versions and n."""
    lines = [
        f"n = {figures.pages} pages, {figures.length // 1000} kB on average; time: n = {figures.timed}, "
        f"wall / processor {figures.times.wall:.2f}; Python {platform.python_version()}",
        "",
        _row(["", *(name.strip() for name in COLUMNS), "ms a page", "of trafilatura"]),
        _row(["---"] * (len(COLUMNS) + 3)),
    ]
    for name, scored in figures.scores.items():
        cells = [_cell(name, column, scored) for column in COLUMNS.values()]
        ms = 1000 * figures.times.total(name) / max(1, figures.timed)
        ratio = f"{figures.times.ratio(name, TRAFILATURA):.2f}" if TRAFILATURA in figures.scores else ""
        lines.append(_row([f"{name} {figures.versions[name]}", *cells, f"{ms:.1f}", ratio]))
    lines += [f"\n{name} failed on {count} pages." for name, count in figures.failures.items()]
    return "\n".join(lines)


def by_family(figures: Figures) -> str:
    """Return thidua's own figures for each family, as it is declared and withheld."""
    shown = ("paragraph f1", "word f1", "title", "date", "author", "lead", "leak", "text")
    lines = [_row(["family", "", "n", *shown]), _row(["---"] * (len(shown) + 3))]
    for family, of_family in sorted(figures.families.items()):
        for name in (THIDUA, WITHHELD):
            if name in of_family:
                cells = [_cell(name, column, of_family[name]) for column in shown]
                lines.append(_row([family, name, str(len(of_family[name].pages)), *cells]))
    return "\n".join(lines)


def _cell(name: str, column: str, scored: Scores) -> str:
    mean = scored.mean(column)
    return "–" if mean is None or column in _UNKNOWN.get(name, ()) else f"{mean:.3f}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_dict(figures: Figures) -> Mapping[str, object]:
    """Return the figures as JSON holds them."""
    means = {n: {column: s.mean(column) for column in COLUMNS.values()} for n, s in figures.scores.items()}
    times = {name: figures.times.total(name) for name in figures.scores} if figures.timed else {}
    return {"pages": figures.pages, "timed": figures.timed, "versions": figures.versions, "means": means} | {
        "seconds": times,
        "failures": figures.failures,
    }


def main(
    pages: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Saved pages with golden files, in place of the tests' own.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help=f"Compare only these, of: {', '.join(NAMES)}.")] = None,
    timed: Annotated[int, typer.Option(min=1, help="Pages on which time is taken.")] = 24,
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions, of which the median is taken.")] = 3,
    families: Annotated[bool, typer.Option("--families", help="Show thidua's figures for each family too.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Compare what extractors read from the same pages, in about five minutes."""
    if unknown := set(only or ()) - set(NAMES):
        raise typer.BadParameter(f"--only knows {', '.join(NAMES)}, not {', '.join(sorted(unknown))}")
    try:
        subjects = golden_subjects() if pages is None else saved_subjects(pages)
        if not subjects:
            raise SavedPageError(f"{pages} holds no saved page with a golden file")
        names = [name for name in NAMES if not only or name in only]
        figures = measure(subjects, names, timed=timed, rounds=rounds)
    except (SavedPageError, MissingExtractorError) as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None
    if json_:
        print(json.dumps(as_dict(figures), ensure_ascii=False, indent=1))
        return
    print(table(figures))
    if families:
        print(f"\n{by_family(figures)}")


if __name__ == "__main__":
    typer.run(main)
