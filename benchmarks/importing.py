"""How fast a WARC file of others is imported, against fastwarc that only reads it: `python -m benchmarks.importing`.

The file is made for it and looks like one of Common Crawl's CC-NEWS: of each page a request, a response and a metadata
record, a gzip member each. fastwarc gives every record and reads none; the import also checks that every record is
whole, asks whose it is, and takes those of known outlets on the topic.
"""

from __future__ import annotations

import gzip
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from statistics import median

from fastwarc.warc import ArchiveIterator

from benchmarks.processes import peak_memory
from crawler.importing.paths import import_paths
from crawler.source import Source, load_sources
from thidua.console import say

_SHARE = 100
"""Of so many pages one is of an outlet, where some match."""
_LETTERS = "aaaăâbcddđeêghiiklmnnnooôơpqrstuưvxyàảãáạầẩấậềểếệ"
_OUTLET = Source(slug="bao-mau", name="Báo Mẫu", domains=("bao.example",), article_pattern=r"-\d+\.html$")


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds for one file, processor time and wall clock, and the pages that were kept of it."""

    processor: float
    wall: float
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Importing:
    """How fast the same pages are read by fastwarc and imported, where none and where one in a hundred matches."""

    pages: int
    megabytes: float
    fastwarc: Imported
    none: Imported
    some: Imported
    peak: float
    """Most memory of this process, in MB."""

    @property
    def ratio(self) -> float:
        """The import's speed where nothing matches, of fastwarc's own, by processor time."""
        return self.fastwarc.processor / self.none.processor

    @property
    def ratio_of_some(self) -> float:
        """The same where one page in a hundred matches."""
        return self.fastwarc.processor / self.some.processor

    def lines(self) -> list[str]:
        """Return the figures in words."""
        lines = [f"{self.pages} pages, {self.megabytes:.0f} MB packed; processor seconds, wall clock, pages kept"]
        for name, found in (("fastwarc", self.fastwarc), ("nothing matches", self.none), ("1 % matches", self.some)):
            lines.append(f"{name:<16}{found.processor:7.2f}{found.wall:8.2f}{found.kept:7}")
        return [
            *lines,
            f"speed of fastwarc's own: {self.ratio:.2f} where nothing matches, {self.ratio_of_some:.2f} where 1 % does",
            f"most memory: {self.peak:.0f} MB",
        ]


def measure_import(pages: int = 10_000, *, rounds: int = 3, seed: int = 1) -> Importing:
    """Make the files in a folder that is taken away again, and measure all in turn, the median of some rounds."""
    with tempfile.TemporaryDirectory() as folder:
        files = {every: Path(folder) / f"CC-NEWS-{every}.warc.gz" for every in (0, _SHARE)}
        for every, path in files.items():
            _write(path, pages, every, seed)
        sources = [*load_sources().values(), _OUTLET]
        works: list[Callable[[], int]] = [
            lambda: _read(files[0]),
            lambda: _import(files[0], sources),
            lambda: _import(files[_SHARE], sources),
        ]
        laps = [[_timed(work) for work in works] for _ in range(rounds)]
        fastwarc, none, some = [
            Imported(median(lap.processor for lap in turn), median(lap.wall for lap in turn), turn[0].kept)
            for turn in zip(*laps, strict=True)
        ]
        megabytes = files[0].stat().st_size / 1e6
    return Importing(pages, megabytes, fastwarc, none, some, peak_memory())


def _timed(work: Callable[[], int]) -> Imported:
    wall, processor = time.perf_counter(), time.process_time()
    kept = work()
    return Imported(time.process_time() - processor, time.perf_counter() - wall, kept)


def _read(path: Path) -> int:
    for _ in ArchiveIterator(str(path), parse_http=False):
        pass
    return 0


def _import(path: Path, sources: list[Source]) -> int:
    with tempfile.TemporaryDirectory() as home:
        summary = import_paths([path], archive=Path(home) / "archive", sources=sources)
    assert summary.scanned > 0
    assert not summary.bad
    return summary.kept


def _write(path: Path, pages: int, every: int, seed: int) -> None:
    """Write a file of pages of many sites; with `every`, each so-manieth is one of the outlet."""
    choose = random.Random(seed)
    paragraphs = list(_paragraphs(choose))
    with path.open("wb") as file:
        for number in range(pages):
            words = " ".join(choose.choice(paragraphs).split()[:9])
            matches = every and number % every == 0
            host, title = ("bao.example", f"Khen thưởng: {words}") if matches else (f"n{number % 700}.example", words)
            url = f"https://{host}/tin-{number}.html"
            body = _page(title, choose.choices(paragraphs, k=90), choose)
            sent = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\nX-Crawl-Content-Encoding: gzip\r\n\r\n"
            asked = f"GET /tin-{number}.html HTTP/1.1\r\nUser-Agent: CCBot/2.0\r\nHost: {host}\r\n\r\n"
            http = "application/http; msgtype="
            file.write(_record("request", url, f"{http}request", asked.encode(), choose))
            file.write(_record("response", url, f"{http}response", sent.encode() + body, choose))
            file.write(_record("metadata", url, "application/warc-fields", b"fetchTimeMs: 215\r\n", choose))


def _paragraphs(choose: random.Random) -> Iterator[str]:
    """Yield paragraphs of words as unequally frequent as those of a language, so that they are packed as well."""
    words = ["".join(choose.choices(_LETTERS, k=choose.randint(2, 7))) for _ in range(7000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    for _ in range(2000):
        yield " ".join(choose.choices(words, cum_weights=weights, k=60))


def _page(title: str, paragraphs: list[str], choose: random.Random) -> bytes:
    items = "".join(
        f'<li class="item-{choose.randrange(40)}"><a href="/tin-{choose.randrange(10**8)}.html">'
        f'<img src="/anh/{choose.getrandbits(64):x}.jpg" alt="{paragraph[:40]}"></a></li>\n<p>{paragraph}</p>\n'
        for paragraph in paragraphs
    )
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><ul>{items}</ul></body></html>".encode()


def _record(kind: str, url: str, content_type: str, block: bytes, choose: random.Random) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-06-11T05:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{choose.getrandbits(128):032x}>\r\nContent-Length: {len(block)}\r\n"
        f"Content-Type: {content_type}\r\nWARC-Target-URI: {url}\r\nWARC-IP-Address: 192.0.2.1\r\n"
        f"WARC-Payload-Digest: sha1:{choose.getrandbits(160):040X}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


if __name__ == "__main__":
    say("making the files and importing them takes some minutes")
    print(*measure_import().lines(), sep="\n")
