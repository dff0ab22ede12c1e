"""The data dictionary of a snapshot, from the comments in its file: as a page, as JSON, and beside the SQL page."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from starlette.responses import Response
from starlette.routing import Route

from warehouse.tables.keys import REFERENCES
from web.answering import route
from web.formats import json_answer
from web.rendering import render
from web.snapshot import Snapshot
from web.statements import statement
from web.visit import Visit


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its DuckDB type; `refers` is the table and column that it points to."""

    name: str
    type: str
    nullable: bool
    comment: str
    refers: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view (`kind`) with its columns; `rows` of a table are counted."""

    name: str
    kind: str
    comment: str
    rows: int | None
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Macro:
    """A function that the snapshot brings along."""

    name: str
    parameters: tuple[str, ...]
    gives_table: bool
    comment: str


@dataclass(frozen=True, slots=True)
class Dictionary:
    """All that can be asked of a snapshot."""

    relations: tuple[Relation, ...]
    macros: tuple[Macro, ...]

    def of(self, kind: str) -> list[Relation]:
        """Return the tables, or the views."""
        return [relation for relation in self.relations if relation.kind == kind]


_READ: WeakKeyDictionary[Snapshot, Dictionary] = WeakKeyDictionary()
_GUARD = threading.Lock()


def dictionary_of(snapshot: Snapshot) -> Dictionary:
    """Return the dictionary of a snapshot, which is read once."""
    with _GUARD:
        if (found := _READ.get(snapshot)) is None:
            found = _READ[snapshot] = _read(snapshot)
        return found


def _read(snapshot: Snapshot) -> Dictionary:
    columns: dict[str, list[Column]] = {}
    for row in snapshot.ask(statement("dictionary/columns")).records:
        refers = REFERENCES.get((row["relation"], row["name"]))
        column = Column(row["name"], _short(row["type"]), row["nullable"], row["comment"] or "", refers)
        columns.setdefault(row["relation"], []).append(column)
    relations = tuple(
        Relation(row["name"], row["kind"], row["comment"] or "", row["rows"], tuple(columns.get(row["name"], ())))
        for row in snapshot.ask(statement("dictionary/relations")).records
    )
    macros = tuple(
        Macro(row["name"], tuple(row["parameters"]), row["gives_table"], row["comment"] or "")
        for row in snapshot.ask(statement("dictionary/macros")).records
    )
    return Dictionary(relations, macros)


def _short(kind: str) -> str:
    return kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")


def routes() -> list[Route]:
    """Return the routes of the dictionary."""
    return [route("/dictionary", _page), route("/dictionary.json", _json)]


def _page(visit: Visit, values: Mapping[str, str]) -> Response:
    return render(visit, "dictionary.html.j2", dictionary=dictionary_of(visit.snapshot))


def _json(visit: Visit, values: Mapping[str, str]) -> Response:
    known = dictionary_of(visit.snapshot)
    tables = [
        {
            "name": relation.name,
            "kind": relation.kind,
            "comment": relation.comment,
            "rows": relation.rows,
            "columns": [_told(column) for column in relation.columns],
        }
        for relation in known.relations
    ]
    macros = [
        {"name": m.name, "parameters": list(m.parameters), "gives_table": m.gives_table, "comment": m.comment}
        for m in known.macros
    ]
    return json_answer({"snapshot": visit.snapshot.number, "tables": tables, "macros": macros})


def _told(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": column.type, "nullable": column.nullable}
    refers = {"refers_to": ".".join(column.refers)} if column.refers else {}
    return told | {"comment": column.comment} | refers
