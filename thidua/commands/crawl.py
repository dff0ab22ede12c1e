"""`thidua crawl`: new articles of the outlets into the archive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import CommandError, add, check_input_folder, settings_of

if TYPE_CHECKING:
    from crawler.crawl import CrawlOptions
    from crawler.source import Source

Only = Annotated[list[str] | None, typer.Option("--source", help="Only this outlet (slug; may be repeated).")]
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
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again for articles that are archived already.")]

AllTopics = Annotated[
    bool, typer.Option("--all-topics", help="Fetch whatever the outlets list, not only what sounds of the topic.")
]


def crawl(
    context: typer.Context,
    source: Only = None,
    sources: Folder = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    contact: Contact = None,
    refresh: Refresh = False,
    all_topics: AllTopics = False,
) -> None:
    """Fetch new articles of the outlets into the archive, politely; a second call goes on where the first ended."""
    from thidua.flow import crawl_lines, crawl_step, writing

    chosen = choose_sources(sources, source)
    options = crawl_options(since, until, limit, contact, refresh, all_topics)
    check_contact(chosen, contact)
    with writing(settings_of(context).home, "crawl") as run:
        summary = crawl_step(run, chosen, options)
    for line in crawl_lines(summary):
        print(line)


def choose_sources(folder: Path | None, only: list[str] | None) -> list[Source]:
    """Return the outlets to crawl, by slug; raises CommandError for an unknown one."""
    from crawler.source import load_sources

    check_input_folder(folder)
    known = load_sources(folder)
    unknown = sorted(set(only or ()) - set(known))
    if unknown:
        raise CommandError(f"no outlet {', '.join(unknown)}; `thidua sources` lists them")
    return [known[slug] for slug in (sorted(set(only)) if only else known)]


def crawl_options(
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    contact: str | None,
    refresh: bool,
    all_topics: bool,
) -> CrawlOptions:
    """Return the crawler's options for those of the command line."""
    from crawler.crawl import CrawlOptions

    return CrawlOptions(since=since, until=until, limit=limit, refresh=refresh, contact=contact, all_topics=all_topics)


def check_contact(sources: list[Source], contact: str | None) -> None:
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
