"""Articles and reports of any number, with the statistics of real ones: used for load, never for accuracy.

`python -m benchmarks.load FOLDER --articles 200000` writes the parts that the stages would have handed on, in
`FOLDER/articles` and `FOLDER/reports`, always the same for one seed; memory does not grow with them. `--new 500` adds
what a day brings, in parts of its own.

Tables of counts over real articles are in load_statistics.json (load_statistics.py tells how they were measured); what
they cannot tell is assumed in load_plan.py, load_events.py and load_articles.py. Award rows are more than in the
corpus, so that there are `awards` of them to an article.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.load_articles import article_and_report
from benchmarks.load_events import rows_an_event
from benchmarks.load_plan import Place, day_of, further, plan
from thidua.console import say
from thidua.parts import ARTICLES, GROUP, REPORTS

PART = 2000
"""Articles in a part: those of a WARC file."""
AWARDS = 5.0
"""Award rows to an article, relevant or not."""
Parts = tuple[list[Path], list[Path]]


def write(folder: Path, articles: int, *, seed: int = 1, awards: float = AWARDS, part: int = PART) -> Parts:
    """Write so many articles, with their second addresses and later fetches, and return the paths of the parts."""
    return _write(folder, "load", ((place, None) for place in plan(seed, articles)), seed, awards, part)


def write_new(
    folder: Path, articles: int, new: int, *, seed: int = 1, awards: float = AWARDS, spread: bool = False
) -> Parts:
    """Write `new` articles for a load of so many: those of the three days after it, or `spread` over its years."""
    days = ((place, None if day is None else day_of(day)) for place, day in further(seed, articles, new, spread=spread))
    return _write(folder, "spread" if spread else "new", days, seed, awards, PART)


def kept(folder: Path, articles: int, *, new: int = 0, spread: bool = False) -> Parts:
    """Return the parts of a load in a folder of several, or of the `new` ones for it, made where they are not there."""
    place = folder / f"load-{articles}{f'-{new}' if new else ''}{'-spread' if spread else ''}"
    if not place.with_suffix(".done").exists():
        shutil.rmtree(place, ignore_errors=True)
        say(f"making {new or articles:,} articles")
        write_new(place, articles, new, spread=spread) if new else write(place, articles)
        place.with_suffix(".done").touch()
    return sorted((place / "articles").glob("*.parquet")), sorted((place / "reports").glob("*.parquet"))


def _write(
    folder: Path, name: str, places: Iterable[tuple[Place, dt.date | None]], seed: int, awards: float, part: int
) -> Parts:
    factor, given = rows_an_event(awards), iter(places)
    paths: Parts = [], []
    while batch := list(islice(given, part)):
        file = f"{name}-{len(paths[0]):05}.parquet"
        rows = (article_and_report(seed, place, factor, day) for place, day in batch)
        for kind, known in zip(("articles", "reports"), paths, strict=True):
            (folder / kind).mkdir(parents=True, exist_ok=True)
            known.append(folder / kind / file)
        _write_part(paths[0][-1], paths[1][-1], rows)
    return paths


def _write_part(articles: Path, reports: Path, rows: Iterator[tuple[dict[str, object], str]]) -> None:
    with (
        pq.ParquetWriter(articles, ARTICLES, compression="zstd", write_page_checksum=True) as one,
        pq.ParquetWriter(reports, REPORTS, compression="zstd", write_page_checksum=True) as other,
    ):
        while group := list(islice(rows, GROUP)):
            one.write_table(pa.Table.from_pylist([article for article, _ in group], schema=ARTICLES))
            told = [{"article_id": article["id"], "report": report} for article, report in group]
            other.write_table(pa.Table.from_pylist(told, schema=REPORTS))


def main() -> None:
    """Write what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--awards", type=float, default=AWARDS, help="award rows to an article")
    parser.add_argument("--new", type=int, default=0, help="write so many new ones for a load of --articles instead")
    parser.add_argument("--spread", action="store_true", help="spread the new ones over all years")
    asked = parser.parse_args()
    if asked.new:
        parts = write_new(
            asked.folder, asked.articles, asked.new, seed=asked.seed, awards=asked.awards, spread=asked.spread
        )
    else:
        parts = write(asked.folder, asked.articles, seed=asked.seed, awards=asked.awards)
    print(f"{len(parts[0])} parts of articles and as many of reports in {asked.folder}")


if __name__ == "__main__":
    main()
