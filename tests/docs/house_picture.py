"""A picture of the house: its rooms, and who imports what of whom, drawn from the imports as they stand."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("reference", "crawler", "extract", "nlp", "warehouse", "web", "thidua")
"""In the order of the flow, which is that of the picture from top to bottom."""
_WIDTH, _HEIGHT, _GAP, _LEFT, _STEP = 200, 52, 34, 40, 46


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one look of the picture."""

    paper: str
    ink: str
    soft: str
    box: str
    line: str


LIGHT = Colours("#ffffff", "#1b1b1b", "#5c5c5c", "#f4efe6", "#a33b2a")
DARK = Colours("#1e2129", "#ececec", "#b0b4bd", "#2c313c", "#f0a58f")


def imports(root: Path) -> dict[tuple[str, str], Counter[str]]:
    """Return for each pair of rooms (who imports, from whom) the modules imported, with how many modules import each."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            for name in {module for module in _imported(path) if module.partition(".")[0] in ROOMS}:
                if (other := name.partition(".")[0]) != room:
                    found.setdefault((room, other), Counter())[name] += 1
    return found


def modules(root: Path) -> dict[str, int]:
    """Return the number of modules of each room."""
    return {room: sum(1 for path in (root / room).rglob("*.py") if path.name != "__init__.py") for room in ROOMS}


def picture(root: Path, colours: Colours) -> str:
    """Return the picture as SVG: a box a room, and to the right of it a line to each room that it imports from."""
    found, sizes = imports(root), modules(root)
    pairs = sorted(found, key=lambda pair: (_row(pair[0]) - _row(pair[1]), _row(pair[1])))
    width = _LEFT + _WIDTH + _STEP * (len(pairs) + 1) + 20
    height = len(ROOMS) * (_HEIGHT + _GAP) + 20
    body = [
        *(_arrow(n, pair, found[pair], colours) for n, pair in enumerate(pairs)),
        *(_box(room, sizes[room], colours) for room in ROOMS),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="sans-serif" font-size="15">',
            "<title>The rooms and their imports</title>",
            f"<desc>{_words(found)}</desc>",
            f'<rect width="{width}" height="{height}" fill="{colours.paper}"/>',
            *body,
            "</svg>\n",
        ]
    )


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _row(room: str) -> int:
    return ROOMS.index(room)


def _top(room: str) -> int:
    return 20 + _row(room) * (_HEIGHT + _GAP)


def _box(room: str, size: int, colours: Colours) -> str:
    top = _top(room)
    return (
        f'<rect x="{_LEFT}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" rx="4" fill="{colours.box}" '
        f'stroke="{colours.soft}"/>'
        f'<text x="{_LEFT + 14}" y="{top + 23}" fill="{colours.ink}" font-weight="bold">{room}/</text>'
        f'<text x="{_LEFT + 14}" y="{top + 42}" fill="{colours.soft}" font-size="13">{size} modules</text>'
    )


def _arrow(place: int, pair: tuple[str, str], names: Mapping[str, int], colours: Colours) -> str:
    """Return a line from the room that imports, over a lane of its own, to the room it imports from."""
    who, whom = pair
    start, end = _top(who) + 14, _top(whom) + _HEIGHT - 14
    edge, lane = _LEFT + _WIDTH, _LEFT + _WIDTH + _STEP * (place + 1)
    told = f"{who} imports {len(names)} modules of {whom}"
    return (
        f'<g><title>{told}</title><path d="M{edge} {start} H{lane} V{end} H{edge + 8}" fill="none" '
        f'stroke="{colours.line}" stroke-width="{_thickness(sum(names.values()))}"/>'
        f'<path d="M{edge} {end} l10 -5 v10 z" fill="{colours.line}"/>'
        f'<text x="{lane + 5}" y="{(start + end) / 2 + 5:g}" fill="{colours.ink}" font-size="13">{sum(names.values())}</text></g>'
    )


def _thickness(number: int) -> float:
    return 1 + min(number, 100) / 25


def _words(found: Mapping[tuple[str, str], Counter[str]]) -> str:
    return "; ".join(f"{who} imports from {whom} {sum(found[who, whom].values())} times" for who, whom in sorted(found))
