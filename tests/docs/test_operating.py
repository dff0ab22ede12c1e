"""What the page for operators gives them works: units and servers' files are sound, a backup gives the same rows."""

from __future__ import annotations

import configparser
import fcntl
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.documents import DOCS
from tests.test_docs import parse
from thidua.home import open_home

EXAMPLES = DOCS / "examples"
THIDUA = Path(sys.executable).with_name("thidua")
UNITS = sorted(path.name for path in EXAMPLES.glob("thidua*.*") if path.suffix in (".service", ".timer"))


def in_the_shell(*command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("THIDUA_")}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


def unit(name: str) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # keys are told apart by case
    parser.read(EXAMPLES / name, encoding="utf-8")
    return parser


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_the_commands_of_units_parse(name: str) -> None:
    commands = re.findall(r"/opt/thidua/\.venv/bin/(thidua [^|\n]*?)(?: \||$)", unit(name)["Service"]["ExecStart"])
    assert commands
    for command in commands:
        parse(command)


def test_units_name_one_another() -> None:
    assert unit("thidua.service")["Unit"]["OnFailure"] in UNITS
    assert "thidua.service" in UNITS  # a timer starts the service of its name
    environment = (EXAMPLES / "thidua.env").read_text(encoding="utf-8")
    assert "THIDUA_CONTACT=" in environment
    assert "THIDUA_HOME=" in environment
    for name in UNITS:
        if name.endswith(".service"):
            assert unit(name)["Service"]["EnvironmentFile"] == "/etc/thidua.env"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    for name in UNITS:
        text = (EXAMPLES / name).read_text(encoding="utf-8").replace("/opt/thidua/.venv/bin/thidua", str(THIDUA))
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = in_the_shell("systemd-analyze", "verify", "--man=no", *(tmp_path / name for name in UNITS))
    ours = [line for line in done.stderr.splitlines() if "thidua" in line]
    assert (done.returncode, ours) == (0, [])


def test_cron_lines_have_a_time_a_user_and_a_command_that_parses() -> None:
    lines = (EXAMPLES / "thidua.cron").read_text(encoding="utf-8").splitlines()
    jobs = [line.split(maxsplit=6) for line in lines if re.match(r"[\d*]", line)]
    assert [job[5] for job in jobs] == ["thidua", "thidua"]
    for *times, _, command in jobs:
        assert all(re.fullmatch(r"\*|\d+(,\d+)*", time) for time in times)
        if command.startswith("/opt/thidua/.venv/bin/thidua"):
            parse(command.removeprefix("/opt/thidua/.venv/bin/").removesuffix(" 2>&1"))
        else:
            assert (EXAMPLES / command.split()[0].removeprefix("/opt/thidua/source/docs/examples/")).exists()


def test_servers_pass_on_to_the_port_of_the_site() -> None:
    service = unit("thidua-serve.service")["Service"]["ExecStart"]
    assert "--port 8000" in service
    assert "proxy_pass http://127.0.0.1:8000;" in (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
    assert "reverse_proxy 127.0.0.1:8000" in (EXAMPLES / "Caddyfile").read_text(encoding="utf-8")
    text = (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")


def rows(home: Path) -> list[Any]:
    snapshots = open_home(home).snapshots
    with duckdb.connect(str(snapshots.database(snapshots.latest())), read_only=True) as connection:
        return connection.execute("FROM award ORDER BY award_id").fetchall()


def test_a_backup_gives_the_same_rows_elsewhere(demo_folder: Path, tmp_path: Path) -> None:
    home, copy, restored = demo_folder / "thidua-demo", tmp_path / "copy", tmp_path / "elsewhere"
    (home / "corrections.yaml").write_text("[]\n", encoding="utf-8")
    for _ in range(2):  # a second backup of the same home changes nothing
        done = in_the_shell(EXAMPLES / "backup.sh", home, copy)
        assert (done.returncode, done.stderr) == (0, "")
    assert not (copy / "articles").exists()
    assert sorted(path.name for path in (copy / "archive").iterdir()) == sorted(
        path.name for path in (home / "archive").iterdir()
    )
    shutil.copytree(copy, restored)
    assert rows(restored) == rows(home)
    for step in ("process", "publish", "reindex", "check"):
        done = in_the_shell(THIDUA, "--home", restored, step)
        assert done.returncode == 0, done.stderr
    assert rows(restored) == rows(home)
    found = [
        in_the_shell(THIDUA, "--home", there, "search", "huân chương lao động").stdout for there in (home, restored)
    ]
    assert found[0] == found[1] != ""
    status = in_the_shell(THIDUA, "--home", restored, "status").stdout
    assert "done 48" in status


def test_what_is_gone_goes_from_the_copy(demo_folder: Path, tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy"
    shutil.copytree(demo_folder / "thidua-demo", home)
    (home / "people.yaml").write_text("[]\n", encoding="utf-8")
    assert in_the_shell(EXAMPLES / "backup.sh", home, copy).returncode == 0
    (home / "people.yaml").unlink()
    address = "mien-son-cuoc.example"
    assert in_the_shell(THIDUA, "--home", home, "forget", address).returncode == 0
    assert in_the_shell(EXAMPLES / "backup.sh", home, copy).returncode == 0
    assert not (copy / "people.yaml").exists()
    assert address in (copy / "forgotten.csv").read_text(encoding="utf-8")
    for folder in ("archive", "snapshots"):
        for path in (home / folder).glob("*.*"):
            if path.is_file():
                assert (copy / folder / path.name).read_bytes() == path.read_bytes()


def test_a_backup_waits_for_who_writes(demo_folder: Path, tmp_path: Path) -> None:
    home = demo_folder / "thidua-demo"
    with (home / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(subprocess.TimeoutExpired):
            subprocess.run([EXAMPLES / "backup.sh", home, tmp_path], timeout=1, check=False)
        done = in_the_shell(THIDUA, "--home", home, "publish")
        assert done.returncode == 1
        assert "is in use by" in done.stderr
