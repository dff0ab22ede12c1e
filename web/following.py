"""Following the current snapshot: a publish is seen within a second, and nobody who reads notices."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

import duckdb

from warehouse.snapshots.folder import SnapshotError, Snapshots
from web.snapshot import Identity, Snapshot, identity_of

SECONDS = 1.0
"""Time between two looks at the file that names the current snapshot."""
_LEISURE = 4
"""How long it rests between two steps of making ready, as a multiple of what the last one took."""
_LOG = logging.getLogger(__name__)


def current(snapshots: Snapshots) -> int:
    """Return the number of the current snapshot; raises SnapshotError where there is none or it cannot be opened."""
    number = snapshots.latest()
    try:
        duckdb.connect(str(snapshots.database(number)), read_only=True).close()
    except duckdb.Error as error:
        raise SnapshotError(f"the current snapshot cannot be opened: {str(error).splitlines()[0]}") from None
    return number


class Follower:
    """Keeps the current snapshot open, and opens a new one as soon as it is there.

    Who takes `snapshot` keeps what he took: the old one stays open until its last page is made. One that cannot be
    opened is tried again with each look, and said once.
    """

    def __init__(self, snapshots: Snapshots, opener: Callable[[Snapshots, Identity], Snapshot]) -> None:
        """Open the current snapshot; raises SnapshotError where there is none or it cannot be opened."""
        self._snapshots = snapshots
        self._opener = opener
        self._failed: Identity | str | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="snapshots", daemon=True)
        try:
            self.snapshot = opener(snapshots, identity_of(snapshots))
        except duckdb.Error as error:
            raise SnapshotError(f"the current snapshot cannot be opened: {str(error).splitlines()[0]}") from None

    def look(self) -> bool:
        """Open the current snapshot where it is another than the one that is open; tell whether it was."""
        wanted: Identity | None = None
        try:
            wanted = identity_of(self._snapshots)
            if wanted == self.snapshot.identity:
                return False
            self.snapshot = self._opener(self._snapshots, wanted)
        except (OSError, ValueError, duckdb.Error) as error:
            told = wanted or str(error)
            if told != self._failed:
                self._failed = told
                _LOG.warning("the new snapshot cannot be opened yet, the old one is shown: %s", type(error).__name__)
            return False
        self._failed = None
        _LOG.info("snapshot %06d is shown", self.snapshot.number)
        return True

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()

    def _follow(self) -> None:
        """Look for a new snapshot every second; in between make ready what is asked of the current one, at leisure."""
        steps: Iterator[object] | None = self.snapshot.warm_up()
        next_look = time.monotonic() + SECONDS
        pause = 0.0
        while not self._stopped.wait(pause):
            begun = time.monotonic()
            if begun >= next_look:
                if self.look():
                    steps = self.snapshot.warm_up()
                next_look = time.monotonic() + SECONDS
            elif steps is not None and not _went_on(steps):
                steps = None
            rest = next_look - time.monotonic()
            pause = max(0.0, rest if steps is None else min(rest, (time.monotonic() - begun) * _LEISURE))


def _went_on(steps: Iterator[object]) -> bool:
    """Take a step, and tell whether there was one; what fails here fails again, and is told, when somebody asks."""
    try:
        return next(steps, None) is not None
    except ValueError as error:
        _LOG.warning("the search index cannot be read: %s", type(error).__name__)
        return False
