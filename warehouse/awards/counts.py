"""Which number stands where several outlets tell of one award.

The rule: every outlet has one vote, and its latest statement counts; a copy of another's text has none. An exact
number beats a rounded one that agrees with it, and gets that vote as well. The number with most votes stands; one that
an operator corrected stands before all votes. On a tie the one that an outlet of the ceremony's own province tells,
then the one published first. An outlet that only names recipients says that there were no fewer: it has a vote for
every number that is not below that of its names, and on a tie its own yields to a stated one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.report import Qualifier


@dataclass(frozen=True, slots=True)
class Statement:
    """One outlet's number, None where it states none; `age` sorts by publication; `local` is of the province.

    `corrected` is a number that an operator has looked at, `named` one that is not said: that of the names given.
    """

    outlet: str
    count: int | None
    qualifier: Qualifier
    age: tuple[bool, float, str]
    local: bool = False
    corrected: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The number that stands, how many outlets agree with it, and whether any tells a number that cannot be squared."""

    count: int | None
    qualifier: Qualifier
    agreeing: int
    conflict: bool


def choose(statements: Sequence[Statement]) -> Choice:
    """Return what stands among the statements of independent reports on one award; at least one is needed."""
    if len(statements) == 1:
        return Choice(statements[0].count, statements[0].qualifier, 1, False)
    latest = {s.outlet: s for s in sorted(statements, key=_recency)}
    stated = [s for s in latest.values() if s.count is not None]
    if not stated:
        return Choice(None, "exact", len(latest), False)
    own = {s.count for s in stated if s.local}

    def worth(candidate: Statement) -> tuple[bool, bool, int, bool, bool, tuple[bool, float, str]]:
        votes = sum(supports(s, candidate) for s in stated)
        beaten = candidate.qualifier != "exact" and any(
            s.qualifier == "exact" and not s.named and supports(s, candidate) for s in stated
        )
        return (not candidate.corrected, beaten, -votes, candidate.named, candidate.count not in own, candidate.age)

    best = min(stated, key=worth)
    agreeing = sum(supports(s, best) for s in stated)
    return Choice(best.count, best.qualifier, agreeing, agreeing < len(stated))


def supports(statement: Statement, other: Statement) -> bool:
    """Tell whether a statement has its vote for the number of another."""
    if statement.count is None or other.count is None:
        return True
    if statement.named and statement.count <= other.count:
        return True
    if statement.qualifier == "exact" and other.qualifier != "exact":
        return fits(statement.count, other.count, other.qualifier)
    if statement.qualifier != "exact" and other.qualifier == "exact":
        return fits(other.count, statement.count, statement.qualifier)
    return statement.count == other.count


def agree(a: Statement, b: Statement) -> bool:
    """Tell whether two stated numbers can both be right."""
    return supports(a, b) or supports(b, a)


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


def _recency(statement: Statement) -> tuple[bool, bool, bool, bool, float, str]:
    unknown, published, article = statement.age
    return (statement.corrected, statement.count is not None, not statement.named, not unknown, published, article)
