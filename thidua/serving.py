"""Running the site of a home folder: its address, its archive, and a server that ends when it is told to."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from thidua.commands.options import CommandError
from thidua.console import say

if TYPE_CHECKING:
    from thidua.home import Home

_KEPT_ALIVE = 15
"""Seconds for which a connection is kept whose browser asks nothing more."""
_LAST_PAGES = 5
"""Seconds for pages that are being made when it is told to stop."""
_TURN = 0.001
"""Seconds after which a thread that computes lets another go on, which has come back from the database."""
_WAITING = 256
"""Connections that wait to be taken."""
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def run_site(home: Home, *, host: str, port: int, public: bool, names: tuple[str, ...], address: str) -> None:
    """Serve the site until it is told to stop; raises CommandError where it cannot listen there."""
    import uvicorn

    from web.app import build_app
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
        archived=None if public else read_archived(home),
        queue=home.reported,
    )
    app = build_app(site)
    listening = _listen(host, port)
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104 (compared, not bound)
    number = app.state.follower.snapshot.number
    say(f"http://{shown}:{listening.getsockname()[1]}/ shows snapshot {number:06d}; Ctrl-C ends it")
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=_KEPT_ALIVE,
        timeout_graceful_shutdown=_LAST_PAGES,
    )
    sys.setswitchinterval(_TURN)
    with suppress(KeyboardInterrupt):  # the way to end it, once the pages that are being made are done
        uvicorn.Server(config).run([listening])


def read_archived(home: Home) -> Callable[[str], tuple[bytes, str] | None]:
    """Return what reads an archived page and its content type by its place in the archive, None where it is gone."""
    from crawler.archive import ArchiveError, read_record

    def archived(record: str) -> tuple[bytes, str] | None:
        try:
            page = read_record(home.archive, record)
        except (ArchiveError, OSError):
            return None
        return page.body, page.headers.get("content-type", "")

    return archived


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
