"""`thidua backfill` on the command line, against a local copy of Common Crawl."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from tests.crawler.conftest import ROOT, Reply, serving
from tests.crawler.local_commoncrawl import BAO, CommonCrawl
from thidua.cli import app

THIDUA = [sys.executable, "-c", "from thidua.cli import main; main()"]
MONTHS = ["--since", "2023-05", "--until", "2023-06"]


@pytest.fixture
def commons() -> Iterator[CommonCrawl]:
    with serving(CommonCrawl()) as running:
        assert isinstance(running, CommonCrawl)
        crawl = running.crawl("CC-MAIN-2023-23", "2023-05-27", "2023-06-11")
        for n in range(3):
            crawl.add(f"https://bao.vn/trao-bang-khen-post{n}.html", "2023-06-03")
        crawl.add("https://bao.vn/gia-vang-hom-nay-post9.html", "2023-06-03")
        yield running


def arguments_of(home: Path, commons: CommonCrawl, *arguments: str) -> list[str]:
    sources = home.parent / "sources"
    sources.mkdir(exist_ok=True)
    (sources / "bao.yaml").write_text(yaml.safe_dump(BAO))
    servers = ["--sources", str(sources), "--index", commons.index, "--data", commons.data]
    return ["--home", str(home), "backfill", *servers, *arguments]


def last_report(home: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(max((home / "runs").glob("*.json")).read_text())
    return report


def test_a_backfill_and_its_report(tmp_path: Path, commons: CommonCrawl) -> None:
    home = tmp_path / "home"
    command = [*THIDUA, *arguments_of(home, commons, "--source", "bao", *MONTHS)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "collections of Common Crawl in the span: 1",
        "bao: 4 captures found, 3 of them are wanted once each; 3 fetched, 3 archived, 0 known already",
        "bao: left out, not of the topic by its address: 1",
    ]
    assert "records: 3/3 bao, 3 kept, 0 failed, 0 min left" in done.stderr
    report = last_report(home)
    assert (report["command"], report["outcome"], report["backfill"]["finished"]) == ("backfill", "done", True)
    assert report["backfill"]["outlets"]["bao"]["kept"] == 3


def test_a_server_that_refuses_is_told_in_one_line(tmp_path: Path, commons: CommonCrawl) -> None:
    commons.fail("/crawl-data", Reply(status=403))
    done = CliRunner().invoke(app, arguments_of(tmp_path / "home", commons, "--source", "bao", *MONTHS))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        f"error: the backfill broke off: {commons.address} refuses to answer (HTTP 403); leave it alone for a day;"
        " what is done is kept, run it again to go on"
    )
    assert last_report(tmp_path / "home")["backfill"]["outlets"]["bao"]["found"] == 4


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (MONTHS, "name the outlets with --source"),
        (["--source", "bao", "--since", "2023-06", "--until", "2023-05"], "--until is before --since"),
        (["--source", "khac", *MONTHS], "no outlet khac"),
        (["--source", "bao", *MONTHS, "--limit", "0"], "--limit"),
    ],
)
def test_wrong_usage_ends_with_2(tmp_path: Path, commons: CommonCrawl, arguments: list[str], reason: str) -> None:
    done = CliRunner().invoke(app, arguments_of(tmp_path / "home", commons, *arguments))
    assert done.exit_code == 2
    assert reason in done.stderr
    assert commons.log == []
    assert not (tmp_path / "home").exists()
