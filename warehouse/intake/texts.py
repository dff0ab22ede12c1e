"""The canonical texts of articles, found in the stages' parts by id and hash."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.intake.parts import PartError, hash_text


@dataclass(frozen=True, slots=True)
class Told:
    """The text of an article, and the captions of its pictures."""

    article_id: str
    text: str
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """The row groups of a part in which articles stand that are asked for, and their ids."""

    path: Path
    groups: tuple[int, ...]
    ids: frozenset[str]


def find_texts(parts: Sequence[Path], ids: Collection[str]) -> Iterator[Holding]:
    """Give the parts that hold articles of these ids, in the order of their names; raises PartError."""
    wanted = frozenset(ids)
    for path in sorted(parts) if wanted else ():
        with _opened(path) as file:
            found = {n: _ids(file, n) & wanted for n in range(file.metadata.num_row_groups)}
        groups = tuple(n for n, held in found.items() if held)
        if groups:
            yield Holding(path, groups, frozenset().union(*found.values()))


def read_texts(held: Holding, hashes: Mapping[str, str]) -> Iterator[Told]:
    """Give the articles of a part whose text has the hash that is asked for by their id."""
    with _opened(held.path) as file:
        columns = [name for name in ("id", "text", "paragraphs") if name in file.schema_arrow.names]
        for group in held.groups:
            for row in file.read_row_group(group, columns=columns).to_pylist():
                text = row["text"] or ""
                if row["id"] in hashes and hash_text(text) == hashes[row["id"]]:
                    places = [one for one in row.get("paragraphs") or () if one["kind"] == "caption"]
                    yield Told(row["id"], text, tuple(text[one["start"] : one["end"]] for one in places))


def _ids(file: pq.ParquetFile, group: int) -> frozenset[str]:
    return frozenset(file.read_row_group(group, columns=["id"]).column("id").to_pylist())


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            missing = sorted({"id", "text"} - set(file.schema_arrow.names))
            if missing:
                raise PartError(f"{path.name} has no column {', '.join(missing)}")
            yield file
    except (OSError, pa.ArrowInvalid) as error:
        raise PartError(f"{path.name} cannot be read: {' '.join(str(error).split())[:200]}") from error
