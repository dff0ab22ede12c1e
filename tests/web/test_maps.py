from __future__ import annotations

import datetime as dt
import json
import math
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import web
from reference.provinces import MERGER, UnknownProvinceError, today
from web.map_rings import area, edges, from_path, join, to_path
from web.maps import COLOURS, Division, Theme, credit, draw_locator, draw_map, province_names
from web.shading import CLASSES, shade_of, shades

DATA = Path(web.__file__).parent / "data" / "map.json"
SVG = "{http://www.w3.org/2000/svg}"
BOTH: tuple[Division, ...] = (34, 63)
BAD = "<script>alert(1)</script>\"'&</svg>\x00\x1b"


def outlines(division: Division) -> dict[str, str]:
    found: dict[str, str] = json.loads(DATA.read_text(encoding="utf-8"))[str(division)]
    return found


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 (our own text)


def provinces(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """Give the provinces' paths by what is said of them."""
    return {path[0].text or "": path for path in root.iter(f"{SVG}path") if len(path)}


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("division", BOTH)
def test_every_province_is_drawn_and_none_besides(division: Division) -> None:
    assert set(outlines(division)) == set(province_names(division))
    assert len(outlines(division)) == division
    assert all(area(from_path(path)) > 100 for path in outlines(division).values())


def test_the_outlines_are_small() -> None:
    assert DATA.stat().st_size <= 45_000


@pytest.mark.parametrize("division", BOTH)
def test_neighbours_have_one_border(division: Division) -> None:
    """Where two provinces meet, each edge of the one is an edge of the other, in the other direction."""
    directed = Counter(edge for path in outlines(division).values() for edge in edges(from_path(path)))
    assert max(directed.values()) == 1
    shared = sum((end, start) in directed for start, end in directed)
    assert shared > len(directed) / 2
    country = join(ring for path in outlines(division).values() for ring in from_path(path))
    assert len(list(edges(country))) == len(directed) - shared
    holes = [area([ring]) for ring in country if area([ring]) < 0]
    assert sum(holes) > -60, "more than specks of the grid"


def test_the_34_are_the_63_joined() -> None:
    before: dict[str, list[str]] = {}
    for slug in province_names(63):
        heir = today(slug, MERGER - dt.timedelta(days=1))
        assert heir is not None
        before.setdefault(heir.slug, []).append(slug)
    olds = {slug: from_path(path) for slug, path in outlines(63).items()}
    borders = {edge for rings in olds.values() for edge in edges(rings)}
    for slug, path in outlines(34).items():
        rings = from_path(path)
        assert area(rings) == sum(area(olds[old]) for old in before[slug]), slug
        assert set(edges(rings)) <= borders, slug


def test_a_border_that_moved_would_be_found() -> None:
    one, other = ((0, 0), (4, 0), (4, 4), (0, 4)), ((4, 0), (8, 0), (8, 4), (4, 4))
    assert len(list(edges(join([one, other])))) == 6
    moved = ((5, 0), (8, 0), (8, 4), (4, 4))
    assert len(list(edges(join([one, moved])))) == 8


@given(st.lists(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=2, max_size=9), max_size=4))
def test_what_is_written_is_read(rings: list[list[tuple[int, int]]]) -> None:
    given_rings = tuple(map(tuple, rings))
    assert from_path(to_path(given_rings)) == given_rings
    assert area(join(given_rings)) == area(given_rings)


@pytest.mark.parametrize("division", BOTH)
def test_the_archipelagoes_belong_to_their_provinces(division: Division) -> None:
    root = drawn(draw_map(division))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Hoàng Sa", "Trường Sa"]
    paths = provinces(root)
    groups = json.loads(DATA.read_text(encoding="utf-8"))["isles"]
    assert [(group["name"], group["of"]) for group in groups] == [("Hoàng Sa", "da-nang"), ("Trường Sa", "khanh-hoa")]
    for group, owner in zip(groups, ("Đà Nẵng", "Khánh Hòa"), strict=True):
        assert paths[owner].get("d", "").endswith(group["path"])
        assert group["path"].count("M") > 5
        mainland = max(x for ring in from_path(outlines(division)[group["of"]]) for x, _ in ring)
        assert group["box"][0] > mainland
    assert all(group["path"] in draw_locator("ha-noi", division) for group in groups)


def test_values_are_coloured_by_class_and_told() -> None:
    root = drawn(draw_map(34, {"ha-noi": 12345, "hue": 1, "da-nang": 0}, highlighted=["hue"], theme="dark"))
    paths = provinces(root)
    assert (paths["Hà Nội: 12.345"].get("class"), paths["Hà Nội: 12.345"].get("fill")) == ("q4", "#d8ecff")
    assert paths["Huế: 1"].get("class") == "q0 on"
    assert paths["Đà Nẵng: 0"].get("class") == paths["Sơn La"].get("class") == "none"
    assert len(paths) == 34
    assert "Hà Nội: 12,345" in provinces(drawn(draw_map(34, {"ha-noi": 12345}, lang="en")))
    assert list(paths)[-1] == "Huế: 1", "what is highlighted lies above its neighbours' borders"


def test_an_image_has_a_name_and_a_list_has_links() -> None:
    image = drawn(draw_map(63, title="Khen thưởng", desc="Theo tỉnh", name="a"))
    assert (image.get("role"), image.get("aria-labelledby"), image.get("aria-describedby")) == (
        "img",
        "a-title",
        "a-desc",
    )
    assert [(part.get("id"), part.text) for part in image[:2]] == [("a-title", "Khen thưởng"), ("a-desc", "Theo tỉnh")]
    assert not list(image.iter(f"{SVG}a"))
    linked = drawn(draw_map(63, {"ha-noi": 5}, link=lambda slug: f"/provinces/{slug}"))
    assert linked.get("role") == "group"
    items = [part for part in linked.iter() if part.get("role") == "listitem"]
    assert len(items) == 63
    links = {link.get("href"): link.get("aria-label") for link in linked.iter(f"{SVG}a")}
    assert links["/provinces/ha-noi"] == "Hà Nội: 5"
    assert len(links) == 63


@pytest.mark.parametrize("division", BOTH)
def test_text_from_outside_stays_text(division: Division) -> None:
    text = draw_map(
        division, {"ha-noi": 5}, title=BAD, desc=BAD, name=BAD.strip("\x00\x1b"), link=lambda slug: BAD[:-2] + slug,
        label=lambda name, value: f"{name}{BAD}",
    )  # fmt: skip
    root = drawn(text)
    assert {part.tag for part in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "g", "a", "path", "rect", "text")
    }
    assert not [name for part in root.iter() for name in part.attrib if name == "style" or name.startswith("on")]
    assert f"Hà Nội{BAD[:-2]}" in provinces(root)


@pytest.mark.parametrize("values", [{"ha-noi": 5, "ha-tay": 1}, {"bac-giang": 1}])
def test_a_province_that_is_not_of_the_division_is_refused(values: dict[str, int]) -> None:
    with pytest.raises(UnknownProvinceError, match="none of the 34 provinces"):
        draw_map(34, values)
    with pytest.raises(UnknownProvinceError):
        draw_map(34, highlighted=values)
    with pytest.raises(UnknownProvinceError):
        draw_locator("bac-giang")


def test_the_small_map_is_light_and_rings_what_is_small() -> None:
    for division in BOTH:
        for slug in province_names(division):
            small = draw_locator(slug, division)
            assert len(small.encode()) < 6_000, slug
            assert drawn(small)[0].text == province_names(division)[slug]
    assert "<circle" in draw_locator("bac-ninh", 63)
    assert "<circle" not in draw_locator("nghe-an")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_told_apart(theme: Theme) -> None:
    colours = COLOURS[theme]
    ground = {"light": "#ffffff", "dark": "#14181d"}[theme]
    assert contrast(colours["border"], ground) >= 3
    assert contrast(colours["on"], ground) >= 3
    assert contrast(colours["text"], ground) >= 7
    shown = [luminance(colours[f"q{number}"]) for number in range(CLASSES)]
    assert shown == sorted(shown, reverse=theme == "light")
    steps = [contrast(colours[f"q{number}"], colours[f"q{number + 1}"]) for number in range(CLASSES - 1)]
    assert min(steps) > 1.35


def test_whose_the_map_is_can_be_shown() -> None:
    for told in (credit(), credit("en")):
        assert "StephenTruong110" in told
        assert 'href="https://creativecommons.org/licenses/by/4.0/" rel="license"' in told


numbers = st.one_of(st.none(), st.integers(-5, 10**9), st.floats())


@given(st.dictionaries(st.text(max_size=3), numbers, max_size=63))
def test_classes_hold_every_value_once_and_in_order(values: dict[str, float | None]) -> None:
    legend = shades(values)
    real = [value for value in values.values() if value is not None and math.isfinite(value) and value > 0]
    assert sum(shade.count for shade in legend) == len(real)
    assert len(legend) <= CLASSES
    assert [shade.css for shade in legend] == sorted({shade.css for shade in legend})
    bounds = [bound for shade in legend for bound in (shade.low, shade.high)]
    assert bounds == sorted(bounds)
    for value in real:
        assert [shade.css for shade in legend if shade.low <= value <= shade.high] == [shade_of(value, legend)]


def test_classes_are_about_equal_in_number() -> None:
    assert [shade.count for shade in shades({str(number): number for number in range(1, 61)})] == [12] * 5
    assert [shade.css for shade in shades({"a": 3})] == ["q4"]
    assert [shade.css for shade in shades({"a": 3, "b": 9, "c": 9, "d": 10})] == ["q0", "q2", "q4"]
    assert shade_of(None, []) == shade_of(0, []) == "none"
