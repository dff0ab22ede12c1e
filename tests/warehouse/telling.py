"""What a snapshot says, without the keys that hold within it alone: two snapshots that say the same are equal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

OF_ITS_TIME = ("run", "snapshot", "award_history")
"""Tables that tell when a snapshot was built and what was said before it."""
NOT_OF_THE_NEWS = (*OF_ITS_TIME, "intake")
"""With what the next publish goes by, which goes by no snapshot in which something was forgotten."""
_NAMES = {
    "article_key": "SELECT article_key, article_id FROM article",
    "syndicated_of": "SELECT article_key, article_id FROM article",
    "report_key": "SELECT report_key, article_id FROM report JOIN article USING (article_key)",
    "ceremony_key": "SELECT ceremony_key, ceremony_id FROM ceremony",
    "official_key": "SELECT official_key, official_id FROM official",
    "award_key": "SELECT award_key, award_id FROM award",
    "movement_key": "SELECT movement_key, name FROM movement",
    "document_key": "SELECT document_key, name FROM document",
}


def telling(database: Path, *, without: tuple[str, ...] = OF_ITS_TIME) -> dict[str, list[str]]:
    """Return the rows of each table in words, with stable ids in the place of keys, sorted."""
    with duckdb.connect(str(database), read_only=True) as connection:
        names = {column: dict(connection.execute(query).fetchall()) for column, query in _NAMES.items()}
        found = {}
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            if table in without:
                continue
            result = connection.execute(f"FROM {table}")
            columns = [column[0] for column in result.description or []]
            found[table] = sorted(str(_said(columns, row, names)) for row in result.fetchall())
        return found


def _said(columns: list[str], row: tuple[Any, ...], names: dict[str, dict[Any, str]]) -> dict[str, Any]:
    said = dict(zip(columns, row, strict=True))
    return {
        name: names[name].get(value, value) if name in names else value
        for name, value in said.items()
        if name in names or not name.endswith("_key")
    }
