"""The cookbook: each question's SQL gives the answer that is printed, on the demo's snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.documents import DOCS, Recipe, as_markdown, put_answer, recipes
from thidua.home import open_home
from warehouse.checks.running import run_checks
from warehouse.querying.query import run_query
from warehouse.tables.schema import tables, views

_RECIPES = {recipe.title: recipe for recipe in recipes()}


@pytest.fixture(scope="module")
def database(demo_folder: Path) -> Path:
    snapshots = open_home(demo_folder / "thidua-demo").snapshots
    return snapshots.database(snapshots.latest())


@pytest.fixture(scope="module")
def snapshot(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")
        yield connection


@pytest.mark.parametrize("recipe", _RECIPES.values(), ids=[f"{n:02}" for n in range(1, len(_RECIPES) + 1)])
def test_the_answer_is_that_of_the_demo(snapshot: duckdb.DuckDBPyConnection, recipe: Recipe, rewrite: bool) -> None:
    result = snapshot.execute(recipe.sql)
    answer = as_markdown([column[0] for column in result.description or []], result.fetchall())
    if rewrite:
        put_answer(recipe.title, answer)
    else:
        assert answer == recipe.answer, "the answer changed: run `make answers`, and look at what it writes"


def test_questions_have_words_order_and_an_answer_that_can_be_read() -> None:
    assert len(_RECIPES) >= 24
    for recipe in recipes():
        assert recipe.words, recipe.title
        assert "ORDER BY" in recipe.sql, recipe.title
        assert 2 <= len(recipe.answer.splitlines()) <= 18, recipe.title
    assert (DOCS / "cookbook.md").read_text(encoding="utf-8").count("```sql") == len(_RECIPES)


def test_every_view_of_a_question_is_asked() -> None:
    """A view that the cookbook does not use is one that nobody will find."""
    text = " ".join(recipe.sql for recipe in recipes())
    missing = [view for view in views() if view not in text and not view.startswith(("coverage_by_", "articles_by_"))]
    assert missing == []
    assert {table for table in tables() if table in text} >= {"award_report", "recipient", "correction"}


def test_questions_may_be_asked_of_the_sandbox(database: Path) -> None:
    for recipe in (recipes()[0], recipes()[-1]):
        assert run_query(database, recipe.sql).table.num_rows == len(recipe.answer.splitlines()) - 2


def test_the_demo_gives_no_false_alarm(snapshot: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(snapshot) == []
