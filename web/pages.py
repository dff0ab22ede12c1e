"""The pages that are made of lists: what is declared here has an HTML page, JSON, and for each list CSV and a chart.

A page's values are the row of `queries/<page>/head.sql`, a list's rows those of `queries/<page>/<list>.sql`. Both take
the parameters of the page's path by name. A page without a head is always there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from web import article, ceremony
from web.persons import with_reasons
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
    """A page of the site; `path` holds its parameters, `prepare` adds values to the row of its head.

    `asks` are parameters of the address (`?q=`) that its statements take too; they are `*` where nothing is given.
    """

    name: str
    path: str
    listings: tuple[Listing, ...] = ()
    has_head: bool = True
    prepare: Callable[[Snapshot, dict[str, Any]], dict[str, Any]] | None = None
    asks: tuple[str, ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Tell whether the page is of one report or event: there are as many as articles, and each is made quickly."""
        return self.prepare is not None

    def listing(self, name: str) -> Listing:
        """Return the list of a name; raises KeyError."""
        return {listing.name: listing for listing in self.listings}[name]


PAGES = (
    Page(
        "provinces",
        "/provinces",
        (
            Listing("provinces", Chart("ranked", "recipients", "province_today")),
            Listing("former", shown=63),
        ),
    ),
    Page(
        "province",
        "/province/{province}",
        (
            Listing("units"),
            Listing("years", Chart("time", "year", "recipients")),
            Listing("then", Chart("time", "year", "recipients", "unit")),
            Listing("types", Chart("ranked", "recipients", "award", "class")),
            Listing("grantors"),
            Listing("events", shown=20),
            Listing("officials", shown=20),
            Listing("outlets", shown=20),
        ),
    ),
    Page("awards", "/awards", (Listing("awards", Chart("ranked", "recipients", "award")),), has_head=False),
    Page(
        "award",
        "/award/{award}",
        (
            Listing("years", Chart("time", "year", "recipients")),
            Listing("by_class", Chart("time", "year", "recipients", "class")),
            Listing("provinces", Chart("ranked", "recipients", "province_today")),
            Listing("kinds", Chart("ranked", "recipients", "recipient")),
            Listing("grantors"),
            Listing("conferments", shown=20),
        ),
    ),
    Page("officials", "/officials", (Listing("officials"),), has_head=False, asks=("q",)),
    Page(
        "person",
        "/person/{official_id}",
        (
            Listing("posts", Chart("spans", "first_seen", "title")),
            Listing("attended", shown=20),
            Listing("totals", Chart("ranked", "recipients", "award")),
            Listing("presented", shown=20),
            Listing("received"),
            Listing("corrections"),
        ),
    ),
    Page("why", "/person/{official_id}/why", prepare=with_reasons),
    Page("outlets", "/outlets", (Listing("outlets"),), has_head=False),
    Page(
        "outlet",
        "/outlet/{source}",
        (
            Listing("months", Chart("time", "month", "read"), shown=24),
            Listing("gaps", shown=12),
            Listing("kinds", Chart("ranked", "relevant", "kind")),
            Listing("agreement"),
            Listing("differing", shown=20),
            Listing("ceremonies", shown=20),
        ),
    ),
    Page("movements", "/movements", (Listing("movements"),), has_head=False),
    Page(
        "movement",
        "/movement/{slug}",
        (
            Listing("years", Chart("time", "year", "reports")),
            Listing("ceremonies", shown=20),
            Listing("provinces", Chart("ranked", "ceremonies", "province_today")),
            Listing("articles", shown=20),
            Listing("documents"),
        ),
    ),
    Page("ceremony", "/ceremony/{ceremony_id}", (Listing("awards", shown=0),), prepare=ceremony.prepare),
    Page("article", "/article/{article_id}", (Listing("awards", shown=0),), prepare=article.prepare),
)
