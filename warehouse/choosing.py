"""Which rows of reports are one award, and what stands of it: decided anew for events whose reports were grouped anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.awards import Decision, decide
from warehouse.sql import run_script
from warehouse.told_awards import AwardTold

_BATCH = 50_000
_TOLD = """
SELECT report.event, award_report_id AS id, award.article_id AS report, row, award.award, name_norm AS name,
    award.class AS award_class, award.grantor, award.recipient, award.count, award.qualifier, award.status,
    period_start, period_end, named AS recipients, copy, article.outlet, age, article.published IS NOT NULL AS dated,
    coalesce(article.province = place.province, false) AS local, counted AS corrected, confidence, evidence
FROM work.told_award AS award JOIN work.report USING (article_id) JOIN work.article ON article.id = article_id
JOIN work.award_reach USING (event) LEFT JOIN work.event_place AS place USING (event)
ORDER BY report.event, age, row
"""
_MEMBERS = pa.schema([(name, pa.string()) for name in ("award_report_id", "award_group", "part")])
_CHOICES = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("award_group", "best", "qualifier", "status", "grantor", "recipient", "event")
        ),
        *((name, pa.int32()) for name in ("count", "agreeing", "class")),
        ("conflict", pa.bool_()),
    ]
)


def decide_awards(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Fill the tables award and award_choice in `work`.

    `anew` decides of the awards of all events, else of those whose reports were grouped anew; the others are taken from
    the snapshot `former`.
    """
    run_script(connection, "awards_reach" if anew else "awards_reach_former")
    for batch in _batches(_decided(connection), _BATCH):
        _insert(connection, batch)
    run_script(connection, "awards")


def _decided(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Decision]]:
    with connection.cursor() as cursor:
        for event, rows in groupby(_rows(cursor), key=itemgetter("event")):
            for decision in decide([_told(row) for row in rows]):
                yield event, decision


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    for batch in cursor.execute(_TOLD).to_arrow_reader(10_000):
        yield from batch.to_pylist()


def _told(row: dict[str, Any]) -> AwardTold:
    start, end = row.pop("period_start"), row.pop("period_end")
    return AwardTold(
        **{name: value for name, value in row.items() if name != "event"}, period=(start, end) if start else None
    )


def _batches(decided: Iterable[tuple[str, Decision]], size: int) -> Iterator[list[tuple[str, Decision]]]:
    batch = []
    for one in decided:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _insert(connection: duckdb.DuckDBPyConnection, decided: list[tuple[str, Decision]]) -> None:
    members, choices = [], []
    for event, decision in decided:
        group = min(member for member, _ in decision.members)
        members += [{"award_report_id": one, "award_group": group, "part": part} for one, part in decision.members]
        choices.append(
            {
                "award_group": group,
                "best": decision.best,
                "count": decision.count,
                "qualifier": decision.qualifier,
                "agreeing": decision.agreeing,
                "conflict": decision.conflict,
                "status": decision.status,
                "class": decision.award_class,
                "grantor": decision.grantor,
                "recipient": decision.recipient,
                "event": event,
            }
        )
    for table, rows, schema in (("award_member", members, _MEMBERS), ("award_choice", choices, _CHOICES)):
        connection.register("incoming", pa.Table.from_pylist(rows, schema=schema))
        connection.execute(f"INSERT INTO work.{table} BY NAME FROM incoming")
        connection.unregister("incoming")
