"""A small published home, and its site, shared by the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.warehouse.building import Story, write_parts
from tests.warehouse.conftest import collection
from warehouse.publish import publish
from web.app import build_app
from web.site import Site


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
