"""What was corrected in a report, and the ids of its rows, which stay when a row is corrected."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp.report import Report
from reference.folding import norm


@dataclass(frozen=True, slots=True)
class Word:
    """Who corrected a row, when and why; `as_read` is JSON of the values as read, None where nothing was.

    `counted` tells whether the number of the row was looked at.
    """

    by: str
    on: dt.date
    why: str
    as_read: str | None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was corrected in a report, by the places of its awards and officials, whose ids are those of before."""

    award_ids: tuple[str, ...]
    mention_ids: tuple[str, ...]
    awards: Mapping[int, Word] = field(default_factory=dict)
    officials: Mapping[int, Word] = field(default_factory=dict)
    event: Word | None = None


def columns(word: Word | None) -> dict[str, Any]:
    """Return the columns in which a table shows a correction; they are null where there is none."""
    if word is None:
        return {}
    return {
        "corrected_by": word.by,
        "corrected_on": word.on,
        "corrected_why": word.why,
        "as_read": word.as_read,
    }


def award_ids(article_id: str, report: Report) -> tuple[str, ...]:
    """Return for each award row of a report an id that stays when rows of other kinds come or go."""
    seen: Counter[str] = Counter()
    ids = {}
    awards = report.awards
    for row in sorted(range(len(awards)), key=lambda row: (awards[row].evidence.start, row)):
        award = awards[row]
        kind = f"{article_id}:{award.award}:{award.award_class or 0}:{award.recipient}:{award.status}"
        seen[kind] += 1
        ids[row] = f"{kind}:{seen[kind]}"
    return tuple(ids[row] for row in range(len(awards)))


def mention_ids(article_id: str, report: Report) -> tuple[str, ...]:
    """Return for each official of a report an id made of article and name."""
    seen: Counter[str] = Counter()
    ids = []
    for official in report.officials:
        name = norm(official.name)
        seen[name] += 1
        ids.append(f"{article_id}:{name}" + (f":{seen[name]}" if seen[name] > 1 else ""))
    return tuple(ids)
