"""What changed between two snapshots: awards with the reasons, totals by award, ceremonies and people in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import duckdb

from warehouse.snapshots.folder import SnapshotError, Snapshots
from warehouse.snapshots.opening import is_locked
from warehouse.sql import run_script
from warehouse.tables.history import QUOTED

REASONS = (
    "corrected",
    "correction withdrawn",
    "article gone",
    "same article",
    "another outlet",
    "new article",
    "new copy",
    "text changed",
    "read differently",
    "merged",
    "split",
    "regrouped",
    "copies",
    "parts",
    "other rules",
    "not known",
)
"""Why an award differs; where several apply they are told in this order."""
Change = Literal["new", "changed", "vanished"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an award differs, and by which article, correction or other award."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An award that differs: its values before and after, None where it was or is none; `size` is that of its count."""

    award_id: str
    change: Change
    size: int
    was: dict[str, Any] | None
    now: dict[str, Any] | None
    reasons: tuple[Reason, ...]

    @property
    def columns(self) -> list[str]:
        """The values that changed; none of one that is new or vanished."""
        if self.was is None or self.now is None:
            return []
        return [name for name in QUOTED if self.was[name] != self.now[name]]


@dataclass(frozen=True, slots=True)
class Total:
    """Conferred awards of a type before and after: rows, and the sum of their counts."""

    award: str
    awards: tuple[int, int]
    recipients: tuple[int, int]


class Comparison:
    """Two snapshots side by side; made by `compare`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, before: int, after: int) -> None:
        self._connection = connection
        self.before, self.after = before, after

    def counts(self) -> dict[str, dict[Change, int]]:
        """Return how many awards, ceremonies and officials are new, changed and vanished."""
        awards = self._connection.execute("SELECT change, count(*) FROM difference GROUP BY change").fetchall()
        return {
            "award": {"new": 0, "changed": 0, "vanished": 0, **dict(awards)},
            "ceremony": self._count("ceremony"),
            "official": self._count("official"),
        }

    def reasons(self) -> dict[str, int]:
        """Return the number of awards by reason; an award with several is counted for each."""
        found = self._connection.execute("SELECT reason, count(DISTINCT award_id) FROM reason GROUP BY reason")
        counts = dict(found.fetchall())
        return {reason: counts[reason] for reason in REASONS if reason in counts}

    def totals(self) -> list[Total]:
        """Return the totals of each type of award that either snapshot has, by its code."""
        found = self._connection.execute(
            "SELECT award, count(*) FILTER (NOT later), count(*) FILTER (later),"
            " coalesce(sum(count) FILTER (NOT later), 0)::BIGINT, coalesce(sum(count) FILTER (later), 0)::BIGINT"
            " FROM (SELECT award, count, status, false AS later FROM a.award"
            " UNION ALL SELECT award, count, status, true FROM b.award)"
            " WHERE status = 'conferred' GROUP BY 1 ORDER BY 1"
        ).fetchall()
        return [Total(award, (n, m), (s, t)) for award, n, m, s, t in found]

    def differences(self, limit: int | None = None) -> Iterator[Difference]:
        """Give the awards that differ, those whose count differs most first."""
        cursor = self._connection.cursor()
        cursor.execute(
            "SELECT award_id, change, size, was, now, reasons FROM difference JOIN (SELECT award_id,"
            " list(DISTINCT {'rank': list_position($reasons, reason), 'reason': reason, 'detail': detail}"
            " ORDER BY {'rank': list_position($reasons, reason), 'reason': reason, 'detail': detail}) AS reasons"
            " FROM reason GROUP BY award_id) USING (award_id)"
            " ORDER BY size DESC, change, award_id LIMIT $limit",
            {"reasons": list(REASONS), "limit": limit},
        )
        while rows := cursor.fetchmany(1_000):
            for award_id, change, size, was, now, reasons in rows:
                told = tuple(Reason(one["reason"], one["detail"]) for one in reasons)
                yield Difference(award_id, change, size, was, now, told)

    def _count(self, table: str) -> dict[Change, int]:
        key, named = f"{table}_key", f"{table}_id"
        columns = self._connection.execute(
            "SELECT string_agg('\"' || column_name || '\"', ', ' ORDER BY column_name) FROM ("
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name IN ('a', 'b')"
            " AND column_name <> ? GROUP BY column_name HAVING count(*) = 2)",
            [table, key],
        ).fetchone()
        names = columns[0] if columns else named
        found = self._connection.execute(
            f"SELECT count(*) FILTER (x.{key} IS NULL), count(*) FILTER (y.{key} IS NULL), (SELECT count(*) FROM ("  # noqa: S608
            f"SELECT {names} FROM a.{table} EXCEPT SELECT {names} FROM b.{table}) SEMI JOIN b.{table} USING ({named}))"
            f" FROM a.{table} AS x FULL JOIN b.{table} AS y USING ({named})"
        ).fetchone()
        new, vanished, changed = found or (0, 0, 0)
        return {"new": new, "changed": changed, "vanished": vanished}


@contextmanager
def compare(snapshots: Snapshots, before: int, after: int) -> Iterator[Comparison]:
    """Give what differs between two kept snapshots; nothing is locked. Raises SnapshotError."""
    paths = [snapshots.database(snapshots.chosen(number)) for number in (before, after)]
    with duckdb.connect(config={"memory_limit": "2GB"}) as connection:
        try:
            for name, path in zip("ab", paths, strict=True):
                quoted = str(path).replace("'", "''")
                connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
            connection.execute(_DIFFERENCE)
            run_script(connection, "snapshots/comparison")
        except duckdb.Error as error:
            reason = "one is open for writing in another program" if is_locked(error) else " ".join(str(error).split())
            raise SnapshotError(f"snapshots {before} and {after} cannot be compared: {reason[:300]}") from error
        yield Comparison(connection, before, after)


def _values(of: str) -> str:
    return "{" + ", ".join(f"'{name}': {of}.{name}" for name in QUOTED) + "}"


_DIFFERENCE = f"""
CREATE TABLE difference AS
SELECT award_id, CASE WHEN x.award_key IS NULL THEN 'new' WHEN y.award_key IS NULL THEN 'vanished' ELSE 'changed' END
    AS change, abs(coalesce(y.count, 0) - coalesce(x.count, 0)) AS size,
    CASE WHEN x.award_key IS NOT NULL THEN {_values("x")} END AS was,
    CASE WHEN y.award_key IS NOT NULL THEN {_values("y")} END AS now
FROM a.award AS x FULL JOIN b.award AS y USING (award_id)
WHERE x.award_key IS NULL OR y.award_key IS NULL OR {_values("x")} IS DISTINCT FROM {_values("y")}
"""  # noqa: S608 (names of columns)
