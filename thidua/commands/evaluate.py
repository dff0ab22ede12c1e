"""`thidua evaluate`: how well articles are read, against reports annotated by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thidua.commands.options import add, check_input_folder

if TYPE_CHECKING:
    from thidua.evaluation import Evaluation


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of annotated reports, <id>.json each.")],
    texts: Annotated[
        Path | None, typer.Option(help="The folder of texts, <id>.txt or .html (GOLD_DIR, then its sibling seeds/).")
    ] = None,
    reports: Annotated[Path | None, typer.Option(help="Score the reports in this folder; read no texts.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score how well articles are read, against reports annotated by hand."""
    import json

    from thidua.console import Progress
    from thidua.evaluation import evaluate as score
    from thidua.evaluation import load_reports, read_texts

    for folder in (gold, texts, reports):
        check_input_folder(folder)
    golds = load_reports(gold)
    if reports is not None:
        predictions = load_reports(reports)
    else:
        folders = [texts] if texts is not None else [gold, gold.resolve().parent / "seeds"]
        with Progress() as progress:
            predictions = read_texts(list(golds), folders, lambda done, total: progress.update("texts", done, total))
    evaluation = score(golds, predictions)
    if json_:
        print(json.dumps(evaluation.as_dict(), indent=1))
    else:
        _show(evaluation)


def _show(evaluation: Evaluation) -> None:
    from rich.table import Table
    from rich.text import Text

    from thidua.console import result

    console = result()
    for line in evaluation.errors():
        console.print(Text(line))
    console.print()
    table = Table("field", "precision", "recall", "F1 / accuracy", "95 %", "n", box=None, pad_edge=False)
    for name, figure in evaluation.figures.items():
        cells = [f"{figure[k]:.3f}" if k in figure else "" for k in ("precision", "recall")]
        main = figure.get("f1", figure.get("accuracy", 0.0))
        interval = f"{figure['low']:.3f}–{figure['high']:.3f}" if "low" in figure else ""
        table.add_row(name, *cells, f"{main:.3f}", interval, str(figure["n"]))
    console.print(table)
    console.print(f"articles {len(evaluation.articles)}, broken evidence {evaluation.broken}")


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    add(
        app, "evaluate", evaluate, "thidua evaluate gold --texts texts", "thidua evaluate gold --reports reports --json"
    )
