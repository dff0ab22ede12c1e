"""Rows of the table person_correction, and what a publish says of the entries that fit nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.people.entries import PersonOutcome


def person_correction_rows(outcomes: Sequence[PersonOutcome], ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return a row for each entry, in the order of the file, as the work table has it; `ids` are those of mentions."""
    return [
        {
            "person_correction_key": key,
            "action": outcome.entry.action,
            "people": json.dumps([who.said() for who in outcome.entry.people], ensure_ascii=False),
            "articles": sorted({who.article for who in outcome.entry.people if who.article}),
            "mention_ids": [ids[n] for n in outcome.mentions],
            "changed": outcome.changed,
            "corrected_by": outcome.entry.by,
            "corrected_on": outcome.entry.on,
            "corrected_why": outcome.entry.why,
            "problem": outcome.problem,
        }
        for key, outcome in enumerate(outcomes, 1)
    ]


def unapplied_people(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return a line on each entry on people of a snapshot that was not applied."""
    found = connection.execute(
        "SELECT person_correction_key, corrected_by, action, problem FROM person_correction "
        "WHERE problem IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [f"{action} {key} of people (by {by}) is not applied: {problem}" for key, by, action, problem in found]
