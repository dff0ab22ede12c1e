"""What finding duplicates costs: processor time beside that of reading the parts, and memory, by number of articles.

`python -m benchmarks.copies 50000` makes so many articles of the syllables of the project's own, of which one in ten
is a reprint, one in fifty a twin, a thousand are one text and a tenth notices of one template.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from benchmarks.articles import own_texts
from benchmarks.processes import peak_memory
from benchmarks.timing import seconds
from extract.article import Article
from nlp.report import Report
from thidua.parts import write_articles, write_reports
from warehouse.copies.duplicates import find_duplicates
from warehouse.intake.digesting import Digests, one_by_one
from warehouse.intake.inputs import Inputs, hash_parts
from warehouse.intake.items import Item
from warehouse.intake.take_in import read_items, take_in
from warehouse.sql import run_script
from warehouse.tables.work import create_work

_PART = 1000
_DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time, their ratio, peak memory in MB after each step, and how many articles there were."""

    articles: int
    reading: float
    finding: float
    ratio: float
    memory_reading: float
    memory_finding: float
    left: int
    originals: int


def measure(number: int) -> Cost:
    """Return what so many articles cost."""
    with tempfile.TemporaryDirectory() as folder:
        articles, reports = write_parts(Path(folder), number)
        items: list[Item] = []
        reading = seconds(lambda: items.extend(_taken_in(Path(folder), articles, reports)))
    memory = peak_memory()
    found: list[Item] = []
    finding = seconds(lambda: found.extend(find_duplicates(items)))
    originals = sum(item.original is None for item in found)
    return Cost(number, reading, finding, finding / reading, memory, peak_memory(), len(found), originals)


def _taken_in(folder: Path, articles: Sequence[Path], reports: Sequence[Path]) -> list[Item]:
    """Return the articles of parts as a publish takes them in."""
    inputs = Inputs(hash_parts(articles), hash_parts(reports))
    given = Digests(folder / "digests" / "one").make(inputs, one_by_one)
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS work")
        create_work(connection)
        take_in(connection, given.articles, given.reports)
        run_script(connection, "copies/text_reach_all")
        return read_items(connection, "work.text_reach")


def write_parts(folder: Path, number: int) -> tuple[list[Path], list[Path]]:
    """Write the articles and their reports in parts of a thousand, and return the paths."""
    paths: tuple[list[Path], list[Path]] = [], []
    batch: list[Article] = []
    for n, article in enumerate(made(number), 1):
        batch.append(article)
        if len(batch) == _PART or n == number:
            places = [folder / kind / f"{n:06}.parquet" for kind in ("articles", "reports")]
            for place, known in zip(places, paths, strict=True):
                place.parent.mkdir(exist_ok=True)
                known.append(place)
            write_articles(places[0], batch, [])
            told = [(one.id, Report(text=one.text, title=one.title, relevant=True)) for one in batch]
            write_reports(places[1], told, [])
            batch = []
    return paths


def made(number: int) -> Iterator[Article]:
    """Give articles, always the same."""
    chance = random.Random(1)
    words = sorted({word for text in own_texts() for word in text.split() if word.isalpha()})
    weights = [1 / (n + 5) for n in range(len(words))]
    notice = " ".join(chance.choices(words, weights, k=70))
    texts: list[tuple[str, str]] = []
    for n in range(number):
        kind, outlet = n % 50, f"bao{n % 63}.example"
        if texts and (kind == 0 or kind % 10 == 1):
            text, first = chance.choice(texts[-200:])
            outlet = outlet if kind else first
            text += " " + chance.choice(words)
        elif kind % 10 == 2:
            text = f"{notice} Danh sách: {' '.join(chance.choices(words, k=3)).title()}, số {chance.randrange(9999)}."
        elif kind == 3 and n < 50_000:
            text = f"{texts[0][0]} {chance.choice(words)}"
        else:
            text = " ".join(chance.choices(words, weights, k=chance.randrange(150, 700)))
            text += f" Tặng {chance.randrange(900)} bằng khen."
            texts.append((text, outlet))
        title = " ".join(chance.choices(words, k=10)).capitalize()
        yield Article(
            id=f"{chance.getrandbits(64):016x}",
            url=f"https://{outlet}/{n}.html",
            source=outlet,
            title=title,
            text=f"{title}\n\n{text}",
            published=_DAY + dt.timedelta(minutes=20 * n),
            fetched=_DAY + dt.timedelta(minutes=20 * n + 5),
        )


if __name__ == "__main__":
    print(json.dumps([asdict(measure(int(number))) for number in sys.argv[1:] or ["5000"]], indent=1))
