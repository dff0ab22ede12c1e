"""Digests in a home: made once, made again where they are damaged, and gone with what is forgotten."""

from __future__ import annotations

import multiprocessing as mp
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.traces import traces
from tests.warehouse.building import award, story, write_parts
from warehouse.intake.digesting import Digests, one_by_one
from warehouse.intake.digests import Task, make_digest, seal_of
from warehouse.intake.inputs import Inputs, hash_parts
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


@pytest.mark.parametrize("kind", ["articles", "reports"])
@pytest.mark.parametrize("harm", ["cut", "turned", "empty", "gone"])
def test_a_damaged_digest_is_made_again(tmp_path: Path, kind: str, harm: str) -> None:
    """One in whose middle some bytes are others may still be read, and would say something else."""
    stories = [story("mot", awards=[award("bang-khen", 312)]), story("hai")]
    articles, reports = write_parts(tmp_path, stories)
    inputs = Inputs(hash_parts(articles), hash_parts(reports))
    digests = Digests.of(tmp_path)
    before = {path: path.read_bytes() for path in getattr(digests.make(inputs, one_by_one), kind)}
    (victim,) = [path for path in before if path.stem != f"{kind}-"]
    raw = bytearray(before[victim])
    raw[len(raw) // 2] ^= 1
    victim.write_bytes({"cut": raw[:-9], "turned": raw, "empty": b"", "gone": b""}[harm])
    if harm == "gone":
        victim.unlink()
    made: list[Task] = []

    def note(tasks: Sequence[Task]) -> None:
        made.extend(tasks)
        one_by_one(tasks)

    digests.make(inputs, note)
    assert [task.target for task in made] == [victim]
    assert {path: path.read_bytes() for path in before} == before


def test_processes_that_make_one_digest_do_not_disturb_each_other(tmp_path: Path) -> None:
    """As when the process that started one of them was killed, and the next publish makes the digest again."""
    articles, _ = write_parts(tmp_path, [story(f"tin-{n}") for n in range(40)])
    target = tmp_path / "made" / "digest.parquet"
    target.parent.mkdir()
    with ProcessPoolExecutor(3, mp_context=mp.get_context("spawn")) as pool:
        list(pool.map(make_digest, [Task("articles", articles[0], target)] * 12))
    assert pq.read_table(target).num_rows == 40
    assert sorted(target.parent.iterdir()) == sorted([target, seal_of(target)])
