"""Rows of the table correction, and what a publish says of those that fit nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.corrections.correcting import Outcome
from warehouse.corrections.correcting_rows import as_json
from warehouse.corrections.entries import Correction


def correction_rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return a row for each correction, in the order of the file."""
    return [
        {
            "correction_key": key,
            "article": outcome.correction.article,
            "article_id": outcome.article_id,
            "subject": outcome.correction.subject,
            "action": outcome.correction.action,
            "row_id": outcome.row_id,
            **_values(outcome.correction),
            "corrected_by": outcome.correction.by,
            "corrected_on": outcome.correction.on,
            "corrected_why": outcome.correction.why,
            "articles": outcome.articles,
            "problem": outcome.problem,
        }
        for key, outcome in enumerate(outcomes, 1)
    ]


def unapplied(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return a line on each correction of a snapshot that was not applied."""
    found = connection.execute(
        "SELECT correction_key, corrected_by, article, problem FROM correction WHERE problem IS NOT NULL ORDER BY 1"
    ).fetchall()
    return [f"correction {key} (by {by}) is not applied to {article}: {problem}" for key, by, article, problem in found]


def _values(correction: Correction) -> dict[str, str | None]:
    """Return what was read and what is right; who is taken from the officials is not named again."""
    wrong, right = correction.change.wrong, correction.change.right
    if correction.subject == "official" and right is None:
        wrong = None
    return {
        "as_read": as_json(wrong.said()) if wrong else None,
        "set_to": as_json(right.said()) if right else None,
    }
