"""Publishing: a new snapshot is built beside the old one, checked, put in place by rename, and named by `current`.

Whatever happens on the way, `current` names a whole snapshot: the old one until the last rename, the new one after it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from warehouse.build import Former, build
from warehouse.checks.running import Finding, run_checks
from warehouse.corrections.correction_rows import unapplied
from warehouse.corrections.entries import Correction
from warehouse.intake.digesting import Digests, Maker, one_by_one
from warehouse.intake.inputs import Inputs, code_version, hash_parts
from warehouse.people.entries import PersonCorrection
from warehouse.people.entry_rows import unapplied_people
from warehouse.searching.index_facts import changed_between
from warehouse.searching.indexing import build_index
from warehouse.snapshots.folder import KEEP, Snapshots, sync_file, sync_folder
from warehouse.snapshots.notes import load_notes
from warehouse.snapshots.opening import is_sound, newest_readable, reading
from warehouse.snapshots.rollback import after_rollback, is_made_of, refuse_withdrawn
from warehouse.tables.coverage import Unread
from warehouse.tables.schema import tables

OnProgress = Callable[[str], None]
"""Called with the name of the step that begins."""


class PublishError(ValueError):
    """A snapshot was not published; the one of before stays."""


@dataclass(frozen=True, slots=True)
class Published:
    """The current snapshot after a publish; `new` is false where nothing had changed since it was built."""

    number: int
    new: bool
    database: Path
    index: Path
    counts: dict[str, int] = field(default_factory=dict)
    """Rows by table."""
    warnings: tuple[str, ...] = ()
    """The entries of the operator's files that fit nothing, and what the checks found that does not stop a publish."""


def publish(
    *,
    articles: Sequence[Path],
    reports: Sequence[Path],
    home: Path,
    corrections: Sequence[Correction] = (),
    people: Sequence[PersonCorrection] = (),
    unread: Iterable[Unread] = (),
    info: Mapping[str, Any] | None = None,
    keep: int = KEEP,
    again: bool = False,
    make_digests: Maker = one_by_one,
    on_progress: OnProgress = lambda step: None,
) -> Published:
    """Build, check and publish a snapshot of these parts in `home`, whose lock the caller holds.

    `corrections` are applied to the reports and `people` (joins and splits) to the persons; those that fit nothing are
    named in the warnings. `unread` is what a crawler has found beside the articles; alone it asks for no new snapshot.
    `info` is kept as JSON in the table run. With `again`, what was rolled back is published once more. `make_digests`
    may work in several processes. Raises PublishError where a blocking check finds rows or a file cannot be written,
    PartError where a part cannot be read, WithdrawnError where the same was rolled back.
    """
    publishing = _Publishing(Snapshots(home), dict(info or {}), tuple(unread), keep, make_digests, on_progress)
    try:
        return publishing.run(Inputs(hash_parts(articles), hash_parts(reports), corrections, people), again)
    except duckdb.InterruptException:  # DuckDB was at work when Ctrl-C came
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from None
    except (OSError, duckdb.Error) as error:
        raise PublishError(f"not published: {' '.join(str(error).split())[:300]}") from error


@dataclass(frozen=True, slots=True)
class _Publishing:
    """One call of `publish`."""

    snapshots: Snapshots
    info: dict[str, Any]
    unread: tuple[Unread, ...]
    keep: int
    make_digests: Maker
    on_progress: OnProgress

    def run(self, inputs: Inputs, again: bool) -> Published:
        snapshots = self.snapshots
        snapshots.folder.mkdir(parents=True, exist_ok=True)
        snapshots.mend()
        snapshots.clean()
        notes = load_notes(snapshots.home)
        before = snapshots.current()
        if before is not None and is_made_of(snapshots, before, inputs.hash, code_version()):
            with suppress(duckdb.Error):  # damaged: another is made in its place
                return _published(snapshots, before, False, *_look(snapshots.database(before)))
        if not again:
            refuse_withdrawn(notes, inputs.hash, code_version())
        number = max([0, *snapshots.numbers(), *notes.pinned, *notes.withdrawn]) + 1
        counts, findings = self._make(number, inputs)
        snapshots.prune(self.keep, notes.pinned)
        return _published(snapshots, number, True, counts, findings, after_rollback(notes, before, number))

    def _make(self, number: int, inputs: Inputs) -> tuple[dict[str, int], list[Finding]]:
        """Build a snapshot, check it and put it in place."""
        snapshots = self.snapshots
        self.on_progress("digesting")
        digests = Digests.of(snapshots.home)
        given = digests.make(inputs, self.make_digests)
        database = snapshots.folder / f"{number:06d}.duckdb.tmp"
        index = snapshots.folder / f"{number:06d}.index.tmp"
        damaged: set[Path] = set()
        try:
            while True:
                former, quoted = _former(snapshots, inputs.rules_hash, damaged), newest_readable(snapshots, damaged)
                row = self._row(number, inputs)
                try:
                    build(database, inputs, given, former, quoted, self.unread, row, self.on_progress)
                    break
                except duckdb.Error:
                    bad = {path for path in (former and former.database, quoted) if path and not is_sound(path)}
                    if not bad:
                        raise
                    damaged |= bad
                    snapshots.clear()
            self.on_progress("checking")
            counts, findings = _look(database)
            blocking = [finding for finding in findings if finding.check.level == "blocking"]
            if blocking:
                more = f" and {len(blocking) - 1} more checks" if len(blocking) > 1 else ""
                raise PublishError(f"not published: {blocking[0]}{more}")
            self.on_progress("indexing")
            _build_index(index, database, list(inputs.articles), former)
            _put_in_place(snapshots, number, database, index)
        finally:
            snapshots.clear()
        digests.keep(given)
        return counts, findings

    def _row(self, number: int, inputs: Inputs) -> dict[str, Any]:
        return {
            "snapshot": number,
            "built": dt.datetime.now(dt.UTC),
            "code_version": code_version(),
            "rules_hash": inputs.rules_hash,
            "inputs_hash": inputs.hash,
            "parts": len(inputs.articles) + len(inputs.reports),
            "info": json.dumps(self.info, ensure_ascii=False, sort_keys=True, default=str),
        }


def _former(snapshots: Snapshots, rules: str, damaged: Collection[Path]) -> Former | None:
    """Return the current snapshot, or the newest that can be read and is not `damaged`; without one, ids are new.

    One in which something was forgotten, or whose rules were others, gives its ids alone.
    """
    for number in snapshots.forebears():
        database = snapshots.database(number)
        if database in damaged:
            continue
        try:
            with reading(database) as connection:
                found = connection.execute("SELECT code_version, rules_hash, info FROM run").fetchone()
                for table in ("intake", "alias", "official_mention", "award_report"):
                    connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (own names)
        except duckdb.Error:
            continue
        same = found is not None and found[:2] == (code_version(), rules) and "forgotten" not in json.loads(found[2])
        return Former(database, same)
    return None


def _build_index(folder: Path, database: Path, articles: Sequence[Path], former: Former | None) -> None:
    """Make the search index; after a snapshot by the same rules, of its index and what has changed."""
    base = former.database.with_suffix(".index") if former and former.same else None
    if base is None or former is None or not base.is_dir():
        build_index(folder, database, articles)
    else:
        build_index(folder, database, articles, base=base, changed=changed_between(former.database, database))


def _put_in_place(snapshots: Snapshots, number: int, database: Path, index: Path) -> None:
    sync_file(database)
    marker = snapshots.pending(number)
    marker.touch()
    sync_folder(snapshots.folder)
    index.rename(snapshots.index(number))
    database.rename(snapshots.database(number))
    sync_folder(snapshots.folder)
    snapshots.point_to(number)
    marker.unlink()


def _look(database: Path) -> tuple[dict[str, int], list[Finding]]:
    with reading(database) as connection:
        counts = {}
        for table in tables():
            found = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 (names of the schema)
            counts[table] = int(found[0]) if found else 0
        return counts, run_checks(connection)


def _published(
    snapshots: Snapshots,
    number: int,
    new: bool,
    counts: dict[str, int],
    findings: Sequence[Finding],
    notes: Sequence[str] = (),
) -> Published:
    database = snapshots.database(number)
    with reading(database) as connection:
        entries = (*unapplied(connection), *unapplied_people(connection))
    warnings = (*notes, *entries, *(str(finding) for finding in findings))
    return Published(number, new, database, snapshots.index(number), counts, warnings)
