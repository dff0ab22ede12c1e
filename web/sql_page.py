"""The SQL page: a statement in the address, run in a sandbox, as a page, a file or a chart."""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from warehouse.querying.query import BrokenError, QueryError, Result, Sandbox, TimeOverError
from web import downloads, sql_charts, sql_results
from web.dictionary import dictionary_of
from web.downloads import TooLargeError, write_file
from web.formats import TYPES, json_answer
from web.forms import form_of
from web.list_charts import named
from web.problems import problem
from web.questions import LONGEST, Question, question_of
from web.rendering import render
from web.sandboxes import BusyError, GoneError, Sandboxes, client_of
from web.site import LONGEST_ADDRESS
from web.sql_results import Shown, shown
from web.statements import statement
from web.visit import Visit, address, visit_of

EXAMPLES = tuple(sorted(path.stem for path in (Path(__file__).parent / "queries" / "examples").glob("*.sql")))
_LOG = logging.getLogger(__name__)
_LARGEST_FORM = 20 * LONGEST
"""Bytes of a form: each character may take four, and each byte three signs in it."""
T = TypeVar("T")


class RefusalError(Exception):
    """Why there is no result, in the visitor's language; `pointer` shows the place in the statement."""

    def __init__(self, message: str, pointer: str = "", status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer
        self.status = status

    @property
    def headers(self) -> dict[str, str]:
        """What the answer's head says beside."""
        return {"Retry-After": "5"} if self.status == 503 else {}


def routes() -> list[Route]:
    """Return the routes of the page and of its results in other forms."""
    files = [_route(f"/sql.{format}", partial(_file, format)) for format in downloads.ROWS]
    return [_route("/sql", _page), *files, _route("/sql.svg", _drawing)]


def _route(path: str, answer: Callable[[Request, Visit, Question], Any]) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            visit = visit_of(request)
            sent = request.method == "POST"
            told = await form_of(request, most=_LARGEST_FORM, fields=200) if sent else _told(request)
            question = question_of(told)
            if sent:
                there = address_of(visit, path, question)
                if len(there.encode()) <= LONGEST_ADDRESS:
                    return RedirectResponse(there, 303)
            response = cast("Response", await answer(request, visit, question))
        except Exception as error:
            response = await problem(request, error)
        response.headers.setdefault("Cache-Control", "no-store" if request.method == "POST" else "no-cache")
        return response

    return Route(path, endpoint, methods=["GET", "POST"])


def _told(request: Request) -> list[tuple[str, str]]:
    return request.query_params.multi_items()


def address_of(visit: Visit, path: str, question: Question, **changed: str | None) -> str:
    """Return the address at which a question stands, as a page, a file or a chart."""
    return address(path, visit.lang, question.params(**changed))


async def _page(request: Request, visit: Visit, question: Question) -> Response:
    found: Shown | None = None
    refusal: RefusalError | None = None
    if question.sql:
        try:
            found = await _result(request, visit, question)
        except RefusalError as error:
            refusal = error
    response = await run_in_threadpool(_rendered, visit, question, found, refusal)
    if refusal is not None:
        response.headers.update(refusal.headers)
    return response


def _rendered(visit: Visit, question: Question, found: Shown | None, refusal: RefusalError | None) -> Response:
    link = partial(address_of, visit, question=question)
    drawn = sql_charts.chart_of(found.table, question.chart) if found else None
    return render(
        visit,
        "sql.html.j2",
        status=refusal.status if refusal else 200,
        question=question,
        found=found,
        rows=found.cells(visit.url) if found and found.plan is None else [],
        refusal=refusal,
        chart=drawn,
        link=link,
        fits=len(link("/sql.parquet", theme="dark").encode()) <= LONGEST_ADDRESS,
        formats=(("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"), ("parquet", "Parquet")),
        limits=downloads.ROWS,
        longest=LONGEST,
        seconds=_time(visit),
        dictionary=dictionary_of(visit.snapshot),
        examples=_examples(),
    )


@cache
def _examples() -> Mapping[str, str]:
    return {name: statement(f"examples/{name}").sql.strip() for name in EXAMPLES}


async def _result(request: Request, visit: Visit, question: Question) -> Shown:
    def job(sandbox: Sandbox, values: Mapping[str, Any]) -> Shown:
        begun = time.perf_counter()
        result = sandbox.run(question.asked, values, rows=sql_results.ROWS, seconds=visit.site.seconds)
        return shown(result, time.perf_counter() - begun)

    return await _asked(request, visit, question, job)


async def _file(format: str, request: Request, visit: Visit, question: Question) -> Response:
    def job(sandbox: Sandbox, values: Mapping[str, Any]) -> downloads.Download:
        rows, seconds = downloads.ROWS[format], visit.site.seconds
        result: Result = sandbox.run(question.asked, values, rows=rows, seconds=seconds)
        return write_file(result, format, visit.snapshot.number)

    try:
        return (await _asked(request, visit, question, job)).answer()
    except TooLargeError:
        number = visit.words.number
        cells = number(downloads.CELLS.get(format, downloads.CELLS["csv"]))
        told = visit.words("sql.too_large", format=format, rows=number(downloads.ROWS[format]), cells=cells)
        return json_answer({"error": told}, 400)
    except RefusalError as refusal:
        return _refused(refusal)


async def _drawing(request: Request, visit: Visit, question: Question) -> Response:
    try:
        found = await _result(request, visit, question)
    except RefusalError as refusal:
        return _refused(refusal)
    chart = sql_charts.chart_of(found.table, question.chart)
    if chart is None:
        return json_answer({"error": visit.words("sql.no_chart")}, 404)
    table = named(found.table, visit.words)
    drawn = await run_in_threadpool(visit.drawing.chart, chart, table, visit.words, question.theme)
    return Response(drawn, media_type=TYPES["svg"])


def _refused(refusal: RefusalError) -> Response:
    told = {"error": refusal.message} | ({"pointer": refusal.pointer} if refusal.pointer else {})
    answer = json_answer(told, refusal.status)
    answer.headers.update(refusal.headers)
    return answer


async def _asked(
    request: Request, visit: Visit, question: Question, job: Callable[[Sandbox, Mapping[str, Any]], T]
) -> T:
    """Return what a job makes of a question; raises RefusalError."""
    words, pool = visit.words, cast("Sandboxes", request.app.state.sandboxes)
    if not question.sql:
        raise RefusalError(words("sql.empty"))
    if len(question.sql) > LONGEST:
        raise RefusalError(words("sql.too_long", longest=words.number(LONGEST)))
    if question.reserved:
        raise RefusalError(words("sql.reserved", names=", ".join(question.reserved)))
    if question.missing:
        raise RefusalError(words("sql.fill", names=", ".join(question.missing)))
    try:
        values = question.values
        return await pool.ask(
            visit.snapshot, client_of(request), lambda sandbox: job(sandbox, values), request.is_disconnected
        )
    except (BusyError, GoneError):
        raise RefusalError(words("sql.busy"), status=503) from None
    except TimeOverError:
        raise RefusalError(words("sql.time_over", seconds=_time(visit))) from None
    except BrokenError as error:
        _LOG.warning("a statement broke its sandbox: %s", error)
        raise RefusalError(words("sql.broken")) from None
    except QueryError as error:
        if any(place in str(error) for place in _places(visit.site.home)):
            _LOG.warning("a statement failed: %s", error)
            raise RefusalError(words("sql.broken")) from None
        raise RefusalError(str(error), error.pointer) from None


def _time(visit: Visit) -> str:
    """Return the seconds that a statement has, in words."""
    seconds = visit.site.seconds
    return visit.words.number(int(seconds) if seconds.is_integer() else seconds)


@cache
def _places(home: Path) -> tuple[str, ...]:
    """Return the folders of this machine that no message may name."""
    own = Path(__file__).resolve().parents[1]
    folders = {str(home), str(home.resolve()), str(own), sys.prefix, sys.base_prefix, tempfile.gettempdir()}
    return tuple(folder for folder in folders if len(folder) > len("/usr"))
