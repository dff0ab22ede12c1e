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
from thidua.batches import DAMAGE, FAULT, Batch, make_articles, make_reports
from thidua.files import remove_leftovers
from thidua.home import Home
from thidua.outlet_pages import OK, judge_outlets
from thidua.parts import Skipped, group_sizes, is_whole, join_reports, read_skipped, skipped_path
from thidua.versions import articles_version, reports_version
from thidua.workers import Work, run_tasks

_BATCHES = ".batches"


class ProcessError(RuntimeError):
    """Most pages met with a fault of thidua itself; nothing should be published of this."""


OnNote = Callable[[str], None]
"""Called with a line on what is not as it should be and how it is mended."""
OnProgress = Callable[[str, int, int], None]
"""Called with the stage ("articles" or "reports"), the pages done and the pages in all (0 where not known)."""


@dataclass(slots=True)
class StageSummary:
    """What one stage did: parts made now and before, rows and skipped pages (by reason) of all present parts."""

    made: int = 0
    kept: int = 0
    rows: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    left_out: list[Skipped] = field(default_factory=list)
    """The pages skipped in the parts made now."""
    lists: list[Path] = field(default_factory=list)
    """The files that list what was skipped, where there is anything in them."""
    damage: Counter[str] = field(default_factory=Counter)
    """Stretches of WARC files that could not be read, by the file's name."""

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {
            "made": self.made,
            "kept": self.kept,
            "rows": self.rows,
            "skipped": dict(sorted(self.skipped.items())),
            "damage": dict(sorted(self.damage.items())),
        }

    @property
    def faults(self) -> int:
        """Pages on which an exception came up that no room foresaw."""
        return sum(number for reason, number in self.skipped.items() if reason.startswith(FAULT))


@dataclass(slots=True)
class ProcessSummary:
    """What `process` did, stage by stage."""

    articles: StageSummary = field(default_factory=StageSummary)
    reports: StageSummary = field(default_factory=StageSummary)
    layouts: dict[str, str] = field(default_factory=dict)
    """The outlets with pages in what was made now, each with "ok" or what is amiss with the layout of its pages."""

    @property
    def changed_layouts(self) -> dict[str, str]:
        """The outlets with whose layout something is amiss."""
        return {name: line for name, line in self.layouts.items() if line != OK}

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {"articles": self.articles.as_dict(), "reports": self.reports.as_dict(), "layouts": self.layouts}


def process(
    home: Home,
    *,
    workers: int | None = None,
    on_progress: OnProgress = lambda *_: None,
    on_note: OnNote = lambda _: None,
) -> ProcessSummary:
    """Make every part that is missing or damaged at the present version; the caller holds the home's lock.

    `workers` is the number of processes, at most (and by default) that of the processor's cores. Raises ProcessError
    where a stage failed on most pages by a fault of its own.
    """
    cores = os.cpu_count() or 1
    size = max(1, min(workers or cores, cores))
    for folder in (home.articles, home.reports):
        folder.mkdir(exist_ok=True)
        remove_leftovers(folder)
    shards = Archive(home.archive).shards()
    articles, reports = _parts(home, shards)
    missing_reports = _missing(reports, on_note)
    for part in missing_reports:  # what is read now has to be whole
        source = home.articles / articles_version() / part.name
        if source.exists() and not is_whole(source, thoroughly=True):
            _drop(source, on_note)
    missing_articles = _missing(articles, on_note)
    summary = ProcessSummary(
        _make_articles(shards, articles, missing_articles, size, on_progress),
        _make_reports(home, reports, missing_reports, size, on_progress),
        judge_outlets(
            articles, {source for source in articles if source.name in {part.name for part in missing_reports}}
        ),
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


def unprocessed(home: Home) -> list[Path]:
    """Return the finished files of the archive that the parts of the present versions do not cover."""
    shards = Archive(home.archive).shards()
    covered = zip(*_parts(home, shards), strict=True)
    return [shard for shard, parts in zip(shards, covered, strict=True) if not all(map(is_whole, parts))]


def drop_damaged(home: Home, on_note: OnNote) -> bool:
    """Read all parts of the present versions to their end and remove those that are damaged; tell whether any was."""
    damaged = [part for parts in present_parts(home) for part in parts if not is_whole(part, thoroughly=True)]
    for part in damaged:
        _drop(part, on_note)
    return bool(damaged)


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


def _parts(home: Home, shards: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return where the articles parts and the reports parts of the shards are, or are to be."""
    names = [f"{shard_name(shard)}.parquet" for shard in shards]
    articles, reports = home.articles / articles_version(), home.reports / reports_version()
    return [articles / name for name in names], [reports / name for name in names]


def _missing(parts: Sequence[Path], on_note: OnNote) -> list[Path]:
    """Return the parts that are not there; those that cannot be read are removed first."""
    missing = [part for part in parts if not is_whole(part)]
    for part in missing:
        if part.exists():
            _drop(part, on_note)
    return missing


def _drop(part: Path, on_note: OnNote) -> None:
    on_note(f"{part} is damaged; it is made again from the archive")
    part.unlink()


def _make_articles(
    shards: Sequence[Path], parts: Sequence[Path], missing: Sequence[Path], workers: int, on_progress: OnProgress
) -> StageSummary:
    pairs = [pair for pair in zip(shards, parts, strict=True) if pair[1] in missing]
    _run(make_articles, pairs, workers, "articles", 0, on_progress)
    return _summary(parts, missing)


def _make_reports(
    home: Home, parts: Sequence[Path], missing: Sequence[Path], workers: int, on_progress: OnProgress
) -> StageSummary:
    sources = home.articles / articles_version()
    batches = {part: _batches(sources / part.name, part.with_name(f"{part.name}{_BATCHES}")) for part in missing}
    tasks = [batch for part in missing for batch in batches[part] if not is_whole(batch.target, thoroughly=True)]
    total = sum(batch.rows for batch in tasks)
    _run(make_reports, tasks, workers, "reports", total, on_progress)
    for part in missing:
        join_reports(part, [batch.target for batch in batches[part]])
        shutil.rmtree(part.with_name(f"{part.name}{_BATCHES}"), ignore_errors=True)
    return _summary(parts, missing)


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


def _summary(parts: Sequence[Path], made: Sequence[Path]) -> StageSummary:
    summary = StageSummary(made=len(made), kept=len(parts) - len(made))
    for part in parts:
        summary.rows += sum(group_sizes(part))
        skipped = read_skipped(part)
        summary.skipped.update(skip["reason"] for skip in skipped)
        summary.damage.update(str(skip["record"]) for skip in skipped if skip["reason"].startswith(DAMAGE))
        summary.left_out += skipped if part in made else []
        summary.lists += [skipped_path(part)] if skipped else []
    return summary
