"""What readers report as wrong: a form on every page of facts, which joins the queue that the operator decides on.

A report names a row of the present snapshot; what is shown of the row is read from there and never taken from the form.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reference.numbers import parse_number
from warehouse.corrections.error_report import LONGEST_COMMENT, LONGEST_CONTACT, ReportedError, new_report
from warehouse.corrections.queue_file import NotKeptError
from warehouse.corrections.reported import TooManyError, add_report
from warehouse.corrections.shown import shown_award, shown_event
from web.forms import form_of
from web.problems import problem
from web.rendering import render
from web.statements import statement
from web.visit import Visit, visit_of

_LONGEST_FORM = 20_000
"""Bytes of a form."""
_OFTEN = 12
"""Reports of one address in `_SPAN` seconds; `_ALL` are those of all."""
_ALL = 120
_SPAN = 3600.0
_SHOWN = {"award": shown_award, "event": shown_event}
_LOG = logging.getLogger(__name__)


class Often:
    """Counts reports by address for an hour, so that nobody fills the queue by himself."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, str]] = deque()

    def take(self, address: str) -> bool:
        """Tell whether an address may report now, and count it if so."""
        now = time.monotonic()
        while self._seen and self._seen[0][0] < now - _SPAN:
            self._seen.popleft()
        if len(self._seen) >= _ALL or sum(one == address for _, one in self._seen) >= _OFTEN:
            return False
        self._seen.append((now, address))
        return True


def routes() -> list[Route]:
    """Return the route that takes reports."""
    often = Often()

    async def endpoint(request: Request) -> Response:
        try:
            given = dict(await form_of(request, most=_LONGEST_FORM, fields=50))
            return await run_in_threadpool(_take, visit_of(request), given, often)
        except Exception as error:
            return await problem(request, error)

    return [Route("/report", endpoint, methods=["POST"])]


def _take(visit: Visit, given: Mapping[str, str], often: Often) -> Response:
    words = visit.words
    if visit.site.queue is None:
        raise HTTPException(404)
    subject, _, rest = given.get("row", "").partition("|")
    article, _, row = rest.partition("|")
    if subject not in _SHOWN:
        raise HTTPException(400, words("report.unreadable"))
    row = row or article  # an event has no row but its article
    found = visit.snapshot.row(statement(f"report/{subject}"), {"row": row})
    if found is None:
        raise HTTPException(400, words("report.gone"))
    if given.get("website"):  # a field that nobody sees: programs fill it in
        return render(visit, "reported.html.j2", back=_back(found))
    client = visit.request.client
    if not often.take(client.host if client else ""):
        raise HTTPException(429)
    try:
        report = new_report(
            snapshot=visit.snapshot.number,
            subject=subject,
            article=found["url"] or found["article_id"],
            problem=given.get("problem", ""),
            row=row if row != article else None,
            shown=_SHOWN[subject](found),
            right=_right(given),
            comment=_comment(given),
            contact=given.get("contact", "")[:LONGEST_CONTACT] or None,
        )
        add_report(visit.site.queue, report)
    except (NotKeptError, TooManyError) as error:
        _LOG.warning("a report of an error was not kept: %s", error)
        raise HTTPException(503) from None
    except ReportedError:
        raise HTTPException(400, words("report.incomplete")) from None
    return render(visit, "reported.html.j2", back=_back(found))


def _right(given: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the number that a reader says is right of an award; all else stands in his comment."""
    of_award = given.get("problem") == "number" and given.get("row", "").startswith("award|")
    number = parse_number(given.get("right", "").strip().lower()) if of_award else None
    return {"count": number} if number else None


def _comment(given: Mapping[str, str]) -> str:
    told = given.get("right", "").strip() if _right(given) is None else ""
    return " ".join(part for part in (told and f"[{told}]", given.get("comment", "").strip()) if part)[:LONGEST_COMMENT]


def _back(found: Mapping[str, Any]) -> str:
    return f"/ceremony/{found['ceremony_id']}" if found["ceremony_id"] else f"/article/{found['article_id']}"
