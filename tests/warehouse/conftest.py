"""A small collection of stories and its snapshot, shared by the tests of this room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.building import Story, award, filler, official, story
from tests.warehouse.building import write_parts as write
from tests.warehouse.telling import OF_ITS_TIME
from warehouse.publish import Published, publish
from warehouse.tables.schema import tables


def collection() -> list[Story]:
    """Return stories: a conference told by three and copied once, a congress, a council, a feature, and others."""
    chair = official("Giàng Seo Phử", "Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh", roles=("attend", "present"))
    secretary = official("Đặng Thị Hường", "Bí thư Tỉnh ủy", roles=("attend", "speak"))
    flags = award("co-thi-dua", 12, grantor="chinh-phu", presented_by=["Giàng Seo Phử"])
    merit = award(
        "bang-khen", 312, grantor="ubnd-tinh", recipient="individual", recipient_names=["Lý A Páo", "em Vàng Thị Say"]
    )
    text = filler("copied", 200)
    named = award(
        "huy-hieu", 214, name="Huy hiệu Đảng", recipient="individual", breakdown=[{"label": "75 năm", "count": 2}]
    )
    order = award("huan-chuong-lao-dong", 3, **{"class": 2}, recipient="individual", grantor="chu-tich-nuoc")
    return [
        story(
            "tong-ket",
            title="Lào Cai tổng kết phong trào thi đua",
            source="baolaocai.vn",
            outlet_province="lao-cai",
            body=text,
            officials=[chair, secretary],
            awards=[flags, merit],
            documents=["Chỉ thị 34-CT/TW"],
            movements=[{"name": "Lao động giỏi", "start": "2024-01-01"}],
        ),
        story(
            "cum",
            title="Tổng kết thi đua",
            source="b.vn",
            officials=[chair, secretary],
            awards=[flags, {**merit, "count": 300, "qualifier": "over", "recipient_names": []}],
        ),
        story(
            "tin",
            title="Lào Cai trao thưởng",
            source="c.vn",
            kind="conferment",
            officials=[secretary, chair],
            awards=[flags],
        ),
        story(
            "dang-lai",
            title="Lào Cai tổng kết phong trào thi đua",
            source="d.vn",
            published="2024-06-12T09:00:00+07:00",
            body=text,
            officials=[chair, secretary],
            awards=[flags, merit],
        ),
        story(
            "huy-hieu",
            kind="conferment",
            date="2024-05-19",
            place="huyện Bắc Hà",
            officials=[secretary],
            awards=[named],
        ),
        story(
            "dai-hoi",
            kind="congress",
            published="2025-08-20T20:00:00+07:00",
            date="2025-08-20",
            officials=[chair],
            awards=[order],
            province="lao-cai",
        ),
        story(
            "hoi-dong", kind="council", date="2023-03-01", province="yen-bai", awards=[{**order, "status": "proposed"}]
        ),
        story(
            "guong",
            kind="feature",
            date=None,
            awards=[award("giay-khen", 40, status="cumulative", period=[2015, None])],
        ),
        story("mua-vang", relevant=False, date=None, province=None, title="Mùa vàng trên nương", officials=[]),
    ]


def rows_of(database: Path, *, without: tuple[str, ...] = OF_ITS_TIME) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a snapshot by table, in their stored order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {table: connection.execute(f"FROM {table}").fetchall() for table in tables() if table not in without}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The collection, published; not to be changed."""
    home = tmp_path_factory.mktemp("published")
    articles, reports = write(home, collection())
    return publish(articles=articles, reports=reports, home=home, info={"command": "test"})


@pytest.fixture(scope="module")
def copy(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the snapshot, for changes that are rolled back."""
    path = tmp_path_factory.mktemp("copy") / "copy.duckdb"
    shutil.copy(published.database, path)
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture
def broken(copy: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The copy, within a transaction that ends with the test."""
    copy.execute("BEGIN")
    yield copy
    copy.execute("ROLLBACK")
