"""Forgetting in published snapshots: what is left is what would be there had the articles never been."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.building import Story, write_parts
from tests.warehouse.conftest import collection
from tests.warehouse.telling import telling
from warehouse.checks import run_checks
from warehouse.forgetting import Gone, forget_in
from warehouse.index import search
from warehouse.publish import publish
from warehouse.snapshots import Snapshots


def gone(stories: Collection[Story]) -> Gone:
    ids = {told.article.id for told in stories}
    return Gone(ids=ids, places=set(), covers=lambda _: False)


def published_in(home: Path, stories: list[Story]) -> Snapshots:
    articles, reports = write_parts(home, stories)
    publish(articles=articles, reports=reports, home=home)
    return Snapshots(home)


def hits(snapshots: Snapshots, number: int) -> set[tuple[str, str, float]]:
    found = search(snapshots.index(number), "thi đua", 99, everything=True)
    return {(hit.article_id, hit.snippet, hit.score) for hit in found}


def check_like_never_been(home: Path, stories: list[Story], forgotten: Collection[int]) -> None:
    """Forget some stories in a snapshot; it must say what a snapshot of the others says, ids included."""
    snapshots = published_in(home, stories)
    away = [stories[n] for n in forgotten]
    assert forget_in(snapshots, 1, gone(away), sorted(home.glob("reports/*"))) == len(away)
    after = telling(snapshots.database(1))
    with duckdb.connect(str(snapshots.database(1)), read_only=True) as connection:
        assert [str(found) for found in run_checks(connection) if found.check.level == "blocking"] == []
    found = hits(snapshots, 1)
    left = [told for n, told in enumerate(stories) if n not in forgotten]
    published_in(home, left)
    assert snapshots.latest() == 2
    assert after == telling(snapshots.database(2))
    assert found == hits(snapshots, 2)


@pytest.mark.parametrize("forgotten", range(9))
def test_one_article_goes(tmp_path: Path, forgotten: int) -> None:
    check_like_never_been(tmp_path, collection(), [forgotten])
