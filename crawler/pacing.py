"""Whom to ask next, and when: one request at a time to a host, with its delay between the end of one and the next."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.entries import Entry
from crawler.frontier import Frontier
from crawler.host import Host
from crawler.outlook import Outlook, look_ahead
from crawler.robots import Policy
from crawler.source import Source

MAX_MISSES = 5
"""Requests in a row without any answer after which a host is left alone for the rest of the run."""


@dataclass(frozen=True, slots=True)
class RobotsTask:
    """A host's robots.txt is to be asked for, before anything else of it."""

    host: str
    url: str
    source: str
    hops: int = 0


class Pace:
    """Hands out what is to be asked for next; `refuse` gives a reason to pass over an address without asking."""

    def __init__(
        self,
        frontier: Frontier,
        sources: Mapping[str, Source],
        *,
        most_busy: int,
        refuse: Callable[[Entry, Policy], str | None],
    ) -> None:
        self._frontier = frontier
        self._sources = sources
        self._most_busy = most_busy
        self._refuse = refuse
        frontier.count_waiting()
        self._busy = 0
        self.hosts: dict[str, Host] = {}
        self.note(frontier.lanes(sources))

    def note(self, lanes: Iterable[tuple[str, str]]) -> None:
        """Note that these pairs of source and host have something queued, perhaps for the first time."""
        for source, name in lanes:
            delay = self._sources[source].delay
            host = self.hosts.setdefault(name, Host(name, delay))
            host.delay = max(host.delay, delay)
            if source not in host.sources:
                host.sources.append(source)
            host.due_at = 0.0

    def next(self, now: float) -> Entry | RobotsTask | None:
        """Return what to ask for now, its host marked as busy, or None where no host is ready."""
        if self._busy >= self._most_busy:
            return None
        for name, host in list(self.hosts.items()):
            if host.busy or host.stopped or host.ready_at > now:
                continue
            task = self._next_of(host)
            if task is not None:
                host.busy, host.begun = True, now
                self._busy += 1
                self.hosts[name] = self.hosts.pop(name)  # last in turn
                return task
        return None

    def _next_of(self, host: Host) -> Entry | RobotsTask | None:
        for _ in range(len(host.sources)):
            source = host.sources.pop(0)
            host.sources.append(source)
            while (entry := self._frontier.take(source, host.name)) is not None:
                if host.policy is None:
                    self._frontier.put_back(entry)
                    scheme = urlsplit(entry.address).scheme
                    return RobotsTask(host.name, f"{scheme}://{host.name}/robots.txt", source)
                if self._refuse(entry, host.policy) is None:
                    return entry
        dues = [self._frontier.next_due(source, host.name) for source in host.sources]
        host.due_at = min((due for due in dues if due is not None), default=math.inf)
        return None

    def wait(self, now: float) -> float | None:
        """Return the seconds until a host may be ready: infinite while answers are awaited, None when all is done."""
        ready = min((h.ready_at for h in self.hosts.values() if not h.busy and not h.stopped), default=math.inf)
        if ready == math.inf and not self._busy:
            return None
        return max(0.0, ready - now)

    def release(self, name: str, now: float, *, pause: float = 0.0) -> None:
        """Note that a host's request has ended; `pause` asks for more seconds than its delay."""
        host = self.hosts[name]
        host.busy = False
        host.note_answer(now)
        self._busy -= 1
        host.free_at = now + max(host.between, pause)

    def answered(self, name: str) -> None:
        """Note that a host answered, whatever it said."""
        self.hosts[name].misses = 0

    def missed(self, name: str) -> bool:
        """Note that a host gave no answer; return whether it is to be left alone."""
        self.hosts[name].misses += 1
        return self.hosts[name].misses >= MAX_MISSES

    def outlook(self, *, most: int | None = None) -> dict[str, Outlook]:
        """Return what is still to be done for each source, of `most` requests at most."""
        return look_ahead(self.hosts.values(), self._frontier.waiting, most=most)

    def stop(self, name: str, reason: str) -> None:
        """Leave a host alone for the rest of the run; what is queued stays queued."""
        self.hosts[name].stopped = reason
