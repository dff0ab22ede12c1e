"""Awards that were decided at one event and handed over at another, as they are published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from benchmarks.equality import differing, prepare_full
from tests.warehouse.building import Story, award, story, write_parts
from warehouse.publish import Published, publish

SCHOOL = "Trường THPT Lam Thành"
DECIDED = f"Chủ tịch nước quyết định tặng thưởng Huân chương Lao động hạng Nhất cho {SCHOOL}."
HANDED = f"Thừa ủy quyền, lãnh đạo tỉnh đã trao Huân chương Lao động hạng Nhất cho {SCHOOL}."


def _told(name: str, sentence: str, **fields: Any) -> Story:  # noqa: ANN401
    order: dict[str, Any] = {"class": 1, "grantor": "chu-tich-nuoc", "recipient_names": [SCHOOL], "sentence": sentence}
    return story(name, awards=[award("huan-chuong-lao-dong", 1, **order)], kind="conferment", **fields)


def _decided(source: str) -> Story:
    return _told("quyet-dinh", DECIDED, source=source, date="2024-05-14", published="2024-05-14T18:00:00+07:00")


def _handed(source: str) -> Story:
    return _told("don-nhan", HANDED, source=source, date="2024-11-17", published="2024-11-17T18:00:00+07:00")


def _undated(source: str) -> Story:
    return _told("guong-sang", HANDED, source=source, date=None, published="2024-07-20T18:00:00+07:00")


def _publish(folder: Path, home: Path, stories: list[Story]) -> Published:
    articles, reports = write_parts(folder, stories)
    return publish(articles=articles, reports=reports, home=home)


def _awards(published: Published) -> list[tuple[Any, ...]]:
    query = "SELECT date::VARCHAR, handed_over::VARCHAR, count, reports FROM award ORDER BY date"
    with duckdb.connect(str(published.database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_the_ceremony_at_which_an_award_was_handed_over_is_published(tmp_path: Path) -> None:
    made = _publish(tmp_path, tmp_path, [_decided("a.vn"), _handed("b.vn")])
    assert _awards(made) == [("2024-05-14", "2024-11-17", 1, 2)]
    with duckdb.connect(str(made.database), read_only=True) as connection:
        later = "SELECT ceremony.date::VARCHAR FROM award JOIN ceremony ON ceremony.ceremony_key = handed_over_key"
        assert connection.execute(later).fetchall() == [("2024-11-17",)]


@pytest.mark.parametrize("later", [_handed, pytest.param(_undated, marks=pytest.mark.slow)])
def test_what_nothing_touches_is_one_award_after_the_next_publish_too(
    tmp_path: Path, later: Callable[[str], Story]
) -> None:
    home, full = tmp_path / "home", tmp_path / "full"
    stories = [_decided("a.vn"), _decided("b.vn"), later("c.vn"), later("d.vn")]
    first = _publish(tmp_path, home, stories)
    assert len(_awards(first)) == 1
    prepare_full(home, full)
    stories.append(story("khac", date="2023-03-01", province="ha-giang", awards=[award("giay-khen", 3)]))
    told = _publish(tmp_path, home, stories)
    assert len(_awards(told)) == 2
    assert differing(told.database, _publish(tmp_path, full, stories).database) == {}
