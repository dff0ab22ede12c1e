"""`thidua evaluate`: how well articles are read, against reports annotated by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import CommandError, add, check_input_folder
from thidua.gold import Half

if TYPE_CHECKING:
    from thidua.evaluation import Evaluation


def evaluate(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD_DIR…", help="Folders of annotated reports, <id>.json each.")
    ],
    texts: Annotated[
        Path | None, typer.Option(help="The folder of texts, <id>.txt or .html (GOLD_DIR, then its sibling seeds/).")
    ] = None,
    corpus: Annotated[
        Path | None, typer.Option(help="The corpus, .jsonl.gz, whose texts are annotated without their words.")
    ] = None,
    half: Annotated[Half | None, typer.Option(help="Only this half of a collection with a split.csv.")] = None,
    reports: Annotated[Path | None, typer.Option(help="Score the reports in this folder; read no articles.")] = None,
    errors: Annotated[
        bool | None, typer.Option("--errors/--no-errors", help="List the errors (default: not of the half measure).")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print a table of all sets and halves.")] = False,
) -> None:
    """Score how well articles are read, against reports annotated by hand."""
    import json

    from thidua.console import Progress
    from thidua.evaluation import evaluate as score
    from thidua.gold import load_gold, load_reports, read_articles
    from thidua.scoreboard import by_set
    from thidua.scoreboard import markdown as table

    for folder in (*gold, texts, reports):
        check_input_folder(folder)
    if json_ and markdown:
        raise CommandError("--json or --markdown, not both")
    articles = load_gold(gold, half, corpus)
    golds = {article.name: article.gold for article in articles}
    if len(golds) < len(articles):
        raise CommandError("two of the folders annotate the same article")
    if reports is not None:
        predictions = load_reports(reports)
    else:
        with Progress() as progress:
            predictions = read_articles(articles, texts, lambda done, total: progress.update("texts", done, total))
    if markdown:
        print(table(by_set(articles, predictions)))
        return
    evaluation = score(golds, predictions)
    if json_:
        print(json.dumps(evaluation.as_dict(), indent=1))
        return
    measured = {article.name for article in articles if article.half is Half.MEASURE}
    if errors is not False:
        _list_errors(evaluation, set() if errors else measured)
    _show(evaluation)


def _list_errors(evaluation: Evaluation, hidden: set[str]) -> None:
    from rich.text import Text

    from thidua.console import result

    console = result()
    for line in evaluation.errors(hidden):
        console.print(Text(line))
    if hidden:
        console.print(f"the errors in {len(hidden)} articles of the half measure are not listed; --errors lists them")
    console.print()


def _show(evaluation: Evaluation) -> None:
    from rich.table import Table

    from thidua.console import result

    console = result()
    table = Table("field", "precision", "recall", "F1 / accuracy", "95 %", "n", box=None, pad_edge=False)
    for name, figure in evaluation.figures.items():
        cells = [f"{figure[k]:.3f}" if k in figure else "" for k in ("precision", "recall")]
        main = figure.get("f1", figure.get("accuracy", 0.0))
        interval = f"{figure['low']:.3f}–{figure['high']:.3f}" if "low" in figure else ""
        table.add_row(name, *cells, f"{main:.3f}", interval, str(figure["n"]))
    console.print(table)
    console.print()
    table = Table("confidence of award rows", "rows", "right", "share", box=None, pad_edge=False)
    for low, high, rows, right in evaluation.calibration():
        if rows:
            table.add_row(f"{low:.1f}–{high:.1f}", str(rows), str(right), f"{right / rows:.3f}")
    console.print(table)
    console.print(f"articles {len(evaluation.articles)}, broken evidence {evaluation.broken}")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app,
        "evaluate",
        evaluate,
        "thidua evaluate gold --texts texts",
        "thidua evaluate tests/gold --corpus articles.jsonl.gz --half develop",
        "thidua evaluate gold --reports reports --json",
    )
