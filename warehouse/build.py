"""Building the database file of a snapshot: what comes in, what is decided of it, and the tables that follow."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.awards.decisions import decide_awards
from warehouse.ceremonies.decisions import decide_events
from warehouse.copies.decisions import decide_standing
from warehouse.corrections.amending import amend
from warehouse.intake.article_versions import fill_versions
from warehouse.intake.digesting import Given
from warehouse.intake.inputs import Inputs
from warehouse.intake.take_in import find_changed, take_in
from warehouse.people.decisions import decide_persons
from warehouse.snapshots.opening import attached
from warehouse.sql import run_script
from warehouse.tables import coverage, summaries
from warehouse.tables.derivation import derive
from warehouse.tables.history import carry_history
from warehouse.tables.identity import assign_ids
from warehouse.tables.schema import create_tables, create_views
from warehouse.tables.work import create_work

STORAGE = "v1.0.0"
"""Storage version: readable by DuckDB 1.2 and later."""
MEMORY = "2GB"
"""What DuckDB may take; what needs more is kept in a temporary folder meanwhile."""


SMALL = 20_000_000
"""Bytes of digests up to which one thread does it faster than several: what these share costs more than they save."""


@dataclass(frozen=True, slots=True)
class Former:
    """The snapshot before: its ids stay in use. `same` tells whether it was built by the same rules and corrections.

    Then what no change can touch is taken over from it.
    """

    database: Path
    same: bool


def build(
    target: Path,
    inputs: Inputs,
    given: Given,
    former: Former | None,
    quoted: Path | None,
    unread: Iterable[coverage.Unread],
    run: Mapping[str, Any],
    on_progress: Callable[[str], None] = lambda step: None,
) -> None:
    """Write the database file of a snapshot at `target`, which must not exist; it is closed and whole on return.

    `given` are the digests of the parts in `inputs`. `quoted` is the snapshot that the history of awards is carried on
    from: the newest, whether or not it is the one whose ids stay. `unread` is what a crawler has found beside the
    articles, `run` the row of the table run. Raises PartError.
    """
    small = sum(path.stat().st_size for path in (*given.articles, *given.reports)) < SMALL
    with _open(target, {"threads": 1} if small else {}) as connection:
        with attached(connection, former.database, "former") if former else nullcontext(), _uncollected():
            _decide(connection, inputs, given, former, on_progress)
        on_progress("writing")
        connection.execute("BEGIN")
        create_tables(connection)
        derive(connection)
        on_progress("summing up")
        summaries.fill(connection)
        coverage.fill(connection, unread)
        connection.execute("INSERT INTO intake BY NAME FROM work.known ORDER BY article_id")
        _write_run(connection, run)
        create_views(connection)
        connection.execute("COMMIT")
        carry_history(connection, quoted, run["snapshot"], run["built"])
        connection.execute("CHECKPOINT")


def _decide(
    connection: duckdb.DuckDBPyConnection,
    inputs: Inputs,
    given: Given,
    former: Former | None,
    on_progress: Callable[[str], None],
) -> None:
    on_progress("reading")
    take_in(connection, given.articles, given.reports)
    anew = find_changed(connection, former=former is not None and former.same)
    on_progress("grouping")
    decide_standing(connection, anew=anew)
    run_script(connection, "intake/articles")
    fill_versions(connection, given.part_of, anew=anew)
    amend(connection, list(inputs.reports), inputs.corrections)
    decide_events(connection, anew=anew)
    run_script(connection, "awards/told")
    decide_awards(connection, anew=anew)
    decide_persons(connection, inputs.people, anew=anew)
    _name(connection, former is not None)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave off looking for cycles among millions of small objects that have none: it took a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _open(target: Path, settings: Mapping[str, int]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the database that is to be, with the one to work in as `work`."""
    config: dict[str, str | bool | int | float | list[str]] = {
        **settings,
        "storage_compatibility_version": STORAGE,
        "memory_limit": MEMORY,
        "temp_directory": f"{target}.spill",
    }
    work = target.with_name(f"{target.name}.work")
    try:
        with duckdb.connect(str(target), config=config) as connection:
            connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
            connection.execute("PRAGMA disable_checkpoint_on_shutdown")  # the one to work in is not kept
            quoted = str(work).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS work")
            create_work(connection)
            yield connection
    finally:
        work.unlink(missing_ok=True)


def _name(connection: duckdb.DuckDBPyConnection, has_former: bool) -> None:
    """Give what was decided its stable ids."""
    run_script(connection, "tables/members")
    if has_former:
        run_script(connection, "tables/ledger")
    assign_ids(connection)


def _write_run(connection: duckdb.DuckDBPyConnection, run: Mapping[str, Any]) -> None:
    names, places = ", ".join(run), ", ".join(f"${name}" for name in run)
    connection.execute(
        f"INSERT INTO run ({names}, newest_fetch) SELECT {places}, (SELECT max(fetched) FROM article)",  # noqa: S608
        dict(run),
    )
