"""Where the layout alarm is told after the run: in `thidua status` and `thidua sources`, as long as it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from thidua.last_runs import LastRun, last_runs
from thidua.overseeing import unwell_outlets

_LINE = "12 of its latest 20 pages gave no text (0 of 88 before)"


def _report(*, health: str | None = None, layout: str | None = None) -> dict[str, Any]:
    report: dict[str, Any] = {"started": "2026-11-22T08:00:00+00:00"}
    if health:
        report["crawl"] = {"sources": {"bao": {"health": health, "kept": 3, "failed": {}}}}
    if layout:
        report["process"] = {"layouts": {"bao": layout}}
    return report


def test_the_last_run_that_read_pages_of_an_outlet_tells_of_its_layout() -> None:
    changed, well, crawl = _report(layout=_LINE), _report(layout="ok"), _report(health="ok")
    assert unwell_outlets([crawl, changed, well]) == {"bao": f"layout: {_LINE}"}
    assert unwell_outlets([well, changed]) == {}
    below = _report(health="below: its lists named 2 articles", layout=_LINE)
    assert unwell_outlets([below]) == {"bao": f"below: its lists named 2 articles; layout: {_LINE}"}


def test_sources_tell_it_with_the_last_crawl(tmp_path: Path) -> None:
    reports = [_report(health="ok", layout="ok"), _report(layout=_LINE), _report(health="ok")]
    for number, report in enumerate(reports):
        (tmp_path / f"{number}.json").write_text(json.dumps(report), encoding="utf-8")
        told = last_runs(tmp_path, ["bao"])["bao"]
        assert told == LastRun(report["started"], 3, 0, f"layout: {_LINE}" if number else None)
