"""Every check is shown to find what it is for, in a snapshot that is broken on purpose."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse.checks import checks, run_checks
from warehouse.publish import Published

BREAK = {
    "orphans": "UPDATE award SET ceremony_key = 999 WHERE award_key = 1",
    "keys": "INSERT INTO ceremony FROM ceremony LIMIT 1",
    "evidence": "UPDATE award_report SET evidence_start = evidence_start + 1 WHERE award_report_key = 1",
    "counts": "UPDATE award SET count = 0 WHERE award_key = 1",
    "values": "UPDATE award SET status = 'given' WHERE award_key = 1",
    "copies": "UPDATE article SET syndicated_of = article_key",
    "dates": "UPDATE ceremony SET date = '1909-06-28' WHERE ceremony_key = 1",
    "published_before": "UPDATE report SET date = '2030-01-01' WHERE date IS NOT NULL",
    "breakdown": "UPDATE award SET breakdown = [{'label': 'x', 'count': 7}, {'label': 'y', 'count': 8}], count = 12, "
    "counts_reported = [12] WHERE award_key = 2",
    "large_counts": "UPDATE award SET count = 25000 WHERE award_key = 2",
    "two_places": "UPDATE ceremony SET date = '2024-06-11', province = 'x' || ceremony_key",
    "history": "UPDATE award_history SET count = count + 1 WHERE award = 'bang-khen'",
    "old_province": "UPDATE ceremony SET province = 'yen-bai', date = '2026-01-01'",
}


def test_all_checks_are_shown() -> None:
    assert set(BREAK) == {check.name for check in checks()}


@pytest.mark.parametrize(("name", "damage"), BREAK.items(), ids=BREAK)
def test_a_check_finds_what_it_is_for(published: Published, tmp_path: Path, name: str, damage: str) -> None:
    broken = tmp_path / "broken.duckdb"
    shutil.copy(published.database, broken)
    with duckdb.connect(str(broken)) as connection:
        assert [finding.check.name for finding in run_checks(connection)] == []
        connection.execute(damage)
        findings = run_checks(connection)
    assert name in [finding.check.name for finding in findings]
    levels = [finding.check.level for finding in findings]
    assert levels == sorted(levels)


def test_a_finding_speaks(published: Published, tmp_path: Path) -> None:
    broken = tmp_path / "broken.duckdb"
    shutil.copy(published.database, broken)
    with duckdb.connect(str(broken)) as connection:
        connection.execute(BREAK["counts"])
        (finding,) = run_checks(connection, [check for check in checks() if check.name == "counts"])
    assert str(finding).startswith("counts: a count is none that an award can have (1 rows; first: award_id award-")
