"""Rolling back, pinning, and what the next publish makes of them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from tests.warehouse.building import story, write_parts
from tests.warehouse.tables.test_history import publish_of, rows, said_by, told
from warehouse.publish import Published, publish
from warehouse.searching.index import reopen
from warehouse.snapshots.folder import SnapshotError, Snapshots
from warehouse.snapshots.listing import list_snapshots
from warehouse.snapshots.notes import Note, load_notes
from warehouse.snapshots.rollback import WithdrawnError, pin, roll_back, unpin


def copies_of(published: Published, home: Path, numbers: int) -> Snapshots:
    """Return the snapshots of a home that holds one published snapshot so many times; the last is the current one."""
    snapshots = Snapshots(home)
    snapshots.folder.mkdir()
    for number in range(1, numbers + 1):
        shutil.copy(published.database, snapshots.database(number))
        shutil.copytree(published.index, snapshots.index(number))
    snapshots.point_to(numbers)
    return snapshots


@pytest.mark.slow
def test_what_was_rolled_back_does_not_come_back_by_itself(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    first = publish_of(tmp_path, [told("a.vn", 30), told("b.vn", 31)])
    second = publish_of(tmp_path, [told("a.vn", 99)])
    assert roll_back(snapshots, None, by="Lan", why="99 is a misprint") == 1
    assert (snapshots.current(), snapshots.numbers()) == (1, [1, 2])
    articles, reports = write_parts(tmp_path, [told("a.vn", 99)])
    with pytest.raises(WithdrawnError, match=r"snapshot 2 again, which Lan rolled back on .* \(99 is a misprint\)"):
        publish(articles=articles, reports=reports, home=tmp_path)
    assert (snapshots.current(), snapshots.numbers()) == (1, [1, 2])
    third = publish_of(tmp_path, [told("a.vn", 30), told("b.vn", 31), story("c", relevant=False)])
    assert (third.number, third.new, snapshots.current()) == (3, True, 3)
    assert third.warnings[0].startswith("snapshot 2 was rolled back (99 is a misprint): look whether `thidua diff 1 3`")
    assert said_by(third.database, 3) == said_by(third.database, 1) == said_by(first.database, 1)
    assert said_by(third.database, 2) == said_by(second.database, 2)  # it may have been quoted
    articles, reports = write_parts(tmp_path, [told("a.vn", 99)])
    fourth = publish(articles=articles, reports=reports, home=tmp_path, again=True)
    assert (fourth.number, fourth.warnings) == (4, ())
    assert not publish(articles=articles, reports=reports, home=tmp_path).new


@pytest.mark.slow
def test_ids_go_on_from_the_snapshot_that_was_gone_back_to(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    one, two = told("a.vn", 30), told("b.vn", 30, date="2024-07-24", published="2024-07-24T17:00:00+07:00")
    first = publish_of(tmp_path, [one, two])
    second = publish_of(tmp_path, [one, told("b.vn", 30)])
    ids = "SELECT award_id, date FROM award ORDER BY ALL"
    assert [len(rows(made.database, ids)) for made in (first, second)] == [2, 1]
    roll_back(snapshots, 1, by="Lan", why="two are taken for one")
    third = publish_of(tmp_path, [one, two, story("c", relevant=False)])
    assert rows(third.database, ids) == rows(first.database, ids)
    assert rows(third.database, "FROM alias") == []


def test_a_rollback_can_be_taken_back_and_goes_over_what_is_damaged(published: Published, tmp_path: Path) -> None:
    snapshots = copies_of(published, tmp_path, 3)
    roll_back(snapshots, 1, by="Lan", why="wrong")
    assert sorted(load_notes(tmp_path).withdrawn) == [2, 3]
    with pytest.raises(SnapshotError, match="snapshot 1 is the current one"):
        roll_back(snapshots, 1, by="Lan", why="")
    with pytest.raises(SnapshotError, match="no older snapshot is kept"):
        roll_back(snapshots, None, by="Lan", why="")
    with pytest.raises(SnapshotError, match=r"there is no snapshot 7 in .*; kept are 1, 2, 3"):
        roll_back(snapshots, 7, by="Lan", why="")
    assert roll_back(snapshots, 3, by="Lan", why="") == 3
    assert load_notes(tmp_path).withdrawn == {}
    snapshots.database(3).unlink()
    (next(snapshots.index(2).glob("*.store"))).unlink()
    reopen()
    with pytest.raises(SnapshotError, match="snapshot 2 is damaged"):
        roll_back(snapshots, None, by="Lan", why="")
    assert roll_back(snapshots, 1, by="Lan", why="") == 1
    assert [(one.snapshot, one.current) for one in list_snapshots(snapshots)] == [(1, True), (2, False)]


def test_what_is_pinned_is_kept(published: Published, tmp_path: Path) -> None:
    snapshots = copies_of(published, tmp_path, 3)
    pin(snapshots, 1, by="Lan", why="quoted on 3 May")
    fourth = publish(articles=[], reports=[], home=tmp_path, keep=2)
    assert (fourth.number, snapshots.numbers()) == (4, [1, 3, 4])
    with pytest.raises(SnapshotError, match="there is no snapshot 9"):
        pin(snapshots, 9, by="Lan", why="x")
    first, third, last = list_snapshots(snapshots)
    assert (first.pinned and first.pinned.why, third.pinned, last.current) == ("quoted on 3 May", None, True)
    assert (first.articles, first.ceremonies, first.awards, first.current) == (9, 4, 6, False)
    assert first.bytes > 1000
    unpin(snapshots, 1)
    with pytest.raises(SnapshotError, match="snapshot 1 is not pinned"):
        unpin(snapshots, 1)
    snapshots.prune(2)
    assert snapshots.numbers() == [3, 4]


def test_a_number_is_not_given_twice_where_something_is_noted_of_it(published: Published, tmp_path: Path) -> None:
    snapshots = copies_of(published, tmp_path, 2)
    pin(snapshots, 2, by="Lan", why="quoted")
    snapshots.remove(2)
    assert publish(articles=[], reports=[], home=tmp_path).number == 3
    problems = [(one.snapshot, one.problem) for one in list_snapshots(snapshots)]
    assert problems == [(1, None), (2, "it is gone"), (3, None)]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"pinned": {"x": {}}, "withdrawn": {}}',
        '{"pinned": {"1": {"by": "a"}}, "withdrawn": {}}',
        "\xff",
    ],
)
def test_notes_that_cannot_be_read_stop_a_publish_and_cost_no_snapshot(tmp_path: Path, content: str) -> None:
    (tmp_path / "snapshots.json").write_text(content, encoding="latin-1")
    with pytest.raises(SnapshotError, match=r"snapshots\.json cannot be read; mend it"):
        publish(articles=[], reports=[], home=tmp_path)
    assert not list((tmp_path / "snapshots").iterdir())


def test_notes_are_plain_to_read(published: Published, tmp_path: Path) -> None:
    snapshots = copies_of(published, tmp_path, 1)
    pin(snapshots, 1, by="Lò Thị Mai", why="báo in 3/5")
    told = json.loads((tmp_path / "snapshots.json").read_text(encoding="utf-8"))
    assert (told["pinned"]["1"]["by"], told["pinned"]["1"]["why"]) == ("Lò Thị Mai", "báo in 3/5")
    note = load_notes(tmp_path).pinned[1]
    assert isinstance(note, Note)
    assert dt.datetime.now(dt.UTC) - note.on < dt.timedelta(minutes=1)
