"""Values of provinces in five classes for a map, as equal in number as ties allow."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

CLASSES = 5


@dataclass(frozen=True, slots=True)
class Shade:
    """One class of a map: its name in CSS (`q0` is the least), its least and greatest value, and how many have it."""

    css: str
    low: float
    high: float
    count: int

    @property
    def single(self) -> bool:
        """Whether one value alone is in it."""
        return self.low == self.high


def shades(values: Mapping[str, float | None]) -> list[Shade]:
    """Return the classes that occur, from the least: a legend.

    Equal values are always in one class, and up to five different values have one each. Zero, less than zero, None and
    what is no number have no class: the map shows them as `none`.
    """
    real = sorted(value for value in values.values() if is_shaded(value))
    different = sorted(set(real))
    if len(different) <= CLASSES:
        names = {value: _spread(place, len(different)) for place, value in enumerate(different)}
    else:
        names = {value: real.index(value) * CLASSES // len(real) for value in different}
    groups: dict[int, list[float]] = {}
    for value in real:
        groups.setdefault(names[value], []).append(value)
    return [Shade(f"q{name}", group[0], group[-1], len(group)) for name, group in sorted(groups.items())]


def shade_of(value: float | None, legend: list[Shade]) -> str:
    """Return the CSS class of a value: that of the legend in which it lies, or `none`."""
    if is_shaded(value):
        for shade in legend:
            if value <= shade.high:
                return shade.css
    return "none"


def is_shaded(value: float | None) -> TypeGuard[float]:
    """Tell whether a value is a finite number above zero."""
    return value is not None and math.isfinite(value) and value > 0


def _spread(place: int, of: int) -> int:
    """Return which of the five classes is used for a place in so few values, the greatest always the strongest."""
    return CLASSES - 1 if of == 1 else place * (CLASSES - 1) // (of - 1)
