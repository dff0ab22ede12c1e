"""Which number stands where several outlets tell of one award.

The rule: every outlet has one vote, and its latest statement counts; a copy of another's text has none. An exact
number beats a rounded one that agrees with it, and gets that vote as well. The number with most votes stands; one that
an operator corrected stands before all votes. On a tie the one that an outlet of the ceremony's own province tells,
then the one published first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.report import Qualifier


@dataclass(frozen=True, slots=True)
class Statement:
    """One outlet's number, None where it states none; `age` sorts by publication; `local` is of the province.

    `corrected` is a number that an operator has looked at.
    """

    outlet: str
    count: int | None
    qualifier: Qualifier
    age: tuple[bool, float, str]
    local: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The number that stands, how many outlets agree with it, and whether any tells a number that cannot be squared."""

    count: int | None
    qualifier: Qualifier
    agreeing: int
    conflict: bool


def choose(statements: Sequence[Statement]) -> Choice:
    """Return what stands among the statements of independent reports on one award; at least one is needed."""
    latest = {s.outlet: s for s in sorted(statements, key=_recency)}
    stated = [s for s in latest.values() if s.count is not None]
    if not stated:
        return Choice(None, "exact", len(latest), False)

    def worth(candidate: Statement) -> tuple[bool, int, bool, bool, tuple[bool, float, str]]:
        votes = sum(agree(candidate, s) for s in stated)
        local = any(s.local and s.count == candidate.count for s in stated)
        return (not candidate.corrected, -votes, candidate.qualifier != "exact", not local, candidate.age)

    best = min(stated, key=worth)
    agreeing = sum(agree(best, s) for s in stated)
    return Choice(best.count, best.qualifier, agreeing, agreeing < len(stated))


def agree(a: Statement, b: Statement) -> bool:
    """Tell whether two stated numbers can both be right."""
    if a.count is None or b.count is None:
        return True
    if a.qualifier != "exact" and b.qualifier == "exact":
        a, b = b, a
    if a.qualifier == "exact" and b.qualifier != "exact" and a.count is not None and b.count is not None:
        return fits(a.count, b.count, b.qualifier)
    return a.count == b.count


def fits(exact: int, rounded: int, qualifier: Qualifier) -> bool:
    """Tell whether an exact number can be told as "hơn" or "gần, khoảng" the rounded one.

    "Hơn 300" is at least 300 and less than 400, "hơn 1.250" less than 1,260: less than one more of the last digit said.
    "Gần 300" or "khoảng 300" is nearer than 100 on either side.
    """
    step = 1
    while rounded % (step * 10) == 0:
        step *= 10
    if qualifier == "over":
        return rounded <= exact < rounded + step
    return abs(exact - rounded) < step if qualifier == "about" else exact == rounded


def _recency(statement: Statement) -> tuple[bool, bool, bool, float, str]:
    unknown, published, article = statement.age
    return (statement.corrected, statement.count is not None, not unknown, published, article)
