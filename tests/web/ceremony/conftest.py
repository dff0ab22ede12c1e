"""A small published home whose stories agree, differ, copy one another and are hostile, and sites that show it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.testclient import TestClient

from tests.warehouse.building import Story, award, filler, official, story, write_parts
from warehouse.corrections.entries import Correction
from warehouse.publish import publish
from web.app import build_app
from web.site import Site

EVIL = '<script>alert(1)</script> "><img src=x onerror=alert(1)> {{ 1337*7 }}'
"""What a hostile article says wherever it can."""
CAPTIONS = ("Đồng chí Đặng Thị Hường phát biểu <b>tại hội nghị</b>.", "Quang cảnh hội nghị.")
"""Captions of the pictures of an article."""
UNQUOTED = "Câu này chỉ có trong toàn văn."
"""A sentence that no row was read from."""


@dataclass(frozen=True)
class Home:
    """A published home: its folder, its stories by name, and what its database answers."""

    folder: Path
    stories: dict[str, Story]
    database: Path

    def ask(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql, values).fetchall()

    def ceremony_of(self, name: str) -> str:
        """Return the id of the ceremony that a story tells of."""
        ((found,),) = self.ask(
            "SELECT ceremony_id FROM ceremony JOIN report USING (ceremony_key) JOIN article USING (article_key)"
            " WHERE article_id = ?",
            self.stories[name].article.id,
        )
        return str(found)


def stories() -> dict[str, Story]:
    """Return stories: one conference told by three and copied once, a feature, one of before, one that is hostile."""
    chair = official("Giàng Seo Phử", "Chủ tịch UBND tỉnh", roles=("attend", "present"))
    secretary = official("Đặng Thị Hường", "Bí thư Tỉnh ủy", roles=("attend", "chair", "speak"))

    def merit(count: int, qualifier: str = "exact") -> dict[str, object]:
        words = {"exact": "", "over": "hơn "}[qualifier]
        return award(
            "bang-khen",
            count,
            qualifier=qualifier,
            grantor="ubnd-tinh",
            presented_by=["Giàng Seo Phử"],
            sentence=f"Đồng chí Giàng Seo Phử trao Bằng khen cho {words}{count} tập thể có thành tích xuất sắc.",
        )

    pupil = award(
        "giay-khen",
        2,
        recipient="individual",
        recipient_names=["Lý A Páo", "Vàng Thị Say"],
        sentence="Giấy khen được tặng cho 2 cá nhân là ông Lý A Páo và em Vàng Thị Say, học sinh lớp 5.",
    )
    tally = award(
        "huan-chuong-lao-dong",
        158,
        status="cumulative",
        period=[2020, 2024],
        sentence="Giai đoạn 2020-2024, toàn tỉnh có 158 tập thể được tặng Huân chương Lao động.",
        **{"class": 2},
    )
    text = f"{filler('hội nghị', 150)} {UNQUOTED}"
    common: dict[str, Any] = {
        "title": "Lào Cai tổng kết phong trào thi đua",
        "province": "lao-cai",
        "date": "2024-06-11",
    }
    told = [
        story(
            "a",
            source="a.vn",
            body=text,
            captions=CAPTIONS,
            officials=[chair, secretary],
            awards=[merit(45), pupil, tally],
            **common,
        ),
        story("b", source="b.vn", officials=[chair, secretary], awards=[merit(45), tally], **common),
        story("c", source="c.vn", officials=[secretary, chair], awards=[merit(47)], **common),
        story(
            "copy",
            source="d.vn",
            published="2024-06-12T09:00:00+07:00",
            body=text,
            officials=[chair, secretary],
            awards=[merit(45), pupil, tally],
            **common,
        ),
        story(
            "feature",
            source="a.vn",
            title="Gương sáng bản làng",
            kind="feature",
            date=None,
            province="lao-cai",
            awards=[award("giay-khen", 40, status="cumulative", period=[2015, None])],
        ),
        story(
            "before",
            source="a.vn",
            title="Yên Bái tổng kết",
            date="2023-03-01",
            published="2023-03-01T17:00:00+07:00",
            province="yen-bai",
            officials=[secretary],
            awards=[award("co-thi-dua", 3)],
        ),
        _evil(),
    ]
    names = ("a", "b", "c", "copy", "feature", "before", "evil")
    return dict(zip(names, told, strict=True))


def _evil() -> Story:
    """Return a story that says hostile words wherever it can, at an address that is none of the web."""
    row = award(
        "huy-hieu",
        7,
        name=EVIL,
        grantor_name=EVIL,
        recipient_names=[f"Tổ {EVIL}"],
        presented_by=[EVIL],
        breakdown=[{"label": EVIL, "count": 7}],
        sentence=f"Tặng {EVIL} cho 7 tập thể.",
    )
    told = story(
        "evil",
        source="evil.vn",
        title=EVIL,
        kind="conferment",
        date="2022-02-02",
        published="2022-02-02T17:00:00+07:00",
        province="ha-giang",
        place=EVIL,
        venue=EVIL,
        host=EVIL,
        documents=[EVIL],
        movements=[{"name": EVIL}],
        officials=[official("Lò Văn Sử", EVIL)],
        awards=[row],
    )
    url = "javascript:alert(1)"
    return replace(told, article=told.article.model_copy(update={"url": url, "credit": EVIL}))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The stories, published with one correction; not to be changed."""
    folder, told = tmp_path_factory.mktemp("home"), stories()
    corrected = told["b"].report.awards[1]
    entry = {
        "article": told["b"].article.url,
        "award": {
            "wrong": {"award": corrected.award, "count": corrected.count, "evidence": corrected.evidence.text},
            "right": {"count": 159},
        },
        "by": "Lý Thị Mai",
        "on": dt.date(2026, 1, 2),
        "why": "Báo đã đính chính",
    }
    articles, reports = write_parts(folder, list(told.values()))
    made = publish(articles=articles, reports=reports, home=folder, corrections=[Correction.model_validate(entry)])
    return Home(folder, told, made.database)


@pytest.fixture(scope="session")
def archived_home(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home whose articles have places in an archive."""
    folder = tmp_path_factory.mktemp("archived") / "home"
    shutil.copytree(home.folder, folder)
    with duckdb.connect(str(folder / home.database.relative_to(home.folder))) as connection:
        connection.execute("UPDATE article SET record = 'file.warc.gz:12'")
    return folder


@pytest.fixture(scope="session")
def site(home: Home) -> Iterator[Callable[..., TestClient]]:
    """Opens a site of the home, by default the operator's own."""
    with ExitStack() as stack:
        opened: dict[tuple[Site, object], TestClient] = {}

        def open_site(**settings: Any) -> TestClient:  # noqa: ANN401 (those of a site)
            wanted = Site(**{"home": home.folder, "names": ("testserver",), **settings})
            key = wanted, wanted.archived
            if key not in opened:
                opened[key] = stack.enter_context(TestClient(build_app(wanted)))
            return opened[key]

        yield open_site
