"""What the command line shows: results on standard output, progress and messages on standard error."""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_SECONDS_BETWEEN_LINES = 5.0
_WIDTH_OF_PIPE = 10_000


def result() -> Console:
    """Return the console for results. In a pipe it writes plain text and never wraps a line or a cell of a table."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(file=cast("IO[str]", _Trimmed()), highlight=False, soft_wrap=True, width=_WIDTH_OF_PIPE)


class _Trimmed(io.TextIOBase):
    """Passes lines on to standard output without the spaces that fill up the last column of a table."""

    def write(self, text: str) -> int:
        """Write whole lines, which is what a console gives."""
        sys.stdout.write("\n".join(line.rstrip() for line in text.split("\n")))
        return len(text)

    def flush(self) -> None:
        """Flush standard output."""
        sys.stdout.flush()


def say(message: str) -> None:
    """Write one line about the course of things to standard error."""
    print(message, file=sys.stderr, flush=True)


class Progress:
    """Shows how far the stages are: a bar each on a terminal, a plain line now and then in a pipe."""

    def __init__(self) -> None:
        self._rich: RichProgress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}
        self._last: dict[str, str] = {}

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (
                TextColumn("{task.description:<10}"),
                BarColumn(),
                TextColumn("{task.fields[note]}"),
                TimeElapsedColumn(),
            )
            self._rich = Progress(*columns, console=Console(stderr=True))
            self._rich.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rich is not None:
            self._rich.stop()
            return
        for line in self._last.values():
            say(line)

    def say(self, message: str) -> None:
        """Write one line beside the bars."""
        if self._rich is not None:
            self._rich.console.print(message, markup=False, highlight=False)
        else:
            say(message)

    def update(self, stage: str, done: int, total: int = 0, note: str = "") -> None:
        """Show that `done` of `total` (0: not known) are done in a stage, with a note such as the last failure."""
        shown = f"{done}/{total}" if total else str(done)
        if self._rich is not None:
            if stage not in self._tasks:
                self._tasks[stage] = self._rich.add_task(stage, total=total or None, note="")
            self._rich.update(self._tasks[stage], completed=done, total=total or None, note=f"{shown} {note}".strip())
            return
        line = f"{stage}: {shown} {note}".rstrip()
        now = time.monotonic()
        if now - self._said.get(stage, now - 2 * _SECONDS_BETWEEN_LINES) >= _SECONDS_BETWEEN_LINES:
            say(line)
            self._said[stage] = now
            self._last.pop(stage, None)
        else:
            self._last[stage] = line


def counts_in_words(counts: Mapping[str, Any]) -> str:
    """Return "3 not found, 1 timed out" for `{"not found": 3, "timed out": 1}`, the commonest first."""
    ordered = sorted(counts.items(), key=lambda item: (-int(item[1]), item[0]))
    return ", ".join(f"{count} {what}" for what, count in ordered)


def show_warnings(level: int) -> None:
    """Let libraries write only what a user has to know; some set up logging of their own where there is none."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
