"""Taking articles, and what came of them, out of published snapshots: the database anew, the index within its folder.

The database is written beside the old one and renamed over it: who has the old one open reads it to its end. The index
is changed first, by one commit of its own, so that a kill in between leaves a database that still says what is to be
done; doing it twice does no harm.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.checks.running import run_checks
from warehouse.forgetting.retold import Row, names_in, select
from warehouse.forgetting.without import write_without
from warehouse.searching.reindexing import holds_deleted, index_without
from warehouse.snapshots.folder import Snapshots, sync_file, sync_folder
from warehouse.tables import coverage, summaries
from warehouse.tables.history import history_without

_STORAGE = "v1.0.0"


class SnapshotLeftError(ValueError):
    """A snapshot cannot be told without some articles, because it is damaged or of another kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What is forgotten: ids of articles, places of their pages, and whether an address is."""

    ids: Collection[str]
    places: Collection[str]
    covers: Callable[[str | None], bool]

    def holds(self, row: Row) -> bool:
        """Tell whether an article's row is of what is forgotten."""
        return row["article_id"] in self.ids or row["record"] in self.places or self.covers(row["url"])

    def named(self, article: str) -> bool:
        """Tell whether a correction's article, an address or id, is forgotten."""
        return article in self.ids or ("://" in article and self.covers(article))


def articles_in(database: Path, gone: Gone) -> list[Row]:
    """Return key, id, address and place of the articles of a snapshot that are forgotten; raises SnapshotLeftError.

    What is forgotten by one of its addresses is forgotten by all: each has a row, with the key that they share.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            there = select(connection, "SELECT table_name FROM duckdb_tables()", [])
            tables = [name for name in ("article", "article_address") if {"table_name": name} in there]
            parts = [f"SELECT article_key, article_id, url, record FROM {name}" for name in tables]  # noqa: S608
            rows = select(connection, f"{' UNION ALL '.join(parts)} ORDER BY ALL", [])
            named = select(connection, "SELECT article FROM correction", [])
            named += [{"article": url} for url in _addresses_in_history(connection)]
    except duckdb.Error as error:
        raise _no_use(database, error) from error
    keys = {row["article_key"] for row in rows if gone.holds(row)}
    found = [row for row in rows if row["article_key"] in keys]
    if not found and any(gone.named(row["article"]) for row in named):
        return [{"article_key": None, "article_id": "", "url": None, "record": None}]
    return found


def forget_in(snapshots: Snapshots, number: int, gone: Gone, reports: Sequence[Path]) -> int:
    """Take what is forgotten out of one snapshot; return how many articles went.

    `reports` are the parts from which names of recipients may be looked up that the snapshot gives once only. Raises
    SnapshotLeftError, and leaves the snapshot as it was, where it cannot be done; OSError on a full disk. An index that
    is damaged is removed: the next publish makes another.
    """
    database = snapshots.database(number)
    found = {row["article_key"] for row in articles_in(database, gone)}
    if not found:
        if holds_deleted(snapshots.index(number)):  # it may go on from an index that held what is forgotten
            index_without(snapshots.index(number), database)
        return 0
    keys = sorted(found - {None})
    target = database.with_name(f"{database.name}.tmp")
    target.unlink(missing_ok=True)
    try:
        _write_without(database, target, keys, gone, reports)
        sync_file(target)
        with duckdb.connect(str(target), read_only=True) as connection:
            blocking = [f for f in run_checks(connection) if f.check.level == "blocking"]
        if blocking:
            raise SnapshotLeftError(f"{database.name} without them is not sound: {blocking[0]}")
        index_without(snapshots.index(number), target)
        target.replace(database)
        sync_folder(snapshots.folder)
    except duckdb.IOException as error:  # a full disk
        raise OSError(errno.EIO, _line(error), str(target)) from error
    except (duckdb.Error, KeyError, TypeError, AttributeError) as error:  # of another time, or damaged
        raise _no_use(database, error) from error
    finally:
        target.unlink(missing_ok=True)
    return len(keys)


def _write_without(old: Path, new: Path, keys: Sequence[int], gone: Gone, reports: Sequence[Path]) -> None:
    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": f"{new}.spill"}) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        connection.execute(f"ATTACH {_quoted(old)} AS old (READ_ONLY)")
        connection.execute(f"ATTACH {_quoted(new)} AS new (STORAGE_VERSION '{_STORAGE}')")
        connection.execute("COPY FROM DATABASE old TO new (SCHEMA)")
        write_without(connection, frozenset(keys), names_in(reports), gone.named)
        urls = [url for url in _addresses_in_history(connection, "old.") if gone.named(url)]
        connection.execute("BEGIN")
        history_without(connection, keys, urls)
        _copy_run(connection, keys)
        _sum_up(connection)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT new")


def _addresses_in_history(connection: duckdb.DuckDBPyConnection, of: str = "") -> list[str]:
    """Return the addresses that the history of awards gives, those of articles that are not there any more too."""
    if {"table_name": "award_history"} not in select(connection, "SELECT table_name FROM duckdb_tables()", []):
        return []
    query = f"SELECT DISTINCT url FROM {of}award_history WHERE url IS NOT NULL"  # noqa: S608
    return [row["url"] for row in select(connection, query, [])]


def _sum_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that follow from others anew; of outlets that are gone, what was found and not read goes too."""
    connection.execute("USE new")
    summaries.refill(connection)
    if select(connection, "FROM duckdb_tables() WHERE database_name = 'new' AND table_name = 'coverage'", []):
        gone = select(connection, "SELECT source FROM old.source ANTI JOIN new.source USING (source)", [])
        coverage.refill(connection, [row["source"] for row in gone])
    connection.execute("USE memory")


def _copy_run(connection: duckdb.DuckDBPyConnection, keys: Sequence[int]) -> None:
    """Copy the row on the build, with a word on what was taken out of it since."""
    (row,) = select(connection, "FROM old.run", [])
    info = json.loads(row["info"])
    if isinstance(info, dict):
        told = info.get("forgotten", {}) if isinstance(info.get("forgotten"), dict) else {}
        number = int(told.get("articles", 0)) + len(keys)
        info["forgotten"] = {"articles": number, "last": dt.datetime.now(dt.UTC).date().isoformat()}
    connection.execute(
        "INSERT INTO new.run SELECT * REPLACE (CAST(? AS VARCHAR) AS info,"
        " (SELECT max(fetched) FROM new.article) AS newest_fetch) FROM old.run",
        [json.dumps(info, ensure_ascii=False, sort_keys=True)],
    )


def _no_use(database: Path, error: Exception) -> Exception:
    if isinstance(error, duckdb.IOException) and "lock" in str(error).lower():
        return OSError(errno.EBUSY, "another program has it open for writing; close it first", str(database))
    return SnapshotLeftError(f"{database.name} cannot be told without them: {_line(error)}")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]
