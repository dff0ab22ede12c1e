"""Rows of the look-up tables of the field: provinces, types of awards, and what codes mean."""

from __future__ import annotations

from typing import Any

from reference.awards import award_types
from reference.labels import labels
from reference.provinces import BY_ID, PROVINCES

Row = dict[str, Any]


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
