"""Duplicates in a snapshot: counted once, kept with all addresses, corrected and forgotten by any of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, filler, official, story, write_parts
from tests.warehouse.telling import telling
from warehouse.corrections.entries import Correction
from warehouse.forgetting.forgetting import Gone, articles_in, forget_in
from warehouse.publish import Published, publish
from warehouse.searching.index import search
from warehouse.snapshots.folder import Snapshots

MERIT = award("bang-khen", 312, grantor="ubnd-tinh", recipient="individual")
PEOPLE = [official("Giàng Seo Phử", "Chủ tịch UBND tỉnh"), official("Đặng Thị Hường", "Bí thư Tỉnh ủy")]
TEXT = filler("chung", 150)
NEW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


def collection() -> list[Story]:
    """Return an article under three addresses, one of which gave two texts, its reprint, and another article."""
    told: dict[str, Any] = {"title": "Tỉnh trao thưởng", "awards": [MERIT], "officials": PEOPLE, "body": TEXT}
    early = "2024-06-11T06:00:00+07:00"
    return [
        story("goc", source="baolaocai.vn", **told),
        story("muc-khac", source="baolaocai.vn", **told),
        story("goc", source="m.baolaocai.vn", **told | {"body": TEXT + " Ảnh tư liệu."}),
        story("goc", source="baolaocai.vn", fetched=NEW, **told | {"body": TEXT + " Chương trình kết thúc tốt đẹp."}),
        story("in-lai", source="khac.vn", published=early, credit="Theo Báo Lào Cai", **told),
        story("rieng", source="rieng.vn", title="Trao thưởng", awards=[MERIT], officials=PEOPLE),
    ]


def build(home: Path, stories: Sequence[Story], *entries: Correction) -> Published:
    """Publish stories, each in a part of its own, named by its place."""
    parts = [write_parts(home, [told], f"{n:03}") for n, told in enumerate(stories)]
    articles, reports = ([path for pair in parts for path in pair[side]] for side in (0, 1))
    return publish(articles=articles, reports=reports, home=home, corrections=entries)


def ask(found: Published, question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(found.database), read_only=True) as connection:
        return connection.execute(question).fetchall()


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The collection, published; not to be changed."""
    return build(tmp_path_factory.mktemp("duplicates"), collection())


def test_an_article_is_counted_once(found: Published) -> None:
    assert ask(found, "SELECT source, articles, relevant FROM source ORDER BY 1") == [
        ("baolaocai.vn", 1, 1),
        ("khac.vn", 1, 1),
        ("rieng.vn", 1, 1),
    ]
    assert ask(found, "SELECT reports, outlets FROM ceremony") == [(3, 2)]
    assert ask(found, "SELECT reports, reports_agreeing, count FROM award") == [(3, 2, 312)]
    assert len(search(found.index, "trao thưởng", 99, everything=True)) == 3


def test_all_its_addresses_are_kept(found: Published) -> None:
    main = ask(found, "SELECT url FROM article WHERE source = 'baolaocai.vn'")
    other = ask(
        found, "SELECT a.url FROM article_address a JOIN article USING (article_key) WHERE source = 'baolaocai.vn'"
    )
    plain = [(f"https://baolaocai.vn/{name}.html",) for name in ("goc", "muc-khac")]
    assert main[0] in plain
    assert sorted(main + other) == [*plain, ("https://m.baolaocai.vn/goc.html",)]


def test_the_reprint_names_its_original_though_it_came_first(found: Published) -> None:
    asked = (
        "SELECT copy.source, original.source, copy.syndicated_from FROM article copy "
        "JOIN article original ON original.article_key = copy.syndicated_of"
    )
    assert ask(found, asked) == [("khac.vn", "baolaocai.vn", "baolaocai.vn")]


def test_a_byline_that_is_an_outlet_is_a_credit(tmp_path: Path) -> None:
    told = [story(name, source=f"{name}.vn", body=TEXT) for name in ("bao", "khac")]
    told[1] = replace(told[1], article=told[1].article.model_copy(update={"byline": "TTXVN"}))
    found = build(tmp_path, told)
    asked = "SELECT source, credit, syndicated_from FROM article ORDER BY 1"
    assert ask(found, asked) == [("bao.vn", None, "vnanet.vn"), ("khac.vn", "TTXVN", "vnanet.vn")]


def test_versions_are_those_of_the_articles_own_address(tmp_path: Path) -> None:
    stories = collection()
    found = build(tmp_path, [stories[0], stories[3]])
    asked = (
        "SELECT version, fetched, paragraphs_changed, numbers_changed, title_changed FROM article_version ORDER BY 1"
    )
    (first, second) = ask(found, asked)
    assert (first[0], first[2:]) == (1, (0, [], False))
    assert (second[0], second[1], second[2:]) == (2, NEW, (1, [], False))
    asked = "SELECT text_hash FROM article_version WHERE version = 2"
    assert ask(found, asked) == ask(found, "SELECT text_hash FROM article")


def test_a_correction_by_any_address_is_applied(tmp_path: Path) -> None:
    entry = Correction.model_validate(
        {
            "article": "https://m.baolaocai.vn/goc.html",
            "by": "Lý Thị Mai",
            "on": dt.date(2026, 11, 20),
            "why": "Theo quyết định",
            "award": {"wrong": {"award": "bang-khen", "evidence": "bang-khen"}, "right": {"count": 321}},
        }
    )
    found = build(tmp_path, collection(), entry)
    assert ask(found, "SELECT count, counts_reported FROM award") == [(321, [312, 321])]
    assert ask(found, "SELECT articles, problem FROM correction") == [(2, None)]


@pytest.mark.slow
def test_what_is_forgotten_by_one_address_is_forgotten_by_all(tmp_path: Path) -> None:
    stories = collection()
    build(tmp_path / "a", stories)
    snapshots = Snapshots(tmp_path / "a")
    gone = Gone(ids=set(), places=set(), covers=lambda url: url == "https://m.baolaocai.vn/goc.html")
    assert {row["url"] for row in articles_in(snapshots.database(1), gone)} == {
        "https://baolaocai.vn/goc.html",
        "https://baolaocai.vn/muc-khac.html",
        "https://m.baolaocai.vn/goc.html",
    }
    assert forget_in(snapshots, 1, gone, sorted(tmp_path.glob("a/reports/*"))) == 1
    left = build(tmp_path / "b", stories[4:])

    def told(database: Path) -> dict[str, Any]:
        return {table: rows for table, rows in telling(database).items() if table in ("article", "source")}

    assert told(snapshots.database(1)) == told(left.database)
    with duckdb.connect(str(snapshots.database(1)), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM article_address").fetchone() == (0,)
        assert connection.execute("SELECT syndicated_from FROM article WHERE source = 'khac.vn'").fetchall() == [
            ("baolaocai.vn",)
        ]


def test_neither_order_nor_steps_make_a_difference(tmp_path: Path, found: Published) -> None:
    stories = collection()
    build(tmp_path, stories[:3])
    again = telling(build(tmp_path, random.Random(1).sample(stories, len(stories))).database)
    first = telling(found.database)
    for table in ("article", "article_address", "article_version", "source"):
        assert again[table] == first[table]
