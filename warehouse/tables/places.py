"""Which province a row belongs to: in today's terms, and as a title names it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache

from reference.provinces import UnknownProvinceError, aliases, today

_LEADING = r"(?:[Tt]ỉnh(?: [ủỦ]y| [uU][ỷỶ]| [đĐ]oàn)?|[Tt]hành (?:[ủỦ]y|[uU][ỷỶ]|phố|đoàn)|TP\.?|UBND|HĐND)"


@lru_cache(maxsize=65536)
def province_today(slug: str | None, day: dt.date | None) -> str | None:
    """Return the slug of the one of today's 34 provinces that holds the territory of that slug on that day.

    None for no province, an unknown slug, and a territory that was split over several.
    """
    if slug is None:
        return None
    try:
        unit = today(slug, day)
    except UnknownProvinceError:
        return None
    return unit.slug if unit is not None else None


@lru_cache(maxsize=65536)
def province_in_title(title: str) -> str | None:
    """Return the slug of the province that a title names ("Chủ tịch UBND tỉnh Lào Cai"), None where it names none."""
    found = _pattern().search(title)
    return aliases()[found.group(1)] if found else None


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(aliases(), key=lambda name: (-len(name), name)))
    return re.compile(rf"\b{_LEADING}\s+({names})(?!\w)")
