"""The pages for analysts: each example's SQL gives the figures that are printed, on the demo's snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.documents import DOCS, Recipe, as_markdown, put_answer, recipes
from thidua.home import open_home

PAGES = ("model.md", "counting.md")
EXAMPLES = [(page, recipe) for page in PAGES for recipe in recipes(page)]


@pytest.fixture(scope="module")
def snapshot(demo_folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    snapshots = open_home(demo_folder / "thidua-demo").snapshots
    with duckdb.connect(str(snapshots.database(snapshots.latest())), read_only=True) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        yield connection


@pytest.mark.parametrize(("page", "recipe"), EXAMPLES, ids=[f"{page}-{n}" for n, (page, _) in enumerate(EXAMPLES, 1)])
def test_an_example_gives_what_is_printed(
    snapshot: duckdb.DuckDBPyConnection, page: str, recipe: Recipe, rewrite: bool
) -> None:
    result = snapshot.execute(recipe.sql)
    answer = as_markdown([column[0] for column in result.description or []], result.fetchall())
    if rewrite:
        put_answer(recipe.title, answer, page)
    else:
        assert answer == recipe.answer, "the answer changed: run `make answers`, and look at what it writes"


@pytest.mark.parametrize("page", PAGES)
def test_every_statement_is_an_example(page: str) -> None:
    examples = recipes(page)
    assert examples
    assert (DOCS / page).read_text(encoding="utf-8").count("```sql") == len(examples)


def test_the_wrong_way_gives_another_figure() -> None:
    """A caveat whose two ways agree on the demo would show nothing."""
    for recipe in recipes("counting.md"):
        assert "wrong" in recipe.answer, recipe.title
        head, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in recipe.answer.splitlines())
        wrong, right = head.index("wrong"), head.index("rightly")
        if "outlets of the demo agree" not in " ".join(recipe.words.split()):
            assert any(row[wrong] != row[right] for row in rows), recipe.title
