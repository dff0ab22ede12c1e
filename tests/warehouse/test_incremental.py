"""An incremental publish says what a full one says, row for row, whatever has happened since the snapshot before."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from benchmarks.equality import differing
from tests.warehouse.histories import History
from warehouse import build as building
from warehouse.build import Former
from warehouse.intake.digesting import Digests, one_by_one
from warehouse.intake.inputs import Inputs, hash_parts
from warehouse.publish import publish


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are large from a few members on, so that what holds for large ones is tried too."""
    for module, name, size in (
        ("ceremonies.blocking", "LARGEST_BLOCK", 6),
        ("ceremonies.decisions", "LARGEST_BLOCK", 6),
        ("ceremonies.blocking", "_NEIGHBOURS", 2),
        ("copies.lookalikes", "_LARGEST_BLOCK", 5),
        ("copies.lookalikes", "_NEIGHBOURS", 2),
        ("copies.duplicates", "_MOST", 4),
    ):
        monkeypatch.setattr(f"warehouse.{module}.{name}", size)


def publish_both(history: History, home: Path, other: Path) -> dict[str, int]:
    """Publish in `home`, build the same anew at `other`, and return in how many rows of which tables they differ."""
    articles, reports = history.write()
    corrections, people = tuple(history.corrections), tuple(history.people)
    before = sorted((home / "snapshots").glob("*.duckdb"))
    done = publish(articles=articles, reports=reports, home=home, corrections=corrections, people=people)
    if not done.new or not before:
        return {}
    inputs = Inputs(hash_parts(articles), hash_parts(reports), corrections, people)
    given = Digests.of(home).make(inputs, one_by_one)
    run = {"snapshot": done.number, "built": "2026-01-01", "code_version": "", "rules_hash": "", "inputs_hash": ""}
    other.unlink(missing_ok=True)
    building.build(
        other, inputs, given, Former(before[-1], same=False), before[-1], (), run | {"parts": 0, "info": "{}"}
    )
    return differing(done.database, other)


def check_history(folder: Path, seed: int, *, size: int, steps: int) -> None:
    history = History(folder / "parts", random.Random(seed))
    history.begin(size)
    for step in range(steps):
        found = publish_both(history, folder / "home", folder / "anew.duckdb")
        assert found == {}, f"seed {seed}, step {step}: {history.told}"
        history.go_on()


@pytest.mark.parametrize("seed", range(1))
def test_an_incremental_publish_equals_a_full_one(tmp_path: Path, seed: int) -> None:
    check_history(tmp_path, seed, size=10, steps=4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_any_history_can_be_published_incrementally(tmp_path: Path, seed: int) -> None:
    check_history(tmp_path, seed, size=20, steps=10)
