"""What may run in the sandbox: one statement that reads the snapshot's tables by functions that are known.

The statement is judged as DuckDB itself parses it (`json_serialize_sql`), never by its text, so that quoted names,
comments and unusual spaces hide nothing. Everything is refused that is not on a list: kinds of statements and of their
parts, tables, and functions (`functions.txt`).
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import duckdb

from warehouse.sql import read_data

Node = dict[str, Any]
_QUERIES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
_SOURCES = frozenset(
    {"BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "PIVOT", "SHOW_REF", "EMPTY", "CTE"}
)
_EXPRESSIONS = frozenset(
    {"BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "DEFAULT", "FUNCTION"}
    | {"LAMBDA", "LAMBDA_REF", "OPERATOR", "PARAMETER", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW"}
)
_SHOWN = frozenset({'"tables"', "__show_tables_expanded"})
"""What SHOW may show beside a table: SHOW TABLES and SHOW ALL TABLES."""
_CATALOG = frozenset({"duckdb_columns", "duckdb_constraints", "duckdb_tables", "duckdb_types", "duckdb_views"})
_EXPLAIN = re.compile(r"explain(?P<analyze>\s+analyze)?\s+(?P<query>.+)", re.IGNORECASE | re.DOTALL)
_NAMES = "SELECT table_name, internal FROM duckdb_tables() UNION ALL SELECT view_name, internal FROM duckdb_views()"
_MACROS = "SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal"


class RefusedError(ValueError):
    """The statement is none that may run here. `position` is where in its bytes the reason stands, if anywhere."""

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


class Known:
    """The names in an open database that a statement may use, and those that it may not, in lower case."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        found = connection.execute("SELECT current_database()").fetchone()
        names = connection.execute(_NAMES).fetchall()
        self.database = _lower(str(found[0])) if found else ""
        self.tables = frozenset(_lower(name) for name, internal in names if not internal)
        self.system = frozenset(_lower(name) for name, internal in names if internal)

    @cached_property
    def macros(self) -> frozenset[str]:
        """The snapshot's own macros; asked for where they are needed, as DuckDB takes its time."""
        return frozenset(_lower(name) for (name,) in self.connection.execute(_MACROS).fetchall())


def allow(known: Known, sql: str) -> str:
    """Return the statement as it is to be run; raises RefusedError, or the duckdb.Error of a statement that is none.

    Places in it stand where they stood, for the errors that name them.
    """
    statements = known.connection.extract_statements(sql)
    try:
        kinds = [statement.type for statement in statements]
    except ValueError:  # a kind that DuckDB has and its Python package does not know
        raise RefusedError("this is not allowed; only SELECT and EXPLAIN are") from None
    if kinds == [duckdb.StatementType.CREATE, duckdb.StatementType.SELECT] and not statements[0].query:
        raise RefusedError("PIVOT has to name its values here: PIVOT award ON year IN (2023, 2024) USING sum(count)")
    if len(kinds) != 1:
        raise RefusedError(f"give exactly one statement, not {len(kinds)}")
    if kinds[0] not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        name = kinds[0].name
        raise RefusedError(f"{name if name.isidentifier() else 'this'} is not allowed; only SELECT and EXPLAIN are")
    prefix, front = "", 0
    if kinds[0] == duckdb.StatementType.EXPLAIN:
        found = _EXPLAIN.fullmatch(sql, _first(sql))
        if found is None:
            raise RefusedError("write EXPLAIN or EXPLAIN ANALYZE before a SELECT")
        prefix, front = (
            ("EXPLAIN ANALYZE " if found["analyze"] else "EXPLAIN "),
            len(sql[: found.start("query")].encode()),
        )
        sql = found["query"]
    _judge(_parsed(known.connection, " " * front + sql), known)
    return prefix.rjust(front) + sql


def _parsed(connection: duckdb.DuckDBPyConnection, sql: str) -> Node:
    (told,) = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone() or ("{}",)
    try:
        parsed: Node = json.loads(told)
    except RecursionError:
        raise RefusedError("the statement is nested too deeply") from None
    if parsed.get("error") is not False:
        position = parsed.get("position")
        reason = str(parsed.get("error_message", "it cannot be parsed"))
        raise RefusedError(
            "only SELECT and EXPLAIN are allowed" if "SELECT" in reason else reason,
            int(position) if position is not None else None,
        )
    if len(parsed["statements"]) != 1:
        raise RefusedError(f"give exactly one statement, not {len(parsed['statements'])}")
    return parsed


def _judge(parsed: Node, known: Known) -> None:
    """Raise RefusedError for the first part of a parsed statement that is on no list."""
    nodes = list(_nodes(parsed))
    named = set()
    for node in nodes:
        for entry in node["map"] if isinstance(node.get("map"), list) else []:
            named.add(_lower(str(entry["key"])))
        if "cte_name" in node:
            named.add(_lower(str(node["cte_name"])))
    for name in sorted(named & known.system):
        raise RefusedError(f"{name} is a table of DuckDB itself; name the subquery otherwise")
    for node in nodes:
        kind = str(node.get("type", ""))
        if "class" in node:
            _check_expression(node)
        elif "sample" in node and "query_location" in node:
            _check_source(node, kind, known, named)
        elif kind.endswith("_NODE") and kind not in _QUERIES:
            raise RefusedError(f"{kind.removesuffix('_NODE')} is not allowed; only SELECT and EXPLAIN are")
        if "function_name" in node and not node.get("of_source"):
            _check_function(node, known, functions()[0])


def _check_expression(node: Node) -> None:
    if node["class"] not in _EXPRESSIONS:
        raise RefusedError(f"{node['class']} is not allowed in a query", _position(node))


def _check_source(node: Node, kind: str, known: Known, named: set[str]) -> None:
    if kind not in _SOURCES:
        raise RefusedError(f"{kind} is not allowed in a query", _position(node))
    if kind == "TABLE_FUNCTION":
        function = node["function"]
        if function.get("class") != "FUNCTION":
            raise RefusedError("this kind of table function is not allowed", _position(node))
        function["of_source"] = True
        _check_function(function, known, functions()[1])
    elif kind == "SHOW_REF" and node["query"] is None and node["table_name"] not in _SHOWN:
        raise RefusedError("SHOW is allowed for TABLES and for a table")
    elif kind == "BASE_TABLE":
        _check_table(node, known, named)


def _check_table(node: Node, known: Known, named: set[str]) -> None:
    name = _lower(node["table_name"])
    catalog, schema = _lower(node["catalog_name"]), _lower(node["schema_name"])
    if catalog in ("", known.database):
        if schema == "information_schema":
            return
        if schema in ("", "main", known.database) and name in known.tables | _CATALOG:
            return
        if not schema and not catalog and name in named:
            return
    raise RefusedError(f"there is no table {node['table_name']} here{_hint(name, known.tables)}", _position(node))


def _check_function(node: Node, known: Known, allowed: frozenset[str]) -> None:
    name = _lower(node["function_name"])
    if name not in allowed and name not in known.macros:
        raise RefusedError(
            f"{node['function_name']} is not among the functions that may run here"
            f"{_hint(name, allowed | known.macros)}",
            _position(node),
        )


def _nodes(parsed: Node) -> Iterator[Node]:
    """Give every object of a parsed statement, outer ones first; the values of constants are the user's own."""
    waiting: list[Any] = [parsed]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            if item.get("class") != "CONSTANT":
                waiting.extend(reversed(item.values()))
        elif isinstance(item, list):
            waiting.extend(reversed(item))


@cache
def functions() -> tuple[frozenset[str], frozenset[str]]:
    """Return the functions that may stand in expressions, and those that may stand as tables."""
    lists: dict[str, set[str]] = {}
    section = ""
    for line in read_data("querying/functions.txt").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif not line.startswith("# "):
            lists.setdefault(section, set()).update(line.split())
    tables = lists.pop("table functions")
    return frozenset(name for names in lists.values() for name in names), frozenset(tables)


def _first(sql: str) -> int:
    """Return where the first word begins, behind comments."""
    starts = [start for start, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    return len(sql.encode()[: starts[0]].decode(errors="replace")) if starts else 0


def _position(node: Node) -> int | None:
    position = node.get("query_location")
    return position if isinstance(position, int) and position < 1 << 32 else None


def _hint(name: str, names: frozenset[str]) -> str:
    close = difflib.get_close_matches(name, sorted(names), n=1, cutoff=0.75)
    return f"; did you mean {close[0]}?" if close else ""


def _lower(name: str) -> str:
    """Return a name as DuckDB compares names: the letters A to Z alone are folded."""
    return name.encode(errors="surrogateescape").lower().decode(errors="surrogateescape")
