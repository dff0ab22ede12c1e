"""Mentions of people, and what each says about where and when its person serves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reference.folding import fold, norm
from reference.people_names import is_surname
from reference.provinces import PROVINCES, Province
from reference.vocabulary import load
from warehouse.people.titles import Office, area_of, read_title
from warehouse.tables.places import province_in_title

NATIONAL = "national"
"""The scope of a mention of who serves in a national body: see `scope_of`."""
LEADERS = "leaders"
"""The body of those who lead a province."""
_LEADS_CITY = re.compile(r"thanh uy(?: thanh pho)?|(?:ubnd|hdnd) thanh pho")


@dataclass(frozen=True, slots=True)
class Mention:
    """One person in one report; `report` and `ceremony` are any keys (`ceremony` None where there is no event).

    `scope` is the province that the titles name, else the report's, or NATIONAL, or None where nothing tells. `place`
    is the district or commune of the event. `named` are the keys (`name_key`) of all officials of the report.
    """

    report: int | str
    ceremony: int | str | None
    name: str
    titles: tuple[str, ...]
    scope: str | None
    day: dt.date | None
    place: str | None = None
    named: tuple[str, ...] = ()

    @property
    def offices(self) -> tuple[Office, ...]:
        """What the titles say."""
        return _offices(self.titles)


@dataclass(frozen=True, slots=True)
class Posts:
    """What of a mention's titles tells persons apart: bodies with names of their own, LEADERS for the leading ones.

    `held` are the present bodies, `exclusive` those of them that leave no room for another, `former` those of before
    with their provinces; `words` the present posts. `level` is the highest among the present offices; `central` tells
    of the Party's Central Committee, `retired` that every title is a former one.
    """

    held: frozenset[str]
    exclusive: frozenset[str]
    former: frozenset[tuple[str | None, str]]
    words: frozenset[str]
    level: int
    central: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention with what its titles say, read once; `day` is an ordinal.

    `unit` is the unit that had the scope's name on the day (`lao-cai-2025`), or NATIONAL, or None.
    """

    mention: Mention
    posts: Posts
    unit: str | None
    day: int | None
    report: int | str
    ceremony: int | str | None


def see(mention: Mention) -> Seen:
    """Return a mention with what its titles say."""
    wants_place, wants_scope = _wants(mention.titles)
    city = mention.scope in _cities()
    return Seen(
        mention,
        posts_of(
            mention.titles, mention.place if wants_place else None, mention.scope if wants_scope or city else None
        ),
        mention.scope if mention.scope in (None, NATIONAL) else _unit(mention.scope, mention.day),
        mention.day.toordinal() if mention.day else None,
        mention.report,
        mention.ceremony,
    )


@lru_cache(maxsize=1 << 18)
def _wants(titles: tuple[str, ...]) -> tuple[bool, bool]:
    """Return whether what titles say depends on the event's place, and on the scope."""
    offices = _offices(titles)
    return any(office.generic for office in offices), any(office.former for office in offices)


def scope_of(titles: Sequence[str], province: str | None, find: Callable[[str], str | None]) -> str | None:
    """Return the scope of a mention in a report on `province`; `find` gives the province that a title names.

    Present titles come before former ones. Who has a national office and else only seats in committees is national, and
    so is a minister or the like whose other titles name no province and no body of one or below.
    """
    present = [title for title in titles if not read_title(title).former] or list(titles)
    offices = [read_title(title) for title in present]
    others = [
        (title, office)
        for title, office in zip(present, offices, strict=True)
        if not office.national and office.standing not in ("member", "side")
    ]
    main = any(office.national and office.standing == "main" for office in offices)
    if any(office.national for office in offices) and all(
        main and not office.level and not find(title) for title, office in others
    ):
        return NATIONAL
    local = [title for title, office in zip(present, offices, strict=True) if not office.national]
    return next((slug for title in local if (slug := find(title))), province)


@lru_cache(maxsize=1 << 18)
def posts_of(titles: tuple[str, ...], place: str | None, scope: str | None) -> Posts:
    """Return what a mention's titles say; a district's body without its name is that of the place."""
    offices = _offices(titles)
    city = _cities().get(scope or "")
    present = [office for office in offices if not office.former]
    named = [(office, body) for office in present if (body := _body(office, place, city))]
    return Posts(
        held=frozenset(body for _, body in named),
        exclusive=frozenset(body for office, body in named if _leaves_no_room(office)),
        former=frozenset(
            (province_in_title(title) or scope, body)
            for title, office in zip(titles, offices, strict=True)
            if office.former and (body := _body(office, place, city))
        ),
        words=frozenset(office.post for office in present if office.standing != "member"),
        level=max((office.level for office in present), default=0),
        central=any(office.central for office in present),
        retired=bool(offices) and not present,
    )


@lru_cache(maxsize=1 << 18)
def name_key(name: str) -> str:
    """Return by what names are compared: `norm` without ranks and forms of address in front of a surname."""
    words = norm(name).split()
    while len(words) > 2 and (taken := _address_length(words)):
        words = words[taken:]
    return " ".join(words)


def _address_length(words: Sequence[str]) -> int:
    for length in (3, 2, 1):
        rest = words[length:]
        if len(rest) >= 2 and " ".join(words[:length]).strip(".") in _addresses() and is_surname(rest[0]):
            return length
    return 0


@cache
def _addresses() -> frozenset[str]:
    titles = load("titles")
    return frozenset(norm(word).strip(".") for word in [*titles["ranks"], *titles["address"]])


@lru_cache(maxsize=1 << 18)
def _offices(titles: tuple[str, ...]) -> tuple[Office, ...]:
    return tuple(read_title(title) for title in titles)


def _body(office: Office, place: str | None, city: str | None) -> str:
    """Return the body by which an office tells persons apart, "" where its title names none."""
    if office.standing == "member":
        return ""
    if office.standing == "lead" or (city and _LEADS_CITY.fullmatch(office.body.removesuffix(city).strip())):
        return LEADERS
    if office.national and not office.body:
        return office.head
    if office.generic:
        return f"@{_place(place)}" if place and office.body != "dang uy" and area_of(f"{office.body} x") else ""
    area = area_of(office.body)
    return f"@{area}" if area else office.body


def _leaves_no_room(office: Office) -> bool:
    """Tell whether who holds the office has no other; who leads the Party in a province may."""
    return office.standing == "main" or (office.standing == "lead" and office.seat == "ubnd")


def _place(place: str) -> str:
    words = fold(place)
    for kind in ("thanh pho ", "thi xa ", "thi tran ", "huyen ", "quan ", "phuong ", "xa "):
        words = words.removeprefix(kind)
    return words


@cache
def _cities() -> dict[str, str]:
    """Return slug → folded name of the cities that are provinces, whose Thành ủy and UBND thành phố lead them."""
    return {province.slug: fold(province.name) for province in PROVINCES if province.type == "thành phố"}


@cache
def _units() -> dict[str, list[Province]]:
    units: dict[str, list[Province]] = {}
    for province in PROVINCES:
        units.setdefault(province.slug, []).append(province)
    return units


def _unit(slug: str, day: dt.date | None) -> str:
    units = _units().get(slug)
    if not units:
        return slug
    for unit in reversed(units):
        if day is None or unit.valid_from <= day:
            return unit.id
    return units[0].id
