"""What the crawler has found and not read, in the terms of the warehouse: by outlet and month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reference.credited import home_domain
from reference.urls import domain_of

if TYPE_CHECKING:
    from warehouse.tables.coverage import Unread


def unread_by_outlet(frontier: Path, on_note: Callable[[str], None]) -> list[Unread]:
    """Return the addresses that a frontier's file knows without a page, by outlet and month; none without the file.

    A frontier that cannot be read is named by `on_note` and stops nothing: what was found is then not known.
    """
    from crawler.schema import FrontierError
    from crawler.unread import unread
    from warehouse.tables.coverage import Unread

    if not frontier.exists():
        return []
    try:
        rows = unread(frontier)
    except FrontierError as error:
        on_note(f"warning: what was found and not read is not counted: {error}")
        return []
    found: Counter[tuple[str, str]] = Counter()
    aside: Counter[tuple[str, str]] = Counter()
    for row in rows:
        key = home_domain(domain_of(f"//{row.host}")), row.month or ""
        found[key] += row.addresses
        aside[key] += row.aside
    return [
        Unread(source, _month(month), number, aside[source, month]) for (source, month), number in sorted(found.items())
    ]


def _month(month: str) -> dt.date | None:
    return dt.date.fromisoformat(f"{month}-01") if month else None
