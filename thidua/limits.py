"""How long and how much memory the work on one untrusted page may take."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_STATM = Path("/proc/self/statm")
_DATA = 5
"""The field of `/proc/self/statm` that counts the pages of data and stack."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds after which a process counts as hanging on a page, and bytes that the page may take of memory.

    The bytes are beside what the process holds already; None sets no limit.
    """

    seconds: float
    memory: int | None = None


@contextmanager
def memory_limit(size: int | None) -> Iterator[None]:
    """Let what is done in the block take `size` bytes of memory at most; beyond them it meets a MemoryError.

    Without effect on systems that do not tell what a process holds (all but Linux).
    """
    held = _held()
    if size is None or held is None:
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = [held + size, *(limit for limit in (before, most) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_DATA, (min(allowed), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _held() -> int | None:
    """Return the bytes of data and stack that this process has, None where the system does not tell."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[_DATA]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return None
