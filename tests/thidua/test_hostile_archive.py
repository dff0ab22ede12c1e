"""An archive of hostile pages among good ones, of an outlet that is redesigned meanwhile, through `thidua process`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.archive import Archive
from crawler.warc import response_record
from tests.extract.hostile import LARGE, SMALL, Hostile, known
from tests.thidua.test_changed_layout import page
from thidua.batches import TOO_LARGE, make_articles
from thidua.home import open_home
from thidua.inspection import InspectionError, read_files
from thidua.limits import Limits
from thidua.parts import group_sizes, read_skipped
from thidua.workers import run_tasks

THIDUA = Path(sys.executable).with_name("thidua")
NOW = datetime(2024, 7, 1, tzinfo=UTC)


def archive(folder: Path, bodies: Mapping[str, bytes]) -> Path:
    with Archive(folder).writer() as writer:
        for url, body in bodies.items():
            headers = [("Content-Type", "text/html; charset=utf-8")]
            writer.write(response_record(url, status=200, headers=headers, body=body, fetched=NOW))
    return writer.finished[0]


def address(number: int, name: str = "tin") -> str:
    return f"https://baolaocai.vn/{name}-post{number}.html"


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([THIDUA, *arguments], cwd=cwd, capture_output=True, text=True, timeout=600, check=False)


def _check_part(part: Path, hostile: Mapping[str, Hostile], good: int) -> None:
    """Assert that every good page is an article and every other one that is none is listed with its reason."""
    refused = {url: one for url, one in hostile.items() if one.reason}
    skipped = {skip["url"]: skip["reason"] for skip in read_skipped(part)}
    assert set(skipped) == set(refused)
    assert [url for url, one in refused.items() if one.reason not in skipped[url]] == []
    assert sum(group_sizes(part)) == good + len(hostile) - len(refused)


def test_every_good_page_comes_out_and_every_bad_one_has_its_reason(tmp_path: Path) -> None:
    hostile = {address(1000 + n, "xau"): one for n, one in enumerate(SMALL) if one.kind == "text/html"}
    good = {address(n): page(n, "old").encode() for n in range(6)}
    warc = archive(tmp_path, {**good, **{url: one.make() for url, one in hostile.items()}, address(99): known(b"")})
    part = tmp_path / "part.parquet"
    assert list(run_tasks(make_articles, [(warc, part)], workers=1)) == [((warc, part), None)]
    _check_part(part, hostile, 7)


@pytest.mark.slow
def test_the_largest_hostile_pages_cost_no_other_and_the_layout_alarm_is_told(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", create=True)
    hostile: dict[str, Hostile] = {}
    bodies: dict[str, bytes] = {}
    for number, one in enumerate(LARGE):
        if one.kind == "text/html" and len(body := one.make()) < 20_000_000:
            hostile[address(number, "xau")] = one
            bodies |= {address(number): page(number, "old").encode(), address(number, "xau"): body}
    archive(home.archive, bodies | {address(number, "moi"): page(number, "shell").encode() for number in range(12)})
    processed = run("--home", home.root, "process", cwd=tmp_path)
    (part,) = home.root.glob("articles/*/*.parquet")
    shells = {address(number, "moi"): Hostile("shell", bytes, "no known family") for number in range(12)}
    _check_part(part, hostile | shells, len(hostile))
    (report,) = (json.loads(path.read_text(encoding="utf-8")) for path in home.runs.glob("*.json"))
    line = report["process"]["layouts"]["bao-lao-cai"]
    assert "of its latest 20 pages gave no text" in line
    assert (processed.returncode, processed.stdout.splitlines()[1:]) == (3, [f"bao-lao-cai: layout: {line}"])
    assert f"{'outlet':<18}bao-lao-cai: layout: {line}" in run("--home", home.root, "status", cwd=tmp_path).stdout
    again = run("--home", home.root, "process", cwd=tmp_path)
    assert (again.returncode, again.stdout.count("layout")) == (0, 0)


class _Full:
    """The block of an item in which memory is short."""

    def __init__(self, number: int, _limits: Limits) -> None:
        self.number = number

    def __enter__(self) -> None:
        if self.number == 1:
            raise MemoryError

    def __exit__(self, *_: object) -> None:
        pass


def test_a_page_that_memory_does_not_hold_is_left_out(tmp_path: Path) -> None:
    warc = archive(tmp_path, {address(n): page(n, "old").encode() for n in range(4)})
    part = tmp_path / "part.parquet"
    make_articles((warc, part), {2: "took more than 10 s"}, _Full)
    assert sum(group_sizes(part)) == 2
    assert [(skip["url"], skip["reason"]) for skip in read_skipped(part)] == [
        (address(1), TOO_LARGE),
        (address(2), "took more than 10 s"),
    ]


def test_inspect_names_the_hostile_files_and_reads_the_others(tmp_path: Path) -> None:
    bodies = (page(1, "old").encode(), b"<div>" * 1_000_000, b"%PDF-1.7", page(2, "old").encode())
    paths = [tmp_path / f"{name}.html" for name in "abcd"]
    for path, body in zip(paths, bodies, strict=True):
        path.write_bytes(body)
    first, nested, binary, last = read_files(paths)
    assert not isinstance(first, InspectionError)
    assert not isinstance(last, InspectionError)
    assert str(nested) == f"{paths[1]} is not an article: more than 60,000 elements"
    assert str(binary) == f"{paths[2]} is not an article: binary data"
