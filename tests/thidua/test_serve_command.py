"""`thidua serve` and `thidua reindex` as they are called."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

_THIDUA = Path(sys.executable).with_name("thidua")


@contextmanager
def serving(home: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a home on a free port for the length of a block: the address, and the process."""
    command = [str(_THIDUA), "--home", str(home), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            while not line.startswith("http://"):
                assert line.startswith("web.snapshot: "), line  # a warning
                line = process.stderr.readline()
            yield line.split()[0], process
        finally:
            process.kill()


def ask(address: str, path: str = "/", **headers: str) -> tuple[int, bytes]:
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def headers_of(address: str) -> dict[str, str]:
    at = urlsplit(address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=20)
    try:
        connection.request("HEAD", "/")
        return {name.lower(): value for name, value in connection.getresponse().getheaders()}
    finally:
        connection.close()


@pytest.fixture(scope="module")
def home(demo_folder: Path) -> Path:
    return demo_folder / "thidua-demo"


def test_it_serves_until_it_is_told_to_stop(home: Path) -> None:
    with serving(home) as (address, process):
        assert json.loads(ask(address, "/healthz")[1])["snapshot"] == 1
        assert b"<html" in ask(address)[1]
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def processes_below(pid: int) -> set[int]:
    """Return the processes that serve, by the one that was started."""
    below = {int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()}
    return {one for one in below if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()}


def wait_for(told: Callable[[], bool]) -> None:
    end = time.monotonic() + 90  # one that is killed while it starts is missed after half a minute
    while not told():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


@pytest.mark.slow
def test_several_processes_serve_and_none_outlives_the_one_that_was_started(home: Path) -> None:
    with serving(home, "--processes", "2") as (address, process):
        assert ask(address)[0] == 200
        first = processes_below(process.pid)
        assert len(first) == 2
        tags = {tag for _ in range(20) if (tag := headers_of(address)["etag"])}
        assert len(tags) == 1
        lost = min(first)
        os.kill(lost, signal.SIGKILL)
        wait_for(lambda: len(processes_below(process.pid) - {lost}) == 2)
        wait_for(lambda: ask(address)[0] == 200)
        left = processes_below(process.pid)
        process.kill()
        wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in left))


@pytest.mark.slow
def test_one_process_serves_alone(home: Path) -> None:
    with serving(home, "--processes", "1") as (address, process):
        assert ask(address)[0] == 200
        assert processes_below(process.pid) == set()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_a_browser_may_ask_by_its_names_alone(home: Path) -> None:
    with serving(home, "--name", "thidua.example.org", "--address", "https://tin.example.org") as (address, _):
        for name in ("localhost:8000", "127.0.0.1", "thidua.example.org", "TIN.example.org:443"):
            assert ask(address, Host=name)[0] == 200, name
        assert ask(address, Host="evil.example")[0] == 421
        feed = ask(address, "/search.atom", Host="tin.example.org")[1].decode()
        assert "https://tin.example.org/ceremony/" in feed


@pytest.mark.slow
def test_it_listens_on_this_machine_alone(home: Path) -> None:
    with serving(home) as (address, _):
        port = int(address.rstrip("/").rsplit(":", 1)[1])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))
            own = probe.getsockname()[0]
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((own, port), timeout=5)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--port", "99999"), "65535"),
        (("--host", "nowhere.invalid"), "cannot listen on nowhere.invalid"),
        (("--address", "thidua.example.org"), "--address"),
        (("--address", "https://thidua.example.org/here"), "--address"),
    ],
)
def test_wrong_options_are_told(home: Path, options: tuple[str, ...], told: str) -> None:
    done = subprocess.run(
        [_THIDUA, "--home", home, "serve", *options], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_port_that_is_taken_is_told(home: Path) -> None:
    with serving(home) as (address, _):
        port = address.rstrip("/").rsplit(":", 1)[1]
        done = subprocess.run(
            [_THIDUA, "--home", home, "serve", "--port", port], capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr


@pytest.mark.slow
def test_without_a_home_or_a_snapshot_it_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [_THIDUA, "--home", tmp_path / "none", "serve"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "no thidua home" in done.stderr


def test_a_lost_index_is_made_anew(home: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    shutil.rmtree(copy / "snapshots" / "000001.index")
    with serving(copy) as (address, _):
        assert ask(address, "/search?q=khen")[0] == 503
        assert ask(address, "/search?year=2024")[0] == 200
        done = subprocess.run(
            [_THIDUA, "--home", copy, "reindex"], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stdout) == (0, "the index of snapshot 1 was made anew\n")
        for _ in range(100):
            status, body = ask(address, "/search.json?q=khen")
            if status == 200:
                break
            time.sleep(0.1)
        assert json.loads(body)["total"] > 20
    assert {path.suffix for path in (copy / "snapshots").iterdir()} == {".duckdb", ".index"}
