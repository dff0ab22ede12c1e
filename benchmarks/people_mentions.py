"""Mentions of invented people as reports give them: at ceremonies, by several outlets, with what goes wrong."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.careers import CENTRE, FIRST, LAST, Career, Post
from warehouse.people.mentions import Mention, name_key, scope_of
from warehouse.tables.places import province_in_title

_SHORT = (
    ("Phó Chủ tịch", "PCT"),
    ("Phó Giám đốc", "PGĐ"),
    ("Giáo dục và Đào tạo", "GD&ĐT"),
    ("Tỉnh ủy viên", "TUV"),
    ("Ủy viên Ban Thường vụ", "UVBTV"),
    ("Nông nghiệp và Phát triển nông thôn", "NN&PTNT"),
    ("Ủy", "Uỷ"),
    ("ủy", "uỷ"),
    ("Trung ương", "T.Ư"),
    ("Chủ tịch UBND", "Chủ tịch Ủy ban nhân dân"),
    ("Giám đốc", "giám đốc"),
)


@dataclass(frozen=True, slots=True)
class Noise:
    """How often, of mentions or ceremonies, something is dropped, shortened or wrong."""

    untitled: float = 0.10
    fewer: float = 0.15
    short: float = 0.15
    misread: float = 0.005
    slip: float = 0.015
    no_day: float = 0.02
    wrong_year: float = 0.004
    no_province: float = 0.03
    no_ceremony: float = 0.05


def mentions_of(
    people: Sequence[Career], number: int, chance: random.Random, noise: Noise = Noise()
) -> tuple[list[Mention], list[int]]:
    """Return about `number` mentions and whose each is, as the place in `people`."""
    serving = _serving(people)
    provinces = sorted({province for province, _ in serving})
    central = [
        (who, post) for (province, _), told in sorted(serving.items()) if province == CENTRE for who, post in told
    ]
    found: list[Mention] = []
    truth: list[int] = []
    event = 0
    while len(found) < number:
        event += 1
        province = chance.choice(provinces)
        day = dt.date.fromordinal(chance.randint(FIRST.toordinal(), LAST.toordinal()))
        known = serving.get((province, day.year), [])
        if province == CENTRE or not known:
            continue
        picked = chance.sample(known, min(len(known), chance.randint(2, 6)))
        if chance.random() < 0.15 and central:
            picked.append(chance.choice(central))
        there = {who: said for who, post in picked if (said := _said(people[who], post, day, chance))}
        for outlet in range(chance.choices((1, 2, 3), (60, 25, 15))[0]):
            _report(f"{event}-{outlet}", event, province, day, people, there, chance, noise, found, truth)
    return found[:number], truth[:number]


def _serving(people: Sequence[Career]) -> dict[tuple[str, int], list[tuple[int, Post]]]:
    """Return who is in office, or was before, by province and year."""
    found: dict[tuple[str, int], list[tuple[int, Post]]] = defaultdict(list)
    for who, career in enumerate(people):
        for post in career.posts:
            for year in range(post.first.year, post.last.year + 1):
                found[post.province, year].append((who, post))
        if career.retired and career.posts and career.posts[-1].province != CENTRE:
            for year in range(career.retired.year + 1, min(career.retired.year + 4, LAST.year + 1)):
                found[career.posts[-1].province, year].append((who, career.posts[-1]))
    return found


def _said(career: Career, post: Post, day: dt.date, chance: random.Random) -> tuple[tuple[str, ...], str | None] | None:
    """Return the titles on a day and the district; None where the person is not in office and not retired."""
    if post.first <= day <= post.last:
        return post.titles, post.place
    if career.retired and day > career.retired and post is career.posts[-1]:
        return (f"nguyên {post.titles[-1]}",), post.place
    return None


def _report(
    report: str,
    event: int,
    province: str,
    day: dt.date,
    people: Sequence[Career],
    there: dict[int, tuple[tuple[str, ...], str | None]],
    chance: random.Random,
    noise: Noise,
    found: list[Mention],
    truth: list[int],
) -> None:
    told = [who for who in there if chance.random() < 0.9]
    if chance.random() < noise.wrong_year:
        day = day.replace(year=day.year - chance.randint(1, 9), day=1)
    shown = None if chance.random() < noise.no_day else day
    ceremony = None if chance.random() < noise.no_ceremony or shown is None else event
    where = None if chance.random() < noise.no_province else province
    place = next((place for _, place in there.values() if place and chance.random() < 0.5), None)
    own = []
    for who in told:
        titles = _titles(list(there[who][0]), [titles for titles, _ in there.values()], chance, noise)
        name = _slipped(people[who].name, chance) if chance.random() < noise.slip else _form(people[who].name, chance)
        scope = scope_of(titles, where, province_in_title)
        own.append(Mention(report, ceremony, name, titles, scope, shown, place))
    named = tuple(name_key(mention.name) for mention in own)
    found += [replace(mention, named=named) for mention in own]
    truth += told


def _titles(titles: list[str], others: list[tuple[str, ...]], chance: random.Random, noise: Noise) -> tuple[str, ...]:
    if chance.random() < noise.untitled:
        return ()
    if chance.random() < noise.misread:
        return chance.choice(others)
    if len(titles) > 1 and chance.random() < noise.fewer:
        titles.pop(chance.randrange(len(titles)))
    if chance.random() < noise.short:
        for long, short in _SHORT:
            titles = [title.replace(long, short) for title in titles]
    return tuple(titles)


def _form(name: str, chance: random.Random) -> str:
    """Return a name as printed: now and then in capitals, with the tone placed otherwise, or with a rank in front."""
    form = chance.random()
    if form < 0.02:
        return name.upper()
    if form < 0.06:
        return name.replace("òa", "oà").replace("ủy", "uỷ").replace("úy", "uý")
    return f"Đại tá {name}" if form < 0.065 and len(name.split()) > 2 else name


def _slipped(name: str, chance: random.Random) -> str:
    """Return a name with a tone or an accent lost, or a letter wrong, doubled or left out."""
    words = name.split()
    at = chance.randrange(len(words))
    word = words[at]
    kind = chance.random()
    if kind < 0.6:
        letters = unicodedata.normalize("NFD", word)
        marks = [i for i, char in enumerate(letters) if unicodedata.combining(char)]
        if marks:
            i = chance.choice(marks)
            word = unicodedata.normalize("NFC", letters[:i] + letters[i + 1 :])
    elif kind < 0.8 and len(word) > 2:
        i = chance.randrange(1, len(word))
        word = word[:i] + word[i + 1 :]
    else:
        i = chance.randrange(1, len(word) + 1)
        word = word[:i] + chance.choice("aeginhu") + word[i:]
    return " ".join([*words[:at], word, *words[at + 1 :]])
