"""What a ceremony's page shows: its awards, each with the sentences that it was read from, and all that is around it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reference.awards import award_types
from reference.folding import fold
from reference.provinces import UnknownProvinceError, at
from web.highlighting import marks_in_sentence
from web.snapshot import Snapshot
from web.statements import statement

Row = dict[str, Any]
_KEYS = ("award_key", "report_key", "article_key")
"""Keys that hold in one snapshot alone, and are shown to nobody."""


def prepare(snapshot: Snapshot, head: Row) -> Row:
    """Return all that is known of a ceremony, from the row of its head."""
    key = head.pop("ceremony_key")
    awards = _ask(snapshot, "facts", ceremony_key=key)
    span = {
        "first_award": min((award["award_key"] for award in awards), default=0),
        "last_award": max((award["award_key"] for award in awards), default=-1),
    }
    told = _ask(snapshot, "evidence", **span) if awards else []
    articles = _articles(snapshot, key, told)
    officials = _ask(snapshot, "officials", ceremony_key=key, **span)
    _add_sentences(awards, told, {one["report_key"]: one for one in articles})
    _add_presenters(awards, officials)
    topics = _ask(snapshot, "topics", report_keys=[one["report_key"] for one in articles if one["here"]])
    related = _related(snapshot, key, head, awards, topics)
    return {
        **head,
        "same_name": has_other_territory(head["province"], head["date"]),
        "fetched": max((one["fetched"] for one in articles if one["fetched"]), default=None),
        "awards": [_without_keys(award) for award in awards if award["status"] == "conferred"],
        "other_awards": [_without_keys(award) for award in awards if award["status"] != "conferred"],
        "articles": [_without_keys(one) for one in articles],
        "officials": [
            {name: one[name] for name in ("official_id", "name", "roles", "titles", "reports")}
            for one in officials
            if one["reports"]
        ],
        **topics_of(topics),
        "related": related,
    }


def has_other_territory(slug: str | None, day: dt.date | None) -> bool:
    """Tell whether a province of that day has the name of one of today that is larger: Lào Cai before July 2025."""
    try:
        return bool(slug and day) and at(slug or "", day).id != at(slug or "").id
    except UnknownProvinceError:
        return False


def topics_of(topics: Iterable[Row]) -> dict[str, list[Row]]:
    """Return movements, with the ends of their pages' addresses, and documents apart."""
    found: dict[str, list[Row]] = {"movements": [], "documents": []}
    for one in topics:
        if one["topic"] == "movement":
            dates = {"start_date": one["start_date"], "end_date": one["end_date"]}
            found["movements"].append({"name": one["name"], "slug": slug_of(one["name"]), **dates})
        else:
            found["documents"].append({"name": one["name"]})
    return found


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
    articles = [{**one, "here": True} for one in _ask(snapshot, "reports", ceremony_key=key)]
    missing = {row["report_key"] for row in told} - {one["report_key"] for one in articles}
    if missing:
        none = dict.fromkeys(("corrected_by", "corrected_on", "corrected_why", "as_read"))
        found = _ask(snapshot, "elsewhere", report_keys=sorted(missing))
        articles += [{**one, **none, "here": False} for one in found]
    ids = {one["article_key"]: one["article_id"] for one in articles}
    for one in articles:
        original = one.pop("syndicated_of")
        one["is_copy"], one["copy_of"] = original is not None, ids.get(original)
        one["as_read"] = loaded(one["as_read"])
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


def _add_presenters(awards: Sequence[Row], officials: Sequence[Row]) -> None:
    """Say of those who handed over an award which officials they are."""
    known = {
        (handed["award_key"], handed["name"]): one["official_id"] for one in officials for handed in one["handed"]
    }
    for award in awards:
        award["presented_by"] = [
            {"name": name, "official_id": known.get((award["award_key"], name))} for name in award["presented_by"]
        ]


def _related(
    snapshot: Snapshot, key: int, head: Mapping[str, Any], awards: Sequence[Row], topics: Sequence[Row]
) -> dict[str, list[Row]]:
    """Return ceremonies beside this one by what they have to do with it; each stands once."""
    later = sorted({award["handed_over_key"] for award in awards if award["handed_over_key"]})
    about = {name: head[name] for name in ("province", "kind", "date")}
    found = _ask(snapshot, "related", ceremony_key=key, handed_over_keys=later, **about)
    movements = [one["key"] for one in topics if one["topic"] == "movement"]
    if movements:
        found += _ask(snapshot, "on_movements", ceremony_key=key, movement_keys=movements, date=head["date"])
    ids = {one["ceremony_key"]: one["ceremony_id"] for one in found}
    for award in awards:
        award["handed_over_at"] = ids.get(award.pop("handed_over_key"))
    related: dict[str, list[Row]] = {}
    seen: set[str] = set()
    for relation in ("announced", "handed_over", "same_day", "other_years", "movement"):
        new = [one for one in found if one["relation"] == relation and one["ceremony_id"] not in seen]
        seen |= {one["ceremony_id"] for one in new}
        if new:
            names = ("ceremony_id", "title", "kind", "date", "province", "awards")
            related[relation] = [{name: one[name] for name in names} for one in new]
    return related


def _without_keys(row: Mapping[str, Any]) -> Row:
    return {name: value for name, value in row.items() if name not in _KEYS}
