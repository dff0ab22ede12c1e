"""Indexes that go on from another's segments, and what forgetting leaves in any of them: no byte."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import duckdb
import pytest

from tests.warehouse.building import Story, award, filler, story, write_parts
from warehouse.forgetting.forgetting import Gone, forget_in
from warehouse.intake.parts import PartError
from warehouse.publish import publish
from warehouse.searching.index import Hit, is_sound, search
from warehouse.searching.index_facts import changed_between, facts_of, text_hashes
from warehouse.searching.indexing import build_index
from warehouse.searching.reindexing import holds_deleted
from warehouse.searching.segments import held
from warehouse.snapshots.folder import Snapshots

PLANTED = "qzxwvkjpyfhq7731"
MANY = [story(f"tin-{n}", title=f"Tin {n}", date=f"2024-03-{n:02}", province="lao-cai") for n in range(1, 29)]
BEFORE = [
    story("goc", title="Tổng kết thi đua", date="2024-06-11", awards=[award("bang-khen", 12)]),
    story("mat", title="Bài sẽ gỡ", date="2023-06-11", body=f"{filler('mat')} {PLANTED} {filler('mat 2')}"),
    *MANY,
]
NEW = story("moi", title="Trao Bằng khen", date="2024-06-11", source="b.example", awards=[award("bang-khen", 12)])
AFTER = [BEFORE[0], NEW, *MANY]


class Two(NamedTuple):
    """Two snapshots in one home: of BEFORE, and of AFTER, whose index goes on from the first one's."""

    snapshots: Snapshots
    parts: Sequence[Path]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with both snapshots; the index of the second is not there yet."""
    home = tmp_path_factory.mktemp("home")
    for stories in (BEFORE, AFTER):
        articles, reports = write_parts(home, stories)
        publish(articles=articles, reports=reports, home=home)
    shutil.rmtree(Snapshots(home).index(2))
    return home


@pytest.fixture
def two(home: Path, tmp_path: Path) -> Two:
    """Return the two snapshots in a home that may be changed."""
    shutil.copytree(home, tmp_path / "home")
    snapshots, parts = Snapshots(tmp_path / "home"), sorted((tmp_path / "home" / "articles").iterdir())
    changed = changed_between(snapshots.database(1), snapshots.database(2))
    build_index(snapshots.index(2), snapshots.database(2), parts, base=snapshots.index(1), changed=changed)
    return Two(snapshots, parts)


def files(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return inode, mode and content of the files of an index."""
    stats = {path: path.stat() for path in folder.iterdir() if path.suffix != ".lock"}
    return {path.name: (stat.st_ino, stat.st_mode, path.read_bytes()) for path, stat in stats.items()}


def shared(one: Path, other: Path) -> set[str]:
    """Return the names of the files that two indexes have in common on the disk."""
    inodes = {inode for inode, _, _ in files(one).values()}
    return {name for name, (inode, _, _) in files(other).items() if inode in inodes}


def anew(two: Two, folder: Path) -> Path:
    """Make the index of the second snapshot without going on from the first one's."""
    build_index(folder, two.snapshots.database(2), two.parts)
    return folder


def found(folder: Path, words: str) -> list[Hit]:
    """Return what is found, by ids, without the scores."""
    hits = search(folder, words, 99, everything=True)
    return sorted((replace(hit, score=0) for hit in hits), key=lambda hit: hit.article_id)


def holding(folder: Path, words: str) -> list[str]:
    """Return the names of the files that hold some words as bytes."""
    return [name for name, (_, _, content) in files(folder).items() if words.encode() in content]


def gone(*stories: Story) -> Gone:
    return Gone(ids={told.article.id for told in stories}, places=set(), covers=lambda _: False)


def test_what_is_new_changed_or_gone_is_told(two: Two) -> None:
    changed = changed_between(two.snapshots.database(1), two.snapshots.database(2))
    assert changed == sorted(told.article.id for told in (BEFORE[1], NEW))
    assert changed_between(two.snapshots.database(2), two.snapshots.database(2)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE article SET title = 'x' WHERE title = 'Tin 3'",
        "UPDATE article SET text_hash = 'x' WHERE title = 'Tin 3'",
        "UPDATE article SET syndicated_of = 1 WHERE title = 'Tin 3'",
        "UPDATE article SET published = published + INTERVAL 1 DAY, source = 'x' WHERE title = 'Tin 3'",
        "UPDATE report SET venue = 'x', relevant = false WHERE report_key = 3",
        "UPDATE ceremony SET date = '2020-02-02' WHERE title = 'Tin 3'",
        "UPDATE ceremony SET ceremony_id = 'x' WHERE title = 'Tổng kết thi đua'",
        "UPDATE award_report SET evidence = 'x'",
        "UPDATE award SET award_name_vi = 'x'",
        "DELETE FROM award_report",
        "INSERT INTO official_mention (mention_key, mention_id, official_key, report_key, name, titles, roles)"
        " VALUES (1, 'x', 1, 3, 'Lò Thị Mai', [], [])",
        "UPDATE province SET name = 'x' WHERE province = 'lao-cai'",
    ],
)
def test_all_that_an_index_holds_counts_as_a_change(home: Path, tmp_path: Path, change: str) -> None:
    database, other = Snapshots(home).database(2), tmp_path / "other.duckdb"
    shutil.copy2(database, other)
    with duckdb.connect(str(other)) as connection:
        connection.execute(change)
    held_by = []
    for path in (database, other):
        with duckdb.connect(str(path), read_only=True) as connection:
            hashes = text_hashes(connection)
            facts = facts_of(connection, hashes.keys())
            held_by.append({article_id: (facts[article_id], text) for article_id, text in hashes.items()})
    differing = [article_id for article_id in sorted(held_by[0]) if held_by[0][article_id] != held_by[1][article_id]]
    assert differing
    assert changed_between(database, other) == differing


def test_an_index_that_goes_on_finds_what_one_made_anew_finds(two: Two, tmp_path: Path) -> None:
    other = anew(two, tmp_path / "anew")
    for words in ("tin", "bằng khen", "tong ket", "year:2024", '"thi đua"', PLANTED, "places:lao"):
        assert found(two.snapshots.index(2), words) == found(other, words), words
    assert is_sound(two.snapshots.index(2), len(AFTER))


def test_it_shares_segments_and_leaves_the_other_index_as_it_is(two: Two, tmp_path: Path) -> None:
    base, database = two.snapshots.index(1), two.snapshots.database(2)
    changed = changed_between(two.snapshots.database(1), database)
    before = files(base)
    build_index(tmp_path / "next", database, two.parts, base=base, changed=changed)
    assert files(base) == before
    assert [name.rpartition(".")[2] for name in sorted(shared(base, tmp_path / "next"))].count("store") == 1
    assert not {"meta.json", ".managed.json"} & shared(base, tmp_path / "next")
    with patch("os.link", side_effect=OSError):
        build_index(tmp_path / "copied", database, two.parts, base=base, changed=changed)
    assert not shared(base, tmp_path / "copied")
    assert found(tmp_path / "copied", "tin") == found(tmp_path / "next", "tin")


def test_an_index_is_made_anew_where_the_other_is_of_no_use(two: Two, tmp_path: Path) -> None:
    database, good = two.snapshots.database(2), two.snapshots.index(1)
    bad, bare = tmp_path / "bad", tmp_path / "bare"
    shutil.copytree(good, bad)
    next(bad.glob("*.term")).write_bytes(b"")
    build_index(bare, database, two.parts, store_text=False)
    every = [told.article.id for told in AFTER]
    cases = {"damaged": (bad, every[:1]), "none": (tmp_path / "no", []), "bare": (bare, []), "much": (good, every)}
    for name, (base, changed) in cases.items():
        folder = tmp_path / f"{name}.index"
        build_index(folder, database, two.parts, base=base, changed=changed)
        assert held(folder).deleted == 0, name
        assert not base.exists() or not shared(base, folder), name
        assert found(folder, "bằng khen") == found(two.snapshots.index(2), "bằng khen"), name


def test_a_changed_list_that_misses_some_articles_is_seen(two: Two, tmp_path: Path) -> None:
    folder = tmp_path / "x.index"
    build_index(folder, two.snapshots.database(2), two.parts, base=two.snapshots.index(1), changed=[NEW.article.id])
    assert is_sound(folder, len(AFTER))
    assert not shared(two.snapshots.index(1), folder)


def test_a_text_that_no_part_holds_is_said_so(two: Two, tmp_path: Path) -> None:
    with pytest.raises(PartError, match="no part holds the text of 30 articles"):
        build_index(tmp_path / "x.index", two.snapshots.database(2), [])


def test_of_forgotten_texts_no_byte_is_left_in_any_index(two: Two) -> None:
    first, second = two.snapshots.index(1), two.snapshots.index(2)
    assert holding(first, PLANTED)
    assert holding(second, PLANTED), "the second shares the segment though it finds it no more"
    assert holds_deleted(second)
    assert search_count(second) == len(AFTER)
    assert [forget_in(two.snapshots, number, gone(BEFORE[1]), []) for number in (1, 2)] == [1, 0]
    for folder, left in ((first, len(BEFORE) - 1), (second, len(AFTER))):
        assert holding(folder, PLANTED) == []
        assert not holds_deleted(folder)
        assert search_count(folder) == left
        assert is_sound(folder, left)
    assert not shared(first, second)


def test_forgetting_in_one_snapshot_leaves_the_index_of_another_whole(two: Two) -> None:
    first, second = two.snapshots.index(1), two.snapshots.index(2)
    before = found(first, "tin")
    assert forget_in(two.snapshots, 2, gone(MANY[0]), []) == 1
    assert is_sound(first, len(BEFORE))
    assert found(first, "tin") == before
    assert is_sound(second, len(AFTER) - 1)


def search_count(folder: Path) -> int:
    """Return how many articles an index finds."""
    return len({hit.article_id for words in ("year:2024", "year:2023") for hit in found(folder, words)})
