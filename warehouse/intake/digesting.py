"""The digests that are kept from publish to publish."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from warehouse.intake.digests import ARTICLES, REPORTS, Task, hash_file, make_digest, seal_of, write_digest
from warehouse.intake.inputs import Inputs, code_version, hash_parts

_KINDS = ("articles", "reports")
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

    @classmethod
    def of(cls, home: Path) -> Self:
        """Return those of a home that the present code makes."""
        return cls(home / "digests" / code_version())

    def make(self, inputs: Inputs, make: Maker) -> Given:
        """Make the digests of the parts that are missing or damaged, and return all; raises PartError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        tasks = [
            Task(kind, part, self.folder / _name(kind, digest))
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
        for path in sorted(set(self.folder.iterdir()) - _with_seals([*given.articles, *given.reports])):
            path.unlink()

    def drop_others(self, parts: Sequence[Path]) -> None:
        """Remove, of every version, all digests but those of parts with just the content that these have now.

        So nothing is left of what was taken out of a part. Raises OSError.
        """
        digests = [Path(_name(kind, digest)) for digest in hash_parts(parts).values() for kind in _KINDS]
        names = {path.name for path in _with_seals(digests)}
        for path in sorted(self.folder.parent.glob("*/*")):
            if path.name not in names:
                path.unlink()

    def _empty(self, kind: str) -> Path:
        path = self.folder / f"{kind}-.parquet"
        if not _is_whole(path):
            write_digest(path, ARTICLES if kind == "articles" else REPORTS, iter(()))
        return path


def _name(kind: str, digest: str) -> str:
    return f"{kind}-{digest[:32]}.parquet"


def _is_whole(path: Path) -> bool:
    try:
        return seal_of(path).read_text(encoding="ascii") == hash_file(path)
    except (OSError, UnicodeDecodeError):
        return False


def _with_seals(digests: Iterable[Path]) -> set[Path]:
    return {path for digest in digests for path in (digest, seal_of(digest))}
