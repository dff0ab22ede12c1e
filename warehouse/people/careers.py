"""One person of a snapshot: posts by date with the articles that give them, ceremonies, and why it is one person.

Only office holders are found: recipients of awards are in other tables, which are not asked.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from reference.folding import fold, norm
from reference.title_forms import spelled_out
from warehouse.people.mentions import Mention, name_key, scope_of
from warehouse.people.officials import joins_of, spelling
from warehouse.tables.places import province_in_title

_MENTIONS = """
    SELECT official_key, mention.mention_key, mention.report_key, ceremony_key, mention.name, titles, roles,
        report.place,
        coalesce(report.province, article.province) AS province,
        coalesce(ceremony.date, report.date, report.published) AS day,
        coalesce(report.date, report.published) AS told_day,
        ceremony.title AS ceremony, article.title AS article, source, article.url
    FROM official_mention AS mention JOIN report USING (report_key) JOIN article USING (article_key)
        LEFT JOIN ceremony USING (ceremony_key)
    WHERE official_key IN (SELECT unnest($keys)) ORDER BY report_key, mention_key"""
_NAMED = """
    SELECT report_key, list(name ORDER BY mention_key) FROM official_mention
    WHERE report_key IN (SELECT report_key FROM official_mention WHERE official_key IN (SELECT unnest($keys)))
    GROUP BY report_key"""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that names the person."""

    title: str
    day: dt.date | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A title, when it was seen first and last, and the articles that give it."""

    title: str
    first_seen: dt.date | None
    last_seen: dt.date | None
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """A ceremony and what the person did there."""

    title: str
    date: dt.date
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two mentions are one person's; `one` and `other` say what they give. `times` is how often it decided."""

    why: str
    times: int
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Found:
    """An official as a snapshot has him."""

    official_id: str
    name: str
    province: str | None
    national: bool
    first_seen: dt.date | None
    last_seen: dt.date | None
    reports: int
    spellings: tuple[str, ...]
    posts: tuple[Held, ...]
    ceremonies: tuple[Attended, ...]
    without_title: tuple[Article, ...]
    reasons: tuple[Reason, ...]
    corrections: tuple[dict[str, Any], ...]


def find_persons(database: Path, name: str, province: str | None = None) -> list[Found]:
    """Return the officials of a name, with accents or without, by province and time; `province` leaves those of one.

    A name counts where a report gives it, also as a slip of another. A province of before counts for its own time.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        keys = _keys(connection, name, province)
        if not keys:
            return []
        rows = _rows(connection, _MENTIONS, {"keys": keys})
        named = dict(connection.execute(_NAMED, {"keys": keys}).fetchall())
        officials = _rows(connection, "FROM official WHERE official_key IN (SELECT unnest($keys))", {"keys": keys})
        corrections = _rows(connection, "FROM person_correction ORDER BY person_correction_key", {})
    by_person: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_person[row["official_key"]].append(row)
    reasons = _reasons(rows, named)
    found = [_found(row, by_person[row["official_key"]], reasons, corrections) for row in officials]
    return sorted(found, key=lambda one: (one.province or "", one.first_seen or dt.date.max, one.official_id))


def reasons_for(database: Path, official_id: str) -> tuple[Reason, ...]:
    """Return why the mentions of the official of an id are one person's, the rarest reasons first; none for no one."""
    with duckdb.connect(str(database), read_only=True) as connection:
        keys = _rows(connection, "FROM official WHERE official_id = $id", {"id": official_id})
        given = {"keys": [row["official_key"] for row in keys]}
        rows = _rows(connection, _MENTIONS, given)
        named = dict(connection.execute(_NAMED, given).fetchall())
    return tuple(reason for found in _reasons(rows, named).values() for reason in found)


def names_like(database: Path, name: str, most: int = 10) -> list[str]:
    """Return names of officials that hold all words of a name, the commonest first."""
    words = fold(name).split()
    like = " AND ".join(["' ' || fold(name) || ' ' LIKE '% ' || ? || ' %'"] * len(words))
    if not words:
        return []
    query = f"SELECT name FROM official WHERE {like} ORDER BY reports DESC, name LIMIT {most:d}"  # noqa: S608
    with duckdb.connect(str(database), read_only=True) as connection:
        return list(dict.fromkeys(row[0] for row in connection.execute(query, words).fetchall()))


def _keys(connection: duckdb.DuckDBPyConnection, name: str, province: str | None) -> list[int]:
    """Return the keys of the officials of a name; one given with accents finds no other accents."""
    found = connection.execute(
        "SELECT DISTINCT official_key, mention.name "
        "FROM official_mention AS mention JOIN official USING (official_key) "
        "WHERE fold(mention.name) LIKE '%' || $name AND ($province IS NULL OR $province IN (province, province_today))",
        {"name": fold(name_key(name)), "province": province},
    ).fetchall()
    plain = fold(name) == name.lower()
    key = name_key(name)
    return sorted({k for k, told in found if name_key(told) == key or (plain and fold(name_key(told)) == fold(key))})


def _rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    told = connection.execute(query, dict(parameters) or None)
    names = [column[0] for column in told.description or ()]
    return [dict(zip(names, row, strict=True)) for row in told.fetchall()]


def _found(
    official: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    reasons: Mapping[int, Sequence[Reason]],
    corrections: Sequence[Mapping[str, Any]],
) -> Found:
    names = [row["name"] for row in rows]
    usual = spelling(names)
    return Found(
        official_id=official["official_id"],
        name=official["name"],
        province=official["province"],
        national=official["national"],
        first_seen=official["first_seen"],
        last_seen=official["last_seen"],
        reports=official["reports"],
        spellings=tuple(sorted(set(names) - {usual})),
        posts=_posts(rows),
        ceremonies=_ceremonies(rows),
        without_title=_articles([row for row in rows if not row["titles"]]),
        reasons=tuple(reasons.get(official["official_key"], ())),
        corrections=tuple(
            {key: row[key] for key in ("action", "corrected_by", "corrected_on", "corrected_why")}
            | {"people": json.loads(row["people"])}
            for row in corrections
            if official["official_id"] in row["official_ids"] and row["problem"] is None
        ),
    )


def _posts(rows: Sequence[Mapping[str, Any]]) -> tuple[Held, ...]:
    seen: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for row in rows:
        for title in row["titles"]:
            seen[spelled_out(title)].append((title, row))
    held = []
    for same in seen.values():
        days = sorted(row["day"] for _, row in same if row["day"])
        title = spelling([title for title, _ in same])
        articles = _articles([row for _, row in same])
        held.append(Held(title, days[0] if days else None, days[-1] if days else None, articles))
    return tuple(sorted(held, key=lambda post: (post.first_seen or dt.date.max, norm(post.title))))


def _articles(rows: Sequence[Mapping[str, Any]]) -> tuple[Article, ...]:
    found = {Article(row["article"], row["day"], row["source"], row["url"]): None for row in rows}
    return tuple(
        sorted(found, key=lambda article: (article.day or dt.date.max, article.outlet or "", article.url or ""))
    )


def _ceremonies(rows: Sequence[Mapping[str, Any]]) -> tuple[Attended, ...]:
    seen: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["ceremony_key"] is not None:
            seen[row["ceremony_key"]].append(row)
    attended = [
        Attended(same[0]["ceremony"], same[0]["day"], tuple(sorted({role for row in same for role in row["roles"]})))
        for same in seen.values()
    ]
    return tuple(sorted(attended, key=lambda one: (one.date, one.title)))


def _reasons(rows: Sequence[Mapping[str, Any]], named: Mapping[int, Sequence[str]]) -> dict[int, list[Reason]]:
    """Return by official why the mentions are joined, decided anew from the rows; the rarest reasons come first."""
    beside = {report: tuple(map(name_key, names)) for report, names in named.items()}
    mentions = [
        Mention(
            report=row["report_key"],
            ceremony=row["ceremony_key"],
            name=row["name"],
            titles=tuple(row["titles"]),
            scope=scope_of(row["titles"], row["province"], province_in_title),
            day=row["told_day"],
            place=row["place"],
            named=beside[row["report_key"]],
        )
        for row in rows
    ]
    told: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for join in joins_of(mentions):
        if rows[join.one]["official_key"] == rows[join.other]["official_key"]:
            told[rows[join.one]["official_key"]][join.why].append((join.one, join.other))
    return {
        key: [
            Reason(why, len(pairs), _said(rows[pairs[0][0]]), _said(rows[pairs[0][1]]))
            for why, pairs in sorted(by_why.items(), key=lambda item: (len(item[1]), item[0]))
        ]
        for key, by_why in told.items()
    }


def _said(row: Mapping[str, Any]) -> str:
    """Return what a mention gives in words: name, titles, province, day."""
    parts = (row["name"], ", ".join(row["titles"]), row["province"], str(row["day"] or ""))
    return " · ".join(part for part in parts if part)
