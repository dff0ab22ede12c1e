"""Forgetting in published snapshots: what is left is what would be there had the articles never been."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, filler, official, story, write_parts
from tests.warehouse.conftest import collection
from tests.warehouse.random_stories import random_stories
from tests.warehouse.telling import NOT_OF_THE_NEWS, telling
from warehouse.checks.running import run_checks
from warehouse.forgetting.forgetting import Gone, SnapshotLeftError, articles_in, forget_in
from warehouse.forgetting.without import tables_told
from warehouse.publish import Published, publish
from warehouse.searching.index import search
from warehouse.snapshots.folder import Snapshots
from warehouse.tables import summaries
from warehouse.tables.schema import tables, views


def gone(stories: Collection[Story]) -> Gone:
    ids = {told.article.id for told in stories}
    return Gone(ids=ids, places=set(), covers=lambda _: False)


def published_in(home: Path, stories: list[Story]) -> Snapshots:
    articles, reports = write_parts(home, stories)
    publish(articles=articles, reports=reports, home=home)
    return Snapshots(home)


def copied(published: Published, home: Path) -> Snapshots:
    shutil.copytree(published.database.parent, home / "snapshots")
    return Snapshots(home)


def hits(snapshots: Snapshots, number: int) -> set[tuple[str, str, float]]:
    found = search(snapshots.index(number), "thi đua", 99, everything=True)
    return {(hit.article_id, hit.snippet, hit.score) for hit in found}


def check_like_never_been(home: Path, stories: list[Story], forgotten: Collection[int]) -> None:
    """Forget some stories in a snapshot; it must say what a snapshot of the others says, ids included."""
    snapshots = published_in(home, stories)
    away = [stories[n] for n in forgotten]
    assert forget_in(snapshots, 1, gone(away), sorted(home.glob("reports/*"))) == len(away)
    after = telling(snapshots.database(1), without=NOT_OF_THE_NEWS)
    with duckdb.connect(str(snapshots.database(1)), read_only=True) as connection:
        assert [str(found) for found in run_checks(connection) if found.check.level == "blocking"] == []
    found = hits(snapshots, 1)
    left = [told for n, told in enumerate(stories) if n not in forgotten]
    published_in(home, left)
    assert snapshots.latest() == 2
    assert after == telling(snapshots.database(2), without=NOT_OF_THE_NEWS)
    assert found == hits(snapshots, 2)


def hard_cases() -> list[Story]:
    """Return stories of which one tells the day of two copies, and of which others give totals and parts of awards."""
    text = filler("kép", 150)
    chair, other = official("Giàng Seo Phử", "Chủ tịch UBND tỉnh"), official("Lò Thị Mai", "Giám đốc Sở Nội vụ")
    merit = award("bang-khen", 30, grantor="ubnd-tinh")
    seven = award("giay-khen", 7, recipient="individual")
    movement = {"name": "Dân vận khéo", "start": "2020-01-01"}
    later: dict[str, Any] = {"date": None, "published": "2023-05-07T08:00:00+07:00", "body": text, "officials": [other]}
    feb: dict[str, Any] = {"date": "2022-02-02", "officials": [chair, other]}
    people: dict[str, Any] = {"recipient": "individual", "grantor": "ubnd-tinh"}
    return [
        story(
            "goc",
            source="a1.vn",
            date="2023-05-05",
            body=text,
            officials=[chair],
            awards=[merit, seven | {"recipient_names": ["Lý Văn Ba", "Vũ Tư"]}],
            movements=[movement],
        ),
        story(
            "ban-sao",
            source="a2.vn",
            awards=[merit, seven | {"recipient_names": ["Vũ Tư", "Đỗ Năm"]}],
            movements=[movement | {"name": "Dân Vận Khéo"}],
            **later,
        ),
        story("ban-sao-2", source="a3.vn", awards=[merit], **later),
        story("tong", source="b1.vn", awards=[award("bang-khen", 50, recipient="mixed")], **feb),
        story("phan", source="b2.vn", awards=[merit | {"count": 20}, award("bang-khen", 30, **people)], **feb),
        story(
            "phan-2",
            source="b3.vn",
            awards=[merit | {"count": 22}, award("bang-khen", 25, **people | {"grantor": "thu-tuong"})],
            documents=["Chỉ thị 34-CT/TW"],
            **feb,
        ),
        story("tin-goc", source="c1.vn", published=None, body=filler("tin", 150), awards=[merit]),
        story("tin-lai", source="c2.vn", credit="Theo c1.vn", body=filler("tin", 150), awards=[merit]),
        story("tin-lai-2", source="c3.vn", credit="c2.vn", body=filler("tin", 150), awards=[merit]),
    ]


def test_what_is_left_is_what_the_others_tell(tmp_path: Path) -> None:
    check_like_never_been(tmp_path, collection() + hard_cases(), [0, 9, 12, 15])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_any_articles_can_go(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    stories = collection() + hard_cases()
    forgotten = [seed] if seed < len(stories) else sorted(chance.sample(range(len(stories)), chance.randint(2, 6)))
    check_like_never_been(tmp_path, stories, forgotten)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_nothing_of_any_story_is_left(tmp_path: Path, seed: int) -> None:
    """No row tells of them, and what stays is sound, where copies, twins, conflicts and handovers are torn apart."""
    stories = random_stories(seed, 30)
    snapshots = published_in(tmp_path, stories)
    away = random.Random(seed).sample(stories, 4)
    forget_in(snapshots, 1, gone(away), sorted(tmp_path.glob("reports/*")))
    told = str(telling(snapshots.database(1), without=()))
    names = [name for one in away for name in (one.article.id, one.article.url) if name]
    assert [name for name in names if name in told] == []
    with duckdb.connect(str(snapshots.database(1)), read_only=True) as connection:
        assert [str(found) for found in run_checks(connection) if found.check.level == "blocking"] == []


def test_every_table_has_a_rule() -> None:
    """What a table holds is told anew, copied, or made of other tables; one that is new here has to say which."""
    by_the_caller = {"run", "award_history", *summaries.summaries()}
    assert tables_told() | by_the_caller == set(tables())
    assert not tables_told() & by_the_caller


def test_what_is_not_touched_keeps_its_keys_and_who_reads_is_not_disturbed(
    published: Published, tmp_path: Path
) -> None:
    snapshots = copied(published, tmp_path)
    command = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print(flush=True); input();"
        "print(c.execute('SELECT count(*) FROM article').fetchone()[0])"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", command, str(snapshots.database(1))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout is not None
    reader.stdout.readline()
    query = "SELECT * EXCLUDE (first_published) FROM ceremony WHERE date <> '2024-06-11'"
    with duckdb.connect(str(snapshots.database(1)), read_only=True) as connection:
        before = connection.execute(query).fetchall()
    forget_in(snapshots, 1, gone(collection()[:1]), [])
    with duckdb.connect(str(snapshots.database(1)), read_only=True) as connection:
        assert connection.execute(query).fetchall() == before
        (info,) = connection.execute("SELECT info FROM run").fetchone() or ("",)
        assert json.loads(info)["forgotten"]["articles"] == 1
        version = connection.execute("SELECT tags['storage_version'] FROM duckdb_databases() WHERE NOT internal")
        assert version.fetchone() == ("v1.0.0+",)
    assert reader.communicate("\n", timeout=30)[0] == "9\n"
    assert sorted(path.name for path in snapshots.folder.iterdir()) == ["000001.duckdb", "000001.index"]


def test_a_snapshot_from_before_other_addresses_were_kept_is_left_where_nothing_of_it_goes(
    published: Published, tmp_path: Path
) -> None:
    snapshots = copied(published, tmp_path)
    with duckdb.connect(str(snapshots.database(1))) as connection:
        connection.execute("DROP TABLE article_address; DROP TABLE article_version")
    assert forget_in(snapshots, 1, gone([story("khac")]), []) == 0
    assert len(articles_in(snapshots.database(1), gone(collection()[:1]))) == 1


def test_a_snapshot_of_another_time_is_refused_and_left(published: Published, tmp_path: Path) -> None:
    snapshots = copied(published, tmp_path)
    with duckdb.connect(str(snapshots.database(1))) as connection:
        for view in views():
            connection.execute(f"DROP VIEW {view}")
        connection.execute("ALTER TABLE award_report DROP COLUMN breakdown")
    before = snapshots.database(1).read_bytes()
    with pytest.raises(SnapshotLeftError, match=r"000001\.duckdb cannot be told without them"):
        forget_in(snapshots, 1, gone(collection()[:1]), [])
    assert snapshots.database(1).read_bytes() == before


def test_a_damaged_index_goes_whole(published: Published, tmp_path: Path) -> None:
    snapshots = copied(published, tmp_path)
    (snapshots.index(1) / "meta.json").write_text("{")
    assert forget_in(snapshots, 1, gone(collection()[:1]), []) == 1
    assert not snapshots.index(1).exists()
