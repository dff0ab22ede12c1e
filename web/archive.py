"""The archived copy of an article's page, on the operator's own machine alone, as a page that can do nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from web.answering import route
from web.statements import statement
from web.visit import Visit

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What an archived page may do: be read. It has an origin of its own, and asks nothing of anybody."""
_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\s*(?:;|$)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.-]{1,40})", re.IGNORECASE)


def routes() -> list[BaseRoute]:
    """Return the route of archived pages."""
    return [route("/archive/{article_id}", _answer)]


def _answer(visit: Visit, values: Mapping[str, str]) -> Response:
    """Return the page as it was fetched; `?version=2` asks for that version of the article."""
    archived = None if visit.site.public else visit.site.archived
    told = visit.query.get("version", "")
    if archived is None or (told and not re.fullmatch(r"[0-9]{1,4}", told)):
        raise HTTPException(404)
    asked = {"article_id": values["article_id"], "version": int(told) if told else None}
    row = visit.snapshot.row(statement("archive/record"), asked)
    page = archived(row["record"]) if row and row["record"] else None
    if page is None:
        raise HTTPException(404)
    body, content_type = page
    headers = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}
    if not _HTML.match(content_type):
        headers["Content-Disposition"] = f'attachment; filename="{_name(values["article_id"])}.bin"'
        return Response(body, media_type="application/octet-stream", headers=headers)
    charset = _CHARSET.search(content_type)
    headers["Content-Type"] = f"text/html; charset={charset[1]}" if charset else "text/html"
    return Response(body, headers=headers)


def _name(article_id: str) -> str:
    return re.sub(r"\W", "", article_id, flags=re.ASCII)
