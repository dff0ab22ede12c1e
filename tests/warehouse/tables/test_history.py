"""What a snapshot said of an award can be looked up in every later one."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, official, story, write_parts
from warehouse.checks.running import checks, run_checks
from warehouse.forgetting.forgetting import Gone, articles_in, forget_in
from warehouse.publish import Published, publish
from warehouse.snapshots.folder import Snapshots
from warehouse.tables.derivation import insert_rows as insert
from warehouse.tables.history import QUOTED, carry_history
from warehouse.tables.schema import create_tables, create_views

Said = Mapping[str, Mapping[str, Any]]
_DEFAULTS: dict[str, Any] = {
    "ceremony_id": "ceremony-1",
    "award": "bang-khen",
    "award_name_vi": "Bằng khen",
    "recipient": "individual",
    "count": 1,
    "qualifier": "exact",
    "status": "conferred",
    "reports": 1,
    "reports_agreeing": 1,
    "conflict": False,
    "url": "https://a.vn/1.html",
    "recipient_names": [],
    "presented_by": [],
    "counts_reported": [1],
    "breakdown": [],
    "confidence": 1.0,
    "best_id": "x:bang-khen:0:individual:conferred:1",
    "evidence": "Một cá nhân nhận Bằng khen.",
}
_HISTORY = [check for check in checks() if check.name == "history"]


@cache
def _empty() -> bytes:
    """Return the file of a snapshot without rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute("BEGIN")
            create_tables(connection)
            create_views(connection)
            connection.execute("COMMIT")
        return path.read_bytes()


def snapshot_of(folder: Path, number: int, said: Said, aliases: Mapping[str, str | None] | None = None) -> Path:
    """Write a snapshot with these awards alone, with the history of the one before where that is there."""
    path, former = folder / f"{number}.duckdb", folder / f"{number - 1}.duckdb"
    built = dt.datetime(2026, 1, number, tzinfo=dt.UTC)
    run = {
        "snapshot": number,
        "built": built,
        "code_version": "",
        "rules_hash": "",
        "inputs_hash": "",
        "parts": 0,
        "info": "{}",
    }
    awards = [{"award_key": k, "award_id": i, **_DEFAULTS, **values} for k, (i, values) in enumerate(said.items())]
    path.write_bytes(_empty())
    with duckdb.connect(str(path)) as connection:
        connection.execute("BEGIN")
        insert(connection, "run", [run])
        insert(connection, "award", awards)
        insert(connection, "alias", [{"kind": "award", "old_id": o, "id": i} for o, i in (aliases or {}).items()])
        connection.execute("COMMIT")
        carry_history(connection, former if former.exists() else None, number, built)
        assert run_checks(connection, _HISTORY) == []
    return path


def rows(database: Path, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql, parameters).fetchall()


def awards_of(database: Path) -> list[tuple[Any, ...]]:
    return rows(database, f"SELECT award_id, {', '.join(QUOTED)} FROM award ORDER BY award_id")  # noqa: S608


def said_by(database: Path, number: int) -> list[tuple[Any, ...]]:
    return rows(
        database,
        f"SELECT award_id, {', '.join(QUOTED)} FROM award_at(?) ORDER BY award_id",  # noqa: S608
        number,
    )


def test_every_snapshot_can_be_asked_of_the_newest(tmp_path: Path) -> None:
    chance = random.Random(1)
    series: list[Said] = [
        {
            award_id: {"count": chance.choice([None, 1, 2]), "grantor": chance.choice([None, "xa"])}
            for award_id in chance.sample("abcdefgh", chance.randint(0, 8))
        }
        for _ in range(8)
    ]
    made = [snapshot_of(tmp_path, number, said) for number, said in enumerate(series, 1)]
    for number, database in enumerate(made, 1):
        assert said_by(made[-1], number) == awards_of(database)
    assert said_by(made[-1], len(made) + 1) == said_by(made[-1], 0) == []
    changed = sum(
        len({*before, *after} - {i for i in {*before} & {*after} if before[i] == after[i]})
        for before, after in zip([{}, *series], series, strict=False)
    )
    assert rows(made[-1], "SELECT count(*) FROM award_history") == [(changed,)]


def test_a_row_is_added_for_what_changed_alone(tmp_path: Path) -> None:
    series: list[Said] = [
        {"a": {"count": 30}, "b": {"count": 8}},
        {"a": {"count": 30, "reports": 2}, "b": {"count": 8}},
        {"a": {"count": 31, "reports": 2}, "b": {"count": 8}},
        {"a": {"count": 31, "reports": 2}, "b": {"count": 8}},
    ]
    last = [snapshot_of(tmp_path, number, said) for number, said in enumerate(series, 1)][-1]
    assert rows(last, "SELECT award_id, snapshot, change, count, reports FROM award_history ORDER BY 1, 2") == [
        ("a", 1, "new", 30, 1),
        ("a", 2, "changed", 30, 2),
        ("a", 3, "changed", 31, 2),
        ("b", 1, "new", 8, 1),
    ]
    assert [number for (number,) in rows(last, "SELECT snapshot FROM snapshot ORDER BY built")] == [1, 2, 3, 4]


def test_what_vanished_names_its_successor_and_may_come_back(tmp_path: Path) -> None:
    snapshot_of(tmp_path, 1, {"a": {}, "b": {}, "c": {}})
    snapshot_of(tmp_path, 2, {"a": {"count": 2}}, {"b": "a", "c": None})
    third = snapshot_of(tmp_path, 3, {"a": {"count": 2}, "b": {}}, {"c": None})
    assert rows(third, "SELECT award_id, snapshot, change, successor, count FROM award_history ORDER BY 2, 1") == [
        ("a", 1, "new", None, 1),
        ("b", 1, "new", None, 1),
        ("c", 1, "new", None, 1),
        ("a", 2, "changed", None, 2),
        ("b", 2, "vanished", "a", None),
        ("c", 2, "vanished", None, None),
        ("b", 3, "new", None, 1),
    ]


def test_a_snapshot_from_before_there_was_a_history_begins_it(tmp_path: Path) -> None:
    first = snapshot_of(tmp_path, 1, {"a": {"count": 30}})
    with duckdb.connect(str(first)) as connection:
        connection.execute("DROP TABLE award_history; DROP TABLE snapshot")
    second = snapshot_of(tmp_path, 2, {"a": {"count": 31}})
    history = rows(second, "SELECT snapshot, change, count, day(built) FROM award_history ORDER BY 1")
    assert history == [(1, "new", 30, 1), (2, "changed", 31, 2)]
    assert said_by(second, 1) == awards_of(first)


PEOPLE = [official("Lò Thị Mai", "Bí thư Tỉnh ủy"), official("Vàng A Sử", "Phó Bí thư Tỉnh ủy")]


def publish_of(home: Path, stories: list[Story]) -> Published:
    articles, reports = write_parts(home, stories)
    return publish(articles=articles, reports=reports, home=home)


def told(source: str, count: int, **fields: Any) -> Story:  # noqa: ANN401
    return story(source, source=source, officials=PEOPLE, awards=[award("bang-khen", count)], **fields)


@pytest.mark.slow
def test_a_snapshot_that_cannot_be_read_is_passed_over_and_not_answered_for(tmp_path: Path) -> None:
    publish_of(tmp_path, [told("a.vn", 30)])
    publish_of(tmp_path, [told("a.vn", 31)]).database.write_bytes(b"damaged")
    third = publish_of(tmp_path, [told("a.vn", 32)])
    counts = [rows(third.database, "SELECT count FROM award_at(?)", number) for number in (1, 2, 3)]
    assert counts == [[(30,)], [], [(32,)]]


def test_who_opened_a_snapshot_for_writing_does_not_cost_its_history_or_ids(tmp_path: Path) -> None:
    first = publish_of(tmp_path, [told("a.vn", 30)])
    before = awards_of(first.database)
    command = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", command, str(first.database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(duckdb.IOException, match="lock"):
            awards_of(first.database)
        assert not publish_of(tmp_path, [told("a.vn", 30)]).new
        second = publish_of(tmp_path, [told("a.vn", 31), told("b.vn", 31)])
        writer.communicate("\n", timeout=30)
    assert [row[0] for row in awards_of(second.database)] == [row[0] for row in before]
    assert said_by(second.database, 1) == before
    assert len(list(second.database.parent.iterdir())) == 4


@pytest.mark.slow
def test_forgetting_takes_an_article_out_of_the_history_too(tmp_path: Path) -> None:
    both = [told("a.vn", 30), told("b.vn", 31)]
    other = story("khac", source="c.vn", date="2023-02-02", awards=[award("giay-khen", 8)])
    publish_of(tmp_path, [both[0], other])
    publish_of(tmp_path, [*both, other])
    snapshots = Snapshots(tmp_path)
    gone = Gone(ids={both[0].article.id}, places=set(), covers=lambda url: bool(url and "a.vn" in url))
    assert forget_in(snapshots, 2, gone, sorted(tmp_path.glob("reports/*"))) == 1
    assert b"a.vn" not in snapshots.database(2).read_bytes()
    assert rows(snapshots.database(2), "SELECT snapshot, change, count, source FROM award_history ORDER BY ALL") == [
        (1, "new", 8, "c.vn"),
        (2, "new", 31, "b.vn"),
    ]


@pytest.mark.slow
def test_forgetting_finds_an_article_that_stands_in_the_history_alone(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    publish_of(tmp_path, [told("a.vn", 30)])
    publish_of(tmp_path, [told("b.vn", 31)])
    gone = Gone(ids=set(), places=set(), covers=lambda url: bool(url and "a.vn" in url))
    assert articles_in(snapshots.database(2), gone)
    forget_in(snapshots, 2, gone, [])
    assert b"a.vn" not in snapshots.database(2).read_bytes()
    assert articles_in(snapshots.database(2), gone) == []
    assert rows(snapshots.database(2), "SELECT change, count FROM award_history") == [("new", 31)]
