"""Applying corrections: reports as they were read become reports as they are right, before anything is grouped.

A correction finds its row by the article, the values as read and words of the evidence, never by a number or id that a
new reading changes. One that finds none, or several, changes nothing and says why. What is corrected in an article is
corrected in those too that repeat its text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from warehouse.correcting_rows import Misfit, Sheet, apply_event, apply_row
from warehouse.corrections import Correction
from warehouse.parts import Item, read_texts


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


def correct(items: Sequence[Item], corrections: Sequence[Correction]) -> tuple[list[Item], list[Outcome]]:
    """Return the items with their reports corrected, and what became of each correction, in the order given."""
    outcomes = [Outcome(correction) for correction in corrections]
    if not outcomes:
        return list(items), outcomes
    places = {name: n for n, item in enumerate(items) for name in item.names}
    own: dict[int, list[Outcome]] = defaultdict(list)
    repeated: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        place = places.get(outcome.correction.article)
        if place is None:
            outcome.problem = "there is no such article"
            continue
        outcome.article_id = items[place].id
        if items[place].report is None:
            outcome.problem = "the article was not read"
            continue
        own[place].append(outcome)
    texts_of: dict[str, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        texts_of[item.original or item.id].append(n)
    for place, told in sorted(own.items()):
        for copy in texts_of[items[place].original or items[place].id]:
            if copy != place and items[copy].report is not None:
                repeated[copy] += told
    affected = sorted({*own, *repeated})
    texts = dict(read_texts([items[place] for place in affected]))
    corrected = list(items)
    for place in affected:
        corrected[place] = _corrected(items[place], texts[items[place].id], own[place], repeated[place])
    return corrected, outcomes


def _corrected(item: Item, text: str, own: Sequence[Outcome], repeated: Sequence[Outcome]) -> Item:
    """Return one item corrected: by what is said of it, then by what is said of articles that it repeats."""
    sheet = Sheet.of(item, text)
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
    report, corrected = sheet.result()
    return replace(item, report=report, corrected=corrected)


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return str(error)
