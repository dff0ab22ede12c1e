"""Events of invented people in real provinces, with truth: a year as full of collisions as a provincial calendar.

Conferences crowd into the last weeks of the year, Party badges into four rounds in which all districts and many
communes hold the same ceremony, six leaders of a province share out all events, and some are at two of them a day.
Names of people are drawn from few syllables, so that two of one name occur; districts and communes are real.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reference.provinces import provinces_on
from reference.tables import read_table

FIRST_YEAR = 2018
UNITS = provinces_on(dt.date(2025, 6, 1))
EVENTS_A_YEAR = 10_000
"""Of 63 provinces together: about 22,000 reports, what 200,000 articles in nine years come to."""
_DOUBLED = 0.06
"""Share of events to which one leader comes from, or goes on to, another of the same day."""
_NAMED = (0.98, 0.55, 0.12)
"""Share of awards to 1, to 2 to 4, and to 5 to 9 whose recipients are named: 111 of 113, 47 of 81, 7 of 55 rows of the
gold."""


@dataclass(frozen=True, slots=True)
class Person:
    """An official with a title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Given:
    """An award conferred (or proposed) at an event."""

    award: str
    award_class: int | None
    recipient: str
    status: str
    number: int
    names: tuple[str, ...]
    """Who got it, of small numbers."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened; `words` fill the headlines of its type."""

    type: str
    kind: str
    province: str | None
    day: dt.date
    last: dt.date
    part_of_day: str
    commune: str | None
    district: str | None
    venue: str | None
    host: str
    people: tuple[Person, ...]
    awards: tuple[Given, ...]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Province:
    """A province with those who lead it and its districts with their communes."""

    slug: str
    name: str
    unit: str
    leaders: tuple[Person, ...]
    heads: dict[str, tuple[Person, ...]]
    districts: dict[str, tuple[str, ...]]


@cache
def material() -> dict[str, Any]:
    """Return what is in grouping.yaml."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("grouping.yaml").read_text("utf-8"))
    return found


def happenings(events: int, seed: int, *, a_year: int = EVENTS_A_YEAR) -> list[Event]:
    """Return this many events, the same for the same seed, over as many years, or in as few provinces, as they take."""
    chance = random.Random(f"happenings {seed}")
    provinces = chance.sample(UNITS, max(6, round(len(UNITS) * min(1.0, events / a_year))))
    world = [_province(p.slug, p.name, p.full_name, chance) for p in provinces]
    nation = _nation(chance)
    types = {name: kind for name, kind in material()["types"].items() if "with" not in kind}
    shares = [kind["share"] for kind in types.values()]
    years = math.ceil(events / a_year)
    found: list[Event] = []
    held: set[tuple[object, ...]] = set()
    while len(found) < events:
        name = chance.choices(list(types), shares)[0]
        where = nation if types[name]["level"] == "nation" else chance.choice(world)
        event = _event(name, where, _day(types[name]["season"], years, chance), chance)
        if types[name]["season"] != "any":  # each body holds its own once
            what = event.words["programme"] if name == "programme" else event.words["round"] or event.words["number"]
            once = (name, where.slug, event.host, event.day.year, what)
            if once in held:
                continue
            held.add(once)
        found.append(event)
        if name == "national-conference":
            found += [
                _event("joining-point", province, event.day, chance, event) for province in chance.sample(world, 4)
            ]
        elif chance.random() < _DOUBLED and event.people:
            other = chance.choice(["feat", "honoured-group", "order-of-a-unit"])
            found.append(_event(other, where, event.day, chance, event))
    return found[:events]


def _event(name: str, where: Province, day: dt.date, chance: random.Random, beside: Event | None = None) -> Event:
    kind = material()["types"][name]
    level = kind["level"]
    district = chance.choice(list(where.districts)) if where.districts else None
    commune = chance.choice(where.districts[district]) if district else None
    body, short, heads = _body(level, where, district, commune, chance)
    leaders = chance.sample(where.leaders, min(len(where.leaders), chance.randint(*kind["leaders"])))
    if beside is not None and "with" not in kind:
        leaders = [*beside.people[:1], *(person for person in leaders if person != beside.people[0])][
            : len(leaders) or 1
        ]
    others = chance.sample(heads, min(len(heads), chance.randint(*kind["others"])))
    awards = tuple(
        _given(row, kind.get("status", "conferred"), body if level == "unit" else "", where, chance)
        for row in kind["awards"]
        if chance.random() < row[-1]
    )
    words = {
        "body": body,
        "short": short,
        "unit": where.unit,
        "province": where.name,
        "place": (commune if level == "commune" else district) or where.name,
        "year": str(day.year),
        "round": next((n for n, (month, _) in material()["rounds"].items() if month >= day.month), "7/11")
        if kind["season"] == "rounds"
        else "",
        "n": str(max([given.number for given in awards], default=9)),
        "number": str(chance.randint(1, 16)) if level == "bloc" else "",
        "chief": leaders[0].title if leaders else "Lãnh đạo tỉnh",
        "group": chance.choice(material()["groups"]),
        "feat": chance.choice(material()["feats"]),
        "programme": chance.choice(material()["programmes"]),
    }
    if "with" in kind and beside is not None:
        words["programme"] = beside.words["programme"]
    local = level in ("district", "commune", "unit")
    return Event(
        type=name,
        kind=kind["kind"],
        province=where.slug or None,
        day=day,
        last=day + dt.timedelta(days=int(kind.get("days", 1)) - 1),
        part_of_day=chance.choices(["morning", "afternoon", "evening"], [6, 3, 1])[0],
        commune=commune if level in ("commune", "unit") else None,
        district=district if local else None,
        venue=chance.choice(["Trung tâm Hội nghị tỉnh", "Nhà Văn hóa", "Hội trường UBND tỉnh", "Nhà thi đấu"]),
        host=body,
        people=tuple(dict.fromkeys([*leaders, *others])),
        awards=awards,
        words=words,
    )


def _body(
    level: str, where: Province, district: str | None, commune: str | None, chance: random.Random
) -> tuple[str, str, list[Person]]:
    """Return who holds an event, its field, and who comes besides the leaders."""
    if level in ("department", "union"):
        name = chance.choice(material()[f"{level}s"])
        body = f"Sở {name}" if level == "department" else f"{name} {where.unit}"
        return body, name, list(where.heads[name])
    heads = [
        person for name in chance.sample(sorted(where.heads), min(4, len(where.heads))) for person in where.heads[name]
    ]
    if level == "unit":
        body = f"{chance.choice(material()['schools'])} {commune or where.name}"
        return body, body, heads
    if level == "bloc":
        return f"Cụm, khối thi đua {where.unit}", where.name, heads
    if level in ("district", "commune") and district is not None:
        place = f"xã {commune}" if level == "commune" else f"huyện {district}"
        own = [
            a_person(random.Random(f"{where.slug} {district} {place} {title}"), f"{title} {place}")
            for title in ("Bí thư Đảng ủy", "Chủ tịch UBND", "Phó Chủ tịch UBND")
        ]
        return (f"Đảng ủy xã {commune}" if level == "commune" else f"Huyện ủy {district}"), district, own
    return (f"UBND {where.unit}" if where.slug else "Chính phủ"), where.name, heads


def _day(season: str, years: int, chance: random.Random) -> dt.date:
    """Return a day in the span; seasons crowd, Sundays are free."""
    year = FIRST_YEAR + chance.randrange(years)
    if season == "rounds":
        month, day = chance.choice(list(material()["rounds"].values()))
        found = dt.date(year, month, day) - dt.timedelta(days=min(9, int(chance.expovariate(0.5))))
    elif season == "end":
        found = dt.date(year, 12, 31) - dt.timedelta(days=int(chance.expovariate(1 / 18)) % 90)
    elif season == "mid":
        found = dt.date(year, 5, 1) + dt.timedelta(days=chance.randrange(90))
    else:
        found = dt.date(year, 1, 1) + dt.timedelta(days=chance.randrange(365))
    return found - dt.timedelta(days=1) if found.weekday() == 6 else found


def _given(row: list[Any], status: str, body: str, where: Province, chance: random.Random) -> Given:
    code, award_class, recipient, least, most, _ = row
    number = _number(least, most, chance)
    names: list[str] = []
    if chance.random() < _NAMED[0 if number == 1 else 1 if number < 5 else 2] * (number < 10):
        names = [
            a_person(chance, "").name if recipient == "individual" else _unit(where, chance) for _ in range(number)
        ]
        names[0] = body if body and code.startswith("huan-chuong") else names[0]
    return Given(code, award_class, recipient, status, number, tuple(names))


def _unit(where: Province, chance: random.Random) -> str:
    places = [name for communes in where.districts.values() for name in communes] or [where.name]
    kinds = [*material()["schools"], "UBND xã", "Công an xã", "Đảng bộ xã"]
    return f"{chance.choice(kinds)} {chance.choice(places)}"


def _number(least: int, most: int, chance: random.Random) -> int:
    return round(math.exp(chance.uniform(math.log(least), math.log(most))))


def a_person(chance: random.Random, title: str) -> Person:
    """Return somebody with this title."""
    return Person(" ".join(chance.choice(part) for part in material()["names"]), title)


def _province(slug: str, name: str, unit: str, chance: random.Random) -> Province:
    leaders = ["Bí thư Tỉnh ủy", "Phó Bí thư Thường trực Tỉnh ủy", "Chủ tịch UBND tỉnh", "Chủ tịch HĐND tỉnh"]
    leaders += ["Phó Chủ tịch UBND tỉnh"] * 3
    heads: dict[str, tuple[Person, ...]] = {
        body: (a_person(chance, f"Giám đốc {body}"), a_person(chance, f"Phó Giám đốc {body}"))
        for body in (*material()["departments"], *material()["unions"])
    }
    return Province(slug, name, unit, tuple(a_person(chance, title) for title in leaders), heads, _districts()[slug])


def _nation(chance: random.Random) -> Province:
    titles = [
        "Thủ tướng Chính phủ",
        "Phó Thủ tướng Chính phủ",
        "Chủ tịch nước",
        "Bộ trưởng Bộ Nội vụ",
        "Chủ tịch Quốc hội",
    ]
    heads: dict[str, tuple[Person, ...]] = {
        body: (a_person(chance, f"Thứ trưởng Bộ {body}"),) for body in material()["departments"]
    }
    return Province("", "Cả nước", "cả nước", tuple(a_person(chance, title) for title in titles), heads, {})


@cache
def _districts() -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in read_table("communes.csv.gz"):
        name = row["commune"].removeprefix("Xã ").removeprefix("Phường ").removeprefix("Thị trấn ")
        places = found.setdefault(row["province"], {})
        places[row["district"]] = (*places.get(row["district"], ()), name)
    return found
