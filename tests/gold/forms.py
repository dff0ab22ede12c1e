"""The form of gold: what a hand-made report may hold, and what one of a corpus's article must not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, get_args

from nlp.report import AwardCode, Grantor, Kind, PartOfDay, Qualifier, Recipient, Role, Status
from reference.provinces import PROVINCES
from thidua.scoring import Record

LONGEST_PHRASE = 120
"""Characters of a name, title, hall or document beyond which it is taken for a sentence."""
LONGEST_MOVEMENT = 300
_ANY = frozenset[object]()
_EVENT: dict[str, frozenset[object]] = {
    "relevant": frozenset({True, False}),
    "kind": frozenset(get_args(Kind)),
    "part_of_day": frozenset({*get_args(PartOfDay), None}),
    "province": frozenset({None, *(province.slug for province in PROVINCES)}),
    "date": _ANY,
    "date_end": _ANY,
    "place": _ANY,
    "venue": _ANY,
    "host": _ANY,
}
_LISTS = {"officials", "awards", "movements", "documents"}
_ALLOWED = {"officials_optional", "documents_optional", "movements_optional"}
_OFFICIAL = {"name", "titles", "roles", "aliases", "titles_optional", "roles_optional"}
_OWN_WORDS = {"id", "url", "source", "title", "published", "must_not_mention"}
_AWARD: dict[str, frozenset[object]] = {
    "award": frozenset(get_args(AwardCode)),
    "class": frozenset({1, 2, 3, None}),
    "grantor": frozenset({*get_args(Grantor), None}),
    "recipient": frozenset(get_args(Recipient)),
    "qualifier": frozenset(get_args(Qualifier)),
    "status": frozenset(get_args(Status)),
}
_REQUIRED = ("award", "class", "grantor", "recipient", "count", "status", "evidence")
_AWARD_REST = {"name", "grantor_name", "period", "recipient_names", "presented_by", "breakdown", "evidence", "optional"}


def faults(gold: Record, *, bare: bool) -> list[str]:
    """Return what is wrong with the form of a gold report; `bare` where it must hold no sentences."""
    return list(_faults(gold, bare))


def _faults(gold: Record, bare: bool) -> Iterator[str]:
    yield from _unknown(gold, {*_EVENT, *_LISTS, *_ALLOWED, *({"sha256"} if bare else _OWN_WORDS)}, "the report")
    yield from (f"no {name}" for name in ("relevant", *sorted(_LISTS)) if name not in gold)
    yield from _wrong_values(gold, _EVENT)
    for name in ("date", "date_end"):
        yield from (f"{name}: {value!r}" for value in choices(gold.get(name)) if not _is_day(value))
    for official in gold.get("officials", []):
        yield from _unknown(official, _OFFICIAL, official.get("name", "an official"))
        yield from (f"no {name}: {official}" for name in ("name", "titles", "roles") if name not in official)
        yield from (f"role {role!r}" for role in official.get("roles") or [] if role not in get_args(Role))
    for award in gold.get("awards", []):
        yield from _award_faults(award, bare)
    for movement in gold.get("movements", []):
        yield from _unknown(movement, {"name", "start", "end"}, "a movement")
    if not any(choices(gold.get("relevant"))) and gold.get("awards"):
        yield "awards, and not relevant"
    if bare:
        yield from _sentences(gold)


def choices(value: Any) -> list[Any]:  # noqa: ANN401 - any value of JSON
    """Return the values of which each is right."""
    return list(value["any"]) if isinstance(value, dict) and "any" in value else [value]


def _award_faults(award: Record, bare: bool) -> Iterator[str]:
    yield from _unknown(award, {*_AWARD, *_AWARD_REST, "count"}, "an award")
    yield from (f"no {name}: {award}" for name in _REQUIRED if name not in award)
    yield from _wrong_values(award, _AWARD)
    yield from (f"count {n!r}" for n in choices(award.get("count")) if n is not None and (type(n) is not int or n < 1))
    is_evidence: Callable[[object], bool] = _is_place if bare else lambda value: isinstance(value, str) and value != ""
    if not is_evidence(award.get("evidence")):
        yield f"evidence {award.get('evidence')!r}"
    if bare:
        yield from (f"recipient {name!r}" for name in award.get("recipient_names") or [] if not _is_place(name))


def _unknown(record: Record, known: set[str], where: str) -> Iterator[str]:
    yield from (f"unknown field {name} in {where}" for name in sorted(set(record) - known))


def _wrong_values(record: Record, allowed: dict[str, frozenset[object]]) -> Iterator[str]:
    for name, values in allowed.items():
        if values and name in record:
            yield from (f"{name}: {value!r}" for value in choices(record[name]) if value not in values)


def _is_day(value: object) -> bool:
    try:
        return value is None or bool(dt.date.fromisoformat(str(value)))
    except ValueError:
        return False


def _is_place(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"start", "end"} and 0 <= value["start"] < value["end"]


def _sentences(value: Any, longest: int = LONGEST_PHRASE) -> Iterator[str]:  # noqa: ANN401 - any value of JSON
    if isinstance(value, str) and (len(value) > longest or "\n" in value):
        yield f"a sentence: {value!r}"
    elif isinstance(value, list):
        for inner in value:
            yield from _sentences(inner, longest)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _sentences(inner, LONGEST_MOVEMENT if name.startswith("movements") else longest)
