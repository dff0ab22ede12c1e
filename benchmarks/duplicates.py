"""How well duplicates are told: edited forms of the project's own articles, each an article of another address.

`python -m benchmarks.duplicates` prints a table for each half of the articles. The rules were made on the half
`develop` alone.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks import edits
from benchmarks.articles import articles_in, own_texts
from extract.article import Article
from warehouse.copies.duplicates import find_duplicates
from warehouse.copies.prints import print_of
from warehouse.intake.items import Item
from warehouse.intake.parts import hash_text

_DAY = dt.datetime(2024, 6, 11, 8, tzinfo=dt.UTC)
_HERE, _THERE = "bao.example", "khac.example"


@dataclass(frozen=True, slots=True)
class Case:
    """An edit, who publishes what comes of it how many days later, and whether it is still the article."""

    name: str
    edit: edits.Edit
    outlet: str
    days: int
    same: bool


CASES = (
    Case("reprint, another headline", edits.headline, _THERE, 1, True),
    Case("reprint, lead cut", edits.without_lead, _THERE, 1, True),
    Case("reprint, paragraph dropped", edits.dropped, _THERE, 1, True),
    Case("reprint, caption added", edits.captions, _THERE, 1, True),
    Case("reprint, abbreviations written out", edits.house_style, _THERE, 1, True),
    Case("reprint, mark and source line", edits.mark, _THERE, 1, True),
    Case("reprint, number corrected", edits.number_mended, _THERE, 1, True),
    Case("reprint, name corrected", edits.name_mended, _THERE, 1, True),
    Case("reprint, headline, caption, abbreviations", edits.several, _THERE, 1, True),
    Case("twin, same words", lambda text, chance: text, _HERE, 0, True),
    Case("twin, another headline", edits.headline, _HERE, 0, True),
    Case("twin, caption added", edits.captions, _HERE, 0, True),
    Case("twin, lead cut", edits.without_lead, _HERE, 0, True),
    Case("other: next year's, one outlet", edits.next_year, _HERE, 365, False),
    Case("other: next year's, another outlet", edits.next_year, _THERE, 365, False),
    Case("other: next week's, one outlet", edits.next_week, _HERE, 7, False),
    Case("other: other people, one outlet", edits.other_people, _HERE, 0, False),
    Case("other: other people, another outlet", edits.other_people, _THERE, 1, False),
    Case("other: one number, one outlet", edits.number_mended, _HERE, 0, False),
    Case("other: one name, one outlet", edits.name_mended, _HERE, 0, False),
    Case("other: teaser", edits.teaser, _HERE, 0, False),
    Case("other: first half", edits.half, _THERE, 1, False),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of the articles to which an edit could be applied: with how many it was joined; `strange` are other pairs."""

    case: Case
    articles: int
    joined: int
    strange: int


def measure(articles: Sequence[Article]) -> list[Outcome]:
    """Return what became of each edit of these articles, all published side by side."""
    return [_outcome(case, articles) for case in CASES]


def halves(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Return the articles in two halves: by a hash of the text, so that a new article moves no other.

    Of the demo's reprints and their originals one is taken.
    """
    found: dict[str, list[Article]] = {"develop": [], "measure": []}
    for article in {article.text[len(article.title) :][-400:]: article for article in articles}.values():
        found["develop" if int(hash_text(article.text)[:8], 16) % 2 else "measure"].append(article)
    return found


def show(outcomes: Sequence[Outcome]) -> list[str]:
    """Return the table of one half as lines, precision and recall last."""
    lines = [f"{o.case.name:<44} {o.joined:>3} of {o.articles:>3} joined" for o in outcomes]
    right = sum(o.joined for o in outcomes if o.case.same)
    wrong = sum(o.strange + (0 if o.case.same else o.joined) for o in outcomes)
    n = sum(o.articles for o in outcomes if o.case.same)
    others = sum(o.articles for o in outcomes if not o.case.same)
    precision = right / (right + wrong) if right + wrong else 1.0
    return [*lines, f"precision {precision:.3f}, recall {right / n:.3f} (n = {n} the same, {others} others)"]


def _outcome(case: Case, articles: Sequence[Article]) -> Outcome:
    items, pairs = [], set()
    for n, article in enumerate(articles):
        text = article.text.split("\n\n")
        other = case.edit(list(text), random.Random(f"{case.name} {n}"))
        if not case.same and other == text:
            continue
        items += [_item(f"{n:04}-0", _HERE, text, 0), _item(f"{n:04}-1", case.outlet, other, case.days)]
        pairs.add((f"{n:04}-0", f"{n:04}-1"))
    groups: dict[str, list[str]] = {}
    for item in find_duplicates(items):
        groups.setdefault(item.original or item.id, []).extend([item.id, *(twin.id for twin in item.twins)])
    joined = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    return Outcome(case, len(pairs), len(joined & pairs), len(joined - pairs))


def _item(key: str, outlet: str, text: Sequence[str], days: int) -> Item:
    words = "\n\n".join(text)
    return Item(
        id=key,
        url=f"https://{outlet}/{key}.html",
        source=outlet,
        title=text[0],
        published=_DAY + dt.timedelta(days=days),
        fetched=None,
        record=None,
        credit=None,
        text_hash=hash_text(words),
        mark=print_of(words, text[0]),
    )


def main() -> None:
    """Print the tables."""
    for name, articles in halves(articles_in(own_texts())).items():
        print(f"{name}: {len(articles)} articles")
        print("\n".join(f"  {line}" for line in show(measure(articles))))


if __name__ == "__main__":
    main()
