"""Articles that are one: of one outlet under several addresses, which become one, or of several, which repeat another.

Everything is decided by the set of articles alone, whatever the order in which they come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from reference.folding import fold
from warehouse.ceremonies.groups import Groups
from warehouse.copies.lookalikes import Bands, bands_of, lookalikes
from warehouse.copies.originals import Member, origin_of
from warehouse.copies.prints import agree, are_alike, likeness
from warehouse.intake.items import Item, Twin

_SOON = timedelta(days=31)
"""Within this time a text is copied with a slip mended; what is printed later with other figures is another text."""
_NOTICE = timedelta(days=2)
"""What is short is one only within this time: notices are repeated word for word every week."""
_MOST = 50
"""Articles of a group with which a saved page is compared."""
_TWIN_MARK = re.compile(
    r"^https?://(?:m|amp|mobile|wap)\.|/(?:amp|print|in-bai|ban-in|savefile)(?:[/.?]|$)|\?", re.IGNORECASE
)


def find_duplicates(items: Sequence[Item], around: Sequence[Item] = ()) -> list[Item]:
    """Return the articles by id, each once, with its other addresses, the article that it repeats and whose text it is.

    Of an outlet's articles those are one whose texts are near-identical and put no numbers and names in the place of
    others. A saved page of no outlet is one with the article that is most like it. `around` are articles that are known
    to be joined with none of these, though they share keys with them: in a large block they take up room.
    """
    given = sorted(items, key=lambda item: item.id)
    twins, copies = Groups(len(given)), Groups(len(given))
    _join_same_texts(given, around, twins, copies)
    _take_in_saved_pages(given, twins, copies)
    groups: dict[int, list[Item]] = defaultdict(list)
    for own in twins.all():
        for same in _consistent([given[n] for n in own]):
            groups[copies.find(own[0])].append(_joined(same, kin=given[copies.find(own[0])].id))
    found = (same for group in groups.values() for same in _consistent(group))
    return sorted((item for same in found for item in _with_origin(same)), key=lambda item: item.id)


def members_of(items: Sequence[Item]) -> list[Member]:
    """Return articles as those who may have a text of one another."""
    return [Member(item.id, item.outlet, item.credit, item.age) for item in items]


def _join_same_texts(items: Sequence[Item], around: Sequence[Item], twins: Groups, copies: Groups) -> None:
    """Join the articles that are one in `twins`, and those that have one text, whoever's it is, in `copies`."""
    met = [*items, *around]
    told = [n for n, item in enumerate(met) if item.bands is not None or (item.mark is not None and item.mark.telling)]
    orders = [
        _ranks([(*met[n].age, "") for n in told]),
        _ranks([(False, 0.0, fold(met[n].title), met[n].id) for n in told]),
    ]
    for i, j in lookalikes(_bands([met[n] for n in told]), orders):
        a, b = told[i], told[j]
        if max(a, b) >= len(items):
            continue
        own = items[a].outlet == items[b].outlet or items[a].source is items[b].source is None
        if twins.find(a) == twins.find(b) or (not own and copies.find(a) == copies.find(b)):
            continue
        if _have_one_text(items[a], items[b]):
            copies.join(a, b)
            if own:
                twins.join(a, b)


def _bands(items: Sequence[Item]) -> Bands:
    keys = [bands_of(item.mark) if item.bands is None else item.bands for item in items if item.mark is not None]
    return np.stack(keys) if keys else np.empty((0, 0), dtype=np.uint64)


def _have_one_text(a: Item, b: Item) -> bool:
    if a.mark is None or b.mark is None or not _agree(a, b) or not are_alike(a.mark, b.mark):
        return False
    gap = _gap(a, b)
    if a.mark.short or b.mark.short:
        return gap is None or gap <= _NOTICE
    return a.outlet != b.outlet or gap is None or gap <= _SOON or likeness(a.mark, b.mark) == 1


def _agree(a: Item, b: Item) -> bool:
    """Tell whether two texts state the same; outlets spell names their way, and soon after mend a number.

    A text that the other's address gave before it was revised is the other's too.
    """
    if a.text_hash in b.former or b.text_hash in a.former:
        return True
    gap, elsewhere = _gap(a, b), a.outlet != b.outlet and a.source is not None and b.source is not None
    mended = elsewhere and gap is not None and gap <= _SOON and _may_be_of_one_day(a, b)
    return a.mark is not None and b.mark is not None and agree(a.mark, b.mark, numbers=mended, names=elsewhere)


def _consistent(items: Sequence[Item]) -> list[list[Item]]:
    """Return a group in groups that agree with the fullest of each: what lacks a number may join two that differ in it.

    So it is seen that last year's text is not this year's though a short form of either is like both.
    """
    groups: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (-_numbers(item), item.id)):
        home = next((group for group in groups if _agree(group[0], item)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def _numbers(item: Item) -> int:
    return len(item.mark.numbers) if item.mark is not None else 0


def _gap(a: Item, b: Item) -> timedelta | None:
    return abs(a.published - b.published) if a.published and b.published else None


def _may_be_of_one_day(a: Item, b: Item) -> bool:
    return not a.days or not b.days or bool(a.days & b.days)


def _take_in_saved_pages(items: Sequence[Item], twins: Groups, copies: Groups) -> None:
    """Join each saved page of no outlet with the article of its text that is most like it."""
    for group in copies.all():
        saved = [n for n in group if items[n].source is None]
        others = sorted((n for n in group if items[n].source is not None), key=lambda n: _standing(items[n]))[:_MOST]
        for n in saved if others else ():
            twins.join(n, max(others, key=lambda other: _likeness(items[n], items[other])))


def _likeness(a: Item, b: Item) -> float:
    return likeness(a.mark, b.mark) if a.mark is not None and b.mark is not None else 0.0


def _joined(own: Sequence[Item], kin: str) -> Item:
    """Return the one of an article's addresses that stands for it, with the others as its twins.

    One that still gives a text which another has revised is behind.
    """
    former = {text for item in own for text in item.former}
    first, *others = sorted(own, key=lambda item: (item.text_hash in former, *_standing(item)))
    if not others:
        return replace(first, kin=kin)
    twins = [Twin(id=item.id, url=item.url, fetched=item.fetched, record=item.record) for item in others]
    credit = next((item.credit for item in (first, *others) if item.credit), None)
    return replace(first, twins=tuple(twins), credit=credit, kin=kin)


def _standing(item: Item) -> tuple[bool, bool, bool, bool, int, bool, float, str]:
    """Sort key: what was read, is dated and states most stands for an article, then a plain address, the first one."""
    first: datetime | None = item.first_fetched
    return (
        not item.read,
        item.source is None,
        item.url is None,
        item.published is None,
        -_numbers(item),
        _TWIN_MARK.search(item.url or "") is not None,
        first.timestamp() if first else 0.0,
        item.id,
    )


def _with_origin(group: Sequence[Item]) -> list[Item]:
    origin = origin_of(members_of(group))
    return [
        replace(
            item,
            original=origin.article if item.id != origin.article else None,
            origin=origin.source if item.outlet != origin.source else None,
        )
        for item in group
    ]


def _ranks(keys: Sequence[tuple[bool, float, str, str]]) -> list[int]:
    ranks = [0] * len(keys)
    for rank, n in enumerate(sorted(range(len(keys)), key=keys.__getitem__)):
        ranks[n] = rank
    return ranks
