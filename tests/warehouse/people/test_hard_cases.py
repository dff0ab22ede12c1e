"""The hard cases of people, decided by `identify` alone."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace

import pytest

from tests.warehouse.people.people_cases import BLIND, LATER
from warehouse.people.officials import Mention, identify, name_key, scope_of
from warehouse.tables.places import province_in_title

_LINE = re.compile(
    r"(?P<who>\w) (?P<day>\S+) (?P<province>\S+)(?: (?P<report>\w+)@(?P<ceremony>\w*))?(?: \[(?P<place>[^]]+)\])?"
    r" \| (?P<name>[^|]+) \|(?P<titles>.*)"
)


def read(case: str) -> tuple[list[str], list[Mention]]:
    """Return the truth and the mentions of a case."""
    lines = [line.strip() for line in case.strip().splitlines()]
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    assert len(found) == len(lines), case
    mentions = []
    for n, match in enumerate(found):
        titles = tuple(title.strip() for title in match["titles"].split(";") if title.strip())
        province = None if match["province"] == "-" else match["province"]
        day = None if match["day"] == "-" else dt.date.fromisoformat(match["day"])
        report = match["report"] or f"own-{n}"
        ceremony = report if match["ceremony"] is None else match["ceremony"] or None
        scope = scope_of(titles, province, province_in_title)
        mentions.append(Mention(report, ceremony, match["name"].strip(), titles, scope, day, match["place"]))
    named: dict[int | str, list[str]] = defaultdict(list)
    for mention in mentions:
        named[mention.report].append(name_key(mention.name))
    return [match["who"] for match in found], [replace(m, named=tuple(named[m.report])) for m in mentions]


def truth(who: list[str]) -> list[list[int]]:
    """Return the persons that the letters say, as `identify` returns them."""
    persons: dict[str, list[int]] = defaultdict(list)
    for n, letter in enumerate(who):
        persons[letter].append(n)
    return list(persons.values())


@pytest.mark.parametrize("name", BLIND | LATER)
def test_who_is_who(name: str) -> None:
    who, mentions = read((BLIND | LATER)[name])
    assert identify(mentions) == truth(who)
