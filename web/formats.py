"""Lists in other forms than a page: CSV, JSON, workbooks, each of them whole."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.responses import Response, StreamingResponse

from warehouse.querying.formats import plain, to_csv, to_parquet, to_xlsx
from warehouse.querying.query import Result
from web.statements import Table

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
}


_PIECE = 1 << 18
"""Bytes that are packed at a time, and in a thread: Starlette does so from half of that."""


def in_pieces(body: bytes) -> Iterator[bytes]:
    """Give a long answer in pieces."""
    yield from (body[start : start + _PIECE] for start in range(0, len(body), _PIECE))


def json_answer(value: Any, status: int = 200) -> Response:  # noqa: ANN401 (what JSON has)
    """Return a value as JSON, accents and dates as they are read."""
    body = json.dumps(plain(value), ensure_ascii=False, allow_nan=False, indent=1)
    return Response(body + "\n", status, media_type=TYPES["json"])


def records(table: Table) -> list[dict[str, Any]]:
    """Return the rows of a table as JSON has them."""
    return [plain(record) for record in table.records]


def file_answer(result: Result, format: str, name: str) -> Response:
    """Return the rows of a query as a file; raises QueryError where the format has no place for them."""
    if format == "csv":
        out = io.StringIO(newline="")
        to_csv(result, out, guarded=True)
        body = out.getvalue().encode()
    else:
        write = {"xlsx": to_xlsx, "parquet": to_parquet}[format]
        with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
            path = Path(folder) / f"{name}.{format}"
            write(result, path)
            body = path.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{format}"', "Content-Length": str(len(body))}
    return StreamingResponse(in_pieces(body), media_type=TYPES[format], headers=headers)
