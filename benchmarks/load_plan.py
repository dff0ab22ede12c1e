"""The plan of a load: which events there are, on which days, and by how many articles each is told.

Everything is drawn in numbered stretches, so that a smaller load is the beginning of a larger one. Shares that the
statistics of real articles do not give are stated here; they are assumptions, made to be on the costly side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import load_statistics

FIRST, LAST = dt.date(2016, 7, 1), dt.date(2026, 6, 30)
"""The ten years of the articles' events."""
TELLINGS = (0.60, 0.20, 0.10, 0.06, 0.04)
"""Share of events that one, two … five outlets tell of."""
AGENCY = 0.1
"""Share of other articles that a second outlet repeats."""
COPIES = 0.5
"""Share of an event's further articles that repeat the first one's text: a fifth of all articles."""
TWINS = 0.02
"""Share of articles that stand under a second address of their outlet."""
REFETCHED = 0.005
"""Share of articles whose text had changed at a second fetch."""
SERIES = 0.35
"""Share of events that are held every year."""
HANDOVERS = 0.06
"""Share of events at which awards are handed over that an event of some months before had announced."""
PLAIN, TWIN, LATER = 0, 1, 2
"""Forms in which an article is there: at its address, at a second one, and as fetched there later."""
_STRETCH = 4096
_SERIES = 8192
"""How many events are held every year, at the most."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Units:
    """Events (or articles on something else), by number from `start`: day (from FIRST), articles, yearly series.

    `series` is -1 for none; `announced` the number of the event whose awards are handed over, or -1.
    """

    start: int
    day: Numbers
    size: Numbers
    relevant: NDArray[np.bool_]
    series: Numbers
    announced: Numbers


@dataclass(frozen=True, slots=True)
class Place:
    """One article in a part: the number of its event, which of its articles it is, and the form it has."""

    unit: int
    telling: int
    form: int


def day_of(number: int) -> dt.date:
    """Return the day of a number of days from FIRST."""
    return FIRST + dt.timedelta(days=int(number))


@cache
def units(seed: int, stretch: int) -> Units:
    """Return the events of one stretch; the same for every load of that seed."""
    chance = np.random.default_rng([seed, stretch])
    start = stretch * _STRETCH
    shares = _days()
    day = chance.choice(len(shares), size=_STRETCH, p=shares)
    size = 1 + chance.choice(len(TELLINGS), size=_STRETCH, p=TELLINGS)
    other = 1 + (chance.random(_STRETCH) < AGENCY)
    relevant = chance.random(_STRETCH) < _share_of_events()
    series = np.where(chance.random(_STRETCH) < SERIES, chance.integers(_SERIES, size=_STRETCH), -1)
    year = chance.integers(LAST.year - FIRST.year, size=_STRETCH) * 365.25
    yearly = np.clip(series * 37 % 365 + year + chance.integers(-4, 5, size=_STRETCH), 0, len(shares) - 1)
    day = np.where(series >= 0, yearly.astype(np.int64), day)
    announced = np.full(_STRETCH, -1)
    gap = chance.integers(20, 200, size=_STRETCH)
    for n in np.flatnonzero(chance.random(_STRETCH) < HANDOVERS):
        if n and relevant[n] and relevant[n - 1] and announced[n - 1] < 0 and day[n - 1] + gap[n] < len(shares):
            day[n], series[n], announced[n] = day[n - 1] + gap[n], -1, start + n - 1
    return Units(start, day, np.where(relevant, size, other), relevant, series, announced)


def unit(seed: int, number: int) -> tuple[Units, int]:
    """Return the stretch in which an event stands, and its place in it."""
    return units(seed, number // _STRETCH), number % _STRETCH


def plan(seed: int, articles: int) -> list[Place]:
    """Return so many articles, and their twins and later fetches beside them, in the order of the parts.

    The order is drawn: the articles on one event lie in any parts, as those of a backfill do.
    """
    sizes: list[Numbers] = []
    while sum(int(size.sum()) for size in sizes) < articles:
        sizes.append(units(seed, len(sizes)).size)
    size = np.concatenate(sizes) if sizes else np.zeros(0, dtype=np.int64)
    of_unit = np.repeat(np.arange(len(size)), size)[:articles]
    telling = (np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size))[:articles]
    chance = np.random.default_rng([seed, articles, 1])
    twin, later = (np.flatnonzero(chance.random(articles) < share) for share in (TWINS, REFETCHED))
    slot = np.concatenate([np.arange(articles), twin, later])
    form = np.repeat([PLAIN, TWIN, LATER], [articles, len(twin), len(later)])
    order = chance.permutation(len(slot))
    columns = (of_unit[slot[order]], telling[slot[order]], form[order])
    return [Place(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def further(seed: int, articles: int, new: int, *, spread: bool) -> Iterator[tuple[Place, int | None]]:
    """Give `new` articles for a load of `articles`, each with its day where it is not the plan's.

    They are those of the three days after the last, or with `spread` of any day; three in ten tell of events that
    are there (of the last days, unless `spread`), as many of one event as of the plan's.
    """
    chance = np.random.default_rng([seed, articles, 2 + spread])
    places = plan(seed, articles)
    there = sorted({place.unit for place in places})
    if not spread:
        newest = [n for n in there if day_of(_day(seed, n)) > LAST - dt.timedelta(days=3)]
        there = newest or sorted(there, key=lambda n: _day(seed, n))[-20:]
    old: list[int] = chance.choice(there, size=new * 3 // 10).tolist() if there else []
    told = dict.fromkeys(there, len(TELLINGS))
    for n in old:
        yield Place(n, told[n], PLAIN), None
        told[n] += 1
    left, number = new - len(old), (max(place.unit for place in places) // _STRETCH + 1) * _STRETCH if places else 0
    while left > 0:
        found, n = unit(seed, number)
        day = None if spread else (LAST - FIRST).days + 1 + number % 3
        for telling in range(min(left, int(found.size[n]))):
            yield Place(number, telling, PLAIN), day
        left -= int(found.size[n])
        number += 1


def _day(seed: int, number: int) -> int:
    found, n = unit(seed, number)
    return int(found.day[n])


def _share_of_events() -> float:
    """Return the share of events among all that is told of, so that relevant articles have the share of real ones."""
    counts: dict[str, Any] = load_statistics.load()
    share = counts["relevant"] / counts["topical"]
    told = sum(n * part for n, part in enumerate(TELLINGS, 1))
    return float(share / told / (share / told + (1 - share) / (1 + AGENCY)))


@cache
def _days() -> NDArray[np.float64]:
    """Return the share of each day: twice as much in the last year as in the first, less at weekends, and seasons."""
    number = (LAST - FIRST).days + 1
    weights = np.linspace(1.0, 2.0, number)
    for n in range(number):
        day = day_of(n)
        season = next(
            (factor for month, first, last, factor in _SEASONS if day.month == month and first <= day.day <= last), 1.0
        )
        weights[n] *= season * (1.0, 1.0, 1.0, 1.0, 1.0, 0.6, 0.3)[day.weekday()]
    return np.asarray(weights / weights.sum(), dtype=np.float64)


_SEASONS = (
    (1, 1, 20, 2.5),
    (2, 1, 4, 2.0),
    (5, 17, 20, 6.0),
    (6, 9, 12, 3.0),
    (6, 19, 22, 2.0),
    (7, 24, 28, 2.0),
    (8, 28, 31, 3.0),
    (9, 1, 3, 4.0),
    (10, 12, 15, 2.0),
    (11, 17, 21, 4.0),
    (12, 15, 31, 2.5),
)
"""Month, days and how much more is held on them: year ends, and the days of the Party, Hồ Chí Minh, emulation, the
press, the war invalids, the Republic, entrepreneurs and teachers."""
