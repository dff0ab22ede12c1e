"""Figures of how well a set of articles was read, against the reports annotated by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from thidua.intervals import RESAMPLES, interval
from thidua.scoring import DETAILS, LISTS, SINGLE, ArticleScore, Record, score_article

CONFIDENCES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Bounds of the groups in which confidence is compared with the share of right rows; the last group includes 1."""
TRUSTED = 0.9
"""Confidence from which at least 95 of 100 rows are to be right."""


@dataclass(slots=True)
class Evaluation:
    """Scores of a set of articles: figures by field, and each article's score for the list of errors."""

    figures: dict[str, dict[str, float]] = field(default_factory=dict)
    broken: int = 0
    articles: dict[str, ArticleScore] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures in a form for JSON."""
        calibration = [{"from": low, "to": high, "rows": n, "right": ok} for low, high, n, ok in self.calibration()]
        return {
            **self.figures,
            "broken_evidence": self.broken,
            "articles": len(self.articles),
            "calibration": calibration,
        }

    def errors(self, hidden: Collection[str] = ()) -> list[str]:
        """Return one line for each thing missed, invented, wrong or broken in the articles that are not hidden."""
        lines = []
        for name, score in self.articles.items():
            if name in hidden:
                continue
            for field_name in LISTS:
                lines += [f"{name}: {field_name}: missed {what}" for what in score.tallies[field_name].missed]
                lines += [f"{name}: {field_name}: extra {what}" for what in score.tallies[field_name].extra]
            lines += [f"{name}: {field_name}: {got!r} instead of {want!r}" for field_name, want, got in score.wrong]
            lines += [f"{name}: {what}: {where}" for what, where in score.broken]
        return lines

    def calibration(self) -> list[tuple[float, float, int, int]]:
        """Return (from, to, rows, right rows) of the award rows by confidence; optional ones are left out."""
        rows = [row for score in self.articles.values() for row in score.rows]
        groups = []
        for low, high in pairwise(CONFIDENCES):
            rights = [right for confidence, right in rows if low <= confidence < high or confidence == high == 1]
            groups.append((low, high, len(rights), sum(rights)))
        return groups

    def trusted(self) -> tuple[int, int]:
        """Return how many award rows have at least the confidence TRUSTED, and how many of them are right."""
        rights = [
            right for score in self.articles.values() for confidence, right in score.rows if confidence >= TRUSTED
        ]
        return len(rights), sum(rights)


_Counts = dict[str, tuple[int, int, int]]


def evaluate(golds: Mapping[str, Record], reports: Mapping[str, Record], *, resamples: int = RESAMPLES) -> Evaluation:
    """Score `reports` against `golds` by id; a missing report counts as an empty one.

    Each F1 and accuracy carries `low` and `high`, its 95 % interval (`thidua.intervals`), unless `resamples` is 0.
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
    for name, figure in figures.items():
        rows = [c[name] for c in counts]
        if name in LISTS:  # F1 is the share 2 hits / (2 hits + extra + missed)
            shares = [(2 * hits, 2 * hits + extra + missed) for hits, extra, missed in rows]
        else:
            shares = [(right, asked) for right, asked, _ in rows]
        figure["low"], figure["high"] = interval([s[0] for s in shares], [s[1] for s in shares], resamples=resamples)
