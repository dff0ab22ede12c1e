"""The tables derived by SQL are those that the row builders in Python make, row for row, keys included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.building import Story, write_parts
from tests.warehouse.conftest import collection
from tests.warehouse.filling import merged, opened, work_rows
from tests.warehouse.random_stories import random_stories
from tests.warehouse.test_forgetting import hard_cases
from warehouse import award_rows
from warehouse.build import compile_rows, read_ledgers, write_database
from warehouse.correcting import Outcome, correct
from warehouse.corrections import Correction
from warehouse.derivation import derive
from warehouse.duplicates import find_duplicates
from warehouse.identity import Ledger
from warehouse.parts import Item, read_items

WITHOUT_KEY = {"article_address"}
"""Tables whose rows stand in no particular order."""


@pytest.fixture(autouse=True)
def told_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rows of an award differ, the oldest original speaks first."""
    monkeypatch.setattr(award_rows, "merge", merged)


def check_same(
    items: Sequence[Item], outcomes: Sequence[Outcome] = (), ledgers: dict[str, Ledger] | None = None
) -> dict[str, int]:
    """Compare every table with what Python makes; return the numbers of rows."""
    ledgers = ledgers or {}
    expected = compile_rows(items, ledgers, outcomes)
    with opened(work_rows(items, expected, outcomes, ledgers.get("ceremony", Ledger()))) as connection:
        derive(connection)
        for table, rows in expected.items():
            result = connection.execute(f"FROM {table}")
            names = [column[0] for column in result.description or []]
            found = result.fetchall()
            made = [tuple(row.get(name) for name in names) for row in rows]
            if table in WITHOUT_KEY:
                found, made = sorted(found, key=str), sorted(made, key=str)
            assert [_dict(names, row) for row in found] == [_dict(names, row) for row in made], table
    return {table: len(rows) for table, rows in expected.items()}


def _dict(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))


def items_of(folder: Path, stories: Sequence[Story]) -> list[Item]:
    articles, reports = write_parts(folder, stories)
    return find_duplicates(read_items(articles, reports))


@pytest.fixture(scope="module")
def some_items(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    return items_of(tmp_path_factory.mktemp("random"), random_stories(1, 300))


def test_the_collection(tmp_path: Path) -> None:
    check_same(items_of(tmp_path, collection() + hard_cases()))


def test_nothing(tmp_path: Path) -> None:
    check_same([])


def test_random_stories(some_items: list[Item]) -> None:
    counts = check_same(some_items)
    assert {table for table, rows in counts.items() if not rows} == {"article_version", "correction", "alias"}
    assert counts["award"] < 0.8 * counts["award_report"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_more_random_stories(tmp_path: Path, seed: int) -> None:
    check_same(items_of(tmp_path, random_stories(100 + seed, 3 + 5 * seed)))


def test_ids_of_before_and_retired_ones(some_items: list[Item], tmp_path: Path) -> None:
    """Ids are those of a snapshot of half of the articles."""
    half = [replace(item, original=None, origin=None) for item in some_items[::2]]
    write_database(tmp_path / "before.duckdb", compile_rows(half, {}))
    ledgers = read_ledgers(tmp_path / "before.duckdb")
    assert check_same(some_items, ledgers=ledgers)["alias"] > 0


def test_corrections(tmp_path: Path) -> None:
    stories = random_stories(2, 80)
    items = items_of(tmp_path, stories)
    corrections = list(some_corrections(items))
    corrected, outcomes = correct(items, corrections)
    assert sum(outcome.problem is None for outcome in outcomes) > 20
    check_same(corrected, outcomes)


def test_former_texts_of_an_article(tmp_path: Path) -> None:
    old = [replace_text(told, "Bằng khen cho 45 tập thể.", day=1) for told in random_stories(3, 6)]
    new = [replace_text(told, "Bằng khen cho 47 tập thể.", day=2) for told in random_stories(3, 6)]
    write_parts(tmp_path, old, "1")
    write_parts(tmp_path, new, "2")
    items = find_duplicates(read_items(sorted(tmp_path.glob("articles/*")), sorted(tmp_path.glob("reports/*"))))
    assert check_same(items)["article_version"] > 0


@pytest.mark.slow
def test_the_demo(demo_folder: Path) -> None:
    home = demo_folder / "thidua-demo"
    items = read_items(sorted(home.glob("articles/*/*.parquet")), sorted(home.glob("reports/*/*.parquet")))
    assert check_same(find_duplicates(items))["award"] > 40


def some_corrections(items: Sequence[Item]) -> Iterator[Correction]:
    """Give corrections of the first award, official and day of each item."""
    by = {"by": "Lý Thị Mai", "on": dt.date(2026, 11, 20), "why": "Theo quyết định"}
    for n, item in enumerate(items):
        report, entry = item.report, {"article": item.id, **by}
        if report is None or not report.relevant:
            continue
        if report.awards and n % 2:
            first = report.awards[0]
            wrong = {"award": first.award, "count": first.count, "evidence": first.evidence.text}
            yield Correction.model_validate(entry | {"award": {"wrong": wrong, "right": {"count": 40 + n}}})
        if report.officials and n % 3:
            wrong = {"name": report.officials[0].name}
            yield Correction.model_validate(entry | {"official": {"wrong": wrong, "right": {"name": "Lò Thị Mây"}}})
        if n % 4 == 0:
            event = {"wrong": {"date": report.date}, "right": {"date": dt.date(2024, 6, 1 + n % 28)}}
            yield Correction.model_validate(entry | {"event": event})


def replace_text(told: Story, words: str, day: int) -> Story:
    """Return a story with words at its end, fetched on a day."""
    text = f"{told.article.text}\n\n{words}"
    fetched = dt.datetime(2026, 1, day, tzinfo=dt.UTC)
    article = told.article.model_copy(update={"text": text, "fetched": fetched})
    return Story(article, told.report.model_copy(update={"text": text}))
