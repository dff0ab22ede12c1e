"""The demo's news as a site in a real server, and a visitor with a real Chromium.

A browser lives as long as a file's tests: while it does, no other event loop can run in its process.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.browser.visiting import MISSING, Visitor, chromium, program
from tests.web.crawling import Crawl, crawl
from tests.web.serving import Served, serving
from thidua.home import open_home
from thidua.serving import read_archived
from web.site import Site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, before anything is made ready for it."""
    if program() is None:
        for item in items:
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(MISSING))


@pytest.fixture(scope="session")
def operator(demo_folder: Path) -> Iterator[Served]:
    """The site as its operator has it."""
    home = open_home(demo_folder / "thidua-demo")
    with serving(Site(home.root, archived=partial(read_archived, home.archive), queue=home.reported)) as served:
        yield served


@pytest.fixture(scope="session")
def public(demo_folder: Path) -> Iterator[Served]:
    """The site as others are shown it."""
    home = open_home(demo_folder / "thidua-demo")
    with serving(Site(home.root, public=True, queue=home.reported)) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without any window."""
    with chromium() as started:
        yield started


@pytest.fixture
def visitor(browser: Browser, operator: Served) -> Iterator[Visitor]:
    """A visitor of the operator's site; whatever goes wrong on a page fails the test."""
    visiting = Visitor(browser, operator)
    yield visiting
    assert visiting.close() == []


@pytest.fixture
def guest(browser: Browser, public: Served) -> Iterator[Visitor]:
    """A visitor of the public site."""
    visiting = Visitor(browser, public)
    yield visiting
    assert visiting.close() == []


@pytest.fixture(scope="session")
def crawled(operator: Served) -> Crawl:
    """What the links of the operator's site lead to, in both languages."""
    return crawl(operator)
