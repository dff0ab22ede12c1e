"""An award as one report tells of it, and how what two of them are about compares: equal, left open, or differing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nlp.report import Qualifier
from reference.folding import norm
from warehouse.awards.counts import Statement
from warehouse.awards.recipients import Recipient, recipient

Period = tuple[int, int | None]

FORM_OPEN = "khen-thuong"
"""Commended, the form not said."""
_ORDER_OPEN = "huan-chuong"
OPEN_FORMS = (FORM_OPEN, _ORDER_OPEN)
ONE_GRANTOR = {"chinh-phu": "thu-tuong"}
"""The Prime Minister decides on what the Government grants, and outlets call the one and the other."""
_NUMBER = re.compile(r"\d+(?:\.\d{3})*")
_WORDS = dict(enumerate(map(norm, ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"])))


@dataclass(slots=True)
class AwardTold:
    """One award row of one report, as the columns of the work tables have it.

    `report` is the id of its article; `name` and `recipients` are under `reference.folding.norm`, the name empty where
    there is none; `age` ranks articles by publication, `dated` says that its day is known; `copy` marks a text that
    repeats another's, `local` an outlet of the event's own province, `corrected` a number that an operator looked at.
    """

    id: str
    report: str
    row: int
    award: str
    name: str
    award_class: int | None
    grantor: str | None
    recipient: str
    count: int | None
    qualifier: Qualifier
    status: str
    period: Period | None
    recipients: Sequence[str]
    copy: bool
    outlet: str
    age: int
    dated: bool
    local: bool
    corrected: bool
    confidence: float
    evidence: str = ""

    def statement(self) -> Statement:
        """Return its number as the vote of its outlet."""
        age = (not self.dated, float(self.age), "")
        return Statement(self.outlet, self.count, self.qualifier, age, self.local, self.corrected, self.named())

    def named(self) -> bool:
        """Tell whether its number is that of the names given, and not said."""
        count = self.count
        if not self.recipients or count != len(self.recipients) or self.corrected:
            return False
        if any(int(digits.replace(".", "")) == count for digits in _NUMBER.findall(self.evidence)):
            return False
        return count == 1 or count not in _WORDS or _WORDS[count] not in norm(self.evidence).split()

    def names(self) -> list[Recipient]:
        """Return its recipients as they are compared."""
        return [recipient(name) for name in self.recipients]


class Kind(NamedTuple):
    """What a row is about: rows of two reports with one kind are one award."""

    status: str
    award: str
    name: str
    period: Period | None
    award_class: int | None
    grantor: str | None
    recipient: str


def kind_of(row: AwardTold) -> Kind:
    """Return what a row is about."""
    grantor = ONE_GRANTOR.get(row.grantor, row.grantor) if row.grantor else None
    return Kind(row.status, row.award, row.name, row.period, row.award_class, grantor, row.recipient)


class Comparison(NamedTuple):
    """Which fields the one, and which the other, leaves open, and in which they differ, each as the field's name."""

    open: tuple[str, ...]
    other_open: tuple[str, ...]
    differ: tuple[str, ...]

    @property
    def covers(self) -> bool:
        """Whether the one is the other with something left open."""
        return bool(self.open) and not self.other_open and not self.differ


@lru_cache(maxsize=65536)
def compare(a: Kind, b: Kind) -> Comparison:
    """Return how two kinds compare."""
    opens, other_opens, differ = [], [], []
    for field, x, y in zip(Kind._fields, a, b, strict=True):
        if x == y or (field == "name" and a.award != b.award):
            continue
        if _leaves_open(field, x, y):
            opens.append(field)
        elif _leaves_open(field, y, x):
            other_opens.append(field)
        else:
            differ.append(field)
    return Comparison(tuple(opens), tuple(other_opens), tuple(differ))


def openness(kind: Kind) -> int:
    """Return how much a kind leaves open."""
    wide = 2 * (kind.recipient == "case") + (kind.recipient == "mixed") + 2 * (kind.award in OPEN_FORMS)
    return wide + (kind.award_class is None) + (kind.grantor is None) + (kind.period is None) + _shortness(kind.name)


def finest(kind: Kind, other: Kind) -> Kind:
    """Return a kind with what it leaves open as the other has it."""
    opens = compare(kind, other).open
    if "award" in opens:
        opens = (*opens, "name")
    return kind._replace(**{field: getattr(other, field) for field in opens})


def _leaves_open(field: str, value: object, other: object) -> bool:
    match field:
        case "award":
            order = value == _ORDER_OPEN and str(other).startswith(f"{_ORDER_OPEN}-")
            return order or (value == FORM_OPEN and other != _ORDER_OPEN)
        case "name":
            return set(str(value).split()) < set(str(other).split())
        case "period" | "award_class" | "grantor":
            return value is None
        case "recipient":
            return value == "case" or (value == "mixed" and other != "case")
    return False


def _shortness(name: str) -> int:
    """Return more the fewer words a name has: "Huy hiệu Đảng" may be one of 50 years, and a name may not be given."""
    return max(0, 8 - len(name.split()))
