"""What people noted of snapshots: those that are pinned, and those that were rolled back; in `snapshots.json`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from warehouse.snapshots.folder import SnapshotError, replace_text

NAME = "snapshots.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who noted something of a snapshot, when (UTC), and why.

    For one that was rolled back, `inputs_hash` and `code_version` say what it was made of, None where it could not be
    read any more.
    """

    by: str
    on: dt.datetime
    why: str
    inputs_hash: str | None = None
    code_version: str | None = None


@dataclass(slots=True)
class Notes:
    """The notes of a home, by the number of the snapshot; `withdrawn` are those that were rolled back."""

    pinned: dict[int, Note] = field(default_factory=dict)
    withdrawn: dict[int, Note] = field(default_factory=dict)

    def bad(self, inputs_hash: str, code_version: str) -> tuple[int, Note] | None:
        """Return the newest snapshot that was made of the same and rolled back, with the note on it."""
        made = [
            n
            for n, note in self.withdrawn.items()
            if (note.inputs_hash, note.code_version) == (inputs_hash, code_version)
        ]
        return (max(made), self.withdrawn[max(made)]) if made else None


def load_notes(home: Path) -> Notes:
    """Return the notes of a home; there are none without the file. Raises SnapshotError where it cannot be read."""
    path = home / NAME
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Notes(*({int(n): _note(note) for n, note in told[kind].items()} for kind in ("pinned", "withdrawn")))
    except FileNotFoundError:
        return Notes()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SnapshotError(f"{path} cannot be read; mend it, or remove it and with it all pins") from None


def save_notes(home: Path, notes: Notes) -> None:
    """Write the notes, at one stroke; only for who holds the home's lock."""
    told = {
        kind: {str(number): _plain(note) for number, note in sorted(noted.items())}
        for kind, noted in (("pinned", notes.pinned), ("withdrawn", notes.withdrawn))
    }
    replace_text(home / NAME, json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def _note(told: dict[str, Any]) -> Note:
    on = dt.datetime.fromisoformat(told["on"])
    if not (isinstance(told["by"], str) and isinstance(told["why"], str) and on.tzinfo):
        raise ValueError(told)
    return Note(**{**told, "on": on})


def _plain(note: Note) -> dict[str, str]:
    told = asdict(note) | {"on": note.on.isoformat(timespec="seconds")}
    return {name: value for name, value in told.items() if value is not None}
