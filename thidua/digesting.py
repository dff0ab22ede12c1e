"""Making the digests of a publish in several processes."""

from __future__ import annotations

import os
from collections.abc import Sequence

from thidua.limits import Limits
from thidua.workers import Item, run_tasks
from warehouse.intake.digests import Task, make_digest
from warehouse.intake.parts import PartError

_LIMITS = Limits(seconds=3600, standstill=3600)
"""A part of ten thousand articles takes half a minute."""
_FEW = 8_000_000
"""Bytes of parts below which starting processes takes longer than they save."""


def make_digests(tasks: Sequence[Task]) -> None:
    """Make the digests, in as many processes as there are cores; raises PartError for a part that cannot be read."""
    if sum(task.part.stat().st_size for task in tasks) < _FEW:
        for task in tasks:
            make_digest(task)
        return
    for _, problem in run_tasks(_make, list(tasks), workers=os.cpu_count() or 1):
        if problem is not None:
            raise PartError(problem)


def _make(task: Task, avoid: dict[int, str], item: Item) -> str | None:
    """Make one digest; return why that cannot be."""
    if 0 in avoid:
        return f"{task.part.name} cannot be digested: {avoid[0]}"
    with item(0, _LIMITS):
        try:
            make_digest(task)
        except PartError as error:
            return str(error)
    return None
