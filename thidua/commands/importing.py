"""`thidua import`: saved pages, texts and WARC files into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from thidua.commands.options import CommandError, add, settings_of


def import_(
    context: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of them.", show_default=False)
    ],
) -> None:
    """Take saved pages, plain texts and WARC files into the archive, as a crawl does with what it fetches."""
    from crawler.importing import ImportEvent, import_paths
    from crawler.source import load_sources
    from thidua.console import Progress, say
    from thidua.flow import writing

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"there is no {', '.join(missing)}")
    outlets = list(load_sources().values())
    with writing(settings_of(context).home, "import") as run, Progress() as progress:
        done = 0

        def show(event: ImportEvent) -> None:
            nonlocal done
            done += 1
            progress.update("files", done)

        home = run.home
        summary = import_paths(paths, archive=home.archive, frontier=home.frontier, sources=outlets, on_event=show)
        run.steps["import"] = summary.as_dict()
    for problem in summary.problems:
        say(f"warning: {problem}")
    for line in summary.lines():
        print(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "import", import_, "thidua import saved-pages", "thidua import CC-NEWS-20240611.warc.gz")
