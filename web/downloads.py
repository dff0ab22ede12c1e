"""Results of the SQL page as files: whole, or refused; written part by part, so that pages are made meanwhile."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from warehouse.querying.formats import plain, to_csv, to_parquet, to_xlsx, unique_names
from warehouse.querying.query import Result
from web.formats import TYPES

ROWS = {"csv": 1_000_000, "json": 1_000_000, "parquet": 1_000_000, "xlsx": 100_000}
"""Rows of the longest file in each form; nothing is cut, a longer one is refused."""
CELLS = {"csv": 20_000_000, "json": 20_000_000, "xlsx": 1_000_000}
"""Cells of the largest file in forms that are written cell by cell."""
_PART = 2_000
_CHUNK = 1 << 18


class TooLargeError(RuntimeError):
    """The file would be larger than its form may be here."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is written and open, and whose name is gone already; `size` is in bytes."""

    file: IO[bytes]
    size: int
    format: str

    def answer(self) -> Response:
        """Return the file as an answer; its length is told, so that one cut short on the way is seen."""
        headers = {
            "Content-Length": str(self.size),
            "Content-Disposition": f'attachment; filename="thidua-sql.{self.format}"',
        }
        if self.format == "json":
            del headers["Content-Disposition"]
        closing = BackgroundTask(self.file.close)
        return StreamingResponse(self._chunks(), media_type=TYPES[self.format], headers=headers, background=closing)

    def _chunks(self) -> Iterator[bytes]:
        with self.file:
            while chunk := self.file.read(_CHUNK):
                yield chunk


def write_file(result: Result, format: str, snapshot: int) -> Download:
    """Write a whole result in a form; raises TooLargeError, and QueryError for what the form has no place for."""
    cells = result.table.num_rows * result.table.num_columns
    if result.cut or cells > CELLS.get(format, cells):
        raise TooLargeError
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / f"result.{format}"
        if format == "csv":
            with path.open("w", encoding="utf-8", newline="") as out:
                _write_csv(result, out)
        elif format == "json":
            with path.open("w", encoding="utf-8") as out:
                _write_json(result, out, snapshot)
        else:
            {"xlsx": to_xlsx, "parquet": to_parquet}[format](result, path)
        return Download(path.open("rb"), path.stat().st_size, format)


def _write_csv(result: Result, out: IO[str]) -> None:
    head = io.StringIO()
    csv.writer(head, lineterminator="\n").writerow(result.columns)
    out.write(head.getvalue())
    for part in _parts(result):
        rows = io.StringIO()
        to_csv(part, rows, guarded=True)
        out.write(rows.getvalue()[len(head.getvalue()) :])


def _write_json(result: Result, out: IO[str], snapshot: int) -> None:
    names = unique_names(result.columns)
    columns = [{"name": name, "type": kind} for name, kind in zip(names, result.types, strict=True)]
    told = {"snapshot": snapshot, "total": result.table.num_rows, "columns": columns}
    out.write(json.dumps(told, ensure_ascii=False)[:-1] + ', "rows": [')
    before = "\n"
    for part in _parts(result):
        for row in part.rows:
            record: dict[str, Any] = dict(zip(names, map(plain, row), strict=True))
            out.write(before + json.dumps(record, ensure_ascii=False, allow_nan=False))
            before = ",\n"
    out.write("\n]}\n")


def _parts(result: Result) -> Iterator[Result]:
    for batch in result.table.to_batches(max_chunksize=_PART):
        yield Result(pa.Table.from_batches([batch]), result.types, "")
