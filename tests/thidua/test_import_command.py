"""`thidua import` as a user calls it: which pages of a WARC file are taken, and what is said of the rest."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from crawler.frontier import Frontier
from crawler.warc import response_record
from tests.thidua.test_cli import run

OUTLET = """
slug: {slug}
name: Báo
domains: [{slug}.vn]
article_pattern: '-\\d+\\.html$'
"""


def test_a_warc_file_and_a_list_for_one_outlet_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "outlets").mkdir()
    for slug in ("bao", "dai"):
        (tmp_path / "outlets" / f"{slug}.yaml").write_text(OUTLET.format(slug=slug))
    addresses = [f"https://{host}.vn/bang-khen-{day}.html" for host in ("bao", "dai", "khac") for day in (1, 2, 3)]
    with (tmp_path / "x.warc.gz").open("wb") as file:
        for url in addresses:
            fetched = datetime(2024, 6, int(url[-6]), tzinfo=UTC)
            file.write(response_record(url, status=200, headers=[], body=url.encode(), fetched=fetched))
    (tmp_path / "list.txt").write_text("https://bao.vn/bang-khen-2.html\nhttps://bao.vn/moi-9.html\nhttps://khac.vn/\n")
    outcome = run(
        *("import", "x.warc.gz", "list.txt", "--sources", "outlets", "--source", "bao"),
        *("--since", "2024-06-02", "--until", "2024-06-02"),
        cwd=tmp_path,
    )
    assert outcome.returncode == 0
    assert outcome.stdout.splitlines() == [
        "2 files: 1 pages kept, 0 known already",
        "left out, another outlet than asked for: 3",
        "left out, fetched on other days than asked for: 2",
        "left out, no known outlet: 3",
        "addresses: 1 queued for the next crawl, 1 known already",
        "not queued: https://khac.vn/: no known outlet",
    ]
    assert "files: 2" in outcome.stderr
    home = tmp_path / "thidua-data"
    (report,) = (home / "runs").iterdir()
    assert json.loads(report.read_text())["import"]["scanned"] == 9
    with Frontier(home / "frontier.sqlite", read_only=True) as frontier:
        assert frontier.counts() == {"bao": {"done": 1, "queued": 1}}
    every = run("import", "x.warc.gz", "--sources", "outlets", "--all-domains", cwd=tmp_path)
    assert every.stdout == "1 files: 8 pages kept, 1 known already\n"
