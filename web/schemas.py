"""DuckDB's types as JSON Schema (2020-12), as the site's JSON has their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]
_WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
_NUMBER = re.compile(r"DOUBLE|FLOAT|DECIMAL(\(.*\))?")
_FORMATS = {"DATE": "date", "TIMESTAMP WITH TIME ZONE": "date-time", "UUID": "uuid"}
ERROR: Schema = {
    "type": "object",
    "properties": {
        "error": {"type": "string", "description": "What is wrong, for people."},
        "pointer": {"type": "string", "description": "The line of the statement and a caret under the place."},
    },
    "required": ["error"],
}


def schema_of(kind: str) -> Schema:
    """Return the schema of a column's values; each may be null."""
    if kind.endswith("[]"):
        return {"type": ["array", "null"], "items": schema_of(kind[:-2])}
    if kind.startswith(("STRUCT(", "MAP(")):
        return {"type": ["object", "null"]}
    if kind == "BOOLEAN":
        return {"type": ["boolean", "null"]}
    if _WHOLE.fullmatch(kind):
        return {"type": ["integer", "null"]}
    if _NUMBER.fullmatch(kind):
        return {"type": ["number", "null"]}
    return {"type": ["string", "null"]} | ({"format": _FORMATS[kind]} if kind in _FORMATS else {})


def array(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def record(properties: Mapping[str, Schema]) -> Schema:
    """Return the schema of an object that has all these properties."""
    return {"type": "object", "properties": dict(properties), "required": list(properties)}
