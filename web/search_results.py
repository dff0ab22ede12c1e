"""What a search found, as its page and its JSON show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException

from warehouse.searching.asking import FACETS
from warehouse.searching.finding import Found
from warehouse.searching.matching import marked
from warehouse.searching.recognising import Recognised, recognise
from warehouse.searching.spelling import Suggestion, suggest
from web.language import Words
from web.search_request import PER_PAGE, Search
from web.snapshot import Snapshot
from web.statements import statement

SHOWN = 8
"""Values of a facet that are shown at once, and `MORE` where more are asked for."""
MORE = 200
_MONTHLY = 3
"""Years up to which the histogram shows months."""
_ANSWERED = 3_000
"""Ceremonies up to which the awards of a search are summed up."""


def run(snapshot: Snapshot, search: Search) -> Found:
    """Return what a search finds; raises HTTPException (503) where words are asked for and there is no index."""
    if search.asked.has_words and snapshot.finder.matcher is None:
        raise HTTPException(503)
    return snapshot.finder.find(search.asked, search.order)


def hits(snapshot: Snapshot, search: Search, found: Found, words: Words) -> list[dict[str, Any]]:
    """Return the events of a page of results, each with its awards and the words that were found."""
    first = (search.page - 1) * PER_PAGE
    return cards(snapshot, search, found, found.events[first : first + PER_PAGE].tolist(), words)


def cards(
    snapshot: Snapshot, search: Search, found: Found, events: Sequence[int], words: Words, *, snippets: bool = True
) -> list[dict[str, Any]]:
    """Return what is shown of some events, in their order; without `snippets` none is cut, which takes longest."""
    found_words = _snippets(snapshot, search, found, events) if snippets else {}
    made = []
    for event, card in zip(events, snapshot.cards.of(events), strict=True):
        for award in card["awards"]:
            award["name"] = words.award(award["award"], award["class"])
        path = f"/ceremony/{card['id']}" if card["ceremony_id"] else f"/article/{card['id']}"
        made.append({**card, "path": path, "snippet": found_words.get(event, [])})
    return made


def _snippets(
    snapshot: Snapshot, search: Search, found: Found, events: Sequence[int]
) -> dict[int, list[tuple[str, bool]]]:
    matcher = snapshot.finder.matcher
    if matcher is None or not search.asked.terms:
        return {}
    generators = matcher.snippets(search.asked)
    made = {}
    for event in events:
        place = found.article_of(event)
        document = matcher.document(matcher.id_at(place)) if place is not None else None
        if document is not None:
            made[event] = marked(generators, document)
    return made


def facets(snapshot: Snapshot, search: Search, found: Found, words: Words) -> list[dict[str, Any]]:
    """Return the facets with the values that most events have; those that are chosen are always among them."""
    made = []
    for facet in FACETS:
        counts = found.counts[facet]
        chosen = search.chosen.get(facet, [])
        most = MORE if search.more == facet or facet == "year" else SHOWN
        top = counts.top(most)
        top += [(code, counts.of(code)) for code in chosen if code not in dict(top)]
        if facet == "year":
            top.sort(reverse=True)
        values = [
            {"code": code, "count": count, "label": label(snapshot, facet, code, words), "chosen": code in chosen}
            for code, count in top
        ]
        if values:
            made.append({"facet": facet, "values": values, "more": max(0, counts.different - len(top))})
    return made


def label(snapshot: Snapshot, facet: str, code: str, words: Words) -> str:
    """Return what a value of a facet is called."""
    if facet in ("province", "today"):
        return words.province(code)
    if facet == "award":
        name, _, number = code.partition(":")
        return words.award(name, int(number)) if number in ("1", "2", "3") else words.award(name) or code
    if facet in ("kind", "grantor", "status"):
        return words.code(facet, code)
    if facet == "person":
        holder = snapshot.holders.by_id.get(code)
        return holder.name if holder else code
    return code


def recognised(snapshot: Snapshot, search: Search, words: Words) -> tuple[list[dict[str, Any]], str]:
    """Return the filters that the words of a search name, with what they are called, and the words that are left."""
    found, rest = recognise(search.asked, snapshot.holders)
    return [
        {
            "facet": one.facet,
            "code": one.code,
            "label": label(snapshot, one.facet, one.code, words),
            "title": _title(snapshot, one),
            "words": one.words,
            "rest": one.rest,
        }
        for one in found
        if one.code not in search.chosen.get(one.facet, [])
    ], rest


def _title(snapshot: Snapshot, one: Recognised) -> str | None:
    holder = snapshot.holders.by_id.get(one.code) if one.facet == "person" else None
    return holder.title if holder else None


def suggestions(snapshot: Snapshot, search: Search, found: Found) -> list[Suggestion]:
    """Return other searches where this one finds nothing."""
    matcher = snapshot.finder.matcher
    if found.total or matcher is None or not search.asked.terms:
        return []
    return suggest(search.asked, matcher, snapshot.finder.total)


def without_filters(snapshot: Snapshot, search: Search, found: Found) -> int:
    """Return how many events a search that finds nothing would find without its filters."""
    asked = search.asked
    if found.total or not (asked.filters or asked.without or asked.since or asked.until):
        return 0
    return snapshot.finder.total(replace(asked, filters={}, without={}, since=None, until=None))


def answer(snapshot: Snapshot, search: Search, found: Found) -> dict[str, Any] | None:
    """Return how many of the awards that a search is narrowed to were conferred, and who handed them over."""
    awards = search.asked.filters.get("award")
    if not awards or not found.total or found.total > _ANSWERED:
        return None
    values = {"ids": [snapshot.finder.events.ids[event] for event in found.events.tolist()], "awards": sorted(awards)}
    rows = snapshot.ask(statement("search/answer"), values).records
    if not rows:
        return None
    keys = [key for row in rows for key in row.pop("award_keys")]
    presenters = snapshot.ask(statement("search/presenters"), {"award_keys": keys}).records
    return {"rows": rows, "presenters": presenters, **_sums(rows)}


def _sums(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    names = ("recipients", "awards", "without_count", "rounded", "conflicts")
    return {name: sum(row[name] or 0 for row in rows) for name in names}


def histogram(found: Found) -> dict[str, Any]:
    """Return the events over time: by month where they are of three years or fewer, else by year, without gaps."""
    if not found.months:
        return {"step": "year", "bars": []}
    first, last = found.months[0][0], found.months[-1][0]
    if last.year - first.year < _MONTHLY:
        counted = dict(found.months)
        months = [dt.date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
        return {"step": "month", "bars": [(month, counted.get(month, 0)) for month in months]}
    years: dict[int, int] = {}
    for month, count in found.months:
        years[month.year] = years.get(month.year, 0) + count
    return {"step": "year", "bars": [(dt.date(y, 1, 1), years.get(y, 0)) for y in range(first.year, last.year + 1)]}
