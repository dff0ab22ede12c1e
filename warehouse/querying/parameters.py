"""Parameters of a statement as people type them."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from warehouse.querying.query import QueryError

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?")


def typed(text: str) -> Any:  # noqa: ANN401 (any value that a parameter may have)
    """Return a parameter as a query takes it: numbers, true, false, null, lists of them, days and times as such.

    All else is text, and so is what stands in double quotes. Raises QueryError for a day or time that does not exist.
    """
    for kind, form, read in (("day", _DAY, dt.date.fromisoformat), ("time", _TIME, dt.datetime.fromisoformat)):
        if form.fullmatch(text):
            try:
                return read(text)
            except ValueError:
                raise QueryError(f"there is no {kind} {text}") from None
    try:
        value = json.loads(text, parse_constant=lambda _: text)
    except (ValueError, RecursionError):
        return text
    return text if isinstance(value, dict) else value


def written(value: str) -> str:
    """Return text so that `typed` reads it as that text, in double quotes where it would be something else."""
    try:
        return value if typed(value) == value else json.dumps(value, ensure_ascii=False)
    except QueryError:
        return json.dumps(value, ensure_ascii=False)
