"""Which chart a result of the SQL page has."""

from __future__ import annotations

import re

from web.pages import Chart
from web.statements import Table

ROWS = 1_000
"""Rows of the largest chart."""
_NUMBER = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*")
_KEY = re.compile(r"(^|_)(key|id|code|class|snapshot)$|^(lat|lon)$")
_YEAR = re.compile(r"(^|_)(year|nam|năm)($|_)", re.IGNORECASE)


def is_number(kind: str) -> bool:
    """Tell whether a column of a DuckDB type holds numbers."""
    return bool(_NUMBER.fullmatch(kind))


def chart_of(table: Table, wanted: str = "") -> Chart | None:
    """Return the chart of a result, None where it has none.

    Its x is the first column of days, else of years, else of text; its y the first of numbers. `wanted` is bar, line,
    none, or empty for what fits.
    """
    if wanted == "none" or not 2 <= len(table.rows) <= ROWS or len(set(table.columns)) < len(table.columns):
        return None
    kinds = dict(zip(table.columns, table.types, strict=True))
    days = [name for name, kind in kinds.items() if kind.startswith(("DATE", "TIMESTAMP"))]
    numbers = [name for name, kind in kinds.items() if is_number(kind)]
    years = [name for name in numbers if _YEAR.search(name)]
    texts = [name for name, kind in kinds.items() if kind == "VARCHAR" and not _KEY.search(name)]
    x = next(iter((*days, *years, *texts)), None)
    y = next((name for name in numbers if name not in years and not _KEY.search(name)), None)
    if x is None or y is None:
        return None
    over_time = x in days or x in years
    kind = {"bar": "ranked", "line": "time"}.get(wanted) if over_time else "ranked"
    if over_time and len({row[table.columns.index(x)] for row in table.rows}) < len(table.rows):
        colour = next((name for name in texts if name != x), None)
    else:
        colour = None
    return Chart("time" if kind in (None, "time") else "ranked", x, y, colour)
