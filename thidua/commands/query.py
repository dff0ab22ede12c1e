"""`thidua query`: SQL on the present snapshot."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thidua.commands.options import CommandError, add, check_folder, settings_of

if TYPE_CHECKING:
    from warehouse.querying.query import Parameters, Result


class Format(StrEnum):
    """Forms of a result."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    PARQUET = "parquet"
    XLSX = "xlsx"


_ENDINGS = {f".{form.value}": form for form in Format if form is not Format.TABLE} | {".md": Format.MARKDOWN}
_FILES = (Format.PARQUET, Format.XLSX)


def query(
    context: typer.Context,
    sql: Annotated[
        str | None,
        typer.Argument(metavar="[SQL]", help="One SELECT. The table award has one row an award.", show_default=False),
    ] = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read the SQL from this file; - is standard input.")
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Form of the result (table; or that of --out).", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write to this file: .csv, .tsv, .json, .jsonl, .md, .parquet or .xlsx.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE fills $NAME in the SQL, VALUE alone fills ?; may be repeated.")
    ] = None,
    rows: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 10_000,
    seconds: Annotated[float, typer.Option(min=0.1, help="End the query after this time.")] = 30.0,
    memory: Annotated[str, typer.Option(metavar="SIZE", help="Memory that the query may use.")] = "1GB",
) -> None:
    """Ask the present snapshot in SQL. Nothing can be changed by it."""
    import re

    from thidua.console import say
    from thidua.home import open_home
    from thidua.result_tables import error_lines, rows_in_words
    from warehouse.querying.query import QueryError, run_query

    if (sql is None) == (file is None):
        raise CommandError("give the SQL, or a file with it by --file" + (", not both" if sql is not None else ""))
    if not re.fullmatch(r"[1-9]\d*(\.\d+)?\s*[KMGT]i?B", memory, re.IGNORECASE):
        raise CommandError(f"--memory {memory}: give a size such as 500MB or 2GB")
    form = _form(format_, out)
    if out is not None:
        check_folder(out.parent)
    asked = sql if sql is not None else read_sql(str(file))
    given = parameters(param or [])
    snapshots = open_home(settings_of(context).home).snapshots
    try:
        database = snapshots.database(snapshots.latest())
        result = run_query(database, asked, given, rows=rows, seconds=seconds, memory=memory)
        _write(result, form, out)
    except QueryError as error:
        print(error_lines(error), file=sys.stderr)
        raise typer.Exit(1) from None
    if out is not None or form is Format.TABLE or result.truncated:
        say(rows_in_words(result) + (f", in {out}" if out is not None else ""))


def read_sql(file: str) -> str:
    """Return the SQL in a file, or on standard input for "-"; raises CommandError."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{file} is not UTF-8 text") from None


def parameters(given: list[str]) -> Parameters | None:
    """Return parameters as the query takes them.

    Numbers, true, false, null, lists of them and days and times (2024-06-11, 2024-06-11T08:30) are read as such, all
    else is text; so is what stands in double quotes.
    """
    import re

    named = [re.fullmatch(r"([A-Za-z_]\w*)=(.*)", one, re.DOTALL) for one in given]
    if not any(named):
        return [_value(one) for one in given] or None
    if not all(named):
        raise CommandError("--param: give either NAME=VALUE each time, or VALUE each time")
    twice = {found[1] for found in named if found and sum(one is not None and one[1] == found[1] for one in named) > 1}
    if twice:
        raise CommandError(f"--param: {', '.join(sorted(twice))} is given twice")
    return {found[1]: _value(found[2]) for found in named if found}


def _value(text: str) -> Any:  # noqa: ANN401 - any value that a parameter may have
    from warehouse.querying.parameters import typed
    from warehouse.querying.query import QueryError

    try:
        return typed(text)
    except QueryError as error:
        raise CommandError(f"--param: {error}") from None


def _form(form: Format | None, out: Path | None) -> Format:
    if form is None:
        if out is not None and out.suffix.lower() not in _ENDINGS:
            raise CommandError(f"{out}: name the form of the result with --format")
        form = _ENDINGS[out.suffix.lower()] if out is not None else Format.TABLE
    if form in _FILES and out is None:
        raise CommandError(f"{'a Parquet file' if form is Format.PARQUET else 'a workbook'} needs a name: --out FILE")
    return form


def _write(result: Result, form: Format, out: Path | None) -> None:
    from thidua.console import result as console
    from thidua.files import replacing
    from thidua.result_tables import show_result
    from warehouse.querying.formats import to_csv, to_json, to_jsonl, to_markdown, to_parquet, to_tsv, to_xlsx

    writers = {
        Format.CSV: to_csv,
        Format.TSV: to_tsv,
        Format.JSON: to_json,
        Format.JSONL: to_jsonl,
        Format.MARKDOWN: to_markdown,
    }
    if out is None:
        if form is Format.TABLE:
            show_result(console(), result)
        else:
            writers[form](result, sys.stdout)
        return
    with replacing(out) as temporary:
        if form in _FILES:
            {Format.PARQUET: to_parquet, Format.XLSX: to_xlsx}[form](result, temporary)
            return
        with temporary.open("w", encoding="utf-8", newline="") as file:
            if form is Format.TABLE:
                _write_table(result, file)
            else:
                writers[form](result, file)


def _write_table(result: Result, file: Any) -> None:  # noqa: ANN401 - a text file
    from rich.console import Console

    from thidua.result_tables import show_result

    show_result(Console(file=file, width=10_000, highlight=False), result)


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "query",
        query,
        "thidua query \"SELECT year, sum(count) FROM award WHERE status = 'conferred' GROUP BY year\"",
        "thidua query 'SELECT * FROM award WHERE province = $p AND date >= $d' --param p=lao-cai --param d=2024-01-01",
        "thidua query --file flags.sql --out flags.xlsx",
    )
