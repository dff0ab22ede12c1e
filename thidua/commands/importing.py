"""`thidua import`: saved pages, texts and WARC files into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from thidua.commands.options import add, settings_of


def import_(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of them.", show_default=False)
    ],
) -> None:
    """Take saved pages, plain texts and WARC files into the archive, as a crawl does with what it fetches."""
    from crawler.importing import import_paths

    from thidua.console import Progress
    from thidua.flow import writing

    with writing(settings_of(context).home, "import") as run, Progress() as progress:
        done = 0

        def show(event: object) -> None:
            nonlocal done
            done += 1
            progress.update("files", done, note=str(event))

        summary = import_paths(paths, archive=run.home.archive, on_event=show)
        run.steps["import"] = summary.as_dict()
    for line in summary.lines():
        print(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "import", import_, "thidua import saved-pages", "thidua import CC-NEWS-20240611.warc.gz")
