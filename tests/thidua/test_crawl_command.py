"""`thidua crawl` and `thidua run` as they are watched: the table on a terminal, the outlets that broke, exit codes."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import random
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
import yaml

from tests.crawler.conftest import ROOT, Reply, Site, article, listing, site, source_of

__all__ = ["site"]

COMMAND = [sys.executable, "-c", "from thidua.cli import main; main()"]
HEIGHT = 12


def call(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=ROOT, text=True, timeout=120, capture_output=True)


def call_on_terminal(*arguments: str | Path) -> tuple[int, str, str]:
    """Return exit code, standard output, and what came on the terminal that standard error is."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, 90, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}} | {"TERM": "xterm"}
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = read_all(ours)
        out, _ = process.communicate(timeout=120)
    return process.returncode, out, shown


def outlets(site: Site, folder: Path, number: int, articles: int = 3) -> Path:
    """Write files of as many outlets, whose site answers for them all; return the folder."""
    folder.mkdir()
    for outlet in range(number):
        name = f"bao{outlet}.example"
        found = source_of(site, {"slug": f"bao-{outlet:02}", "domains": [name], "listings": [f"https://{name}/tin"]})
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(found | {"healthy": {"least": 2, "most": 9}}))
    site.replies["/tin"] = Reply(listing([f"/tin-{n}.html" for n in range(articles)]))
    site.replies |= {f"/tin-{n}.html": Reply(article(n)) for n in range(articles)}
    return folder


def test_a_crawl_on_a_terminal_and_what_broke(site: Site, tmp_path: Path) -> None:
    sources, home = outlets(site, tmp_path / "sources", 20), tmp_path / "home"
    site.replies["bao3.example/tin"] = Reply("hỏng", status=404)
    site.replies["bao4.example/tin"] = Reply(listing(["/tin-0.html"]))
    site.replies["bao5.example/tin"] = Reply(listing([f"/tin-{n}.html" for n in range(10)]))
    code, out, shown = call_on_terminal("--home", home, "crawl", "--sources", sources)
    assert code == 3, shown
    assert out.splitlines()[-3:] == [
        "bao-04: below: its lists named 1 articles, at least 2 are expected",
        "bao-05: above: its lists named 10 articles, 9 at most are expected",
        "bao-03: broken: no list could be read (HTTP 404)",
    ]
    frames = re.split(r"(?:\x1b\[2K(?:\x1b\[1A)?)+", re.sub(r"\x1b\[[0-9;?]*[mhl]", "", shown).replace("\r", ""))
    tables = [frame[frame.index("found") :].splitlines() for frame in frames if "found  fetched  kept" in frame]
    assert tables
    assert max(len(table) for table in tables) < HEIGHT
    assert any(re.search(r"^\d+ others +\d+ ", line) for table in tables for line in table)
    assert re.fullmatch(r"all +62 +82 +55 +8 +\d+ +done", tables[-1][-1])

    status = json.loads(call("--home", home, "status", "--json").stdout)
    assert list(status["unwell"]) == ["bao-03", "bao-04", "bao-05"]
    (report,) = home.glob("runs/*.json")
    crawl = json.loads(report.read_text(encoding="utf-8"))["crawl"]
    assert crawl["failed_by_kind"] == {"HTTP 4xx": 8}
    assert crawl["bytes"] == sum(source["bytes"] for source in crawl["sources"].values()) > 0
    well = crawl["sources"]["bao-00"]
    assert (well["health"], well["listed"], well["lists"], well["kept"]) == ("ok", 3, {"read": 1}, 3)
    assert well["a_minute"] > 0


def read_all(handle: int) -> str:
    """Return what was written to a terminal whose other end is closed."""
    parts = []
    while True:
        try:
            part = os.read(handle, 65536)
        except OSError:
            break
        if not part:
            break
        parts.append(part)
    os.close(handle)
    return b"".join(parts).decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--max-disk", "20"], "error: --max-disk: '20' is no size such as 500MB or 20GB (units: B, kB, MB, GB, TB)"),
        (["--province", "Lao Cay"], "error: no province Lao Cay; is it Lào Cai"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_is_asked_for_wrongly_ends_with_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = call("--home", tmp_path / "home", "crawl", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(message)
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_a_run_publishes_what_there_is_although_an_outlet_broke(site: Site, tmp_path: Path) -> None:
    sources, home = outlets(site, tmp_path / "sources", 2), tmp_path / "home"
    site.replies["bao1.example/robots.txt"] = Reply(status=403)
    done = call("--home", home, "run", "--sources", sources)
    assert done.returncode == 3, done.stderr
    assert done.stdout.splitlines()[0] == "snapshot 1 published"
    assert done.stdout.splitlines()[-1] == "bao-01: broken: bao1.example: robots.txt: HTTP 403"


@pytest.mark.slow
def test_a_run_that_reaches_its_limit_publishes_what_it_has(site: Site, tmp_path: Path) -> None:
    sources, home = outlets(site, tmp_path / "sources", 1, articles=9), tmp_path / "home"
    chance = random.Random(3)
    for number in range(9):
        noise = f"<!-- {chance.randbytes(200_000).hex()} -->"
        site.replies[f"/tin-{number}.html"] = Reply(article(number).replace("</body>", f"{noise}</body>"))
    done = call("--home", home, "run", "--sources", sources, "--max-disk", "1.5MB")
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == "snapshot 1 published"
    assert done.stderr.splitlines()[-1] == (
        "stopped: archive and frontier have reached the limit of 1.5 MB (--max-disk); "
        "what is archived is kept, with more room the next run goes on"
    )
    last = json.loads(call("--home", home, "status", "--json").stdout)["last_run"]
    assert last["outcome"] == "stopped: archive and frontier have reached the limit of 1.5 MB"
    assert call("--home", home, "run", "--sources", sources).stdout.splitlines()[0] == "snapshot 2 published"


@pytest.mark.slow
def test_a_run_on_a_nearly_full_disk_is_an_error_and_publishes_nothing(site: Site, tmp_path: Path) -> None:
    sources, home = outlets(site, tmp_path / "sources", 1), tmp_path / "home"
    nearly_full = "import crawler.room as room; room.RESERVE, room.SMALL_DISK = 10**18, 1.0; "
    command = [*COMMAND[:2], nearly_full + COMMAND[2], "--home", str(home)]
    for step in (["run", "--sources", str(sources)], ["process"], ["publish"]):
        done = subprocess.run([*command, *step], cwd=ROOT, text=True, timeout=120, capture_output=True)
        assert done.returncode == 1
        assert re.match(r"error: (the crawl broke off: )?only \S+ .B are left on the disk of ", done.stderr)
    assert not list(home.glob("snapshots/*"))
