"""Memory, disk and times of a large frontier: made at random, then opened by a process of its own.

Run as `python -m benchmarks.frontiers` it reads a path as JSON, uses the frontier there, and prints what it took.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any, TypeVar

from benchmarks.processes import ROOT, peak_memory
from crawler.addresses import shortened
from crawler.entries import Entry, Found, host_key
from crawler.frontier import Frontier
from crawler.schema import open_database

OUTLETS = 150
SAMPLE = 2000
"""Operations of each kind that are timed."""
_STATES = ("done", "queued", "failed", "skipped", "alias")
_SHARES = (60, 30, 4, 4, 2)
_WORDS = (
    "bang-khen-bi-thu-bo-truong-ca-nhan-chu-tich-cong-doan-co-thi-dua-dai-hoi-danh-hieu-doan-vien-giai-doan-hoi-nghi"
    "-huan-chuong-khen-thuong-lao-dong-le-trao-nhan-dan-nhiem-vu-phong-trao-tap-the-tinh-uy-tong-ket-ubnd-xuat-sac"
)
_NOW = 1_790_000_000.0
_COLUMNS = (
    "key, url, address, source, host, kind, state, rank, due, reason, final, published, etag, modified, asked, alias"
)
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Spread:
    """Times of one operation in ms: the median, and what 99 of 100 stay under."""

    median: float
    most: float


@dataclass(frozen=True, slots=True)
class Use:
    """What a process needed that used a frontier: times in seconds, peak memory in MB, times of its operations."""

    open: float
    begin: float
    lanes: float
    counts: float
    memory: float
    journal: float
    take: Spread
    keep: Spread
    retry: Spread
    fail: Spread
    add: Spread
    """Of a list of fifty new addresses."""


@dataclass(frozen=True, slots=True)
class Size:
    """A frontier of so many addresses of so many characters: MB on disk before use and at most, and what use took."""

    addresses: int
    characters: float
    made: float
    disk: float
    most_disk: float
    load: float
    use: Use


def measure_frontier(addresses: int) -> Size:
    """Make a frontier and let a new process use it."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / "frontier.sqlite"
        began = time.perf_counter()
        characters = make_frontier(path, addresses)
        made = time.perf_counter() - began
        disk = path.stat().st_size / 1e6
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.frontiers"],
            input=json.dumps(str(path)),
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=True,
        )
        use = _use_of(json.loads(done.stdout))
        return Size(
            addresses=addresses,
            characters=characters,
            made=made,
            disk=disk,
            most_disk=path.stat().st_size / 1e6 + use.journal,
            load=load,
            use=use,
        )


def make_frontier(path: Path, addresses: int) -> float:
    """Fill a new frontier; return the mean length of its addresses.

    Three fifths of the articles are done, each with one page in the archive; a third is at an address with `www.`. The
    rows come in the order of their finding, that is in no order of their keys.
    """
    rng, words = random.Random(1), _WORDS.split("-")
    letters = 0

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal letters
        for number in range(addresses):
            row = _row(rng, words, number)
            letters += len(row[1])
            yield row

    with closing(open_database(path)) as db:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -4000000"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN")
        marks = ", ".join("?" for _ in _COLUMNS.split(","))
        db.executemany(f"INSERT INTO url ({_COLUMNS}) VALUES ({marks})", rows())  # noqa: S608
        db.execute(
            "INSERT INTO page (key, digest, record, fetched) SELECT key, randomblob(16),"
            " printf('20261122T053926Z-%06x.warc.gz:%d', abs(random()) % 2000, abs(random()) % 64000000), asked"
            " FROM url WHERE state = 'done'"
        )
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode = WAL")
    return letters / addresses


def _row(rng: random.Random, words: Sequence[str], number: int) -> tuple[Any, ...]:
    outlet = number // 50 % OUTLETS  # a list names fifty or so
    title = "-".join(rng.choices(words, k=14))
    url = f"https://{_domain(outlet)}/{title}-post{number}.html"
    address = url.replace("://", "://www.") if outlet % 3 == 0 else url
    (state,) = rng.choices(_STATES, _SHARES)
    done = state == "done"
    return (
        int.from_bytes(hashlib.sha256(url.encode()).digest()[:8], "big") >> 1,
        url,
        shortened(address, url),
        _slug(outlet),
        host_key(address),
        "article",
        state,
        1,
        _NOW + rng.random() * 1e6,
        {"failed": "HTTP 503", "skipped": "older than asked for"}.get(state),
        int(state == "failed" and rng.random() < 0.5),
        "2024-03-12",
        f'"{rng.getrandbits(32):x}-{rng.getrandbits(44):x}"' if done and outlet % 2 else None,
        "Tue, 12 Mar 2024 08:30:00 GMT" if done and outlet % 3 else None,
        None if state == "queued" else _NOW + rng.random() * 1e6,
        rng.getrandbits(62) if state == "alias" else None,
    )


def _domain(outlet: int) -> str:
    return f"baotinh{outlet}.vn"


def _slug(outlet: int) -> str:
    return f"bao-tinh-{outlet}"


def _finds(number: int) -> list[Found]:
    outlet = number % OUTLETS
    urls = [f"https://{_domain(outlet)}/{_WORDS[:65]}-moi{number}-{which}.html" for which in range(50)]
    return [Found(url=url, address=url, source=_slug(outlet), kind="article") for url in urls]


def use_frontier(path: Path) -> Use:
    """Do what a crawl does with a frontier and return what that took."""
    slugs = [_slug(outlet) for outlet in range(OUTLETS)]
    rng = random.Random(2)
    journal = path.with_name(f"{path.name}-wal")
    frontier, opened = _timed(lambda: Frontier(path))
    with frontier:
        _, begin = _timed(lambda: frontier.begin_run(slugs, resume_within=0.0))
        lanes, told_lanes = _timed(lambda: frontier.lanes(slugs))
        entries, take = _each(rng.choices(lanes, k=SAMPLE), lambda lane: frontier.take(*lane))
        taken = [entry for entry in entries if entry is not None]
        third = len(taken) // 3
        _, keep = _each(taken[:third], lambda entry: _keep(frontier, entry))
        _, retry = _each(taken[third : 2 * third], lambda e: frontier.retry(e, due=time.time() + 60, reason="HTTP 503"))
        _, fail = _each(taken[2 * third :], lambda entry: frontier.fail(entry, "HTTP 404", final=True))
        _, add = _each(range(SAMPLE // 10), lambda number: frontier.add(_finds(number), run=0.0))
        memory, written = peak_memory(), journal.stat().st_size / 1e6
        _, counts = _timed(frontier.counts)
    return Use(opened, begin, told_lanes, counts, max(memory, peak_memory()), written, take, keep, retry, fail, add)


def _keep(frontier: Frontier, entry: Entry) -> None:
    frontier.keep(
        entry.url,
        digest=hashlib.sha256(entry.url.encode()).digest()[:16],
        record="20261122T053926Z-0a1b2c.warc.gz:12345678",
        fetched=time.time(),
        source=entry.source,
        etag='"5f3e-61a2b"',
        modified="Tue, 12 Mar 2024 08:30:00 GMT",
    )


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began


def _each(items: Iterable[T], work: Callable[[T], U]) -> tuple[Sequence[U], Spread]:
    done, times = zip(*(_timed(lambda item=item: work(item)) for item in items), strict=True)  # type: ignore[misc]
    return done, Spread(median(times) * 1000, quantiles(times, n=100)[-1] * 1000)


def _use_of(told: dict[str, Any]) -> Use:
    fields: dict[str, Any] = {key: Spread(**said) if isinstance(said, dict) else said for key, said in told.items()}
    return Use(**fields)


if __name__ == "__main__":
    print(json.dumps(asdict(use_frontier(Path(json.load(sys.stdin))))))
