"""`thidua run`: crawl, process and publish in one go."""

from __future__ import annotations

import typer

from thidua.commands import crawl as crawling
from thidua.commands.options import add, settings_of
from thidua.commands.process import Workers, end_of
from thidua.commands.publish import describe


def run(
    context: typer.Context,
    source: crawling.Only = None,
    province: crawling.Provinces = None,
    sources: crawling.Folder = None,
    since: crawling.Since = None,
    until: crawling.Until = None,
    limit: crawling.Limit = None,
    max_disk: crawling.MaxDisk = None,
    contact: crawling.Contact = None,
    refresh: crawling.Refresh = False,
    all_topics: crawling.AllTopics = False,
    workers: Workers = None,
) -> None:
    """Crawl, process and publish. Killed at any moment, it goes on where it was when called again."""
    from thidua.flow import crawl_lines, crawl_step, layout_lines, process_step, publish_step, writing

    home = settings_of(context).home
    chosen = crawling.choose_sources(sources, source, province, home)
    options = crawling.crawl_options(since, until, limit, contact, refresh, all_topics, max_disk)
    crawling.check_contact(chosen, contact)
    with writing(home, "run") as present:
        summary = crawl_step(present, chosen, options)
        processed = process_step(present, workers)
        published = publish_step(present)
    print(describe(published))
    for line in [*crawl_lines(summary), *layout_lines(processed)]:
        print(line)
    crawling.end_of(summary)
    end_of(processed)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "run", run, "thidua run --source bao-lao-cai --limit 20 --contact you@example.org")
