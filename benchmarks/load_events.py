"""What happens in a load: the facts of one event, which the articles on it tell in part."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from typing import Any

from benchmarks import load_statistics
from benchmarks.load_people import Person, present, recipient_of, season
from benchmarks.load_plan import day_of, unit
from benchmarks.load_words import names, words
from reference.provinces import provinces_on

TOLD = 0.9
"""Share of an event's awards that an article of its own words tells of."""
CENTRAL = 0.05
"""Share of events that central bodies hold, in no province."""
GUESTS = 0.06
"""Share of officials present who come from the centre."""


@dataclass(slots=True)
class Row:
    """An award of an event as it is, with what a report's row has."""

    award: str
    name: str | None
    award_class: int | None
    grantor: str | None
    grantor_name: str | None
    recipient: str
    count: int | None
    qualifier: str
    status: str
    period: list[int | None] | None
    recipient_names: list[str]
    presented_by: list[str]
    confidence: float


@dataclass(frozen=True, slots=True)
class Event:
    """The facts of an event; `people` with their roles."""

    number: int
    day: dt.date
    kind: str
    province: str | None
    title: str
    place: str | None
    venue: str | None
    host: str | None
    date_end: dt.date | None
    part_of_day: str | None
    dated: bool
    people: list[tuple[Person, list[str]]] = field(default_factory=list)
    awards: list[Row] = field(default_factory=list)
    movements: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


class Tables:
    """The counts of the statistics, each ready to be drawn from."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[list[Any], list[int]]] = {}
        for name, told in load_statistics.load().items():
            if isinstance(told, dict):
                for part, table in told.items():
                    self._tables[f"{name}/{part}"] = _ready(table)
            elif isinstance(told, list):
                self._tables[name] = _ready(told)

    def draw(self, name: str, chance: random.Random) -> Any:  # noqa: ANN401
        """Return a value of a table, as often as it stood there."""
        values, sums = self._tables[name]
        return values[0] if len(values) == 1 else chance.choices(values, cum_weights=sums)[0]


@cache
def tables() -> Tables:
    """Return the tables."""
    return Tables()


def rows_an_event(awards: float) -> float:
    """Return by how much an event's award rows are more than a real report's, for so many rows an article."""
    counts = load_statistics.load()
    mean = sum(n * times for n, times in counts["awards"]) / sum(times for _, times in counts["awards"])
    told = TOLD + (1 - TOLD) / 50  # a copy tells what the first tells; an article that would tell nothing tells one
    return float(awards / (counts["relevant"] / counts["topical"]) / mean / told)


def event(seed: int, number: int, factor: float, day: dt.date | None = None) -> Event:
    """Return the facts of an event; `factor` is that of `rows_an_event`, `day` another day than the plan's."""
    found, n = unit(seed, number)
    day = day or day_of(found.day[n])
    chance, draw = random.Random(f"{seed}/event/{number}"), tables().draw
    series = int(found.series[n])
    told = random.Random(f"{seed}/series/{series}") if series >= 0 else chance
    province = _province(told, day)
    given = {name: draw(f"given/{name}", told) for name in ("place", "venue", "host", "part_of_day")}
    title = words(told, draw("title_words", told)).capitalize()
    made = Event(
        number=number,
        day=day,
        kind=draw("kind", told),
        province=province,
        title=f"{title} năm {day.year}" if series >= 0 else title,
        place=words(told, 2).title() if given["place"] else None,
        venue=f"Hội trường {words(told, 2).title()}" if given["venue"] else None,
        host=f"UBND {words(told, 3).title()}" if given["host"] else None,
        date_end=day + dt.timedelta(days=1) if draw("given/date_end", chance) else None,
        part_of_day=chance.choice(("morning", "afternoon", "evening")) if given["part_of_day"] else None,
        dated=draw("given/date", told),
    )
    made.people.extend(_people(seed, made, chance))
    announced = int(found.announced[n])
    if announced >= 0:
        made.awards.extend(replace(row) for row in _rows(seed, event(seed, announced, factor), announced, factor))
    else:
        made.awards.extend(_rows(seed, made, number, factor))
    made.movements.extend(_stock("movement", int(300 * chance.random() ** 2)) for _ in range(draw("movements", chance)))
    made.documents.extend(
        _stock("document", int(4000 * chance.random() ** 3)) for _ in range(draw("documents", chance))
    )
    return made


def _ready(table: Sequence[tuple[Any, int]]) -> tuple[list[Any], list[int]]:
    return [value for value, _ in table], list(accumulate(times for _, times in table))


def _province(chance: random.Random, day: dt.date) -> str | None:
    here = provinces_on(day)
    drawn, place = chance.random(), chance.random()
    return None if drawn < CENTRAL else here[int(len(here) * place)].slug


def _people(seed: int, made: Event, chance: random.Random) -> list[tuple[Person, list[str]]]:
    draw, found = tables().draw, dict[str, tuple[Person, list[str]]]()
    for _ in range(draw("officials", chance)):
        people, sums = present(seed, None if chance.random() < GUESTS else made.province, season(made.day))
        person = chance.choices(people, cum_weights=sums)[0]
        found.setdefault(person.name, (person, draw("roles", chance)))
    return list(found.values())


def _rows(seed: int, made: Event, number: int, factor: float) -> list[Row]:
    chance, draw = random.Random(f"{seed}/awards/{number}"), tables().draw
    wanted = draw("awards", chance) * factor
    rows: dict[tuple[object, ...], Row] = {}
    for _ in range(int(wanted) + (chance.random() < wanted % 1)):
        for _ in range(4):
            award, award_class, grantor, recipient, status = draw("award", chance)
            key = (award, award_class, grantor, recipient, status)
            if key not in rows:
                break
        row = _row(seed, made, chance, key)
        rows[(*key, len(rows)) if key in rows else key] = row
    return list(rows.values())


def _row(seed: int, made: Event, chance: random.Random, key: tuple[Any, ...]) -> Row:
    draw = tables().draw
    award, award_class, grantor, recipient, status = key
    named = draw("recipient_names", chance)
    recipients = [recipient_of(chance, seed, recipient, made.province) for _ in range(named)]
    count = draw(f"count/{recipient}", chance) if chance.random() < 0.5 or not named else named
    if named and count is not None:
        count = max(count, named)
    presenters = [person.name for person, _ in made.people[: draw("presented_by", chance)]]
    period: list[int | None] | None
    period = [made.day.year - 5, made.day.year] if status != "conferred" and draw("period", chance) else None
    return Row(
        award=award,
        name=_stock("award", chance.randrange(60)) if award in _GROUPS else None,
        award_class=award_class,
        grantor=grantor,
        grantor_name=chance.choice(names()["grantors"][grantor]) if grantor else None,
        recipient=recipient,
        count=count,
        qualifier=draw("qualifier", chance) if count is not None else "exact",
        status=status,
        period=period,
        recipient_names=recipients,
        presented_by=presenters,
        confidence=draw("confidence", chance),
    )


_GROUPS = {"khac", "danh-hieu-vinh-du", "huy-hieu", "huy-chuong", "ky-niem-chuong"}


@cache
def _stock(kind: str, number: int) -> str:
    chance = random.Random(f"{kind}/{number}")
    if kind == "document":
        form = chance.choice(
            ("Quyết định {}/QĐ-TTg", "Quyết định {}/QĐ-UBND", "Chỉ thị {}-CT/TW", "Nghị định {}/NĐ-CP")
        )
        return form.format(chance.randrange(1, 3000))
    told = words(chance, 4)
    return f"Phong trào thi đua {told}" if kind == "movement" else f"Kỷ niệm chương {told}"
