"""`thidua connect`: what to paste into pandas, R, the DuckDB shell or DBeaver to read the present snapshot."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from thidua.commands.options import add, settings_of


class Program(StrEnum):
    """Programs that read a snapshot."""

    PATH = "path"
    DUCKDB = "duckdb"
    PYTHON = "python"
    R = "r"
    DBEAVER = "dbeaver"


_ABOUT = {
    Program.DUCKDB: "DuckDB shell, 1.2 or newer (pip install duckdb-cli)",
    Program.PYTHON: "Python with pandas (pip install duckdb pandas)",
    Program.R: 'R (install.packages("duckdb"))',
    Program.DBEAVER: "DBeaver: address, and a property of the driver",
}


def connect(
    context: typer.Context,
    program: Annotated[
        Program | None, typer.Option("--for", help="Only the lines for this program; path is the file's path alone.")
    ] = None,
) -> None:
    """Show how other programs open the present snapshot; it is read while new ones are published, undisturbed."""
    from thidua.connecting import lines_for
    from thidua.home import open_home

    snapshots = open_home(settings_of(context).home).snapshots
    database = snapshots.database(snapshots.latest())
    if program is Program.PATH:
        print(database.resolve())
    elif program is not None:
        print(lines_for(program.value, database))
    else:
        for one, about in _ABOUT.items():
            print(f"# {about}\n{lines_for(one.value, database)}\n")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "connect",
        connect,
        "thidua connect",
        "thidua connect --for python",
        'duckdb -readonly "$(thidua connect --for path)"',
    )
