"""What a backfill did, outlet by outlet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class OutletSummary:
    """One outlet's share of a backfill.

    `found` counts the captures that the index has in the span, `matching` those contents among them that are wanted,
    `known` those that the archive held already, `left_out` and `failed` the others by reason. `to_fetch` and `bytes`
    are what is wanted and not there: records and their size before any of them was fetched.
    """

    found: int = 0
    matching: int = 0
    to_fetch: int = 0
    bytes: int = 0
    fetched: int = 0
    kept: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    bad_lines: int = 0
    """Lines of the index that cannot be read; their pages are asked for again by the next run."""


@dataclass(slots=True)
class BackfillSummary:
    """What a backfill did, by outlet; `finished` is False where it was interrupted or reached its limit."""

    outlets: dict[str, OutletSummary] = field(default_factory=dict)
    collections: list[str] = field(default_factory=list)
    """The collections that overlap the span."""
    finished: bool = False
    interrupted: bool = False
    problems: list[str] = field(default_factory=list)
    """Files of the archive itself that cannot be read."""

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {
            "collections": self.collections,
            "finished": self.finished,
            "interrupted": self.interrupted,
            "problems": self.problems,
            "outlets": {
                slug: {
                    "found": outlet.found,
                    "matching": outlet.matching,
                    "to_fetch": outlet.to_fetch,
                    "bytes": outlet.bytes,
                    "fetched": outlet.fetched,
                    "kept": outlet.kept,
                    "known": outlet.known,
                    "left_out": dict(sorted(outlet.left_out.items())),
                    "failed": dict(sorted(outlet.failed.items())),
                    "bad_lines": outlet.bad_lines,
                }
                for slug, outlet in sorted(self.outlets.items())
            },
        }

    def lines(self, *, dry_run: bool) -> list[str]:
        """Return the summary in words, a line an outlet and one for each thing that is not as it should be."""
        lines = [f"collections of Common Crawl in the span: {len(self.collections)}"]
        for slug, outlet in sorted(self.outlets.items()):
            lines.append(f"{slug}: {outlet.found} captures found, {outlet.matching} of them are wanted once each")
            if dry_run:
                lines[-1] += f"; {outlet.to_fetch} records to fetch, {_size(outlet.bytes)}"
            else:
                lines[-1] += f"; {outlet.fetched} fetched, {outlet.kept} archived, {outlet.known} known already"
            lines += [f"{slug}: left out, {reason}: {number}" for reason, number in outlet.left_out.most_common()]
            lines += [f"{slug}: failed, {reason}: {number}" for reason, number in outlet.failed.most_common()]
            if outlet.bad_lines:
                lines.append(f"{slug}: {outlet.bad_lines} lines of the index cannot be read; run it again for them")
        return lines if self.finished else [*lines, "the limit is reached; run it again to go on"]


def _size(number: int) -> str:
    """Return a number of bytes in words."""
    return f"{number / 1e6:.1f} MB" if number >= 1e5 else f"{number / 1e3:.1f} kB"
