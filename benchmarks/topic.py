"""How well titles tell the topic: `python -m benchmarks.topic CORPUS` measures the shares of `crawler.topic`.

Whether an article is relevant says its gold where it has some, else the reading. The cues were chosen on one half of
the articles; `--half develop` shows that one.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import time
import timeit
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

import thidua
from crawler.topic import WORTH, sureness
from nlp.report import Report
from reference.folding import slug
from thidua.console import result
from thidua.gold import Half

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "corpus"
_OPENING = 700
"""An award whose evidence begins within so many letters is what the article is about."""
_COMMON = "baomoi"
"""The data set whose articles were not chosen for their awards: it says how common those that mention one are."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One title: whether its article is relevant, whether it opens with an award, and for how many it stands."""

    title: str
    relevant: bool
    opens_with_award: bool
    weight: float


def judged(corpus: Path, half: Half) -> list[Judged]:
    """Return the titles of one half of a corpus, weighted to a common stream of news.

    The corpus has more articles that mention a commendation than the news have, so each of them counts less.
    """
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    all_of = Counter(article["award_terms"] for article in articles)
    common = Counter(article["award_terms"] for article in articles if article["dataset"] == _COMMON)
    found = []
    for article in articles:
        if (hashlib.sha256(article["id"].encode()).digest()[0] % 2 == 0) != (half is Half.DEVELOP):
            continue
        report = thidua.read(article["text"])
        relevant = _gold(article["id"], article["text"])
        kind = article["award_terms"]
        found.append(
            Judged(
                title=article["text"].partition("\n")[0],
                relevant=report.relevant if relevant is None else relevant,
                opens_with_award=relevant is not False and _opens_with_award(report),
                weight=common[kind] / all_of[kind],
            )
        )
    return found


def _gold(name: str, text: str) -> bool | None:
    path = GOLD / f"{name}.json"
    gold = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    same = gold.get("sha256") == hashlib.sha256(text.encode()).hexdigest()
    return gold["relevant"] if same and isinstance(gold.get("relevant"), bool) else None


def _opens_with_award(report: Report) -> bool:
    return any(award.status != "cumulative" and award.evidence.start < _OPENING for award in report.awards)


def rows(titles: list[Judged], told: list[float]) -> Iterator[tuple[str, ...]]:
    """Give a row for each share that `sureness` answers, and what is fetched and found from it upwards."""
    everything = sum(title.weight for title in titles)
    relevant, opening = (sum(title.relevant for title in titles), sum(title.opens_with_award for title in titles))
    for share in sorted(set(told), reverse=True):
        band = [title for title, value in zip(titles, told, strict=True) if value == share]
        above = [title for title, value in zip(titles, told, strict=True) if value >= share]
        true = sum(title.weight for title in band if title.relevant) / sum(title.weight for title in band)
        yield (
            f"{share:.2f}",
            f"{len(band)}",
            f"{sum(title.relevant for title in band)}",
            f"{true:.3f}",
            f"{sum(title.weight for title in above) / everything:.3f}",
            f"{sum(title.relevant for title in above) / relevant:.2f}",
            f"{sum(title.opens_with_award for title in above) / opening:.2f}",
        )


def main(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="Articles, .jsonl.gz, as for thidua evaluate.")],
    half: Annotated[Half, typer.Option(help="The half that is measured.")] = Half.MEASURE,
) -> None:
    """Measure titles and, made of them, addresses."""
    titles = judged(corpus, half)
    addresses = [f"https://bao.vn/{slug(title.title)}-1234567.html" for title in titles]
    console = result()
    for what, told in (
        ("titles", [sureness(title.title, "https://bao.vn/1.html") for title in titles]),
        ("addresses", [sureness(None, address) for address in addresses]),
    ):
        table = Table(what, "articles", "relevant", "share", "fetched", "found", "opening found", box=None)
        for row in rows(titles, told):
            table.add_row(*row)
        console.print(table)
    pairs = list(zip(titles, addresses, strict=True))
    took = min(
        timeit.repeat(
            lambda: [sureness(title.title, address) for title, address in pairs],
            timer=time.process_time,
            number=1,
            repeat=5,
        )
    )
    console.print(f"fetched from {WORTH} on; {took / len(pairs) * 1e6:.0f} µs a title with its address")


if __name__ == "__main__":
    typer.run(main)
