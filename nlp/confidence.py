"""Confidence: how often rows like this one are right."""

from __future__ import annotations

from nlp.drafts import Draft


def confidence_of(row: Draft) -> float:
    """Return a value from 0 to 1, lower for each thing that the words left open.

    The steps are estimates, to be fitted on annotated articles.
    """
    value = 0.95
    if row.grantor is None:
        value -= 0.1
    if row.count is None:
        value -= 0.3
    if row.recipient in (None, "case", "mixed"):
        value -= 0.1
    if not row.linked:
        value -= 0.2
    if row.award in ("khac", "khen-thuong"):
        value -= 0.15
    return round(max(value, 0.1), 2)
