"""Examining a published snapshot finds what is wrong with it, wherever that is."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.building import award, story, write_parts
from tests.warehouse.conftest import collection
from warehouse.checks.examining import Examination, examine
from warehouse.publish import Published
from warehouse.searching.index import reopen
from warehouse.snapshots.folder import Snapshots


@pytest.fixture
def snapshots(published: Published, tmp_path: Path) -> Snapshots:
    """A copy of the collection's snapshot, to be damaged."""
    shutil.copytree(published.database.parent, tmp_path / "snapshots")
    reopen()
    return Snapshots(tmp_path)


def names(found: Examination) -> list[str]:
    return [finding.check.name for finding in found.findings]


def test_a_sound_snapshot_is_compared_with_all_its_texts(snapshots: Snapshots) -> None:
    articles, _ = write_parts(snapshots.home, collection())
    found = examine(snapshots, 1, articles)
    assert (names(found), found.blocking, found.unfit) == ([], False, {})
    assert (found.articles, found.looked_at) == (8, 8)
    assert {"file", "index", "text", "evidence", "orphans"} <= set(found.run)
    assert examine(snapshots, 1, articles, sample=3).looked_at == 3
    assert examine(snapshots, 1, []).looked_at == 0


def test_evidence_that_is_not_in_the_text_is_found(snapshots: Snapshots) -> None:
    articles, _ = write_parts(snapshots.home, [*collection()[:4], story("khac", awards=[award("bang-khen", 3)])])
    with duckdb.connect(str(snapshots.database(1))) as connection:
        connection.execute("UPDATE award_report SET evidence = reverse(evidence) WHERE award = 'bang-khen'")
    found = examine(snapshots, 1, articles)
    assert (names(found), found.blocking) == (["evidence", "text"], True)
    text = found.findings[1]
    shown = text.first[0]
    assert text.rows == 3
    assert shown["evidence"] == shown["in_text"][::-1]
    assert (found.articles, found.looked_at) == (8, 4)  # the others' texts are not there


def test_a_text_of_another_time_is_not_taken_for_the_one_that_was_read(snapshots: Snapshots) -> None:
    articles, _ = write_parts(snapshots.home, [story("huy-hieu", title="Một bài khác", awards=[award("huy-hieu", 9)])])
    found = examine(snapshots, 1, articles)
    assert (names(found), found.looked_at) == ([], 0)


def test_a_block_that_changed_is_found_wherever_it_is(snapshots: Snapshots) -> None:
    database = snapshots.database(1)
    whole = database.read_bytes()
    place = whole.index("Lao động giỏi".encode())  # a movement, of which no check reads the name
    database.write_bytes(whole[:place] + b"X" + whole[place + 1 :])
    found = examine(snapshots, 1, [])
    assert (names(found), found.blocking) == (["file"], True)
    assert "hecksum" in str(found.findings[0])
    database.write_bytes(whole[:5000])
    assert names(examine(snapshots, 1, [])) == ["file"]


def test_a_damaged_index_and_damaged_parts_are_told_apart(snapshots: Snapshots) -> None:
    articles, _ = write_parts(snapshots.home, collection())
    articles[0].write_bytes(b"PAR1 nothing")
    next(snapshots.index(1).glob("*.store")).unlink()
    found = examine(snapshots, 1, articles)
    assert [(one.check.name, one.check.level) for one in found.findings] == [
        ("index", "blocking"),
        ("parts", "warning"),
    ]


def test_checks_that_a_snapshot_of_another_time_has_no_tables_for_are_named(snapshots: Snapshots) -> None:
    with duckdb.connect(str(snapshots.database(1))) as connection:
        connection.execute("DROP TABLE award_history")
    found = examine(snapshots, 1, [])
    assert (names(found), list(found.unfit)) == ([], ["history", "keys", "orphans"])
