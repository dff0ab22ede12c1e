"""Publishing: a new snapshot is built beside the old one, checked, put in place by rename, and named by `current`.

Whatever happens on the way, `current` names a whole snapshot: the old one until the last rename, the new one after it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from warehouse.build import Former, Inputs, build
from warehouse.checks import Finding, run_checks
from warehouse.correction_rows import unapplied
from warehouse.corrections import Correction
from warehouse.coverage import Unread
from warehouse.digesting import Digests
from warehouse.digests import Task, make_digest
from warehouse.index import is_sound
from warehouse.index_facts import changed_between
from warehouse.indexing import build_index
from warehouse.opening import newest_readable, reading
from warehouse.schema import tables
from warehouse.snapshots import KEEP, Snapshots, sync_file, sync_folder

_HOUSE = Path(__file__).resolve().parent.parent
_CODE = ("warehouse", "reference", "nlp/report.py")
_LIBRARIES = ("datasketch", "duckdb", "numpy", "pyarrow", "rapidfuzz", "tantivy")
OnProgress = Callable[[str], None]
"""Called with the name of the step that begins."""
Maker = Callable[[Sequence[Task]], None]
"""Makes digests, each with `make_digest`."""


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
    unread: Iterable[Unread] = (),
    info: Mapping[str, Any] | None = None,
    keep: int = KEEP,
    make_digests: Maker | None = None,
    on_progress: OnProgress = lambda step: None,
) -> Published:
    """Build, check and publish a snapshot of these parts in `home`, whose lock the caller holds.

    `corrections` are applied to the reports; those that fit nothing are named in the warnings. `unread` is what
    a crawler has found beside the articles; alone it asks for no new snapshot. `info` is kept as JSON in the table run.
    `make_digests` may work in several processes; without it one digest is made after the other.
    Raises PublishError where a blocking check finds rows or a file
    cannot be written, PartError where a part cannot be read.
    """
    try:
        return _publish(
            Snapshots(home),
            articles,
            reports,
            corrections,
            unread,
            info or {},
            keep,
            make_digests or _make_digests,
            on_progress,
        )
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
    unread: Iterable[Unread],
    info: Mapping[str, Any],
    keep: int,
    make_digests: Maker,
    on_progress: OnProgress,
) -> Published:
    snapshots.folder.mkdir(parents=True, exist_ok=True)
    snapshots.mend()
    snapshots.clean()
    before = snapshots.current()
    hashes = {kind: hash_parts(paths) for kind, paths in (("articles", articles), ("reports", reports))}
    inputs = inputs_hash(hashes, corrections)
    if before is not None and _made_of(snapshots, before) == (inputs, code_version()):
        counts, findings = _look(snapshots.database(before))
        return _published(snapshots, before, False, counts, findings)
    number = max([0, *snapshots.numbers()]) + 1
    on_progress("digesting")
    digests = Digests(snapshots.home / "digests" / code_version())
    given = Inputs(
        articles=articles,
        reports=reports,
        article_digests=digests.make("articles", hashes["articles"], make_digests),
        report_digests=digests.make("reports", hashes["reports"], make_digests),
        corrections=corrections,
    )
    rules = rules_hash(corrections)
    run = {
        "snapshot": number,
        "built": dt.datetime.now(dt.UTC),
        "code_version": code_version(),
        "rules_hash": rules,
        "inputs_hash": inputs,
        "parts": len(articles) + len(reports),
        "info": json.dumps(info, ensure_ascii=False, sort_keys=True, default=str),
    }
    database = snapshots.folder / f"{number:06d}.duckdb.tmp"
    index = snapshots.folder / f"{number:06d}.index.tmp"
    try:
        former = _former(snapshots, rules)
        build(database, given, former, newest_readable(snapshots), unread, run, on_progress)
        on_progress("checking")
        counts, findings = _look(database)
        blocking = [finding for finding in findings if finding.check.level == "blocking"]
        if blocking:
            more = f" and {len(blocking) - 1} more checks" if len(blocking) > 1 else ""
            raise PublishError(f"not published: {blocking[0]}{more}")
        on_progress("indexing")
        _build_index(index, database, articles, former)
        _put_in_place(snapshots, number, database, index)
    finally:
        database.unlink(missing_ok=True)
        shutil.rmtree(index, ignore_errors=True)
    snapshots.prune(keep)
    digests.keep([*given.article_digests, *given.report_digests])
    return _published(snapshots, number, True, counts, findings)


def _make_digests(tasks: Sequence[Task]) -> None:
    for task in tasks:
        make_digest(task)


def hash_parts(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the SHA-256 of the content of each part."""
    hashes = {}
    for path in paths:
        with path.open("rb") as file:
            hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
    return hashes


def inputs_hash(hashes: Mapping[str, Mapping[Path, str]], corrections: Sequence[Correction] = ()) -> str:
    """Return a SHA-256 over the kinds, names and contents of the parts, whatever their order, and the corrections."""
    lines = [f"{kind}/{path.name} {digest}" for kind, own in hashes.items() for path, digest in own.items()]
    return hashlib.sha256("\n".join([rules_hash(corrections), *sorted(lines)]).encode()).hexdigest()


def rules_hash(corrections: Sequence[Correction]) -> str:
    """Return a SHA-256 over what an operator says against what was read."""
    lines = [entry.model_dump_json(exclude_unset=True) for entry in corrections]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


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


def _former(snapshots: Snapshots, rules: str) -> Former | None:
    """Return the current snapshot, or the newest that can be read; without one, ids are derived anew.

    One in which something was forgotten, or whose rules were others, gives its ids alone.
    """
    for number in snapshots.forebears():
        database = snapshots.database(number)
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
    """Make the search index; where the former snapshot was made by the same rules, of its index and what has changed."""
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


def _made_of(snapshots: Snapshots, number: int) -> tuple[str, str] | None:
    """Return the inputs and code that a snapshot was made of; None where it is not whole, so that it is built anew."""
    try:
        with reading(snapshots.database(number)) as connection:
            found = connection.execute("SELECT inputs_hash, code_version, (SELECT count(*) FROM article) FROM run")
            row = found.fetchone()
    except duckdb.Error:
        return None
    return (row[0], row[1]) if row and is_sound(snapshots.index(number), row[2]) else None


def _published(
    snapshots: Snapshots, number: int, new: bool, counts: dict[str, int], findings: Sequence[Finding]
) -> Published:
    database = snapshots.database(number)
    with reading(database) as connection:
        warnings = (*unapplied(connection), *(str(finding) for finding in findings))
    return Published(number, new, database, snapshots.index(number), counts, warnings)
