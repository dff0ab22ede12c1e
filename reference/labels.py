"""What the codes of reports mean, in Vietnamese and English (`data/labels.csv`): grantors, kinds, statuses and others.

The words are those of Luật Thi đua, khen thưởng 06/2022/QH15 where it has one. Award types have labels of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.tables import read_table


@dataclass(frozen=True, slots=True)
class Label:
    """One code: `of` is what it is a code of (grantor, kind, status …), `level` that of a grantor's authority."""

    of: str
    code: str
    vi: str
    en: str
    level: str | None = None


@cache
def labels() -> tuple[Label, ...]:
    """Return every label, in the order of the file."""
    return tuple(
        Label(row["of"], row["code"], row["vi"], row["en"], row["level"] or None) for row in read_table("labels.csv")
    )
