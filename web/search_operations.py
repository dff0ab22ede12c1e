"""The search as the OpenAPI description tells it."""

from __future__ import annotations

from typing import get_args

from warehouse.searching.asking import FACETS
from warehouse.searching.finding import Sort
from web.formats import TYPES
from web.operations import Operation, Parameter
from web.schemas import array, record

_TEXT = {"type": "string"}
_WHOLE = {"type": "integer"}
_NULL_TEXT = {"type": ["string", "null"]}
_DAY = {"type": ["string", "null"], "format": "date"}
_AWARD = record(
    {
        "award": _TEXT,
        "class": {"type": ["integer", "null"]},
        "recipients": {"type": ["integer", "null"]},
        "without_count": _WHOLE,
        "rounded": {"type": "boolean"},
        "conflict": {"type": "boolean"},
        "name": _TEXT,
    }
)
_HIT = {
    **record(
        {
            "id": _TEXT,
            "ceremony_id": _NULL_TEXT,
            "article_id": _NULL_TEXT,
            "title": _TEXT,
            "kind": _TEXT,
            "date": _DAY,
            "date_end": _DAY,
            "province": _NULL_TEXT,
            "province_today": _NULL_TEXT,
            "place": _NULL_TEXT,
            "host": _NULL_TEXT,
            "reports": _WHOLE,
            "outlets": _WHOLE,
            "awards": array(_AWARD),
            "sources": array(_TEXT),
            "path": _TEXT,
            "url": _TEXT,
            "snippet": array(record({"text": _TEXT, "marked": {"type": "boolean"}})),
        }
    ),
    "description": "A ceremony, or an article of the topic that tells of none; `awards` are those conferred there.",
}
_VALUE = record({"code": _TEXT, "count": _WHOLE, "label": _TEXT, "chosen": {"type": "boolean"}})
_FOUND = record(
    {
        "snapshot": _WHOLE,
        "query": _TEXT,
        "sort": {"type": "string", "enum": list(get_args(Sort))},
        "total": {**_WHOLE, "description": "Events found, on all pages."},
        "page": _WHOLE,
        "pages": _WHOLE,
        "hits": array(_HIT),
        "facets": array(record({"facet": _TEXT, "values": array(_VALUE), "more": _WHOLE})),
        "histogram": record(
            {"step": _TEXT, "bars": array(record({"from": {**_TEXT, "format": "date"}, "count": _WHOLE}))}
        ),
        "answer": {
            "type": ["object", "null"],
            "description": "Where an award is chosen: how many were conferred at these events, and by whom.",
        },
        "recognised": array({"type": "object", "description": "A filter that the words name."}),
        "rest": {**_TEXT, "description": "The words without those that name filters."},
        "suggestions": array(record({"text": _TEXT, "total": _WHOLE, "left_out": _NULL_TEXT})),
        "without_filters": _WHOLE,
        "problems": array(record({"field": _TEXT, "value": _TEXT})),
    }
)
_ASKED = (
    Parameter("q", "Words, phrases, -minus and fields, as docs/site.md has them; at most 400 characters."),
    *(Parameter(facet, "A value of the facet; may stand several times, any of them is enough.") for facet in FACETS),
    Parameter("from", "First day: 2024-03-05, 2024-03 or 2024."),
    Parameter("to", "Last day, in the same forms."),
    Parameter("sort", "The order.", schema={"type": "string", "enum": list(get_args(Sort))}),
)
_PAGE = Parameter("page", "The page, of 20 events.", schema={"type": "integer", "minimum": 1})
_MORE = Parameter("more", "A facet of which more values are wanted.", schema={"type": "string", "enum": list(FACETS)})
_PROBLEMS = {400: "A parameter cannot be read.", 503: "There is no search index, or the site is busy."}

SEARCH = (
    Operation(
        "/search.json", "Events by words and filters.", {TYPES["json"]: _FOUND}, (*_ASKED, _PAGE, _MORE), _PROBLEMS
    ),
    Operation("/search.csv", "All events of a search.", {TYPES["csv"]: None}, _ASKED, _PROBLEMS),
    Operation(
        "/search.atom",
        "A feed of the events of a search that came into the collection last.",
        {"application/atom+xml": None},
        _ASKED,
        _PROBLEMS,
    ),
    Operation(
        "/index.json",
        "How much there is, and the latest events.",
        {TYPES["json"]: record({"snapshot": _WHOLE, "totals": {"type": "object"}, "latest": array(_HIT)})},
    ),
)
