"""Feeds (Atom, RFC 4287): the events of a search in the order in which they came into the collection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from starlette.responses import Response

from web.search_request import Search
from web.visit import Visit

_ATOM = "http://www.w3.org/2005/Atom"
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}
"""Signs that XML has no place for."""


def feed(visit: Visit, search: Search, cards: Sequence[Mapping[str, Any]], events: Sequence[int]) -> Response:
    """Return a feed of events; an entry's time is that of the first fetch of an article on it."""
    params = {name: visit.request.query_params.getlist(name) for name in visit.request.query_params}
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": visit.lang})
    seen = [int(visit.snapshot.finder.events.seen[event]) or int(visit.snapshot.built.timestamp()) for event in events]
    newest = max(seen, default=int(visit.snapshot.built.timestamp()))
    _add(root, "id", visit.absolute("/search.atom", **params))
    _add(root, "title", visit.words("feed.title", query=search.words or visit.words("feed.all")))
    _add(root, "updated", _moment(newest))
    ET.SubElement(root, "link", {"rel": "self", "href": visit.absolute("/search.atom", **params)})
    ET.SubElement(root, "link", {"rel": "alternate", "href": visit.absolute("/search", **params)})
    ET.SubElement(ET.SubElement(root, "author"), "name").text = "thidua"
    for card, moment in zip(cards, seen, strict=True):
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", visit.absolute(card["path"]))
        _add(entry, "title", card["title"])
        _add(entry, "updated", _moment(moment))
        ET.SubElement(entry, "link", {"rel": "alternate", "href": visit.absolute(card["path"])})
        _add(entry, "summary", _summary(visit, card))
    body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml; charset=utf-8")


def _summary(visit: Visit, card: Mapping[str, Any]) -> str:
    awards = "; ".join(
        f"{award['name']}: {visit.words.number(award['recipients']) or '?'}" for award in card["awards"][:10]
    )
    where = visit.words.province(card["province"], card["date"])
    return " · ".join(part for part in (visit.words.day(card["date"]), where, awards) if part)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text.translate(_CONTROL)


def _moment(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat().replace("+00:00", "Z")
