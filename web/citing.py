"""How others quote a page: what it shows, who reported it, and from which state of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from web.language import LANGS, Words
from web.visit import Visit

_OUTLETS = 5
"""Outlets that a citation names; of more it tells how many."""


def citations(visit: Visit, head: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the citation of the page of a ceremony or article in every language of the site, the page's first."""
    return [
        {"lang": lang, "text": _citation(replace(visit, words=Words(lang)), head)}
        for lang in sorted(LANGS, key=lambda lang: lang != visit.lang)
    ]


def _citation(visit: Visit, head: Mapping[str, Any]) -> str:
    words = visit.words
    outlets = list(dict.fromkeys(one["outlet"] or one["source"] for one in head["articles"]))
    known = [outlet for outlet in outlets if outlet]
    named = ", ".join(known[:_OUTLETS]) or words("ceremony.not_known")
    if len(known) > _OUTLETS:
        named = f"{named} {words('ceremony.more_outlets', count=len(known) - _OUTLETS)}"
    province = words.province(head["province"], head["date"])
    return words(
        "ceremony.citation" if head["date"] else "ceremony.citation_undated",
        title=head["title"],
        day=words.day(head["date"]),
        place=f", {province}" if province else "",
        outlets=named,
        number=visit.snapshot.number,
        built=words.day(visit.snapshot.built),
        fetched=words.day(head["fetched"]) or words("ceremony.not_known"),
        address=visit.absolute(visit.path),
    )
