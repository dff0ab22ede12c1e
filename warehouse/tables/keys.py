"""Which columns tell the rows of a table apart, and which refer to rows of another: the keys of a snapshot.

DuckDB would keep an index for each key declared in the file: loading takes longer, and of foreign keys neither its
copies of databases nor the removal of articles get on with them. So they are checked at every publish instead
(`warehouse.checks.running`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

KEYS: dict[str, tuple[tuple[str, ...], ...]] = {
    "run": (("snapshot",),),
    "source": (("source",),),
    "province": (("province_id",),),
    "award_type": (("award",),),
    "grantor": (("grantor",),),
    "code_label": (("code_of", "code"),),
    "coverage": (("source", "month"),),
    "article": (("article_key",), ("article_id",)),
    "article_address": (("article_id",),),
    "article_version": (("article_key", "version"),),
    "report": (("report_key",), ("article_key",)),
    "ceremony": (("ceremony_key",), ("ceremony_id",)),
    "official": (("official_key",), ("official_id",)),
    "position": (("position_key",),),
    "appearance": (("appearance_key",), ("official_key", "ceremony_key")),
    "official_mention": (("mention_key",), ("mention_id",)),
    "award": (("award_key",), ("award_id",)),
    "award_report": (("award_report_key",), ("award_report_id",)),
    "recipient": (("recipient_key",),),
    "recipient_history": (("recipient_key",),),
    "award_occupation": (("award_key", "occupation"),),
    "award_count": (("year", "province_today", "province", "award", "class"),),
    "movement": (("movement_key",),),
    "document": (("document_key",),),
    "award_history": (("award_id", "snapshot"),),
    "snapshot": (("snapshot",),),
    "correction": (("correction_key",),),
    "person_correction": (("person_correction_key",),),
    "intake": (("article_id",),),
    "alias": (("kind", "old_id"),),
}
"""Of each table the sets of columns of which no two rows have the same values, the first being its key."""

REFERENCES: dict[tuple[str, str], tuple[str, str]] = {
    ("award_type", "grantor"): ("grantor", "grantor"),
    ("article", "source"): ("source", "source"),
    ("article", "syndicated_of"): ("article", "article_key"),
    ("article_address", "article_key"): ("article", "article_key"),
    ("article_version", "article_key"): ("article", "article_key"),
    ("report", "article_key"): ("article", "article_key"),
    ("report", "ceremony_key"): ("ceremony", "ceremony_key"),
    ("position", "official_key"): ("official", "official_key"),
    ("appearance", "official_key"): ("official", "official_key"),
    ("appearance", "ceremony_key"): ("ceremony", "ceremony_key"),
    ("official_mention", "official_key"): ("official", "official_key"),
    ("official_mention", "report_key"): ("report", "report_key"),
    ("award", "ceremony_key"): ("ceremony", "ceremony_key"),
    ("award", "ceremony_id"): ("ceremony", "ceremony_id"),
    ("award", "award"): ("award_type", "award"),
    ("award", "grantor"): ("grantor", "grantor"),
    ("award", "handed_over_key"): ("ceremony", "ceremony_key"),
    ("award", "best_id"): ("award_report", "award_report_id"),
    ("award_report", "award_key"): ("award", "award_key"),
    ("award_report", "report_key"): ("report", "report_key"),
    ("award_report", "award"): ("award_type", "award"),
    ("award_report", "grantor"): ("grantor", "grantor"),
    ("recipient", "award_key"): ("award", "award_key"),
    ("recipient", "report_key"): ("report", "report_key"),
    ("recipient_history", "recipient_key"): ("recipient", "recipient_key"),
    ("award_occupation", "award_key"): ("award", "award_key"),
    ("award_count", "award"): ("award_type", "award"),
    ("presentation", "award_key"): ("award", "award_key"),
    ("presentation", "official_key"): ("official", "official_key"),
    ("report_movement", "report_key"): ("report", "report_key"),
    ("report_movement", "movement_key"): ("movement", "movement_key"),
    ("report_document", "report_key"): ("report", "report_key"),
    ("report_document", "document_key"): ("document", "document_key"),
    ("award_history", "snapshot"): ("snapshot", "snapshot"),
    ("award_history", "award"): ("award_type", "award"),
    ("correction", "article_key"): ("article", "article_key"),
}
"""The table and column that a column's values, where they are not null, are taken from."""


@dataclass(frozen=True, slots=True, order=True)
class ForeignKey:
    """A column whose values, where they are not null, are all in a column of another table."""

    table: str
    column: str
    parent: str
    parent_column: str


def primary_key(table: str) -> tuple[str, ...]:
    """Return the columns that tell the rows of a table apart; none where rows may repeat."""
    return KEYS[table][0] if table in KEYS else ()


def foreign_keys(tables: Collection[str]) -> list[ForeignKey]:
    """Return the references among these tables, in order."""
    return [ForeignKey(*place, *target) for place, target in REFERENCES.items() if {place[0], target[0]} <= {*tables}]
