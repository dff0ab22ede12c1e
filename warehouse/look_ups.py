"""Rows of the look-up tables of the field: provinces and types of awards."""

from __future__ import annotations

from typing import Any

from reference.awards import award_types
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
