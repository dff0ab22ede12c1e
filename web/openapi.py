"""The site's data as OpenAPI 3.1 tells it: made from the declarations of pages and lists, and from their statements.

What is not a declared page says what it answers in `OPERATIONS`; other modules add theirs there.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from starlette.responses import Response
from starlette.routing import Route

from web import downloads
from web.answering import route
from web.dictionary import Dictionary, dictionary_of
from web.formats import TYPES, json_answer
from web.language import Words
from web.operations import Operation, Parameter
from web.pages import PAGES, Listing, Page
from web.schemas import ERROR, Schema, array, record, schema_of
from web.search_operations import SEARCH
from web.snapshot import Snapshot
from web.statements import Statement, statement
from web.visit import Visit

_VERSION = "1"
_IN_PATH = re.compile(r"\{(\w+)\}")
_SOURCE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)
_WHOLE = {"type": "integer"}
_TEXT = {"type": "string"}
_FORMATS = {"csv": "CSV", "xlsx": "a workbook", "parquet": "Parquet", "svg": "a chart"}


_SQL = (
    Parameter("sql", "One SELECT or EXPLAIN of the snapshot's tables, of at most 20,000 characters.", required=True),
    Parameter("plan", "1 asks how the statement would be run.", schema={"type": "string", "enum": ["1"]}),
)
_CHART = Parameter("chart", "The kind of chart.", schema={"type": "string", "enum": ["bar", "line", "none"]})
_REFUSED = {400: "The statement was refused, failed, or gives more than a file may hold.", 503: "Too many wait."}
_COLUMN = record({"name": _TEXT, "type": _TEXT})
_RESULT = record({"snapshot": _WHOLE, "total": _WHOLE, "columns": array(_COLUMN), "rows": array({"type": "object"})})
_RELATION = record(
    {
        "name": _TEXT,
        "kind": {"type": "string", "enum": ["table", "view"]},
        "comment": _TEXT,
        "rows": {"type": ["integer", "null"]},
        "columns": array(
            {
                **record({"name": _TEXT, "type": _TEXT, "nullable": {"type": "boolean"}, "comment": _TEXT}),
                "description": "`refers_to` names the column that it points to, as table.column.",
            }
        ),
    }
)
_MACRO = record({"name": _TEXT, "parameters": array(_TEXT), "gives_table": {"type": "boolean"}, "comment": _TEXT})

OPERATIONS: list[Operation] = [
    *(
        Operation(
            f"/sql.{format}",
            f"The result of a statement as {'JSON' if format == 'json' else _FORMATS[format]}: whole, or refused.",
            {TYPES[format]: _RESULT if format == "json" else None},
            _SQL,
            _REFUSED,
            loose=True,
        )
        for format in downloads.ROWS
    ),
    Operation(
        "/sql.svg",
        "A chart of the result of a statement.",
        {TYPES["svg"]: None},
        (*_SQL, _CHART),
        {**_REFUSED, 404: "The result has no chart."},
        loose=True,
    ),
    Operation(
        "/dictionary.json",
        "Tables, views, columns and macros of the snapshot.",
        {TYPES["json"]: record({"snapshot": _WHOLE, "tables": array(_RELATION), "macros": array(_MACRO)})},
    ),
    Operation(
        "/healthz",
        "Whether the site answers, and from which snapshot.",
        {
            TYPES["json"]: record(
                {"status": _TEXT, "snapshot": _WHOLE, "built": {"type": "string", "format": "date-time"}}
            )
        },
    ),
    *SEARCH,
    *(
        Operation(
            f"/map/{division}.svg",
            f"A map of the {division} provinces, by recipients of conferred awards.",
            {TYPES["svg"]: None},
            (
                Parameter("on", "A province to be marked; may stand several times, and then no figures are shown."),
                Parameter("theme", "dark draws for a dark ground.", schema={"type": "string", "enum": ["dark"]}),
            ),
        )
        for division in (34, 63)
    ),
    Operation("/openapi.json", "This description.", {TYPES["json"]: {"type": "object"}}),
]
"""What is answered beside the declared pages."""

_MADE: WeakKeyDictionary[Snapshot, dict[str, Any]] = WeakKeyDictionary()
_GUARD = threading.Lock()


def routes() -> list[Route]:
    """Return the route of the description."""
    return [route("/openapi.json", _json)]


def _json(visit: Visit, values: Mapping[str, str]) -> Response:
    server = visit.site.address or "/"
    there = {route.path for route in visit.request.app.routes if isinstance(route, Route)}
    whole = description(visit.snapshot)
    paths = {path: told for path, told in whole["paths"].items() if path in there}
    return json_answer({**whole, "paths": paths, "servers": [{"url": server}]})


def description(snapshot: Snapshot) -> dict[str, Any]:
    """Return the description of all data of the site, with the columns as a snapshot has them; made once."""
    with _GUARD:
        if (found := _MADE.get(snapshot)) is None:
            found = _MADE[snapshot] = _described(snapshot)
        return found


def _described(snapshot: Snapshot) -> dict[str, Any]:
    declared = [operation for page in PAGES for operation in _of_page(page, snapshot)]
    paths = {operation.path: {"get": _operation(operation)} for operation in (*declared, *OPERATIONS)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "thidua",
            "version": _VERSION,
            "description": "Emulation and commendation news of Vietnam's provinces. The same addresses after /en speak"
            " English. All data are of one published snapshot, whose number the answers tell.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": {"Error": ERROR}},
    }


def _of_page(page: Page, snapshot: Snapshot) -> Iterable[Operation]:
    words, known = Words("en"), dictionary_of(snapshot)
    in_path = {404: "There is no such page."} if _IN_PATH.search(page.path) else {}
    of_rows = {
        listing.name: array(_row(statement(f"{page.name}/{listing.name}"), snapshot, known))
        for listing in page.listings
    }
    head = _row(statement(f"{page.name}/head"), snapshot, known) if page.has_head else record({})
    whole = {
        "type": "object",
        "properties": {"snapshot": _WHOLE, **head["properties"], **of_rows},
        "required": ["snapshot", *of_rows],
    }
    yield Operation(f"{page.path}.json", f"All of the page {page.name}.", {TYPES["json"]: whole}, problems=in_path)
    for listing in page.listings:
        yield from _of_list(page, listing, of_rows[listing.name], words, in_path)


def _of_list(
    page: Page, listing: Listing, rows: Schema, words: Words, problems: Mapping[int, str]
) -> Iterable[Operation]:
    path, title = f"{page.path}/{listing.name}", words(f"list.{page.name}.{listing.name}")
    told = record({"snapshot": _WHOLE, "total": _WHOLE, "rows": rows})
    yield Operation(f"{path}.json", f"{title}, whole.", {TYPES["json"]: told}, problems=problems)
    for format in ("csv", "xlsx", *(("svg",) if listing.chart else ())):
        yield Operation(
            f"{path}.{format}", f"{title}, whole, as {_FORMATS[format]}.", {TYPES[format]: None}, problems=problems
        )


def _row(asked: Statement, snapshot: Snapshot, known: Dictionary) -> Schema:
    """Return the schema of a statement's rows: its columns' types, and the comments of those that tables have too."""
    empty = Statement(f"SELECT * FROM ({asked.bare}) LIMIT 0", asked.names)  # noqa: S608 (own SQL)
    table = snapshot.ask(empty, dict.fromkeys(asked.names))
    order = [name.lower() for name in _SOURCE.findall(asked.bare)]
    used = sorted(
        (relation for relation in known.relations if relation.name in order), key=lambda r: order.index(r.name)
    )
    comments = {column.name: column.comment for relation in reversed(used) for column in relation.columns}
    return record(
        {
            name: schema_of(kind) | ({"description": comments[name]} if comments.get(name) else {})
            for name, kind in zip(table.columns, table.types, strict=True)
        }
    )


def _operation(operation: Operation) -> dict[str, Any]:
    names = _IN_PATH.findall(operation.path)
    given: list[dict[str, Any]] = [{"name": n, "in": "path", "required": True, "schema": _TEXT} for n in names]
    given += [
        {"name": p.name, "in": "query", "description": p.meaning, "required": p.required, "schema": p.schema}
        for p in operation.parameters
    ]
    if operation.loose:
        fills = {"type": "object", "additionalProperties": {"type": "string"}}
        meaning = "Fills the `$names` of the statement."
        given.append(
            {"name": "values", "in": "query", "style": "form", "explode": True, "description": meaning, "schema": fills}
        )
    content = {type.split(";")[0]: {"schema": schema} if schema else {} for type, schema in operation.types.items()}
    answers: dict[str, Any] = {"200": {"description": operation.summary, "content": content}}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for status, meaning in sorted(operation.problems.items()):
        answers[str(status)] = {"description": meaning, "content": error}
    return {
        "operationId": re.sub(r"\W+", "_", operation.path).strip("_"),
        "summary": operation.summary,
        "parameters": given,
        "responses": answers,
    }
