"""`thidua import`: saved pages, texts, WARC files and lists of addresses."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from thidua.commands.crawl import Folder, Provinces
from thidua.commands.options import CommandError, add, check_input_folder, settings_of

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of them.", show_default=False)]
Only = Annotated[
    list[str] | None,
    typer.Option("--source", help="Of WARC files and lists take only this outlet (slug; may be repeated)."),
]
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Of WARC files leave out what was fetched earlier.", show_default=False),
]
Until = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Of WARC files leave out what was fetched later.", show_default=False),
]
AllDomains = Annotated[bool, typer.Option("--all-domains", help="Of WARC files take unknown outlets' pages too.")]
AllTopics = Annotated[bool, typer.Option("--all-topics", help="Of WARC files take articles on whatever topic.")]


def import_(
    context: typer.Context,
    paths: Paths,
    source: Only = None,
    province: Provinces = None,
    sources: Folder = None,
    since: Since = None,
    until: Until = None,
    all_domains: AllDomains = False,
    all_topics: AllTopics = False,
) -> None:
    """Take saved pages, plain texts and WARC files into the archive, and queue lists of addresses for the next crawl.

    Of WARC files, Common Crawl's too, it takes the known outlets' articles whose title or address may be of the topic.

    A list is a .txt or .urls file of nothing but addresses, or a .csv file with a column url.
    """
    from crawler.importing.paths import Choice, ImportSummary, import_paths
    from crawler.source import load_sources
    from thidua.choosing import named
    from thidua.console import Progress, say
    from thidua.flow import writing

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"there is no {', '.join(missing)}")
    if all_domains and (source or province):
        raise CommandError("--all-domains asks for the opposite of --source and --province")
    check_input_folder(sources)
    known = load_sources(sources)
    only = named(known, slugs=source or (), provinces=province or ()) if source or province else set()
    choice = Choice(
        only=frozenset(only),
        all_domains=all_domains,
        all_topics=all_topics,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    with writing(settings_of(context).home, "import") as run, Progress() as progress:
        done = 0

        def show_file(_: object) -> None:
            nonlocal done
            done += 1
            progress.update("files", done)

        def show_scan(so_far: ImportSummary) -> None:
            progress.update("pages", so_far.scanned, note=f"of WARC files looked at, {so_far.kept} kept")

        summary = import_paths(
            paths,
            archive=run.home.archive,
            frontier=run.home.frontier,
            sources=list(known.values()),
            choice=choice,
            on_event=show_file,
            on_scan=show_scan,
        )
        run.steps["import"] = summary.as_dict()
    for problem in summary.problems:
        say(f"warning: {problem}")
    for line in summary.lines():
        print(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "import",
        import_,
        "thidua import saved-pages",
        "thidua import CC-NEWS-20240611.warc.gz --since 2024-06-01",
        "thidua import addresses.txt --source bao-lao-cai",
    )
