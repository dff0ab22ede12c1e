"""Districts until 30 June 2025 and communes before and since: which names exist, where, and what became of them.

What the data cannot say: units that had ended before 2025 are missing (but for some districts, `valid_to`), a unit's
type is its last one (Thủ Đức is a city, Bến Cát too), and there are no dates of foundation. Look-ups answer with every
unit of the name, and the province often has to decide: 23 names belong to two districts or more (Châu Thành to ten),
and one name of six to several communes. Built by `build_units`; loaded on first use.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from reference.folding import fold, norm
from reference.provinces import MERGER, at, provinces_on, today
from reference.tables import cell_list, read_table

_PREFIXES = {
    "thành phố": "thành phố",
    "thị xã": "thị xã",
    "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
    "huyện": "huyện",
    "quận": "quận",
    "phường": "phường",
    "xã": "xã",
    "tp.": "thành phố",
    "tp": "thành phố",
    "tx.": "thị xã",
    "tx": "thị xã",
    "tt.": "thị trấn",
    "tt": "thị trấn",
    "h.": "huyện",
    "q.": "quận",
    "p.": "phường",
    "x.": "xã",
}
_COMMUNE_TYPES = ("Xã", "Phường", "Thị trấn", "Đặc khu")
_LAST_DAY = MERGER - dt.timedelta(days=1)


class District(NamedTuple):
    """A huyện, quận, thị xã or thành phố below a province; it exists on days before `valid_to`."""

    name: str
    type: str
    province: str
    """Slug of the province in 2025, before the merger (`hue`, never `thua-thien-hue`)."""
    valid_to: dt.date
    merged_into: tuple[str, ...] = ()
    """Names of the districts that took it in, where it ended before the merger."""

    @property
    def full_name(self) -> str:
        """Type and name, "huyện Bát Xát"; a number keeps its capital, "Quận 1"."""
        return self.name if self.name.startswith("Quận ") else f"{self.type} {self.name}"


class Commune(NamedTuple):
    """A xã, phường, thị trấn or đặc khu; those of today have no district and no successors."""

    name: str
    type: str
    province: str
    """Slug: of the province before the merger, or since for a commune of today."""
    district: str | None
    successors: tuple[str, ...] = ()
    """Type and name of the communes of today among which it went, in today's province."""

    @property
    def is_of_today(self) -> bool:
        """Tell whether the commune exists since 1 July 2025."""
        return self.district is None


_Unit = TypeVar("_Unit", District, Commune)


@cache
def districts() -> tuple[District, ...]:
    """Return every district, sorted by province and name."""
    return tuple(
        District(
            name=row["name"],
            type=row["type"],
            province=row["province"],
            valid_to=dt.date.fromisoformat(row["valid_to"]),
            merged_into=cell_list(row["merged_into"]),
        )
        for row in read_table("districts.csv")
    )


@cache
def communes() -> tuple[Commune, ...]:
    """Return every commune, those before the merger first, each part sorted by province and name."""
    before: list[Commune] = []
    since: dict[tuple[str, str], None] = {}
    heirs = {province.slug: heir.slug for province in provinces_on(_LAST_DAY) if (heir := today(province.id))}
    for row in read_table("communes.csv.gz"):
        province, successors = row["province"], cell_list(row["successors"])
        since.update(dict.fromkeys((heirs[province], successor) for successor in successors))
        if row["commune"]:
            kind, name = _typed(row["commune"])
            before.append(Commune(name, kind, province, row["district"], successors))
    now = [Commune(name, kind, p, None) for p, full in sorted(since) for kind, name in [_typed(full)]]
    return (*before, *now)


def districts_of(province: str, day: dt.date | None = None) -> list[District]:
    """Return the districts of the province with that slug: on `day`, or all. Raises UnknownProvinceError."""
    slug = _slug_of_2025(province)
    return [d for d in districts() if d.province == slug and (day is None or day < d.valid_to)]


def find_district(name: str, province: str | None = None) -> list[District]:
    """Return the districts that `name` may mean, in any province or in the one with that slug; [] for none.

    Case and the place of tone marks do not count; accents may be missing altogether. A type in front narrows the answer
    ("huyện Châu Thành"), unless no district of the name has it: types change, and "huyện Bến Cát" is found.
    """
    kind, bare = _split(name)
    found = _lookup(_districts_by_name(), name, bare)
    of_kind = [d for d in found if d.type == kind]
    slug = None if province is None else _slug_of_2025(province)
    return [d for d in of_kind or found if slug in (None, d.province)]


def find_commune(
    name: str, province: str | None = None, district: str | None = None, day: dt.date | None = None
) -> list[Commune]:
    """Return the communes that `name` may mean; [] for none.

    `province` is a slug; `district` a name, and rules out communes of today; `day` chooses between the communes before
    1 July 2025 and those since, and both are returned without it. A type in front has to agree ("phường Cam Đường").
    """
    kind, bare = _split(name)
    found = [
        c for c in _lookup(_communes_by_name(), name, bare) if kind in (None, c.type) or norm(c.name) == norm(name)
    ]
    if province is not None:
        before, since = _slug_of_2025(province), today(province, _LAST_DAY)
        found = [c for c in found if c.province == (since.slug if c.is_of_today and since else before)]
    if district is not None:
        key = norm(_split(district)[1])
        found = [c for c in found if c.district is not None and key in (norm(c.district), norm(_split(c.district)[1]))]
    return [c for c in found if day is None or c.is_of_today == (day >= MERGER)]


def _typed(full_name: str) -> tuple[str, str]:
    """Part "Thị trấn An Phú" into type and name; "Phường 1" keeps its type in the name."""
    kind = next(kind for kind in _COMMUNE_TYPES if full_name.startswith(kind))
    name = full_name[len(kind) + 1 :]
    return kind.lower(), full_name if name[0].isdigit() else name


def _slug_of_2025(province: str) -> str:
    slug = at(province).slug
    return "hue" if slug == "thua-thien-hue" else slug


def _split(name: str) -> tuple[str | None, str]:
    """Cut a type off the front of a name: "TP Sa Pa" is ("thành phố", "Sa Pa"); a bare number stays with its type."""
    text = " ".join(name.split())
    lower = text.lower()
    for prefix, kind in _PREFIXES.items():
        if lower.startswith(prefix) and (prefix.endswith(".") or lower[len(prefix) :].startswith(" ")):
            rest = text[len(prefix) :].strip()
            return kind, f"{kind} {rest}" if rest.isdigit() else rest
    return None, text


def _lookup(index: Mapping[str, tuple[_Unit, ...]], name: str, bare: str) -> tuple[_Unit, ...]:
    """Look up a name as it is, then without its type; by letters alone only where it has no accents."""
    for form in (name, bare):
        found = index.get(_letters(form), ())
        if not form.isascii():
            found = tuple(unit for unit in found if norm(unit.name) == norm(form))
        if found:
            return found
    return ()


def _index(units: Iterable[_Unit]) -> dict[str, tuple[_Unit, ...]]:
    index: dict[str, list[_Unit]] = {}
    for unit in units:
        index.setdefault(_letters(unit.name), []).append(unit)
    return {key: tuple(found) for key, found in index.items()}


def _letters(text: str) -> str:
    """Do what `fold` does, but faster: ten thousand names are folded when the communes are loaded."""
    return " ".join(text.lower().replace("-", " ").translate(_plain_letters()).split())


@cache
def _plain_letters() -> dict[int, str]:
    return {code: fold(chr(code)) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isalpha()}


@cache
def _districts_by_name() -> dict[str, tuple[District, ...]]:
    return _index(districts())


@cache
def _communes_by_name() -> dict[str, tuple[Commune, ...]]:
    return _index(communes())
