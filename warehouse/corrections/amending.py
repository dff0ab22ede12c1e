"""Applying the operator's corrections to what was taken in, before anything is grouped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from nlp.report import Report
from warehouse.corrections.correcting import Reading, correct
from warehouse.corrections.correction_rows import correction_rows
from warehouse.corrections.entries import Correction
from warehouse.intake.digests import REPORTS, report_row
from warehouse.intake.take_in import retake
from warehouse.tables.derivation import insert_rows

_NAMES = """
SELECT id, name, coalesce(syndicated_of, id) AS original FROM (
    SELECT id, unnest([id, url]) AS name FROM work.article
    UNION ALL SELECT home, unnest([article_id, url]) FROM work.article_address
) JOIN work.article USING (id) WHERE name IS NOT NULL
AND original IN (
    SELECT coalesce(syndicated_of, id) FROM work.article LEFT JOIN work.article_address AS other ON home = id
    WHERE list_has_any([id, article.url, other.article_id, other.url], $names))
ORDER BY ALL
"""
_REPORTS = """
SELECT article_id, report, text_hash, report_hash FROM work.told JOIN read_parquet($parts) AS part USING (article_id)
WHERE list_contains($ids, article_id) AND sha256(report) = report_hash
"""


def amend(connection: duckdb.DuckDBPyConnection, reports: Sequence[Path], corrections: Sequence[Correction]) -> None:
    """Put right the reports taken in that corrections are about, and fill the table correction in `work`."""
    if not corrections:
        return
    names: dict[str, list[str]] = defaultdict(list)
    originals: dict[str, str] = {}
    wanted = sorted({correction.article for correction in corrections})
    for article_id, name, original in connection.execute(_NAMES, {"names": wanted}).fetchall():
        names[article_id].append(name)
        originals[article_id] = original
    given = {"parts": [str(path) for path in reports], "ids": sorted(names)}
    told = {row[0]: row[1:] for row in connection.execute(_REPORTS, given).fetchall()} if reports else {}
    readings = [
        Reading(
            key,
            tuple(known),
            originals[key],
            Report.model_validate_json(told[key][0]) if key in told else None,
        )
        for key, known in sorted(names.items())
    ]
    results, outcomes = correct(readings, corrections)
    rows = [
        report_row(key, report, told[key][1], told[key][2], corrected) for key, (report, corrected) in results.items()
    ]
    retake(connection, pa.Table.from_pylist(rows, schema=REPORTS))
    insert_rows(connection, "work.correction", correction_rows(outcomes))
