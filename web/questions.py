"""A question to the SQL page, as its address or form tells it: the statement, and what fills its `$names`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from warehouse.querying.parameters import typed, written

LONGEST = 20_000
"""Characters of a statement."""
RESERVED = ("sql", "plan", "chart", "theme")
"""What addresses of the page say beside the parameters of a statement."""
_SKIPPED = (
    r"[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$"
)
_NAMES = re.compile(rf"{_SKIPPED}|[\w$]*\w\$|\$(?P<name>[^\W\d]\w*)", re.DOTALL)
_EXPLAIN = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*explain\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Question:
    """What is asked. `given` has the text that fills each name; `plan` asks how the statement would be run."""

    sql: str
    given: Mapping[str, str]
    plan: bool = False
    chart: str = ""
    theme: str = ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the statement's parameters, in the order in which they stand."""
        return names_in(self.sql)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names that nothing was given for."""
        return tuple(name for name in self.names if not self.given.get(name))

    @property
    def reserved(self) -> tuple[str, ...]:
        """The names that no parameter may have here."""
        return tuple(name for name in self.names if name in RESERVED)

    @property
    def asked(self) -> str:
        """The statement as it is to be run."""
        return f"EXPLAIN {self.sql}" if self.plan and not _EXPLAIN.match(self.sql) else self.sql

    @property
    def values(self) -> dict[str, Any]:
        """The parameters as a query takes them; raises QueryError."""
        return {name: typed(self.given[name]) for name in self.names}

    def params(self, **changed: str | None) -> dict[str, str | None]:
        """Return the parameters of its address, or of one that is changed in something."""
        given = {name: self.given.get(name) for name in self.names if name not in RESERVED}
        own = {"sql": self.sql, **given, "plan": "1" if self.plan else None, "chart": self.chart or None}
        return own | changed


def question_of(pairs: Iterable[tuple[str, str]]) -> Question:
    """Return the question of an address or a form; of what is told twice the last counts."""
    told = dict(pairs)
    sql = told.get("sql", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    chart = told.get("chart", "")
    given = {name: value for name, value in told.items() if name not in RESERVED}
    shown = chart if chart in ("bar", "line", "none") else ""
    return Question(sql, given, told.get("plan") == "1", shown, told.get("theme", ""))


def names_in(sql: str) -> tuple[str, ...]:
    """Return the names of parameters in a statement (`$name`), but not what stands in text, comments or quotes."""
    names: dict[str, str] = {}
    for match in _NAMES.finditer(sql):
        if name := match["name"]:
            names.setdefault(name.lower(), name)
    return tuple(names.values())


def filled(sql: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of the address at which a statement stands with text for its names."""
    return {"sql": sql, **{name: written(values[name]) for name in names_in(sql) if name in values}}
