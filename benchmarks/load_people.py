"""The people and bodies of a load: a stock of officials with careers, of whom some appear often, and recipients."""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from benchmarks.load_plan import FIRST, LAST
from benchmarks.load_words import names
from reference.outlets import outlets
from reference.provinces import MERGER, in_force, provinces_on
from reference.tables import read_table

OFFICIALS = 20_000
NATIONAL = 400
"""How many of them serve in bodies of the centre."""
MOVED = 0.03
"""Share of officials who go to another province in their career."""
ERAS = (dt.date.min, dt.date(2025, 1, 1), MERGER)
"""Days from which the provinces were others."""


def season(day: dt.date) -> dt.date:
    """Return the day from which those serve who serve on a day: its year's first, or that of a merger since."""
    return max(day.replace(month=1, day=1), ERAS[bisect(ERAS, day) - 1])


@dataclass(frozen=True, slots=True)
class Person:
    """An official: name, home (a province before the merger, None for the centre), and posts from a day on."""

    name: str
    posts: tuple[tuple[dt.date, str | None, tuple[str, ...]], ...]

    def titles(self, day: dt.date) -> tuple[str, ...]:
        """Return the titles that he has on a day."""
        held = [titles for since, _, titles in self.posts if since <= day]
        return held[-1] if held else self.posts[0][2]


def name_of(chance: random.Random) -> str:
    """Return a person's name of three or four syllables."""
    surnames, weights = _surnames()
    middle = chance.choice(names()["middle"])
    if chance.random() < 0.3:
        middle += f" {chance.choice(names()['middle'])}"
    return f"{chance.choices(surnames, cum_weights=weights)[0]} {middle} {chance.choice(names()['given'])}"


def recipient_of(chance: random.Random, seed: int, kind: str, province: str | None) -> str:
    """Return the name of a recipient: two of five are of a province's stock, and so are honoured again."""
    if chance.random() < 0.4:
        number = int(3000 * chance.random() ** 3)
        chance = random.Random(f"{seed}/recipient/{province}/{kind}/{number}")
    if kind in ("individual", "case", "mixed"):
        return name_of(chance)
    if kind == "household":
        return f"Gia đình ông {name_of(chance)}"
    places = names()["places"]
    told = [f"{chance.choice(places)} {chance.choice(names()['given'])}", chance.choice(places)]
    return str(chance.choice(names()["bodies"])).format(*told)


@cache
def officials(seed: int) -> tuple[Person, ...]:
    """Return the stock of officials; those of a province with low numbers appear most often."""
    homes = [province.slug for province in provinces_on(FIRST)]
    return tuple(_person(random.Random(f"{seed}/official/{n}"), n, homes) for n in range(OFFICIALS))


@cache
def present(seed: int, province: str | None, day: dt.date) -> tuple[list[Person], list[float]]:
    """Return those who serve in a province on a day, with the sums of how often each appears (Zipf)."""
    here = _by_province(seed, day)
    people = here.get(province) or here[None]
    return people, list(accumulate(1 / (rank + 4) for rank in range(len(people))))


@cache
def speakers(province: str | None, day: dt.date) -> tuple[list[str], list[str]]:
    """Return the domains of the outlets of a province on a day, and those of the whole country."""
    here = [one.domain for one in outlets() if one.province and _of(one.province, day) == province]
    return here, [one.domain for one in outlets() if one.province is None]


def _person(chance: random.Random, number: int, homes: Sequence[str]) -> Person:
    home = None if number < NATIONAL else homes[number % len(homes)]
    leading = NATIONAL <= number < NATIONAL + 12 * len(homes)
    later = chance.choices((0, 1, 2), (5, 4, 1))[0]
    begins = [FIRST, *sorted(FIRST + dt.timedelta(days=chance.randrange((LAST - FIRST).days)) for _ in range(later))]
    posts: list[tuple[dt.date, str | None, tuple[str, ...]]] = []
    for since in begins:
        if home is not None and posts and chance.random() < MOVED:
            home = chance.choice(homes)
        forms = "central" if home is None else "leaders" if leading and chance.random() < 0.4 else "posts"
        title = chance.choice(names()[forms]).format(chance.choice(names()["fields"]), chance.choice(names()["places"]))
        beside = chance.sample(names()["beside"], 2) if home is not None else []
        posts.append((since, home, (title, *beside)))
    return Person(name_of(chance), tuple(posts))


@cache
def _by_province(seed: int, day: dt.date) -> dict[str | None, list[Person]]:
    people: dict[str | None, list[Person]] = {}
    for person in officials(seed):
        home = [where for since, where, _ in person.posts if since <= day] or [person.posts[0][1]]
        people.setdefault(_of(home[-1], day) if home[-1] else None, []).append(person)
    return people


@cache
def _of(slug: str, day: dt.date) -> str | None:
    province = in_force(slug, day)
    return province.slug if province else None


@cache
def _surnames() -> tuple[list[str], list[float]]:
    found = [row["surname"] for row in read_table("surnames.csv") if row["frequency"] in ("common", "usual")][:120]
    return found, list(accumulate(1 / (rank + 2) for rank in range(len(found))))
