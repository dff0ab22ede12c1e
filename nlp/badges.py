"""Party badges: the parts of a total by years of membership ("trong đó có 2 đồng chí 75 năm tuổi Đảng")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.report import Breakdown
from reference.folding import aligned_pattern
from reference.numbers import parse_number

_COUNT = r"(?P<count>\d{1,3}(?:\.\d{3})+|\d+)"
_YEARS = r"(?P<years>[3-9][05])\s+(?:năm(?:\s+tuổi đảng)?|tuổi đảng)"
_PEOPLE = r"(?:đồng chí|đảng viên|người|cá nhân|huy hiệu)"
_COUNT_FIRST = re.compile(aligned_pattern(rf"(?<![\d/.]){_COUNT}\s+{_PEOPLE}\b[^,;.:\d]{{0,50}}?\b{_YEARS}\b"))
_YEARS_FIRST = re.compile(
    aligned_pattern(rf"\b{_YEARS}\b(?:\s+tuổi đảng)?\s*(?:cho|:|có|là|\()?\s*(?:có\s+)?{_COUNT}\s+{_PEOPLE}\b")
)


def breakdown_by_years(flat: str, total: int) -> tuple[Breakdown, ...]:
    """Return the parts of `total` that `flat` (in the form of `aligned`) tells, or () where they exceed it.

    Labels are "75 năm tuổi Đảng" and the like, the longest membership first.
    """
    parts: dict[int, int] = {}
    for years, count in _parts(flat):
        parts.setdefault(years, count)
    if len(parts) < 2 or sum(parts.values()) > total:
        return ()
    return tuple(
        Breakdown(label=f"{years} năm tuổi Đảng", count=count) for years, count in sorted(parts.items(), reverse=True)
    )


def _parts(flat: str) -> Iterator[tuple[int, int]]:
    pattern = _COUNT_FIRST if len(_COUNT_FIRST.findall(flat)) >= len(_YEARS_FIRST.findall(flat)) else _YEARS_FIRST
    for match in pattern.finditer(flat):
        count = parse_number(match["count"])
        if count:
            yield int(match["years"]), count
