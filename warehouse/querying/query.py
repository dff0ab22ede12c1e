"""Asking a snapshot in SQL, safely: in a process of its own, read only, within limits of rows, time and memory."""

from __future__ import annotations

import contextlib
import datetime as dt
import decimal
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 10_000
SECONDS = 30.0
MEMORY = "1GB"
_HOUSE = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH")
_START = "import sys; sys.modules.update(numpy=None, pandas=None); from warehouse.querying.sandbox import main; main()"
"""Neither is needed to read rows, and importing them would take longer than most queries."""
_UNFIT = "parameters are text, numbers, truth values, dates, lists of them, or null"
Parameters = Sequence[Any] | Mapping[str, Any]


class QueryError(ValueError):
    """A statement was refused, failed, or took too long; the message is one line.

    `pointer` is the line of the SQL that it is about and a caret under the place, on two lines; empty where there is
    no such place.
    """

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer


class TimeOverError(QueryError):
    """A statement took longer than it may."""


class BrokenError(QueryError):
    """The sandbox failed and not the statement; the message may tell of this machine."""


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a query. `types` are DuckDB's names; `cut` says which limit ended it: rows, bytes, or "" for none."""

    table: pa.Table
    types: tuple[str, ...]
    cut: str

    @property
    def truncated(self) -> bool:
        """Whether there are more rows than these."""
        return bool(self.cut)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns; a name may stand twice."""
        return tuple(self.table.column_names)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        """The rows as tuples; raises QueryError for values that Python has no place for, such as the year 300000."""
        columns = []
        for name, column in zip(self.columns, self.table.columns, strict=True):
            try:
                columns.append(column.to_pylist())
            except (ValueError, OverflowError):
                raise QueryError(f"column {name} holds values that cannot be shown; cast it to VARCHAR") from None
        return list(zip(*columns, strict=True))


def run_query(
    database: Path,
    sql: str,
    parameters: Parameters | None = None,
    *,
    rows: int = ROWS,
    seconds: float = SECONDS,
    memory: str = MEMORY,
) -> Result:
    """Run one SELECT or EXPLAIN on a snapshot's database and return at most `rows` rows.

    Parameters stand as `?`, `$1` or `$name` in the SQL and are text, numbers, truth values, dates, lists of them or
    None. Raises QueryError.
    """
    with Sandbox(database, memory=memory) as sandbox:
        return sandbox.run(sql, parameters, rows=rows, seconds=seconds)


class Sandbox:
    """A process that runs queries on one snapshot, one after the other.

    It is started with the first query, and anew after a failure; starting takes longer than most queries. Only one
    thread may use it; any other may `end` what it runs. With `niceness` it leaves the processor to others (nice(2)).
    """

    def __init__(self, database: Path, *, memory: str = MEMORY, niceness: int = 0) -> None:
        self.database = database
        self.memory = memory
        self.niceness = niceness
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self, sql: str, parameters: Parameters | None = None, *, rows: int = ROWS, seconds: float = SECONDS
    ) -> Result:
        """Run one SELECT or EXPLAIN as `run_query` does; whatever interrupts it ends the process."""
        try:
            sql.encode()
        except UnicodeEncodeError:
            raise QueryError("the statement holds characters that are none of Unicode") from None
        given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters or [])
        asked = {"sql": sql, "parameters": given, "rows": rows, "seconds": seconds}
        try:
            request = json.dumps(asked, default=_tagged, allow_nan=False).encode() + b"\n"
        except (TypeError, ValueError):
            raise QueryError(_UNFIT) from None
        process = self._started()
        over = threading.Event()

        def end() -> None:
            over.set()
            process.kill()

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            head, stream = _ask(process, request)
        except _EndedError:
            reason = None if over.is_set() else _reason(process)
            self.close()
            if reason is None:
                raise TimeOverError(f"the query was ended after {seconds:g} s") from None
            raise BrokenError(f"the query ended with {reason}") from None
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()
        if head.get("broken"):
            self.close()
            raise BrokenError(head["error"])
        if "error" in head:
            raise QueryError(head["error"], _pointer(sql, head.get("position")))
        import pyarrow as pa

        return Result(_whole_numbers(pa.ipc.open_stream(stream).read_all()), tuple(head["types"]), head["cut"])

    def end(self) -> None:
        """End the query that runs, with the process; the thread that asked gets a BrokenError."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        if not self.database.is_file():
            raise BrokenError(f"there is no snapshot at {self.database}")
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment["PYTHONPATH"] = str(_HOUSE)
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-P", "-c", _START, str(self.database.resolve()), self.memory],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,  # Ctrl-C is for whoever asked, who then ends this process
        )
        if self.niceness:
            os.setpriority(os.PRIO_PROCESS, self._process.pid, self.niceness)  # before it has more than one thread
        return self._process


class _EndedError(Exception):
    """The process ended before it answered."""


def _ask(process: subprocess.Popen[bytes], request: bytes) -> tuple[dict[str, Any], bytes]:
    assert process.stdin is not None  # noqa: S101 (opened as a pipe)
    assert process.stdout is not None  # noqa: S101 (opened as a pipe)
    try:
        process.stdin.write(request)
        process.stdin.flush()
        import pyarrow  # noqa: F401 (needed to read the answer; importing it takes as long as the answer does)

        line = process.stdout.readline()
        head: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        stream = process.stdout.read(head.get("size", 0))
    except OSError:
        raise _EndedError from None
    if not head or len(stream) < head["size"]:
        raise _EndedError
    return head, stream


def _reason(process: subprocess.Popen[bytes]) -> str:
    assert process.stderr is not None  # noqa: S101 (opened as a pipe)
    code = process.wait()
    if code < 0:
        return f"signal {-code}"
    last = process.stderr.read().decode(errors="replace").strip().splitlines()[-1:]
    return f"code {code}{': ' + last[0][:300] if last else ''}"


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, dt.datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, dt.date | dt.time):
        return {"date" if isinstance(value, dt.date) else "time": value.isoformat()}
    if isinstance(value, decimal.Decimal):
        return {"decimal": str(value)}
    raise TypeError


def _pointer(sql: str, position: int | None, width: int = 100) -> str:
    """Return the line of the SQL in which a byte stands, and a caret under it; what is far away is left out."""
    if position is None:
        return ""
    before = sql.encode()[:position].decode(errors="ignore")
    start = before.rfind("\n") + 1
    line = sql[start:].split("\n", 1)[0].replace("\t", " ")
    column = len(before) - start
    first = max(0, column - width // 2)
    label = f"line {before.count(chr(10)) + 1}: "
    return f"{label}{line[first : first + width].rstrip()}\n{' ' * (len(label) + column - first)}^"


def _whole_numbers(table: pa.Table) -> pa.Table:
    """Make sums whole numbers again: DuckDB hands HUGEINT over as a decimal without digits behind the point."""
    import pyarrow as pa

    for i, column in enumerate(table.schema):
        if pa.types.is_decimal(column.type) and column.type.scale == 0:
            try:
                table = table.set_column(i, column.name, table.column(i).cast(pa.int64()))
            except pa.ArrowInvalid:
                continue
    return table
