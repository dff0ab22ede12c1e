"""Running the site of a home folder: its address, its archive, and servers that end when they are told to."""

from __future__ import annotations

import logging
import multiprocessing
import os
import secrets
import signal
import socket
import sys
import threading
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from thidua.commands.options import CommandError
from thidua.console import say, show_warnings

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from thidua.home import Home
    from web.site import Site

_KEPT_ALIVE = 15
"""Seconds for which a connection is kept whose browser asks nothing more."""
_LAST_PAGES = 5
"""Seconds for pages that are being made when it is told to stop."""
_ANSWERS = 30
"""Seconds within which a process is to tell that it is well; one that does not is ended, and another started."""
_TURN = 0.001
"""Seconds after which a thread that computes lets another go on, which has come back from the database."""
_WAITING = 256
"""Connections that wait to be taken."""
PROCESSES = 2
"""Processes that serve, where there are as many processors: Python computes on one at a time in each."""
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def run_site(
    home: Home,
    *,
    host: str,
    port: int,
    public: bool,
    names: tuple[str, ...],
    address: str,
    processes: int | None = None,
) -> None:
    """Serve the site until it is told to stop, by `PROCESSES` or another number of processes.

    Raises CommandError where it cannot listen there, SnapshotError where there is nothing to show.
    """
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from warehouse.snapshots.folder import Snapshots
    from web.following import current
    from web.site import Site

    told = urlsplit(address)
    if address and (told.scheme not in ("http", "https") or not told.hostname or told.path.strip("/")):
        raise CommandError(
            "--address is the beginning of all addresses of the site, such as https://thidua.example.org"
        )
    own = (told.hostname,) if told.hostname else ()
    known = tuple(dict.fromkeys((*_LOCAL, host.lower(), *own, *(name.lower() for name in names))))
    site = Site(
        home.root,
        public=public,
        address=address.rstrip("/"),
        names=known,
        archived=None if public else partial(read_archived, home.archive),
        queue=home.reported,
    )
    number = current(Snapshots(home.root))
    processes = processes or min(PROCESSES, os.cpu_count() or 1)
    listening = _listen(host, port)
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104 (compared, not bound)
    say(f"http://{shown}:{listening.getsockname()[1]}/ shows snapshot {number:06d}; Ctrl-C ends it")
    config = uvicorn.Config(
        partial(_app, replace(site, at_once=-(-site.at_once // processes)), secrets.token_hex(4)),
        factory=True,
        workers=processes,
        timeout_worker_healthcheck=_ANSWERS,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEPT_ALIVE,
        timeout_graceful_shutdown=_LAST_PAGES,
    )
    with suppress(KeyboardInterrupt):  # the way to end it, once the pages that are being made are done
        if processes == 1:
            uvicorn.Server(config).run([listening])
        else:
            Multiprocess(config, [listening]).run()


def _app(site: Site, token: str) -> Starlette:
    """Return the site as one of its processes serves it, which ends with the one that started it."""
    from web.app import build_app

    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()
        show_warnings(logging.WARNING)
    sys.setswitchinterval(_TURN)
    return build_app(site, token=token)


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def read_archived(archive: Path, record: str) -> tuple[bytes, str] | None:
    """Return an archived page and its content type by its place in the archive, None where it is gone."""
    from crawler.archive import ArchiveError, read_record

    try:
        page = read_record(archive, record)
    except (ArchiveError, OSError):
        return None
    return page.body, page.headers.get("content-type", "")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen(_WAITING)
    except OSError as error:
        listening.close()
        raise CommandError(f"cannot listen on {host} port {port}: {error.strerror or error}") from None
    return listening
