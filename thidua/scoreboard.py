"""The table that tells how well articles are read, a column for each set and half: the README shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thidua.evaluation import TRUSTED, Evaluation, evaluate
from thidua.gold import Annotated
from thidua.scoring import Record

ROWS = {
    "awards.strict": "award rows, all right",
    "awards.lenient": "award, recipients and number right",
    "officials.name": "officials",
    "officials.title": "titles",
    "officials.role": "roles",
    "relevant": "relevant or not",
    "kind": "kind of event",
    "date": "date",
    "province": "province",
}
"""The fields that the table shows, in its order."""


def by_set(articles: Sequence[Annotated], reports: Mapping[str, Record]) -> dict[tuple[str, str], Evaluation]:
    """Return what the articles score by set and half; the half of a set without a split is empty."""
    golds: dict[tuple[str, str], dict[str, Record]] = {}
    for article in articles:
        golds.setdefault((article.group, article.half or ""), {})[article.name] = article.gold
    return {key: evaluate(gold, reports) for key, gold in sorted(golds.items())}


def markdown(evaluations: Mapping[tuple[str, str], Evaluation]) -> str:
    """Return the table in Markdown: F1 of what may occur several times in an article, else the share that is right."""
    names = [f"{group}, {half}" if half else group for group, half in evaluations]
    lines = [["", *names], ["---", *["---"] * len(evaluations)]]
    lines.append(["articles; award rows", *(_size(e) for e in evaluations.values())])
    lines += [[label, *(_cell(e.figures[name]) for e in evaluations.values())] for name, label in ROWS.items()]
    trusted = [e.trusted() for e in evaluations.values()]
    lines.append([f"right of the rows with confidence ≥ {TRUSTED}", *(f"{right} of {rows}" for rows, right in trusted)])
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _size(evaluation: Evaluation) -> str:
    return f"{len(evaluation.articles)}; {evaluation.figures['awards.strict']['n']}"


def _cell(figure: Mapping[str, float]) -> str:
    if not figure["n"]:
        return "–"
    return f"{figure.get('f1', figure.get('accuracy', 0.0)):.2f} ({figure['low']:.2f}–{figure['high']:.2f})"
