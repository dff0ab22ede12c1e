"""Whom to ask next, and when: one request at a time to a host, with its delay between the end of one and the next.

A host that asks to be left alone, or answers badly, is given more time than that, also by the runs to come.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.entries import Entry, host_key
from crawler.frontier import Frontier
from crawler.host import Host
from crawler.outlook import Outlook, look_ahead
from crawler.robots import Policy
from crawler.source import Source
from crawler.summary import CrawlEvent, OnEvent

MAX_MISSES = 5
"""Requests in a row without any answer after which a host is left alone for the rest of the run."""
MAX_PAUSE = 600.0
"""Longest wait in seconds that a server's Retry-After may ask for; more ends the run for its host."""
MAX_REST = 30 * 24 * 3600.0
"""Longest time in seconds for which a host's wish to be left alone is remembered."""
RULES_HOLD = 24 * 3600.0
"""Seconds after which a host's robots.txt is asked for again (RFC 9309, 2.4)."""
MAX_REFUSED = 100
"""Addresses of a host that are passed over in one go."""
SLOW = 60.0
"""Seconds of Crawl-delay from which on the run says how slow it makes it."""


@dataclass(frozen=True, slots=True)
class RobotsTask:
    """A host's robots.txt is to be asked for, before anything else of it."""

    host: str
    url: str
    source: str
    hops: int = 0


class Pace:
    """Hands out what is to be asked for next; `refuse` gives a reason to pass over an address without asking.

    `begun` is when the run did: a host is first asked its delay later, for a run before may have asked it just then.
    """

    def __init__(
        self,
        frontier: Frontier,
        sources: Mapping[str, Source],
        *,
        most_busy: int,
        refuse: Callable[[Entry, Policy], str | None],
        begun: float = -math.inf,
        on_event: OnEvent = lambda _: None,
    ) -> None:
        self._frontier = frontier
        self._sources = sources
        self._most_busy = most_busy
        self._refuse = refuse
        self._on_event = on_event
        self._begun = begun
        self._rests = frontier.rests(time.time())
        frontier.count_waiting()
        self._busy = 0
        self.hosts: dict[str, Host] = {}
        self.note(frontier.lanes(sources))

    def note(self, lanes: Iterable[tuple[str, str]]) -> None:
        """Note that these pairs of source and host have something queued, perhaps for the first time."""
        for source, name in lanes:
            delay = self._sources[source].delay
            host = self.hosts.get(name) or self._known(name, delay)
            host.delay = max(host.delay, delay)
            host.due_at = 0.0
            if source not in host.sources:
                host.sources.append(source)
                if host.stopped:
                    self._on_event(CrawlEvent("stopped", source, name, f"{name}: {host.stopped}"))

    def _known(self, name: str, delay: float) -> Host:
        """Return a host that was not known in this run, with what it asked for in an earlier one."""
        host = self.hosts[name] = Host(name, delay, free_at=self._begun + delay, due_at=math.inf)
        host.free_at = max(sibling.free_at for sibling in self._siblings(host))
        if name in self._rests:
            host.rest_until = self._rests[name]
            host.free_at = max(host.free_at, host.rest_until)
            if host.rest_until - time.time() > MAX_PAUSE:
                host.stopped = _left_alone(host.rest_until)
        return host

    def next(self, now: float) -> Entry | RobotsTask | None:
        """Return what to ask for now, its host marked as busy, or None where no host is ready."""
        if self._busy >= self._most_busy:
            return None
        for name, host in list(self.hosts.items()):
            if host.stopped or host.ready_at > now or self._is_asked(host):
                continue
            if host.policy is not None and now >= host.policy_until:
                host.policy, host.robots_tries, host.robots_at = None, 0, None
            task = self._next_of(host)
            if task is not None and self._lend(host, host_key(task.url) if isinstance(task, RobotsTask) else name, now):
                host.busy, host.begun = True, now
                self._busy += 1
                self.hosts[name] = self.hosts.pop(name)  # last in turn
                return task
        return None

    def _siblings(self, host: Host) -> list[Host]:
        """Return the hosts that are one site with a host, itself included: with `www.` and without."""
        bare = host.name.removeprefix("www.")
        return [found for name in (bare, f"www.{bare}") if (found := self.hosts.get(name)) is not None]

    def _is_asked(self, host: Host) -> bool:
        return any(sibling.busy for sibling in self._siblings(host))

    def _lend(self, host: Host, asked: str, now: float) -> bool:
        """Tell whether `asked` may be asked now for a host's robots.txt, which is busy with it then."""
        if asked == host.name:
            return True
        other = self.hosts.get(asked) or self._known(asked, host.delay)
        if other.stopped:
            self.stop(host.name, f"robots.txt: {other.stopped}")
        elif other.busy or other.free_at > now or any(s.busy for s in self._siblings(other) if s is not host):
            host.free_at = max(other.free_at, now + max(host.delay, 0.05))
        else:
            other.busy, host.lent = True, asked
        return host.lent is not None

    def _next_of(self, host: Host) -> Entry | RobotsTask | None:
        refused = 0
        for _ in range(len(host.sources)):
            source = host.sources.pop(0)
            host.sources.append(source)
            while (entry := self._frontier.take(source, host.name)) is not None:
                if host.policy is None:
                    self._frontier.put_back(entry)
                    scheme = urlsplit(entry.address).scheme
                    url, hops = host.robots_at or (f"{scheme}://{host.name}/robots.txt", 0)
                    return RobotsTask(host.name, url, source, hops)
                if self._refuse(entry, host.policy) is None:
                    return entry
                refused += 1
                if refused >= MAX_REFUSED:  # other hosts wait meanwhile
                    return None
        dues = [self._frontier.next_due(source, host.name) for source in host.sources]
        host.due_at = min((due for due in dues if due is not None), default=math.inf)
        return None

    def wait(self, now: float) -> float | None:
        """Return the seconds until a host may be ready: infinite while answers are awaited, None when all is done."""
        free = (h for h in self.hosts.values() if not h.stopped and not self._is_asked(h))
        ready = min((h.ready_at for h in free), default=math.inf)
        if ready == math.inf and not self._busy:
            return None
        return math.inf if self._busy >= self._most_busy else max(0.0, ready - now)

    def release(self, name: str, now: float, *, pause: float = 0.0) -> None:
        """Note that a host's request has ended; `pause` asks for more seconds than its delay."""
        host = self.hosts[name]
        self._busy -= 1
        host.note_answer(now)
        self._free(host, now, pause)
        if host.lent is not None:
            self._free(self.hosts[host.lent], now, pause)
            host.lent = None

    def _free(self, host: Host, now: float, pause: float) -> None:
        host.busy = False
        host.free_at = max(now + max(host.between, pause), host.rest_until)
        for sibling in self._siblings(host):
            sibling.free_at = max(sibling.free_at, host.free_at)

    def know(self, name: str, policy: Policy, now: float) -> None:
        """Note what a host's robots.txt says."""
        host = self.hosts[name]
        host.policy, host.policy_until, host.robots_tries = policy, now + RULES_HOLD, 0
        if policy.problem:
            self.stop(name, policy.problem)
        elif policy.delay > SLOW:
            text = f"{name}: robots.txt asks for {policy.delay:g} s between two requests"
            for source in host.sources:
                self._on_event(CrawlEvent("slow", source, name, text))

    def answered(self, name: str, status: int, *, patience: float, again: bool = False) -> None:
        """Note that a host answered; it is given more time where it answers badly, and left alone where it goes on so.

        `patience` is its source's; `again` says that the address had failed before.
        """
        host = self.hosts[name]
        host.misses = 0
        if (reason := host.backoff.answered(status, patience, again=again)) is not None:
            self.stop(name, reason)

    def missed(self, name: str, *, patience: float) -> None:
        """Note that a host gave no answer; after several in a row it is left alone."""
        host = self.hosts[name]
        host.misses += 1
        host.backoff.grow(patience)
        if host.misses >= MAX_MISSES:
            self.stop(name, "no answer, several times in a row")

    def rest(self, name: str, until: float) -> None:
        """Leave a host alone up to a time that it named, in the runs to come as well."""
        host = self.hosts[name]
        now = time.time()
        host.rest_until = max(host.rest_until, min(until, now + MAX_REST))
        self._frontier.rest(name, host.rest_until)
        if host.rest_until - now > MAX_PAUSE:
            self.stop(name, _left_alone(host.rest_until))

    def outlook(self, *, most: int | None = None) -> dict[str, Outlook]:
        """Return what is still to be done for each source, of `most` requests at most."""
        return look_ahead(self.hosts.values(), self._frontier.waiting, most=most)

    def stop(self, name: str, reason: str) -> None:
        """Leave a host alone for the rest of the run; what is queued stays queued."""
        host = self.hosts[name]
        if host.stopped is None:
            host.stopped = reason
            for source in host.sources:
                self._on_event(CrawlEvent("stopped", source, name, f"{name}: {reason}"))


def _left_alone(until: float) -> str:
    return f"asks to be left alone until {datetime.fromtimestamp(until, UTC):%Y-%m-%d %H:%M} UTC"
