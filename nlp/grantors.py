"""Grantors: bodies that may grant an award, with the level that each stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

import regex

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
    code: str
    """As `data/grantors.yaml` has it: in brackets where the province settles the level."""


_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\\w")
_LOOKS_BEHIND = re.compile(r"\(\?<[=!][^()]*\)")
_ABBREVIATION = re.compile(r"\s*\(\s*(?:gọi tắt là[^()]{0,50}?|viết tắt là )?([A-ZĐ][A-ZĐ&-]{2,11})\s*\)")
_CITY_CODES: dict[str, tuple[Grantor, Grantor]] = {
    "(thanh-uy)": ("tinh-uy", "dang-uy"),
    "(ubnd-thanh-pho)": ("ubnd-tinh", "huyen"),
    "(doan-the-thanh-pho)": ("so-nganh-tinh", "huyen"),
}
"""Codes of a city's bodies: (where the city is centrally run, where it belongs to a province)."""

_CITY_COMMENDS = re.compile(
    aligned_pattern(
        r"\bbằng khen (?:của )?(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) (?P<of>thành phố|tp)\b|"
        r"\b(?:ubnd|ủy ban nhân dân) (?:thành phố|tp) (?:(?:đã|cũng|vừa|quyết định|trao|tặng|thưởng)\s+)*bằng khen\b"
    )
)
"""The committee of a city without a name gives a Bằng khen.

Only that of a centrally run city can: the law leaves the Bằng khen to ministries and provinces (Luật 06/2022/QH15).
"""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern of `data/grantors.yaml`: its place there, its code, and the words with which a match can begin."""

    number: int
    code: str
    words: re.Pattern[str]
    heads: tuple[str, ...]


@cache
def _patterns() -> list[_Pattern]:
    names = {aligned(name) for unit in PROVINCES for name in (unit.name, *unit.other_names)}
    cities = {
        aligned(name) for unit in PROVINCES if unit.type == "thành phố" for name in (unit.name, *unit.other_names)
    }
    macros = {"{province}": _either(names), "{central}": _either(cities)}
    none = dict.fromkeys(macros, "")
    told = [(row["code"], aligned_pattern(pattern)) for row in load("grantors") for pattern in row["patterns"]]
    opening = tuple(sorted({_WORD.findall(name)[0] for name in names}))
    return [
        _Pattern(
            number,
            code,
            re.compile(_filled(words, macros)),
            opening if _LOOKS_BEHIND.sub("", words).startswith("{province}") else _heads(_filled(words, none)),
        )
        for number, (code, words) in enumerate(told)
    ]


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    pattern = pattern.replace("trung ương", r"(?:trung ương|tw|t\.ư|tư)")
    for macro, words in macros.items():
        pattern = pattern.replace(macro, words)
    return rf"\b(?:{pattern})(?!\w)"


def _either(names: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))) + ")"


def _heads(pattern: str) -> tuple[str, ...]:
    """Return those words of a pattern with which a match can begin."""
    pattern = _LOOKS_BEHIND.sub("", pattern)
    whole = regex.compile(pattern)
    words = sorted(set(_WORD.findall(_ESCAPE.sub(" ", pattern))))
    return tuple(word for word in words if whole.fullmatch(word, partial=True))


@cache
def _by_head() -> dict[str, list[_Pattern]]:
    found: dict[str, list[_Pattern]] = {}
    for pattern in _patterns():
        for head in pattern.heads:
            found.setdefault(head, []).append(pattern)
    return found


def find_grantors(text: str, flat: str, province: str | None, day: dt.date | None) -> Mentions[Body]:
    """Find the bodies in `flat` (the text in the form of `aligned`); `province` settles what "thành phố" means.

    Where no province is told, a text in which a city's committee gives a Bằng khen settles it.
    """
    central = province is None and any(
        match["of"] is None or not text[match.end() : match.end() + 2].lstrip().istitle()
        for match in _CITY_COMMENDS.finditer(flat)
    )
    told = _told(flat)
    told += _abbreviated(text, told)
    return longest(
        Mention(start, end, Body(_settle(code, province, day, central=central), text[start:end], code))
        for code, (start, end) in told
    )


def settled(bodies: Mentions[Body], province: str, day: dt.date | None) -> Mentions[Body]:
    """Return the bodies with the level that each has in `province` on `day`."""
    return Mentions(
        tuple(replace(m, value=replace(m.value, grantor=_settle(m.value.code, province, day))) for m in bodies.items)
    )


def _told(flat: str) -> list[tuple[str, tuple[int, int]]]:
    """Return what each pattern finds, one pattern after the other; it is tried where one of its heads stands."""
    heads = _by_head()
    found: list[tuple[int, str, tuple[int, int]]] = []
    reached: dict[int, int] = {}
    for word in _WORD.finditer(flat):
        at = word.start()
        for pattern in heads.get(word.group(), ()):
            if at >= reached.get(pattern.number, 0) and (match := pattern.words.match(flat, at)):
                reached[pattern.number] = match.end()
                found.append((pattern.number, pattern.code, match.span()))
    return [(code, span) for _, code, span in sorted(found)]


def _abbreviated(text: str, told: list[tuple[str, tuple[int, int]]]) -> list[tuple[str, tuple[int, int]]]:
    """Find the bodies again under the abbreviation that the article gives them: "… Việt Nam (LHHVN)"."""
    forms = {match[1]: code for code, (_, end) in told if (match := _ABBREVIATION.match(text, end))}
    if not forms:
        return []
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b")
    return [(forms[match.group()], match.span()) for match in pattern.finditer(text)]


def _settle(code: str, province: str | None, day: dt.date | None, *, central: bool = False) -> Grantor | None:
    if code not in _CITY_CODES:
        return cast(Grantor, code)
    if central:
        return _CITY_CODES[code][0]
    unit = find(province, day) if province else None
    if unit is None:
        return None
    return _CITY_CODES[code][0 if unit.type == "thành phố" else 1]
