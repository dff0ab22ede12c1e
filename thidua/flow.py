"""The main job in steps that commands put together: crawl, process, publish; and the report of each run.

Every step takes an open home whose lock the caller holds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crawler.room import check_reserve
from thidua.console import Progress, counts_in_words, say
from thidua.files import remove_leftovers, write_text
from thidua.home import Home, command_line, open_home
from thidua.stopping import told_to_stop

if TYPE_CHECKING:
    from crawler.crawl import CrawlOptions
    from crawler.source import Source
    from crawler.summary import CrawlSummary
    from thidua.stages import ProcessSummary
    from warehouse.publish import Published


_SHOWN = 5
"""Pages left out that are named, of all."""


class NotProcessedError(ValueError):
    """The archive holds pages that are not processed, so that a snapshot would lack them."""


@dataclass(slots=True)
class Run:
    """One run of a command that writes: its home, and what goes into `runs/<time>-<process>.json` when it ends."""

    home: Home
    name: str
    started: datetime
    steps: dict[str, Any] = field(default_factory=dict)
    outcome: str = "done"
    """How it ended, where no error ends it."""


@contextmanager
def writing(root: Path, name: str, *, demo: bool | None = False, shown: str | None = None) -> Iterator[Run]:
    """Open the home, hold its lock for the block, and keep a report of the run, failed ones included.

    `demo` says whose news the command adds: the demo's, others, or (None) none; one that adds news makes the home.
    `shown` is what who comes second is told, where the command line itself is not to be kept.
    """
    home = open_home(root, create=demo is not None, demo=demo)
    with home.lock(shown or command_line()):
        _finish_forgetting(home)
        run = Run(home, name, datetime.now(UTC))
        outcome = "stopped"
        try:
            yield run
            outcome = run.outcome
        except Exception as error:
            if not told_to_stop():
                outcome = f"failed: {type(error).__name__}: {error}"
            raise
        finally:
            _write_report(run, outcome)


def crawl_step(run: Run, sources: Sequence[Source], options: CrawlOptions) -> CrawlSummary:
    """Fetch what is new at the sources into the archive; what ended it before its time is in the summary."""
    from crawler.crawl import BrokenCrawlError, crawl
    from thidua.crawl_view import CrawlView

    home = run.home
    with CrawlView() as view:
        try:
            summary = crawl(
                sources,
                archive=home.archive,
                frontier=home.frontier,
                options=options,
                on_event=view.event,
                on_outlook=view.outlook,
            )
        except BrokenCrawlError as error:
            run.steps["crawl"] = error.summary.as_dict()
            raise
    run.steps["crawl"] = summary.as_dict()
    for problem in summary.problems:
        say(f"warning: {problem}")
    if summary.interrupted:
        raise KeyboardInterrupt
    if summary.full:
        run.outcome = f"stopped: {summary.full}"
    return summary


def process_step(run: Run, workers: int | None) -> ProcessSummary:
    """Extract and read what is archived and not yet done; raises NoRoomError where the disk is nearly full."""
    from thidua.forgetting import remove_what_came_back
    from thidua.stages import process

    check_reserve(run.home.root)
    _finish_leftovers(run.home)
    with Progress() as progress:
        summary = process(run.home, workers=workers, on_progress=progress.update, on_note=progress.say)
    run.steps["process"] = summary.as_dict()
    for stage, done in (("articles", summary.articles), ("reports", summary.reports)):
        say(f"{stage}: {done.rows}" + (f"; left out: {counts_in_words(done.skipped)}" if done.skipped else ""))
        for skip in done.left_out[:_SHOWN]:
            say(f"  {skip.get('file') or skip['url'] or skip['record']}: {skip['reason']}")
        if done.lists:
            say(f"  all are listed in {done.lists[0].parent}/*.skipped.json")
    for name, lost in sorted(summary.articles.damage.items()):
        say(f"warning: {run.home.archive / name} is damaged: {lost} or more of its pages are lost")
    _ask_again(run, summary.articles.damage)
    remove_what_came_back(run.home, say)
    return summary


def _ask_again(run: Run, damaged: Iterable[str]) -> None:
    """Let the next crawl ask for the pages that are lost with damaged files of the archive."""
    from crawler.memory import find_lost
    from crawler.schema import FrontierError
    from crawler.source import load_sources

    names = list(damaged)
    try:
        lost = find_lost(run.home.archive, run.home.frontier, names, load_sources().values()) if names else []
    except (FrontierError, OSError) as error:
        say(f"warning: what is lost with them is not asked for again: {error}")
        return
    if lost:
        run.steps["process"]["lost"] = lost
        say(f"lost pages: {len(lost)}; the next crawl asks for them")


def publish_step(run: Run, *, again: bool = False) -> Published:
    """Build and publish a snapshot of all articles and reports, where it differs from the present one.

    What was rolled back is published once more with `again` alone. Raises NotProcessedError where the archive holds
    what is not processed: a snapshot never loses it; NoRoomError where the disk is nearly full.
    """
    from thidua.stages import drop_damaged, remove_old_versions, unprocessed
    from warehouse.intake.parts import PartError

    check_reserve(run.home.root)
    _finish_leftovers(run.home)
    if missing := unprocessed(run.home):
        files = "1 archive file is" if len(missing) == 1 else f"{len(missing)} archive files are"
        raise NotProcessedError(f"{files} not processed with this version: run `thidua process` first")
    try:
        published = _publish(run, again)
    except PartError:
        if not drop_damaged(run.home, say):
            raise
        process_step(run, None)
        published = _publish(run, again)
    remove_old_versions(run.home)
    return published


def _publish(run: Run, again: bool) -> Published:
    from thidua.digesting import make_digests
    from thidua.forgetting import remembered, remembered_people
    from thidua.stages import present_parts
    from thidua.unread import unread_by_outlet
    from warehouse.corrections.file import load_corrections
    from warehouse.people.entries import load_people
    from warehouse.publish import publish

    articles, reports = present_parts(run.home)
    published = publish(
        articles=articles,
        reports=reports,
        home=run.home.root,
        corrections=remembered(run.home, load_corrections(run.home.corrections)),
        unread=unread_by_outlet(run.home.frontier, say),
        people=remembered_people(run.home, load_people(run.home.people)),
        info={"command": run.name, "started": run.started.isoformat(timespec="seconds")},
        again=again,
        make_digests=make_digests,
        on_progress=lambda step: say(f"snapshot: {step}"),
    )
    run.steps["publish"] = {
        "snapshot": published.number,
        "new": published.new,
        "rows": published.counts,
        "warnings": list(published.warnings),
    }
    for warning in published.warnings:
        say(f"warning: {warning}")
    return published


def _finish_leftovers(home: Home) -> None:
    """Finish the files of the archive that a run killed while it wrote to them left open."""
    from crawler.archive import Archive

    for path in Archive(home.archive).repair():
        say(f"archive: {path.name}, left open by a run that was killed, is finished")


def _finish_forgetting(home: Home) -> None:
    """Remove what is noted as forgotten and not yet removed; what this needs is loaded only where there is any."""
    if not home.forgotten.exists():
        return
    from crawler.forgotten import load_forgotten

    if load_forgotten(home.forgotten).unfinished:
        from thidua.forgetting import finish

        finish(home, say)


def crawl_lines(summary: CrawlSummary) -> list[str]:
    """Return one line an outlet on what a crawl did, one for all, and last the outlets that are not well."""
    lines = []
    for slug, source in sorted(summary.sources.items()):
        line = f"{slug}: {source.found} found, {source.kept} archived"
        if source.aside:
            line += f", {source.aside} of other topics left aside"
        for name, reasons in (("failed", source.failed), ("left out", source.skipped)):
            if reasons:
                line += f"; {name}: {counts_in_words(reasons)}"
        lines += [line, *(f"{slug}: stopped: {reason}" for reason in source.stopped)]
        lines += [f"{slug}: slow: {reason}" for reason in source.slow]
    lines.append(f"pages archived {summary.kept}, failed {summary.failed}, in {summary.seconds:.0f} s")
    return lines + [f"{slug}: {health}" for slug, health in summary.unwell.items()]


def layout_lines(summary: ProcessSummary) -> list[str]:
    """Return one line on each outlet whose pages no longer have the layout that they are read by."""
    return [f"{name}: layout: {line}" for name, line in summary.changed_layouts.items()]


def _write_report(run: Run, outcome: str) -> None:
    ended = datetime.now(UTC)
    report = {
        "command": run.name,
        "started": run.started.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "outcome": outcome,
        **run.steps,
    }
    remove_leftovers(run.home.runs)
    path = run.home.runs / f"{run.started:%Y%m%dT%H%M%S.%fZ}-{os.getpid()}.json"
    write_text(path, json.dumps(report, ensure_ascii=False, indent=1) + "\n")
