"""`thidua forget`: pages, and what came of them, removed everywhere and not fetched again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import CommandError, add, check_input_folder, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.forgotten import Forgotten
    from thidua.forgetting import Traces
    from thidua.home import Home

Names = Annotated[
    list[str],
    typer.Argument(
        metavar="URL|DOMAIN...",
        help="Addresses, or domains with all on them; article:ID for an article without an address.",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be removed.")]
Folder = Annotated[
    Path | None, typer.Option("--sources", help="A folder of YAML files in place of the outlets that ship.")
]


def forget(context: typer.Context, names: Names, dry_run: DryRun = False, sources: Folder = None) -> None:
    """Remove pages from archive, frontier, articles, reports and all snapshots; they are not fetched or imported again.

    forgotten.csv in the home folder notes what was forgotten; who takes a line out of it lets the page in again.
    """
    from crawler.forgotten import ForgottenError, read_name
    from crawler.source import load_sources
    from thidua.console import say
    from thidua.flow import writing
    from thidua.forgetting import forget as forget_names
    from thidua.home import open_home

    check_input_folder(sources)
    try:
        wanted = list(dict.fromkeys(map(read_name, names)))
    except ForgottenError as error:
        raise CommandError(str(error)) from None
    outlets = list(load_sources(sources).values()) if sources else None
    root = settings_of(context).home
    if dry_run:
        home = open_home(root)
        forgotten, traces = forget_names(home, wanted, outlets, dry_run=True, on_note=say)
    else:
        with writing(root, "forget", demo=None, shown="thidua forget") as run:
            home = run.home
            forgotten, traces = forget_names(home, wanted, outlets, dry_run=False, on_note=say)
            run.steps["forget"] = traces.counts()
    for line in _lines(home, wanted, forgotten, traces, dry_run=dry_run):
        print(line)


def _lines(home: Home, wanted: list[str], forgotten: Forgotten, traces: Traces, *, dry_run: bool) -> list[str]:
    lines = []
    for name in wanted:
        lines.append(f"{'to be forgotten' if dry_run else 'forgotten'}: {name}")
        lines += [f"  with it: {line.what}" for line in forgotten.lines.values() if line.goes_with == name]
    held = [file for file in traces.files if file.spans]
    in_files = f" in {_many(len(held), 'file')}" if held else ""
    lines += [
        f"archive: {_many(traces.records, 'page')}{in_files}",
        f"frontier: {_many(len(traces.rows.urls), 'address', 'addresses')}",
        f"articles, with their reports: {len(traces.ids)}",
        f"snapshots: {', '.join(map(str, traces.snapshots)) or 'none'}",
        f"reports of runs: {traces.runs}",
    ]
    if traces.reported:
        lines.append(f"reports of errors: {traces.reported}")
    lines += [f"snapshot {number} cannot be read: it is removed whole" for number in traces.lost]
    lines += _corrections(home, forgotten, traces)
    if not dry_run:
        lines.append(f"none of it is fetched, kept or imported again; {home.forgotten} notes it")
    return lines


def _corrections(home: Home, forgotten: Forgotten, traces: Traces) -> list[str]:
    """Return a line for each of the operator's own files that names what is forgotten."""
    from warehouse.corrections.file import CorrectionError, load_corrections
    from warehouse.people.entries import load_people

    files: list[tuple[Path, Callable[[], list[set[str | None]]]]] = [
        (home.corrections, lambda: [{entry.article} for entry in load_corrections(home.corrections)]),
        (home.people, lambda: [{who.article for who in entry.people} for entry in load_people(home.people)]),
    ]
    lines = []
    for file, load in files:
        try:
            entries = load()
        except CorrectionError as error:
            lines.append(f"{file} cannot be looked through: {error}")
            continue
        named = [
            str(number)
            for number, articles in enumerate(entries, 1)
            if any(article in traces.ids or forgotten.covers(article) for article in articles if article)
        ]
        if named:
            lines.append(f"{file} is yours: take out its entries {', '.join(named)}, which name it")
    return lines


def _many(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "forget",
        forget,
        "thidua forget https://baolaocai.vn/bai-viet-post1.html",
        "thidua forget bao.vn --dry-run",
    )
