from __future__ import annotations

import datetime as dt
import math
import multiprocessing
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert

from tests.web.test_maps import contrast
from web.chart_data import CATEGORIES, DAYS, day, number, period_name, periods, points, short_names, step_of, ticks
from web.chart_kinds import BARS, KINDS, Kind
from web.charts import INK, PALETTE, Theme, _render, draw, draw_table
from web.language import Lang, Words
from web.pages import Chart
from web.statements import Table

SVG = "{http://www.w3.org/2000/svg}"
BAD = [
    "<script>alert(1)</script>",
    "</svg><image href='http://x.test/'/>",
    "\"'&",
    "{expr: '1'}",
    "\x00\x1b\ud800",
    "x" * 3000,
    "",
]
TAGS = {SVG + tag for tag in ("svg", "title", "desc", "g", "path", "rect", "text", "tspan", "line", "defs", "clipPath")}


def drawn(svg: str) -> ElementTree.Element:
    """Read a chart; whatever it shows, it is an image that loads, runs and styles nothing."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own text)
    assert {part.tag for part in root.iter()} <= TAGS
    for part in root.iter():
        for name, value in part.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert "href" not in name
            assert "://" not in value or name == "aria-label"
            assert "url(" not in value or value.startswith("url(#")
    assert root.get("role") == "img"
    assert [part.tag for part in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root.get("aria-label") == root[0].text
    return root


def texts(svg: str) -> list[str]:
    return [part.text or "" for part in drawn(svg).iter(f"{SVG}text")]


def bars(svg: str, colour: str = PALETTE[0]) -> int:
    return sum(part.get("fill") == colour for part in drawn(svg).iter(f"{SVG}path"))


ROWS: list[dict[str, Any]] = [
    {"year": year, "n": 1000 * year % 7919, "award": award,
     "first": dt.date(year, 3, 1), "last_seen": dt.date(year, 9, 1)}
    for year in (2020, 2021, 2024)
    for award in ("Bằng khen", "Cờ thi đua")
]  # fmt: skip
COLUMNS: dict[Kind, tuple[str, str]] = {
    "time": ("year", "n"), "line": ("year", "n"), "ranked": ("award", "n"), "spans": ("first", "award"),
}  # fmt: skip


def drawing(kind: Kind, rows: list[dict[str, Any]], **options: Any) -> str:  # noqa: ANN401 (options of `draw`)
    x, y = COLUMNS[kind]
    return draw(kind, rows, x=x, y=y, **options)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_kind_is_drawn(kind: Kind, theme: Theme, lang: Lang) -> None:
    svg = drawing(kind, ROWS, colour="award", lang=lang, theme=theme, title="Khen thưởng", desc="Lời tả")
    root = drawn(svg)
    assert (root.get("lang"), root[0].text, root[1].text) == (lang, "Khen thưởng", "Lời tả")
    assert root.get("width") == "640"
    assert "Khen thưởng" in texts(svg)
    assert INK[theme]["text"] in svg
    assert {"Bằng khen", "Cờ thi đua"} <= set(texts(svg))
    again = drawing(kind, ROWS, colour="award", lang=lang, theme=theme, title="Khen thưởng", desc="Lời tả")
    assert hash(svg) == hash(again)


def test_numbers_are_written_as_in_the_language() -> None:
    rows = [{"award": "a", "n": Decimal("12345.5")}]
    assert "12.345,5" in texts(drawing("ranked", rows))
    assert "12,345.5" in texts(drawing("ranked", rows, lang="en"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bad", BAD)
def test_hostile_text_stays_text(kind: Kind, bad: str) -> None:
    x, y = COLUMNS[kind]
    rows = [{**row, "award": award, "colour.[0]'": award} for row in ROWS for award in (bad, "other")]
    svg = draw(kind, rows, x=x, y=y, colour="colour.[0]'", title=bad, desc=bad, names={y: bad, x: bad})
    drawn(svg)
    if bad.isprintable() and 0 < len(bad) < 30:
        assert any(bad[:20] in text for text in texts(svg))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "value", [None, float("nan"), float("inf"), "many", True, 10**400], ids=lambda value: str(value)[:8]
)
def test_what_is_no_number_or_time_is_left_out(kind: Kind, value: object) -> None:
    odd = {"year": value, "n": value, "award": None, "first": value, "last_seen": None}
    assert "Không có số liệu để vẽ" in texts(drawing(kind, [odd]))
    both, without = drawing(kind, [*ROWS, odd], desc="d"), drawing(kind, ROWS, desc="d")
    assert hash(both) == hash(without), "which texts differ is told by no diff of SVG"


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_and_one_row(kind: Kind) -> None:
    assert sorted(texts(drawing(kind, [], title="Trống"))) == ["Không có số liệu để vẽ", "Trống"]
    assert texts(drawing(kind, [], lang="en")) == ["There is nothing to draw"]
    assert "Không có số liệu để vẽ" not in texts(drawing(kind, ROWS[:1]))


def test_years_without_awards_keep_their_place() -> None:
    svg = drawing("time", ROWS)
    assert [text for text in texts(svg) if text.startswith("20")] == ["2020", "2021", "2022", "2023", "2024"]
    assert bars(svg) == 3


def test_a_long_time_is_readable() -> None:
    sixty = texts(draw("time", [{"y": year, "n": year} for year in range(1966, 2026)], x="y", y="n"))
    assert [text for text in sixty if re.fullmatch(r"(19|20)\d\d", text)] == [
        str(year) for year in range(1970, 2026, 5)
    ]
    months = [{"m": dt.date(1940 + place // 12, place % 12 + 1, 1), "n": 5} for place in range(1000)]
    svg = draw("time", months, x="m", y="n")
    assert bars(svg) == 1000
    assert "1/1960" in texts(svg)
    days = [{"d": dt.date(2015, 1, 1) + dt.timedelta(days=place), "n": 1} for place in range(3000)]
    assert bars(draw("time", days, x="d", y="n")) == 99
    assert "1/2020" in texts(draw("line", days, x="d", y="n"))


def test_many_categories_are_few_colours() -> None:
    rows: list[dict[str, Any]] = [{"year": 2024, "n": 10 + place, "award": f"loại {place}"} for place in range(20)]
    svg = drawing("time", rows, colour="award")
    told = texts(svg)
    assert [text for text in told if text.startswith("loại")] == [f"loại {place}" for place in (19, 18, 17, 16, 15)]
    assert "còn lại" in told
    found = points(rows, "year", "n", "award", "vi")
    assert len(found) == CATEGORIES
    assert sum(point.value for point in found) == sum(int(str(row["n"])) for row in rows)


def test_the_longest_bar_stands_above_and_the_rest_is_told() -> None:
    rows: list[dict[str, Any]] = [{"award": f"tỉnh {place}", "n": place} for place in range(1, BARS + 6)]
    told = texts(drawing("ranked", rows))
    names = [text for text in told if text.startswith("tỉnh")]
    assert names == [f"tỉnh {place}" for place in range(BARS + 5, 5, -1)]
    assert "40 dòng đầu trong 45" in told
    assert texts(draw("ranked", rows, x="n", y="award")) == told, "the columns may come in either order"


def test_long_names_that_begin_alike_stay_apart() -> None:
    rows: list[dict[str, Any]] = [{"award": "Ủy ban nhân dân " * 9 + end, "n": 5} for end in "ab"]
    svg = drawing("ranked", rows)
    assert len([text for text in texts(svg) if text.startswith("Ủy ban")]) == 2
    assert bars(svg) == 2
    assert short_names(["abcdef", "abcdeg", "abc"], 4) == {"abcdef": "abc…", "abcdeg": "abc… (2)", "abc": "abc"}


def test_posts_of_an_official_are_bars_in_time() -> None:
    rows: list[dict[str, Any]] = [
        {"title": "Chủ tịch", "first_seen": dt.date(2016, 5, 1), "last_seen": dt.date(2021, 5, 1)},
        {"title": "Bí thư", "first_seen": dt.date(2021, 5, 2), "last_seen": None},
        {"title": "Không rõ ngày", "first_seen": None, "last_seen": None},
    ]
    svg = draw("spans", rows, x="first_seen", y="title")
    assert [text for text in texts(svg) if not text.isdigit()] == ["Chủ tịch", "Bí thư"]
    lines = [part for part in drawn(svg).iter(f"{SVG}line") if part.get("stroke") == PALETTE[0]]
    assert [abs(float(line.get("x2", "0"))) > 100 for line in lines] == [True, False]


def test_a_declared_chart_is_drawn_from_its_table() -> None:
    table = Table(("year", "awards"), ("INTEGER", "BIGINT"), [(2023, 5), (2024, 6)], 2)
    svg = draw_table(Chart("time", "year", "awards"), table, Words("en"), "dark")
    assert "2023" in texts(svg.decode())
    assert INK["dark"]["text"] in svg.decode()
    assert INK["light"]["text"] in draw_table(Chart("time", "year", "awards"), table, Words("vi"), "").decode()


def test_colours_stand_out_on_both_grounds() -> None:
    assert len(set(PALETTE)) == CATEGORIES
    for colour in PALETTE:
        assert contrast(colour, "#ffffff") >= 3, colour
        assert contrast(colour, "#14181d") >= 3, colour
    assert contrast(INK["light"]["text"], "#ffffff") >= 7
    assert contrast(INK["dark"]["text"], "#14181d") >= 7


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_becomes_a_picture_with_something_in_it(kind: Kind) -> None:
    picture = vl_convert.svg_to_png(drawing(kind, ROWS))
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > len(vl_convert.svg_to_png(drawing(kind, []))) + 500


def test_threads_draw_at_once() -> None:
    jobs: list[tuple[Kind, Lang]] = [(kind, lang) for kind in KINDS for lang in ("vi", "en")] * 5
    alone = {job: drawing(job[0], ROWS, lang=job[1]) for job in dict.fromkeys(jobs)}
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda job: drawing(job[0], ROWS, lang=job[1]), jobs))
    assert [job for job, svg in zip(jobs, together, strict=True) if svg != alone[job]] == []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A file server's address and its log; a process of its own, as the engine holds Python's lock."""
    (tmp_path / "rows.json").write_text('[{"a": 1}]')
    log = tmp_path / "log"
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    with (
        log.open("w") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        port = re.search(r"port (\d+)", process.stdout.readline())
        assert port is not None
        yield f"http://127.0.0.1:{port[1]}/", log
        process.terminate()


def test_nothing_is_fetched(server: tuple[str, Path]) -> None:
    address, log = server
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"url": f"{address}rows.json"},
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    vl_convert.vegalite_to_svg(spec)
    assert log.read_text().count("GET /rows.json") == 1, "the engine would fetch what it may"
    with pytest.raises(ValueError, match="External data url not allowed"):
        _render(spec, "vi")
    assert log.read_text().count("GET /rows.json") == 1


def test_another_process_can_draw() -> None:
    table = Table(("year", "awards"), ("INTEGER", "BIGINT"), [(2023, 5), (2024, 6)], 2)
    job = (Chart("time", "year", "awards"), table, Words("en"), "dark")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(draw_table, *job).result()
    assert hash(there) == hash(draw_table(*job))


def test_the_engine_waits_for_the_first_chart() -> None:
    code = "import sys, web.charts; print(*{'altair', 'vl_convert'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == ""


def test_values_are_read_as_what_they_are() -> None:
    assert [number(value) for value in (1, 2.5, Decimal("0.5"), None, "3", False, math.nan)] == [
        1.0, 2.5, 0.5, None, None, None, None,
    ]  # fmt: skip
    assert [day(value) for value in (2024, "2024-05", "2024-05-06T07:00", dt.datetime(2024, 5, 6, 7), 2024.0)] == [
        dt.date(2024, 1, 1), dt.date(2024, 5, 1), dt.date(2024, 5, 6), dt.date(2024, 5, 6), dt.date(2024, 1, 1),
    ]  # fmt: skip
    assert [day(value) for value in (None, "x", 0, 10**9, math.nan, "2024-13")] == [None] * 6


def test_the_step_of_an_axis_follows_from_its_times() -> None:
    assert step_of([2024, "2025"]) == step_of([dt.date(2020, 1, 1), dt.date(2021, 1, 1)]) == "year"
    assert step_of([dt.date(2024, 1, 1)]) == step_of(["2024-03", "2024-04"]) == "month"
    assert step_of([dt.date(2024, 1, 2)]) == "day"
    assert step_of([dt.date(2024, 1, 2), dt.date(2024, 1, 2) + dt.timedelta(days=DAYS + 1)]) == "month"
    assert step_of([dt.date(1, 1, 2), dt.date(2024, 5, 1)]) == "year"
    assert step_of([]) == "year"
    far = [dt.date(1, 1, 1), dt.date(9999, 1, 1)]
    assert periods(far, "year") == far
    assert periods([], "year") == ticks([], "year", 5) == []
    assert [period_name(dt.date(2024, 3, 5), step, "en") for step in ("year", "month", "day")] == [
        "2024", "Mar 2024", "5 Mar 2024",
    ]  # fmt: skip
