"""What a crawl has done and has still to do, an outlet a line: the counts behind what is shown of it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crawler.outlook import Outlook
    from crawler.summary import CrawlEvent

PACE_OVER = 180.0
"""Seconds back from now over which the pace is taken."""
_MOST_TIMES = 600
_COUNTED = ("found", "fetched", "kept", "failed")


@dataclass(slots=True)
class Line:
    """How far the crawl is at one outlet, or at several together; `left` is in seconds, None where it is not known."""

    name: str
    found: int = 0
    fetched: int = 0
    kept: int = 0
    failed: int = 0
    left: float | None = None
    ended: bool = False
    alone: bool = False
    """Whether it ended because its hosts are left alone."""
    times: deque[float] = field(default_factory=lambda: deque(maxlen=_MOST_TIMES))
    """When the last answers came."""

    def pace(self, now: float) -> float:
        """Return the answers a minute, over the last minutes."""
        now = self.times[-1] if self.ended and self.times else now
        while self.times and self.times[0] < now - PACE_OVER:
            self.times.popleft()
        return (len(self.times) - 1) * 60 / (now - self.times[0]) if len(self.times) > 1 else 0.0

    def cells(self, now: float) -> tuple[str, ...]:
        """Return what is shown: name, found, fetched, kept, failed, answers a minute, time left."""
        left = "" if self.left is None else duration(self.left)
        if self.ended:
            left = "left alone" if self.alone else "done"
        counts = (str(getattr(self, name)) for name in _COUNTED)
        return (self.name, *counts, pace_in_words(self.pace(now)), left)

    def words(self, now: float) -> str:
        """Return the same as one sentence."""
        name, found, fetched, kept, failed, pace, left = self.cells(now)
        counts = f"{name}: {found} found, {fetched} fetched, {kept} kept, {failed} failed"
        end = left if self.ended or not left else f"{left} left"
        return ", ".join(part for part in (counts, pace and f"{pace} a minute", end) if part)


class Watch:
    """The lines of all outlets that the crawl has something to do with, kept up by its events and outlooks."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def count(self, event: CrawlEvent) -> Line:
        """Add an event; return the line that it belongs to."""
        line = self._line(event.source)
        if event.kind in _COUNTED:
            setattr(line, event.kind, getattr(line, event.kind) + event.number)
        if event.kind == "fetched":
            line.times.append(time.monotonic())
        return line

    def look(self, outlooks: Mapping[str, Outlook]) -> None:
        """Note what is still to be done."""
        for slug, outlook in outlooks.items():
            line = self._line(slug)
            line.left = outlook.seconds
            line.ended = outlook.ended
            line.alone = outlook.alone

    def end(self) -> None:
        """Note that the crawl is over, whatever is left to be done."""
        for line in self.lines.values():
            line.left = None

    def fitting(self, most: int, now: float) -> list[Line]:
        """Return `most` lines at most, the last of them for all outlets together.

        Where not every outlet can have one, those that are at their end, and then the last by name, share a line.
        """
        lines = [self.lines[slug] for slug in sorted(self.lines)]
        total = together("all", lines, now)
        if len(lines) < most:
            return [*lines, total]
        shown = [line for line in lines if not line.ended][: max(most - 2, 0)]
        if not shown:
            return [total]
        others = [line for line in lines if line not in shown]
        return [*shown, together(f"{len(others)} others", others, now), total]

    def _line(self, slug: str) -> Line:
        return self.lines.setdefault(slug, Line(slug))


@dataclass(slots=True)
class Sum(Line):
    """Several outlets together."""

    a_minute: float = 0.0

    def pace(self, now: float) -> float:
        """Return the answers a minute of all."""
        return self.a_minute


def together(name: str, lines: Iterable[Line], now: float) -> Line:
    """Return what several outlets come to: counts, the pace of those still under way, the time until all are done."""
    lines = list(lines)
    counts = {count: sum(getattr(line, count) for line in lines) for count in _COUNTED}
    lefts = [line.left for line in lines if line.left is not None and not line.ended]
    return Sum(
        name,
        **counts,
        left=max(lefts, default=None),
        ended=all(line.ended for line in lines),
        a_minute=sum(line.pace(now) for line in [line for line in lines if not line.ended] or lines),
    )


def duration(seconds: float) -> str:
    """Return a time in words, as exact as makes sense: "40 s", "12 min", "3 h 20 min", "2 days"."""
    if seconds < 100:
        return f"{round(seconds)} s"
    minutes = round(seconds / 60)
    if minutes < 100:
        return f"{minutes} min"
    hours, minutes = divmod(round(minutes, -1), 60)
    if hours < 48:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{round(hours / 24)} days"


def pace_in_words(a_minute: float) -> str:
    """Return a pace in words, "" where there is none yet."""
    return "" if not a_minute else f"{a_minute:.1f}" if a_minute < 10 else f"{a_minute:.0f}"
