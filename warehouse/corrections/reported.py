"""The queue of reported errors: what readers say is wrong, until the operator accepts or refuses it.

It is one table in an SQLite file of the home. Adding to it needs no lock of the home: whoever serves pages adds while
a publish runs or the operator decides.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from warehouse.corrections.error_report import (
    LONGEST_COMMENT,
    LONGEST_CONTACT,
    ErrorReport,
    ReportedError,
    State,
    loaded_report,
)
from warehouse.corrections.queue_file import FIELDS, NotKeptError, changing, connected, reading, telling

MOST_OPEN = 1000
"""Reports that may wait; more than an operator reads are of no use to anybody."""
_JSON = ("shown", "right")
_WORDS = {"comment": LONGEST_COMMENT, "contact": LONGEST_CONTACT, "reason": None, "shown": None, "right": None}
"""Fields that hold what people wrote, with how long they may be."""
_INSERT = f"INSERT INTO error_report VALUES ({', '.join('?' * (len(FIELDS) + 1))})"  # noqa: S608 - no values


class TooManyError(ReportedError):
    """As many reports are open as may be; this one is not kept."""


def add_report(queue: Path, report: ErrorReport, *, most_open: int = MOST_OPEN) -> ErrorReport:
    """Keep a report in the queue's file and return it as it stands there; the file is made where there is none.

    What says the same of the same row as an open one is not kept twice: that one's `times` goes up, and a comment or
    contact that it lacks is filled in. Raises TooManyError and NotKeptError.
    """
    with changing(queue) as db:
        known = db.execute(
            "UPDATE error_report SET times = times + 1, contact = coalesce(contact, ?),"
            " comment = CASE comment WHEN '' THEN ? ELSE comment END WHERE same = ? AND state = 'open' RETURNING *",
            [report.contact, report.comment, _same(report)],
        ).fetchall()
        if known:
            return _report(known[0], queue)
        (waiting,) = db.execute("SELECT count(*) FROM error_report WHERE state = 'open'").fetchone()
        if waiting >= most_open:
            raise TooManyError(f"{waiting} reports of errors are waiting already; try again when some are decided")
        db.execute(_INSERT, _row(report))
    return report


def load_reports(queue: Path, *, decided: bool = False) -> list[ErrorReport]:
    """Return the open reports, with `decided` all, the oldest first; none where there is no file.

    Raises NotKeptError.
    """
    which = "" if decided else "WHERE state = 'open'"
    with reading(queue) as db:
        rows = db.execute(f"SELECT * FROM error_report {which} ORDER BY received, id") if db else ()  # noqa: S608
        return [_report(row, queue) for row in rows]


def find_report(queue: Path, report_id: str) -> ErrorReport:
    """Return one report; raises ReportedError where there is none of this id, NotKeptError."""
    with reading(queue) as db:
        if db is None:
            raise _unknown(report_id)
        return _one(db, queue, report_id)


def count_open(queue: Path) -> int:
    """Return how many reports wait to be decided; raises NotKeptError."""
    with reading(queue) as db:
        return db.execute("SELECT count(*) FROM error_report WHERE state = 'open'").fetchone()[0] if db else 0


def refuse_report(queue: Path, report_id: str, *, by: str, why: str, on: dt.date | None = None) -> ErrorReport:
    """Note that a report is refused, by whom and why; its contact is erased.

    Raises ReportedError where it is not open, NotKeptError.
    """
    with deciding(queue, report_id, "refused", by=by, why=why, on=on):
        pass
    return find_report(queue, report_id)


@contextmanager
def deciding(
    queue: Path, report_id: str, state: State, *, by: str, why: str, on: dt.date | None = None
) -> Iterator[ErrorReport]:
    """Give an open report and note, when the block ends, what is decided on it; its contact is erased.

    Where the block raises nothing is noted. Nobody else writes to the queue meanwhile. Raises ReportedError where the
    report is not open, NotKeptError.
    """
    if not (by.strip() and why.strip()):
        raise ReportedError("say who decides, and why")
    if not queue.exists():
        raise _unknown(report_id)
    with changing(queue) as db:
        report = _one(db, queue, report_id)
        if report.state != "open":
            raise ReportedError(f"{report_id} is {report.state} already, by {report.decided_by} on {report.decided_on}")
        day = (on or dt.datetime.now(dt.UTC).date()).isoformat()
        db.execute(
            "UPDATE error_report SET state = ?, decided_by = ?, decided_on = ?, reason = ?, contact = NULL"
            " WHERE id = ?",
            [state, by.strip(), day, why.strip(), report_id],
        )
        yield report


def erase_reports(queue: Path, gone: Callable[[str], bool], cleaned: Callable[[str], str], *, write: bool) -> int:
    """Erase the reports on articles that `gone` tells of, and put `cleaned` texts in the place of others' words.

    Returns how many reports are touched; without `write` they are only counted. No byte of them is left in the file.
    Raises NotKeptError.
    """
    with reading(queue) as db:
        rows = db.execute("SELECT * FROM error_report").fetchall() if db else []
    erased = [(row["id"],) for row in rows if gone(row["article"])]
    changed = []
    for row in (row for row in rows if not gone(row["article"])):
        before = [row[name] for name in _WORDS]
        after = [text and cleaned(text)[: _WORDS[name]] for name, text in zip(_WORDS, before, strict=True)]
        if after != before:
            changed.append((*after, row["id"]))
    if write and (erased or changed):
        with changing(queue) as db:
            db.executemany("DELETE FROM error_report WHERE id = ?", erased)
            db.executemany(f"UPDATE error_report SET {' = ?, '.join(_WORDS)} = ? WHERE id = ?", changed)  # noqa: S608
        with telling(queue), connected(queue) as db:
            db.execute("VACUUM")
    return len(erased) + len(changed)


def _same(report: ErrorReport) -> str:
    """Return what two reports have in common that say the same; without a proposal the comment is what is said."""
    said = report.right if report.right is not None else " ".join(report.comment.split()).casefold()
    about = [report.subject, report.article, report.row or report.shown, report.problem, said]
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def _row(report: ErrorReport) -> list[Any]:
    fields = report.as_json()
    told = {name: json.dumps(fields[name], ensure_ascii=False) for name in _JSON if fields[name] is not None}
    return [_same(report), *({**fields, **told}[name] for name in FIELDS)]


def _report(row: sqlite3.Row, queue: Path) -> ErrorReport:
    try:
        fields: dict[str, Any] = {name: row[name] for name in FIELDS}
        fields |= {name: json.loads(fields[name]) for name in _JSON if fields[name] is not None}
        fields["received"] = dt.datetime.fromisoformat(fields["received"])
        if fields["decided_on"]:
            fields["decided_on"] = dt.date.fromisoformat(fields["decided_on"])
        return loaded_report(fields)
    except (ValueError, TypeError, IndexError) as error:
        raise NotKeptError(f"{queue}: report {row['id']!r} cannot be read: {error}") from None


def _one(db: sqlite3.Connection, queue: Path, report_id: str) -> ErrorReport:
    row = db.execute("SELECT * FROM error_report WHERE id = ?", [report_id]).fetchone()
    if row is None:
        raise _unknown(report_id)
    return _report(row, queue)


def _unknown(report_id: str) -> ReportedError:
    return ReportedError(f"no error is reported under {report_id[:40]!r}; `thidua reported --all` lists them")
