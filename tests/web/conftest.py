"""Small published homes, and their sites, shared by the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from tests.warehouse.building import Story, award, official, story, write_parts
from tests.warehouse.conftest import collection
from warehouse.publish import publish
from warehouse.snapshots.folder import Snapshots
from web.app import build_app
from web.site import Site

SCRIPT = "<script>alert('thidua')</script>"
"""A text that must be shown as it is and never run."""


def counted() -> list[Story]:
    """Return stories of Lào Cai before and after the merger, of Yên Bái and Nghệ An, and rows that are no facts."""
    chair = official("Giàng Seo Phử", "Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh", roles=("attend", "present"))
    secretary = official("Đặng Thị Hường", "Bí thư Tỉnh ủy", roles=("attend", "speak"))
    shared = award("giay-khen", 31, grantor="so-nganh-tinh", recipient="individual")
    order = award("huan-chuong-lao-dong", 3, recipient="individual", grantor="chu-tich-nuoc", **{"class": 2})
    flags = award("co-thi-dua", 12, grantor="chinh-phu", presented_by=["Giàng Seo Phử"])
    return [
        story(
            "lao-cai-cu",
            title=f"Lào Cai tổng kết {SCRIPT}",
            source="baolaocai.vn",
            outlet_province="lao-cai",
            officials=[chair, secretary],
            awards=[flags, shared, award("bang-khen", None, grantor="ubnd-tinh"), {**order, "status": "proposed"}],
            movements=[{"name": "Lao động giỏi", "start": "2024-01-01"}, {"name": f"Nói {SCRIPT}"}],
            documents=["Chỉ thị 34-CT/TW"],
        ),
        story(
            "lao-cai-khac",
            title="Trao thưởng ở Lào Cai",
            source="b.vn",
            officials=[chair, secretary],
            awards=[{**flags, "count": 15}, shared],
            movements=[{"name": "Lao động gioi"}],
        ),
        story(
            "yen-bai",
            source="b.vn",
            province="yen-bai",
            date="2024-03-01",
            published="2024-03-02T08:00:00+07:00",
            awards=[
                order,
                award(
                    "bang-khen",
                    40,
                    qualifier="over",
                    recipient="individual",
                    recipient_names=["Vàng A Sử", "Sùng Thị Mây"],
                ),
                award("giay-khen", 9000, status="cumulative", period=[2015, None]),
            ],
            officials=[official("Vàng A Sử", "Giám đốc Sở Nội vụ tỉnh Yên Bái")],
        ),
        story(
            "lao-cai-moi",
            source="baolaocai.vn",
            outlet_province="lao-cai",
            date="2025-08-20",
            published="2025-08-20T20:00:00+07:00",
            kind="congress",
            awards=[{**order, "count": 5, "class": 1}, award("bang-khen", 7, status="prospective")],
            officials=[chair],
        ),
        story("khong-ngay", source="b.vn", date=None, kind="feature", awards=[award("bang-khen", 2)]),
        story("nghe-an", source="c.vn", province="nghe-an", date="2024-05-01", awards=[award("bang-khen", 100)]),
    ]


def publish_stories(home: Path, stories: list[Story]) -> None:
    """Publish stories as the next snapshot of a home."""
    home.mkdir(exist_ok=True)
    articles, reports = write_parts(home, stories)
    publish(articles=articles, reports=reports, home=home, info={"command": "test"})


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one snapshot; not to be changed."""
    folder = tmp_path_factory.mktemp("home") / "site"
    publish_stories(folder, collection())
    return folder


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    """Asks the site of the home."""
    with TestClient(build_app(Site(home, names=("testserver",)))) as asking:
        yield asking


@pytest.fixture(scope="session")
def counted_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the stories that are hard to count; not to be changed."""
    folder = tmp_path_factory.mktemp("counted") / "home"
    publish_stories(folder, counted())
    return folder


@pytest.fixture(scope="module")
def site(counted_home: Path) -> Iterator[TestClient]:
    """The site of that home."""
    with TestClient(build_app(Site(counted_home, names=("testserver",)))) as client:
        yield client


@pytest.fixture(scope="module")
def database(counted_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Its snapshot, to ask directly what pages say."""
    snapshots = Snapshots(counted_home)
    with duckdb.connect(str(snapshots.database(snapshots.latest())), read_only=True) as connection:
        yield connection
