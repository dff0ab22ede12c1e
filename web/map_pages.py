"""Maps on pages: of both divisions with the recipients in each province, with some of them marked, and a small one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from markupsafe import Markup
from starlette.responses import Response
from starlette.routing import Route

from reference.provinces import MERGER
from web.answering import route
from web.formats import TYPES
from web.maps import Division, Theme, Value, draw_locator, draw_map, province_names
from web.statements import statement
from web.visit import Visit

_LISTS: Mapping[Division, tuple[str, str]] = {
    34: ("provinces/provinces", "province_today"),
    63: ("provinces/former", "province"),
}
"""What the provinces of a division are coloured by: a list, and its column of slugs."""


def routes() -> list[Route]:
    """Return the route of the maps: `/map/34.svg`, with `on` for each province that is to be marked."""
    return [
        route("/map/34.svg", lambda visit, _: _map(visit, 34), is_long=True),
        route("/map/63.svg", lambda visit, _: _map(visit, 63), is_long=True),
    ]


def map_of(visit: Visit, division: Division, *, theme: Theme = "light") -> Markup:
    """Return the map of a division, coloured by the recipients of conferred awards, each province with its page."""
    return draw_map(
        division,
        recipients(visit, division),
        lang=visit.lang,
        link=lambda slug: visit.url(f"/province/{slug}"),
        title=_title(visit, division),
        theme=theme,
    )


def recipients(visit: Visit, division: Division) -> dict[str, Value]:
    """Return the recipients of conferred awards by province, None where no number is known."""
    name, column = _LISTS[division]
    rows = visit.snapshot.ask(statement(name), limit=100).records
    return {row[column]: row["recipients"] or None for row in rows if row[column] in province_names(division)}


def locator(visit: Visit, province: str, day: dt.date | None) -> Markup:
    """Return a small map with a province as it was on a day, nothing where no map has it."""
    division: Division = 34 if day is None or day >= MERGER else 63
    if province not in province_names(division):
        return Markup("")
    return draw_locator(province, division, lang=visit.lang)


def _map(visit: Visit, division: Division) -> Response:
    known = province_names(division)
    marked = [slug for slug in visit.request.query_params.getlist("on") if slug in known]
    theme: Theme = "dark" if visit.query.get("theme") == "dark" else "light"

    def drawn() -> bytes:
        shown = {} if marked else recipients(visit, division)
        title = _title(visit, division)
        return draw_map(division, shown, highlighted=marked, lang=visit.lang, theme=theme, title=title).encode()

    key = ("map", division, tuple(sorted(marked)), visit.lang, theme)
    return Response(visit.snapshot.drawn(key, drawn), media_type=TYPES["svg"])


def _title(visit: Visit, division: Division) -> str:
    return visit.words(f"map.title_{division}")
