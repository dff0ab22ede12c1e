"""What a load of the site comes to: percentiles by kind of page and part of the run, and slopes of memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

FAST = 0.05
"""Seconds under which a page is to come."""


class Ask(NamedTuple):
    """A request: the kind of page that it counts for, and its path with the query."""

    kind: str
    path: str


class Answer(NamedTuple):
    """What came of a request: seconds since the load began, bytes as sent, and why it is an error, else "".

    Who waits has waited since `due`, however late the request was sent.
    """

    kind: str
    path: str
    due: float
    sent: float
    done: float
    status: int
    size: int
    error: str

    @property
    def taken(self) -> float:
        """Seconds that who asked has waited."""
        return self.done - self.due


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of the requests of one kind in one part of the run, and how many were answered in time, or not."""

    n: int
    median: float
    p95: float
    p99: float
    most: float
    fast: float
    """Share under 50 ms."""
    missing: int
    """Pages that are not there (404): an event may be put to another when a new snapshot comes."""
    errors: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Memory of the server and what it started in MB, and the part that belongs to no file; seconds since the load."""

    at: float
    memory: float
    own: float


@dataclass(frozen=True, slots=True)
class Published:
    """A publish under load: when it began, was there and was shown (None: never), in seconds; and all articles."""

    begun: float
    there: float
    shown: float | None
    articles: int


def percentile(times: Sequence[float], share: float) -> float:
    """Return the percentile by nearest rank: of 20 times, for 0.95 the longest but one."""
    return sorted(times)[max(0, -int(-len(times) * share // 1) - 1)]


def times_of(answers: Sequence[Answer]) -> Times:
    """Return what some answers come to; an error counts with the time until it was known."""
    taken = [answer.taken * 1000 for answer in answers]
    return Times(
        n=len(answers),
        median=percentile(taken, 0.5),
        p95=percentile(taken, 0.95),
        p99=percentile(taken, 0.99),
        most=max(taken),
        fast=sum(time < FAST * 1000 for time in taken) / len(taken),
        missing=sum(answer.status == 404 for answer in answers),
        errors=sum(bool(answer.error) for answer in answers),
    )


def by_kind(answers: Sequence[Answer]) -> dict[str, Times]:
    """Return what the answers of each kind of page come to, and of all together."""
    kinds: dict[str, list[Answer]] = {}
    for answer in answers:
        kinds.setdefault(answer.kind, []).append(answer)
    found = {kind: times_of(some) for kind, some in sorted(kinds.items(), key=lambda one: -len(one[1]))}
    return {**found, "all": times_of(answers)} if answers else {}


def by_part(answers: Sequence[Answer], publish: Published | None) -> Mapping[str, dict[str, Times]]:
    """Return the same for what was due before, during and after a publish; it ends when its snapshot is shown."""
    whole = {"whole run": by_kind(answers)}
    if publish is None:
        return whole
    begun, shown = publish.begun, publish.shown or answers[-1].due + 1
    return {
        **whole,
        "before the publish": by_kind([answer for answer in answers if answer.due < begun]),
        "during the publish": by_kind([answer for answer in answers if begun <= answer.due < shown]),
        "after the publish": by_kind([answer for answer in answers if answer.due >= shown]),
    }


def slope(samples: Sequence[tuple[float, float]], steps: Sequence[float] = ()) -> float:
    """Return the growth a minute of values by seconds, by least squares; at each of `steps` they may jump."""
    at = np.array([time for time, _ in samples])
    if len(at) < 3 + len(steps) or not np.ptp(at):
        return 0.0
    columns = [at / 60, np.ones(len(at)), *((at >= step).astype(float) for step in steps)]
    found, *_ = np.linalg.lstsq(np.stack(columns, axis=1), np.array([value for _, value in samples]), rcond=None)
    return float(found[0])


def by_minute(samples: Sequence[Sample]) -> Iterator[tuple[int, Sample]]:
    """Give the first look at the memory in each minute since the load began."""
    for minute in range(int(samples[-1].at // 60) + 1):
        yield minute, next(sample for sample in samples if sample.at >= minute * 60)
