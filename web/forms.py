"""What a visitor sends with a form."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

_KIND = "application/x-www-form-urlencoded"


async def form_of(request: Request, *, most: int, fields: int) -> list[tuple[str, str]]:
    """Return the fields of a form of at most `most` bytes; raises HTTPException (400 and 413)."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _KIND:
        raise HTTPException(400, f"send the form as {_KIND}")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, "the form is too large")
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=fields)
    except ValueError:
        raise HTTPException(400, "the form cannot be read") from None
