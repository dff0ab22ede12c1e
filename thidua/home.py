"""The home folder: where one collection of news lives, who may write to it, and where each stage keeps its files."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from thidua.files import write_text

if TYPE_CHECKING:
    from warehouse.snapshots.folder import Snapshots

FORMAT = 1
DEFAULT = Path("thidua-data")


class HomeError(ValueError):
    """A folder cannot serve as the home, or another process is writing to it."""


def default_home() -> Path:
    """Return the folder named by the environment variable THIDUA_HOME, or `./thidua-data`."""
    return Path(os.environ.get("THIDUA_HOME") or DEFAULT)


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of one home folder. Made by `open_home`, which checks the folder first."""

    root: Path

    @property
    def frontier(self) -> Path:
        """The crawler's memory of addresses (SQLite)."""
        return self.root / "frontier.sqlite"

    @property
    def captures(self) -> Path:
        """What the backfill remembers of Common Crawl's index (SQLite)."""
        return self.root / "captures.sqlite"

    @property
    def archive(self) -> Path:
        """The folder of WARC files."""
        return self.root / "archive"

    @property
    def articles(self) -> Path:
        """The folder of extracted articles, a folder a version."""
        return self.root / "articles"

    @property
    def reports(self) -> Path:
        """The folder of reports, a folder a version."""
        return self.root / "reports"

    @property
    def corrections(self) -> Path:
        """The operator's file of corrections, applied at every publish; it need not be there."""
        return self.root / "corrections.yaml"

    @property
    def reported(self) -> Path:
        """What readers reported as wrong (SQLite); it need not be there."""
        return self.root / "reported.sqlite"

    @property
    def people(self) -> Path:
        """The operator's file of joins and splits of persons, applied at every publish; it need not be there."""
        return self.root / "people.yaml"

    @property
    def forgotten(self) -> Path:
        """The file of what is never to be fetched, kept or imported again; it need not be there."""
        return self.root / "forgotten.csv"

    @property
    def digests(self) -> Path:
        """The folder of what publishes have worked out of articles and reports; made anew where it is gone."""
        return self.root / "digests"

    @property
    def runs(self) -> Path:
        """The folder of run reports, one JSON file a run."""
        return self.root / "runs"

    @property
    def snapshots(self) -> Snapshots:
        """The published snapshots, and which is the current one."""
        from warehouse.snapshots.folder import Snapshots

        return Snapshots(self.root)

    @contextmanager
    def lock(self, command: str) -> Iterator[None]:
        """Hold the home for writing; raise HomeError at once where another process holds it.

        The system frees the lock when the process ends, however it ends. `command` is shown to who comes second.
        """
        from filelock import FileLock, Timeout

        path = self.root / "lock"
        guard = FileLock(path, blocking=False)
        try:
            guard.acquire()
        except Timeout:
            raise HomeError(f"{self.root} is in use by {_holder(path)}; wait for it to end") from None
        try:
            path.write_text(json.dumps({"pid": os.getpid(), "command": command}), encoding="utf-8")
            yield
        finally:
            guard.release()


def open_home(root: Path, *, create: bool = False, demo: bool | None = None) -> Home:
    """Return the home at `root`; with `create`, make it where the folder is missing or empty.

    `demo` tells whether the demo's news are to be added (True) or other news (False); HomeError is raised where it
    holds the others, so that invented news never stands among real news, and for a folder that is no home or is one
    of a newer format.
    """
    marker = root / "format.json"
    if not marker.exists():
        if not create:
            raise HomeError(
                f"there is no thidua home at {root}; `thidua crawl`, `thidua import` and `thidua demo` make one"
            )
        _make(root, marker, demo=bool(demo))
    try:
        stated = json.loads(marker.read_text(encoding="utf-8"))
        number = int(stated["format"])
    except (OSError, ValueError, KeyError, TypeError):
        raise HomeError(f"{marker} cannot be read; is {root} a thidua home?") from None
    if number > FORMAT:
        raise HomeError(f"{root} has format {number}, newer than this thidua knows ({FORMAT}); install a newer thidua")
    is_demo = bool(stated.get("demo"))
    if demo is not None and is_demo != demo:
        raise HomeError(
            f"{root} holds the demo's invented news; choose another --home"
            if is_demo
            else f"{root} holds other news than the demo's; choose another --home for the demo"
        )
    return Home(root)


def _make(root: Path, marker: Path, *, demo: bool) -> None:
    if root.exists() and not root.is_dir():
        raise HomeError(f"{root} is not a folder")
    if root.is_dir() and any(not p.name.startswith(marker.name) for p in root.iterdir()):
        raise HomeError(f"{root} is not empty and not a thidua home; choose another --home")
    try:
        root.mkdir(parents=True, exist_ok=True)
        write_text(marker, json.dumps({"format": FORMAT, "demo": True} if demo else {"format": FORMAT}) + "\n")
    except OSError as error:
        raise HomeError(f"{root} cannot be written: {error.strerror}") from None


def _holder(path: Path) -> str:
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        return f"process {int(stated['pid'])} ({stated['command']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def command_line() -> str:
    """Return the present command as shown to who finds the home locked."""
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]
