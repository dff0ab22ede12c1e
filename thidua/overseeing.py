"""The state of a home folder, read without its lock."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from thidua.home import Home
from thidua.parts import group_sizes, is_whole
from thidua.stages import present_parts, shard_name


def read_status(home: Home) -> dict[str, Any]:
    """Return the state of a home in a form for JSON: files, counts, what is to be done, the last run."""
    from crawler.archive import Archive

    shards = Archive(home.archive).shards()
    names = {f"{shard_name(shard)}.parquet" for shard in shards}
    articles, reports = ([part for part in parts if is_whole(part)] for parts in present_parts(home))
    number = home.snapshots.current()
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
        "last_run": _last_run(home),
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


def _last_run(home: Home) -> dict[str, Any] | None:
    for path in sorted(home.runs.glob("*.json"), reverse=True):
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
            return {key: report[key] for key in ("command", "started", "ended", "outcome")}
        except (OSError, ValueError, TypeError, KeyError):
            logging.getLogger("thidua").warning("%s cannot be read and is left aside", path)
    return None
