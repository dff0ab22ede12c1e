"""Finding events: words looked up in the index, filters and counts on the events' columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from warehouse.searching.asking import Asked
from warehouse.searching.events import NO_DAY, Counts, Events, Mask, Numbers
from warehouse.searching.kept import Kept
from warehouse.searching.matching import Matcher

Sort = Literal["relevance", "newest", "oldest", "seen"]
"""`seen` is the order in which events came into the collection, the last first."""
_KEPT = 64
"""Searches whose matches are kept: who narrows one or turns its pages asks for the same words again."""
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Matches:
    """The events that words were found in, best first, and for each the place of the article that has them best.

    Behind those of the best articles stand the others, the latest first.
    """

    events: Numbers
    articles: Numbers


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the events of all pages in order, and for each facet how many there are of a code.

    A facet's counts are those without its own filter, so that another code can be chosen beside the one that is.
    `months` are the events by the first day of their month.
    """

    total: int
    events: Numbers
    counts: Mapping[str, Counts]
    months: list[tuple[dt.date, int]]
    matches: Matches | None

    def article_of(self, event: int) -> int | None:
        """Return the place of the article of an event that has the words best, None where no words were asked for."""
        if self.matches is None:
            return None
        return int(self.matches.articles[np.flatnonzero(self.matches.events == event)[0]])


class Finder:
    """Searches the events of one snapshot; threads may share it."""

    def __init__(self, events: Events, matcher: Matcher | None) -> None:
        self.events = events
        self.matcher = matcher
        self._event_of = events.of_articles(matcher.numbers) if matcher is not None else np.zeros(0, dtype=np.int32)
        """The event of each article of the index, -1 for none."""
        self._by_month = _by_month(events.days)
        self._kept: Kept[str, Matches] = Kept(_KEPT)

    def find(self, asked: Asked, sort: Sort = "relevance") -> Found:
        """Return the events that hold all words and pass all filters.

        Without words they come by day, the latest first, whatever `sort` says of relevance.
        """
        matches = self._matches(asked) if asked.has_words else None
        words = self._allowed(asked)
        if matches is not None:
            words &= self._mask(matches.events)
        masks = self._chosen(asked)
        wanted = words.copy()
        for mask in masks.values():
            wanted &= mask
        counts = {name: column.count(self._others(words, masks, name)) for name, column in self.events.columns.items()}
        if matches is not None and asked.terms and sort == "relevance":
            ordered = matches.events[wanted[matches.events]]
        else:
            ordered = np.flatnonzero(wanted).astype(np.int32)
            if sort == "seen":
                ordered = ordered[np.argsort(-self.events.seen[ordered], kind="stable")]
            elif sort == "oldest":
                known = self.events.days[ordered] != NO_DAY
                ordered = np.concatenate([ordered[known][::-1], ordered[~known]])
        return Found(len(ordered), ordered, counts, self._months(wanted), matches)

    def total(self, asked: Asked) -> int:
        """Return how many events `find` would find: ranked and counted by facets, it takes four times as long."""
        wanted = self._allowed(asked)
        if asked.has_words and self.matcher is not None:
            events = self._event_of.take(self.matcher.everything(asked))
            wanted &= self._mask(events[events >= 0])
        for mask in self._chosen(asked).values():
            wanted &= mask
        return int(np.count_nonzero(wanted))

    def _mask(self, events: Numbers) -> Mask:
        mask = np.zeros(self.events.size, dtype=np.bool_)
        mask[events] = True
        return mask

    def _allowed(self, asked: Asked) -> Mask:
        """Return the events of the time that is asked for, without what is shut out."""
        allowed = self._in_time(asked)
        for name, codes in asked.without.items():
            allowed &= ~self.events.columns[name].having(codes, self.events.size)
        return allowed

    def _chosen(self, asked: Asked) -> dict[str, Mask]:
        columns = self.events.columns
        return {name: columns[name].having(codes, self.events.size) for name, codes in asked.filters.items()}

    def _others(self, words: Mask, masks: Mapping[str, Mask], name: str) -> Mask:
        chosen = words.copy()
        for other, mask in masks.items():
            if other != name:
                chosen &= mask
        return chosen

    def _in_time(self, asked: Asked) -> Mask:
        days = self.events.days
        first = (asked.since - _EPOCH).days if asked.since else NO_DAY
        last = (asked.until - _EPOCH).days if asked.until else np.iinfo(np.int32).max
        known = days != NO_DAY if asked.since or asked.until else np.ones(len(days), dtype=np.bool_)
        return (days >= first) & (days <= last) & known

    def _months(self, wanted: Mask) -> list[tuple[dt.date, int]]:
        first, months = self._by_month
        counted = np.bincount(np.compress(wanted, months))[1:]
        numbers = np.flatnonzero(counted)
        return [
            (dt.date(1970 + month // 12, month % 12 + 1, 1), count)
            for month, count in zip((numbers + first).tolist(), counted[numbers].tolist(), strict=True)
        ]

    def _matches(self, asked: Asked) -> Matches:
        assert self.matcher is not None  # noqa: S101 (who asks for words has an index)
        matcher = self.matcher
        key = repr((asked.terms, asked.shut_out))
        return self._kept.made(key, lambda: self._by_event(*matcher.match(asked)))

    def _by_event(self, everything: Numbers, best: Numbers) -> Matches:
        """Return the events of all articles, in order, and of the best ones, each with the best or last of its own."""
        article_of = np.zeros(self.events.size, dtype=np.int32)
        found = np.zeros(self.events.size, dtype=np.bool_)
        for articles in (everything, best[::-1]):  # of those of one event the last one stays
            events = self._event_of.take(articles)
            article_of[events[events >= 0]] = articles[events >= 0]
            found[events[events >= 0]] = True
        events = self._event_of.take(best)
        distinct, first = np.unique(events[events >= 0], return_index=True)
        ranked = distinct[np.argsort(first)]
        found[ranked] = False
        ordered = np.concatenate([ranked, np.flatnonzero(found)]).astype(np.int32)
        return Matches(ordered, article_of[ordered])


def _by_month(days: Numbers) -> tuple[int, Numbers]:
    """Return the first month, counted from January 1970, and how many months after the one before it each event is.

    That is 0 for an event without a day.
    """
    known = days != NO_DAY
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    first = int(months[known].min()) if known.any() else 0
    return first, np.where(known, months - first + 1, 0).astype(np.int32)
