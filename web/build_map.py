"""Builds `data/map.json` from the npm package `@svg-maps/vietnam`, which draws the 63 provinces in 212 kB.

    npm pack @svg-maps/vietnam && tar xzf svg-maps-vietnam-2.0.0.tgz
    python -m web.build_map package/vietnam.svg

Run it in an environment that has shapely 2.2 or newer besides; the site does without both. What it changes is told in
`data/README.md`.
"""

from __future__ import annotations

import importlib
import json
import math
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from reference.provinces import MERGER, provinces_on, today
from web.map_rings import Point, Ring, join, to_path

DATA = Path(__file__).parent / "data"
SCALE = 2
"""Steps of the grid in a unit of the package's drawing, which is 812 units wide, each of them some 2 km."""
GAP = 0.8
"""Width in units of gaps between neighbours that are none: the package draws each province for itself."""
DETAIL, COARSE = 1.1, 5.0
"""How much goes in simplifying: the square is the area of a corner's triangle that goes. COARSE is for the locator."""
ISLAND, COARSE_ISLAND = 1.5, 8.0
"""Area in square units of the smallest island that is drawn."""
ISLET = 3.2
"""Radius in units of the mark of an islet of an archipelago, which would be too small to be seen."""
OFFICIAL = {"hcm": "ho-chi-minh", "baria": "ba-ria-vung-tau", "tthue": "hue"}
"""Provinces that the package calls otherwise than their slug without dashes."""
ARCHIPELAGOES = {"hoangsa": ("Hoàng Sa", "da-nang"), "truongsa": ("Trường Sa", "khanh-hoa")}
SHELF = (535.0, 812.0)
"""The banks of the continental shelf left of and below this (Tư Chính, Phúc Tần, Quế Đường, Vũng Mây) are no part of
Trường Sa, whereas the package draws them as such."""

_PATH = re.compile(r'<path\s+id="(\w+)".*?\sd="([^"]*)"', re.DOTALL)
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")

Outline = list[tuple[float, float]]


def read_package(svg: str) -> dict[str, list[Outline]]:
    """Return id → outlines of the package's drawing. Of curves the ends are taken; only islets have any."""
    return {name: list(_outlines(data)) for name, data in _PATH.findall(svg)}


def build(svg: str) -> dict[str, Any]:
    """Return what the site's maps are drawn from."""
    shapely = importlib.import_module("shapely")
    drawn = read_package(svg)
    isles = [_isles(name, province, drawn.pop(key)) for key, (name, province) in ARCHIPELAGOES.items()]
    slugs = [_slug(key) for key in drawn]
    cleaned = shapely.coverage_clean([_surface(shapely, parts) for parts in drawn.values()], gap_width=GAP)
    before = _rings(shapely, slugs, _without_specks(shapely, cleaned, ISLAND), DETAIL)
    coarse = _rings(shapely, slugs, _without_specks(shapely, cleaned, COARSE_ISLAND), COARSE)
    after: dict[str, list[Ring]] = {}
    for slug, rings in before.items():
        heir = today(slug, MERGER - timedelta(days=1))
        if heir is None:
            raise ValueError(f"{slug} is part of several provinces of today")
        after.setdefault(heir.slug, []).extend(rings)
    _must_be({*before}, {province.slug for province in provinces_on(MERGER - timedelta(days=1))})
    _must_be({*after}, {province.slug for province in provinces_on(MERGER)})
    return {
        "source": "https://www.npmjs.com/package/@svg-maps/vietnam 2.0.0, by StephenTruong110 and Victor Cazanave",
        "licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/ (see README.md)",
        "changed": "simplified; cleaned; merged to the 34 provinces; archipelagoes drawn larger, banks left out",
        "width": 812 * SCALE,
        "height": 873 * SCALE,
        "isles": isles,
        "country": to_path(join(ring for rings in coarse.values() for ring in rings)),
        "63": {slug: to_path(before[slug]) for slug in sorted(before)},
        "34": {slug: to_path(join(after[slug])) for slug in sorted(after)},
    }


def main() -> None:
    """Write the file anew from the drawing that is named."""
    built = build(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = json.dumps(built, ensure_ascii=False, indent=0, separators=(",", ":"))
    (DATA / "map.json").write_text(text + "\n", encoding="utf-8")


def _outlines(data: str) -> Iterator[Outline]:
    """Yield the closed outlines of a path whose commands are m, l, c and z."""
    tokens = _TOKEN.findall(data)
    x = y = 0.0
    outline: Outline = []
    command, place = "", 0
    while place < len(tokens):
        if tokens[place].isalpha():
            command = tokens[place]
            place += 1
        if command in "zZ":
            yield outline
            (x, y), outline = outline[0], []
            continue
        if command not in "mMlLc":
            raise ValueError(f"a path with the command {command!r}")
        length = 6 if command == "c" else 2
        dx, dy = map(float, tokens[place + length - 2 : place + length])
        x, y = (dx, dy) if command.isupper() else (x + dx, y + dy)
        outline.append((x, y))
        place += length


def _surface(shapely: Any, parts: Sequence[Outline]) -> Any:  # noqa: ANN401 (a room of its own, without types)
    """Return the polygons of a province; outlines that cross themselves lose the crossing."""
    valid = shapely.make_valid([shapely.Polygon(part) for part in parts if len(set(part)) > 2])
    pieces = shapely.get_parts(shapely.get_parts(valid))
    return shapely.union_all([piece for piece in pieces if piece.geom_type == "Polygon"])


def _without_specks(shapely: Any, coverage: Any, smallest: float) -> list[Any]:  # noqa: ANN401 (see _surface)
    kept = []
    for surface in coverage:
        parts = sorted(shapely.get_parts(surface), key=lambda part: float(part.area), reverse=True)
        kept.append(shapely.MultiPolygon([parts[0], *(part for part in parts[1:] if part.area >= smallest)]))
    return kept


def _rings(shapely: Any, slugs: Sequence[str], coverage: Any, tolerance: float) -> dict[str, tuple[Ring, ...]]:  # noqa: ANN401
    """Simplify provinces together, so that borders stay common, and put them on the grid."""
    simple = shapely.coverage_simplify(coverage, tolerance)
    found = {}
    for slug, surface in zip(slugs, simple, strict=True):
        parts = [shapely.orient_polygons(part) for part in shapely.get_parts(surface)]
        lines = [line for part in parts for line in (part.exterior, *part.interiors)]
        found[slug] = join(_on_grid(line.coords[:-1]) for line in lines)
    return found


def _isles(name: str, province: str, parts: Sequence[Outline]) -> dict[str, Any]:
    """Return an archipelago: a mark for each islet, without those that another mark covers, and the box round all."""
    marks: Outline = []
    for part in sorted(parts, key=_extent, reverse=True):
        x, y = (sum(ends) / 2 for ends in zip(*_corners(part), strict=True))
        if name == "Trường Sa" and x < SHELF[0] and y > SHELF[1]:
            continue
        if all(math.dist((x, y), mark) > 2 * ISLET for mark in marks):
            marks.append((x, y))
    (left, top), (right, bottom) = _on_grid(_corners(marks))
    rings = [_on_grid(_hexagon(mark)) for mark in sorted(marks)]
    return {"name": name, "of": province, "box": [left, top, right - left, bottom - top], "path": to_path(rings)}


def _corners(outline: Outline) -> Outline:
    xs, ys = zip(*outline, strict=True)
    return [(min(xs), min(ys)), (max(xs), max(ys))]


def _extent(outline: Outline) -> float:
    return math.dist(*_corners(outline))


def _hexagon(centre: tuple[float, float]) -> Outline:
    turns = [math.pi / 3 * turn for turn in range(6)]
    return [(centre[0] + ISLET * math.cos(turn), centre[1] + ISLET * math.sin(turn)) for turn in turns]


def _on_grid(outline: Sequence[tuple[float, float]]) -> Ring:
    corners: list[Point] = [(round(x * SCALE), round(y * SCALE)) for x, y in outline]
    return tuple(corner for before, corner in pairwise((corners[-1], *corners)) if corner != before)


def _slug(key: str) -> str:
    """Return the slug of a province as it was on 30 June 2025."""
    for province in provinces_on(MERGER - timedelta(days=1)):
        if province.slug == OFFICIAL.get(key) or province.slug.replace("-", "") == key:
            return province.slug
    raise ValueError(f"no province is called {key!r}")


def _must_be(found: set[str], wanted: set[str]) -> None:
    if found != wanted:
        raise ValueError(f"provinces that differ: {sorted(found ^ wanted)}")


if __name__ == "__main__":
    main()
