"""Which reports are worth comparing: those that share a key, so that not each is compared with each.

A key is a day that both may mean together with something that two reports on one event have in common: an official, a
number of an award, a named recipient, a word of what the headline is about, or a headline that is about nothing but the
trade. A number below 2 is no key, and small numbers, words and headlines are keys within one province only. What
shares none of these is never compared: it could hardly be one event (`warehouse.ceremonies.evidence`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from warehouse.ceremonies.events import Facts

LARGEST_BLOCK = 200
"""Of a larger block each report meets its nearest neighbours by headline only, so that cost stays near n log n."""
_NEIGHBOURS = 40

_RARE = 10
"""A smaller number is a key within one province only: hundreds of events have it on a day in December."""
_PLAIN = 2
"""A headline with fewer words than this that say what it is about is a key itself."""


def block_keys(facts: Facts) -> list[str]:
    """Return the keys of a report, sorted: two are compared only where they share one.

    A block larger than LARGEST_BLOCK depends on all of its members: if one of them changes, all are to be grouped anew.
    """
    return sorted(f"{day} {name}" for day in facts.days | facts.maybe for name in _names(facts))


def pairs_of(numbers: Sequence[int], facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    """Give each pair (a, b), a < b, of the reports with these numbers that share a key, once, day by day."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for n in numbers:
        for day in facts[n].days | facts[n].maybe:
            by_day[day].append(n)
    for day in sorted(by_day):
        blocks: dict[str, list[int]] = defaultdict(list)
        for n in by_day[day]:
            for name in _names(facts[n]):
                blocks[name].append(n)
        pairs = {pair for block in blocks.values() if len(block) > 1 for pair in _pairs(block, facts)}
        yield from (pair for pair in pairs if _first_common(*(facts[n] for n in pair)) == day)


def _names(facts: Facts) -> set[str]:
    province = facts.province or "-"
    names = {f"o {name}" for name in facts.officials}
    names |= {
        f"n {'' if number >= _RARE else province} {award} {kind} {number}"
        for award, kind, _, number in facts.exact
        if number > 1
    }
    names |= {f"r {name}" for name in facts.recipients}
    names |= {f"w {province} {word}" for word in facts.subject}
    if len(facts.subject) < _PLAIN:
        names.add(f"h {province}")
    return names


def _pairs(block: list[int], facts: Sequence[Facts]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST_BLOCK:
        yield from combinations(block, 2)
        return
    by_headline = sorted(block, key=lambda n: (sorted(facts[n].headline), n))
    for start, n in enumerate(by_headline):
        yield from ((min(n, m), max(n, m)) for m in by_headline[start + 1 : start + 1 + _NEIGHBOURS])


def _first_common(a: Facts, b: Facts) -> int:
    return min((a.days | a.maybe) & (b.days | b.maybe))
