"""The digests that are kept from publish to publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.digests import ARTICLES, REPORTS, Task


@dataclass(frozen=True, slots=True)
class Digests:
    """The digests made by one version of the code, in a folder beside those of other versions."""

    folder: Path

    def make(self, kind: str, parts: Mapping[Path, str], make: Callable[[Sequence[Task]], None]) -> list[Path]:
        """Make the digests that are missing or damaged, of parts given with their SHA-256; return all, an empty one with them.

        Raises PartError where a part cannot be read.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        tasks = [Task(kind, part, self.folder / f"{kind}-{digest[:32]}.parquet") for part, digest in parts.items()]
        missing = {task.target: task for task in tasks if not _is_whole(task.target)}
        make(list(missing.values()))
        return [self._empty(kind), *sorted({task.target for task in tasks})]

    def keep(self, digests: Sequence[Path]) -> None:
        """Remove all digests but these, those of other versions too."""
        for path in sorted(self.folder.parent.iterdir()):
            if path != self.folder:
                shutil.rmtree(path, ignore_errors=True)
        for path in sorted(set(self.folder.iterdir()) - set(digests)):
            path.unlink()

    def _empty(self, kind: str) -> Path:
        """Make the digest of no part, so that there is always one to read."""
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
