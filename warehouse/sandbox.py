"""The process in which SQL of strangers runs: one statement, read only, without files, network or settings.

Run as `python -m warehouse.sandbox`, with the request as JSON on its input. It answers with one line of JSON and,
if the query ran, an Arrow stream of its rows. `warehouse.query` starts it and ends it when the time is over.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import duckdb
import pyarrow as pa

_READING = frozenset(
    {"select", "with", "from", "values", "table", "describe", "desc", "show", "summarize", "explain", "("}
)
_LEAKING = re.compile(
    r"^(?:pragma_.*|pg_settings|current_setting|getvariable|duckdb_(?:settings|databases|secrets|secret_types|extensions"
    r"|logs.*|log_contexts|temporary_files|external_file_cache|memory|prepared_statements))$"
)
"""Names that show paths and settings of the machine. `query` and `query_table` would run names made up as text."""
_RUNNING = frozenset({"query", "query_table"})
LARGEST = 1 << 28
"""Bytes of rows from which on a result is cut short."""
_EXPLAIN = re.compile(r"^\s*explain\s+(?:analyze\s+)?", re.IGNORECASE)
_FAILURES = (duckdb.Error, ValueError, RuntimeError, OverflowError)


class RefusedError(ValueError):
    """The statement is none that may run here."""


def allow(sql: str) -> str:
    """Return the SQL if it is one statement that only reads; raises RefusedError or duckdb.Error."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise RefusedError(f"give exactly one statement, not {len(statements)}")
    kind = statements[0].type
    if kind not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise RefusedError(f"{kind.name} is not allowed; only SELECT and EXPLAIN are")
    words = _words(sql)
    if words[0] not in _READING:
        raise RefusedError(f"{words[0].upper()} is not allowed; only SELECT and EXPLAIN are")
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if _LEAKING.match(word) or (word in _RUNNING and following == "("):
            raise RefusedError(f"{word} is not allowed")
    if kind == duckdb.StatementType.EXPLAIN:
        inner = _EXPLAIN.sub("", sql[_first(sql) :])
        if inner == sql[_first(sql) :] or _words(inner)[:1] == ["explain"]:
            raise RefusedError("write EXPLAIN or EXPLAIN ANALYZE before a SELECT")
        allow(inner)
    return sql


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
            "memory_limit": memory,
            "max_temp_directory_size": "0B",
        },
    )
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
    connection.execute("SET lock_configuration = true")
    return connection


def answer(request: dict[str, Any]) -> tuple[dict[str, Any], pa.Table | None]:
    """Run a request (`database`, `sql`, `parameters`, `rows`, `memory`); return the answer's head and its rows."""
    try:
        with open_reader(request["database"], request["memory"]) as connection:
            sql = allow(request["sql"])
            result = connection.execute(sql, request["parameters"] or None)
            types = [str(column[1]) for column in result.description or []]
            table, cut = _first_rows(result, request["rows"] + 1)
    except _FAILURES as error:
        return {"error": one_line(error)}, None
    truncated = cut or table.num_rows > request["rows"]
    return {"types": types, "truncated": truncated}, table.slice(0, request["rows"])


def one_line(error: Exception) -> str:
    """Return what a user needs of an error: its first sentence or two, with DuckDB's hint, on one line."""
    text = str(error).split("\n\nLINE ")[0]
    return " ".join(text.split())[:500]


def _first_rows(result: duckdb.DuckDBPyConnection, rows: int) -> tuple[pa.Table, bool]:
    """Return the first rows, and whether they were cut short for their size."""
    reader = result.to_arrow_reader(min(rows, 2_048))
    batches, held, size = [], 0, 0
    for batch in reader:
        batches.append(batch)
        held += batch.num_rows
        size += batch.nbytes
        if held >= rows or size > LARGEST:
            break
    return pa.Table.from_batches(batches, schema=reader.schema).slice(0, rows), size > LARGEST


def _words(sql: str) -> list[str]:
    """Return the words and signs of a statement in lower case, comments and string constants left out."""
    tokens = [(start, kind) for start, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    words = []
    for i, (start, kind) in enumerate(tokens):
        if kind == duckdb.token_type.string_const:
            continue
        end = tokens[i + 1][0] if i + 1 < len(tokens) else len(sql.encode())
        piece = sql.encode()[start:end].decode(errors="replace")
        found = re.match(r'"((?:[^"]|"")*)"|\w+|\S', piece)
        if found:
            words.append((found.group(1) or found.group(0)).lower())
    return words or [""]


def _first(sql: str) -> int:
    """Return where the first word begins, behind comments."""
    starts = [start for start, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    return len(sql.encode()[: starts[0]].decode(errors="replace")) if starts else 0


def main() -> None:
    """Answer the request on standard input."""
    request = json.load(sys.stdin)
    head, table = answer(request)
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(out, table.schema) as stream:
            stream.write_table(table)
    out.flush()


if __name__ == "__main__":
    main()
