"""What commands and Python on a page of the handbook print is what the page says, on the demo's home and its site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.docs.sessions import Example, examples, put_printed, run
from tests.documents import DOCS
from tests.web.serving import Served, serving
from thidua.home import open_home
from thidua.serving import read_archived
from web.site import Site

PAGES = ("one-fact.md", "journalists.md")
EXAMPLES = [(page, example) for page in PAGES for example in examples(page)]


@pytest.fixture(scope="module")
def served(demo_folder: Path) -> Iterator[Served]:
    home = open_home(demo_folder / "thidua-demo")
    with serving(Site(home.root, archived=partial(read_archived, home.archive))) as served:
        yield served


@pytest.mark.parametrize(("page", "example"), EXAMPLES, ids=[f"{page}-{n}" for n, (page, _) in enumerate(EXAMPLES, 1)])
def test_an_example_prints_what_the_page_says(
    demo_folder: Path, served: Served, page: str, example: Example, rewrite: bool
) -> None:
    printed = run(example, demo_folder, served.base)
    if rewrite:
        put_printed(page, example, printed)
    else:
        assert printed == example.printed, "run `make answers`, and look at what it writes"


@pytest.mark.parametrize("page", PAGES)
def test_no_printed_text_is_without_its_example(page: str) -> None:
    assert len(examples(page)) == (DOCS / page).read_text(encoding="utf-8").count("```text")
