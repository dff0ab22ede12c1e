"""Which rows of reports are one award, and what stands of it: decided anew where reports were grouped anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.awards.conferred import Conferred
from warehouse.awards.deciding import Decision, decide, decide_one
from warehouse.awards.group import Part
from warehouse.awards.handovers import Handover, link
from warehouse.awards.told import AwardTold, Period
from warehouse.sql import read_script, rows_of, run_on, run_script
from warehouse.tables.places import province_today

_BATCH = 50_000
_OF_EVENTS = "FROM work.award_row WHERE event IN (FROM work.award_reach) ORDER BY event, age, row"
_OF_GROUPS = """
SELECT award_row.*, award_group, part FROM work.award_row JOIN work.award_member ON award_report_id = award_row.id
WHERE award_group IN (SELECT unnest(?)) ORDER BY award_row.id
"""
_FIELDS = frozenset(field.name for field in fields(AwardTold))
_Decided = tuple[str, Decision, str | None]
"""An award, the event at which it was conferred, and the later one at which it was handed over."""
_MEMBERS = pa.schema([(name, pa.string()) for name in ("award_report_id", "award_group", "part")])
_CHOICES = pa.schema(
    [
        *(
            (name, pa.string())
            for name in (
                *("award_group", "best", "qualifier", "status", "grantor", "recipient", "event"),
                "handed_over_event",
            )
        ),
        *((name, pa.int32()) for name in ("count", "agreeing", "class")),
        ("conflict", pa.bool_()),
    ]
)


def decide_awards(connection: duckdb.DuckDBPyConnection, *, anew: bool) -> None:
    """Fill the tables award_member and award_choice in `work`.

    `anew` decides of the awards of all events, else of those whose reports were grouped anew; the others are taken from
    the snapshot `former`. Which awards were handed over at later events is decided of all.
    """
    run_script(connection, "awards/reach" if anew else "awards/reach_former")
    for batch in _batches(_decided(connection), _BATCH):
        _insert(connection, batch)
    run_script(connection, "awards/alone")
    _hand_over(connection, link(_conferred(connection)))


def _decided(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Decision]]:
    with connection.cursor() as cursor:
        for event, rows in groupby(rows_of(cursor, _OF_EVENTS), key=itemgetter("event")):
            for decision in decide([_told(row) for row in rows]):
                yield event, decision


def _conferred(connection: duckdb.DuckDBPyConnection) -> list[Conferred]:
    """Return the awards that may have been handed over at another event than the one at which they were decided."""
    return [
        Conferred(**row | {"province": province_today(row["province"], row["day"]), "period": _period(row)})
        for row in rows_of(connection, read_script("awards/conferred"))
    ]


def _hand_over(connection: duckdb.DuckDBPyConnection, handovers: Sequence[Handover]) -> None:
    """Make one award of those that were decided and handed over."""
    parts = {group: part for one in handovers for group, part in one.groups}
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_of(connection, _OF_GROUPS, [sorted(parts)]):
        rows[row.pop("award_group")].append(row)
    decided = []
    for one in handovers:
        own = [(row, group) for group, _ in one.groups for row in rows[group]]
        events = {group: row["event"] for row, group in own}
        told: list[tuple[Part, AwardTold]] = [
            (row.pop("part") if parts[group] == "same" else "part", _told(row)) for row, group in own
        ]
        decision = decide_one(
            [row for part, row in told if part == "same"], [(row, part) for part, row in told if part != "same"]
        )
        later = events[one.handed_over] if one.handed_over and one.handed_over != one.conferred else None
        decided.append((events[one.conferred], decision, later))
    for table in ("award_choice", "award_member"):
        connection.execute(f"DELETE FROM work.{table} WHERE award_group IN (SELECT unnest(?))", [sorted(parts)])  # noqa: S608
    _insert(connection, decided)


def _told(row: dict[str, Any]) -> AwardTold:
    period = _period(row)
    return AwardTold(**{name: value for name, value in row.items() if name in _FIELDS}, period=period)


def _period(row: dict[str, Any]) -> Period | None:
    first, last = row.pop("period_start"), row.pop("period_end")
    return (first, last) if first else None


def _batches(decided: Iterable[tuple[str, Decision]], size: int) -> Iterator[list[_Decided]]:
    batch: list[_Decided] = []
    for event, decision in decided:
        batch.append((event, decision, None))
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _insert(connection: duckdb.DuckDBPyConnection, decided: Sequence[_Decided]) -> None:
    members, choices = [], []
    for event, decision, later in decided:
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
                "handed_over_event": later,
            }
        )
    for table, rows, schema in (("award_member", members, _MEMBERS), ("award_choice", choices, _CHOICES)):
        run_on(connection, pa.Table.from_pylist(rows, schema=schema), f"INSERT INTO work.{table} BY NAME FROM incoming")
