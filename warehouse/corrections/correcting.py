"""Applying corrections: reports as they were read become reports as they are right, before anything is grouped.

A correction finds its row by the article, the values as read and words of the evidence, never by a number or id that a
new reading changes. One that finds none, or several, changes nothing and says why. What is corrected in an article is
corrected in those too that repeat its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from nlp.report import Report
from warehouse.corrections.corrected import Corrected
from warehouse.corrections.correcting_rows import Misfit, Sheet, apply_event, apply_row
from warehouse.corrections.entries import Correction


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one article: `report` with its text, None where it was not read.

    `names` are its addresses and ids; `original` is the id of the article whose text it has, its own where it has one
    of its own.
    """

    id: str
    names: tuple[str, ...]
    original: str
    report: Report | None


@dataclass(slots=True)
class Outcome:
    """What became of a correction: the article and row that it was applied to, or the problem that kept it from that.

    `articles` is the number of articles in which it was applied, copies included.
    """

    correction: Correction
    article_id: str | None = None
    row_id: str | None = None
    articles: int = 0
    problem: str | None = None


Results = Mapping[str, tuple[Report, Corrected]]
"""Reports as they are right, with what was corrected in them, by the ids of their articles."""


def correct(readings: Sequence[Reading], corrections: Sequence[Correction]) -> tuple[Results, list[Outcome]]:
    """Return the reports that corrections change, and what became of each correction, in the order given.

    `readings` are at least those that the corrections name and those that have a text in common with them.
    """
    outcomes = [Outcome(correction) for correction in corrections]
    named = {name: reading for reading in readings for name in reading.names}
    own: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        reading = named.get(outcome.correction.article)
        if reading is None:
            outcome.problem = "there is no such article"
            continue
        outcome.article_id = reading.id
        if reading.report is None:
            outcome.problem = "the article was not read"
            continue
        own[reading.id].append(outcome)
    same: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        same[reading.original].append(reading.id)
    repeated: dict[str, list[Outcome]] = defaultdict(list)
    for reading in readings:
        for copy in same[reading.original]:
            if copy != reading.id and reading.id in own:
                repeated[copy] += own[reading.id]
    results = {}
    for reading in readings:
        if reading.report is not None and (reading.id in own or reading.id in repeated):
            results[reading.id] = _corrected(reading.id, reading.report, own[reading.id], repeated[reading.id])
    return results, outcomes


def _corrected(
    article_id: str, report: Report, own: Sequence[Outcome], repeated: Sequence[Outcome]
) -> tuple[Report, Corrected]:
    """Return one report corrected: by what is said of it, then by what is said of articles that it repeats."""
    sheet = Sheet.of(article_id, report)
    told = [(outcome, True) for outcome in own] + [(outcome, False) for outcome in repeated]
    for outcome, is_own in sorted(told, key=lambda pair: pair[0].correction.event is None):
        change = apply_event if outcome.correction.event else apply_row
        try:
            row_id = change(sheet, outcome.correction)
        except (Misfit, ValidationError) as error:
            if is_own:
                outcome.problem = _reason(error)
            continue
        outcome.articles += 1
        if is_own:
            outcome.row_id = row_id
    return sheet.result()


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
