"""Putting a new search index in the place of a snapshot's old one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from warehouse.searching.index import reopen
from warehouse.searching.indexing import build_index
from warehouse.snapshots.folder import Snapshots, sync_folder


def replace_index(snapshots: Snapshots, number: int, articles: Sequence[Path]) -> None:
    """Make the index of a snapshot anew from its database and articles parts; only for who holds the home's lock.

    Who has the old one open reads on in it. Raises PartError where no part has the text of an article, OSError.
    """
    new = snapshots.folder / f"{number:06d}.index.tmp"
    old = snapshots.folder / f"{number:06d}.old.tmp"
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    build_index(new, snapshots.database(number), articles)
    if snapshots.index(number).is_dir():
        snapshots.index(number).rename(old)
    new.rename(snapshots.index(number))
    sync_folder(snapshots.folder)
    shutil.rmtree(old, ignore_errors=True)
    reopen()
