"""Every check is shown to find what it is for, in a snapshot that is broken on purpose."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.checks.running import Check, checks, run_checks

_TWO_AT_ONCE = (
    "UPDATE ceremony SET date = '2024-06-11', year = 2024, part_of_day = {part}, place = 'x' || ceremony_key,"
    " province_today = {province}"
)
BREAK: dict[str, tuple[str, ...]] = {
    "orphans": (
        "UPDATE award SET ceremony_key = 999 WHERE award_key = 1",
        "UPDATE award SET grantor = 'vua' WHERE award_key = 1",
        "INSERT INTO presentation VALUES (999, NULL, 'x', 1)",
        "INSERT INTO presentation VALUES (1, 999, 'x', 1)",
        "INSERT INTO recipient_history VALUES (999, 0, 0)",
        "INSERT INTO award_occupation VALUES (999, 'worker', 1)",
        "UPDATE article SET source = 'nowhere.example' WHERE article_key = 1",
    ),
    "untold": (
        "DELETE FROM official_mention",
        "UPDATE award_report SET part = 'total'",
        "UPDATE report SET ceremony_key = NULL",
    ),
    "keys": ("INSERT INTO ceremony FROM ceremony LIMIT 1",),
    "evidence": (
        "UPDATE award_report SET evidence_start = evidence_start + 1 WHERE award_report_key = 1",
        "UPDATE article SET text_hash = 'x'",
        "UPDATE award SET evidence = 'x' WHERE award_key = 1",
    ),
    "counts": (
        "UPDATE award SET count = 0 WHERE award_key = 1",
        "UPDATE award SET count = -5 WHERE award_key = 1",
        "UPDATE award_report SET count = -5 WHERE award_report_key = 1",
        "UPDATE award SET breakdown = [{'label': 'x', 'count': -1}] WHERE award_key = 1",
        "UPDATE award SET confidence = 1.5 WHERE award_key = 1",
    ),
    "values": (
        "UPDATE award SET status = 'given' WHERE award_key = 1",
        "UPDATE award SET class = 4 WHERE award_key = 1",
        "UPDATE ceremony SET part_of_day = 'night' WHERE ceremony_key = 1",
        "UPDATE ceremony SET province = 'x' WHERE ceremony_key = 1",
        "UPDATE appearance SET roles = ['sing'] WHERE appearance_key = 1",
        "UPDATE source SET kind = 'blog'",
    ),
    "history": ("UPDATE award_history SET count = count + 1 WHERE award = 'bang-khen'",),
    "copies": ("UPDATE article SET syndicated_of = article_key",),
    "dates": (
        "UPDATE ceremony SET date = '1909-06-28' WHERE ceremony_key = 1",
        "UPDATE ceremony SET date = '2026-02-01' WHERE ceremony_key = 1",
        "UPDATE article SET published = '2031-01-01' WHERE article_key = 1",
        "UPDATE award SET period_start = 1204, period_end = 2020 WHERE status = 'cumulative'",
        "UPDATE award SET period_start = 2020, period_end = 20205 WHERE status = 'cumulative'",
        "UPDATE movement SET start_date = '1204-01-01'",
    ),
    "periods": (
        "UPDATE award SET period_start = 2024, period_end = 2020 WHERE status = 'cumulative'",
        "UPDATE award SET period_start = 2020 WHERE status = 'conferred'",
        "UPDATE movement SET end_date = start_date - 1",
        "UPDATE report SET date_end = date - 1 WHERE date IS NOT NULL",
    ),
    "published_before": ("UPDATE report SET date = '2030-01-01' WHERE date IS NOT NULL",),
    "breakdown": (
        "UPDATE award SET breakdown = [{'label': 'x', 'count': 7}, {'label': 'y', 'count': 8}], count = 12, "
        "counts_reported = [12] WHERE award_key = 2",
    ),
    "large_counts": (
        "UPDATE award SET count = 25000, counts_reported = [25000] WHERE award_key = 2",
        "UPDATE award SET award = 'huan-chuong-sao-vang', count = 312, counts_reported = [312] WHERE award_key = 2",
    ),
    "named": (
        "UPDATE award SET count = 1, counts_reported = [1], recipient_names = ['A', 'B'] WHERE award = 'bang-khen'",
    ),
    "classes": ("UPDATE award SET class = 1 WHERE award = 'bang-khen'",),
    "ceremony_awards": (
        "UPDATE award SET date = date + 1 WHERE award_key = 1",
        "UPDATE award SET province = 'nghe-an' WHERE award_key = 1",
        "UPDATE award SET year = 2024 WHERE ceremony_key IS NULL",
    ),
    "provinces": (
        "UPDATE award SET province_today = 'yen-bai' WHERE award_key = 1",
        "UPDATE report SET province_today = 'yen-bai' WHERE report_key = 1",
        "UPDATE source SET province_today = 'x'",
    ),
    "children": (
        "UPDATE award SET recipient_names = ['em Vàng Thị Say'] WHERE award_key = 1",
        "UPDATE recipient SET name = 'Cháu Vàng Thị Say'",
    ),
    "children_told": ("UPDATE award_report SET evidence = 'trao cho em ' || (SELECT min(name) FROM recipient)",),
    "sums": (
        "UPDATE ceremony SET reports = reports + 1 WHERE ceremony_key = 1",
        "UPDATE award SET reports = reports + 1, reports_agreeing = 1 WHERE award_key = 1",
        "UPDATE official SET ceremonies = 0",
        "DELETE FROM recipient",
        "UPDATE source SET articles = articles + 1",
        "UPDATE coverage SET read = read + 1",
        "UPDATE coverage SET found = 0 WHERE read > 0",
        "UPDATE coverage SET relevant = read + 1",
        "DELETE FROM award_count",
    ),
    "ceremony_provinces": (
        "UPDATE report SET province = 'nghe-an', province_today = 'nghe-an' WHERE report_key IN"
        " (SELECT min(report_key) FROM report GROUP BY ceremony_key HAVING count(*) > 1)",
    ),
    "two_places": (
        _TWO_AT_ONCE.format(part="NULL", province="'x' || ceremony_key"),
        _TWO_AT_ONCE.format(part="'morning'", province="'x' || ceremony_key"),
        _TWO_AT_ONCE.format(part="'morning'", province="'lao-cai'"),
    ),
    "old_province": ("UPDATE ceremony SET province = 'yen-bai', date = '2026-01-01'",),
}
PLANTED = {f"{name}-{n}": (name, damage) for name, damages in BREAK.items() for n, damage in enumerate(damages, 1)}
HARMLESS = {
    "morning and afternoon in two provinces": (
        "two_places",
        "UPDATE ceremony SET date = '2024-06-11', province_today = if(ceremony_key = 3, 'x', 'lao-cai'),"
        " part_of_day = if(ceremony_key = 3, 'morning', 'afternoon')",
    ),
    "two places on one day": ("two_places", _TWO_AT_ONCE.format(part="NULL", province="'lao-cai'")),
    "provinces that are one today": (
        "ceremony_provinces",
        "UPDATE report SET province = 'yen-bai' WHERE report_key IN"
        " (SELECT min(report_key) FROM report GROUP BY ceremony_key HAVING count(*) > 1)",
    ),
    "many medals": ("large_counts", "UPDATE award SET award = 'ky-niem-chuong', count = 9000 WHERE award_key = 2"),
}


def test_all_checks_are_shown() -> None:
    assert set(BREAK) == {check.name for check in checks()}


def named(name: str) -> Check:
    return next(check for check in checks() if check.name == name)


def test_a_sound_snapshot_is_quiet(copy: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(copy) == []


@pytest.mark.parametrize(("name", "damage"), PLANTED.values(), ids=PLANTED)
def test_a_check_finds_what_it_is_for(broken: duckdb.DuckDBPyConnection, name: str, damage: str) -> None:
    broken.execute(damage)
    assert [finding.check.name for finding in run_checks(broken, [named(name)])] == [name]


@pytest.mark.parametrize(("name", "change"), HARMLESS.values(), ids=HARMLESS)
def test_a_check_lets_pass_what_may_be(broken: duckdb.DuckDBPyConnection, name: str, change: str) -> None:
    broken.execute(change)
    assert run_checks(broken, [named(name)]) == []


def test_blocking_findings_come_first(broken: duckdb.DuckDBPyConnection) -> None:
    broken.execute("UPDATE ceremony SET date = '1909-06-28', province = 'x'")
    levels = [finding.check.level for finding in run_checks(broken)]
    assert levels == sorted(levels)
    assert set(levels) == {"blocking", "warning"}


def test_a_finding_speaks(broken: duckdb.DuckDBPyConnection) -> None:
    broken.execute("UPDATE award_report SET confidence = 2 WHERE award_report_key = 1")
    (finding,) = run_checks(broken)
    assert str(finding).startswith("counts: a count is none that an award can have (1 rows; first: award_id ")
