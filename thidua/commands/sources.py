"""`thidua sources`: the outlets that a crawl goes to, whether they still work, and a first description of a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from thidua.commands import sources_check, sources_new
from thidua.commands.crawl import Folder, Provinces
from thidua.commands.options import CommandError, check_input_folder, settings_of

if TYPE_CHECKING:
    from crawler.source import Source
    from thidua.last_runs import LastRun

_COLUMNS = ("slug", "name", "province", "family", "known", "last run")
_CUT: dict[str, int] = {"name": 2, "last run": 3}
"""Columns that are cut where the terminal is too narrow, with the shares that they get; a slug is there to be typed."""
_ROOM = {"province": 100, "family": 120, "name": 160}
"""Columns that narrower terminals are spared, with the width from which on there is room for them."""


def sources(
    context: typer.Context,
    folder: Folder = None,
    province: Provinces = None,
    state: Annotated[
        Literal["crawled", "unverified"] | None, typer.Option(help="Only outlets of this state.", show_default=False)
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print all that is known of each as JSON.")] = False,
) -> None:
    """List the outlets: whether each is crawled, how well it is known, how its last crawl went."""
    if context.invoked_subcommand is not None:
        if folder or province or state or json_:
            raise CommandError(f"options for `{context.invoked_subcommand}` go behind it")
        return
    import json

    from crawler.source import load_sources
    from thidua.choosing import provinces_named
    from thidua.home import Home
    from thidua.last_runs import last_runs

    check_input_folder(folder)
    known = load_sources(folder)
    theirs = provinces_named(province or ())
    outlets = [
        outlet
        for outlet in known.values()
        if (not province or outlet.province in theirs) and (state is None or outlet.state == state)
    ]
    runs = last_runs(Home(settings_of(context).home).runs, known)
    if json_:
        rows = [
            outlet.model_dump(mode="json")
            | {"state": outlet.state, "certainty": outlet.certainty}
            | {"last_run": asdict(runs[outlet.slug]) if outlet.slug in runs else None}
            for outlet in outlets
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    _show(outlets, runs)


def _show(outlets: Sequence[Source], runs: dict[str, LastRun]) -> None:
    """Print one line an outlet, cut to the terminal, and one for all."""
    from rich.table import Table

    from thidua.console import result

    console = result()
    rows = [_row(outlet, runs.get(outlet.slug)) for outlet in outlets]
    columns = [column for column in _COLUMNS if console.width >= _ROOM.get(column, 0)]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        width = max((len(row[column]) for row in rows), default=0) if column not in _CUT else None
        table.add_column(column, no_wrap=True, overflow="ellipsis", min_width=width, ratio=_CUT.get(column))
    for row in rows:
        table.add_row(*(row[column] for column in columns))
    console.print(table)
    crawled = sum(outlet.state == "crawled" for outlet in outlets)
    console.print(f"\n{len(outlets)} outlets: {crawled} crawled, {len(outlets) - crawled} unverified")


def _row(outlet: Source, run: LastRun | None) -> dict[str, str]:
    """Return the cells of an outlet by column."""
    known = f"{outlet.certainty} {outlet.as_of:%Y-%m}" if outlet.as_of else outlet.certainty
    return {
        "slug": outlet.slug,
        "name": outlet.name,
        "province": outlet.province or "",
        "family": outlet.family or "",
        "known": known if outlet.state == "crawled" else outlet.state,
        "last run": run.in_words() if run else "",
    }


def add_to(app: typer.Typer) -> None:
    """Add the command and those below it to the command line."""
    group = typer.Typer(
        invoke_without_command=True,
        epilog="Examples:\n\nthidua sources --state crawled\n\nthidua sources check bao-lao-cai"
        "\n\nthidua sources new baolaocai.vn --out outlets",
        help=sources.__doc__,
    )
    group.callback()(sources)
    sources_check.add_to(group)
    sources_new.add_to(group)
    app.add_typer(group, name="sources")
