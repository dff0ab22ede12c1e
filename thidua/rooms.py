"""Checks that the project's rooms are its own: short names such as `nlp` are easily taken by another folder."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOMS = ("reference", "crawler", "extract", "nlp", "warehouse", "web")


def check_rooms(beside: Path) -> None:
    """Raise ImportError, naming the file in the way, where a room would not come from the folder `beside`."""
    for room in ROOMS:
        found = _place(room)
        if found is None:
            raise ImportError(f"thidua is not whole: its package {room!r} is missing beside {beside / 'thidua'}")
        if found != (beside / room).resolve():
            raise ImportError(
                f"thidua needs its own package {room!r} from {beside}, but {found} comes first on the import path; "
                "rename it or start Python in another folder"
            )


def _place(room: str) -> Path | None:
    module = sys.modules.get(room)
    spec = module.__spec__ if module is not None else importlib.util.find_spec(room)
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return Path(next(iter(spec.submodule_search_locations))).resolve()
    return Path(spec.origin).resolve() if spec.origin else None
