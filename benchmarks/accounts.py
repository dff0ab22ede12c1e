"""Reports on events of known truth, with the faults that outlets make and that reading adds.

What reading does is measured on the gold, both halves, on the 185 articles on events or awards that are read as such:
39 of the set `own`, provincial, and 146 of `corpus`, national and mostly on single people. The rates here are four
parts of the first and one of the second:

    official found                     0.98   0.93      award and its number right         0.88   0.68
    officials too many, an article     0.10   0.49      named recipient found              0.84   0.66
    kind wrong                         0.03   0.16      date not read where given          0      0.20
    province not read where there is   0.08   0.10      date wrong                         0      0.05
    province wrong                     0.03   0.05      part of the day not read           0.05   0.58
    host not read, wrong               0.24, 0.07       place not read, wrong              0.56, 0.06

Hosts, halls and places are annotated in `own` only; there 29, 11 and 16 of 39 articles give one, 22 the part of the
day. The day of publication is the event's in 20 of 30, the next in 8, later in 2. The median article of `own` has four
officials and five award rows, that of `corpus` one and one; in the reports made here it is three and one or two. Of 45
headlines of `own` and the seeds 8 say nothing but the trade; here it is a quarter. What outlets do has no gold: those
rates are estimates.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.happenings import UNITS, Event, Given, Person, a_person, material
from warehouse.ceremonies.events import AwardSaid, Facts, make_facts

# What reading does.
DATE_NONE, DATE_FAR = 0.04, 0.01
PROVINCE_NONE, PROVINCE_WRONG = 0.085, 0.03
KIND_WRONG = 0.06
OFFICIAL_MISSED, OFFICIAL_ADDED, NAME_SLIP = 0.03, 0.18, 0.015
AWARD_MISSED, AWARD_ADDED, NUMBER_WRONG, FORM_WRONG, STATUS_WRONG = 0.04, 0.15, 0.08, 0.02, 0.03
RECIPIENT_WRONG = 0.06
RECIPIENT_MISSED, RECIPIENT_SHORTENED = 0.2, 0.1
HALF_DAY_NONE, HALF_DAY_WRONG = 0.16, 0.03
PLACE_NONE, PLACE_WRONG = 0.56, 0.06
HOST_NONE, HOST_WRONG = 0.24, 0.07
VENUE_NONE, VENUE_WRONG = 0.11, 0.13
# What outlets do: estimates.
OUTLETS = (0.42, 0.26, 0.16, 0.10, 0.06)
"""How many outlets tell of an event: one to five."""
COPY, EDITED_COPY = 0.12, 0.06
"""Share of reports that repeat another's text: found to be copies, and with a text so changed that they are not."""
AGAIN = 0.05
"""An outlet that tells of the event once more."""
NATIONAL, NEIGHBOUR = 0.18, 0.04
"""Reports by outlets of the whole country, half of which name no province, and by the paper of a guest's province."""
DATE_OF_PUBLICATION = 0.04
"""The day of publication is said to be the event's, of those published later."""
DATE_SLIP = 0.005
BRIEF = 0.15
"""Notices that name two officials and one award at the most."""
OFFICIAL_LEFT_OUT, AWARD_LEFT_OUT, ROUNDED = 0.15, 0.12, 0.08
PLACE_TOLD, VENUE_TOLD, HALF_DAY_TOLD, HOST_TOLD = 0.41, 0.28, 0.57, 0.74
_KINDS = ("summary", "conferment", "other", "feature", "launch", "council")


@dataclass(frozen=True, slots=True)
class Account:
    """What one report says, as plain values, and the number of the event that it is on; `copy_of` a report's number."""

    event: int
    values: dict[str, Any]
    copy_of: int | None = None

    @property
    def facts(self) -> Facts:
        """What of it is compared."""
        return make_facts(**self.values)


def accounts_of(events: Sequence[Event], seed: int) -> list[Account]:
    """Return the reports on these events, in an order that tells nothing, the same for the same seed."""
    chance = random.Random(f"accounts {seed}")
    told: list[Account] = []
    for number, event in enumerate(events):
        first = len(told)
        for _ in range(chance.choices(range(1, len(OUTLETS) + 1), OUTLETS)[0]):
            roll = chance.random()
            if first < len(told) and roll < COPY + EDITED_COPY:
                told.append(_copy(told, chance.randrange(first, len(told)), roll < COPY, chance))
            else:
                told.append(Account(number, _told(event, chance)))
                if chance.random() < AGAIN:
                    again = _told(event, chance) | {"outlet": told[-1].values["outlet"]}
                    told.append(Account(number, again))
    order = list(range(len(told)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    return [
        replace(told[old], copy_of=None if (copied := told[old].copy_of) is None else place[copied]) for old in order
    ]


def _copy(told: Sequence[Account], number: int, found: bool, chance: random.Random) -> Account:
    original = told[number]
    values = original.values | {"outlet": _outlet(chance, None)}
    if not found:
        values["title"] = f"{values['title']} {chance.choice(['hôm nay', 'và nhiều hoạt động', 'tại địa phương'])}"
    root = number if original.copy_of is None else original.copy_of
    return Account(original.event, values, root if found else None)


def _told(event: Event, chance: random.Random) -> dict[str, Any]:
    def happens(rate: float) -> bool:
        return chance.random() < rate

    outlet = _outlet(chance, event.province)
    lag = chance.choices([0, 1, 2, 3], [0.67, 0.27, 0.03, 0.03])[0]
    day, last = event.day, event.last
    if last > day and happens(0.4):  # told day by day
        day = last = chance.choice([day, last])
    elif last > day and happens(0.3):
        last = day
    published = last + dt.timedelta(days=lag)
    date: dt.date | None = day
    if happens(DATE_NONE):
        date = None
    elif lag and happens(DATE_OF_PUBLICATION):
        date = last = published
    elif happens(DATE_SLIP):
        date = last = day + dt.timedelta(days=chance.choice([-1, 1]))
    elif happens(DATE_FAR):
        date = last = day - dt.timedelta(days=chance.choice([7, 30, 31, 365]))
    brief = happens(BRIEF)
    people = _people(event, brief, chance)
    where = chance.choice([event.commune, event.district]) if event.commune else event.district
    words = {name: chance.choice(word.split("|")) for name, word in event.words.items()}
    title = chance.choice(material()["types"][event.type]["headlines"]).format_map(words)
    host = "Ban tổ chức" if happens(HOST_WRONG) else event.host if happens(HOST_TOLD * (1 - HOST_NONE)) else None
    province = _province(event, outlet, chance)
    if province is None and event.words["province"] in f"{title} {host}":
        province = event.province  # it is read where it is named
    return {
        "kind": chance.choice(_KINDS) if happens(KIND_WRONG) else event.kind,
        "province": province,
        "date": date,
        "date_end": last if date and last > date else None,
        "published": published,
        "part_of_day": _half_day(event, chance) if happens(HALF_DAY_TOLD * (1 - HALF_DAY_NONE)) else None,
        "outlet": outlet,
        "title": title,
        "place": f"phường {chance.choice(material()['wards'])}"
        if happens(PLACE_WRONG)
        else where
        if happens(PLACE_TOLD * (1 - PLACE_NONE))
        else None,
        "venue": ("Hội trường lớn" if happens(VENUE_WRONG) else event.venue)
        if happens(VENUE_TOLD * (1 - VENUE_NONE))
        else None,
        "host": host,
        "officials": [(person.name, (person.title,)) for person in people],
        "awards": _awards(event, brief, chance),
        "topics": [words["programme"]] if "programme" in event.type and happens(0.5) else [],
    }


def _outlet(chance: random.Random, province: str | None) -> str:
    if province is None or chance.random() < NATIONAL:
        return f"toanquoc{chance.randrange(12)}.example"
    if chance.random() < NEIGHBOUR:
        province = chance.choice(_slugs())
    kinds, shares = ("bao", "ptth", "cong", "nganh"), (5, 2, 2, 1)
    return f"{chance.choices(kinds, shares)[0]}.{province}.example"


def _province(event: Event, outlet: str, chance: random.Random) -> str | None:
    own = outlet.split(".")[1] if "toanquoc" not in outlet else None
    if event.province is None:
        return own if own and chance.random() < 0.3 else None
    if own is None:
        return None if chance.random() < 0.5 else event.province
    if own != event.province and chance.random() < 0.5:
        return own
    if chance.random() < PROVINCE_WRONG:
        return chance.choice(_slugs())
    return None if chance.random() < PROVINCE_NONE else event.province


def _half_day(event: Event, chance: random.Random) -> str:
    return chance.choice(["morning", "afternoon"]) if chance.random() < HALF_DAY_WRONG else event.part_of_day


def _people(event: Event, brief: bool, chance: random.Random) -> list[Person]:
    named = [person for n, person in enumerate(event.people) if n == 0 or chance.random() >= OFFICIAL_LEFT_OUT]
    named = named[: chance.randint(0, 2)] if brief else named
    found = [person for person in named if chance.random() >= OFFICIAL_MISSED]
    found = [replace(p, name=_slip(p.name, chance)) if chance.random() < NAME_SLIP else p for p in found]
    if chance.random() < OFFICIAL_ADDED:
        found.append(a_person(chance, "") if chance.random() < 0.8 else Person("Nguyễn Văn Nam", ""))
    return found


def _slip(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _awards(event: Event, brief: bool, chance: random.Random) -> list[AwardSaid]:
    told = [given for given in event.awards if chance.random() >= AWARD_LEFT_OUT]
    told = told[:1] if brief else told
    found = [_read(given, chance) for given in told if chance.random() >= AWARD_MISSED]
    if chance.random() < AWARD_ADDED:
        status = chance.choice(["cumulative", "cumulative", "conferred"])
        found.append(AwardSaid("bang-khen", None, "collective", status, chance.randint(1, 90), "exact"))
    return found


def _read(given: Given, chance: random.Random) -> AwardSaid:
    number: int | None = given.number
    qualifier, award, recipient, status = "exact", given.award, given.recipient, given.status
    if given.number >= 30 and chance.random() < ROUNDED:
        qualifier, number = chance.choice(["over", "about"]), given.number // 10 * 10
    elif chance.random() < NUMBER_WRONG:
        number = chance.choice([None, given.number + 1, max(1, given.number // 2), chance.randint(1, 60)])
    if chance.random() < RECIPIENT_WRONG:
        recipient = chance.choice(["collective", "individual", "mixed", "case"])
    if chance.random() < STATUS_WRONG:
        status = "cumulative" if status == "conferred" else "conferred"
    if chance.random() < FORM_WRONG:
        award = "khen-thuong"
    names = [name for name in given.names if chance.random() >= RECIPIENT_MISSED]
    names = [_shortened(name) if chance.random() < RECIPIENT_SHORTENED else name for name in names]
    return AwardSaid(award, given.award_class, recipient, status, number, qualifier, names)


def _shortened(name: str) -> str:
    return " ".join(name.split()[1:])


def _slugs() -> list[str]:
    return [province.slug for province in UNITS]
