"""Common Crawl's captures of an outlet and a span of months into the archive; the outlet itself is not asked.

The index is read first, collection by collection, and remembered; then the records of what is wanted are fetched one by
one, the earliest capture of each content. Both go on where they were when a run was cut off.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.commoncrawl.asking import AskingError, Server
from crawler.commoncrawl.captures import Captures, Noted
from crawler.commoncrawl.choosing import Keyed, choose, widest
from crawler.commoncrawl.options import BackfillOptions
from crawler.commoncrawl.protocol import (
    DATA_PAUSE,
    INDEX_PAUSE,
    Collection,
    ProtocolError,
    RecordError,
    count_pages,
    fetch_record,
    read_captures,
    read_collections,
)
from crawler.commoncrawl.summary import BackfillSummary, OutletSummary
from crawler.commoncrawl.undisturbed import undisturbed
from crawler.contact import user_agent
from crawler.copying import KEPT, KNOWN, keep_copy
from crawler.entries import PAGE_TYPES, media_type
from crawler.failure_kinds import error_in_words
from crawler.forgotten import FORGOTTEN
from crawler.markers import forbids_archiving
from crawler.memory import Memory
from crawler.room import NoRoomError
from crawler.source import Source

MOST_FAILURES = 20
"""Records in a row that fail before the data server, rather than the records, counts as the reason."""

OnProgress = Callable[[str, int, int, str], None]
"""Called with the stage ("index" or "records"), what is done of it, of how many (0: not known), and a note."""
OnNote = Callable[[str], None]
"""Called with a line on what went wrong with one record."""


class BackfillError(ValueError):
    """A backfill could not go on; what it fetched is kept, and the next one goes on from there."""

    def __init__(self, reason: str, summary: BackfillSummary) -> None:
        super().__init__(f"the backfill broke off: {reason}; what is done is kept, run it again to go on")
        self.summary = summary


def backfill(
    sources: Sequence[Source],
    *,
    archive: Path,
    frontier: Path,
    captures: Path,
    options: BackfillOptions,
    on_progress: OnProgress = lambda *_: None,
    on_note: OnNote = lambda _: None,
) -> BackfillSummary:
    """Fetch what Common Crawl has of some outlets into the archive; return what was done, also after an interruption.

    `captures` is the file in which the index is remembered. Raises BackfillError where a server or the disk fails, and
    AskingError, before anything is done, where `index` or `data` is no web address.
    """
    summary = BackfillSummary()
    agent = user_agent(options.contact)
    index = Server(options.index, agent=agent, pause=INDEX_PAUSE)
    data = Server(options.data, agent=agent, pause=DATA_PAUSE)
    try:
        with (
            index,
            data,
            Memory(archive, frontier, sources, max_disk=options.max_disk) as memory,
            Captures(captures) as noted,
        ):
            summary.problems += memory.problems
            span = options.span
            collections = [c for c in read_collections(index, options.index) if c.overlaps(*span)]
            summary.collections = [collection.id for collection in collections]
            run = _Run(memory, noted, index, data, options, summary, on_progress, on_note)
            run.to_read = sum(len(widest(source)) for source in sources) * len(collections)
            summary.finished = all(run.outlet(source, collections) for source in sources) and run.again()
    except KeyboardInterrupt:
        summary.interrupted = True
    except (AskingError, ProtocolError, NoRoomError) as error:
        raise BackfillError(str(error), summary) from error
    except (OSError, sqlite3.Error) as error:
        raise BackfillError(error_in_words(error), summary) from error
    return summary


class _Run:
    """One run with all that it holds open."""

    def __init__(
        self,
        memory: Memory,
        noted: Captures,
        index: Server,
        data: Server,
        options: BackfillOptions,
        summary: BackfillSummary,
        on_progress: OnProgress,
        on_note: OnNote,
    ) -> None:
        self._memory = memory
        self._noted = noted
        self._index = index
        self._data = data
        self._options = options
        self._summary = summary
        self._on_progress = on_progress
        self._on_note = on_note
        self.to_read = 0
        """Pairs of a collection and a domain."""
        self._read = 0
        self._left = options.limit
        self._row: list[int] = []
        """The captures in a row, up to now, that failed."""
        self._tried: dict[tuple[int, str], list[Keyed]] = {}
        """What failed in earlier runs and is wanted still, by how often it did and by outlet."""
        self._done: set[tuple[str, str]] = set()

    def outlet(self, source: Source, collections: Sequence[Collection]) -> bool:
        """Read the index on an outlet and fetch what is wanted and was never tried; return whether all of it was."""
        told = self._summary.outlets.setdefault(source.slug, OutletSummary())
        self._noted.let_in(source.slug, self._memory.forgotten.lines)
        for collection in collections:
            for domain in widest(source):
                self._read_index(source, collection, domain, told)
                self._read += 1
                self._on_progress("index", self._read, self.to_read, f"{domain} in {collection.id}")
        options = self._options
        wanted = choose(source, self._noted.between(source.slug, *options.span), all_topics=options.all_topics)
        told.found, told.left_out, told.known = wanted.found, wanted.left_out, wanted.known
        missing = self._missing(wanted.captures, told)
        first = {key: noted.capture.length for key, noted in reversed(missing)}
        told.to_fetch, told.bytes = len(first), sum(first.values())
        told.matching = told.known + told.to_fetch
        for key, noted in missing:
            if noted.tries:
                self._tried.setdefault((noted.tries, source.slug), []).append((key, noted))
        new = [(key, noted) for key, noted in missing if not noted.tries]
        return options.dry_run or self._fetch_all(source.slug, new, told)

    def again(self) -> bool:
        """Fetch what failed in earlier runs, the least tried first; return whether all of it was asked for.

        It comes after all else, so that records which cannot be had keep nothing from being fetched.
        """
        return self._options.dry_run or all(
            self._fetch_all(slug, self._tried[tries, slug], self._summary.outlets[slug])
            for tries, slug in sorted(self._tried)
        )

    def _read_index(self, source: Source, collection: Collection, domain: str, told: OutletSummary) -> None:
        remembered = self._noted.pages(collection.id, domain, source.slug)
        if remembered is None:
            remembered = count_pages(self._index, collection, domain), 0
            self._noted.begin(collection.id, domain, source.slug, remembered[0])
        pages, done = remembered
        for page in range(done, pages):
            captures, bad = read_captures(self._index, collection, domain, page)
            own = [capture for capture in captures if _owns(source, capture.url)]
            lines = [self._memory.forgotten.line_of(capture.url) for capture in own]
            self._noted.add(
                collection.id,
                domain,
                source.slug,
                [capture for capture, line in zip(own, lines, strict=True) if line is None],
                page=page,
                whole=not bad,
                left_out={line for line in lines if line is not None},
            )
            told.bad_lines += bad
            note = f"{domain} in {collection.id}, page {page + 1} of {pages}"
            self._on_progress("index", self._read, self.to_read, note)

    def _missing(self, wanted: Sequence[Keyed], told: OutletSummary) -> list[Keyed]:
        """Return what is wanted and not archived; by the file of captures it is not, but that file may be new."""
        held, missing = set(), []
        for key, noted in wanted:
            if key not in held and self._memory.frontier.has_version(key[0], noted.capture.time.timestamp()):
                self._noted.note(noted.id, "known")
                held.add(key)
        told.known += len(held)
        for key, noted in wanted:
            if key not in held:
                reason = self._memory.frontier.left_alone(key[0])  # what the page asks today holds for its past too
                if self._memory.forgotten.covers(key[0]):
                    reason = FORGOTTEN
                if reason is None:
                    missing.append((key, noted))
                else:
                    told.left_out[reason] += 1
        return missing

    def _fetch_all(self, slug: str, missing: Sequence[Keyed], told: OutletSummary) -> bool:
        begun = time.monotonic()
        for key, noted in missing:
            if key in self._done:
                continue
            if self._left == 0:
                return False
            if self._left is not None:
                self._left -= 1
            if self._fetch(noted, told):
                self._done.add(key)
            minutes = (time.monotonic() - begun) / told.fetched * (told.to_fetch - told.fetched) / 60
            note = f"{slug}, {told.kept} kept, {told.failed.total()} failed, {max(0.0, minutes):.0f} min left"
            self._on_progress("records", told.fetched, told.to_fetch, note)
        return True

    def _fetch(self, noted: Noted, told: OutletSummary) -> bool:
        """Fetch a record and keep its page; return whether another capture of the content is not needed."""
        told.fetched += 1
        try:
            page = fetch_record(self._data, noted.capture)
        except RecordError as error:
            return self._give_up(noted, str(error), told, final=error.final, sound=error.sound)
        except (AskingError, ProtocolError) as error:  # the next run asks for others first
            self._noted.note(noted.id, "failed", str(error))
            raise
        if media_type(page.headers) not in PAGE_TYPES or not page.body.strip():
            return self._give_up(noted, "no page by its content", told, final=True, sound=True)
        self._row.clear()
        if forbids_archiving([page.headers.get("x-robots-tag", "")], page.body):
            self._noted.note(noted.id, "barred", "noarchive")
            told.left_out["noarchive"] += 1
            return True
        with undisturbed():
            became = keep_copy(page, self._memory)
            if became == KEPT:
                self._noted.note(noted.id, "kept")
                told.kept += 1
            elif became == KNOWN:
                self._noted.note(noted.id, "known")
                told.known += 1
            else:
                told.left_out[became] += 1
        return True

    def _give_up(self, noted: Noted, reason: str, told: OutletSummary, *, final: bool, sound: bool) -> bool:
        self._noted.note(noted.id, "unfit" if final else "failed", reason)
        told.failed[reason] += 1
        self._on_note(f"failed: {noted.capture.url} of {noted.capture.time:%Y-%m-%d %H:%M} ({reason})")
        if final and (sound or noted.tries):  # the server is in order, or has been given another chance
            self._row.clear()
            return False
        self._row.append(noted.id)
        if len(self._row) >= MOST_FAILURES:
            for number in self._row:  # the server is the reason, and another one may do better
                self._noted.note(number, "failed", reason)
            raise ProtocolError(f"{self._data.host}: {len(self._row)} records in a row failed, the last one: {reason}")
        return False


def _owns(source: Source, url: str) -> bool:
    try:
        return source.owns(source.canonical(url))
    except ValueError:
        return False
