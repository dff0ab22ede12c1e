"""What a person's page says beyond rows: why the mentions of an office holder are taken for one person."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from warehouse.people.careers import reasons_for
from web.snapshot import Snapshot


def with_reasons(snapshot: Snapshot, head: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a person with `reasons`, the rarest first: why, how often, and two mentions as examples."""
    found = reasons_for(snapshot.database, head["official_id"])
    return {**head, "reasons": [asdict(reason) for reason in found]}
