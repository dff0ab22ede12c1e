"""Whether an outlet's pages still have the layout that they are read by: the layout alarm.

A site that is redesigned goes on answering, and its pages go on giving something. What shows it are shares: of pages
without a text, of pages that no family's layout fits, of articles without a date, of texts far shorter than usual.
Those of an outlet's latest pages are held against those of its pages before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import comb
from statistics import median

from thidua.intervals import wilson

RECENT = 20
"""Latest pages of an outlet that are judged, as far as there are as many before."""
FEWEST = 5
"""Pages that have to be amiss before anything is said."""
USUAL = 500
"""Pages before the latest that tell what is usual."""
_CHANCE = 0.0001
"""How likely such a rise may be by chance where nothing has changed: a hundred outlets are judged at a time, daily."""
_MANY = 1 / 3
"""The share of pages from which on (surely, by Wilson's interval) an outlet's declared family is said not to fit."""
_SHORT = 1 / 3
"""The part of an outlet's usual length below which a text is far too short."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What became of one page: the layout that fitted it ("" where none did), and its article, where it gave one."""

    family: str
    reason: str | None = None
    """Why it gave none."""
    length: int = 0
    """Characters of its text."""
    dated: bool = False


def judge_layout(pages: Sequence[PageFacts], family: str | None = None) -> str | None:
    """Return in one line what is amiss with an outlet's latest pages, None where nothing is.

    `pages` are all of the outlet, the oldest first; `family` is the one whose layouts it is said to have, where those
    are known. A share counts as risen where chance would hardly make it so (Fisher's exact test, 1922). Where a family
    is declared, it is also said if many pages lack its layout from the first.
    """
    number = min(RECENT, max(FEWEST, len(pages) // 2))
    latest, before = pages[-number:], pages[:-number][-USUAL:]
    usual = _usual_length(before)
    said = [
        _changed(latest, before, lambda page: page.reason is not None, "gave no text", known=family is not None),
        _changed(_read(latest), _read(before), lambda page: not page.family, _unfit(family), known=family is not None),
        _changed(_read(latest), _read(before), lambda page: not page.dated, "show no date"),
        _changed(
            _read(latest),
            _read(before),
            lambda page: page.length < _SHORT * usual,
            f"have less than a third of the usual {usual:,.0f} characters",
        ),
    ]
    return "; ".join(filter(None, said)) or None


def _changed(
    latest: Sequence[PageFacts],
    before: Sequence[PageFacts],
    amiss: Callable[[PageFacts], bool],
    words: str,
    *,
    known: bool = False,
) -> str:
    """Return what is said where the share of pages amiss has risen, "" where it has not."""
    now, then = sum(map(amiss, latest)), sum(map(amiss, before))
    if now < FEWEST:
        return ""
    risen = chance_of_more(now, len(latest), then, len(before)) < _CHANCE
    if not risen and not (known and wilson(now / len(latest), len(latest))[0] > _MANY):
        return ""
    return f"{now} of its latest {len(latest)} pages {words}" + (f" ({then} of {len(before)} before)" if before else "")


def chance_of_more(now: int, latest: int, then: int, before: int) -> float:
    """Return how likely `now` or more of all pages amiss would be among the `latest`, were they dealt by chance."""
    amiss, pages = now + then, latest + before
    ways = sum(comb(latest, n) * comb(before, amiss - n) for n in range(now, min(amiss, latest) + 1))
    return ways / comb(pages, amiss)


def _unfit(family: str | None) -> str:
    return f"are not in the layout of the family {family}" if family else "are in no known layout"


def _read(pages: Sequence[PageFacts]) -> Sequence[PageFacts]:
    return [page for page in pages if page.reason is None]


def _usual_length(pages: Collection[PageFacts]) -> float:
    lengths = [page.length for page in pages if page.reason is None]
    return median(lengths) if lengths else 0.0
