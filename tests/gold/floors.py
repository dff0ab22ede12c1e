"""The floors of the figures: `floors.csv`, to which lines are only added; the last line of a figure is in force."""

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from thidua.evaluation import Evaluation
from thidua.scoreboard import ROWS

PATH = Path(__file__).with_name("floors.csv")
TRUSTED_ROWS = "confidence"
"""The share of right rows among those of high confidence, a figure beside the fields."""
FIELDS = (*ROWS, TRUSTED_ROWS)
MARGIN = 0.01
"""How far below its figure a new floor is set, so that one row more or less does not ask for a reason."""
SLACK = 0.03
"""How far a figure may be above its floor before the floor is to be raised."""

Figures = Mapping[str, float]


class Floor(NamedTuple):
    """One line: from this day on, the field of this set and half must not be read worse."""

    date: str
    group: str
    half: str
    field: str
    floor: float
    why: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What the floor is of."""
        return self.group, self.half, self.field


def read_floors(path: Path = PATH) -> list[Floor]:
    """Return the lines, the oldest first."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Floor(line["date"], line["set"], line["half"], line["field"], float(line["floor"]), line["why"])
            for line in csv.DictReader(file)
        ]


def in_force(floors: Sequence[Floor]) -> dict[tuple[str, str, str], float]:
    """Return the last floor of each set, half and field."""
    return {floor.key: floor.floor for floor in floors}


def faults(floors: Sequence[Floor]) -> Iterator[str]:
    """Give what is wrong with the lines: days out of order, unknown fields, a lower floor without a reason."""
    last: dict[tuple[str, str, str], float] = {}
    day = dt.date.min
    for floor in floors:
        where = " ".join((floor.date, *floor.key))
        if dt.date.fromisoformat(floor.date) < day:
            yield f"{where}: older than the line above; lines are only added at the end"
        if floor.field not in FIELDS or not 0 <= floor.floor <= 1:
            yield f"{where}: no such field, or no share"
        if floor.floor < last.get(floor.key, 0.0) and not floor.why.strip():
            yield f"{where}: lower than before ({last[floor.key]}), and the line does not say why"
        day = dt.date.fromisoformat(floor.date)
        last[floor.key] = floor.floor


def figures_of(evaluation: Evaluation) -> dict[str, float]:
    """Return the figures that have floors, without those that nothing was asked of."""
    figures = {
        name: figure.get("f1", figure.get("accuracy", 0.0))
        for name in ROWS
        if (figure := evaluation.figures[name])["n"]
    }
    rows, right = evaluation.trusted()
    return figures | ({TRUSTED_ROWS: round(right / rows, 4)} if rows else {})


def fallen(group: str, half: str, figures: Figures, floors: Mapping[tuple[str, str, str], float]) -> list[str]:
    """Return one line for each figure below its floor: the figure alone, never the errors behind it."""
    return [
        f"{group} {half} {field}: {figure:.4f} is below its floor {floors[group, half, field]:.2f}"
        for field, figure in figures.items()
        if figure < floors.get((group, half, field), 0.0)
    ]


def to_append(group: str, half: str, figures: Figures, floors: Mapping[tuple[str, str, str], float]) -> list[str]:
    """Return the lines of `floors.csv` that raise floors which lie too low, or set those that are missing."""
    return [
        f"{dt.date.today()},{group},{half},{field},{max(0.0, math.floor(round((figure - MARGIN) * 100, 6)) / 100):.2f},"
        for field, figure in figures.items()
        if (group, half, field) not in floors or figure > floors[group, half, field] + SLACK
    ]
