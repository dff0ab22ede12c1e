"""`thidua crawl`: new articles of the outlets into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import CommandError, add, check_input_folder, settings_of

if TYPE_CHECKING:
    from crawler.crawl import CrawlOptions
    from crawler.source import Source
    from crawler.summary import CrawlSummary

Only = Annotated[list[str] | None, typer.Option("--source", help="Only this outlet (slug; may be repeated).")]
Provinces = Annotated[
    list[str] | None,
    typer.Option(
        "--province", help="Only outlets of this province (slug or name; may be repeated).", show_default=False
    ),
]
Folder = Annotated[
    Path | None, typer.Option("--sources", help="A folder of YAML files in place of the outlets that ship.")
]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Leave out what is known to be older.", show_default=False)
]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Leave out what is known to be newer.", show_default=False)
]
Limit = Annotated[int | None, typer.Option(min=1, help="Fetch this many articles at most.", show_default=False)]
Contact = Annotated[
    str | None,
    typer.Option(
        envvar="THIDUA_CONTACT",
        help="Your mail or web address, told to every outlet with each request; no outlet is crawled without.",
        show_default=False,
    ),
]
MaxDisk = Annotated[
    str | None,
    typer.Option(metavar="SIZE", help="Stop before archive and frontier take more, as in 20GB.", show_default=False),
]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again for articles that are archived already.")]

AllTopics = Annotated[
    bool, typer.Option("--all-topics", help="Fetch whatever the outlets list, not only what sounds of the topic.")
]


def crawl(
    context: typer.Context,
    source: Only = None,
    province: Provinces = None,
    sources: Folder = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    max_disk: MaxDisk = None,
    contact: Contact = None,
    refresh: Refresh = False,
    all_topics: AllTopics = False,
) -> None:
    """Fetch new articles of the outlets into the archive, politely; a second call goes on where the first ended."""
    from thidua.flow import crawl_lines, crawl_step, writing

    chosen = choose_sources(sources, source, province, settings_of(context).home)
    options = crawl_options(since, until, limit, contact, refresh, all_topics, max_disk)
    check_contact(chosen, contact)
    with writing(settings_of(context).home, "crawl") as run:
        summary = crawl_step(run, chosen, options)
    for line in crawl_lines(summary):
        print(line)
    end_of(summary)


def choose_sources(
    folder: Path | None, only: list[str] | None, provinces: list[str] | None, home: Path
) -> list[Source]:
    """Return the outlets to crawl, by slug; raises CommandError for unknown ones. The home need not be there."""
    from crawler.source import load_sources
    from thidua.choosing import choose
    from thidua.home import Home

    check_input_folder(folder)
    known = load_sources(folder)
    return choose(known, slugs=only or (), provinces=provinces or (), frontier=Home(home).frontier)


def crawl_options(
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    contact: str | None,
    refresh: bool,
    all_topics: bool,
    max_disk: str | None,
) -> CrawlOptions:
    """Return the crawler's options for those of the command line; raises CommandError."""
    from crawler.crawl import CrawlOptions

    return CrawlOptions(
        since=since,
        until=until,
        limit=limit,
        refresh=refresh,
        contact=contact,
        all_topics=all_topics,
        max_disk=size_of(max_disk),
    )


def size_of(max_disk: str | None) -> int | None:
    """Return the bytes that --max-disk stands for; raises CommandError."""
    from crawler.room import SizeError, parse_size

    try:
        return None if max_disk is None else parse_size(max_disk)
    except SizeError as error:
        raise CommandError(f"--max-disk: {error}") from None


def end_of(summary: CrawlSummary) -> None:
    """End the command with the code 1 where there was no room for more, 3 where an outlet or the archive broke."""
    if summary.full:
        from thidua.console import say

        say(f"stopped: {summary.full} (--max-disk); what is archived is kept, with more room the next run goes on")
        raise typer.Exit(1)
    if summary.broken or summary.problems:
        raise typer.Exit(3)


def check_contact(sources: Sequence[Source], contact: str | None) -> None:
    """Raise CommandError where outlets are to be crawled without telling them whom to write to."""
    from crawler.contact import ContactError, check_contact

    try:
        check_contact(sources, contact)
    except ContactError as error:
        raise CommandError(str(error)) from error


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "crawl",
        crawl,
        "thidua crawl --source bao-lao-cai --limit 20 --contact you@example.org",
        "thidua crawl --since 2024-01-01",
    )
