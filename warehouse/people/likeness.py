"""Whether two sets of mentions of one name are one person: evidence for and against, added up as powers of ten.

The weights were set by hand on the hard cases in tests/warehouse/people/people_cases.py and on the tuning seeds of
benchmarks/people.py; each names what it stands for. What is measured is only told of these two and of the tables in
`reference`: what else is in the data changes no decision.
"""

from __future__ import annotations

from collections.abc import Sequence

from reference.name_rarity import rarity
from reference.provinces import BY_ID
from warehouse.people.mentions import LEADERS, NATIONAL
from warehouse.people.persons import Person, overlap, switches

YEAR = 365
STALE = 180
"""Days for which papers go on giving a title that is no longer right."""
_NEVER = -9.0
Verdict = tuple[float, str]
"""The sum, which is for one person where it is over 0, and the reason that weighs most."""


def likeness(name: str, a: Person, b: Person) -> Verdict:
    """Return whether two sets of mentions of one name are one person; both have dated or undated mentions in office."""
    if a.reports & b.reports:
        return _NEVER, "both named in one report"
    if None in (a.units | b.units):
        return _place_unknown(name, a, b)
    if a.units & b.units:
        return _same_unit(name, a, b)
    if any(follows(u, v) for u in a.units for v in b.units):
        return _merged(name, a, b)
    return _elsewhere(name, a, b)


def follows(one: str | None, other: str | None) -> bool:
    """Tell whether one of two units is that of today into which the other has gone."""
    x, y = BY_ID.get(one or ""), BY_ID.get(other or "")
    return bool(x and y) and (y.id in x.successors or x.id in y.successors)  # type: ignore[union-attr]


def _same_unit(name: str, a: Person, b: Person) -> Verdict:
    """Judge two of one province: one name is one person where nothing speaks against it; the rarer, the more must."""
    national = a.units == b.units == {NATIONAL}
    score = 1.0 + _rare(name, common=4.5, half=2.0, most=2.0) + (0.5 if national else 0.0)
    score += 1.0 if national and a.central and b.central else 0.0
    if a.former & b.held or b.former & a.held:
        return score + 3.0 - _retired_before(a, b), "an office named as the former one"
    if not _one_body(a, b):
        score -= _clash(a, b) * (0.7 if national else 1.0)
    score -= _apart(a, b) + _fall(a, b) + _retired_before(a, b)
    return score, "one name in one province, one office after the other"


def _merged(name: str, a: Person, b: Person) -> Verdict:
    """Judge two of units of which one has gone into the other: who is in office there may go on in the new one."""
    score = 0.7 + _rare(name, common=4.5, half=2.0, most=2.0)
    if _bodies(a) & _bodies(b):
        score += 1.5
    if switches(a.busy, b.busy) > 1 or switches(a.days, b.days) > 2:
        return _NEVER, "two provinces at one time"
    return score - _apart(a, b) - _fall(a, b) - _retired_before(a, b), "in office before and after the provinces merged"


def _elsewhere(name: str, a: Person, b: Person) -> Verdict:
    """Judge two of two provinces, or of one and the centre: two persons, unless rank, rarity, time tell of a move."""
    leads = (a.top >= 4) + (b.top >= 4)
    national = NATIONAL in a.units | b.units
    score = rarity(name) - (7.5, 6.5, 4.8)[leads] - (0.5 if national and leads < 2 else 0.0)
    if (a.former & b.held) or (b.former & a.held):
        return 3.0, "the former office in the other province is named"
    if national and a.ceremonies & b.ceremonies:
        return score + 3.0, "met at one ceremony"
    if national and not all(person.words for person in (a, b)):
        return rarity(name) - 4.2, "no title, where one of the name leads in the centre"
    if not a.days or not b.days or (overlap(a.days, b.days) > STALE and not (national and a.central and b.central)):
        return _guest(name, a, b)
    score += (0.0, 1.0, 2.5)[a.central + b.central]
    gap = -overlap(a.days, b.days) / YEAR
    score += 0.4 if gap < 2 else -0.15 * (gap - 2)
    score -= 0.6 + _fall(a, b, allowed=0) + _retired_before(a, b)
    return score, "moved: one office after the other, of one rank or higher"


def _guest(name: str, a: Person, b: Person) -> Verdict:
    """Judge two of one time: a leader who is a guest elsewhere is told with a bare title, as if he served there."""
    few, many = sorted((a, b), key=lambda person: len(person.numbers))
    same = few.words & many.words and few.held and {body for _, body in few.held} <= {body for _, body in many.held}
    within = few.days and many.days and many.days[0] <= few.days[0] and few.days[-1] <= many.days[-1]
    if same and within and len(few.ceremonies) <= 1 and LEADERS in {body for _, body in few.held}:
        return rarity(name) - 6.0, "a guest with the same post"
    return _NEVER, "two provinces at one time"


def _place_unknown(name: str, a: Person, b: Person) -> Verdict:
    """Judge two of whom one does not say where: the office, the ceremony or the company have to."""
    score = _rare(name, common=6.5, half=1.0, most=2.0) - 1.0
    if _bodies(a) & _bodies(b):
        score += 3.5 if a.words & b.words else 2.5
    if a.ceremonies & b.ceremonies:
        score += 3.5
    score += min(2.0, 0.7 * (len(a.companions & b.companions) - 1)) if a.companions & b.companions else 0.0
    if a.days and b.days:
        score += 0.5 if overlap(a.days, b.days) > -STALE else -0.3
    return score - _clash(a, b) - _apart(a, b), "the office, the ceremony or the company are those of one person"


def _rare(name: str, *, common: float, half: float, most: float) -> float:
    return min(most, (rarity(name) - common) / half)


def _bodies(person: Person) -> frozenset[str]:
    return frozenset(body for _, body in person.held)


def _one_body(a: Person, b: Person) -> bool:
    """Tell whether a body of one is that of the other with words left out: "Sở Giáo dục" of "… và Đào tạo"."""
    ours, theirs = ([set(words) for body in _bodies(person) if len(words := body.split()) > 2] for person in (a, b))
    return any(x <= y or y <= x for x in ours for y in theirs)


def _clash(a: Person, b: Person) -> float:
    """Return what offices that leave no room for one another weigh where they are told of one time.

    One day far from the others may be a wrong date.
    """
    if not a.busy or not b.busy:
        return 0.0
    weight = _turns(a.busy, b.busy)
    for one, other in ((a.busy, b.busy), (b.busy, a.busy)):
        if weight and len(one) > 2:
            weight = min(weight, 0.5 + _turns(one[1:], other), 0.5 + _turns(one[:-1], other))
    return weight


def _turns(a: Sequence[int], b: Sequence[int]) -> float:
    turns = switches(a, b) - 1
    if turns <= 0:
        return 0.0
    return 0.4 if overlap(a, b) < STALE else min(6.0, 0.9 * turns)


def _apart(a: Person, b: Person) -> float:
    """Return what years without a trace weigh."""
    if not a.days or not b.days:
        return 0.0
    return max(0.0, -overlap(a.days, b.days) / YEAR - 6) * 0.15


def _fall(a: Person, b: Person, allowed: int = 1) -> float:
    """Return what a fall in rank weighs: careers go up."""
    if not a.days or not b.days or overlap(a.days, b.days) > 0:
        return 0.0
    early, late = (a, b) if a.days[0] <= b.days[0] else (b, a)
    if not early.last_level or not late.first_level:
        return 0.0
    return 0.7 * max(0, early.last_level - late.first_level - allowed)


def _retired_before(a: Person, b: Person) -> float:
    """Return what it weighs that one has nothing but a former office while the other is busy."""
    for one, other in ((a, b), (b, a)):
        if one.rest and other.busy and other.busy[-1] > one.rest[0] - STALE and not one.former & other.held:
            return 2.5
    return 0.0
