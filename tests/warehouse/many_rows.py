"""A snapshot of any size made by SQL alone, for the time that questions take; its rows say nothing of real ones."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.build import STORAGE
from warehouse.tables import coverage, summaries
from warehouse.tables.derivation import insert_rows as insert
from warehouse.tables.look_ups import award_type_rows, code_label_rows, grantor_rows, province_rows
from warehouse.tables.schema import create_tables, create_views

_ROWS = Path(__file__).with_suffix(".sql")


def write_many(path: Path, articles: int) -> None:
    """Write a database with so many articles, and five award rows for each."""
    with duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE}) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        create_tables(connection)
        insert(connection, "province", province_rows())
        insert(connection, "award_type", award_type_rows())
        insert(connection, "grantor", grantor_rows())
        insert(connection, "code_label", code_label_rows())
        connection.execute(_ROWS.read_text(encoding="utf-8").replace("$articles", str(articles)))
        summaries.fill(connection)
        coverage.fill(connection)
        create_views(connection)
