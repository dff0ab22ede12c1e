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
    XLSX = "xlsx"


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder to write to; it is made.")] = Path("thidua-export"),
    format_: Annotated[ExportFormat, typer.Option("--format", help="Form of the files.")] = ExportFormat.PARQUET,
    table: Annotated[list[str] | None, typer.Option(help="Only this table (may be repeated).")] = None,
    view: Annotated[list[str] | None, typer.Option(help="This view too (may be repeated).")] = None,
    spreadsheet: Annotated[
        bool,
        typer.Option("--spreadsheet", help="CSV that Excel opens rightly: marked as UTF-8, no text taken as formula."),
    ] = False,
) -> None:
    """Write the tables of the present snapshot as files, with datapackage.json to describe them."""
    from thidua.home import open_home
    from warehouse.querying.export import export as write
    from warehouse.querying.export import names_of

    if spreadsheet and format_ is not ExportFormat.CSV:
        raise CommandError("--spreadsheet goes with --format csv; workbooks are made with --format xlsx")
    check_folder(out)
    snapshots = open_home(settings_of(context).home).snapshots
    database = snapshots.database(snapshots.latest())
    for kind, given, there in zip(("table", "view"), (table, view), names_of(database), strict=True):
        unknown = sorted(set(given or ()) - set(there))
        if unknown:
            raise CommandError(f"there is no {kind} {', '.join(unknown)}; there are {', '.join(there)}")
    paths = write(database, out, format=format_.value, only=table or (), views=view or (), spreadsheet=spreadsheet)
    for path in paths:
        print(path)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "export",
        export,
        "thidua export --out tables",
        "thidua export --out tables --format csv --table award --view award_by_year",
        "thidua export --out tables --format xlsx",
    )
