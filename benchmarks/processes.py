"""What measurements in processes of their own share; it imports nothing heavy, so that it adds nothing to them."""

from __future__ import annotations

import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROC = Path("/proc")
_STATUS = PROC / "self" / "status"
_EVERY = 0.25  # seconds


@dataclass(slots=True)
class Peak:
    """The largest memory of a process and all that it started, together, in MB (1,000,000 bytes); 0 without /proc."""

    memory: float = 0.0


def peak_memory() -> float:
    """Return the peak memory of this process in MB (1,000,000 bytes).

    Linux hands `ru_maxrss` on from the process that started this one, so its own account is read there.
    """
    if _STATUS.is_file():
        told = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


@contextmanager
def watching(process: int) -> Iterator[Peak]:
    """Look at the memory of a process and its descendants several times a second; what they share counts once."""
    peak, done = Peak(), threading.Event()

    def watch() -> None:
        while not done.wait(_EVERY):
            peak.memory = max(peak.memory, sum(map(_memory, family(process))))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def family(process: int) -> Iterator[int]:
    """Give a process and all that it started, and so on, by their numbers."""
    yield process
    with suppress(OSError):
        for task in (PROC / str(process) / "task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from family(int(child))


def _memory(process: int) -> float:
    with suppress(OSError, StopIteration):
        told = (PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines()
        return int(next(line for line in told if line.startswith("Pss:")).split()[1]) * 1024 / 1e6
    return 0.0
