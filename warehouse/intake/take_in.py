"""What a publish takes in: articles and reports out of the digests of all parts, in the database `work`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from warehouse.ceremonies.events import days_between
from warehouse.copies.lookalikes import BANDS, Bands
from warehouse.copies.prints import Print
from warehouse.intake.items import Item
from warehouse.sql import run_on, run_script

_NONE = ", ".join(["0::UBIGINT"] * BANDS)
_BANDS = f"coalesce(CAST(bands AS UBIGINT[]), [{_NONE}]) AS bands, bands IS NOT NULL AS telling"


def take_in(connection: duckdb.DuckDBPyConnection, articles: Sequence[Path], reports: Sequence[Path]) -> None:
    """Put in `work` what these digests hold: the tables capture, newest, former_text, told, award, official, intake."""
    for name, paths in (("articles", articles), ("reports", reports)):
        connection.execute(f"SET VARIABLE {name} = ?", [[str(path) for path in paths]])
    run_script(connection, "intake/take_in")


def retake(connection: duckdb.DuckDBPyConnection, reports: pa.Table) -> None:
    """Put reports, as their digest has them, in the place of those on the same articles."""
    tables = ("told", "award", "official")
    run_on(
        connection,
        reports,
        *(f"DELETE FROM work.{name} WHERE article_id IN (SELECT article_id FROM incoming)" for name in tables),  # noqa: S608
        "INSERT INTO work.told BY NAME SELECT * EXCLUDE (awards, officials) FROM incoming",
        "INSERT INTO work.award BY NAME SELECT article_id, unnest(awards, max_depth := 2) FROM incoming",
        "INSERT INTO work.official BY NAME SELECT article_id, unnest(officials, max_depth := 2) FROM incoming",
    )


def find_changed(connection: duckdb.DuckDBPyConnection, *, former: bool) -> bool:
    """Make the table changed (id) in `work`: articles that the snapshot `former` has not, or not like this.

    Return whether all is to be decided anew: where there is no `former` to go by, or an article of it is gone.
    """
    if former:
        connection.execute(
            "CREATE TABLE work.changed AS SELECT article_id AS id"
            " FROM work.intake ANTI JOIN former.intake USING (article_id, fingerprint)"
        )
        found = connection.execute(
            "SELECT count(*) FROM former.intake ANTI JOIN work.intake USING (article_id)"
        ).fetchone()
        if found and not found[0]:
            return False
        connection.execute("DROP TABLE work.changed")
    connection.execute("CREATE TABLE work.changed AS SELECT article_id AS id FROM work.intake")
    return True


def read_items(connection: duckdb.DuckDBPyConnection, among: str) -> list[Item]:
    """Return the articles whose ids are in the table `among`, by id, with their prints."""
    rows = connection.execute(
        f"""
        SELECT newest.id, url, source, title, newest.published, fetched, record, credit, newest.text_hash,
            first_fetched, {_BANDS}, article_id IS NOT NULL AS read, date, date_end, texts
        FROM work.newest JOIN {among} USING (id) LEFT JOIN work.told ON article_id = newest.id
        LEFT JOIN (SELECT id, list(text_hash) AS texts FROM work.former_text GROUP BY id) USING (id)
        ORDER BY newest.id
        """  # noqa: S608 (own names)
    ).to_arrow_table()
    marks = _prints(connection, among)
    bands = _bands(rows)
    return [
        Item(
            **{
                name: row[name] for name in ("id", "url", "source", "title", "published", "fetched", "record", "credit")
            },
            text_hash=row["text_hash"],
            first_fetched=row["first_fetched"],
            mark=marks[row["id"]],
            bands=bands[n],
            read=row["read"],
            days=days_between(row["date"], row["date_end"]),
            former=frozenset(row["texts"] or ()),
        )
        for n, row in enumerate(_rows(rows.drop_columns(["bands", "telling"])))
    ]


def read_bands(connection: duckdb.DuckDBPyConnection, among: str) -> list[Item]:
    """Return the articles of the table `among`, by id, with what blocks are made of alone."""
    rows = connection.execute(
        f"SELECT id, title, published, {_BANDS} FROM work.newest JOIN {among} USING (id) ORDER BY id"  # noqa: S608 (own names)
    ).to_arrow_table()
    bands = _bands(rows)
    nothing: dict[str, Any] = dict.fromkeys(("url", "source", "fetched", "record", "credit"))
    return [
        Item(**row, **nothing, text_hash="", bands=bands[n])
        for n, row in enumerate(_rows(rows.drop_columns(["bands", "telling"])))
    ]


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    return [row for batch in table.to_batches(max_chunksize=10_000) for row in batch.to_pylist()]


def _bands(rows: pa.Table) -> list[Bands | None]:
    keys = rows["bands"].combine_chunks().flatten().to_numpy().reshape(-1, BANDS)
    return [bands if telling else None for bands, telling in zip(keys, rows["telling"].to_pylist(), strict=True)]


def _prints(connection: duckdb.DuckDBPyConnection, among: str) -> dict[str, Print]:
    """Return the prints of articles; their arrays are views of what was read, so that memory holds each once."""
    reader = connection.execute(
        f"""
        SELECT id, shingles, numbers, names, short
        FROM read_parquet(getvariable('articles'), filename = true, file_row_number = true) AS digest
        JOIN (SELECT id, filename, file_row_number FROM work.newest JOIN {among} USING (id)) AS newest
            USING (id, filename, file_row_number)
        """  # noqa: S608 (own names)
    ).to_arrow_reader(2_000)
    marks: dict[str, Print] = {}
    for batch in reader:
        ids, shorts = batch["id"].to_pylist(), batch["short"].to_pylist()
        columns = [_views(batch[name]) for name in ("shingles", "numbers", "names")]
        for article_id, short, shingles, numbers, names in zip(ids, shorts, *columns, strict=True):
            marks[article_id] = Print(shingles, numbers, names, short)
    return marks


def _views(column: pa.ListArray) -> list[NDArray[np.uint32]]:
    values, ends = column.values.to_numpy(), column.offsets.to_numpy()
    return [values[start:end] for start, end in pairwise(ends)]
