"""The pages that are made of lists: what is declared here has an HTML page, JSON, and for each list CSV and a chart.

A page's values are the row of `queries/<page>/head.sql`, a list's rows those of `queries/<page>/<list>.sql`. Both take
the parameters of the page's path by name. A page without a head is always there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from web import article, ceremony
from web.snapshot import Snapshot

Kind = Literal["time", "ranked", "spans"]


@dataclass(frozen=True, slots=True)
class Chart:
    """How a list is drawn: over time, ranked, or as spans of time. The names are columns of the list."""

    kind: Kind
    x: str
    y: str
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list on a page. `shown` rows of it stand there; the whole has a page, CSV, JSON and a workbook of its own.

    One of which none is shown is not asked for the page: its head has the rows in another form.
    """

    name: str
    chart: Chart | None = None
    shown: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site; `path` holds its parameters, `prepare` adds values to the row of its head."""

    name: str
    path: str
    listings: tuple[Listing, ...] = ()
    has_head: bool = True
    prepare: Callable[[Snapshot, dict[str, Any]], dict[str, Any]] | None = None

    def listing(self, name: str) -> Listing:
        """Return the list of a name; raises KeyError."""
        return {listing.name: listing for listing in self.listings}[name]


PAGES = (
    Page("outlets", "/outlets", (Listing("outlets", shown=200),), has_head=False),
    Page(
        "outlet",
        "/outlet/{source}",
        (Listing("months", Chart("time", "month", "read")), Listing("ceremonies")),
    ),
    Page("ceremony", "/ceremony/{ceremony_id}", (Listing("awards", shown=0),), prepare=ceremony.prepare),
    Page("article", "/article/{article_id}", (Listing("awards", shown=0),), prepare=article.prepare),
)
