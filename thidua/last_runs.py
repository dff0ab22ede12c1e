"""How each outlet's last crawl went, from the reports that runs leave in the home folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

MOST_REPORTS = 500
"""Latest reports that are looked through."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """One outlet's share of the last crawl that went to it; `trouble` says why it is not well, where that is told."""

    when: str
    """ISO time of the run's start."""
    kept: int
    failed: int
    trouble: str | None = None

    def in_words(self) -> str:
        """Return it in a few words: "2026-11-22 12 kept, 3 failed"; trouble first, for where there is little room."""
        failed = f", {self.failed} failed" if self.failed else ""
        trouble = f"{self.trouble}; " if self.trouble else ""
        return f"{self.when[:10]} {trouble}{self.kept} kept{failed}"


def last_runs(folder: Path, outlets: Iterable[str]) -> dict[str, LastRun]:
    """Return the last crawl of each outlet by slug; reports that cannot be read are passed over."""
    wanted = set(outlets)
    found: dict[str, LastRun] = {}
    layouts: dict[str, str] = {}
    for path in sorted(folder.glob("*.json"), reverse=True)[:MOST_REPORTS]:
        if wanted <= set(found) & set(layouts):
            break
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
            layouts = report.get("process", {}).get("layouts", {}) | layouts
            shares = report["crawl"]["sources"]
            runs = {
                slug: _last_run(report["started"], share)
                for slug, share in shares.items()
                if slug in wanted and share.get("health") != "unasked"
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        found = runs | found
    return {slug: _with_layout(run, layouts.get(slug, "ok")) for slug, run in found.items()}


def _with_layout(run: LastRun, layout: str) -> LastRun:
    """Return the run with what is amiss with the layout of the outlet's pages, where nothing worse is told."""
    return run if layout == "ok" or run.trouble else replace(run, trouble=f"layout: {layout}")


def _last_run(started: str, share: dict[str, Any]) -> LastRun:
    health = str(share.get("health") or "")
    trouble = health if health.startswith(("broken", "below", "above")) else None
    trouble = trouble or next((f"stopped: {reason}" for reason in share.get("stopped", ())), None)
    return LastRun(str(started), int(share["kept"]), sum(share.get("failed", {}).values()), trouble)
