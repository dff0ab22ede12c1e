"""`thidua export`: the tables of the present snapshot as files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from thidua.commands.options import CommandError, add, check_folder, settings_of


class ExportFormat(StrEnum):
    """Forms of an export."""

    PARQUET = "parquet"
    CSV = "csv"


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to write to; it is made.")] = Path("thidua-export"),
    format_: Annotated[ExportFormat, typer.Option("--format", help="Form of the files.")] = ExportFormat.PARQUET,
    table: Annotated[list[str] | None, typer.Option(help="Only this table (may be repeated).")] = None,
) -> None:
    """Write the tables of the present snapshot as files, with datapackage.json to describe them."""
    from thidua.home import open_home
    from warehouse.export import export as write
    from warehouse.schema import tables

    unknown = sorted(set(table or ()) - set(tables()))
    if unknown:
        raise CommandError(f"there is no table {', '.join(unknown)}; there are {', '.join(tables())}")
    check_folder(out)
    snapshots = open_home(settings_of(context).home).snapshots
    for path in write(snapshots.database(snapshots.latest()), out, format=format_.value, only=table or ()):
        print(path)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(app, "export", export, "thidua export --out tables", "thidua export --out tables --format csv --table award")
