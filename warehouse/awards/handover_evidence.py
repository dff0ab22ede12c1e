"""What speaks for two awards being a decision and its handing over, and what against it.

- Needed: one award, name and class (or one does not say the class), grantors and kinds of recipients that do not
  differ, one province (or one does not say it), and a recipient in common whose name is told from others; or one
  decision that the sentences of both cite, with one number. A number alone is nothing: twelve letters in May and twelve
  in November are told of every year.
- What the sentence tells: a decision ("vừa ký quyết định tặng", "theo Quyết định số 512/QĐ-CTN"), a handing over
  ("trao", "gắn", "đón nhận", "công bố quyết định"), or neither ("được tặng").
- Orders, honorary titles, state prizes and Party badges are not given again to one recipient within the time looked at
  (`LONGEST`), so that any two reports of one are one award, unless they cite two decisions. One achievement is not
  commended several times (Luật Thi đua, khen thưởng 06/2022/QH15, the principles in chapter I).
- Other awards come again (flags and titles are for what was done in a year; letters for each occasion). Two
  reports of them are one award within `LONGEST_OTHERS` where the earlier tells of a decision and the later does not,
  where an undated note that tells of no handing over is followed by one, where the sentences cite one decision, or
  where both name one year of an award that is given once a year. An undated report that tells of no decision tells the
  last one again.
- Years that the sentences name ("năm 2023") or the periods must not differ.
- Numbers: equal, they are one; of two numbers the smaller is a part of the larger. Where both name all, the names of
  the smaller must be among those of the larger.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from warehouse.awards.conferred import Conferred
from warehouse.awards.counts import fits

Relation = Literal["same", "later is a part", "earlier is a part"]

LONGEST = dt.timedelta(days=550)
"""Longest time from a decision to its handing over that is looked at: some 18 months."""
LONGEST_OTHERS = dt.timedelta(days=300)
"""The same for awards that come again each year: less than a year."""
_SOON = dt.timedelta(days=180)
"""An undated note that tells neither of a decision nor of a handing over is followed by one within this time."""
_NEWS = dt.timedelta(days=31)
"""Two undated notes on one decision are no further apart."""
_CENTRAL = ("chu-tich-nuoc", "thu-tuong", "chinh-phu", "quoc-hoi", "bo-nganh")
"""Grantors of whose awards national outlets tell without a province."""
_YEARLY = ("co-thi-dua", "chien-si-thi-dua", "lao-dong-tien-tien", "tap-the-lao-dong", "don-vi-quyet-thang")
_TELLING = 10
"""The smallest number that tells something of its own."""


@dataclass(frozen=True, slots=True)
class Link:
    """How an earlier and a later award are one, how sure that is (more is surer), and why."""

    relation: Relation
    sure: tuple[int, int, int]
    why: tuple[str, ...]


def judge(a: Conferred, b: Conferred, names: int) -> Link | None:
    """Return how two awards, the earlier first, are one, and why; None where they are not, or nothing tells it.

    `names` is how many recipients told from others they have in common.
    """
    apart = (b.day or dt.date.max) - (a.day or dt.date.min)
    if contradict(a, b) or apart < dt.timedelta(days=2 if a.held and b.held else 0):
        return None
    cited = a.facts.decisions & b.facts.decisions
    relation = _relation(a, b, names)
    if relation is None or not (names or _cited_alone(a, b, cited)):
        return None
    if names == 1 and not cited and None in (a.province, b.province) and _may_be_another(a):
        return None
    order = _order(a, b, apart, cited=bool(cited & (a.facts.said | b.facts.said)))
    if order is None:
        return None
    why = [f"{names} recipients in common" if names > 1 else "a recipient in common"] if names else []
    why += [f"both cite {', '.join(sorted(cited)).upper()}"] if cited else []
    return Link(relation, (len(cited), names, -apart.days), (*why, order, f"{apart.days} days apart"))


def contradict(a: Conferred, b: Conferred) -> bool:
    """Tell whether anything speaks against two awards being one, in whatever order they come."""
    if a.event == b.event or a.award != b.award or a.day is None or b.day is None:
        return True
    for one, other in ((a.province, b.province), (a.award_class, b.award_class), (a.period, b.period)):
        if one and other and one != other:
            return True
    if a.recipient != b.recipient and not {a.recipient, b.recipient} & {"case", "mixed"}:
        return True
    facts, others = a.facts, b.facts
    if (facts.grantor and others.grantor and facts.grantor != others.grantor) or not _one_name(a.name, b.name):
        return True
    if abs(b.day - a.day) > (LONGEST if facts.once else LONGEST_OTHERS):
        return True
    for said, also in ((facts.years, others.years), (facts.said, others.said)):
        if said and also and said.isdisjoint(also):
            return True
    return False


def _may_be_another(award: Conferred) -> bool:
    """Tell whether one name may be that of two persons in two provinces: letters of provinces are given to many."""
    return award.recipient == "individual" and not award.facts.once and award.grantor not in _CENTRAL


def _cited_alone(a: Conferred, b: Conferred, cited: frozenset[str]) -> bool:
    """Tell whether one decision cited makes two awards without a common name one: by one number, or as a part."""
    if a.count is None or b.count is None or (a.grantor, a.recipient) != (b.grantor, b.recipient):
        return False
    said, other = a.facts.said & cited, b.facts.said & cited
    if a.count != b.count:
        return bool(said & other) and a.facts.decided and b.count < a.count
    return bool(said & other or ((said or other) and a.count >= _TELLING))


def _order(a: Conferred, b: Conferred, apart: dt.timedelta, *, cited: bool) -> str | None:
    """Tell how the later follows the earlier, None where it need not be the same award."""
    yearly = a.award.startswith(_YEARLY)
    decided, decided_later = a.facts.decided, b.facts.decided
    if cited:
        return "one decision"
    if decided and not decided_later:
        return "decided, then handed over" if b.held else "decided, then told again"
    if not a.held and not b.held and apart <= _NEWS:
        return "two undated notes on one award"
    if decided_later:
        return None
    if a.facts.once:
        return "not given twice in this time" if b.held else "told again"
    if a.facts.years & b.facts.years and yearly:
        return "given once for the year"
    if a.kind != "feature" and not a.held and b.held and not a.facts.handed and b.facts.handed and apart <= _SOON:
        return "told without a day, then handed over"
    if not b.held and b.kind in ("feature", "other", "plan") and (apart <= _SOON or not yearly):
        return "told again without a day"
    return None


def _relation(a: Conferred, b: Conferred, names: int) -> Relation | None:
    """Tell by numbers and names whether two awards are one, or one of them is a part of the other."""
    count, later = a.count or len(a.recipients) or None, b.count or len(b.recipients) or None
    if count is None or later is None:
        return "same"
    complete, later_complete = len(a.recipients) == count, len(b.recipients) == later
    fewest = min(len(a.recipients), len(b.recipients))
    if 2 * len(a.recipients) > count and 2 * len(b.recipients) > later and fewest >= 2 * names:
        return None
    if count == later or _fits(a, b):
        return "same"
    smaller, known = (b, later_complete) if later < count else (a, complete)
    if names < len(smaller.recipients) and (known or (complete and later_complete)):
        return None
    return "later is a part" if later < count else "earlier is a part"


def _fits(a: Conferred, b: Conferred) -> bool:
    if a.count is None or b.count is None or "exact" not in (a.qualifier, b.qualifier):
        return False
    exact, rounded = (a, b) if a.qualifier == "exact" else (b, a)
    return fits(exact.count or 0, rounded.count or 0, rounded.qualifier)


def _one_name(a: str, b: str) -> bool:
    if a == b:
        return True
    words, others = set(a.split()), set(b.split())
    return words <= others or others <= words
