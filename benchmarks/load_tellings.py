"""How an outlet tells an event of a load: a text of its own words, a notice, or a reprint of another's."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.load_events import TOLD, Event, Row, tables
from benchmarks.load_people import name_of, speakers
from benchmarks.load_plan import Place
from benchmarks.load_words import pairs_of, words
from reference.awards import award_types
from reference.outlets import find_outlet
from reference.provinces import provinces_on

CONFLICTS, ROUNDED, OPEN, SLIPS = 0.03, 0.02, 0.02, 0.015
"""Shares of rows told with another number, rounded, or without their grantor, and of names with a slip."""
NOTICES = 0.05
"""Share of other articles that are notices of their outlet's template."""
NEW_HEADLINE, CREDITED, SHORTENED = 0.3, 0.8, 0.2
"""Shares of copies with a headline of their own, that name their source, and that leave a paragraph out."""
VIETNAM = dt.timezone(dt.timedelta(hours=7))
_NOUNS = {
    "collective": "tập thể",
    "individual": "cá nhân",
    "household": "hộ gia đình",
    "case": "trường hợp",
    "mixed": "tập thể, cá nhân",
}
_CLASSES = {1: " hạng Nhất", 2: " hạng Nhì", 3: " hạng Ba"}
_VERBS = {"conferred": "tặng", "cumulative": "đã tặng", "proposed": "đề nghị tặng", "prospective": "sẽ xét tặng"}
_QUALIFIERS = {"exact": "", "over": "hơn ", "about": "khoảng "}
_TONES = str.maketrans({"ủ": "ù", "ế": "ề", "ă": "a", "ơ": "o", "ị": "i"})


@dataclass(slots=True)
class Telling:
    """A text in paragraphs, the headline first; `rows` are its awards, each with paragraph, place and words there."""

    outlet: str
    published: dt.datetime
    paragraphs: list[str]
    people: list[dict[str, Any]] = field(default_factory=list)
    rows: list[tuple[Row, int, int, str]] = field(default_factory=list)
    credit: str | None = None


def tell(chance: random.Random, seed: int, number: int, telling: int, happened: Event | None, day: dt.date) -> Telling:
    """Return an article of its own words."""
    chance.random()  # the one by which a copy is told
    outlet = _outlet(seed, number, telling, happened, day)
    told = Telling(outlet, _published(chance, day, telling), [])
    draw = tables().draw
    if happened is None:
        if chance.random() < NOTICES:
            return _notice(chance, told)
        told.paragraphs.append(words(chance, draw("title_words", chance)).capitalize())
        _fill(chance, told, draw("words_of_others", chance))
        return told
    title = happened.title if chance.random() < 0.3 else f"{words(chance, 4)} {happened.title.lower()}".capitalize()
    told.paragraphs.append(title)
    told.people = [
        {
            "name": _slip(chance, person.name),
            "titles": list(person.titles(happened.day)[: draw("titles", chance)]),
            "roles": roles,
        }
        for person, roles in happened.people
        if chance.random() < TOLD
    ]
    sentences = [_sentence(chance, row) for row in happened.awards if chance.random() < TOLD]
    said = sum(len(sentence.split()) for _, sentence in sentences)
    said += sum(5 + 8 * len(person["titles"]) for person in told.people)
    _fill(chance, told, max(80, draw("words", chance) - said))
    for row, sentence in sentences:
        at = 1 + min(len(told.paragraphs) - 2, int(chance.random() ** 2 * len(told.paragraphs)))
        told.rows.append((row, at, len(told.paragraphs[at]) + 1, sentence))
        told.paragraphs[at] += f" {sentence}"
    if told.people:
        told.paragraphs[1] += (
            " Dự có các đồng chí: "
            + "; ".join(", ".join([person["name"], *person["titles"]]) for person in told.people)
            + "."
        )
    return told


def _fill(chance: random.Random, told: Telling, number: int) -> None:
    """Add paragraphs of so many words in all, in sentences."""
    pairs = pairs_of(chance, (number + chance.randrange(50)) // 2)
    at = 0
    while at < len(pairs):
        paragraph = []
        for _ in range(chance.randrange(2, 5)):
            length = chance.randrange(7, 16)
            sentence = " ".join(pairs[at : at + length])
            at += length
            if sentence and chance.random() < 0.3:
                sentence += f" {chance.randrange(2, 900)} {words(chance, 2)} {name_of(chance)}"
            if sentence:
                paragraph.append(f"{sentence[0].upper()}{sentence[1:]}.")
        told.paragraphs.append(" ".join(paragraph))


def _notice(chance: random.Random, told: Telling) -> Telling:
    """Return a notice: the outlet's words with another name and number each time."""
    template = random.Random(f"notice/{told.outlet}")
    told.paragraphs.append(words(template, 10).capitalize())
    told.paragraphs.append(
        f"{words(template, 70).capitalize()}. Người trực: {name_of(chance)}, số {chance.randrange(9999)}."
    )
    return told


def _sentence(chance: random.Random, row: Row) -> tuple[Row, str]:
    """Return a row as an article has it, and its sentence, about as long as those of real reports."""
    drawn = chance.random()
    if drawn < CONFLICTS and row.count is not None:
        row = replace(row, count=row.count + chance.randrange(1, 4))
    elif drawn < CONFLICTS + ROUNDED and row.count is not None and row.count > 10:
        row = replace(row, count=row.count // 10 * 10, qualifier="over")
    elif drawn < CONFLICTS + ROUNDED + OPEN:
        row = replace(row, grantor=None, grantor_name=None)
    label = row.name or award_types()[row.award].vi
    number = "các" if row.count is None else f"{_QUALIFIERS[row.qualifier]}{row.count}"
    names = f": {', '.join(row.recipient_names)}" if row.recipient_names else ""
    by = f"{row.grantor_name} " if row.grantor_name else ""
    core = (
        f"{by}{_VERBS[row.status]} {label}{_CLASSES.get(row.award_class or 0, '')} cho {number}"
        f" {_NOUNS[row.recipient]}{names}."
    )
    missing = tables().draw("evidence", chance) + 25 - len(core)
    return row, f"{words(chance, missing // 5).capitalize()}, {core}" if missing > 10 else core[0].upper() + core[1:]


def reprint(
    chance: random.Random, seed: int, place: Place, first: Telling, happened: Event | None, day: dt.date
) -> Telling:
    """Return another outlet's reprint of an article: words changed, perhaps its headline, a paragraph left out."""
    told = Telling(
        _outlet(seed, place.unit, place.telling, happened, day),
        first.published + dt.timedelta(minutes=chance.randrange(20, 2000)),
        list(first.paragraphs),
        first.people,
        list(first.rows),
    )
    used = {at for _, at, _, _ in told.rows}
    free = [n for n in range(2, len(told.paragraphs)) if n not in used]
    for n in chance.sample(free, min(len(free), 2)):
        before = told.paragraphs[n].split(" ")
        before[chance.randrange(len(before))] = words(chance, 2)
        told.paragraphs[n] = " ".join(before)
    if free and len(told.paragraphs) > 6 and chance.random() < SHORTENED:
        gone = free[-1]
        del told.paragraphs[gone]
        told.rows = [(row, at - (at > gone), start, sentence) for row, at, start, sentence in told.rows]
    if chance.random() < NEW_HEADLINE:
        told.paragraphs[0] = words(chance, 11).capitalize()
    if chance.random() < CREDITED:
        known = find_outlet(first.outlet)
        told.credit = f"Theo {known.name}" if known and chance.random() < 0.5 else first.outlet
    return told


def _outlet(seed: int, number: int, telling: int, happened: Event | None, day: dt.date) -> str:
    """Return the domain of the outlet that tells: those of the province first, then those of the country."""
    chance = random.Random(f"{seed}/outlets/{number}")
    here, everywhere = speakers(happened.province if happened else None, day.replace(day=1))
    domains = chance.sample(here, len(here)) + chance.sample(everywhere, len(everywhere))
    if happened is None:
        first = [] if chance.random() < 0.3 else [_anywhere(chance, day)]
        domains = [*first, *domains]
    return domains[telling % len(domains)]


def _anywhere(chance: random.Random, day: dt.date) -> str:
    here = provinces_on(day)
    return chance.choice(speakers(here[chance.randrange(len(here))].slug, day.replace(day=1))[0] or ["nhandan.vn"])


def _published(chance: random.Random, day: dt.date, telling: int) -> dt.datetime:
    after = dt.timedelta(days=min(telling, 2) * (chance.random() < 0.4), minutes=chance.randrange(6 * 60, 22 * 60))
    return dt.datetime.combine(day, dt.time(), VIETNAM) + after


def _slip(chance: random.Random, name: str) -> str:
    return name.translate(_TONES) if chance.random() < SLIPS else name
