"""Digests in a home: made once, made again where they are damaged, and gone with what is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.traces import traces
from tests.warehouse.building import story, write_parts
from tests.warehouse.conftest import collection
from tests.warehouse.telling import telling
from warehouse.digesting import Digests
from warehouse.publish import publish


def test_digests_of_what_a_part_held_before_go(tmp_path: Path) -> None:
    stays, goes = story("o-lai", title="Ở lại"), story("ra-di", title="Ra đi")
    home = tmp_path / "home"
    articles, reports = write_parts(tmp_path, [stays, goes], "a")
    more = write_parts(tmp_path, [story("khac", title="Khác")], "b")
    publish(articles=articles + more[0], reports=reports + more[1], home=home)
    digests = sorted((home / "digests").glob("*/*"))
    (digests[0].parent / "articles-left.parquet.tmp").write_text(goes.article.id)
    assert traces(home / "digests", ["Ra đi"]) != []
    articles, reports = write_parts(tmp_path, [stays], "a")
    Digests.of(home).drop_others([*articles, *reports, *more[0], *more[1]])
    assert traces(home / "digests", ["Ra đi", goes.article.id]) == []
    assert traces(home / "digests", ["Khác"]) != []
