"""The rows of a snapshot without some articles: what stood on these alone goes, the rest is told by those that stay.

Which reports tell of one ceremony stays as it was; where nobody is left who gives its day, it is a ceremony no more.
What was not touched stays as it is, to the last bit, whatever rules it was made by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import duckdb

from reference.credited import home_domain
from warehouse.award_rows import award_rows
from warehouse.identity import Ledger
from warehouse.originals import Member, copies_among, origin_of
from warehouse.retold import Names, Retold, retell, select
from warehouse.rows import Event, Row, ceremony_row
from warehouse.without_people import (
    Change,
    keys_by_id,
    known_aliases,
    number_anew,
    officials_without,
    topics_without,
)

Keys = set[int]


@dataclass(slots=True)
class _Touched:
    """Keys of what is to be told anew; `reports` are those that stay, by the event that they tell of."""

    events: list[tuple[Row, list[int]]] = field(default_factory=list)
    copies: Keys = field(default_factory=set)
    ended: Keys = field(default_factory=set)
    """Ceremonies that are none any more."""
    officials: Keys = field(default_factory=set)
    movements: Keys = field(default_factory=set)
    documents: Keys = field(default_factory=set)


def changes(
    connection: duckdb.DuckDBPyConnection, gone: Collection[int], names: Names, named: Callable[[str], bool]
) -> dict[str, Change]:
    """Return what changes in the tables of the snapshot attached as `old` when the articles with these keys go.

    `named` tells whether a correction's article, an address or id, is one of them, even where the snapshot has it not.
    """
    articles = {row["article_key"]: row for row in select(connection, "FROM old.article", [])}
    reports = select(connection, "SELECT report_key, article_key, ceremony_key, relevant, date FROM old.report", [])
    renewed = _originals(articles, gone)
    lost = {row["report_key"] for row in reports if row["article_key"] in gone}
    touched = _touched(connection, articles, reports, gone, renewed)
    keys = {key for _, told in touched.events for key in told} | _telling(connection, touched, lost)
    told = retell(connection, keys, names)
    places: dict[int, int | None] = {row["report_key"]: row["ceremony_key"] for row in reports}
    for key in keys:
        if places[key] in touched.ended:
            places[key] = None
    found = {
        "article": Change("article_key", {*gone, *renewed}, list(renewed.values())),
        "report": _reports(told, places, lost, touched),
        "article_address": Change("article_key", gone),
        "article_version": Change("article_key", gone),
        "source": _sources(connection, gone),
        "correction": Change("correction_key", _corrections(connection, gone, named)),
        "person_correction": Change("person_correction_key", _person_corrections(connection, articles, gone, named)),
    }
    events = _events(told, touched, articles | renewed)
    found |= _ceremonies_and_awards(connection, events, touched, lost, told)
    found |= officials_without(connection, told, places, touched.officials)
    found |= topics_without(told, touched.movements, touched.documents)
    found["alias"] = _aliases(connection, found)
    return found


def _originals(articles: dict[int, Row], gone: Collection[int]) -> dict[int, Row]:
    """Return the articles that had a text in common with those that go, where it is now another's or from elsewhere."""
    keys = {row["article_id"]: key for key, row in articles.items()}
    groups: dict[int, list[int]] = defaultdict(list)
    for key, row in articles.items():
        groups[row["syndicated_of"] or key].append(key)
    renewed = {}
    for group in groups.values():
        staying = [key for key in group if key not in gone]
        if len(staying) == len(group) or not staying:
            continue
        origin = origin_of([_member(articles[key]) for key in staying])
        for key in staying:
            first = keys[origin.article]
            source = origin.source if _outlet(articles[key]) != origin.source else None
            told = {"syndicated_of": first if first != key else None, "syndicated_from": source}
            if any(articles[key][name] != value for name, value in told.items()):
                renewed[key] = articles[key] | told
    return renewed


def _member(article: Row) -> Member:
    published = article["published"]
    age = (published is None, published.timestamp() if published else 0.0, article["article_id"])
    return Member(article["article_id"], _outlet(article), article["credit"], age)


def _outlet(article: Row) -> str:
    return home_domain(article["source"]) if article["source"] else article["article_id"]


def _repeating(articles: dict[int, Row], reports: Sequence[Row], gone: Collection[int]) -> Keys:
    """Return the reports that repeat one of the others that stay."""
    by_id = {articles[row["article_key"]]["article_id"]: row for row in reports if row["relevant"]}
    staying = {key: row for key, row in by_id.items() if row["article_key"] not in gone}
    original = {
        key: articles[root]["article_id"]
        for key, row in staying.items()
        if (root := articles[row["article_key"]]["syndicated_of"]) is not None
    }
    members = [_member(articles[row["article_key"]]) for row in staying.values()]
    return {staying[copy]["report_key"] for copy in copies_among(members, original)}


def _touched(
    connection: duckdb.DuckDBPyConnection,
    articles: dict[int, Row],
    reports: Sequence[Row],
    gone: Collection[int],
    renewed: dict[int, Row],
) -> _Touched:
    ceremonies = {row["ceremony_key"]: row for row in select(connection, "FROM old.ceremony", [])}
    staying: dict[object, list[Row]] = defaultdict(list)
    affected: dict[object, None] = {}
    for row in reports:
        if not row["relevant"]:
            continue
        article = articles[row["article_key"]]
        root = article["syndicated_of"] or article["article_key"]
        event = row["ceremony_key"] if row["ceremony_key"] is not None else ("undated", root)
        if row["article_key"] in gone or row["article_key"] in renewed:
            affected[event] = None
        if row["article_key"] not in gone:
            staying[event].append(row)
    touched = _Touched()
    for event in affected:
        told = [row["report_key"] for row in staying[event]]
        ceremony = ceremonies.get(event, {})
        if ceremony and not any(row["date"] for row in staying[event]):
            touched.ended.add(ceremony["ceremony_key"])
            by_text: dict[int, list[int]] = defaultdict(list)
            for row in staying[event]:
                article = renewed.get(row["article_key"], articles[row["article_key"]])
                by_text[article["syndicated_of"] or article["article_key"]].append(row["report_key"])
            touched.events += [({}, same) for same in by_text.values()]
        elif told:
            touched.events.append((ceremony, told))
    touched.copies = _repeating(articles | renewed, reports, gone)
    return touched


def _telling(connection: duckdb.DuckDBPyConnection, touched: _Touched, lost: Keys) -> Keys:
    """Note the persons, movements and documents that are touched; return the staying reports that speak of them."""
    speaking: Keys = set()
    at_ended = "OR report_key IN (SELECT report_key FROM old.report WHERE ceremony_key IN (SELECT unnest(?)))"
    for table, column, found, more, parameters in (
        ("official_mention", "official_key", touched.officials, at_ended, [sorted(lost), sorted(touched.ended)]),
        ("report_movement", "movement_key", touched.movements, "", [sorted(lost)]),
        ("report_document", "document_key", touched.documents, "", [sorted(lost)]),
    ):
        query = f"SELECT DISTINCT {column} FROM old.{table} WHERE report_key IN (SELECT unnest(?)) {more}"  # noqa: S608
        found.update(key for (key,) in connection.execute(query, parameters).fetchall())
        query = f"SELECT DISTINCT report_key FROM old.{table} WHERE {column} IN (SELECT unnest(?))"  # noqa: S608
        speaking.update(key for (key,) in connection.execute(query, [sorted(found)]).fetchall())
    return speaking - lost


def _events(told: Retold, touched: _Touched, articles: dict[int, Row]) -> list[Event]:
    events = []
    for ceremony, keys in touched.events:
        accounts = sorted(
            (told.account(key, copy=key in touched.copies) for key in keys), key=lambda account: account.item.age
        )
        row = {}
        if ceremony:
            row = {name: ceremony[name] for name in ("ceremony_key", "ceremony_id")} | ceremony_row(accounts)
        events.append(Event(accounts, row))
    return events


def _reports(told: Retold, places: dict[int, int | None], lost: Keys, touched: _Touched) -> Change:
    moved = [row | {"ceremony_key": None} for row in told.reports.values() if row["ceremony_key"] in touched.ended]
    return Change("report_key", lost | {row["report_key"] for row in moved}, moved)


def _ceremonies_and_awards(
    connection: duckdb.DuckDBPyConnection, events: Sequence[Event], touched: _Touched, lost: Keys, told: Retold
) -> dict[str, Change]:
    staying = {account.report_key for event in events for account in event.accounts}
    awards = {
        key
        for (key,) in connection.execute(
            "SELECT DISTINCT award_key FROM old.award_report WHERE report_key IN (SELECT unnest(?))",
            [sorted(staying | lost)],
        ).fetchall()
    }
    known = {
        row["award_id"]: row["award_key"] for row in select(connection, "SELECT award_id, award_key FROM old.award", [])
    }
    members: dict[str, set[str]] = {award_id: set() for award_id in known}
    ids = {key: award_id for award_id, key in known.items()}
    for own in told.awards.values():
        for row in own:
            members[ids[row["award_key"]]].add(row["award_report_id"])
    for award_id, key in known.items():
        if key not in awards:
            members[award_id] = set()  # not to be told anew; the id alone is taken
    ledger = Ledger(
        {stable: frozenset(told_by) for stable, told_by in members.items()}, known_aliases(connection, "award")
    )
    rows, _ = award_rows(events, ledger)
    keys = keys_by_id(rows["award"], "award_key", "award_id", known)
    for table in ("award", "award_report", "recipient"):
        for row in rows[table]:
            row["award_key"] = keys[row["award_key"]]
    number_anew(connection, rows["award_report"], "award_report", "award_report_key")
    number_anew(connection, rows["recipient"], "recipient", "recipient_key")
    ceremonies = {
        key
        for (key,) in connection.execute(
            "SELECT DISTINCT ceremony_key FROM old.report WHERE report_key IN (SELECT unnest(?))"
            " AND ceremony_key IS NOT NULL",
            [sorted(staying | lost)],
        ).fetchall()
    }
    return {
        "ceremony": Change("ceremony_key", ceremonies, [event.row for event in events if event.row]),
        **{table: Change("award_key", awards, rows[table]) for table in ("award", "award_report", "recipient")},
    }


def _sources(connection: duckdb.DuckDBPyConnection, gone: Collection[int]) -> Change:
    """Return the outlets whose articles go, with what is left of them."""
    rows = select(
        connection,
        """
        SELECT source.* REPLACE (
            CAST(count(article_key) FILTER (kept) AS INTEGER) AS articles,
            CAST(count(article_key) FILTER (kept AND coalesce(report.relevant, false)) AS INTEGER) AS relevant,
            min(article.published) FILTER (kept) AS first_published,
            max(article.published) FILTER (kept) AS last_published)
        FROM old.source JOIN (SELECT *, NOT list_contains($gone, article_key) AS kept FROM old.article) AS article
            USING (source) LEFT JOIN old.report USING (article_key)
        GROUP BY ALL HAVING NOT bool_and(kept)
        """,
        {"gone": sorted(gone)},
    )
    return Change("source", [row["source"] for row in rows], [row for row in rows if row["articles"]])


def _corrections(
    connection: duckdb.DuckDBPyConnection, gone: Collection[int], named: Callable[[str], bool]
) -> list[object]:
    rows = connection.execute("SELECT correction_key, article_key, article FROM old.correction").fetchall()
    return [key for key, article_key, article in rows if article_key in gone or named(article)]


def _person_corrections(
    connection: duckdb.DuckDBPyConnection,
    articles: dict[int, Row],
    gone: Collection[int],
    named: Callable[[str], bool],
) -> list[object]:
    """Return the keys of the entries on people that name an article that goes."""
    names = {name for key in gone for name in (articles[key]["article_id"], articles[key]["url"])}
    rows = connection.execute("SELECT person_correction_key, articles FROM old.person_correction").fetchall()
    return [key for key, told in rows if any(article in names or named(article) for article in told)]


def _aliases(connection: duckdb.DuckDBPyConnection, found: dict[str, Change]) -> Change:
    """Return the aliases anew: ids that are gone lead nowhere."""
    old = select(connection, "FROM old.alias", [])
    retired: dict[str, str] = {}
    for kind in ("ceremony", "official", "award"):
        change = found[kind]
        query = f"SELECT {kind}_id FROM old.{kind} WHERE {kind}_key IN (SELECT unnest(?))"  # noqa: S608
        before = {key for (key,) in connection.execute(query, [list(change.gone)]).fetchall()}
        retired |= dict.fromkeys(before - {row[f"{kind}_id"] for row in change.rows}, kind)
    rows = [row | {"id": None} for row in old if row["id"] in retired]
    rows += [{"kind": kind, "old_id": stable, "id": None} for stable, kind in sorted(retired.items())]
    return Change("old_id", [row["old_id"] for row in rows], rows)
