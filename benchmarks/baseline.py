"""What reading adds to an afternoon's script: `python -m benchmarks.baseline GOLD_DIR` scores both on the same gold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from benchmarks import afternoon
from thidua.console import Progress, result, say
from thidua.evaluation import Evaluation, evaluate
from thidua.gold import Half, load_gold, read_articles
from thidua.inspection import InspectionError
from thidua.scoring import Record


def by_afternoon(reports: Mapping[str, Record]) -> dict[str, Record]:
    """Return what the script reads from the articles of reports: their canonical texts and days of publication."""
    found = {}
    for name, report in reports.items():
        published = date.fromisoformat(report["published"]) if report["published"] else None
        found[name] = afternoon.read(report["text"], published)
    return found


def main(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR…", help="Folders of annotated reports, <id>.json each.")
    ],
    texts: Annotated[Path | None, typer.Option(help="The folder of texts, as for thidua evaluate.")] = None,
    corpus: Annotated[Path | None, typer.Option(help="The corpus, .jsonl.gz, as for thidua evaluate.")] = None,
    half: Annotated[Half | None, typer.Option(help="Only this half of a collection with a split.csv.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score an afternoon's script beside thidua on the same articles."""
    try:
        articles = load_gold(gold, half, corpus)
        with Progress() as progress:
            reports = read_articles(articles, texts, lambda done, total: progress.update("texts", done, total))
    except InspectionError as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None
    golds = {article.name: article.gold for article in articles}
    scores = {"afternoon": evaluate(golds, by_afternoon(reports)), "thidua": evaluate(golds, reports)}
    if json_:
        print(json.dumps({name: score.as_dict() for name, score in scores.items()}, indent=1))
    else:
        _show(**scores)


def _show(afternoon: Evaluation, thidua: Evaluation) -> None:
    table = Table("field", "an afternoon", "95 %", "thidua", "95 %", "n", box=None, pad_edge=False)
    for name, figure in thidua.figures.items():
        cells = [*_cells(afternoon.figures[name]), *_cells(figure)]
        table.add_row(name, *cells, str(figure["n"]))
    console = result()
    console.print(table)
    console.print(f"articles {len(thidua.articles)}; F1 of lists, accuracy of single values")


def _cells(figure: Mapping[str, float]) -> tuple[str, str]:
    return f"{figure.get('f1', figure.get('accuracy', 0.0)):.3f}", f"{figure['low']:.3f}–{figure['high']:.3f}"


if __name__ == "__main__":
    typer.run(main)
