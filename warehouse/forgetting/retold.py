"""Reports put together again from a snapshot's rows: enough to make the rows of what they tell anew."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from nlp.report import Award, Breakdown, Evidence, Movement, Official, Report
from reference.folding import norm
from warehouse.corrections.corrected import Corrected, Word, award_ids
from warehouse.intake.digests import REPORTS, read_reports, report_row
from warehouse.intake.parts import PartError

Row = dict[str, Any]
Names = Callable[[Collection[str]], Mapping[str, Sequence[str]]]
"""Gives the recipients named in the award rows of some articles, by the rows' ids."""
_EVENT = ("relevant", "kind", "published", "date", "date_end", "part_of_day", "province", "place", "venue", "host")
_AWARD = ("award", "name", "grantor", "grantor_name", "recipient", "count", "qualifier", "status", "confidence")


def retell(connection: duckdb.DuckDBPyConnection, names: Names) -> pa.Table:
    """Return the reports of the table wanted, as their digest has them, from the rows of the snapshot `old`.

    A snapshot keeps a recipient's name with the first report that gives it alone; `names` tells who else gives it. The
    awards are left out of reports that are not wanted whole.
    """

    def rows(table: str, order: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        query = f"SELECT told.* FROM old.{table} AS told JOIN wanted USING (report_key) ORDER BY {order}"  # noqa: S608
        for row in select(connection, query, []):
            found[row["report_key"]].append(row)
        return found

    awards, officials = _awards(connection, names), rows("official_mention", "mention_key")
    movements, documents = rows("report_movement", "movement_key"), rows("report_document", "document_key")
    reports = select(
        connection,
        "SELECT report.*, article_id FROM old.report JOIN wanted USING (report_key)"
        " JOIN old.article ON article.article_key = report.article_key ORDER BY report_key",
        [],
    )
    told = []
    for row in reports:
        key = row["report_key"]
        report = Report.model_construct(
            **{name: row[name] for name in _EVENT},
            warnings=tuple(row["warnings"]),
            awards=tuple(map(_award, awards[key])),
            officials=tuple(
                Official.model_construct(name=one["name"], titles=tuple(one["titles"]), roles=tuple(one["roles"]))
                for one in officials[key]
            ),
            movements=tuple(
                Movement(name=one["name"], start=one["start_date"], end=one["end_date"]) for one in movements[key]
            ),
            documents=tuple(one["name"] for one in documents[key]),
        )
        corrected = Corrected(
            tuple(one["award_report_id"] for one in awards[key]),
            tuple(one["mention_id"] for one in officials[key]),
            {n: word for n, one in enumerate(awards[key]) if (word := _word(one))},
            {n: word for n, one in enumerate(officials[key]) if (word := _word(one))},
            _word(row),
        )
        told.append(report_row(row["article_id"], report, row["text_hash"], "", corrected))
    return pa.Table.from_pylist(told, schema=REPORTS)


def names_in(reports: Sequence[Path]) -> Names:
    """Return what looks up in parts of reports which recipients they name."""

    def find(articles: Collection[str]) -> Mapping[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {}
        for path in reports:
            try:
                for article, report, _ in read_reports(path, articles):
                    ids = award_ids(article, report)
                    found.update(zip(ids, (award.recipient_names for award in report.awards), strict=True))
            except PartError:  # damaged, or of another time: names are taken only from what is sound
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


def _awards(connection: duckdb.DuckDBPyConnection, names: Names) -> dict[int, list[Row]]:
    """Return the award rows of the reports that are wanted whole, by report, each with the recipients that it names."""
    rows = select(
        connection,
        """
        SELECT told.*, article_id, recipient_names AS known, coalesce(first.names, []) AS first_named
        FROM old.award_report AS told JOIN wanted ON wanted.report_key = told.report_key AND wanted.whole
        JOIN old.article USING (article_key) JOIN old.award USING (award_key)
        LEFT JOIN (SELECT award_key, report_key, list(name ORDER BY recipient_key) AS names FROM old.recipient
            GROUP BY award_key, report_key) AS first
            ON first.award_key = told.award_key AND first.report_key = told.report_key
        ORDER BY told.report_key, evidence_start, award_report_key
        """,
        [],
    )
    also = names({row["article_id"] for row in rows})
    found: dict[int, list[Row]] = defaultdict(list)
    given: set[tuple[int, int]] = set()
    for row in rows:
        first: list[str] = []
        if row["part"] == "same" and (row["award_key"], row["report_key"]) not in given:
            given.add((row["award_key"], row["report_key"]))
            first = row["first_named"]
        known = {norm(name) for name in row["known"]}
        more = [name for name in also.get(row["award_report_id"], ()) if norm(name) in known]
        found[row["report_key"]].append(row | {"recipient_names": list(dict.fromkeys([*first, *more]))})
    return found


def _award(row: Row) -> Award:
    return Award.model_construct(
        **{name: row[name] for name in _AWARD},
        award_class=row["class"],
        period=(row["period_start"], row["period_end"]) if row["period_start"] is not None else None,
        recipient_names=tuple(row["recipient_names"]),
        presented_by=tuple(row["presented_by"]),
        breakdown=tuple(Breakdown(**part) for part in row["breakdown"]),
        evidence=Evidence(start=row["evidence_start"], end=row["evidence_end"], text=row["evidence"]),
    )


def _word(row: Row) -> Word | None:
    if row["corrected_by"] is None:
        return None
    read = json.loads(row["as_read"]) if row["as_read"] else None
    counted = "evidence" in row and (read is None or bool({"count", "qualifier"} & read.keys()))
    return Word(row["corrected_by"], row["corrected_on"], row["corrected_why"], row["as_read"], counted)
