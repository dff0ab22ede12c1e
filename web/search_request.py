"""What an address asks of the search: its words, its filters, the order and the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from warehouse.searching.asking import FACETS, Asked, Problem, day_of, take_apart, value_of
from warehouse.searching.finding import Sort
from web.site import LONGEST_QUERY
from web.visit import page_number

PER_PAGE = 20
_VALUES = 50
"""Values of one facet that an address may hold."""
_SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Search:
    """A search as its address says it; `asked` holds the filters of the words and of the parameters together."""

    words: str
    asked: Asked
    chosen: dict[str, list[str]]
    """Filters that stand as parameters, by facet."""
    sort: Sort
    page: int
    more: str | None
    """The facet of which more values are to be shown."""

    @property
    def order(self) -> Sort:
        """The order that the events come in: by relevance where there are words and nothing else is asked for."""
        return "newest" if self.sort == "relevance" and not self.asked.terms else self.sort


def search_of(params: QueryParams) -> Search:
    """Return the search that the parameters of an address are; raises HTTPException (400)."""
    words = params.get("q", "").strip()
    if len(words) > LONGEST_QUERY:
        raise HTTPException(400, f"q: at most {LONGEST_QUERY} characters")
    asked = take_apart(words)
    chosen: dict[str, list[str]] = {}
    for facet in FACETS:
        values = list(dict.fromkeys(value for value in params.getlist(facet) if value))
        if len(values) > _VALUES:
            raise HTTPException(400, f"{facet}: at most {_VALUES} values")
        if not values:
            continue
        chosen[facet] = values
        known = {code for value in values for code in value_of(facet, value)}
        asked.problems += [Problem(facet, value) for value in values if not value_of(facet, value)]
        within = asked.filters.get(facet)
        asked.filters[facet] = known if within is None else within & known
    for name, last in (("from", False), ("to", True)):
        if text := params.get(name, "").strip():
            day = day_of(text, last=last)
            if day is None:
                asked.problems.append(Problem(name, text))
            elif last:
                asked.until = min(day, asked.until or day)
            else:
                asked.since = max(day, asked.since or day)
    sort = params.get("sort", "relevance")
    if sort not in _SORTS:
        raise HTTPException(400, f"sort: one of {', '.join(_SORTS)}")
    return Search(words, asked, chosen, sort, page_number(params), params.get("more"))
