"""Writing files so that a reader, or a process started after a kill, sees either all of a file or none of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.snapshots.folder import sync_file, sync_folder


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; what is written there is synced and renamed to `path` when the block ends.

    Where the block raises, the temporary file is removed and `path` stays as it was. A kill leaves a file that ends in
    `.tmp`, which `remove_leftovers` clears.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed processes left under `folder`; the caller holds the home's lock."""
    for leftover in sorted(folder.rglob("*.tmp")):
        leftover.unlink(missing_ok=True)
