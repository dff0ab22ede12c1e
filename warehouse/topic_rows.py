"""Rows of what needs no grouping of events: movements, documents, outlets, and the look-up tables of the field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reference.awards import award_types
from reference.folding import norm
from reference.labels import labels
from reference.outlets import find_outlet
from reference.provinces import BY_ID, PROVINCES
from warehouse.officials import spelling
from warehouse.parts import Item
from warehouse.places import province_today
from warehouse.rows import Event, Row, first_and_last, most_said


def topic_rows(events: Sequence[Event]) -> dict[str, list[Row]]:
    """Return the rows of movement, report_movement, document and report_document."""
    rows: dict[str, list[Row]] = {"movement": [], "report_movement": [], "document": [], "report_document": []}
    accounts = sorted((a for event in events for a in event.accounts), key=lambda a: a.report_key)
    movements: dict[str, list[Row]] = defaultdict(list)
    documents: dict[str, list[Row]] = defaultdict(list)
    for account in accounts:
        base = {"report_key": account.report_key, "day": account.day}
        for movement in account.report.movements:
            movements[norm(movement.name)].append(
                base | {"name": movement.name, "start_date": movement.start, "end_date": movement.end}
            )
        for name in account.report.documents:
            documents[norm(name)].append(base | {"name": name})
    for key, (_, told) in enumerate(sorted(movements.items()), 1):
        first, last = first_and_last(row["day"] for row in told)
        rows["movement"].append(
            {
                "movement_key": key,
                "name": spelling([row["name"] for row in told]),
                "start_date": min((row["start_date"] for row in told if row["start_date"]), default=None),
                "end_date": max((row["end_date"] for row in told if row["end_date"]), default=None),
                "reports": len({row["report_key"] for row in told}),
                "first_seen": first,
                "last_seen": last,
            }
        )
        rows["report_movement"] += [{"movement_key": key} | _without_day(row) for row in told]
    for key, (_, told) in enumerate(sorted(documents.items()), 1):
        first, last = first_and_last(row["day"] for row in told)
        rows["document"].append(
            {
                "document_key": key,
                "name": spelling([row["name"] for row in told]),
                "reports": len({row["report_key"] for row in told}),
                "first_cited": first,
                "last_cited": last,
            }
        )
        rows["report_document"] += [{"document_key": key} | _without_day(row) for row in told]
    return rows


def source_rows(items: Sequence[Item]) -> list[Row]:
    """Return the rows of source: every outlet that has an article."""
    by_source: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.source:
            by_source[item.source].append(item)
    rows = []
    for source, own in sorted(by_source.items()):
        outlet = find_outlet(source)
        dates = [item.published for item in own if item.published]
        province = outlet.province if outlet else most_said([item.outlet_province for item in own])
        rows.append(
            {
                "source": source,
                "name": outlet.name if outlet else None,
                "kind": outlet.kind if outlet else None,
                "province": province,
                "province_today": province_today(province, None),
                "articles": len(own),
                "relevant": sum(item.report is not None and item.report.relevant for item in own),
                "first_published": min(dates, default=None),
                "last_published": max(dates, default=None),
            }
        )
    return rows


def province_rows() -> list[Row]:
    """Return the rows of province."""
    return [
        {
            "province_id": unit.id,
            "province": unit.slug,
            "name": unit.name,
            "type": unit.type,
            "code": unit.code or None,
            "valid_from": unit.valid_from,
            "valid_to": unit.valid_to,
            "province_today": BY_ID[unit.successors[0]].slug if len(unit.successors) == 1 else None,
            "successors": list(unit.successors),
        }
        for unit in PROVINCES
    ]


def award_type_rows() -> list[Row]:
    """Return the rows of award_type."""
    return [
        {
            "award": kind.code,
            "name_vi": kind.vi,
            "name_en": kind.en,
            "level": kind.level,
            "law": kind.law,
            "grantor": kind.fixed,
            "classes": kind.classes,
            "named": kind.named,
        }
        for kind in award_types().values()
    ]


def grantor_rows() -> list[Row]:
    """Return the rows of grantor."""
    return [
        {"grantor": label.code, "name_vi": label.vi, "name_en": label.en, "level": label.level}
        for label in labels()
        if label.of == "grantor"
    ]


def code_label_rows() -> list[Row]:
    """Return the rows of code_label."""
    return [
        {"code_of": label.of, "code": label.code, "name_vi": label.vi, "name_en": label.en}
        for label in labels()
        if label.of != "grantor"
    ]


def _without_day(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "day"}
