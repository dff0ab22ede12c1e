"""Workbooks for spreadsheet programs (xlsx): tables of any length, a sheet each, in which text stays text."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.querying.formats import text

ROWS = 1_048_576
"""Rows of a sheet, the header included; as many as the file format has."""
_LONGEST = 32_767
"""UTF-16 units of text in a cell."""
_EXACT = 1 << 53
"""Whole numbers from here on are not exact as the floating-point numbers that cells hold."""
_EPOCH = dt.date(1900, 3, 1)
"""First day on which all programs count days alike: the format has a 29 February 1900."""
_NAME = 31
_SIMPLE = dt.datetime(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a workbook: its name, its columns, and its rows in batches."""

    name: str
    schema: pa.Schema
    batches: Iterable[pa.RecordBatch]


def write_workbook(path: Path, sheets: Iterable[Sheet], *, created: dt.datetime | None = None) -> list[list[str]]:
    """Write tables as a workbook and return the names of each one's sheets.

    A table longer than a sheet goes on in another, `name_2` and so on.

    The same rows make the same bytes: `created` is the only time in it. Raises OSError.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
        "tmpdir": str(path.parent),
    }
    names: list[list[str]] = []
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": created or _SIMPLE})
            for sheet in sheets:
                names.append(_write(book, sheet, [name for told in names for name in told]))
            if not names:
                book.add_worksheet("empty")
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(f"{path.name} cannot be written: {error}") from None
    return names


def _write(book: xlsxwriter.Workbook, sheet: Sheet, taken: Sequence[str]) -> list[str]:
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    names: list[str] = []
    out: Worksheet | None = None
    row = 0
    for batch in sheet.batches:
        columns = [column.to_pylist() for column in batch.columns]
        if out is None:
            out, row = _begin(book, sheet, [*taken, *names], names, _widths(sheet.schema, columns), bold), 1
        for values in zip(*columns, strict=True):
            if row == ROWS:
                _close(out, sheet, row)
                out, row = _begin(book, sheet, [*taken, *names], names, _widths(sheet.schema, columns), bold), 1
            for column, value in enumerate(values):
                _cell(out, row, column, value, day, moment)
            row += 1
    if out is None:
        out, row = _begin(book, sheet, [*taken, *names], names, _widths(sheet.schema, []), bold), 1
    _close(out, sheet, row)
    return names


def _begin(
    book: xlsxwriter.Workbook,
    sheet: Sheet,
    taken: Sequence[str],
    names: list[str],
    widths: Sequence[int],
    bold: Format,
) -> Worksheet:
    name = _sheet_name(sheet.name, taken)
    names.append(name)
    out = book.add_worksheet(name)
    for column, width in enumerate(widths):
        out.set_column(column, column, width)
    out.freeze_panes(1, 0)
    for column, title in enumerate(sheet.schema.names):
        out.write_string(0, column, title[:_LONGEST], bold)
    return out


def _close(out: Worksheet, sheet: Sheet, rows: int) -> None:
    if sheet.schema.names:
        out.autofilter(0, 0, max(rows - 1, 1), len(sheet.schema.names) - 1)


def _cell(out: Worksheet, row: int, column: int, value: Any, day: Format, moment: Format) -> None:  # noqa: ANN401
    if value is None:
        return
    if isinstance(value, bool):
        out.write_boolean(row, column, value)
    elif isinstance(value, dt.datetime) and value.date() >= _EPOCH:
        out.write_datetime(row, column, value.replace(tzinfo=None, microsecond=0), moment)
    elif isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value >= _EPOCH:
        out.write_datetime(row, column, value, day)
    elif isinstance(value, int | float | decimal.Decimal) and _is_exact(value):
        out.write_number(row, column, value)
    else:
        out.write_string(row, column, _fitting(text(value)))


def _is_exact(value: float | decimal.Decimal) -> bool:
    return math.isfinite(value) and (not isinstance(value, int) or abs(value) <= _EXACT)


def _fitting(value: str) -> str:
    """Return text as long as a cell may hold; what is longer ends in "…"."""
    if len(value) * 2 <= _LONGEST or len(value.encode("utf-16-le")) // 2 <= _LONGEST:
        return value
    return value.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"


def _sheet_name(name: str, taken: Sequence[str]) -> str:
    """Return a name that a sheet may have and that no other has: 31 signs at most, none of them of a formula."""
    plain = "".join("_" if sign in "[]:*?/\\'" else sign for sign in name) or "sheet"
    used, number, new = {one.casefold() for one in taken}, 1, plain[:_NAME]
    while new.casefold() in used:
        number += 1
        ending = f"_{number}"
        new = plain[: _NAME - len(ending)] + ending
    return new


def _widths(schema: pa.Schema, columns: Sequence[Sequence[Any]]) -> list[int]:
    """Return how wide columns are to be, in signs: as the first rows need it, between 6 and 60."""
    widths = []
    for i, name in enumerate(schema.names):
        seen = [len(text(value)) for value in (columns[i][:200] if columns else ())]
        widths.append(min(60, max([6, len(name) + 3, *(n + 1 for n in seen)])))
    return widths
