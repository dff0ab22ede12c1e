"""Charts of rows as SVG, drawn on the server by Vega without a network, a script or a style in what is drawn.

The engine (V8 with Vega, in the package vl-convert) starts with the first chart, and altair is imported then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from markupsafe import escape

from web.chart_data import Row, shortened
from web.chart_kinds import KINDS, Kind, Wish
from web.language import Lang, Words
from web.pages import Chart
from web.statements import Table
from web.xml_text import possible

Theme = Literal["light", "dark"]

PALETTE = ("#0072b2", "#d55e00", "#009e73", "#b8569b", "#8f7300", "#7d7d7d")
"""Colours of categories: Okabe and Ito's, which the colour-blind tell apart, some darkened: each has a contrast of 3:1
or more against white and against the dark ground."""
INK: Mapping[Theme, Mapping[str, str]] = MappingProxyType(
    {
        "light": {"text": "#1c1a17", "soft": "#5a554c", "line": "#cfc9bd"},
        "dark": {"text": "#eceae6", "soft": "#b3aca0", "line": "#3d4651"},
    }
)
FONT = "DejaVu Sans, Noto Sans, sans-serif"
_LOCALES: Mapping[Lang, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₫", ""]},
}
_EMPTY: Mapping[Lang, str] = {"vi": "Không có số liệu để vẽ", "en": "There is nothing to draw"}
_ROWS: Mapping[Lang, str] = {"vi": "Biểu đồ của {} dòng số liệu", "en": "A chart of {} rows"}


def draw(
    kind: Kind,
    rows: Sequence[Row],
    *,
    x: str,
    y: str,
    colour: str | None = None,
    until: str = "last_seen",
    names: Mapping[str, str] | None = None,
    lang: Lang = "vi",
    theme: Theme = "light",
    title: str = "",
    desc: str = "",
    width: int = 640,
) -> str:
    """Return a chart as SVG, `width` pixels wide; `chart_kinds` tells what each kind does with the columns.

    `names` says how columns are called on the axes, `title` stands above the chart. Rows with the same place and
    category are added up; rows that have no number or time are left out, and a chart without any says so. Can be called
    from several threads at once, but the engine holds Python's lock while it draws (50 to 300 ms, the first time a
    second): a server that has to answer meanwhile draws in a process of its own.
    """
    palette = PALETTE
    wish = Wish(x, y, colour, until, lang, names or {}, palette)
    title = shortened(possible(title), 200)
    spec = _spec(kind, rows, wish, title, theme, width)
    told = shortened(possible(desc), 1_000) or _ROWS[lang].format(Words(lang).number(len(rows)))
    return _named(_render(spec, lang), title or told, told, lang)


def draw_table(chart: Chart, table: Table, words: Words, theme: str, title: str = "") -> bytes:
    """Return the declared chart of a table as an SVG file; any theme but "dark" is light."""
    names = {name: words(f"column.{name}") for name in table.columns if words.has(f"column.{name}")}
    drawn = draw(
        chart.kind,
        table.records,
        x=chart.x,
        y=chart.y,
        colour=chart.colour,
        names=names,
        lang=words.lang,
        theme="dark" if theme == "dark" else "light",
        title=title,
    )
    return drawn.encode()


def _spec(kind: Kind, rows: Sequence[Row], wish: Wish, title: str, theme: Theme, width: int) -> dict[str, Any]:
    import altair as alt

    drawn = KINDS[kind](rows, wish) if rows else None
    if drawn is None:
        nothing = alt.Chart({"values": [{}]}).mark_text(fontSize=14, text=_EMPTY[wish.lang])
        chart, note = nothing.properties(height=80), ""
    else:
        chart, note = drawn.chart, drawn.note
    heading: dict[str, Any] = {"text": title, "subtitle": note} if title and note else {"text": title or note}
    chart = chart.properties(width=width)
    if title or note:
        chart = chart.properties(title=alt.TitleParams(**heading, limit=width - 20, anchor="start"))
    spec: dict[str, Any] = chart.to_dict(validate=False)
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["config"] = _config(INK[theme])
    return spec


def _config(ink: Mapping[str, str]) -> dict[str, Any]:
    axis = {
        "labelColor": ink["text"], "titleColor": ink["soft"], "gridColor": ink["line"], "domainColor": ink["soft"],
        "tickColor": ink["soft"], "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
    }  # fmt: skip
    return {
        "aria": False,
        "background": "transparent",
        "font": FONT,
        "axis": axis,
        "view": {"stroke": None},
        "legend": {"labelColor": ink["text"], "labelFontSize": 12, "symbolType": "square"},
        "text": {"fill": ink["text"], "fontSize": 12},
        "title": {"color": ink["text"], "subtitleColor": ink["soft"], "fontSize": 14, "subtitleFontSize": 12},
    }


def _render(spec: dict[str, Any], lang: Lang) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[], format_locale=_LOCALES[lang])
    return svg


def _named(svg: str, title: str, desc: str, lang: Lang) -> str:
    """Give the drawing a name and a description for those who do not see it."""
    start, _, rest = svg.partition(">")
    opening = start.replace("<svg ", f'<svg role="img" lang="{lang}" aria-label="{escape(title)}" ', 1)
    return f"{opening}><title>{escape(title)}</title><desc>{escape(desc)}</desc>{rest}"
