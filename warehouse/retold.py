"""Reports put together again from a snapshot's rows: enough to make the rows of what they tell anew."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from nlp.report import Award, Breakdown, Evidence, Movement, Official, Report
from reference.folding import norm
from warehouse.corrected import Corrected, Word, award_ids
from warehouse.parts import Item, PartError, read_rows
from warehouse.rows import Account, Row

Names = Callable[[Collection[str]], Mapping[str, Sequence[str]]]
"""Gives the recipients named in the award rows of some articles, by the rows' ids."""


@dataclass(slots=True)
class Retold:
    """The rows on some reports, each table's by the key of the report."""

    articles: dict[int, Row] = field(default_factory=dict)
    reports: dict[int, Row] = field(default_factory=dict)
    awards: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    recipients: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    """By keys of award and report."""
    officials: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    movements: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def account(
        self,
        key: int,
        *,
        copy: bool = False,
        officials: Collection[int] | None = None,
        movements: Collection[int] | None = None,
        documents: Collection[int] | None = None,
    ) -> Account:
        """Return a report; of officials, movements and documents only those with the keys given, where any are."""
        told, article, awards = self.reports[key], self.articles[key], self.awards[key]
        people = [row for row in self.officials[key] if officials is None or row["official_key"] in officials]
        report = Report.model_construct(
            relevant=told["relevant"],
            kind=told["kind"],
            published=told["published"],
            date=told["date"],
            date_end=told["date_end"],
            part_of_day=told["part_of_day"],
            province=told["province"],
            place=told["place"],
            venue=told["venue"],
            host=told["host"],
            awards=tuple(map(self._award, awards)),
            officials=tuple(
                Official.model_construct(name=row["name"], titles=tuple(row["titles"]), roles=tuple(row["roles"]))
                for row in people
            ),
            movements=tuple(
                Movement(name=row["name"], start=row["start_date"], end=row["end_date"])
                for row in self.movements[key]
                if movements is None or row["movement_key"] in movements
            ),
            documents=tuple(
                row["name"] for row in self.documents[key] if documents is None or row["document_key"] in documents
            ),
        )
        corrected = Corrected(
            tuple(row["award_report_id"] for row in awards),
            tuple(row["mention_id"] for row in people),
            {n: word for n, row in enumerate(awards) if (word := _word(row))},
            {n: word for n, row in enumerate(people) if (word := _word(row))},
            _word(told),
        )
        return Account(item_of(article, report, corrected, told["text_hash"]), report, key, copy)

    def _award(self, row: Row) -> Award:
        period = (row["period_start"], row["period_end"]) if row["period_start"] is not None else None
        names = (
            "award",
            "name",
            "grantor",
            "grantor_name",
            "recipient",
            "count",
            "qualifier",
            "status",
            "confidence",
        )
        return Award.model_construct(
            **{name: row[name] for name in names},
            award_class=row["class"],
            period=period,
            recipient_names=tuple(row["recipient_names"]),
            presented_by=tuple(row["presented_by"]),
            breakdown=tuple(Breakdown(**part) for part in row["breakdown"]),
            evidence=Evidence(start=row["evidence_start"], end=row["evidence_end"], text=row["evidence"]),
        )


def item_of(article: Row, report: Report, corrected: Corrected | None = None, report_hash: str | None = None) -> Item:
    """Return the item of an article's row, without the print of its text."""
    names = ("url", "source", "title", "published", "fetched", "record", "credit", "language")
    return Item(
        id=article["article_id"],
        outlet_province=article["province"],
        text_hash=article["text_hash"],
        text_length=article["text_length"],
        part=Path(),
        report=report,
        report_hash=report_hash,
        corrected=corrected,
        **{name: article[name] for name in names},
    )


def retell(connection: duckdb.DuckDBPyConnection, keys: Collection[int], names: Names) -> Retold:
    """Return what a snapshot (attached as `old`) holds of reports.

    It keeps a recipient's name with the first report that gives it alone; `names` tells who else gives it.
    """
    wanted = sorted(keys)

    def rows(table: str, more: str = "") -> list[Row]:
        query = f"SELECT * FROM old.{table} WHERE report_key IN (SELECT unnest(?)) {more}"  # noqa: S608
        return select(connection, query, [wanted])

    told = Retold()
    told.reports = {row["report_key"]: row for row in rows("report")}
    articles = [row["article_key"] for row in told.reports.values()]
    by_key = {
        row["article_key"]: row
        for row in select(connection, "SELECT * FROM old.article WHERE article_key IN (SELECT unnest(?))", [articles])
    }
    told.articles = {key: by_key[row["article_key"]] for key, row in told.reports.items()}
    for table, found in (
        ("official_mention", told.officials),
        ("report_movement", told.movements),
        ("report_document", told.documents),
    ):
        order = "mention_key" if table == "official_mention" else table.removeprefix("report_") + "_key"
        for row in rows(table, f"ORDER BY {order}"):
            found[row["report_key"]].append(row)
    for row in rows("recipient", "ORDER BY recipient_key"):
        told.recipients[row["award_key"], row["report_key"]].append(row["name"])
    given = select(connection, "SELECT award_key, recipient_names FROM old.award", [])
    stood = {row["award_key"]: {norm(name) for name in row["recipient_names"]} for row in given}
    also = names({article["article_id"] for article in told.articles.values()})
    for row in rows("award_report", "ORDER BY evidence_start, award_report_key"):
        first = told.recipients.pop((row["award_key"], row["report_key"]), []) if row["part"] == "same" else []
        more = [n for n in also.get(row["award_report_id"], ()) if norm(n) in stood.get(row["award_key"], ())]
        told.awards[row["report_key"]].append(row | {"recipient_names": list(dict.fromkeys([*first, *more]))})
    return told


def names_in(reports: Sequence[Path]) -> Names:
    """Return what looks up in parts of reports which recipients they name."""

    def find(articles: Collection[str]) -> Mapping[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {}
        for path in reports:
            try:
                if not any(row["article_id"] in articles for row in read_rows(path, ["article_id"])):
                    continue
                for row in read_rows(path, ["article_id", "report"]):
                    if row["article_id"] in articles:
                        report = Report.model_validate_json(row["report"])
                        ids = award_ids(row["article_id"], report)
                        found.update(zip(ids, (award.recipient_names for award in report.awards), strict=True))
            except (PartError, ValueError):  # damaged, or of another time: names are taken only from what is sound
                continue
        return found

    return find


def select(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | Mapping[str, Any]
) -> list[Row]:
    """Return the rows of a query by the names of their columns."""
    result = connection.execute(query, parameters)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _word(row: Row) -> Word | None:
    if row["corrected_by"] is None:
        return None
    read = json.loads(row["as_read"]) if row["as_read"] else None
    counted = "evidence" in row and (read is None or bool({"count", "qualifier"} & read.keys()))
    return Word(row["corrected_by"], row["corrected_on"], row["corrected_why"], row["as_read"], counted)
