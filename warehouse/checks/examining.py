"""Examining a published snapshot: its checks, its file and index, and its evidence against the operator's own texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from warehouse.checks.running import Check, Finding, checks, in_order, run_check
from warehouse.searching.index import is_sound
from warehouse.snapshots.folder import SnapshotError, Snapshots
from warehouse.snapshots.opening import is_locked

SAMPLE = 1_000
"""Articles whose texts are looked at, where not all are asked for."""
_FILE = Check("file", "blocking", "the database file cannot be read to its end", "")
_INDEX = Check("index", "blocking", "the search index is damaged, or not of this database", "")
_PARTS = Check("parts", "warning", "the articles of this home cannot be read, so no text was looked at", "")
_TEXTS = """
CREATE TEMP TABLE looked_at AS
WITH asked AS (
    SELECT article_key, article_id, article.text_hash FROM article SEMI JOIN (
        SELECT article_key FROM report SEMI JOIN award_report USING (report_key)) USING (article_key)
    ORDER BY hash(article_id), article_id LIMIT $sample)
SELECT article_key, any_value(told.text) AS text FROM asked
LEFT JOIN (SELECT id, coalesce(text, '') AS text FROM read_parquet($parts)) AS told
    ON told.id = asked.article_id AND sha256(told.text) = asked.text_hash
GROUP BY article_key
"""
_TEXT = Check(
    "text",
    "blocking",
    "evidence is not what stands in the text at its place",
    """
SELECT award_report_id, evidence, substring(text, evidence_start + 1, evidence_end - evidence_start) AS in_text
FROM award_report JOIN report USING (report_key) JOIN looked_at USING (article_key)
WHERE substring(text, evidence_start + 1, evidence_end - evidence_start) <> evidence ORDER BY award_report_id
""",
)


@dataclass(slots=True)
class Examination:
    """What was found in a snapshot. `unfit` are the checks that this snapshot has not the tables for, with the reason.

    `articles` tell of awards and were asked for; the texts of `looked_at` of them are kept on this machine.
    """

    snapshot: int
    findings: list[Finding] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    unfit: dict[str, str] = field(default_factory=dict)
    articles: int = 0
    looked_at: int = 0

    @property
    def blocking(self) -> bool:
        """Whether anything was found with which the snapshot would not have been published."""
        return any(finding.check.level == "blocking" for finding in self.findings)


def examine(snapshots: Snapshots, number: int, articles: Sequence[Path], sample: int | None = SAMPLE) -> Examination:
    """Examine a snapshot; `articles` are the articles parts of its home, of which `sample` (None: all) are looked at.

    Nothing is locked, so that a publish may go on beside it. Raises SnapshotError where another program writes to it.
    """
    found = Examination(snapshot=number)
    try:
        with duckdb.connect(str(snapshots.database(number)), read_only=True) as connection:
            found.run.append(_FILE.name)
            held = _read_through(connection)
            _run_checks(connection, found)
            _look_at_texts(connection, found, articles, sample)
    except duckdb.Error as error:
        if is_locked(error):
            raise SnapshotError(f"snapshot {number} is open for writing in another program; close it first") from None
        found.findings.append(Finding(_FILE, 1, ({"reason": _line(error)},)))
    else:
        found.run.append(_INDEX.name)
        if not is_sound(snapshots.index(number), held):
            found.findings.append(Finding(_INDEX, 1, ({"index": str(snapshots.index(number))},)))
    found.findings = in_order(found.findings)
    return found


def _read_through(connection: duckdb.DuckDBPyConnection) -> int:
    """Read every block, whose checksums DuckDB compares; return the number of articles."""
    tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY table_oid").fetchall()
    for (table,) in tables:
        connection.execute(f'SELECT bit_xor(hash(each)) FROM "{table}" AS each').fetchall()  # noqa: S608 (its own)
    (held,) = connection.execute("SELECT count(*) FROM article").fetchone() or (0,)
    return int(held)


def _run_checks(connection: duckdb.DuckDBPyConnection, found: Examination) -> None:
    for check in checks():
        try:
            finding = run_check(connection, check)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            found.unfit[check.name] = _line(error)
            continue
        found.run.append(check.name)
        found.findings += [finding] if finding else []


def _look_at_texts(
    connection: duckdb.DuckDBPyConnection, found: Examination, articles: Sequence[Path], sample: int | None
) -> None:
    if not articles:
        return
    try:
        connection.execute(_TEXTS, {"parts": [str(path) for path in articles], "sample": sample})
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        found.findings.append(Finding(_PARTS, 1, ({"reason": _line(error)},)))
        return
    counts = connection.execute("SELECT count(*), count(text) FROM looked_at").fetchone()
    found.articles, found.looked_at = counts or (0, 0)
    found.run.append(_TEXT.name)
    finding = run_check(connection, _TEXT)
    found.findings += [finding] if finding else []


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
