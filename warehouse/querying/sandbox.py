"""The process in which SQL of strangers runs: read only, without files, network or settings.

It is started as `python -c "… main()" DATABASE MEMORY` by `warehouse.querying.query`, which ends it when a query's
time is over. A request is one line of JSON on its input; the answer is one line of JSON and, if the query ran, an
Arrow stream of its rows, as many bytes as the line says.
"""

from __future__ import annotations

import datetime as dt
import decimal
import json
import os
import re
import resource
import signal
import sys
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.querying.allowing import Known, allow

LARGEST = 1 << 28
"""Bytes of rows from which on a result is cut short."""
_SPARE = 1 << 29
"""Bytes that the process may use beside what its database may: DuckDB does not count all strings that it makes."""
_ERROR = re.compile(r"[\w ]+ Error: (\{.*\})", re.DOTALL)
_FAILURES = (duckdb.Error, ValueError, RuntimeError, OverflowError, MemoryError)
_BROKEN = (duckdb.FatalException, duckdb.InternalException)
_READERS = {
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
    "time": dt.time.fromisoformat,
    "decimal": decimal.Decimal,
}


def open_reader(database: str, memory: str) -> duckdb.DuckDBPyConnection:
    """Open a database so that a query can read its tables and nothing else of the machine."""
    connection = duckdb.connect(
        database,
        read_only=True,
        config={
            "enable_external_access": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
            "python_scan_all_frames": False,
            "memory_limit": memory,
            "temp_directory": "",
            "max_temp_directory_size": "0B",
            "errors_as_json": True,
        },
    )
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return connection


def answer(known: Known, request: dict[str, Any]) -> tuple[dict[str, Any], pa.Table | None]:
    """Run a request (`sql`, `parameters`, `rows`); return the answer's head and its rows."""
    try:
        sql = allow(known, request["sql"])
        result = known.connection.execute(sql, _parameters(request["parameters"]) or None)
        types = [str(column[1]) for column in result.description or []]
        table, cut = _first_rows(result, request["rows"])
    except _FAILURES as error:
        return told(error) | {"broken": isinstance(error, _BROKEN)}, None
    return {"types": types, "cut": cut}, table


def told(error: Exception) -> dict[str, Any]:
    """Return what a user needs of an error: `error`, its message on one line, and `position`, a byte of the SQL."""
    message, position = str(error), getattr(error, "position", None)
    found = _ERROR.fullmatch(message)
    if found:
        given = json.loads(found[1])
        message = str(given["exception_message"]).split("\n\tCandidate functions:")[0]
        message = re.sub(r"\s*Use \"SET .*|\s*Possible solutions:.*", "", message, flags=re.DOTALL)
        position = int(given["position"]) if "position" in given else None
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        message = "the query needs more memory than it may have"
    return {"error": " ".join(message.split())[:500] or type(error).__name__, "position": position}


def _parameters(given: Any) -> Any:  # noqa: ANN401 (what JSON holds)
    """Return parameters as they were before JSON: `{"date": "2024-06-11"}` stands for a day."""
    if isinstance(given, list):
        return [_parameter(value) for value in given]
    return {name: _parameter(value) for name, value in given.items()}


def _parameter(value: Any) -> Any:  # noqa: ANN401 (what JSON holds)
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return _READERS[kind](text)
    return [_parameter(one) for one in value] if isinstance(value, list) else value


def _first_rows(result: duckdb.DuckDBPyConnection, rows: int) -> tuple[pa.Table, str]:
    """Return the first rows, and what they were cut short for: rows, bytes or nothing."""
    reader = result.to_arrow_reader(min(rows + 1, 2_048))
    batches, held, size, cut = [], 0, 0, ""
    for batch in reader:
        if size > LARGEST:
            cut = "bytes"
            break
        batches.append(batch)
        held += batch.num_rows
        size += batch.nbytes
        if held > rows:
            cut = "rows"
            break
    return pa.Table.from_batches(batches, schema=reader.schema).slice(0, rows), cut


def _confine(memory: str) -> None:
    """Let this process write no file, leave no core, and use little more memory than its database may."""
    with duckdb.connect() as connection:
        (size,) = connection.execute("SELECT parse_formatted_bytes(?)", [memory]).fetchone() or (0,)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = 2 * int(size) + _SPARE
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard == resource.RLIM_INFINITY or limit <= hard:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def main() -> None:
    """Answer the requests on standard input, one after the other, until it ends."""
    database, memory = sys.argv[1:]
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # DuckDB prints to standard output now and then, such as a bar for what takes long
    broken: dict[str, Any] = {}
    try:
        _confine(memory)
        known = Known(open_reader(database, memory))
    except _FAILURES as error:
        broken = told(error) | {"broken": True}
    for line in sys.stdin.buffer:
        request = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 1)  # ends this process where nobody else is left to
        head, table = (broken, None) if broken else answer(known, request)
        stream = pa.BufferOutputStream()
        if table is not None:
            with pa.ipc.new_stream(stream, table.schema) as writer:
                writer.write_table(table)
        rows = stream.getvalue()
        out.write(json.dumps(head | {"size": rows.size}).encode() + b"\n")
        out.write(rows)
        out.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)
        if head.get("broken"):
            break
