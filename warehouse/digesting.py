"""The digests that are kept from publish to publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.digests import ARTICLES, REPORTS, Task, make_digest
from warehouse.inputs import Inputs

Maker = Callable[[Sequence[Task]], None]
"""Makes digests, each with `make_digest`."""


def one_by_one(tasks: Sequence[Task]) -> None:
    """Make digests one after the other; raises PartError."""
    for task in tasks:
        make_digest(task)


@dataclass(frozen=True, slots=True)
class Given:
    """The digests of all parts, one of no rows among those of each kind, so that there is always one to read."""

    articles: Sequence[Path]
    reports: Sequence[Path]
    part_of: Mapping[Path, Path]
    """The part that each digest is of; of several with one content any."""


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests made by one version of the code, in a folder beside those of other versions."""

    folder: Path

    def make(self, inputs: Inputs, make: Maker) -> Given:
        """Make the digests of the parts that are missing or damaged, and return all; raises PartError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        tasks = [
            Task(kind, part, self.folder / f"{kind}-{digest[:32]}.parquet")
            for kind, parts in (("articles", inputs.articles), ("reports", inputs.reports))
            for part, digest in parts.items()
        ]
        make(list({task.target: task for task in tasks if not _is_whole(task.target)}.values()))
        return Given(
            [self._empty("articles"), *sorted({task.target for task in tasks if task.kind == "articles"})],
            [self._empty("reports"), *sorted({task.target for task in tasks if task.kind == "reports"})],
            {task.target: task.part for task in tasks},
        )

    def keep(self, given: Given) -> None:
        """Remove all digests but these, those of other versions too."""
        for path in sorted(self.folder.parent.iterdir()):
            if path != self.folder:
                shutil.rmtree(path, ignore_errors=True)
        for path in sorted(set(self.folder.iterdir()) - {*given.articles, *given.reports}):
            path.unlink()

    def _empty(self, kind: str) -> Path:
        path = self.folder / f"{kind}-.parquet"
        if not _is_whole(path):
            pq.write_table((ARTICLES if kind == "articles" else REPORTS).empty_table(), path)
        return path


def _is_whole(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (OSError, pa.ArrowException):
        return False
    return True
