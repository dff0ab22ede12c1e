"""The search: its page, and the same as JSON, CSV and a feed. The query is the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import BaseRoute

from warehouse.searching.recognising import written
from web.answering import route
from web.feeds import feed
from web.formats import TYPES, json_answer
from web.rendering import render
from web.search_file import csv_of
from web.search_request import PER_PAGE, Search, search_of
from web.search_results import (
    answer,
    cards,
    facets,
    histogram,
    hits,
    label,
    recognised,
    run,
    suggestions,
    without_filters,
)
from web.visit import Visit

_FED = 50
"""Entries of a feed: the events that came into the collection last."""


def routes() -> list[BaseRoute]:
    """Return the routes of the search."""
    return [
        route("/search", _page),
        route("/search.json", _json),
        route("/search.csv", _csv),
        route("/search.atom", _atom),
    ]


def values_of(visit: Visit, search: Search) -> dict[str, Any]:
    """Return all that is said of a search: how many events it finds, those of a page, facets, histogram and help."""
    found = run(visit.snapshot, search)
    named, rest = recognised(visit.snapshot, search, visit.words)
    return {
        "query": search.words,
        "sort": search.order,
        "total": found.total,
        "page": search.page,
        "pages": max(1, -(-found.total // PER_PAGE)),
        "hits": hits(visit.snapshot, search, found, visit.words),
        "facets": facets(visit.snapshot, search, found, visit.words),
        "histogram": histogram(found),
        "answer": answer(visit.snapshot, search, found),
        "recognised": named,
        "rest": rest,
        "suggestions": [asdict(one) for one in suggestions(visit.snapshot, search, found)],
        "without_filters": without_filters(visit.snapshot, search, found),
        "problems": [asdict(one) for one in search.asked.problems],
    }


def _page(visit: Visit, _: Mapping[str, str]) -> Response:
    key = (visit.absolute("/"), str(visit.request.query_params))
    return HTMLResponse(visit.snapshot.answered(key, lambda: bytes(_made(visit).body)))


def _made(visit: Visit) -> Response:
    search = search_of(visit.request.query_params)
    values = values_of(visit, search)
    return render(
        visit,
        "search.html.j2",
        search=search,
        chips=_chips(visit, search),
        all_recognised=_all_of(visit, values),
        plain=" ".join(map(written, search.asked.terms)),
        **values,
    )


def _chips(visit: Visit, search: Search) -> list[dict[str, str]]:
    """Return the filters that are parameters, each with the address without it."""
    chips = [
        {"label": label(visit.snapshot, facet, value, visit.words), "href": visit.toggled(facet, value)}
        for facet, values in search.chosen.items()
        for value in values
    ]
    for name in ("from", "to"):
        if told := visit.query.get(name):
            chips.append({"label": f"{visit.words(f'search.{name}')} {told}", "href": visit.here(**{name: None})})
    return chips


def _all_of(visit: Visit, values: Mapping[str, Any]) -> str | None:
    """Return the address of a search with all that its words name as filters, None where they name one thing."""
    named: dict[str, Mapping[str, Any]] = {}
    for one in values["recognised"]:
        named.setdefault(one["words"], one)
    if len(named) < 2:
        return None
    params: dict[str, list[str]] = {}
    for name, value in visit.kept("q", "page", "more"):
        params.setdefault(name, []).append(value)
    for one in named.values():
        params.setdefault(one["facet"], []).append(one["code"])
    return visit.url("/search", q=values["rest"], **params)


def _json(visit: Visit, _: Mapping[str, str]) -> Response:
    search = search_of(visit.request.query_params)
    values = values_of(visit, search)
    for hit in values["hits"]:
        hit["url"] = visit.absolute(hit["path"])
        hit["snippet"] = [{"text": text, "marked": is_marked} for text, is_marked in hit["snippet"]]
    values["histogram"]["bars"] = [{"from": day, "count": count} for day, count in values["histogram"]["bars"]]
    return json_answer({"snapshot": visit.snapshot.number, **values})


def _csv(visit: Visit, _: Mapping[str, str]) -> Response:
    """Return all events of a search, not those of one page alone."""
    found = run(visit.snapshot, search_of(visit.request.query_params))
    headers = {"Content-Disposition": 'attachment; filename="thidua-search.csv"'}
    return StreamingResponse(csv_of(visit, found.events), media_type=TYPES["csv"], headers=headers)


def _atom(visit: Visit, _: Mapping[str, str]) -> Response:
    search = search_of(visit.request.query_params)
    found = run(visit.snapshot, replace(search, sort="seen"))
    events = found.events[:_FED].tolist()
    made = cards(visit.snapshot, search, found, events, visit.words, snippets=False)
    return feed(visit, search, made, events)
