"""One published snapshot, opened for the pages that are made from it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import tantivy

from warehouse.querying.query import Result
from warehouse.searching.asking import take_apart
from warehouse.searching.events import Events
from warehouse.searching.finding import Finder
from warehouse.searching.index import open_index
from warehouse.searching.kept import Kept
from warehouse.searching.matching import Matcher
from warehouse.searching.recognising import Holders
from warehouse.snapshots.folder import Snapshots
from web.cards import Cards
from web.rows import KEYED, Rows
from web.statements import Statement, Table, statement

_LOG = logging.getLogger(__name__)

_MEMORY = "1GB"
"""What the database may keep in memory."""
_ANSWERED = 200
"""Pages of searches that are kept, of some 40 kB each."""
_DRAWN = 300
"""Pages and charts that are kept, of some 20 kB each."""
_KEPT = 256
"""Answers of at most a page's length that a snapshot keeps: it never changes, and most visits ask the same."""


class TooSlowError(RuntimeError):
    """What a page asks of the database took longer than it may."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one state of the published files from another: a snapshot's number, and which files hold it."""

    number: int
    database: tuple[int, int]
    index: tuple[int, int]


def identity_of(snapshots: Snapshots) -> Identity:
    """Return the identity of the current snapshot; raises SnapshotError where there is none."""
    number = snapshots.latest()
    return Identity(number, _mark(snapshots.database(number)), _mark(snapshots.index(number) / "meta.json"))


def _mark(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns


class Snapshot:
    """A snapshot's database and index, open for as long as somebody makes a page from them.

    Each has a database of its own in memory to which the file is attached: DuckDB caches open files by path, and what
    was forgotten would be shown until the last page of before is done. Threads may share it.
    """

    def __init__(self, snapshots: Snapshots, identity: Identity, *, seconds: float, public: bool = False) -> None:
        self.identity = identity
        self.number = identity.number
        self.database = snapshots.database(self.number)
        self.index_folder = snapshots.index(self.number)
        self._seconds = seconds
        self._connection = _attached(self.database)
        self._spare: list[duckdb.DuckDBPyConnection] = []
        self._kept: Kept[tuple[object, ...], Table] = Kept(_KEPT)
        self._drawn: Kept[tuple[object, ...], bytes] = Kept(_DRAWN)
        self._answered: Kept[tuple[object, ...], bytes] = Kept(_ANSWERED)
        self._guard = threading.Lock()
        with _attached(self.database) as loading:  # a database of its own: what it keeps of whole tables goes with it
            self.holders = Holders(loading)
            self.finder = Finder(Events(loading), _matcher(self.index_folder, public=public))
            self.rows = {name: Rows(loading, statement(name)) for name in KEYED}
            self.cards = Cards(loading, self.finder.events)
            (self.built,) = loading.execute("SELECT built FROM run").fetchone() or (dt.datetime.now(dt.UTC),)

    def ask(
        self,
        statement: Statement,
        values: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> Table:
        """Return the rows of a statement; `values` fill its `$names`, those that it does not know are left out.

        With `limit`, no more rows than these come with the table, those behind `offset` others, and `total` tells how
        many there are. Raises TooSlowError.
        """
        given = _given(statement, values)
        if limit is None:
            return self._asked(statement.sql, given)
        key = (statement.sql, repr(sorted(given.items())), limit, offset)
        return self._kept.made(key, lambda: self._some(statement, given, limit, offset))

    def _some(self, statement: Statement, given: Mapping[str, Any], limit: int, offset: int) -> Table:
        some = self._asked(f"FROM ({statement.bare}) LIMIT {limit + 1:d} OFFSET {offset:d}", given)
        total = offset + len(some.rows)
        if len(some.rows) > limit or (offset and not some.rows):
            total = self._asked(f"SELECT count(*) FROM ({statement.bare})", given).rows[0][0]  # noqa: S608 (own SQL)
        return replace(some, rows=some.rows[:limit], total=total)

    def _asked(self, sql: str, given: Mapping[str, Any]) -> Table:
        with self._cursor() as cursor, _in_time(cursor, self._seconds):
            result = cursor.execute(sql, dict(given) or None)
            columns = tuple(column[0] for column in result.description or ())
            types = tuple(str(column[1]) for column in result.description or ())
            rows = result.fetchall()
        return Table(columns, types, rows, len(rows))

    def result(self, statement: Statement, values: Mapping[str, Any] | None = None) -> Result:
        """Return all rows of a statement as Arrow has them, for files; raises TooSlowError."""
        with self._cursor() as cursor, _in_time(cursor, self._seconds):
            result = cursor.execute(statement.sql, _given(statement, values) or None)
            types = tuple(str(column[1]) for column in result.description or ())
            return Result(result.to_arrow_table(), types, "")

    def row(self, statement: Statement, values: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
        """Return the first row of a statement by column, None where there is none; raises TooSlowError."""
        given = _given(statement, values)
        key = (statement.sql, repr(sorted(given.items())))
        table = self._kept.made(key, lambda: self._asked(statement.sql, given))  # a limit takes longer than it saves
        return next(iter(table.records), None)

    def head(self, name: str, values: Mapping[str, str]) -> dict[str, Any] | None:
        """Return the row of the statement of a page's head for the values of its path, None where there is none."""
        if name in self.rows:
            return next(iter(self.rows[name].of(*values.values())), None)
        return self.row(statement(name), values)

    def held(self, article_id: str) -> tantivy.Document | None:
        """Return what the index holds of an article; None in a public site, and where it holds none."""
        matcher = self.finder.matcher
        return None if matcher is None or matcher.public else matcher.document(article_id)

    def warm_up(self) -> Iterator[object]:
        """Make ready what most searches need, a little with each step; who asks before it is done waits for his own."""
        if self.finder.matcher is not None:
            yield from self.finder.matcher.look_up_frequent()

    def drawn(self, key: tuple[object, ...], draw: Callable[[], bytes]) -> bytes:
        """Return a page or chart that takes long, from when it was last drawn of this snapshot if it was lately."""
        return self._drawn.made(key, draw)

    def answered(self, key: tuple[object, ...], answer: Callable[[], bytes]) -> bytes:
        """Return the page of a search, the one of before where it was asked for lately: who reads goes back to it."""
        return self._answered.made(key, answer)

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._guard:
            cursor = self._spare.pop() if self._spare else None
        if cursor is None:
            cursor = self._connection.cursor()
            _settle(cursor)
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        with self._guard:
            self._spare.append(cursor)


def _attached(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a database in memory to which a snapshot's file is attached, with the snapshot's tables in sight."""
    # One thread for each question: two would wait for each other, and pages are made side by side anyway.
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoload_known_extensions": False,
        "threads": 1,
        "memory_limit": _MEMORY,
    }
    connection = duckdb.connect(config=config)
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS snapshot (READ_ONLY)")
    _settle(connection)
    return connection


def _settle(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("USE snapshot")
    connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")


def _given(statement: Statement, values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the values that a statement has names for."""
    return {name: value for name, value in (values or {}).items() if name in statement.names}


def _matcher(folder: Path, *, public: bool) -> Matcher | None:
    """Return what looks words up in a snapshot's index, None where there is none that can: all else works without."""
    try:
        matcher = Matcher(open_index(folder), public=public)
        matcher.match(take_apart("hai từ"))  # two, so that every field is asked: an older index lacks some
    except ValueError as error:
        _LOG.warning("no words can be searched; `thidua reindex` makes the index anew (%s)", type(error).__name__)
        return None
    return matcher


@contextmanager
def _in_time(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """End what runs on a cursor in the block when its time is over."""
    over = threading.Event()

    def end() -> None:
        over.set()
        cursor.interrupt()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException:
        if not over.is_set():
            raise
        raise TooSlowError(f"the database took more than {seconds:g} s") from None
    finally:
        timer.cancel()
