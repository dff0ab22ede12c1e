"""The stages between the archive and the snapshot: pages to articles, articles to reports, one part a WARC file.

A part is named after its WARC file and lies in a folder named after the version of its stage, so a part that exists is
done. Work can be killed at any moment: unfinished parts are not there. Reading takes most of the time, so reports are
made in batches (`<part>.batches/`), which survive a kill, and joined when all of a part are there.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.archive import Archive
from thidua.batches import FAULT, Batch, make_articles, make_reports
from thidua.files import remove_leftovers
from thidua.home import Home
from thidua.parts import group_sizes, join_reports, read_skipped
from thidua.versions import articles_version, reports_version
from thidua.workers import Work, run_tasks

_BATCHES = ".batches"


class ProcessError(RuntimeError):
    """Most pages met with a fault of thidua itself; nothing should be published of this."""


OnProgress = Callable[[str, int, int], None]
"""Called with the stage ("articles" or "reports"), the pages done and the pages in all (0 where not known)."""


@dataclass(slots=True)
class StageSummary:
    """What one stage did: parts made now and before, rows and skipped pages (by reason) of all present parts."""

    made: int = 0
    kept: int = 0
    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {"made": self.made, "kept": self.kept, "rows": self.rows, "skipped": dict(sorted(self.skipped.items()))}

    @property
    def faults(self) -> int:
        """Pages on which an exception came up that no room foresaw."""
        return sum(number for reason, number in self.skipped.items() if reason.startswith(FAULT))


@dataclass(slots=True)
class ProcessSummary:
    """What `process` did, stage by stage."""

    articles: StageSummary = field(default_factory=StageSummary)
    reports: StageSummary = field(default_factory=StageSummary)

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {"articles": self.articles.as_dict(), "reports": self.reports.as_dict()}


def process(home: Home, *, workers: int | None = None, on_progress: OnProgress = lambda *_: None) -> ProcessSummary:
    """Make every part that is missing at the present version; the caller holds the home's lock.

    `workers` is the number of processes, at most (and by default) that of the processor's cores. Raises ProcessError
    where a stage failed on most pages by a fault of its own.
    """
    cores = os.cpu_count() or 1
    size = max(1, min(workers or cores, cores))
    for folder in (home.articles, home.reports):
        folder.mkdir(exist_ok=True)
        remove_leftovers(folder)
    shards = Archive(home.archive).shards()
    summary = ProcessSummary(
        _make_articles(home, shards, size, on_progress), _make_reports(home, shards, size, on_progress)
    )
    for stage, done in (("articles", summary.articles), ("reports", summary.reports)):
        if done.faults > done.rows:
            commonest = max(done.skipped, key=lambda reason: done.skipped[reason])
            raise ProcessError(
                f"most {stage} failed by a fault of thidua, {done.faults} in all; commonest: {commonest}"
            )
    return summary


def present_parts(home: Home) -> tuple[list[Path], list[Path]]:
    """Return the articles parts and the reports parts of the present versions, sorted by name."""
    return (
        sorted((home.articles / articles_version()).glob("*.parquet")),
        sorted((home.reports / reports_version()).glob("*.parquet")),
    )


def remove_old_versions(home: Home) -> list[str]:
    """Remove the parts of other versions than the present, once a publish needs them no more; return their names."""
    removed = []
    for folder, present in ((home.articles, articles_version()), (home.reports, reports_version())):
        for version in sorted(folder.iterdir()) if folder.is_dir() else []:
            if version.name != present:
                shutil.rmtree(version)
                removed.append(f"{folder.name}/{version.name}")
    return removed


def shard_name(warc: Path) -> str:
    """Return the name of a WARC file without its endings."""
    return warc.name.removesuffix(".gz").removesuffix(".warc")


def _make_articles(home: Home, shards: Sequence[Path], workers: int, on_progress: OnProgress) -> StageSummary:
    folder = home.articles / articles_version()
    pairs = [(shard, folder / f"{shard_name(shard)}.parquet") for shard in shards]
    missing = [pair for pair in pairs if not pair[1].exists()]
    _run(make_articles, missing, workers, "articles", 0, on_progress)
    return _summary([part for _, part in pairs], len(missing))


def _make_reports(home: Home, shards: Sequence[Path], workers: int, on_progress: OnProgress) -> StageSummary:
    names = [f"{shard_name(shard)}.parquet" for shard in shards]
    sources, folder = home.articles / articles_version(), home.reports / reports_version()
    missing = [name for name in names if not (folder / name).exists()]
    batches = {name: _batches(sources / name, folder / f"{name}{_BATCHES}") for name in missing}
    tasks = [batch for name in missing for batch in batches[name] if not batch.target.exists()]
    total = sum(batch.rows for batch in tasks)
    _run(make_reports, tasks, workers, "reports", total, on_progress)
    for name in missing:
        join_reports(folder / name, [batch.target for batch in batches[name]])
        shutil.rmtree(folder / f"{name}{_BATCHES}", ignore_errors=True)
    return _summary([folder / name for name in names], len(missing))


def _batches(source: Path, folder: Path) -> list[Batch]:
    sizes = group_sizes(source)
    return [Batch(source, group, rows, folder / f"{group:06}.parquet") for group, rows in enumerate(sizes)]


def _run(work: Work, tasks: Sequence[Any], workers: int, stage: str, total: int, on_progress: OnProgress) -> None:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        on_progress(stage, done, total)

    for _ in run_tasks(work, tasks, workers=workers, on_item=count):
        pass


def _summary(parts: Sequence[Path], made: int) -> StageSummary:
    summary = StageSummary(made=made, kept=len(parts) - made)
    for part in parts:
        summary.rows += sum(group_sizes(part))
        summary.skipped.update(s["reason"] for s in read_skipped(part))
    return summary
