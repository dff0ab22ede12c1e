"""`thidua sql`: a prompt for SQL on the present snapshot."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from thidua.commands.options import add, settings_of


def sql(
    context: typer.Context,
    rows: Annotated[
        int | None, typer.Option(min=1, help="Rows shown at most (100; in a pipe 10000).", show_default=False)
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="End a query after this time.")] = 30.0,
) -> None:
    """Ask the present snapshot in SQL at a prompt, with completion by Tab; or by statements on standard input."""
    from thidua.console import say
    from thidua.home import open_home
    from thidua.sql_session import SHOWN, Session, run_script
    from warehouse.querying.query import ROWS

    snapshots = open_home(settings_of(context).home).snapshots
    number = snapshots.latest()
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    session = Session(snapshots.database(number), rows=rows or (SHOWN if typed else ROWS), seconds=seconds)
    try:
        if typed:
            from thidua.sql_prompt import converse

            say(f"Snapshot {number:06d}. Statements end with a semicolon; .help shows more, Ctrl-D leaves.")
            converse(session)
        elif not run_script(session, sys.stdin):
            raise typer.Exit(1)
    finally:
        session.close()


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "sql", sql, "thidua sql", "thidua sql --rows 1000")
