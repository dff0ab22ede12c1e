"""Results of queries on the terminal: a table, or a block a row where a table would not fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from warehouse.querying.query import QueryError, Result

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs that move the cursor, give orders to the terminal or turn the direction of writing; texts of news hold some."""
_NARROW = 12
"""Signs that a column should at least have for its text to be read."""
NULL = "NULL"
_PLAN = ("explain_key", "explain_value")
"""The columns of EXPLAIN."""


def show_result(console: Console, result: Result) -> None:
    """Print a result as a table; on a terminal that is too narrow for its columns, a block a row; plans as they are."""
    if result.columns == _PLAN:
        for _, plan in result.rows:
            console.print(escaped(str(plan), keep="\n"), markup=False, soft_wrap=True)
        return
    rows = [[_words(value) for value in row] for row in result.rows]
    if console.is_terminal and _needed(result.columns, rows) > console.width:
        _show_blocks(console, result, rows)
    else:
        console.print(_table(result, rows))


def rows_in_words(result: Result, more: str = "--rows N shows more") -> str:
    """Return how many rows there are, and which limit cut them short; `more` tells how to see the rest."""
    count = result.table.num_rows
    words = f"{count} row" if count == 1 else f"{count} rows"
    if result.cut == "rows":
        return f"{words}, and there are more; {more}"
    if result.cut == "bytes":
        return f"{words}, and there are more: this many are as large as a result may be"
    return words


def error_lines(error: QueryError) -> str:
    """Return an error and, where it is about a place in the SQL, that line with a caret under the place."""
    pointer = escaped(error.pointer, keep="\n")
    return f"error: {error}\n{pointer}" if pointer else f"error: {error}"


def escaped(words: str, keep: str = "") -> str:
    """Return text with its control characters written out, so that a terminal shows them and does not obey them."""
    return _CONTROL.sub(lambda found: found[0] if found[0] in keep else _named(found[0]), words)


def _named(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def _words(value: Any) -> str:  # noqa: ANN401 - any value that DuckDB has
    from warehouse.querying.formats import text

    return NULL if value is None else escaped(text(value))


def _table(result: Result, rows: Sequence[Sequence[str]]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from warehouse.querying.formats import is_number

    table = Table(box=None, pad_edge=False, header_style="bold")
    for field in result.table.schema:
        side = "right" if is_number(field.type) else "left"
        table.add_column(Text(escaped(field.name)), justify=side, overflow="fold")  # type: ignore[arg-type]
    for row, values in zip(rows, result.rows, strict=True):
        table.add_row(*(_cell(words, value) for words, value in zip(row, values, strict=True)))
    return table


def _cell(words: str, value: Any) -> Any:  # noqa: ANN401 - any value that DuckDB has
    from rich.text import Text

    return Text(words, style="dim" if value is None else "")


def _needed(names: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Return the width below which a table's columns are too narrow to be read."""
    from rich.cells import cell_len

    widths = []
    for i, name in enumerate(names):
        longest = max((cell_len(row[i]) for row in rows[:100]), default=0)
        widths.append(max(min(cell_len(name), _NARROW), min(longest, _NARROW)) + 1)
    return sum(widths)


def _show_blocks(console: Console, result: Result, rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    for row, values in zip(rows, result.rows, strict=True):
        block = Table(box=None, pad_edge=False, show_header=False)
        block.add_column(no_wrap=True, style="bold")
        block.add_column(overflow="fold")
        for name, words, value in zip(result.columns, row, values, strict=True):
            block.add_row(Text(escaped(name)), _cell(words, value))
        console.print(block)
        console.print()
