"""The pictures of the documents, taken of the demo's site: `make pictures`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from PIL import Image

from tests.web.browser.visiting import MISSING, Visitor, chromium, program
from tests.web.serving import Served, serving
from thidua.home import open_home
from thidua.serving import read_archived
from web.site import Site

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
_WIDE, _NARROW = (1440, 1500), (390, 1200)
_MOST_VOTED = "SELECT ceremony_id FROM ceremony ORDER BY outlets DESC, reports DESC, ceremony_id LIMIT 1"
_SHOWN = 1080
"""The most pixels that a picture is wide."""
_COLOURS = 64
"""Of a picture: these are pages of text, and half as large so."""


def pages(served: Served) -> dict[str, tuple[str, tuple[int, int]]]:
    """Return the pictures by name, each with the address of its page and its width and height in pixels."""
    import duckdb

    database = served.app.state.follower.snapshot.database
    with duckdb.connect(str(database), read_only=True) as connection:
        ((ceremony,),) = connection.execute(_MOST_VOTED).fetchall()
    return {
        "search-1440": ("/search?q=hu%C3%A2n+ch%C6%B0%C6%A1ng+lao+%C4%91%E1%BB%99ng", _WIDE),
        "ceremony-1440": (f"/ceremony/{ceremony}", _WIDE),
        "ceremony-390": (f"/ceremony/{ceremony}", _NARROW),
        "home-390": ("/", _NARROW),
        "provinces-1440": ("/provinces", _WIDE),
    }


def take(home: Path, folder: Path) -> list[Path]:
    """Take all pictures of a home's site into a folder, a chart among them, and return their paths."""
    opened = open_home(home)
    made = []
    with (
        serving(Site(opened.root, archived=partial(read_archived, opened.archive))) as served,
        chromium() as browser,
    ):
        visitor = Visitor(browser, served)
        for name, (path, (width, height)) in pages(served).items():
            page = visitor.open(path, viewport={"width": width, "height": height}, color_scheme="light")
            page.wait_for_load_state("networkidle")
            made.append(folder / f"{name}.png")
            page.screenshot(path=made[-1])
            _pack(made[-1])
        made.append(folder / "chart.svg")
        made[-1].write_bytes(served.get("/award/bang-khen/provinces.svg").body)
        wrong = visitor.close()
    if wrong:
        raise RuntimeError(f"the pages are not well: {'; '.join(wrong)}")
    return made


def _pack(path: Path) -> None:
    with Image.open(path) as whole:
        width = min(whole.width, _SHOWN)
        image = whole.convert("RGB").resize((width, whole.height * width // whole.width))
    image.quantize(_COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    if program() is None:
        sys.exit(MISSING)
    for path in take(Path(sys.argv[1]), FOLDER):
        print(path.relative_to(FOLDER.parents[1]))
