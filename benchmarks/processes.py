"""What measurements in processes of their own share; it imports nothing heavy, so that it adds nothing to them."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_STATUS = Path("/proc/self/status")


def peak_memory() -> float:
    """Return the peak memory of this process in MB (1,000,000 bytes).

    Linux hands `ru_maxrss` on from the process that started this one, so its own account is read there.
    """
    if _STATUS.is_file():
        told = next(line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(told.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
