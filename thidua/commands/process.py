"""`thidua process`: archived pages to articles and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import add, settings_of

if TYPE_CHECKING:
    from thidua.stages import ProcessSummary

Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes at most (as many as the processor has cores).", show_default=False)
]


def process(context: typer.Context, workers: Workers = None) -> None:
    """Extract and read what is archived and not yet done; needs no network."""
    from thidua.flow import layout_lines, process_step, writing

    with writing(settings_of(context).home, "process", demo=None) as run:
        summary = process_step(run, workers)
    print(f"articles {summary.articles.rows}, reports {summary.reports.rows}")
    for line in layout_lines(summary):
        print(line)
    end_of(summary)


def end_of(summary: ProcessSummary) -> None:
    """End the command with the code 3 where files of the archive are damaged, or an outlet's layout has changed."""
    if summary.articles.damage or summary.changed_layouts:
        raise typer.Exit(3)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "process", process, "thidua process --workers 2")
