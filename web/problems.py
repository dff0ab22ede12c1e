"""What is answered where a request cannot be: in its language and form, and with nothing of this machine in it."""

from __future__ import annotations

import logging

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from web.formats import json_answer
from web.rendering import render
from web.snapshot import TooSlowError
from web.visit import visit_of

_LOG = logging.getLogger(__name__)
_DATA = (".json", ".csv", ".atom", ".svg", ".xlsx", ".parquet")


async def problem(request: Request, error: Exception) -> Response:
    """Return what is said of an error; one that nobody foresaw is written to the log."""
    status, reason = 500, ""
    if isinstance(error, HTTPException):
        status, reason = error.status_code, error.detail if error.status_code == 400 else ""
    elif isinstance(error, TooSlowError):
        status = 503
    else:
        _LOG.error("%s %s", request.method, request.scope["path"], exc_info=error)
    visit = visit_of(request)
    message = visit.words(f"problem.{status}" if visit.words.has(f"problem.{status}") else "problem.500")
    if visit.path.endswith(_DATA):
        response: Response = json_answer({"error": reason or message}, status)
    else:
        values = {"message": message, "reason": reason}
        response = await run_in_threadpool(render, visit, "problem.html.j2", status=status, **values)
    if isinstance(error, HTTPException):
        response.headers.update(error.headers or {})
    return response
