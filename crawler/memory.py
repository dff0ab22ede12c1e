"""Archive and frontier together: a page is in the archive, on the disk, before its address counts as done.

The archive is the truth. Pages that the frontier does not know (a kill between the two, a power cut, a frontier that
was deleted) are learned from the archive's files when the memory is opened. Pages that the archive has lost with a file
that was damaged or removed are asked for again; damage that leaves a file's size as it was is found by whoever reads
the file, who tells `find_lost`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

from crawler.archive import Archive, ArchiveError, read_pages
from crawler.entries import digest_of
from crawler.forgotten import NAME, load_forgotten
from crawler.frontier import Frontier
from crawler.members import Damage
from crawler.outlets import Outlets
from crawler.page import Page
from crawler.room import Room
from crawler.source import Source
from crawler.warc import in_one_line
from reference.urls import NotAWebAddressError, canonical_url


class Memory:
    """The archive in a folder and the frontier in a file, opened for the one process that may write them.

    `forgotten.csv` beside the frontier tells what neither of them takes in.
    """

    def __init__(
        self, archive: Path, frontier: Path, sources: Iterable[Source] = (), *, max_disk: int | None = None
    ) -> None:
        sources = tuple(sources)
        self.outlets = Outlets(sources)
        self.problems: list[str] = []
        """Files of the archive that are missing or damaged, with the reason."""
        self.lost: list[str] = []
        """Pages whose record is gone with such a file; they are asked for again."""
        self.forgotten = load_forgotten(frontier.with_name(NAME), sources)
        self.archive = Archive(archive)
        self.archive.repair()
        self.frontier = Frontier(frontier)
        try:
            self._learn()
        except BaseException:
            self.frontier.close()
            raise
        self.writer = self.archive.writer()
        self.room = Room(archive, frontier, most=max_disk)
        self._unlearned: set[str] = set()

    def keep(
        self,
        url: str,
        member: bytes,
        *,
        digest: bytes,
        fetched: float,
        source: str = "",
        etag: str | None = None,
        modified: str | None = None,
    ) -> str | None:
        """Write a page's record, then note its canonical address as done; return the place of the record.

        None, and nothing is written, where the address is forgotten. Raises NoRoomError, with nothing written, where
        there is no room for it.
        """
        if self.forgotten.covers(url):
            return None
        self.room.need(len(member))
        place = self.writer.write(member)
        self.room.took(len(member))
        try:
            self.frontier.keep(
                url, digest=digest, record=place, fetched=fetched, source=source, etag=etag, modified=modified
            )
        except BaseException:  # a full disk: the next start learns the page from the archive
            self._unlearned.add(place.rpartition(":")[0])
            raise
        return place

    def close(self) -> None:
        """Finish the archive's open file and close the frontier."""
        try:
            self.writer.close()
            for path in self.writer.finished:
                if path.name not in self._unlearned:
                    with suppress(OSError):  # a full disk: the next start learns the file's pages once more
                        self.frontier.mark_shard(path.name, path.stat().st_size)
        finally:
            self.frontier.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _learn(self) -> None:
        """Learn the files that are new here or of another size than when they were read, and miss those that went."""
        known = self.frontier.shards()
        there = {shard.name: shard for shard in self.archive.shards()}
        for name in sorted(known.keys() - there.keys()):
            lost = self.frontier.lose(name, {})
            self.problems.append(f"{name} is missing: {len(lost)} pages are asked for again")
            self.lost += lost
        for name, shard in there.items():
            size, problem = known.get(name, (-1, None))
            present = shard.stat().st_size
            if size is None:  # a frontier of the first format did not keep it
                self.frontier.mark_shard(name, present)
            elif size != present:
                problem = self.learn_again(shard)
            if problem is not None:
                self.problems.append(problem)

    def learn_again(self, shard: Path) -> str | None:
        """Read a file of the archive anew, and queue the pages again that it has lost; return what is damaged."""
        there: dict[tuple[str, bytes], str] = {}
        damage: list[Damage] = []
        try:
            size = shard.stat().st_size
            for page in read_pages(shard, damage.append):
                url, digest, place = identity(page), digest_of(page.body), page.record or ""
                there[url, digest] = place
                if self.forgotten.covers(url):
                    continue
                self.frontier.keep(
                    url,
                    digest=digest,
                    record=place,
                    fetched=page.fetched.timestamp() if page.fetched else 0.0,
                    source=self.source_of(url) or page.meta.get("outlet", ""),
                    etag=page.headers.get("etag"),
                    modified=page.headers.get("last-modified"),
                )
        except (ArchiveError, OSError) as error:  # not for the time being: it is read at the next start
            return str(error)
        self.lost += self.frontier.lose(shard.name, there)
        problem = in_one_line(damage)
        self.frontier.mark_shard(shard.name, size, problem)
        return problem

    def source_of(self, url: str) -> str:
        """Return the slug of the outlet that has the domain of an address, or ""."""
        source = self.outlets.of(url)
        return source.slug if source is not None else ""


def identity(page: Page) -> str:
    """Return what the frontier knows a page by: its canonical address, or a URN of its content where it has none."""
    for url in (page.meta.get("url"), page.url):
        if url:
            try:
                return canonical_url(url)
            except NotAWebAddressError:
                continue
    return f"urn:sha256:{digest_of(page.body).hex()}"


def find_lost(archive: Path, frontier: Path, names: Iterable[str], sources: Iterable[Source] = ()) -> list[str]:
    """Read those files of the archive anew whose damage is not known yet; return the pages that are lost with it."""
    if not frontier.exists():
        return []
    with Memory(archive, frontier, sources) as memory:
        known = memory.frontier.shards()
        for name in sorted(names):
            if known.get(name, (None, None))[1] is None:
                memory.learn_again(archive / name)
        return sorted(memory.lost)
