"""How fast articles are read: `python -m benchmarks.reading`; the README beside it says what each figure means."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.articles import MaterialError, find_material
from benchmarks.measuring import PARTS, Plan, measure
from benchmarks.show import show
from thidua.console import say

_PLAN = Plan()


def main(
    number: Annotated[
        int, typer.Option("--sample", min=1, help="Articles a set that the slow rivals do too.")
    ] = _PLAN.number,
    seed: Annotated[int, typer.Option(help="Chooses the articles.")] = _PLAN.seed,
    rounds: Annotated[int, typer.Option(min=1, help="Repetitions, of which the median is taken.")] = _PLAN.rounds,
    letters: Annotated[int, typer.Option(min=1000, help="Length of the long texts, in code points.")] = _PLAN.letters,
    most: Annotated[int, typer.Option(min=1, help="Articles at most for everything else.")] = _PLAN.most,
    only: Annotated[
        list[str] | None, typer.Option(help=f"Measure only this, of: {', '.join(PARTS)}; may be given several times.")
    ] = None,
    shared: Annotated[Path | None, typer.Option(help="The folder of real articles (../shared).")] = None,
    without_ner: Annotated[bool, typer.Option("--without-ner", help="Run no model of underthesea.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Measure how fast articles are read, in about five minutes."""
    if unknown := set(only or ()) - set(PARTS):
        raise typer.BadParameter(f"--only knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    try:
        material = find_material(shared)
    except MaterialError as error:
        say(f"error: {error}")
        raise typer.Exit(1) from None
    if material.note:
        say(material.note)
    parts = [part for part in PARTS if only is None or part in only]
    plan = Plan(parts, number, seed, rounds, letters, most, with_ner=not without_ner)
    figures = measure(material, plan)
    if json_:
        print(json.dumps(asdict(figures), ensure_ascii=False, indent=1))
    else:
        show(figures)


if __name__ == "__main__":
    typer.run(main)
