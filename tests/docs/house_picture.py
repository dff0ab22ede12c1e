"""A picture of the house: its rooms, and who imports what of whom, drawn from the imports as they stand."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOMS = {
    "reference": "what is known",
    "crawler": "pages",
    "extract": "articles",
    "nlp": "reports",
    "warehouse": "snapshots",
    "web": "the site",
    "thidua": "the command",
}
"""The rooms with what they make, in the order of the flow, which is that of the picture, down the stairs."""
_STEP, _WIDTH, _HEIGHT, _GAP, _EDGE = 132, 124, 62, 8, 14
_FEW = 2
"""Modules of another room that are named in the picture; of more the number stands there."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one look of the picture."""

    paper: str
    ink: str
    soft: str
    room: str
    way: str


LIGHT = Colours("#ffffff", "#1b1b1b", "#5c5c5c", "#f3d9cf", "#f6f4f0")
DARK = Colours("#1e2129", "#ececec", "#b0b4bd", "#6b3328", "#2a2f3a")


def imports(root: Path) -> dict[tuple[str, str], Counter[str]]:
    """Return, by who imports and from whom, the modules imported with the number of modules that import each."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            for name in {module for module in _imported(path) if module.partition(".")[0] in ROOMS}:
                if (other := name.partition(".")[0]) != room:
                    found.setdefault((room, other), Counter())[name] += 1
    return found


def picture(root: Path, colours: Colours) -> str:
    """Return the picture as SVG: stairs of rooms, and in the row of each what it imports from those above it."""
    found, rooms = imports(root), list(ROOMS)
    width, height = len(ROOMS) * _STEP + 2 * _EDGE, len(ROOMS) * (_HEIGHT + _GAP) + 2 * _EDGE
    body = [
        *(_way(who, whom, found.get((who, whom), Counter()), colours) for who in rooms for whom in rooms[: _row(who)]),
        *(line for room, makes in ROOMS.items() for line in _cell(room, room, (f"{room}/", makes), colours)),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'font-family="sans-serif" font-size="15">',
            "<title>The rooms, and what each imports from those before it</title>",
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
    return list(ROOMS).index(room)


def _way(who: str, whom: str, names: Mapping[str, int], colours: Colours) -> str:
    """Return the cell of what one room imports from another; nothing where it imports nothing."""
    if not names:
        return ""
    few = [name.removeprefix(f"{whom}.") for name in sorted(names)] if len(names) <= _FEW else [f"{len(names)} modules"]
    told = f"{who} imports from {whom}: {', '.join(sorted(names))}"
    return "".join(["<g>", f"<title>{told}</title>", *_cell(whom, who, (whom, ", ".join(few)), colours), "</g>"])


def _cell(column: str, row: str, words: tuple[str, str], colours: Colours) -> list[str]:
    left, top = _EDGE + _row(column) * _STEP, _EDGE + _row(row) * (_HEIGHT + _GAP)
    fill, ink, weight = (colours.room, colours.ink, "bold") if column == row else (colours.way, colours.soft, "normal")
    return [
        f'<rect x="{left}" y="{top}" width="{_WIDTH}" height="{_HEIGHT}" rx="4" fill="{fill}"/>',
        f'<text x="{left + 10}" y="{top + 27}" fill="{ink}" font-weight="{weight}">{words[0]}</text>',
        f'<text x="{left + 10}" y="{top + 47}" fill="{colours.ink}" font-size="13">{words[1]}</text>',
    ]
