"""Addresses for the tests of the frontier, and short ways to put them in and get them out."""

from __future__ import annotations

import time

from crawler.entries import Entry, Found, digest_of
from crawler.frontier import Frontier

HOST = "bao.vn"


def found(number: int, *, kind: str = "article", changed: float | None = None) -> Found:
    url = f"https://{HOST}/tin-{number}.html"
    return Found(url=url, address=url, source="bao", kind=kind, changed=changed)  # type: ignore[arg-type]


def fill(frontier: Frontier, numbers: range) -> list[str]:
    return frontier.add(map(found, numbers), run=0.0)


def drain(frontier: Frontier) -> list[Entry]:
    return list(iter(lambda: frontier.take("bao", HOST), None))


def keep(frontier: Frontier, url: str, body: bytes = b"x", fetched: float = 0.0) -> None:
    frontier.keep(url, digest=digest_of(body), record="a.warc.gz:0", fetched=fetched or time.time())
