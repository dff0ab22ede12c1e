"""Reads the room's data files: CSV in UTF-8 with a header, plain or gzipped, beside this module in `data/`."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TypeVar

_Value = TypeVar("_Value", bound=str)

DATA = Path(__file__).parent / "data"


def read_table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `data/<name>` as column → cell; an empty cell is ""."""
    content = (DATA / name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8")
    yield from csv.DictReader(StringIO(text, newline=""))


def cell_list(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that lists several, parted by ";"."""
    return tuple(value for part in cell.split(";") if (value := part.strip()))


def one_of(cell: str, values: Sequence[_Value]) -> _Value:
    """Return the value that a cell holds; raises ValueError where it is none of `values`."""
    return values[values.index(cell)]
