"""The view of a running crawl: a table that is kept up on a terminal, plain lines now and then in a pipe."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from thidua.console import say
from thidua.watching import Watch

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

    from crawler.outlook import Outlook
    from crawler.summary import CrawlEvent
    from thidua.watching import Line

SECONDS_OF_AN_OUTLET = 10.0
"""Seconds at least between two plain lines of one outlet."""
LINES_A_MINUTE = 20
"""Plain lines at most, of all outlets; the one that tells of an outlet's end is written besides."""
NOTICES = 3
"""Failures of an outlet that are told one by one; the run's report has them all."""
_SECONDS_BETWEEN_FRAMES = 0.25


class CrawlView:
    """Shows a crawl on standard error: give it the crawl's events and outlooks within the block."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._live: Live | None = None
        self._shown = 0.0
        self._begun = self._last_line = time.monotonic()
        self._told: dict[str, tuple[float, str]] = {}
        """When each outlet's last plain line was written, and what it said."""
        self._notices: Counter[str] = Counter()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            console = Console(stderr=True)
            if not console.is_dumb_terminal:  # on such a one a table cannot be drawn over
                self._live = Live(console=console, auto_refresh=False)
                self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch.end()
        if self._live is not None:
            self._draw(self._live, time.monotonic())
            self._live.stop()
            return
        for slug, line in sorted(self._watch.lines.items()):
            if line.fetched and _counts(line) != self._told.get(slug, (0.0, ""))[1]:
                say(line.words(time.monotonic()))

    def event(self, event: CrawlEvent) -> None:
        """Take an event of the crawl."""
        self._watch.count(event)
        if event.kind in ("stopped", "slow"):
            self._notice(f"{event.source}: {'left alone' if event.kind == 'stopped' else 'slow'}: {event.reason}")
        elif event.kind == "failed":
            self._notices[event.source] += 1
            if self._notices[event.source] <= NOTICES:
                self._notice(f"failed: {event.url} ({event.reason})")
            elif self._notices[event.source] == NOTICES + 1:
                self._notice(f"{event.source}: further failures are told in the run's report")
        self._show()

    def outlook(self, outlooks: Mapping[str, Outlook]) -> None:
        """Take what is still to be done."""
        self._watch.look(outlooks)
        self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if now - self._shown < _SECONDS_BETWEEN_FRAMES:
            return
        self._shown = now
        if self._live is None:
            self._write(now)
        else:
            self._draw(self._live, now)

    def _draw(self, live: Live, now: float) -> None:
        height = live.console.size.height
        live.update(_table(self._watch.fitting(height - 2, now), now), refresh=True)  # header, and a line free

    def _write(self, now: float) -> None:
        due: list[tuple[float, str, Line]] = []
        for slug, line in self._watch.lines.items():
            when, said = self._told.get(slug, (self._begun, ""))
            if _counts(line) == said:
                continue
            if line.ended and line.fetched:
                self._tell(slug, line, now)
            elif not line.ended and now - when >= SECONDS_OF_AN_OUTLET:
                due.append((when, slug, line))
        if due and now - self._last_line >= 60 / LINES_A_MINUTE:
            _, slug, line = min(due, key=lambda item: item[:2])
            self._last_line = now
            self._tell(slug, line, now)

    def _tell(self, slug: str, line: Line, now: float) -> None:
        self._told[slug] = (now, _counts(line))
        say(line.words(now))

    def _notice(self, message: str) -> None:
        if self._live is not None:
            self._live.console.print(message, markup=False, highlight=False)
        else:
            say(message)


def _counts(line: Line) -> str:
    return f"{line.found} {line.fetched} {line.kept} {line.failed} {line.ended}"


def _table(lines: list[Line], now: float) -> Table:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True, overflow="ellipsis")
    for name in ("found", "fetched", "kept", "failed", "a minute", "left"):
        table.add_column(name, justify="right", no_wrap=True)
    for line in lines:
        style = "dim" if line.ended else "bold" if line is lines[-1] else ""
        table.add_row(*line.cells(now), style=style)
    return table
