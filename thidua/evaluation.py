"""`thidua evaluate`: reads the texts of a folder of hand-annotated reports and sums up how well they were read."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thidua.inspection import ENDINGS, InspectionError, read_file
from thidua.scoring import DETAILS, LISTS, SINGLE, ArticleScore, Record, score_article

RESAMPLES = 1000
_SEED = 20240101


@dataclass(slots=True)
class Evaluation:
    """Scores of a set of articles: figures by field, and each article's score for the list of errors."""

    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    broken: int = 0
    articles: dict[str, ArticleScore] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures in a form for JSON."""
        return {**self.figures, "broken_evidence": self.broken, "articles": len(self.articles)}

    def errors(self) -> list[str]:
        """Return one line for each thing missed, invented, wrong or broken, in the order of the articles."""
        lines = []
        for name, score in self.articles.items():
            for field_name in LISTS:
                lines += [f"{name}: {field_name}: missed {what}" for what in score.tallies[field_name].missed]
                lines += [f"{name}: {field_name}: extra {what}" for what in score.tallies[field_name].extra]
            lines += [f"{name}: {field_name}: {got!r} instead of {want!r}" for field_name, want, got in score.wrong]
            lines += [f"{name}: {what}: {where}" for what, where in score.broken]
        return lines


def load_reports(folder: Path) -> dict[str, Record]:
    """Return the reports of a folder, `<id>.json` each, by id; raises InspectionError where there is none."""
    if not folder.is_dir():
        raise InspectionError(f"{folder} is not a folder")
    reports = {}
    for path in sorted(folder.glob("*.json")):
        if path.name.endswith(".meta.json"):
            continue
        try:
            reports[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise InspectionError(f"{path} is not JSON: {error}") from None
    if not reports:
        raise InspectionError(f"{folder} holds no report (<id>.json)")
    return reports


def read_texts(
    names: Sequence[str], folders: Sequence[Path], on_progress: Callable[[int, int], None] = lambda *_: None
) -> dict[str, Record]:
    """Read the article of each name from the first folder that has its text; raises InspectionError where none has."""
    reports = {}
    for number, name in enumerate(names, start=1):
        candidates = [folder / f"{name}{ending}" for folder in folders for ending in ENDINGS]
        path = next((p for p in candidates if p.is_file()), None)
        if path is None:
            raise InspectionError(f"no text for {name} in {', '.join(map(str, folders))}; name its folder with --texts")
        reports[name] = json.loads(read_file(path).to_json())
        on_progress(number, len(names))
    return reports


_Counts = dict[str, tuple[int, int, int]]


def evaluate(golds: Mapping[str, Record], reports: Mapping[str, Record], *, resamples: int = RESAMPLES) -> Evaluation:
    """Score `reports` against `golds` by id; a missing report counts as an empty one.

    Each F1 and accuracy carries `low` and `high`, a 95 % interval from `resamples` seeded samples of the articles.
    """
    articles = {name: score_article(gold, reports.get(name, {})) for name, gold in sorted(golds.items())}
    scores = list(articles.values())
    counts = [_counts(score) for score in scores]
    evaluation = Evaluation(_figures(counts), sum(len(s.broken) for s in scores), articles)
    if resamples:
        _add_intervals(evaluation.figures, counts, resamples)
    return evaluation


def _figures(counts: Sequence[_Counts]) -> dict[str, dict[str, float]]:
    return {
        name: _figure(name, [sum(c[name][i] for c in counts) for i in range(3)]) for name in (*LISTS, *SINGLE, *DETAILS)
    }


def _counts(score: ArticleScore) -> _Counts:
    """Return (hits, extra, missed) of each list and (right, asked, 0) of each single value."""
    tallies = score.tallies
    lists = {name: (tallies[name].hits, len(tallies[name].extra), len(tallies[name].missed)) for name in LISTS}
    return lists | {name: (*score.single.get(name, (0, 0)), 0) for name in (*SINGLE, *DETAILS)}


def _figure(name: str, sums: Sequence[int]) -> dict[str, float]:
    first, second, third = sums
    if name not in LISTS:
        return {"accuracy": round(first / second, 4) if second else 1.0, "n": second}
    precision = first / (first + second) if first + second else 1.0
    recall = first / (first + third) if first + third else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4), "n": first + third}


def _add_intervals(figures: dict[str, dict[str, float]], counts: Sequence[_Counts], resamples: int) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - sampling, not a secret
    samples = [chance.choices(range(len(counts)), k=len(counts)) for _ in range(resamples)]
    for name, figure in figures.items():
        rows = [c[name] for c in counts]
        key = "f1" if name in LISTS else "accuracy"
        values = sorted(_figure(name, [sum(rows[i][k] for i in sample) for k in range(3)])[key] for sample in samples)
        figure["low"] = values[int(0.025 * (resamples - 1))]
        figure["high"] = values[int(0.975 * (resamples - 1))]
