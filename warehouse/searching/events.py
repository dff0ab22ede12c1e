"""What a search finds: the ceremonies of a snapshot, and relevant articles that tell of none, as columns in memory.

An event has a number, its place in the columns. Facets with one value are a column of codes; those with several are
pairs of event and code, in order of event. So a search of a hundred thousand events is counted in milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from warehouse.searching.indexing import number_of

Numbers = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
_UNKNOWN = -1
_EVENTS = """
SELECT ceremony_id AS id, date AS day, year, province, province_today AS today, kind FROM ceremony
UNION ALL
SELECT article_id, coalesce(report.date, report.published), year(coalesce(report.date, report.published)),
    report.province, report.province_today, kind
FROM report JOIN article USING (article_key)
WHERE ceremony_key IS NULL AND relevant AND syndicated_of IS NULL
ORDER BY day DESC NULLS LAST, id
"""
_ARTICLES = """
SELECT article_id, coalesce(ceremony_id, CASE WHEN relevant AND syndicated_of IS NULL THEN article_id END),
    CAST(epoch(fetched) AS BIGINT)
FROM article JOIN (
    SELECT report.*, ceremony_id FROM report LEFT JOIN ceremony USING (ceremony_key)) AS report USING (article_key)
"""
_TOLD = """
WITH told AS (
    SELECT coalesce(ceremony_id, article_id) AS id, report_key, source
    FROM report JOIN article USING (article_key) LEFT JOIN ceremony USING (ceremony_key)
    WHERE ceremony_key IS NOT NULL OR (relevant AND syndicated_of IS NULL))
"""
_PAIRS = {
    "outlet": "SELECT DISTINCT id, source FROM told WHERE source IS NOT NULL",
    "person": "SELECT DISTINCT id, official_id FROM told JOIN official_mention USING (report_key)"
    " JOIN official USING (official_key)",
    "award": "SELECT DISTINCT id, unnest(CASE WHEN class IS NULL THEN [award] ELSE [award, award || ':' || class] END)"
    " FROM told JOIN award_report USING (report_key) WHERE status = 'conferred'",
    "grantor": "SELECT DISTINCT id, grantor FROM told JOIN award_report USING (report_key)"
    " WHERE status = 'conferred' AND grantor IS NOT NULL",
    "status": "SELECT DISTINCT id, status FROM told JOIN award_report USING (report_key)",
}
SINGLE = ("year", "province", "today", "kind")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events have each code of a facet."""

    codes: tuple[str, ...]
    counted: Numbers

    def top(self, most: int) -> list[tuple[str, int]]:
        """Return the codes that most events have, with their numbers; those of none are left out."""
        order = np.argsort(-self.counted, kind="stable")[:most]
        return [(self.codes[place], int(self.counted[place])) for place in order if self.counted[place]]

    def of(self, code: str) -> int:
        """Return how many events have a code."""
        place = bisect_left(self.codes, code)
        return int(self.counted[place]) if self.codes[place : place + 1] == (code,) else 0

    @property
    def different(self) -> int:
        """How many codes any event has."""
        return int(np.count_nonzero(self.counted))


@dataclass(frozen=True, slots=True)
class Column:
    """One facet: the codes that there are, and which event has which. `events` is None where each has one or none."""

    codes: tuple[str, ...]
    """In order."""
    places: Numbers
    """Place of the code in `codes`, by event or by pair; -1 for none."""
    events: Numbers | None = None
    """The event of each pair, in order."""

    def count(self, wanted: Mask) -> Counts:
        """Return how many of the wanted events have each code."""
        chosen = np.compress(wanted if self.events is None else wanted.take(self.events), self.places)
        counted = np.bincount(chosen[chosen >= 0], minlength=len(self.codes))
        return Counts(self.codes, counted.astype(np.int32))

    def having(self, codes: set[str], size: int) -> Mask:
        """Return which of all `size` events have one of some codes."""
        known = np.array([code in codes for code in self.codes] + [False])
        found: Mask = known[self.places]
        if self.events is None:
            return found
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.events[found]] = True
        return mask


class Events:
    """The events of a snapshot in order of their days, the latest first and those without one last."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        rows = connection.execute(_EVENTS).fetchnumpy()
        self.ids: tuple[str, ...] = tuple(rows["id"])
        self.size = len(self.ids)
        self.place_of = {name: place for place, name in enumerate(self.ids)}
        self.days = _days(rows["day"])
        """Days since 1970 by event; the smallest number for none."""
        self.columns = {name: _single(rows[name]) for name in SINGLE}
        for name, query in _PAIRS.items():
            self.columns[name] = self._pairs(connection, f"{_TOLD} {query} ORDER BY ALL")
        self.seen = np.full(self.size, np.iinfo(np.int64).max, dtype=np.int64)
        """When the first article of each event was fetched, in seconds since 1970; 0 where none was."""
        numbers, places = [], []
        for article_id, name, fetched in connection.execute(_ARTICLES).fetchall():
            if name in self.place_of:
                numbers.append(number_of(article_id))
                places.append(place := self.place_of[name])
                if fetched is not None:
                    self.seen[place] = min(self.seen[place], fetched)
        self.seen[self.seen == np.iinfo(np.int64).max] = 0
        order = np.argsort(np.array(numbers, dtype=np.uint64))
        self._articles = np.array(numbers, dtype=np.uint64)[order]
        self._events = np.array(places, dtype=np.int32)[order]

    def of_articles(self, numbers: npt.NDArray[np.uint64]) -> Numbers:
        """Return the events that articles tell of, by the articles' numbers; -1 for none."""
        if not len(self._articles):
            return np.full(len(numbers), _UNKNOWN, dtype=np.int32)
        at = np.minimum(np.searchsorted(self._articles, numbers), len(self._articles) - 1)
        found: Numbers = np.where(self._articles[at] == numbers, self._events[at], _UNKNOWN).astype(np.int32)
        return found

    def _pairs(self, connection: duckdb.DuckDBPyConnection, query: str) -> Column:
        found = connection.execute(query).fetchnumpy()
        ids, values = found.values()
        events = np.array([self.place_of[name] for name in ids], dtype=np.int32)
        codes, places = np.unique(np.asarray(values, dtype=str), return_inverse=True)
        order = np.argsort(events, kind="stable")
        return Column(tuple(codes.tolist()), places.astype(np.int32)[order], events[order])


NO_DAY = np.iinfo(np.int32).min


def _days(given: Any) -> Numbers:  # noqa: ANN401 (a masked array where one is missing)
    days = np.ma.asarray(given).astype("datetime64[D]").astype(np.int64)
    return np.ma.filled(days.clip(-2_000_000, 4_000_000), NO_DAY).astype(np.int32)


def _single(given: Any) -> Column:  # noqa: ANN401
    values: Sequence[Any] = np.ma.asarray(given).tolist()
    codes = sorted({str(value) for value in values if value is not None})
    place = {code: i for i, code in enumerate(codes)}
    places = np.array([_UNKNOWN if value is None else place[str(value)] for value in values], dtype=np.int32)
    return Column(tuple(codes), places)
