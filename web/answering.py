"""Answers to requests for declared pages and their lists, in every form that they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from web.formats import file_answer, json_answer, records
from web.list_charts import chart_of_list
from web.pages import Listing, Page
from web.problems import problem
from web.questions import filled
from web.rendering import render
from web.site import LONGEST_QUERY
from web.statements import statement
from web.visit import Visit, address, page_number, visit_of

_ALIASED = {"ceremony_id": "ceremony", "official_id": "official"}
"""Parameters of paths that are ids, with whose ids they are: those of former snapshots lead to what they became."""
Answer = Callable[[Visit, Mapping[str, str]], Response]
_LIST_PAGE = 100
"""Rows on a page of a whole list."""


class MovedError(Exception):
    """What was asked for has another address; the argument is that."""


def routes(page: Page) -> list[Route]:
    """Return the routes of a declared page: itself, its JSON, and each of its lists in every form."""
    answers: dict[str, Answer] = {
        ".json": lambda visit, values: _page_json(page, visit, _asked(page, visit, values)),
        "": lambda visit, values: _page(page, visit, _asked(page, visit, values)),
    }
    made = [route(f"{page.path}{ending}", answer, is_long=not page.is_of_one) for ending, answer in answers.items()]
    for listing in page.listings:
        made += _listing_routes(page, listing)
    return sorted(made, key=lambda one: -len(one.path))


def route(path: str, answer: Answer, *, is_long: bool = False) -> Route:
    """Return a route whose answer is made in a thread; those that take a tenth of a second make no others wait."""

    async def endpoint(request: Request) -> Response:
        visit = visit_of(request)
        tag = f'W/"{request.app.state.token}-{hash(visit.snapshot.identity) & 0xFFFFFFFFFFFF:x}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if request.method in ("GET", "HEAD") and request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        try:
            response = await anyio.to_thread.run_sync(
                answer, visit, request.path_params, limiter=request.app.state.makers[is_long]
            )
        except MovedError as moved:
            return RedirectResponse(str(moved), 308, headers)
        except Exception as error:
            return await problem(request, error)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return Route(path, endpoint, methods=["GET"])


def _listing_routes(page: Page, listing: Listing) -> list[Route]:
    path = f"{page.path}/{listing.name}"
    forms: dict[str, Answer] = {
        "": lambda visit, values: _listing(page, listing, visit, _asked(page, visit, values)),
        ".json": lambda visit, values: _listing_json(page, listing, visit, _asked(page, visit, values)),
        ".csv": lambda visit, values: _listing_file(page, listing, visit, _asked(page, visit, values), "csv"),
        ".xlsx": lambda visit, values: _listing_file(page, listing, visit, _asked(page, visit, values), "xlsx"),
        "/sql": lambda visit, values: _listing_sql(page, listing, visit, _asked(page, visit, values)),
    }
    if listing.chart is not None:
        forms[".svg"] = lambda visit, values: _listing_chart(page, listing, visit, _asked(page, visit, values))
    return [route(f"{path}{ending}", answer, is_long=True) for ending, answer in forms.items()]


def _asked(page: Page, visit: Visit, values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values of the path with those that the page asks of the address; raises HTTPException (400)."""
    if not page.asks:
        return values
    asked = {name: visit.query.get(name, "").strip() or "*" for name in page.asks}
    if any(len(value) > LONGEST_QUERY for value in asked.values()):
        raise HTTPException(400, f"{', '.join(page.asks)}: at most {LONGEST_QUERY} characters")
    return {**values, **asked}


def head_of(page: Page, visit: Visit, values: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of a page; raises HTTPException (404) where there is no such thing, MovedError."""
    if not page.has_head:
        return {}
    head = visit.snapshot.head(f"{page.name}/head", values)
    if head is None:
        _raise_moved(visit, values)
        raise HTTPException(404)
    return page.prepare(visit.snapshot, head) if page.prepare else head


def _raise_moved(visit: Visit, values: Mapping[str, str]) -> None:
    """Raise MovedError where an id is one of a former snapshot, whose address others may have printed."""
    for name in values.keys() & _ALIASED.keys():
        asked = {"kind": _ALIASED[name], "old_id": values[name]}
        row = visit.snapshot.row(statement("alias/id"), asked)
        if row is not None and row["id"] is not None:
            raise MovedError(visit.url(visit.path.replace(values[name], row["id"], 1)))


def _page(page: Page, visit: Visit, values: Mapping[str, str]) -> Response:
    """Return a page; one of lists, which takes long, is made once a snapshot and language."""
    if page.is_of_one:
        return _made(page, visit, values)
    key = ("page", page.name, repr(sorted(values.items())), visit.absolute("/"), str(visit.request.query_params))
    return HTMLResponse(visit.snapshot.drawn(key, lambda: bytes(_made(page, visit, values).body)))


def _made(page: Page, visit: Visit, values: Mapping[str, str]) -> Response:
    head = head_of(page, visit, values)
    lists = {
        listing.name: visit.snapshot.ask(statement(f"{page.name}/{listing.name}"), values, limit=listing.shown)
        for listing in page.listings
        if listing.shown
    }
    return render(visit, f"pages/{page.name}.html.j2", page=page, head=head, lists=lists, path=_filled(page, values))


def _page_json(page: Page, visit: Visit, values: Mapping[str, str]) -> Response:
    head = head_of(page, visit, values)
    lists = {
        listing.name: records(visit.snapshot.ask(statement(f"{page.name}/{listing.name}"), values))
        for listing in page.listings
        if listing.shown
    }
    return json_answer({"snapshot": visit.snapshot.number, **head, **lists})


def _listing(page: Page, listing: Listing, visit: Visit, values: Mapping[str, str]) -> Response:
    head = head_of(page, visit, values)
    number = page_number(visit.request.query_params)
    table = visit.snapshot.ask(
        statement(f"{page.name}/{listing.name}"), values, limit=_LIST_PAGE, offset=(number - 1) * _LIST_PAGE
    )
    last = max(1, -(-table.total // _LIST_PAGE))
    if number > last:
        raise HTTPException(404)
    shown: dict[str, Any] = {"page": page, "listing": listing, "head": head, "table": table}
    return render(visit, "listing.html.j2", path=_filled(page, values), number=number, last=last, **shown)


def _listing_json(page: Page, listing: Listing, visit: Visit, values: Mapping[str, str]) -> Response:
    head_of(page, visit, values)
    table = visit.snapshot.ask(statement(f"{page.name}/{listing.name}"), values)
    return json_answer({"snapshot": visit.snapshot.number, "total": table.total, "rows": records(table)})


def _listing_file(page: Page, listing: Listing, visit: Visit, values: Mapping[str, str], format: str) -> Response:
    head_of(page, visit, values)
    result = visit.snapshot.result(statement(f"{page.name}/{listing.name}"), values)
    return file_answer(result, format, f"{page.name}-{listing.name}")


def _listing_chart(page: Page, listing: Listing, visit: Visit, values: Mapping[str, str]) -> Response:
    head_of(page, visit, values)
    return chart_of_list(page, listing, visit, values)


def _listing_sql(page: Page, listing: Listing, visit: Visit, values: Mapping[str, str]) -> Response:
    """Lead to the SQL page with the statement behind a list."""
    head_of(page, visit, values)
    values = filled(statement(f"{page.name}/{listing.name}").sql.strip(), values)
    return RedirectResponse(address("/sql", visit.lang, values), 303)


def _filled(page: Page, values: Mapping[str, str]) -> str:
    path = page.path
    for name, value in values.items():
        path = path.replace(f"{{{name}}}", value)
    return path
