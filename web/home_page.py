"""The start page: the search, a question asked by choosing, and what happened last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from reference.awards import award_types
from reference.folding import slug
from web.answering import route
from web.formats import json_answer
from web.rendering import render
from web.search_request import search_of
from web.search_results import cards, label, run
from web.statements import statement
from web.visit import Visit

_LATEST = 8
_EXAMPLES = ('"huân chương lao động" hạng nhì', 'tinh:"lao cai" loai:"đại hội"', "khen thưởng đột xuất -bão")


def routes() -> list[BaseRoute]:
    """Return the routes of the start page."""
    return [route("/", _page), route("/index.json", _json)]


def _values(visit: Visit) -> dict[str, Any]:
    search = search_of(QueryParams())
    found = run(visit.snapshot, search)
    latest = cards(visit.snapshot, search, found, found.events[:_LATEST].tolist(), visit.words)
    return {"totals": visit.snapshot.row(statement("home/totals")), "latest": latest}


def _page(visit: Visit, _: Mapping[str, str]) -> Response:
    key = ("start", visit.absolute("/"), str(visit.request.query_params))
    return HTMLResponse(visit.snapshot.answered(key, lambda: bytes(_made(visit).body)))


def _made(visit: Visit) -> Response:
    return render(visit, "home.html.j2", choices=_choices(visit), examples=_EXAMPLES, **_values(visit))


def _json(visit: Visit, _: Mapping[str, str]) -> Response:
    values = _values(visit)
    for card in values["latest"]:
        card["url"] = visit.absolute(card["path"])
    return json_answer({"snapshot": visit.snapshot.number, **values})


def _choices(visit: Visit) -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen on the start page, code and name: the awards, provinces and years that there are."""
    columns = visit.snapshot.finder.events.columns
    made = {
        name: [(code, label(visit.snapshot, name, code, visit.words)) for code in columns[name].codes]
        for name in ("award", "province", "year")
    }
    order = list(award_types())
    made["award"].sort(key=lambda one: (order.index(one[0].partition(":")[0]), one[0]))
    made["province"].sort(key=lambda one: slug(one[1]))
    made["year"].reverse()
    return made
