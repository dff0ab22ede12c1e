"""What speaks for two awards being a decision and its handing over, and what against it.

- Needed: one award, name and class (or one does not say the class), grantors and kinds of recipients that do not
  differ, one province (or one does not say it), and a recipient in common whose name is told from others; or one
  decision that the sentences of both cite, with one number. A number alone is nothing: twelve letters in May and twelve
  in November are told of every year.
- What the sentence tells: a decision ("vừa ký quyết định tặng", "theo Quyết định số 512/QĐ-CTN"), a handing over
  ("trao", "gắn", "đón nhận", "công bố quyết định"), or neither ("được tặng").
- Orders, honorary titles, state prizes and Party badges are not given again to one recipient within the time looked at
  (`LONGEST`), so that any two reports of one are one award, unless they cite two decisions. For orders the law asks for
  five further years between one class and the next (Luật Thi đua, khen thưởng 2003, Điều 42 as amended by Luật
  39/2013/QH13, Điều 1 khoản 18; kept in Luật 06/2022/QH15, Điều 42 to 44), and one achievement is not commended twice
  (Luật 06/2022/QH15, Điều 5).
- Other awards come again (flags and titles each year: Luật 06/2022/QH15, Điều 25; letters for each occasion). Two
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
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nlp.report import Qualifier
from reference.folding import aligned, aligned_pattern, norm
from warehouse.counts import fits
from warehouse.recipients import Recipient, recipient
from warehouse.told_awards import ONE_GRANTOR, Period

Relation = Literal["same", "later is a part", "earlier is a part"]

LONGEST = dt.timedelta(days=550)
"""Longest time from a decision to its handing over that is looked at: some 18 months."""
LONGEST_OTHERS = dt.timedelta(days=300)
"""The same for awards that come again each year: less than a year."""
_NEWS = dt.timedelta(days=31)
"""Two undated notes on one decision are no further apart."""
_OF_AGE = norm("tuổi")
_ONCE = frozenset({"danh-hieu-vinh-du", "giai-thuong"})
_SUITS = {
    "chu-tich-nuoc": "qđ-ctn",
    "thu-tuong": "qđ-ttg",
    "chinh-phu": "qđ-ttg",
    "ubnd-tinh": "qđ-ub",
    "huyen": "qđ-ub",
    "xa": "qđ-ub",
}
_HANDS = aligned_pattern(r"\b(?:trao|gắn|đón nhận|nhận|công bố|đọc)\b")
_GIVES = aligned_pattern(r"(?:(?:truy|phong|trao|khen|về việc|việc) )*(?:tặng|thưởng|khen|công nhận)")
_SIGNS = aligned_pattern(r"(?:ký|ban hành|ra|có) (?:ban hành )?(?:các )?")
_DECIDES = re.compile(
    rf"\b(?:{_SIGNS})?"
    + aligned_pattern(r"quyết định (?:số \S+ )?(?:ngày [\d/.-]+ )?(?:của [^,;.]{0,60} )?")
    + _GIVES
    + rf"|\b{_SIGNS}"
    + aligned_pattern(r"quyết định|\btheo (?:các )?quyết định")
)
_HANDED = re.compile(_HANDS)
_YEARLY = ("co-thi-dua", "chien-si-thi-dua", "lao-dong-tien-tien", "tap-the-lao-dong", "don-vi-quyet-thang")
_DECISION = norm("Quyết định ")
_MARKS = re.compile(r"\s*([/-])\s*")
_TELLING = 10
"""The smallest number that tells something of its own."""
_YEAR = re.compile(aligned_pattern(r"\bnăm (?:học )?((?:19|20)\d\d)(?: ?[-–] ?((?:19|20)\d\d))?"))
_DATE = re.compile(aligned_pattern(r"\bngày \d{1,2}\S{0,8}(?: tháng \d{1,2})? năm (?:19|20)\d\d"))


@dataclass(slots=True)
class Conferred:
    """An award group as `handovers.link` takes it: conferred, with what stands in it.

    `held` says that its event gives a day, which is `day`; else that is the day of first publication. `province` is
    the slug of today's 34. `name`, `recipients` and `documents` (all that its own reports cite) are under
    `reference.folding.norm`; `evidence` is the sentence of the row that says it best.
    """

    group: str
    event: str
    held: bool
    day: dt.date | None
    province: str | None
    kind: str
    award: str
    name: str
    award_class: int | None
    grantor: str | None
    recipient: str
    count: int | None
    qualifier: Qualifier
    period: Period | None
    recipients: Sequence[str]
    documents: Sequence[str]
    evidence: str

    def names(self) -> list[Recipient]:
        """Return the recipients as they are compared."""
        return [recipient(name) for name in self.recipients]


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
    cited = decisions_of(a) & decisions_of(b)
    said = cited & (_said_decisions(a) | _said_decisions(b))
    relation = _relation(a, b, names)
    if relation is None or not (names or _cited_alone(a, b, cited)):
        return None
    order = _order(a, b, apart, cited=bool(said))
    if order is None:
        return None
    why = [f"{names} recipients in common" if names > 1 else "a recipient in common"] if names else []
    why += [f"both cite {', '.join(sorted(cited)).upper()}"] if cited else []
    return Link(relation, (len(cited), names, -apart.days), (*why, order, f"{apart.days} days apart"))


def contradict(a: Conferred, b: Conferred) -> bool:
    """Tell whether anything speaks against two awards being one, in whatever order they come."""
    if a.event == b.event or a.award != b.award or not _one_name(a.name, b.name):
        return True
    grantors = {ONE_GRANTOR.get(grantor, grantor) for grantor in (a.grantor, b.grantor) if grantor}
    kinds = {a.recipient, b.recipient} - {"case", "mixed"}
    if len(grantors) > 1 or len(kinds) > 1:
        return True
    for one, other in ((a.province, b.province), (a.award_class, b.award_class), (a.period, b.period)):
        if one and other and one != other:
            return True
    if a.day is None or b.day is None or abs(b.day - a.day) > (LONGEST if comes_once(a) else LONGEST_OTHERS):
        return True
    years, other_years = _years(a.evidence), _years(b.evidence)
    if years and other_years and years.isdisjoint(other_years):
        return True
    decisions, others = _said_decisions(a), _said_decisions(b)
    return bool(decisions and others and decisions.isdisjoint(others))


def comes_once(award: Conferred) -> bool:
    """Tell whether a recipient does not get the award again within the time looked at."""
    if award.award in _ONCE or award.award.startswith("huan-chuong"):
        return True
    return award.award == "huy-hieu" and _OF_AGE in award.name


def _cited_alone(a: Conferred, b: Conferred, cited: frozenset[str]) -> bool:
    """Tell whether a decision that both cite makes two awards without a common name one: with one number of one kind."""
    alike = a.count is not None and (a.count, a.grantor, a.recipient) == (b.count, b.grantor, b.recipient)
    said, other = _said_decisions(a) & cited, _said_decisions(b) & cited
    return alike and bool(said & other or ((said or other) and (a.count or 0) >= _TELLING))


def _order(a: Conferred, b: Conferred, apart: dt.timedelta, *, cited: bool) -> str | None:
    """Tell how the later follows the earlier, None where it need not be the same award."""
    decided, decided_later = _is_decision(a), _is_decision(b)
    if cited:
        return "one decision"
    if decided and not decided_later:
        return "decided, then handed over" if b.held else "decided, then told again"
    if not a.held and not b.held and apart <= _NEWS:
        return "two undated notes on one award"
    if decided_later:
        return None
    if comes_once(a):
        return "not given twice in this time" if b.held else "told again"
    if _years(a.evidence) & _years(b.evidence) and a.award.startswith(_YEARLY):
        return "given once for the year"
    if not a.held and b.held and not _tells_of_handing(a.evidence) and _tells_of_handing(b.evidence):
        return "told without a day, then handed over"
    if not b.held and b.kind in ("feature", "other", "plan"):
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
    if later < count:
        return None if complete and names < len(b.recipients) else "later is a part"
    return None if later_complete and names < len(a.recipients) else "earlier is a part"


def _fits(a: Conferred, b: Conferred) -> bool:
    if a.count is None or b.count is None or "exact" not in (a.qualifier, b.qualifier):
        return False
    exact, rounded = (a, b) if a.qualifier == "exact" else (b, a)
    return fits(exact.count or 0, rounded.count or 0, rounded.qualifier)


def _day(award: Conferred) -> dt.date:
    return award.day or dt.date.min


def _one_name(a: str, b: str) -> bool:
    words, others = set(a.split()), set(b.split())
    return words <= others or others <= words


def _is_decision(award: Conferred) -> bool:
    return award.kind == "plan" or _decides(award.evidence)


@lru_cache(maxsize=65536)
def _decides(evidence: str) -> bool:
    """Tell whether a sentence tells of a decision, and of no handing over."""
    return _DECIDES.search(aligned(evidence)) is not None and not _tells_of_handing(evidence)


@lru_cache(maxsize=65536)
def _tells_of_handing(evidence: str) -> bool:
    return _HANDED.search(_DECIDES.sub(" ", aligned(evidence))) is not None


@lru_cache(maxsize=65536)
def _years(evidence: str) -> frozenset[str]:
    """Return the years that a sentence names otherwise than in a date."""
    flat = _DATE.sub(" ", aligned(evidence))
    return frozenset(year for found in _YEAR.finditer(flat) for year in found.groups() if year)


def decisions_of(award: Conferred) -> frozenset[str]:
    """Return the numbers of the decisions that its reports cite and that its grantor can have made: "512/qđ-ctn"."""
    suits = _SUITS.get(award.grantor or "", "qđ-")
    numbers = (document.rpartition(" ")[2] for document in award.documents if document.startswith(_DECISION))
    return frozenset(number for number in numbers if f"/{suits}" in number)


def _said_decisions(award: Conferred) -> frozenset[str]:
    """Return those of the decisions that the sentence itself cites."""
    flat = _MARKS.sub(r"\1", aligned(award.evidence)) if award.documents else ""
    return frozenset(number for number in decisions_of(award) if re.search(rf"(?<!\d){re.escape(number)}", flat))
