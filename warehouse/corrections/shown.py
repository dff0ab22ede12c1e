"""Rows of a snapshot as reports of errors name them: with the values that were read, which corrections need."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

AWARD = ("award", "name", "class", "grantor", "grantor_name", "recipient", "count", "qualifier", "status", "evidence")
"""Columns of `award_report` that name a row; a report of an error needs them, and `as_read`."""
OFFICIAL = ("name", "titles", "roles")
"""Columns of `official_mention`."""
EVENT = ("kind", "date", "date_end", "part_of_day", "province", "place", "venue", "host")
"""Columns of `report`."""
_HIDDEN = re.compile(r"\b[^\W\d_]\.+")
"""A child's name of which only the initial is published, as `warehouse.intake.children.hide` leaves it."""


def shown_award(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names a row of `award_report` (a mapping of its columns) as it was read, whoever corrected it."""
    shown = _read(row, AWARD)
    shown["evidence"] = unhidden(shown["evidence"])
    return shown


def shown_official(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names a row of `official_mention` as it was read."""
    return _read(row, OFFICIAL)


def shown_event(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event of a row of `report` as it was read."""
    return _read(row, EVENT)


def unhidden(evidence: str) -> str:
    """Return words of a published sentence that stand so in the article: the longest without a hidden name in them."""
    return max((piece.strip() for piece in _HIDDEN.split(evidence)), key=len) or evidence


def _read(row: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    as_read = json.loads(row["as_read"]) if row.get("as_read") else {}
    return {name: as_read.get(name, row[name]) for name in columns if name in row}
