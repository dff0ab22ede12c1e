"""Results of the SQL page as its table shows them: links where rows have pages, and no more than a page holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from warehouse.querying.formats import text
from warehouse.querying.query import Result
from web.rendering import web_address
from web.sql_charts import is_number
from web.statements import Table

ROWS = 1_000
"""Rows on the page."""
CELLS = 20_000
"""Cells on the page, for results with many columns."""
LONGEST = 2_000
"""Characters of a cell; files have it whole."""
_CHARACTERS = 2_000_000
_LINKS = {"ceremony_id": "/ceremony/", "official_id": "/person/", "source": "/outlet/"}
"""Columns whose values have a page, and where."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown; `href` is where it leads, `away` whether that is another site."""

    text: str
    null: bool = False
    number: bool = False
    href: str | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A result on the page; `seconds` is what the statement took, `cut` whether there is more than this."""

    table: Table
    cut: bool
    seconds: float

    @property
    def plan(self) -> str | None:
        """The plan that an EXPLAIN gave, None for other statements."""
        if self.table.columns != ("explain_key", "explain_value"):
            return None
        return "\n".join(str(row[1]) for row in self.table.rows)[:_CHARACTERS]

    def cells(self, url: Callable[[str], str]) -> list[list[Cell]]:
        """Return the table's cells, row by row."""
        kinds = [is_number(kind) for kind in self.table.types]
        return [
            [
                _cell(name, value, number, url)
                for name, value, number in zip(self.table.columns, row, kinds, strict=True)
            ]
            for row in self.table.rows
        ]


def shown(result: Result, seconds: float) -> Shown:
    """Return of a result what a page holds; raises QueryError for values that cannot be shown."""
    fitting = max(1, CELLS // max(1, result.table.num_columns))
    part = Result(result.table.slice(0, fitting), result.types, result.cut)
    rows: list[tuple[Any, ...]] = []
    size = 0
    for row in part.rows:
        size += sum(min(len(text(value)), LONGEST) for value in row)
        if rows and size > _CHARACTERS:
            break
        rows.append(row)
    cut = bool(result.cut) or len(rows) < result.table.num_rows
    return Shown(Table(result.columns, result.types, rows, len(rows)), cut, seconds)


def _cell(name: str, value: object, number: bool, url: Callable[[str], str]) -> Cell:
    if value is None:
        return Cell("", null=True, number=number)
    told = text(value)
    if len(told) > LONGEST:
        told = f"{told[:LONGEST]}…"
    if isinstance(value, str) and value and name in _LINKS:
        return Cell(told, href=url(_LINKS[name] + value))
    if isinstance(value, str) and name == "url":
        address = web_address(value)
        return Cell(told, href=address, away=address is not None)
    return Cell(told, number=number)
