"""The charts of declared lists: drawn once a snapshot, with codes by their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from web.formats import TYPES
from web.language import Words
from web.pages import Listing, Page
from web.statements import Table, statement
from web.visit import Visit

_MOST = 3_000
"""Rows that a chart is made of; more could not be told apart."""
_CODES = ("kind", "outlet_kind", "status", "recipient", "grantor", "level")


def chart_of_list(page: Page, listing: Listing, visit: Visit, values: Mapping[str, str]) -> Response:
    """Return the chart of a list as SVG, in the theme that the address asks for; raises HTTPException (404)."""
    if listing.chart is None:
        raise HTTPException(404)
    theme = "dark" if visit.query.get("theme") == "dark" else "light"
    key = (page.name, listing.name, repr(sorted(values.items())), visit.lang, theme)

    def drawn() -> bytes:
        assert listing.chart is not None  # noqa: S101 (asked above)
        table = visit.snapshot.ask(statement(f"{page.name}/{listing.name}"), values, limit=_MOST)
        title = visit.words(f"list.{page.name}.{listing.name}")
        return visit.drawing.chart(listing.chart, named(table, visit.words), visit.words, theme, title)

    return Response(visit.snapshot.drawn(key, drawn), media_type=TYPES["svg"])


def named(table: Table, words: Words) -> Table:
    """Return a table in which codes are what they are called."""
    rows = [tuple(_named(name, row[name], row, words) for name in table.columns) for row in table.records]
    return Table(table.columns, table.types, rows, table.total)


def _named(name: str, value: Any, row: Mapping[str, Any], words: Words) -> Any:  # noqa: ANN401 (what a column holds)
    if value is None:
        return None
    if name == "award":
        return words.award(value)
    if name == "class":
        return words.award_class(value)
    if name in ("province", "province_today"):
        return words.province(value, row.get("date"))
    if name in _CODES:
        return words.code(name, value)
    return value
