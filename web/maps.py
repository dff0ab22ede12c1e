"""Maps of the provinces as SVG: the 63 up to 30 June 2025 and the 34 since, coloured by a value or with one marked.

Colours are presentation attributes, which a style sheet overrides by class (`q0` to `q4`, `none`, `on`, `isles`): there
is neither a style nor a script in what is drawn. Hoàng Sa and Trường Sa are part of Đà Nẵng and Khánh Hòa, at their
place and with their names. The outlines are in `data/map.json`; `data/README.md` tells whose they are, and `credit`
says it where a map is shown.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from markupsafe import Markup

from reference.provinces import MERGER, UnknownProvinceError, provinces_on
from web.language import Lang, Words
from web.map_rings import from_path
from web.shading import shade_of, shades
from web.xml_text import possible

Division = Literal[34, 63]
Theme = Literal["light", "dark"]
Value = int | float | None
Label = Callable[[str, Value], str]
"""Gives what is said of a province: of its name and its value."""

SOURCE = "https://www.npmjs.com/package/@svg-maps/vietnam"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
COLOURS: Mapping[Theme, Mapping[str, str]] = MappingProxyType(
    {
        "light": {
            "q0": "#d3e4f4", "q1": "#9fc6e6", "q2": "#5f9fd0", "q3": "#2a6ead", "q4": "#0a3566",
            "none": "#f1eee8", "border": "#7d776c", "on": "#a31c14", "text": "#1c1a17",
        },
        "dark": {
            "q0": "#1d3f5e", "q1": "#28618f", "q2": "#4089c2", "q3": "#7fb8e6", "q4": "#d8ecff",
            "none": "#252c34", "border": "#7f8a97", "on": "#ff9d8f", "text": "#eceae6",
        },
    }
)  # fmt: skip
"""Colours by theme and class; the five of values differ in lightness alone, so that they are told apart without hue."""

_ROOM = 24
"""Space in the map's units round the islets of an archipelago."""
_SMALL = 90
"""Width and height in the map's units below which a province is ringed on the small map."""


def draw_map(
    division: Division,
    values: Mapping[str, Value] | None = None,
    *,
    highlighted: Collection[str] = (),
    lang: Lang = "vi",
    link: Callable[[str], str] | None = None,
    label: Label | None = None,
    title: str = "",
    desc: str = "",
    theme: Theme = "light",
    name: str = "map",
) -> Markup:
    """Return a map as SVG, to be put into a page or, as it is, into a file.

    `values` and `highlighted` go by slug; those highlighted have the class `on` and a strong border. `link` gives the
    address of a slug: then the map is a list of links, else an image. `title` and `desc` say what is shown; `name`
    begins the ids and has to differ between the maps of a page. Raises UnknownProvinceError for a slug that no province
    of the division has.
    """
    names = province_names(division)
    values = values or {}
    _must_be_known({*values, *highlighted}, division)
    legend = shades(values)
    say = label or _saying(lang)
    drawn = []
    for slug in sorted(names, key=lambda slug: (slug in highlighted, slug)):
        value = values.get(slug)
        css = shade_of(value, legend)
        told = say(names[slug], value)
        drawn.append(_province(division, slug, css, told, theme, slug in highlighted, link and link(slug)))
    provinces = Markup("").join(drawn)
    if link:
        provinces = Markup('<g role="list">{}</g>').format(provinces)
    body = provinces + Markup("").join(_archipelagoes(theme))
    return _svg(body, title or _title(division, lang), desc, lang, name, role="group" if link else "img")


def draw_locator(
    slug: str, division: Division = 34, *, lang: Lang = "vi", theme: Theme = "light", name: str = "locator"
) -> Markup:
    """Return a small map (4 kB, made for some 160 px) with one province marked, ringed where it is very small.

    Raises UnknownProvinceError for a slug that no province of the division has.
    """
    _must_be_known({slug}, division)
    colours = COLOURS[theme]
    isles = "".join(group["path"] for group in _data()["isles"])
    of_it = "".join(group["path"] for group in _data()["isles"] if group["of"] == slug)
    body = Markup(
        '<path class="q1" fill="{0}" stroke="{1}" stroke-width="6" d="{2}"/>'
        '<path class="q1 isles" fill="{1}" stroke="{1}" stroke-width="6" d="{3}"/>'
        '<path class="on" fill="{4}" stroke="{4}" stroke-width="6" d="{5}"/>{6}'
    ).format(colours["q1"], colours["border"], _data()["country"], isles, colours["on"], _path(division, slug) + of_it,
             _ring(division, slug, colours["on"]))  # fmt: skip
    title = province_names(division)[slug]
    return _svg(body, title, "Vị trí trên bản đồ Việt Nam" if lang == "vi" else "Its place in Vietnam", lang, name)


def credit(lang: Lang = "vi") -> Markup:
    """Return the line that belongs under every map: whose it is, under what licence, and that it was changed."""
    words = (
        '<a href="{0}">Bản đồ</a>: StephenTruong110, Victor Cazanave (@svg-maps/vietnam), '
        '<a href="{1}" rel="license">CC BY 4.0</a>; đã giản lược và chỉnh sửa'
        if lang == "vi"
        else '<a href="{0}">Map</a>: StephenTruong110, Victor Cazanave (@svg-maps/vietnam), '
        '<a href="{1}" rel="license">CC BY 4.0</a>; simplified and changed'
    )
    return Markup(words).format(SOURCE, LICENCE)  # noqa: S704 (our own words)


@cache
def province_names(division: Division) -> Mapping[str, str]:
    """Return slug → name of the provinces of a division."""
    day = MERGER if division == 34 else MERGER - dt.timedelta(days=1)
    return MappingProxyType({province.slug: province.name for province in provinces_on(day)})


@cache
def _data() -> Any:  # noqa: ANN401 (what JSON has)
    return json.loads((Path(__file__).parent / "data" / "map.json").read_text(encoding="utf-8"))


def _path(division: Division, slug: str) -> str:
    path: str = _data()[str(division)][slug]
    return path


def _must_be_known(slugs: set[str], division: Division) -> None:
    unknown = sorted(slugs - set(province_names(division)))
    if unknown:
        raise UnknownProvinceError(f"none of the {division} provinces has the slug {unknown[0]!r}")


def _saying(lang: Lang) -> Label:
    words = Words(lang)
    return lambda name, value: name if value is None else f"{name}: {words.number(value)}"


def _title(division: Division, lang: Lang) -> str:
    return f"Bản đồ {division} tỉnh, thành phố" if lang == "vi" else f"Map of the {division} provinces and cities"


def _province(
    division: Division, slug: str, css: str, told: str, theme: Theme, on: bool, address: str | None
) -> Markup:
    """Return the outline of a province, its islets included, with what is said of it and perhaps a link."""
    colours = COLOURS[theme]
    path = _path(division, slug) + "".join(group["path"] for group in _data()["isles"] if group["of"] == slug)
    drawn = Markup(
        '<path class="{}" fill="{}" stroke="{}" stroke-width="{}" stroke-linejoin="round" d="{}">'
        "<title>{}</title></path>"
    ).format(f"{css} on" if on else css, colours[css], colours["on" if on else "border"], 6 if on else 2, path,
             possible(told))  # fmt: skip
    if address is None:
        return drawn
    return Markup('<g role="listitem"><a href="{}" aria-label="{}">{}</a></g>').format(address, possible(told), drawn)


def _archipelagoes(theme: Theme) -> Iterator[Markup]:
    """Yield the boxes and names of Hoàng Sa and Trường Sa; their islets belong to their provinces."""
    for group in _data()["isles"]:
        x, y, width, height = group["box"]
        colours = COLOURS[theme]
        yield Markup(
            '<g class="isles" aria-hidden="true"><rect x="{}" y="{}" width="{}" height="{}" rx="12" fill="none" '
            'stroke="{}" stroke-width="2" stroke-dasharray="10 8"/>'
            '<text x="{}" y="{}" font-size="44" font-family="DejaVu Sans, Noto Sans, sans-serif" '
            'fill="{}">{}</text></g>'
        ).format(x - _ROOM, y - _ROOM, width + 2 * _ROOM, height + 2 * _ROOM, colours["border"],
                 x - _ROOM, y - _ROOM - 14, colours["text"], group["name"])  # fmt: skip


def _ring(division: Division, slug: str, colour: str) -> Markup:
    xs, ys = zip(*(corner for ring in from_path(_path(division, slug)) for corner in ring), strict=True)
    if max(xs) - min(xs) >= _SMALL or max(ys) - min(ys) >= _SMALL:
        return Markup("")
    return Markup('<circle class="on" cx="{}" cy="{}" r="80" fill="none" stroke="{}" stroke-width="12"/>').format(
        (max(xs) + min(xs)) // 2, (max(ys) + min(ys)) // 2, colour
    )


def _svg(body: Markup, title: str, desc: str, lang: Lang, name: str, *, role: str = "img") -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="{}" lang="{}" role="{}" aria-labelledby="{}"{}>'
        '<title id="{}">{}</title>{}{}</svg>'
    ).format(
        f"-10 -10 {_data()['width'] + 40} {_data()['height'] + 40}",
        lang,
        role,
        f"{name}-title",
        Markup(' aria-describedby="{}"').format(f"{name}-desc") if desc else "",
        f"{name}-title",
        possible(title),
        Markup('<desc id="{}">{}</desc>').format(f"{name}-desc", possible(desc)) if desc else "",
        body,
    )
