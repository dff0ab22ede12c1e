"""The site's server as a user starts it, in a process of its own, and what is seen of it from outside."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import PROC, ROOT, family
from benchmarks.serving_figures import Sample

HOST = "127.0.0.1"
_COMMAND = (sys.executable, "-c", "from thidua.cli import main; main()")
_SHOWS = re.compile(r":(\d+)/ shows snapshot")
_STARTS = 120.0
"""Seconds within which it is to answer."""
_LOOKS = 0.1
"""Seconds between two looks at the snapshot that is shown."""
_SAMPLES = 2.0
"""Seconds between two looks at the memory."""


@dataclass(slots=True)
class Server:
    """A running server; `lines` are what it says, `wrong` the looks at it that failed."""

    process: subprocess.Popen[str]
    port: int = 0
    lines: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def get(self, path: str, *, packed: bool = True) -> tuple[int, bytes, str]:
        """Return status, body as sent, and encoding of an answer; raises OSError and HTTPException."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip" if packed else "identity"})
            reply = connection.getresponse()
            return reply.status, reply.read(), reply.getheader("Content-Encoding", "")
        finally:
            connection.close()

    def snapshot(self) -> int | None:
        """Return the number of the snapshot that is shown, None where it does not say."""
        try:
            status, body, _ = self.get("/healthz")
            if status == 200:
                return int(json.loads(body)["snapshot"])
            self.wrong.append(f"/healthz: status {status}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.wrong.append(f"/healthz: {type(error).__name__}: {error}")
        return None

    def processor(self) -> float:
        """Return the seconds of processor time of the server and what it started, those that have ended too."""
        return sum(map(_processor, family(self.process.pid)))

    def memory(self, at: float) -> Sample:
        """Return the memory in use, files of the snapshot that are read without a copy included."""
        told = [_resident(process) for process in family(self.process.pid)]
        return Sample(at, sum(whole for whole, _ in told), sum(own for _, own in told))


@contextmanager
def serving(home: Path, *, public: bool) -> Iterator[Server]:
    """Run `thidua serve` on a free port, and end it behind the block."""
    command = [*_COMMAND, "--home", str(home), "serve", "--port", "0", *(["--public"] if public else [])]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    server, started = Server(process), threading.Event()

    def listen() -> None:
        for line in process.stderr or ():
            if (found := _SHOWS.search(line)) and not server.port:
                server.port = int(found[1])
                started.set()
            else:
                server.lines.append(line.rstrip())
        started.set()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        started.wait(_STARTS)
        if not server.port:
            raise RuntimeError("the server did not start: " + "\n".join(server.lines[-5:]))
        yield server
    finally:
        process.terminate()
        process.wait()
        thread.join()
        if process.stderr is not None:
            process.stderr.close()


@contextmanager
def sampled(server: Server, begun: float) -> Iterator[list[Sample]]:
    """Look at the memory of the server now and then in the block; `begun` is the moment that times count from."""
    samples, done = [server.memory(time.monotonic() - begun)], threading.Event()

    def look() -> None:
        while not done.wait(_SAMPLES):
            samples.append(server.memory(time.monotonic() - begun))

    with _running(look, done):
        yield samples


@contextmanager
def until_shown(server: Server, number: int) -> Iterator[list[float]]:
    """Ask which snapshot is shown, in the block; give the moment of the first that is newer than `number`, once."""
    shown: list[float] = []
    done = threading.Event()

    def look() -> None:
        while not shown and not done.wait(_LOOKS):
            if (server.snapshot() or 0) > number:
                shown.append(time.monotonic())

    with _running(look, done):
        yield shown


@contextmanager
def _running(look: object, done: threading.Event) -> Iterator[None]:
    assert callable(look)
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _processor(process: int) -> float:
    with suppress(OSError, ValueError):
        told = (PROC / str(process) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _resident(process: int) -> tuple[float, float]:
    with suppress(OSError):
        told = (PROC / str(process) / "status").read_text(encoding="utf-8").splitlines()
        sizes = {line.partition(":")[0]: line.split()[1] for line in told if line.startswith(("VmRSS:", "RssAnon:"))}
        return int(sizes.get("VmRSS", 0)) * 1024 / 1e6, int(sizes.get("RssAnon", 0)) * 1024 / 1e6
    return 0.0, 0.0
