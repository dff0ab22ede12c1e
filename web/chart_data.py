"""Rows of a query as the points of a chart: numbers that are none dropped, few categories, times without holes."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from web.language import Lang
from web.xml_text import possible

Row = Mapping[str, Any]
Step = Literal["year", "month", "day"]

CATEGORIES = 6
"""Categories that have a colour; where there are more, the last colour is for the rest."""
LETTERS = 40
"""Letters of a name on an axis or in a legend. Vega would cut it by pixels, which takes it a second for long ones."""
PERIODS = 1_500
"""Years or months of the longest time whose empty periods are drawn."""
DAYS = 400
"""Days of the longest time that is drawn by day; a longer one is drawn by month."""
UNKNOWN: Mapping[Lang, str] = {"vi": "không rõ", "en": "unknown"}
OTHERS: Mapping[Lang, str] = {"vi": "còn lại", "en": "the rest"}


@dataclass(frozen=True, slots=True)
class Point:
    """One number at a place of the axis, in a category ("" where there are none)."""

    at: Hashable
    value: float
    category: str = ""


def number(value: object) -> float | None:
    """Return a finite number as it is drawn, None for anything else; True is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        real = float(value)
    except OverflowError:
        return None
    return real if math.isfinite(real) else None


def text(value: object, lang: Lang) -> str:
    """Return what a category is called."""
    told = "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)
    return possible(told).strip() or UNKNOWN[lang]


def day(value: object) -> dt.date | None:
    """Return the day that a value means: a date, a year, or text that begins with `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    parts = str(value)[:10].split("-") if isinstance(value, str) else [str(value)]
    if isinstance(value, float) and value.is_integer():
        parts = [str(int(value))]
    try:
        return dt.date(*map(int, (*parts, "1", "1")[:3]))
    except (ValueError, OverflowError):
        return None


def points(rows: Iterable[Row], place: str, amount: str, category: str | None, lang: Lang) -> list[Point]:
    """Return the sums by place and category; rows without a number are left out."""
    sums: dict[tuple[Hashable, str], float] = {}
    for row in rows:
        value = number(row[amount])
        if value is not None:
            key = (row[place], text(row[category], lang) if category else "")
            sums[key] = sums.get(key, 0) + value
    shown = legend([Point(at, value, name) for (at, name), value in sums.items()], lang)
    few: dict[tuple[Hashable, str], float] = {}
    for (at, name), value in sums.items():
        few[at, shown[name]] = few.get((at, shown[name]), 0) + value
    return [Point(at, value, name) for (at, name), value in few.items()]


def legend(found: Sequence[Point], lang: Lang) -> dict[str, str]:
    """Return how each category is called in a legend: short, and from the sixth on as the rest if there are more."""
    names = categories(found, lang)
    kept = names if len(names) <= CATEGORIES else names[: CATEGORIES - 1]
    return {**dict.fromkeys(names, OTHERS[lang]), **short_names(kept, LETTERS)}


def categories(found: Sequence[Point], lang: Lang) -> list[str]:
    """Return the categories from the greatest, with the rest at the end."""
    sums: dict[str, float] = {}
    for point in found:
        sums[point.category] = sums.get(point.category, 0) + abs(point.value)
    return sorted(sums, key=lambda name: (name == OTHERS[lang], -sums[name], name))


def step_of(values: Iterable[object]) -> Step:
    """Return the step of an axis on which times stand apart as they are given, or a coarser one for a long time.

    Numbers and texts such as "2024" are years; dates on the first of a month are months, and years where they are
    several and all in January.
    """
    given = list(values)
    days = {found for value in given if (found := day(value)) is not None}
    dated = any(isinstance(value, dt.date) or (isinstance(value, str) and "-" in value) for value in given)
    if any(found.day != 1 for found in days):
        step: Step = "day"
    elif any(found.month != 1 for found in days) or (dated and len(days) == 1):
        step = "month"
    else:
        step = "year"
    length = (max(days) - min(days)).days if days else 0
    if step == "day" and length > DAYS:
        step = "month"
    return "year" if step == "month" and length > PERIODS * 30 else step


def periods(days: Iterable[dt.date], step: Step) -> list[dt.date]:
    """Return the first days of all periods from the first to the last, the empty ones too.

    Where that would be more than PERIODS, which only years can be, those that are not empty.
    """
    present = sorted({start(day, step) for day in days})
    every = present[:1]
    while present and every[-1] < present[-1]:
        if len(every) > PERIODS:
            return present
        every.append(_next(every[-1], step))
    return every


def start(day: dt.date, step: Step) -> dt.date:
    """Return the first day of the period in which a day lies."""
    return {"year": day.replace(month=1, day=1), "month": day.replace(day=1), "day": day}[step]


def shortened(name: str, longest: int) -> str:
    """Return a name cut to a length."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def short_names(names: Iterable[str], longest: int) -> dict[str, str]:
    """Return names cut to a length, in the order given; those that begin alike are told apart by a number."""
    short: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        cut = shortened(name, longest)
        told, count = cut, 1
        while told in taken:
            count += 1
            told = f"{cut} ({count})"
        taken.add(told)
        short[name] = told
    return short


def period_name(day: dt.date, step: Step, lang: Lang) -> str:
    """Return how a period is written on an axis: 2024; 3/2024, or Mar 2024; 5/3/2024, or 5 Mar 2024."""
    if step == "year":
        return str(day.year)
    month = str(day.month) if lang == "vi" else calendar.month_abbr[day.month]
    join = "/" if lang == "vi" else " "
    return join.join([month, str(day.year)] if step == "month" else [str(day.day), month, str(day.year)])


def ticks(every: Sequence[dt.date], step: Step, most: int) -> list[dt.date]:
    """Return the periods that are written on an axis, at most so many, on round years and months."""
    if step == "day":
        distance = max(1, -(-len(every) // most))
        return list(every[::distance])
    for distance in (1, 2, 3, 6) if step == "month" else ():
        chosen = [day for day in every if (day.month - 1) % distance == 0]
        if len(chosen) <= most:
            return chosen
    januaries = [day for day in every if day.month == 1]
    for distance in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        chosen = [day for day in januaries if day.year % distance == 0]
        if len(chosen) <= most:
            return chosen or list(every[:1])
    return list(every[:1])


def _next(day: dt.date, step: Step) -> dt.date:
    if step == "day":
        return day + dt.timedelta(days=1)
    if step == "year" or day.month == 12:
        return dt.date(min(day.year + 1, 9999), 1, 1)
    return day.replace(month=day.month + 1)
