"""Grantors: bodies that may grant an award, with the level that each stands for."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from nlp.mentions import Mention, Mentions, longest
from nlp.report import Grantor
from reference.folding import aligned, aligned_pattern
from reference.provinces import PROVINCES, find
from reference.vocabulary import load


@dataclass(frozen=True, slots=True)
class Body:
    """A body or office that can grant; `grantor` is None where the words do not settle its level."""

    grantor: Grantor | None
    name: str


_ABBREVIATION = re.compile(r"\s*\(\s*(?:gọi tắt là[^()]{0,50}?|viết tắt là )?([A-ZĐ][A-ZĐ&-]{2,11})\s*\)")
_CITY_CODES: dict[str, tuple[Grantor, Grantor]] = {
    "(thanh-uy)": ("tinh-uy", "dang-uy"),
    "(ubnd-thanh-pho)": ("ubnd-tinh", "huyen"),
    "(doan-the-thanh-pho)": ("so-nganh-tinh", "huyen"),
}
"""Codes of a city's bodies: (where the city is centrally run, where it belongs to a province)."""


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    names = sorted(
        {aligned(name) for unit in PROVINCES for name in (unit.name, *unit.other_names)}, key=lambda n: -len(n)
    )
    cities = sorted(
        {aligned(name) for unit in PROVINCES if unit.type == "thành phố" for name in (unit.name, *unit.other_names)},
        key=lambda n: -len(n),
    )
    macros = {"{province}": _either(names), "{central}": _either(cities)}
    rows: list[tuple[str, re.Pattern[str]]] = []
    for row in load("grantors"):
        for pattern in row["patterns"]:
            pattern = pattern.replace("trung ương", "(?:trung ương|tw|t\\.ư|tư)")
            for macro, words in macros.items():
                pattern = pattern.replace(macro, words)
            rows.append((row["code"], re.compile(rf"\b(?:{aligned_pattern(pattern)})(?!\w)")))
    return rows


def _either(names: list[str]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in names) + ")"


def find_grantors(text: str, flat: str, province: str | None, day: dt.date | None) -> Mentions[Body]:
    """Find the bodies in `flat` (the text in the form of `aligned`); `province` settles what "thành phố" means."""
    told = [(code, match.span()) for code, pattern in _patterns() for match in pattern.finditer(flat)]
    told += _abbreviated(text, told)
    return longest(
        Mention(start, end, Body(_settle(code, province, day), text[start:end])) for code, (start, end) in told
    )


def _abbreviated(text: str, told: list[tuple[str, tuple[int, int]]]) -> list[tuple[str, tuple[int, int]]]:
    """Find the bodies again under the abbreviation that the article gives them: "… Việt Nam (LHHVN)"."""
    forms = {match[1]: code for code, (_, end) in told if (match := _ABBREVIATION.match(text, end))}
    if not forms:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b")
    return [(forms[match.group()], match.span()) for match in pattern.finditer(text)]


def _settle(code: str, province: str | None, day: dt.date | None) -> Grantor | None:
    if code not in _CITY_CODES:
        return cast(Grantor, code)
    unit = find(province, day) if province else None
    if unit is None:
        return None
    return _CITY_CODES[code][0 if unit.type == "thành phố" else 1]
