"""The state of one host in a run."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from crawler.backoff import Backoff
from crawler.robots import Policy

_SHARE_OF_LAST = 0.2


@dataclass(slots=True)
class Host:
    """The state of one host (with port) in a run."""

    name: str
    delay: float
    sources: list[str] = field(default_factory=list)
    policy: Policy | None = None
    policy_until: float = math.inf
    robots_tries: int = 0
    robots_at: tuple[str, int] | None = None
    """Where the host's robots.txt redirected to, and the redirects up to there."""
    lent: str | None = None
    """Another host that is asked for this one's robots.txt."""
    busy: bool = False
    free_at: float = 0.0
    """When politeness allows the next request."""
    due_at: float = 0.0
    """When something is queued and due; infinite while nothing is queued."""
    rest_until: float = 0.0
    """Until when the host asked to be left alone."""
    backoff: Backoff = field(default_factory=Backoff)
    misses: int = 0
    begun: float = 0.0
    """When the present request began."""
    answer: float = 0.0
    """Seconds that requests take, the later ones counting more."""
    stopped: str | None = None

    @property
    def ready_at(self) -> float:
        """When the next request can be made."""
        return max(self.free_at, self.due_at)

    @property
    def between(self) -> float:
        """Seconds from the end of one request to the start of the next."""
        return max(self.delay, self.policy.delay if self.policy else 0.0, self.backoff.seconds)

    def note_answer(self, now: float) -> None:
        """Take the time of the request that has ended into account."""
        self.answer += (now - self.begun - self.answer) * (_SHARE_OF_LAST if self.answer else 1.0)
