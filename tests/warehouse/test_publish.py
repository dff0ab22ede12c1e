from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.warehouse.building import Story, award, official, story, write_parts
from tests.warehouse.conftest import collection, rows_of
from warehouse.intake.parts import PartError
from warehouse.publish import Published, PublishError, publish
from warehouse.searching.index import search
from warehouse.snapshots.folder import KEEP, SnapshotError, Snapshots


def publish_in(home: Path, keep: int = KEEP) -> Published:
    articles, reports = sorted(home.glob("articles/*")), sorted(home.glob("reports/*"))
    return publish(articles=articles, reports=reports, home=home, keep=keep)


def test_what_is_published(published: Published) -> None:
    assert (published.number, published.new) == (1, True)
    assert published.warnings == ()
    assert {table: published.counts[table] for table in ("article", "report", "ceremony", "award", "award_report")} == {
        "article": 9,
        "report": 9,
        "ceremony": 4,
        "award": 6,
        "award_report": 11,
    }
    with duckdb.connect(str(published.database), read_only=True) as connection:
        ceremonies = connection.execute("SELECT date, kind, reports, outlets FROM ceremony ORDER BY date").fetchall()
        awards = connection.execute(
            "SELECT award, year, count, qualifier, status, reports, reports_agreeing, conflict, counts_reported, class "
            "FROM award WHERE year = 2024 AND award <> 'huy-hieu' ORDER BY award"
        ).fetchall()
        copies = connection.execute(
            "SELECT copy.source, original.source FROM article copy JOIN article original "
            "ON original.article_key = copy.syndicated_of"
        ).fetchall()
        names = connection.execute("SELECT name FROM recipient").fetchall()
        info = connection.execute("SELECT info FROM run").fetchone()
    assert ceremonies == [
        (dt.date(2023, 3, 1), "council", 1, 1),
        (dt.date(2024, 5, 19), "conferment", 1, 1),
        (dt.date(2024, 6, 11), "summary", 4, 3),
        (dt.date(2025, 8, 20), "congress", 1, 1),
    ]
    assert awards == [
        ("bang-khen", 2024, 312, "exact", "conferred", 3, 2, False, [300, 312], None),
        ("co-thi-dua", 2024, 12, "exact", "conferred", 4, 3, False, [12], None),
    ]
    assert copies == [("d.vn", "baolaocai.vn")]
    assert names == [("Lý A Páo",)]
    assert info == (json.dumps({"command": "test"}),)


def test_the_parts_of_a_total_can_be_asked_in_sql(published: Published) -> None:
    asked = "SELECT award, count AS total, unnest(breakdown, recursive := true) FROM award"
    with duckdb.connect(str(published.database), read_only=True) as connection:
        found = connection.execute(asked)
        assert [column[0] for column in found.description or []] == ["award", "total", "label", "count"]
        assert found.fetchall() == [("huy-hieu", 214, "75 năm", 2)]


def test_the_parts_are_those_of_the_number_that_stands(tmp_path: Path) -> None:
    def told(source: str, count: int, parts: list[dict[str, object]]) -> Story:
        row = award("huy-hieu", count, name="Huy hiệu Đảng", breakdown=parts)
        people = [official("Lò Thị Mai", "Bí thư Tỉnh ủy"), official("Vàng A Sử", "Phó Bí thư Tỉnh ủy")]
        return story(source, source=source, title="Trao Huy hiệu Đảng", officials=people, awards=[row])

    parts = [{"label": "75 năm tuổi Đảng", "count": 3}, {"label": "60 năm tuổi Đảng", "count": 5}]
    other = [{"label": "75 năm tuổi Đảng", "count": 4}]
    write_parts(tmp_path, [told("a.vn", 9, other), told("b.vn", 8, []), told("c.vn", 8, parts)])
    with duckdb.connect(str(publish_in(tmp_path).database), read_only=True) as connection:
        assert connection.execute("SELECT count, conflict, breakdown FROM award").fetchall() == [(8, True, parts)]


def test_what_gives_no_day_has_awards_but_no_ceremony(tmp_path: Path) -> None:
    row = award("bang-khen", 35)
    stories = [
        story("feature", kind="feature", date=None, awards=[row | {"status": "cumulative", "period": [2019, 2024]}]),
        story("undated", kind="conferment", date=None, awards=[row], officials=[official("Lò Văn Ơn", "Bí thư")]),
    ]
    write_parts(tmp_path, stories)
    found = publish_in(tmp_path)
    assert (found.counts["ceremony"], found.counts["appearance"], found.counts["official_mention"]) == (0, 0, 1)
    with duckdb.connect(str(found.database), read_only=True) as connection:
        awards = connection.execute(
            "SELECT status, count, period_start, period_end, ceremony_id, date, province, published FROM award "
            "ORDER BY status"
        ).fetchall()
    seen = dt.date(2024, 6, 11)
    assert awards == [
        ("conferred", 35, None, None, None, None, "lao-cai", seen),
        ("cumulative", 35, 2019, 2024, None, None, "lao-cai", seen),
    ]


def test_an_end_before_the_beginning_is_no_reason_to_publish_nothing(tmp_path: Path) -> None:
    write_parts(tmp_path, [story("a", date="2024-06-11", date_end="2024-06-01")])
    with duckdb.connect(str(publish_in(tmp_path).database), read_only=True) as connection:
        assert connection.execute("SELECT date, date_end FROM ceremony").fetchall() == [(dt.date(2024, 6, 11), None)]


@pytest.mark.slow
def test_a_damaged_snapshot_is_replaced_and_ids_are_those_of_the_one_before(tmp_path: Path) -> None:
    stories = collection()
    write_parts(tmp_path, stories[1:], "1")
    first = rows_of(publish_in(tmp_path).database)
    write_parts(tmp_path, stories[:1], "2")
    second = publish_in(tmp_path)
    whole = rows_of(second.database)
    second.database.write_bytes(b"damaged")
    third = publish_in(tmp_path)
    assert (third.number, third.new) == (3, True)
    assert rows_of(third.database) == whole
    assert {row[1] for row in first["ceremony"]} == {row[1] for row in whole["ceremony"]}


def test_views_count_conferred_awards_alone(published: Published) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        by_year = connection.execute(
            "SELECT year, sum(recipients) FROM award_by_year GROUP BY year ORDER BY year"
        ).fetchall()
        by_province = connection.execute(
            "SELECT province_today, sum(recipients) FROM award_by_province GROUP BY 1"
        ).fetchall()
        by_type = connection.execute("SELECT sum(recipients) FROM award_by_type").fetchone()
    assert by_year == [(2024, 312 + 12 + 214), (2025, 3)]
    assert by_province == [("lao-cai", 541)]
    assert by_type == (541,)


def test_the_order_of_parts_and_rows_makes_no_difference(published: Published, tmp_path: Path) -> None:
    stories = collection()
    random.Random(1).shuffle(stories)
    for i, told in enumerate(stories):
        write_parts(tmp_path, [told], f"part-{i}")
    articles, reports = sorted(tmp_path.glob("articles/*")), sorted(tmp_path.glob("reports/*"))
    random.Random(2).shuffle(articles)
    other = publish(articles=articles, reports=reports[::-1], home=tmp_path)
    assert rows_of(other.database) == rows_of(published.database)
    assert other.counts == published.counts


def test_the_newest_fetch_of_an_article_wins(tmp_path: Path) -> None:
    old = story("a", awards=[award("bang-khen", 7)])
    new = story("a", awards=[award("bang-khen", 9)], fetched=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    write_parts(tmp_path, [new], "1")
    write_parts(tmp_path, [old], "2")
    with duckdb.connect(str(publish_in(tmp_path).database), read_only=True) as connection:
        assert connection.execute("SELECT count FROM award").fetchall() == [(9,)]


def test_a_report_on_an_older_text_is_left_out(tmp_path: Path) -> None:
    old = story("a", awards=[award("bang-khen", 7)])
    new = story("a", awards=[award("bang-khen", 9)], fetched=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    _, old_reports = write_parts(tmp_path / "old", [old])
    articles, _ = write_parts(tmp_path / "new", [new])
    found = publish(articles=articles, reports=old_reports, home=tmp_path)
    assert (found.counts["article"], found.counts["report"], found.counts["award"]) == (1, 0, 0)


def test_nothing_new_publishes_nothing(tmp_path: Path) -> None:
    write_parts(tmp_path, collection())
    first = publish_in(tmp_path)
    before = first.database.stat().st_mtime_ns
    second = publish_in(tmp_path)
    assert (second.number, second.new, second.counts) == (1, False, first.counts)
    assert first.database.stat().st_mtime_ns == before
    assert Snapshots(tmp_path).numbers() == [1]


def test_nothing_to_publish_gives_an_empty_snapshot(tmp_path: Path) -> None:
    found = publish(articles=[], reports=[], home=tmp_path)
    assert (found.counts["article"], found.counts["award_type"]) == (0, 29)
    assert search(found.index, "thi đua") == []


def test_ids_stay_when_reports_are_added(tmp_path: Path) -> None:
    stories = collection()
    write_parts(tmp_path, stories[1:], "1")
    first = rows_of(publish_in(tmp_path).database)
    write_parts(tmp_path, stories[:1], "2")
    second = rows_of(publish_in(tmp_path).database)
    for table in ("ceremony", "award", "official"):
        ids = [{row[1] for row in rows[table]} for rows in (first, second)]
        assert ids[0] == ids[1]
    assert second["alias"] == []


def test_a_blocking_check_leaves_the_old_snapshot(tmp_path: Path) -> None:
    write_parts(tmp_path, collection(), "1")
    first = publish_in(tmp_path)
    write_parts(tmp_path, [story("b", province="atlantis")], "2")
    with pytest.raises(PublishError, match=r"values: .*ceremony"):
        publish_in(tmp_path)
    snapshots = Snapshots(tmp_path)
    assert (snapshots.current(), snapshots.numbers()) == (1, [1])
    assert sorted(path.name for path in snapshots.folder.iterdir()) == ["000001.duckdb", "000001.index"]
    assert rows_of(first.database)["ceremony"]


def test_doubtful_dates_are_warned_of(tmp_path: Path) -> None:
    write_parts(tmp_path, [story("a", date="1909-06-28"), story("b", date="2031-01-01")])
    (warning,) = [w for w in publish_in(tmp_path).warnings if w.startswith("dates:")]
    assert "(2 rows" in warning


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    articles, reports = write_parts(tmp_path, collection())
    reports[0].write_bytes(b"PAR1 nothing")
    with pytest.raises(PartError, match=r"a\.parquet cannot be read"):
        publish(articles=articles, reports=reports, home=tmp_path)
    with pytest.raises(PartError, match="has no column"):
        publish(articles=articles, reports=articles, home=tmp_path)


def test_a_report_that_breaks_the_contract_is_named(tmp_path: Path) -> None:
    articles, reports = write_parts(tmp_path, [story("a", awards=[award("bang-khen", 7)])])
    table = pq.read_table(reports[0])
    broken = [{**row, "report": row["report"].replace('"count":7', '"count":0')} for row in table.to_pylist()]
    pq.write_table(pa.Table.from_pylist(broken, schema=table.schema), reports[0])
    with pytest.raises(PartError, match=r"a\.parquet: the report on \w+ is not valid"):
        publish(articles=articles, reports=reports, home=tmp_path)


def test_a_file_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    write_parts(tmp_path, collection()[:1])
    (tmp_path / "current").mkdir()
    with pytest.raises(SnapshotError, match="cannot be read"):
        publish_in(tmp_path)
    (tmp_path / "current").rmdir()
    (tmp_path / "snapshots").rmdir()
    (tmp_path / "snapshots").touch()
    with pytest.raises(PublishError, match="not published: "):
        publish_in(tmp_path)


@pytest.mark.slow
def test_a_reader_of_the_old_snapshot_is_not_disturbed(tmp_path: Path) -> None:
    write_parts(tmp_path, collection()[:3], "1")
    old = publish_in(tmp_path)
    with duckdb.connect(str(old.database), read_only=True) as reader:
        before = reader.execute("FROM award").fetchall()
        for i in range(4):
            write_parts(tmp_path, [story(f"more-{i}", date=f"2024-01-{i + 1:02}")], f"2-{i}")
            publish_in(tmp_path, keep=3)
        assert reader.execute("FROM award").fetchall() == before
    snapshots = Snapshots(tmp_path)
    assert snapshots.numbers() == [3, 4, 5]
    assert snapshots.current() == 5


def test_people_meet_over_reports(published: Published) -> None:
    with duckdb.connect(str(published.database), read_only=True) as connection:
        found = connection.execute("SELECT name, province, ceremonies, reports FROM official ORDER BY name").fetchall()
        roles = connection.execute(
            "SELECT roles FROM appearance JOIN official USING (official_key) WHERE name = 'Giàng Seo Phử'"
        ).fetchall()
    assert found == [("Giàng Seo Phử", "lao-cai", 2, 5), ("Đặng Thị Hường", "lao-cai", 2, 5)]
    assert roles == [(["attend", "present"],), (["attend", "present"],)]
