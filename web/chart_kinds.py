"""The kinds of charts: each makes a Vega-Lite chart of rows, without theme, title and language of numbers.

Columns are renamed before a chart has them, and all text is data: what rows say is never read as an expression.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from web.chart_data import (
    LETTERS,
    Point,
    Row,
    categories,
    day,
    legend,
    number,
    period_name,
    periods,
    points,
    short_names,
    shortened,
    start,
    step_of,
    text,
    ticks,
)
from web.language import Lang
from web.xml_text import possible

Kind = Literal["time", "line", "ranked", "spans"]
Spec = dict[str, Any]
Palette = Sequence[str]

BARS = 40
"""Bars of the longest ranking, and lines of the longest chart of spans."""
NUMBER = ",.2~f"
_HEIGHT, _BAR, _WIDEST = 200, 22, 40
_CUT: Mapping[Lang, str] = {"vi": "{} dòng đầu trong {}", "en": "the first {} of {}"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn: names of columns, how they are called, and how."""

    x: str
    y: str
    colour: str | None
    until: str
    lang: Lang
    names: Mapping[str, str]
    palette: Palette

    def called(self, column: str) -> str:
        """Return how a column is called on an axis."""
        return shortened(possible(self.names.get(column, column.replace("_", " "))), 80)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as altair has it, and what is said below its title; None where there is nothing to draw."""

    chart: Any
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    first: dt.date
    last: dt.date
    name: str
    category: str


def over_time(rows: Sequence[Row], wish: Wish) -> Drawn | None:
    """Bars by year, month or day (`x`) with heights of `y`, stacked by `colour`."""
    return _by_period(rows, wish, lines=False)


def lines(rows: Sequence[Row], wish: Wish) -> Drawn | None:
    """Lines by year, month or day (`x`) with heights of `y`, one for each `colour`."""
    return _by_period(rows, wish, lines=True)


def ranked(rows: Sequence[Row], wish: Wish) -> Drawn | None:
    """Bars across, the longest above: of `x` and `y` one column has names and the other numbers, in either order."""
    import altair as alt

    place, amount = (wish.x, wish.y) if _is_number(rows, wish.y) else (wish.y, wish.x)
    named = [{**row, place: text(row[place], wish.lang)} for row in rows]
    found = points(named, place, amount, wish.colour, wish.lang)
    sums: dict[str, float] = {}
    for point in found:
        sums[str(point.at)] = sums.get(str(point.at), 0) + point.value
    order = sorted(sums, key=lambda name: (-sums[name], name))
    shown = order[:BARS]
    if not shown:
        return None
    short = short_names(shown, LETTERS)
    kept = [Point(short[str(point.at)], point.value, point.category) for point in found if point.at in short]
    low, high = min(0.0, *sums.values()), max(0.0, *sums.values())
    chart = alt.Chart(_values(kept, wish.lang)).encode(
        y=alt.Y("at:N", sort=list(short.values()), title=None, axis=_names()),
        x=alt.X(
            "value:Q",
            title=wish.called(amount),
            stack="zero",
            axis=_numbers(found),
            scale=alt.Scale(domain=[low, high * 1.15 or 1], nice=False) if wish.colour is None else alt.Scale(),
        ),
        order=alt.Order("rank:O"),
    )
    bars = chart.mark_bar(height={"band": 0.75}).encode(**_colours(found, wish))
    if wish.colour is None:
        told = chart.mark_text(align="left", baseline="middle", dx=4).encode(text=alt.Text("value:Q", format=NUMBER))
        bars = bars + told
    return Drawn(bars.properties(height={"step": _BAR}), _note(shown, order, wish.lang))


def spans(rows: Sequence[Row], wish: Wish) -> Drawn | None:
    """Bars from the day in `x` to that in `until`, one line for each `y`, the earliest above; one day is a dot."""
    import altair as alt

    found = [span for row in rows if (span := _span(row, wish))]
    found.sort(key=lambda span: (span.first, span.last, span.name))
    order = list(dict.fromkeys(span.name for span in found))
    short = short_names(order[:BARS], LETTERS)
    if not short:
        return None
    shown = legend([Point(span.name, 1, span.category) for span in found], wish.lang)
    values = [
        {
            "at": short[span.name],
            "start": _moment(span.first),
            "end": _moment(span.last),
            "category": shown[span.category],
        }
        for span in found
        if span.name in short
    ]
    years = min(span.first.year for span in found), max(span.last.year for span in found)
    chart = (
        alt.Chart({"values": values})
        .mark_rule(strokeWidth=10, strokeCap="round")
        .encode(
            y=alt.Y("at:N", sort=list(short.values()), title=None, axis=_names()),
            x=alt.X("start:T", title=None, scale=_years(*years), axis=_year_axis(*years)),
            x2="end:T",
            **_colours([Point(span.name, 1, shown[span.category]) for span in found], wish),
        )
    )
    return Drawn(chart.properties(height={"step": _BAR + 4}), _note(short, order, wish.lang))


KINDS: Mapping[Kind, Callable[[Sequence[Row], Wish], Drawn | None]] = {
    "time": over_time,
    "line": lines,
    "ranked": ranked,
    "spans": spans,
}


def _span(row: Row, wish: Wish) -> _Span | None:
    """Return the time of a row; with one end known it is a day, and ends in the wrong order are turned."""
    ends = [found for value in (row[wish.x], row.get(wish.until)) if (found := day(value)) is not None]
    if not ends:
        return None
    category = text(row[wish.colour], wish.lang) if wish.colour else ""
    return _Span(min(ends), max(ends), text(row[wish.y], wish.lang), category)


def _note(shown: Collection[str], names: Collection[str], lang: Lang) -> str:
    return _CUT[lang].format(len(shown), len(names)) if len(shown) < len(names) else ""


def _by_period(rows: Sequence[Row], wish: Wish, *, lines: bool) -> Drawn | None:
    import altair as alt

    step = step_of(row[wish.x] for row in rows if number(row[wish.y]) is not None)
    dated = [{**row, wish.x: start(begun, step)} for row in rows if (begun := day(row[wish.x])) is not None]
    found = points(dated, wish.x, wish.y, wish.colour, wish.lang)
    if not found:
        return None
    every = periods((point.at for point in found if isinstance(point.at, dt.date)), step)
    names = {period: period_name(period, step, wish.lang) for period in every}
    written = [names[start] for start in ticks(every, step, 12 if step == "year" else 7)]
    named = [Point(names[point.at], point.value, point.category) for point in found if isinstance(point.at, dt.date)]
    axis = alt.Axis(values=written, labelAngle=0, labelOverlap=True, grid=False, ticks=len(every) > len(written))
    padding = 0.2 if len(every) <= 120 else 0
    scale = alt.Scale(domain=list(names.values()), paddingInner=alt.Undefined if lines else padding)
    chart = alt.Chart(_values(named, wish.lang)).encode(
        x=alt.X("at:O", title=None, axis=axis, scale=scale),
        y=alt.Y("value:Q", title=wish.called(wish.y), stack=None if lines else "zero", axis=_numbers(found)),
        **_colours(found, wish),
    )
    if lines:
        drawn = chart.mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=30) if len(every) <= 60 else False)
    else:
        drawn = chart.mark_bar(size=_WIDEST if len(every) <= 10 else alt.Undefined).encode(order=alt.Order("rank:O"))
    return Drawn(drawn.properties(height=_HEIGHT))


def _values(found: Sequence[Point], lang: Lang) -> Spec:
    rank = {name: place for place, name in enumerate(categories(found, lang))}
    return {
        "values": [
            {"at": point.at, "value": point.value, "category": point.category, "rank": rank[point.category]}
            for point in found
        ]
    }


def _colours(found: Sequence[Point], wish: Wish) -> Spec:
    """Return the encoding of categories: colours in the order of size, and a legend above the chart."""
    import altair as alt

    if wish.colour is None:
        return {"color": alt.value(wish.palette[0])}
    names = categories(found, wish.lang)
    scale = alt.Scale(domain=names, range=list(wish.palette[: len(names)]))
    columns = 2 if max(map(len, names)) > 24 else 3
    drawn = alt.Legend(orient="top", title=None, columns=columns, labelLimit=520 // columns)
    return {"color": alt.Color("category:N", scale=scale, sort=names, legend=drawn)}


def _numbers(found: Sequence[Point]) -> Any:  # noqa: ANN401 (altair is imported where it is used: it takes 0.7 s)
    """Return an axis of numbers; where all are whole, so are its ticks."""
    import altair as alt

    whole = all(point.value.is_integer() for point in found)
    return alt.Axis(format=NUMBER, tickCount=5, tickMinStep=1 if whole else alt.Undefined)


def _names() -> Any:  # noqa: ANN401 (see _numbers)
    import altair as alt

    return alt.Axis(labelLimit=0, labelPadding=9, ticks=False, domain=False)


def _years(first: int, last: int) -> Any:  # noqa: ANN401 (see _numbers)
    import altair as alt

    return alt.Scale(type="utc", domain=[_moment(dt.date(first, 1, 1)), _moment(dt.date(min(last + 1, 9999), 1, 1))])


def _year_axis(first: int, last: int) -> Any:  # noqa: ANN401 (see _numbers)
    import altair as alt

    begun = [dt.date(year, 1, 1) for year in range(first, min(last + 1, 9999) + 1)]
    return alt.Axis(format="%Y", values=[_moment(start) for start in ticks(begun, "year", 10)], grid=True)


def _moment(of: dt.date) -> int:
    """Return the beginning of a day in UTC as JavaScript counts: ms since 1970."""
    return (of - dt.date(1970, 1, 1)).days * 86_400_000


def _is_number(rows: Sequence[Row], column: str) -> bool:
    return any(number(row[column]) is not None for row in rows)
