"""`thidua backfill`: what Common Crawl has of the outlets into the archive."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from thidua.commands.crawl import Contact, Folder, MaxDisk, Only, Provinces, size_of
from thidua.commands.options import CommandError, add, check_input_folder, settings_of

Since = Annotated[datetime, typer.Option(formats=["%Y-%m"], help="The first month of capture.", show_default=False)]
Until = Annotated[datetime, typer.Option(formats=["%Y-%m"], help="The last month of capture.", show_default=False)]
Limit = Annotated[int | None, typer.Option(min=1, help="Fetch this many records at most.", show_default=False)]
AllTopics = Annotated[bool, typer.Option("--all-topics", help="Take articles of any topic.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read the index only, and say how much would be fetched.")]
Index = Annotated[
    str | None, typer.Option(help="The list of collections (Common Crawl's), for a mirror.", show_default=False)
]
Data = Annotated[
    str | None,
    typer.Option(help="The server of the WARC files (Common Crawl's), for a mirror.", show_default=False),
]


def backfill(
    context: typer.Context,
    since: Since,
    until: Until,
    source: Only = None,
    province: Provinces = None,
    sources: Folder = None,
    limit: Limit = None,
    max_disk: MaxDisk = None,
    all_topics: AllTopics = False,
    dry_run: DryRun = False,
    index: Index = None,
    data: Data = None,
    contact: Contact = None,
) -> None:
    """Fetch what Common Crawl captured of outlets in a span of months into the archive; the outlets are not asked."""
    from crawler.commoncrawl.backfill import BackfillError
    from crawler.commoncrawl.backfill import backfill as fill
    from crawler.commoncrawl.options import BackfillOptions
    from crawler.commoncrawl.protocol import DATA, INDEX
    from crawler.source import load_sources
    from thidua.choosing import named
    from thidua.console import Progress, say
    from thidua.flow import writing

    if not source and not province:
        raise CommandError("name the outlets with --source or --province; `thidua sources` lists them")
    if until < since:
        raise CommandError("--until is before --since")
    check_input_folder(sources)
    known = load_sources(sources)
    chosen = [known[slug] for slug in sorted(named(known, slugs=source or (), provinces=province or ()))]
    options = BackfillOptions(
        since=since,
        until=until,
        limit=limit,
        all_topics=all_topics,
        dry_run=dry_run,
        index=index or INDEX,
        data=data or DATA,
        contact=contact,
        max_disk=size_of(max_disk),
    )
    with writing(settings_of(context).home, "backfill") as run, Progress() as progress:
        home = run.home
        try:
            summary = fill(
                chosen,
                archive=home.archive,
                frontier=home.frontier,
                captures=home.captures,
                options=options,
                on_progress=progress.update,
                on_note=progress.say,
            )
        except BackfillError as error:
            run.steps["backfill"] = error.summary.as_dict()
            raise
        run.steps["backfill"] = summary.as_dict()
        if summary.interrupted:
            raise KeyboardInterrupt
    for problem in summary.problems:
        say(f"warning: {problem}")
    for line in summary.lines(dry_run=dry_run):
        print(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    months = "--since 2023-01 --until 2023-06"
    add(
        app,
        "backfill",
        backfill,
        f"thidua backfill --source bao-lao-cai {months} --dry-run",
        f"thidua backfill --source bao-lao-cai {months} --contact you@example.org",
    )
