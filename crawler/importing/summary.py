"""What an import did: an event a file, a summary at the end."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_SHOWN = 20
"""Addresses left out that the summary names in words, of all."""


class UnfitError(ValueError):
    """A file that cannot be imported; the message says why."""


@dataclass(frozen=True, slots=True)
class ImportEvent:
    """One file is through: pages that it gave, pages known already, addresses queued, or why it gave nothing."""

    path: str
    kept: int = 0
    known: int = 0
    queued: int = 0
    reason: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.reason else self.path


@dataclass(slots=True)
class ImportSummary:
    """What an import did: files read, pages kept and known already, and what was left out, with reasons."""

    files: int = 0
    kept: int = 0
    known: int = 0
    scanned: int = 0
    """Pages of WARC files that were judged."""
    queued: int = 0
    """Addresses of lists that the next crawl asks for."""
    known_addresses: int = 0
    """Addresses of lists that were known already, in whatever state, and are not queued again."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Records of WARC files that are not taken, by reason; and what of lists may or can not be named."""
    left_out_addresses: dict[str, str] = field(default_factory=dict)
    """Lines of lists that are not queued, with the reason."""
    bad: dict[str, str] = field(default_factory=dict)
    """Files that gave nothing, or not all, with the reason."""
    problems: list[str] = field(default_factory=list)
    """Files of the archive itself that cannot be read."""

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {
            "files": self.files,
            "kept": self.kept,
            "known": self.known,
            "scanned": self.scanned,
            "queued": self.queued,
            "known_addresses": self.known_addresses,
            "left_out": dict(sorted(self.left_out.items())),
            "left_out_addresses": dict(sorted(self.left_out_addresses.items())),
            "bad": dict(sorted(self.bad.items())),
            "problems": self.problems,
        }

    def lines(self) -> list[str]:
        """Return the summary in words, a line each."""
        lines = [f"{self.files} files: {self.kept} pages kept, {self.known} known already"]
        lines += [f"left out, {reason}: {number}" for reason, number in sorted(self.left_out.items())]
        if self.queued or self.known_addresses or self.left_out_addresses:
            lines.append(f"addresses: {self.queued} queued for the next crawl, {self.known_addresses} known already")
        named = sorted(self.left_out_addresses.items())
        lines += [f"not queued: {address}: {reason}" for address, reason in named[:_SHOWN]]
        if named[_SHOWN:]:
            lines.append(f"not queued: {len(named) - _SHOWN} more, which the report of the run names")
        return lines + [f"not read: {path}: {reason}" for path, reason in sorted(self.bad.items())]


def shown(path: Path | str) -> str:
    """Return a path as it can be written in UTF-8, which the bytes of a name need not be."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
