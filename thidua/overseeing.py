"""The state of a home folder, read without its lock."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from thidua.home import Home
from thidua.parts import group_sizes, is_whole
from thidua.stages import present_parts, shard_name

_ENDS = ("command", "started", "ended", "outcome")
_REPORTS = 100
"""The newest reports of runs: in these an outlet's last crawl is looked for."""
_UNASKED = "unasked"


def read_status(home: Home) -> dict[str, Any]:
    """Return the state of a home in a form for JSON: files, counts, what is to be done, the last run."""
    from crawler.archive import Archive

    shards = Archive(home.archive).shards()
    names = {f"{shard_name(shard)}.parquet" for shard in shards}
    articles, reports = ([part for part in parts if is_whole(part)] for parts in present_parts(home))
    number = home.snapshots.current()
    runs = list(islice(run_reports(home), _REPORTS))
    return {
        "home": str(home.root),
        "addresses": _addresses(home),
        "archive": {
            "files": len(shards),
            "bytes": sum(shard.stat().st_size for shard in shards),
            "unfinished": len(list(home.archive.glob("*.open"))),
        },
        "articles": _rows(articles),
        "reports": _rows(reports),
        "to_extract": len(names - {p.name for p in articles}),
        "to_read": len(names - {p.name for p in reports}),
        "snapshot": number,
        "last_run": {key: runs[0][key] for key in _ENDS} if runs else None,
        "unwell": unwell_outlets(runs),
    }


def _addresses(home: Home) -> dict[str, int]:
    """Return how many articles' addresses are in each state, over all outlets."""
    if not home.frontier.exists():
        return {}
    from crawler.frontier import Frontier

    states: Counter[str] = Counter()
    with Frontier(home.frontier, read_only=True) as frontier:
        for counts in frontier.counts().values():
            states.update(counts)
    return dict(sorted(states.items()))


def _rows(parts: Sequence[Path]) -> int:
    return sum(sum(group_sizes(part)) for part in parts)


def unwell_outlets(runs: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the outlets that the last of these runs that asked them found below or above their range, or broken.

    With them go those whose pages had another layout than is known when they were last read. Takes the reports of
    runs, the newest first.
    """
    found: dict[str, str] = {}
    layouts: dict[str, str] = {}
    for report in runs:
        for slug, share in report.get("crawl", {}).get("sources", {}).items():
            if (health := share.get("health", _UNASKED)) != _UNASKED:
                found.setdefault(slug, health)
        for slug, line in report.get("process", {}).get("layouts", {}).items():
            layouts.setdefault(slug, line if line == "ok" else f"layout: {line}")
    said = {slug: [lines[slug] for lines in (found, layouts) if slug in lines] for slug in sorted({*found, *layouts})}
    return {slug: "; ".join(unwell) for slug, lines in said.items() if (unwell := [li for li in lines if li != "ok"])}


def run_reports(home: Home) -> Iterator[dict[str, Any]]:
    """Yield the reports of the home's runs, the newest first; warns of those that cannot be read."""
    for path in sorted(home.runs.glob("*.json"), reverse=True):
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
            missing = [key for key in _ENDS if key not in report]
        except (OSError, ValueError, TypeError):
            missing = [*_ENDS]
        if missing:
            logging.getLogger("thidua").warning("%s cannot be read and is left aside", path)
        else:
            yield report
