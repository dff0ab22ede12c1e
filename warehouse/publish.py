"""Publishing: a new snapshot is built beside the old one, checked, put in place by rename, and named by `current`.

Whatever happens on the way, `current` names a whole snapshot: the old one until the last rename, the new one after it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from warehouse.build import compile_rows, read_ledgers, write_database, write_history
from warehouse.checks import Finding, run_checks
from warehouse.correcting import correct
from warehouse.correction_rows import unapplied
from warehouse.corrections import Correction
from warehouse.duplicates import find_duplicates
from warehouse.identity import Ledger
from warehouse.indexing import build_index
from warehouse.notes import load_notes
from warehouse.opening import newest_readable, reading
from warehouse.parts import Item, read_items
from warehouse.rollback import after_rollback, made_of, refuse_withdrawn
from warehouse.rows import Row
from warehouse.schema import tables
from warehouse.snapshots import KEEP, Snapshots, sync_file, sync_folder

_HOUSE = Path(__file__).resolve().parent.parent
_CODE = ("warehouse", "reference", "nlp/report.py")
_LIBRARIES = ("datasketch", "duckdb", "pyarrow", "rapidfuzz", "tantivy")
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
    """The corrections that fit nothing, and what the checks found that does not stop a publish."""


def publish(
    *,
    articles: Sequence[Path],
    reports: Sequence[Path],
    home: Path,
    corrections: Sequence[Correction] = (),
    info: Mapping[str, Any] | None = None,
    keep: int = KEEP,
    again: bool = False,
    on_progress: OnProgress = lambda step: None,
) -> Published:
    """Build, check and publish a snapshot of these parts in `home`, whose lock the caller holds.

    `corrections` are applied to the reports; those that fit nothing are named in the warnings. `info` is kept as JSON
    in the table run. With `again`, what was rolled back is published once more. Raises PublishError where a blocking
    check finds rows or a file cannot be written, PartError where a part cannot be read, WithdrawnError where the same
    was rolled back.
    """
    try:
        return _publish(Snapshots(home), articles, reports, corrections, info or {}, keep, again, on_progress)
    except duckdb.InterruptException:  # DuckDB was at work when Ctrl-C came
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from None
    except (OSError, duckdb.Error) as error:
        raise PublishError(f"not published: {' '.join(str(error).split())[:300]}") from error


def _publish(
    snapshots: Snapshots,
    articles: Sequence[Path],
    reports: Sequence[Path],
    corrections: Sequence[Correction],
    info: Mapping[str, Any],
    keep: int,
    again: bool,
    on_progress: OnProgress,
) -> Published:
    snapshots.folder.mkdir(parents=True, exist_ok=True)
    snapshots.mend()
    snapshots.clean()
    notes = load_notes(snapshots.home)
    before = snapshots.current()
    inputs = inputs_hash(articles, reports, corrections)
    if before is not None and made_of(snapshots, before) == (inputs, code_version()):
        counts, findings = _look(snapshots.database(before))
        return _published(snapshots, before, False, counts, findings)
    if not again:
        refuse_withdrawn(notes, inputs, code_version())
    number = max([0, *snapshots.numbers(), *notes.pinned, *notes.withdrawn]) + 1
    on_progress("reading")
    found = read_items(articles, reports)
    on_progress("grouping")
    items, outcomes = correct(find_duplicates(found), corrections)
    rows = compile_rows(items, _ledgers(snapshots), outcomes)
    rows["run"] = [_run(number, items, inputs, len(articles) + len(reports), info)]
    database = snapshots.folder / f"{number:06d}.duckdb.tmp"
    index = snapshots.folder / f"{number:06d}.index.tmp"
    try:
        on_progress("writing")
        write_database(database, rows)
        write_history(database, newest_readable(snapshots))
        on_progress("checking")
        counts, findings = _look(database)
        blocking = [finding for finding in findings if finding.check.level == "blocking"]
        if blocking:
            more = f" and {len(blocking) - 1} more checks" if len(blocking) > 1 else ""
            raise PublishError(f"not published: {blocking[0]}{more}")
        on_progress("indexing")
        build_index(index, items, rows)
        _put_in_place(snapshots, number, database, index)
    finally:
        snapshots.clear()
    snapshots.prune(keep, notes.pinned)
    return _published(snapshots, number, True, counts, findings, after_rollback(notes, before, number))


def inputs_hash(articles: Sequence[Path], reports: Sequence[Path], corrections: Sequence[Correction] = ()) -> str:
    """Return a SHA-256 over the kinds, names and contents of the parts, whatever their order, and the corrections."""
    lines = [f"correction/{n:06} {entry.model_dump_json(exclude_unset=True)}" for n, entry in enumerate(corrections)]
    for kind, paths in (("articles", articles), ("reports", reports)):
        for path in paths:
            with path.open("rb") as file:
                lines.append(f"{kind}/{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


@cache
def code_version() -> str:
    """Return 12 hex digits over the code, data and libraries that a snapshot depends on, as they were at first use."""
    digest = hashlib.sha256()
    for place in _CODE:
        root = _HOUSE / place
        files = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
        for path in files:
            if "__pycache__" not in path.parts and not path.name.startswith("."):
                digest.update(f"{path.relative_to(_HOUSE).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    for library in _LIBRARIES:
        digest.update(f"{library}=={version(library)}\0".encode())
    return digest.hexdigest()[:12]


def _ledgers(snapshots: Snapshots) -> dict[str, Ledger]:
    """Return the ids of the current snapshot, or the newest that can be read; without one, ids are derived anew."""
    for number in snapshots.forebears():
        try:
            return read_ledgers(snapshots.database(number))
        except duckdb.Error:
            continue
    return {}


def _run(number: int, items: Sequence[Item], inputs: str, parts: int, info: Mapping[str, Any]) -> Row:
    return {
        "snapshot": number,
        "built": dt.datetime.now(dt.UTC),
        "code_version": code_version(),
        "inputs_hash": inputs,
        "parts": parts,
        "newest_fetch": max((item.fetched for item in items if item.fetched), default=None),
        "info": json.dumps(info, ensure_ascii=False, sort_keys=True, default=str),
    }


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
        warnings = (*notes, *unapplied(connection), *(str(finding) for finding in findings))
    return Published(number, new, database, snapshots.index(number), counts, warnings)
