"""How much longer a host is left alone that answers badly: longer with each bad answer, shorter again after good ones.

All in multiples of the source's patience (5 s, much less for private sources).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

MOST = 60
"""Longest wait, in patiences: 5 minutes for an outlet."""
SEVERAL = 3
"""Errors of the server, or refusals, in a row after which it counts as overloaded; a 429 or 503 says so by itself."""
MAX_BAD = 8
"""Bad answers in a row after which a host is left alone for the rest of the run."""

_OVERLOADED = {429, 503}
_REFUSED = {401, 403}
"""What firewalls answer who asks too much for their taste."""


@dataclass(slots=True)
class Backoff:
    """The present wait of one host, in seconds beyond its delay, and its bad answers in a row."""

    seconds: float = 0.0
    bad: int = 0

    def answered(self, status: int, patience: float, *, again: bool = False) -> str | None:
        """Take the status of an answer; return why the host is to be left alone for the run, where it is.

        `again` says that the address had failed before: one broken page, asked for again and again, is no sign of a
        broken host.
        """
        if status in _OVERLOADED:
            self.bad += 1
            self.grow(patience)
        elif status >= 500 or status in _REFUSED:
            self.bad += not again
            if self.bad >= SEVERAL:
                self.grow(patience)
        else:
            self.bad = 0
            self.seconds = self.seconds / 2 if self.seconds > patience else 0.0
        return f"HTTP {status}, the last of {self.bad} bad answers in a row" if self.bad >= MAX_BAD else None

    def grow(self, patience: float) -> None:
        """Double the wait, up to the longest."""
        self.seconds = min(max(2 * self.seconds, patience), MOST * patience)


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, as a number or as a date; None where it says neither."""
    if not value:
        return None
    parts = [part.strip() for part in value.split(",")]
    if all(map(str.isdecimal, parts)):  # of several headers the longest counts
        return max(map(float, parts))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    return max(0.0, moment.timestamp() - time.time())
