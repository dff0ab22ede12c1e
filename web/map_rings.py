"""Outlines on a grid of whole numbers: rings of corners, joined where provinces are, and written as SVG paths.

Neighbours run along a border in opposite directions, so the outline of several provinces is what is left of their edges
when every edge that is there in both directions goes. Nothing is computed anew: a border of the 34 provinces is the
border of the 63 corner for corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

Point = tuple[int, int]
Edge = tuple[Point, Point]
Ring = tuple[Point, ...]
"""Corners in order; the last is joined with the first. Outer rings run the other way than holes."""

_PART = re.compile(r"M(-?\d+) ?(-?\d+)l([^z]*)z")
_NUMBER = re.compile(r"-?\d+")


def edges(rings: Iterable[Ring]) -> Iterator[Edge]:
    """Yield the edges of rings with their directions."""
    for ring in rings:
        yield from zip(ring, (*ring[1:], *ring[:1]), strict=True)


def join(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """Return the outline of areas that do not overlap: without the borders between them, points and spikes."""
    left: dict[Edge, int] = {}
    for start, end in edges(rings):
        if left.get((end, start)):
            left[end, start] -= 1
        elif start != end:
            left[start, end] = left.get((start, end), 0) + 1
    onward: dict[Point, list[Point]] = {}
    for (start, end), times in sorted(left.items()):
        if times:
            onward.setdefault(start, []).extend([end] * times)
    return tuple(_chained(onward))


def area(rings: Iterable[Ring]) -> float:
    """Return the area within rings; holes count less than nothing."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges(rings)) / 2


def to_path(rings: Iterable[Ring]) -> str:
    """Write rings as the data of an SVG path: absolute starts, then steps."""
    return "".join(_part(ring) for ring in rings)


def from_path(path: str) -> tuple[Ring, ...]:
    """Read what `to_path` has written."""
    return tuple(_read(*part.groups()) for part in _PART.finditer(path))


def _chained(onward: dict[Point, list[Point]]) -> Iterator[Ring]:
    """Yield rings of edges; where two touch in a corner it does not matter which goes on with which."""
    for first in sorted(onward):
        while onward[first]:
            ring = [first]
            while (following := onward[ring[-1]].pop()) != first:
                ring.append(following)
            yield tuple(ring)


def _part(ring: Ring) -> str:
    steps = [f"{end[0] - start[0]} {end[1] - start[1]}" for start, end in pairwise(ring)]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _read(x: str, y: str, steps: str) -> Ring:
    numbers = [int(number) for number in _NUMBER.findall(steps)]
    ring = [(int(x), int(y))]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
    return tuple(ring)
