"""The provinces and centrally run cities of Vietnam as dated units, from 1976 to today.

A unit keeps its id as long as no province is merged into it or split from it; a name that goes on with another
territory is another unit with the same slug (Lào Cai before and since 1 July 2025). Moves of single districts or
communes between neighbours make no new unit. Units are in `data/provinces.csv`, one row each.

Sources: Nghị quyết 202/2025/QH15 (63 become 34; the new authorities work from 1 July 2025), 175/2024/QH15 (Huế, from
1 January 2025), 15/2008/QH12 (Hà Tây joins Hà Nội on 1 August 2008), 22/2003/QH11 (Đắk Lắk, Lai Châu and Cần Thơ split
on 1 January 2004), the National Assembly's decisions of 1978 to 1996 (column `basis`). The codes and which unit of 63
went into which of 34 agree with the mapping that underthesea ships. Before 1997 `valid_from` is the day of the
decision, and the authorities began to work some weeks or months later; 1976-01-01 says that the unit is as old as the
table.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from reference.folding import TONE_PLACES, fold, norm
from reference.tables import cell_list, one_of, read_table

ProvinceType = Literal["tỉnh", "thành phố", "đặc khu"]

MERGER = dt.date(2025, 7, 1)
"""The day from which there are 34 provinces and no districts."""

_TYPES: tuple[ProvinceType, ...] = get_args(ProvinceType)
_PREFIX = re.compile(r"^(?:tỉnh|thủ đô|thành phố|t\s*\.?\s*p\b\.?)\s*", re.IGNORECASE)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


class UnknownProvinceError(ValueError):
    """A slug or id that no province has."""


@dataclass(frozen=True, slots=True)
class Province:
    """One province over the time in which it had one territory.

    It exists on the days `valid_from <= day < valid_to`; `valid_to` None means to this day. `code` is the statistical
    office's two digits ("" for units gone before 2025; some codes name another unit since the merger). `successors`
    are ids among the 34 of today: the unit itself, the one that it went into, or several where it was split.
    """

    id: str
    slug: str
    name: str
    type: ProvinceType
    code: str
    valid_from: dt.date
    valid_to: dt.date | None
    successors: tuple[str, ...]
    other_names: tuple[str, ...]
    """Spellings and short forms that name the province in running text."""
    weak_names: tuple[str, ...]
    """Forms that name it only where a province is expected: "Hồ Chí Minh" is first of all a man."""
    basis: str

    @property
    def full_name(self) -> str:
        """Type and name: "tỉnh Lào Cai"."""
        return f"{self.type} {self.name}"

    def exists_on(self, day: dt.date) -> bool:
        """Tell whether the unit exists on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def _read() -> Iterator[Province]:
    for row in read_table("provinces.csv"):
        yield Province(
            id=row["id"],
            slug=row["slug"],
            name=row["name"],
            type=one_of(row["type"], _TYPES),
            code=row["code"],
            valid_from=dt.date.fromisoformat(row["valid_from"]),
            valid_to=dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            successors=cell_list(row["successors"]),
            other_names=cell_list(row["other_names"]),
            weak_names=cell_list(row["weak_names"]),
            basis=row["basis"],
        )


PROVINCES: tuple[Province, ...] = tuple(_read())
"""Every unit, sorted by slug and then by time."""

BY_ID = MappingProxyType({province.id: province for province in PROVINCES})


@cache
def provinces_on(day: dt.date) -> tuple[Province, ...]:
    """Return the provinces that exist on `day`, sorted by slug: 63 on 30 June 2025, 34 the day after."""
    return tuple(province for province in PROVINCES if province.exists_on(day))


@lru_cache(maxsize=4096)
def find(name: str, day: dt.date | None = None) -> Province | None:
    """Return the province that `name` (a name, a known spelling, a slug or an id) means on `day`, or None.

    Case, dashes, the place of tone marks and a type in front ("tỉnh", "TP.") do not count; accents may be missing
    altogether but not be wrong. Where no unit of the name exists on `day`, the last that had ended is meant ("tỉnh Yên
    Bái" in a text of 2026), else the first to come. Without a day: the newest unit of the name.
    """
    if name in BY_ID:
        return BY_ID[name]
    for form in (name, _PREFIX.sub("", name.strip())):
        key = _key(form)
        units = _index().get(key) or (_folded().get(key) if key and key.isascii() else None)
        if units:
            return _at(units, day)
    return None


def today(slug_or_id: str, day: dt.date | None = None) -> Province | None:
    """Return the one of the 34 provinces of today into which the province of that slug on `day` went.

    None where its territory was split over several (Hà Sơn Bình); its `successors` name them. Raises
    UnknownProvinceError for a slug or id that no province has.
    """
    province = BY_ID.get(slug_or_id) or at(slug_or_id, day)
    return BY_ID[province.successors[0]] if len(province.successors) == 1 else None


def at(slug: str, day: dt.date | None = None) -> Province:
    """Return the unit that has `slug` on `day`, as `find` chooses it.

    Raises UnknownProvinceError where no unit ever had it.
    """
    province = find(slug, day) if slug in _slugs() else None
    if province is None:
        raise UnknownProvinceError(f"no province has the slug {slug!r}")
    return province


def in_force(slug: str, day: dt.date) -> Province | None:
    """Return the province that stands on `day` for the one called `slug`: itself, or the one that it has gone into.

    `yen-bai` is `lao-cai` from 1 July 2025. None where neither exists on that day (`bac-thai` in 2000, `da-nang` in
    1990). Raises UnknownProvinceError.
    """
    province = at(slug, day)
    if province.exists_on(day):
        return province
    heir = today(province.id)
    return heir if heir is not None and heir.exists_on(day) else None


@cache
def aliases(since: dt.date = dt.date(2000, 1, 1)) -> MappingProxyType[str, str]:
    """Return surface form → slug for a matcher over running text, of the units that exist on or after `since`.

    Forms are as printed, in NFC, with both places of the tone mark (Hòa, Hoà) and the usual dashes; they are
    capitalised, and a matcher has to hold to that: hòa bình is peace. Not in it are weak names. Persons ("Lê Hòa
    Bình"), wards and streets are also called like provinces: the context has to decide. "Huế" is given as `hue`; `find`
    with the day tells which unit is meant.
    """
    forms: dict[str, str] = {}
    for province in PROVINCES:
        if province.valid_to is not None and province.valid_to <= since:
            continue
        for name in (province.name, *province.other_names):
            if name not in province.weak_names:
                forms.update(dict.fromkeys(_printed(name), province.slug))
    return MappingProxyType(dict(sorted(forms.items())))


def _key(name: str) -> str:
    return " ".join(_DASH.sub(" ", norm(name)).replace(".", " ").split())


def _at(units: tuple[Province, ...], day: dt.date | None) -> Province:
    """Of units sorted by time choose the one of `day`, the last that had ended, or the first to come."""
    if day is None:
        return units[-1]
    begun = [unit for unit in units if unit.valid_from <= day]
    return begun[-1] if begun else units[0]


@cache
def _index() -> dict[str, tuple[Province, ...]]:
    index: dict[str, set[Province]] = {}
    for province in PROVINCES:
        for name in (province.name, *province.other_names, *province.weak_names):
            index.setdefault(_key(name), set()).add(province)
    return {key: tuple(sorted(units, key=lambda unit: unit.valid_from)) for key, units in index.items()}


@cache
def _folded() -> dict[str, tuple[Province, ...]]:
    """Names without accents, where that leaves one province: "dak lak", "lao cai"."""
    groups: dict[str, set[Province]] = {}
    for key, units in _index().items():
        groups.setdefault(fold(key), set()).update(units)
    return {key: tuple(sorted(units, key=lambda unit: unit.valid_from)) for key, units in groups.items()}


@cache
def _slugs() -> frozenset[str]:
    return frozenset(province.slug for province in PROVINCES)


def _printed(name: str) -> Iterator[str]:
    """Yield the ways in which a name is printed: tone marks in both places, dashes with and without spaces."""
    modern = name
    for second, first in TONE_PLACES.items():
        modern = re.sub(rf"{first}\b", second, modern)
    for form in dict.fromkeys((name, modern)):
        if " - " in form:
            for dash in (" - ", "-", " -", "- ", " – ", "–"):
                yield form.replace(" - ", dash)
        else:
            yield form
