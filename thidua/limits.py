"""How long and how much memory the work on one untrusted page may take; the system holds a process to it."""

from __future__ import annotations

import math
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STATM = Path("/proc/self/statm")
_DATA = 5
"""The field of `/proc/self/statm` that counts the pages of data and stack."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What work on one page may take, beside what its process has taken already; None sets no limit."""

    seconds: int
    """Processor time, which does not depend on what else the machine does; a process that takes more is ended."""
    memory: int | None = None
    """Bytes; who asks for more meets a MemoryError."""
    standstill: float = 120.0
    """Seconds by the clock after which the process counts as hanging."""


@contextmanager
def held_to(limits: Limits) -> Iterator[None]:
    """Hold this process to limits of time and memory for the block.

    That of memory is without effect on systems that do not tell what a process holds (all but Linux).
    """
    held = _held()
    size = None if limits.memory is None or held is None else held + limits.memory
    with (
        _at_most(resource.RLIMIT_DATA, size),
        _at_most(resource.RLIMIT_CPU, math.ceil(time.process_time()) + limits.seconds),
    ):
        yield


@contextmanager
def _at_most(kind: int, size: int | None) -> Iterator[None]:
    if size is None:
        yield
        return
    before, most = resource.getrlimit(kind)
    resource.setrlimit(kind, (min([size, *(n for n in (before, most) if n != resource.RLIM_INFINITY)]), most))
    try:
        yield
    finally:
        resource.setrlimit(kind, (before, most))


def _held() -> int | None:
    """Return the bytes of data and stack that this process has, None where the system does not tell."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[_DATA]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return None
