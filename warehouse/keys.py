"""Which columns of a snapshot's tables are keys, and which refer to another table.

The names tell: `award_key` is the key of `award`, and everywhere else it refers to it. What the names do not tell is
listed here. Keys of text that say what they are of (`award_id`) are kept beside them and are not repeated here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PRIMARY: dict[str, tuple[str, ...]] = {
    "run": ("snapshot",),
    "source": ("source",),
    "province": ("province_id",),
    "award_type": ("award",),
    "official_mention": ("mention_key",),
    "article_address": ("article_id",),
    "article_version": ("article_key", "version"),
    "alias": ("kind", "old_id"),
}
_FOREIGN: dict[str, tuple[str, str]] = {
    "syndicated_of": ("article", "article_key"),
    "handed_over_key": ("ceremony", "ceremony_key"),
    "source": ("source", "source"),
    "award": ("award_type", "award"),
}
"""Columns of any table that refer to another by a name of their own."""


@dataclass(frozen=True, slots=True, order=True)
class ForeignKey:
    """A column whose values, where they are not null, are all in a column of another table."""

    table: str
    column: str
    parent: str
    parent_column: str


def primary_key(table: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that tell the rows of a table apart; none where rows may repeat."""
    if f"{table}_key" in columns:
        return (f"{table}_key",)
    return tuple(_PRIMARY.get(table, ()))


def foreign_keys(tables: Mapping[str, Sequence[str]]) -> list[ForeignKey]:
    """Return the references among tables, given with their columns, in order."""
    found = []
    for table, columns in tables.items():
        own = primary_key(table, columns)
        for column in columns:
            parent, parent_column = _FOREIGN.get(column, (column.removesuffix("_key"), column))
            if parent_column in tables.get(parent, ()) and own != (column,):
                found.append(ForeignKey(table, column, parent, parent_column))
    return found


def orphans(key: ForeignKey) -> str:
    """Return the SQL of a query for the values of a foreign key that its parent does not hold; it must find none."""
    return (
        f'SELECT DISTINCT "{key.column}" FROM "{key.table}" WHERE "{key.column}" NOT IN '  # noqa: S608 (names of ours)
        f'(SELECT "{key.parent_column}" FROM "{key.parent}")'
    )
