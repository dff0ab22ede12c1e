"""What a ceremony's page shows: its awards, each with the sentences that it was read from, and what is around it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reference.awards import award_types
from reference.folding import fold
from reference.provinces import UnknownProvinceError, at
from warehouse.searching.indexing import captions_of
from web.highlighting import marks_in_sentence
from web.snapshot import Snapshot
from web.statements import statement

Row = dict[str, Any]
_RELATED = 4
"""Ceremonies of one relation that are shown."""
_KEYS = ("award_key", "report_key", "article_key", "ceremony_key", "handed_over_key", "official_key")
"""Keys that hold in one snapshot alone, and are shown to nobody."""


def prepare(snapshot: Snapshot, head: Row) -> Row:
    """Return all that is known of a ceremony, from the row of its head."""
    key = head.pop("ceremony_key")
    rows = snapshot.rows
    awards = rows["ceremony/facts"].of(key)
    told, presenters = [], []
    if awards:
        first, last = awards[0]["award_key"], awards[-1]["award_key"]
        told = rows["ceremony/evidence"].between(first, last)
        presenters = rows["ceremony/presenters"].between(first, last)
    articles = _articles(snapshot, key, told)
    _add_sentences(awards, told, {one["report_key"]: one for one in articles})
    officials = rows["ceremony/officials"].of(key)
    _add_presenters(snapshot, awards, presenters, officials)
    topics = rows["ceremony/topics"].of(*(one["report_key"] for one in articles if one["here"]))
    related = _related(snapshot, key, head, awards, {one["key"] for one in topics if one["topic"] == "movement"})
    return {
        **head,
        "same_name": has_other_territory(head["province"], head["date"]),
        "fetched": max((one["fetched"] for one in articles if one["fetched"]), default=None),
        "awards": [_without_keys(award) for award in awards if award["status"] == "conferred"],
        "other_awards": [_without_keys(award) for award in awards if award["status"] != "conferred"],
        "articles": [_without_keys(one) for one in articles],
        "officials": [_without_keys(one) for one in officials],
        **topics_of(topics),
        "related": related,
    }


def has_other_territory(slug: str | None, day: dt.date | None) -> bool:
    """Tell whether a province of that day has the name of one of today with another territory: Lào Cai of 2024."""
    try:
        return bool(slug and day) and at(slug or "", day).id != at(slug or "").id
    except UnknownProvinceError:
        return False


def topics_of(topics: Iterable[Row]) -> dict[str, list[Row]]:
    """Return movements, with the ends of their pages' addresses, and documents apart; each stands once."""
    found: dict[str, dict[int, Row]] = {"movement": {}, "document": {}}
    for one in topics:
        held = found[one["topic"]].setdefault(one["key"], {"name": one["name"]})
        if one["topic"] == "movement":
            held["slug"] = slug_of(one["name"])
            for name, choose in (("start_date", min), ("end_date", max)):
                days = [day for day in (held.get(name), one[name]) if day]
                held[name] = choose(days) if days else None
    return {f"{topic}s": sorted(held.values(), key=lambda one: str(one["name"])) for topic, held in found.items()}


def slug_of(movement: str) -> str:
    """Return the end of the address of a movement's page: its name without accents, joined by hyphens."""
    return fold(movement).replace(" ", "-")


def marks_of(row: Mapping[str, Any]) -> list[tuple[int, int, str]]:
    """Return where the award and the number of a row stand in its sentence: start, end and what it is."""
    counts = [row["count"], (row["as_read"] or {}).get("count")]
    found = marks_in_sentence(row["evidence"], row["award"], row["name"], counts)
    return [(mark.start, mark.end, mark.kind) for mark in found]


def loaded(as_read: str | None) -> Row | None:
    """Return the values that were read before a correction, by name."""
    return json.loads(as_read) if as_read else None


def _ask(snapshot: Snapshot, name: str, **values: object) -> list[Row]:
    return snapshot.ask(statement(f"ceremony/{name}"), values).records


def _articles(snapshot: Snapshot, key: int, told: Sequence[Row]) -> list[Row]:
    """Return the articles on a ceremony (`here`), and behind them others that tell of its awards."""
    articles = [{**one, "here": True} for one in snapshot.rows["ceremony/reports"].of(key)]
    missing = {row["report_key"] for row in told} - {one["report_key"] for one in articles}
    if missing:
        none = dict.fromkeys(("corrected_by", "corrected_on", "corrected_why", "as_read"))
        found = _ask(snapshot, "elsewhere", report_keys=sorted(missing))
        articles += [{**one, **none, "here": False} for one in found]
    known = {one["article_key"]: {name: one[name] for name in ("article_id", "source", "outlet")} for one in articles}
    for one in articles:
        original = one.pop("syndicated_of")
        one["is_copy"], one["copy_of"] = original is not None, known.get(original)
        one["as_read"] = loaded(one["as_read"])
        document = snapshot.held(one["article_id"]) if one["here"] else None
        one["captions"] = captions_of(document) if document is not None else ()
    return articles


def _add_sentences(awards: Sequence[Row], told: Sequence[Row], articles: Mapping[int, Row]) -> None:
    """Put under each award the sentences that it was read from, the one that says it best first.

    What several outlets say word for word stands there once; each of them is beside it with its number.
    """
    rows: dict[int, list[Row]] = {award["award_key"]: [] for award in awards}
    for row in told:
        rows[row["award_key"]].append(row)
    for award in awards:
        best = award.pop("best_id")
        sentences: dict[str, Row] = {}
        ordered = sorted(rows[award["award_key"]], key=lambda row: (row["syndicated"], row["award_report_id"] != best))
        for n, row in enumerate(ordered, 1):
            row["as_read"] = loaded(row["as_read"])
            row["anchor"] = f"{award['award_id']}-{n}"
            article = articles[row["report_key"]]
            row |= {name: article[name] for name in ("article_id", "source", "outlet", "title", "url", "published")}
            sentence = sentences.setdefault(row["evidence"], {"evidence": row["evidence"], "marks": set(), "told": []})
            sentence["marks"] |= set(marks_of(row))
            sentence["told"].append(_without_keys(row))
        award["as_read"] = loaded(award["as_read"])
        award["best"] = next((row["anchor"] for row in ordered if row["award_report_id"] == best), None)
        award["sentences"] = [{**one, "marks": _apart(one["marks"])} for one in sentences.values()]
        award["own_name"] = _own_name(award["award"], award.pop("award_name_vi"))


def _own_name(code: str, name: str) -> str | None:
    """Return the name that an award of a group bears itself ("Huy hiệu 40 năm tuổi Đảng"), None where it has none."""
    known = award_types().get(code)
    return name if known is None or (known.named and name != known.vi) else None


def _apart(marks: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return marks of several rows of one sentence in order, without those that overlap one before."""
    kept: list[tuple[int, int, str]] = []
    for mark in sorted(marks):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _add_presenters(
    snapshot: Snapshot, awards: Sequence[Row], presenters: Sequence[Row], officials: Sequence[Row]
) -> None:
    """Say of those who handed over an award which officials they are."""
    ids = {one["official_key"]: one["official_id"] for one in officials}
    absent = sorted({one["official_key"] for one in presenters} - ids.keys())
    if absent:
        found = _ask(snapshot, "absent", official_keys=absent)
        ids |= {one["official_key"]: one["official_id"] for one in found}
    known = {(one["award_key"], one["name"]): ids[one["official_key"]] for one in presenters}
    for award in awards:
        award["presented_by"] = [
            {"name": name, "official_id": known.get((award["award_key"], name))} for name in award["presented_by"]
        ]


def _related(
    snapshot: Snapshot, key: int, head: Mapping[str, Any], awards: Sequence[Row], movements: set[int]
) -> dict[str, list[Row]]:
    """Return ceremonies beside this one by what they have to do with it; each stands once."""
    announced: dict[int, list[Row]] = {}
    for row in snapshot.rows["ceremony/announced"].of(key):
        announced.setdefault(row["ceremony_key"], []).append(_without_keys(row))
    same_day, other_years = _near(snapshot, head)
    on_movements = (
        _ask(snapshot, "on_movements", ceremony_key=key, movement_keys=sorted(movements)) if movements else []
    )
    keys = {
        "announced": list(announced),
        "handed_over": sorted({award["handed_over_key"] for award in awards if award["handed_over_key"]}),
        "same_day": same_day,
        "other_years": other_years,
        "movement": [one["ceremony_key"] for one in on_movements],
    }
    seen = {key}
    for relation, told in keys.items():
        keys[relation] = [one for one in told if one not in seen][:_RELATED]
        seen |= {*keys[relation]}
    others = snapshot.rows["ceremony/others"].of(*sorted(seen - {key}, reverse=True))
    ids = {one["ceremony_key"]: one["ceremony_id"] for one in others}
    for award in awards:
        award["handed_over_at"] = ids.get(award.pop("handed_over_key"))
    related = {
        relation: [
            {**_without_keys(one), "awards": announced.get(one["ceremony_key"], []) if relation == "announced" else []}
            for one in others
            if one["ceremony_key"] in told
        ]
        for relation, told in keys.items()
    }
    return {relation: rows for relation, rows in related.items() if rows}


def _near(snapshot: Snapshot, head: Mapping[str, Any]) -> tuple[list[int], list[int]]:
    """Return the keys of ceremonies of the same day and province, and of the nearest of its kind in other years."""
    if not head["province"]:
        return [], []
    same_day: list[int] = []
    years: dict[int, int] = {}
    for one in _ask(snapshot, "near", **{name: head[name] for name in ("province", "kind", "date")}):
        if one["date"] == head["date"]:
            same_day.append(one["ceremony_key"])
        elif one["date"].year != head["date"].year:
            years.setdefault(one["date"].year, one["ceremony_key"])
    return same_day, list(years.values())


def _without_keys(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name not in _KEYS}
