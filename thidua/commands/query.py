"""`thidua query`: SQL on the present snapshot."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import CommandError, add, check_folder, settings_of

if TYPE_CHECKING:
    from warehouse.query import Parameters, Result


class Format(StrEnum):
    """Forms of a result."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def query(
    context: typer.Context,
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One SELECT. The table award has one row an award.", show_default=False)
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Form of the result (table; or that of --out).", show_default=False),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write to this .csv, .json or .parquet file.")] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE fills $NAME in the SQL, VALUE alone fills ?; may be repeated.")
    ] = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 10_000,
    seconds: Annotated[float, typer.Option(min=0.1, help="End the query after this time.")] = 30.0,
) -> None:
    """Ask the present snapshot in SQL. Nothing can be changed by it."""
    from thidua.console import say
    from thidua.home import open_home
    from warehouse.query import run_query

    form = _form(format_, out)
    if out is not None:
        check_folder(out.parent)
    snapshots = open_home(settings_of(context).home).snapshots
    result = run_query(snapshots.database(snapshots.latest()), sql, parameters(param or []), rows=rows, seconds=seconds)
    _write(result, form, out)
    if result.truncated:
        say(f"there are more than {rows} rows; --rows shows more")


def parameters(given: list[str]) -> Parameters | None:
    """Return parameters as the query takes them; numbers, true, false and null are read as such, all else is text."""
    import re

    named = [re.fullmatch(r"([A-Za-z_]\w*)=(.*)", one, re.DOTALL) for one in given]
    if not any(named):
        return [_value(one) for one in given] or None
    if not all(named):
        raise CommandError("--param: give either NAME=VALUE each time, or VALUE each time")
    return {found[1]: _value(found[2]) for found in named if found}


def _value(text: str) -> Any:  # noqa: ANN401 - any scalar of JSON
    import json

    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if isinstance(value, list | dict) else value


def _form(form: Format | None, out: Path | None) -> Format:
    if form is None:
        endings = {f".{known.value}": known for known in Format if known is not Format.TABLE}
        if out is not None and out.suffix not in endings:
            raise CommandError(f"{out}: name the form of the result with --format")
        form = endings[out.suffix] if out is not None else Format.TABLE
    if form is Format.PARQUET and out is None:
        raise CommandError("a Parquet file needs a name: --out FILE")
    return form


def _write(result: Result, form: Format, out: Path | None) -> None:
    import sys

    from thidua.files import replacing
    from warehouse.formats import to_csv, to_json, to_parquet

    if form is Format.TABLE and out is None:
        _show(result)
        return
    if out is None:
        to_csv(result, sys.stdout) if form is Format.CSV else to_json(result, sys.stdout)
        return
    with replacing(out) as temporary:
        if form is Format.PARQUET:
            to_parquet(result, temporary)
            return
        with temporary.open("w", encoding="utf-8", newline="") as file:
            {Format.CSV: to_csv, Format.JSON: to_json, Format.TABLE: _write_table}[form](result, file)


def _show(result: Result) -> None:
    from thidua.console import result as console
    from thidua.console import say

    console().print(_table(result))
    say(f"{result.table.num_rows} rows" if result.table.num_rows != 1 else "1 row")


def _write_table(result: Result, file: Any) -> None:  # noqa: ANN401 - a text file
    from rich.console import Console

    Console(file=file, width=1000, highlight=False).print(_table(result))


def _table(result: Result) -> Any:  # noqa: ANN401 - a table of Rich
    from rich.table import Table
    from rich.text import Text

    from warehouse.formats import plain

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, type_ in zip(result.columns, result.types, strict=True):
        number = type_.startswith(("INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DECIMAL", "SMALLINT", "TINYINT", "FLOAT"))
        table.add_column(Text(name), justify="right" if number else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*(Text("" if value is None else _words(plain(value))) for value in row))
    return table


def _words(value: Any) -> str:  # noqa: ANN401 - any value of JSON
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, dict):
        return ": ".join(map(_words, value.values()))
    return str(value)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "query",
        query,
        "thidua query \"SELECT year, sum(count) FROM award WHERE status = 'conferred' GROUP BY year\"",
        "thidua query 'SELECT * FROM award WHERE province = $p' --param p=lao-cai --out lao-cai.csv",
    )
