"""The two languages of the site: Vietnamese first, English one click away.

What the site itself says is in `labels/`, in both languages side by side; codes, award types and provinces are named by
`reference`.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from reference.awards import award_types
from reference.labels import labels
from reference.provinces import UnknownProvinceError, at

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
_FOLDER = Path(__file__).with_name("labels")
_CLASSES: dict[Lang, tuple[str, str, str]] = {
    "vi": ("hạng Nhất", "hạng Nhì", "hạng Ba"),
    "en": ("First Class", "Second Class", "Third Class"),
}
_MONTHS = tuple(calendar.month_name)
"""Names of months in English by number: nothing here sets another locale."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the site says in one language."""

    lang: Lang

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the words of a name such as `search.nothing`, filled with values; raises KeyError."""
        text = phrases(self.lang)[name]
        return text.format(**values) if values else text

    def has(self, name: str) -> bool:
        """Tell whether there are words of this name."""
        return name in phrases(self.lang)

    def code(self, of: str, code: str | None) -> str:
        """Return what a code of a kind, status, role and so on means; the code where it has no name."""
        return _codes(self.lang).get((of, code or ""), code or "")

    def award(self, code: str | None, award_class: int | None = None) -> str:
        """Return the name of an award type, with its class: "Huân chương Lao động hạng Nhì"."""
        found = award_types().get(code or "")
        name = (found.vi if self.lang == "vi" else found.en) if found else code or ""
        if not award_class:
            return name
        told = self.award_class(award_class)
        return f"{name} {told}" if self.lang == "vi" else f"{name}, {told}"

    def award_class(self, number: int | None) -> str:
        """Return the name of a class: "hạng Nhì", or "Second Class"."""
        return _CLASSES[self.lang][number - 1] if number else ""

    def province(self, slug: str | None, day: dt.date | None = None) -> str:
        """Return the name of the province that has a slug on a day (by default today), without its type."""
        try:
            return at(slug, day).name if slug else ""
        except UnknownProvinceError:
            return slug or ""

    def number(self, value: float | None) -> str:
        """Return a number with its thousands apart: 1.234,5 in Vietnamese and 1,234.5 in English."""
        if value is None:
            return ""
        text = f"{value:,}"
        return text.translate(str.maketrans(",.", ".,")) if self.lang == "vi" else text

    def day(self, value: dt.date | None) -> str:
        """Return a day as it is written: 5/3/2024, or 5 March 2024."""
        if value is None:
            return ""
        if isinstance(value, dt.datetime):
            value = value.date()
        return (
            f"{value.day}/{value.month}/{value.year}"
            if self.lang == "vi"
            else f"{value.day} {_MONTHS[value.month]} {value.year}"
        )

    def month(self, value: dt.date) -> str:
        """Return a month as it is written: 3/2024, or March 2024."""
        return f"{value.month}/{value.year}" if self.lang == "vi" else f"{_MONTHS[value.month]} {value.year}"


class _Loader(yaml.SafeLoader):
    """Reads labels; a name that stands twice in one place is an error, which YAML itself lets pass."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping; raises ValueError."""
        names = [key.value for key, _ in node.value]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"{', '.join(sorted(twice))}: said twice")
        return super().construct_mapping(node, deep)


@cache
def phrases(lang: Lang) -> Mapping[str, str]:
    """Return all that the site says in a language, by name; raises ValueError for a name said twice."""
    found: dict[str, str] = {}
    for path in sorted(_FOLDER.glob("*.yaml")):
        for name, told in _flat(yaml.load(path.read_text(encoding="utf-8"), _Loader), ""):  # noqa: S506 (a safe one)
            if name in found:
                raise ValueError(f"{path.name}: {name} is said elsewhere too")
            found[name] = told[lang]
    return found


def _flat(given: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, value in given.items():
        if set(value) == set(LANGS):
            yield f"{prefix}{name}", value
        else:
            yield from _flat(value, f"{prefix}{name}.")


@cache
def _codes(lang: Lang) -> dict[tuple[str, str], str]:
    return {(label.of, label.code): label.vi if lang == "vi" else label.en for label in labels()}
