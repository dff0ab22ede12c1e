"""Made-up outlets in a process of their own, fast enough that the crawl is what takes the time.

Their pages are like real ones: 150 kB of UTF-8, most of them links to other articles with pictures, which gzip to a
sixth. Run as `python -m benchmarks.outlets`, it reads a `Site` as JSON, says at which port it serves, and ends with its
standard input.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from benchmarks.processes import ROOT

PAGE_BYTES = 150_000
_HTML = "text/html; charset=utf-8"
_KINDS = 8
"""Different pages; all others differ from one of them in their number."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the outlets are: how many, each with how many articles, sent packed or plain, after how many seconds."""

    hosts: int
    articles: int
    packed: bool = False
    answer: float = 0.0
    page_bytes: int = PAGE_BYTES


def host_of(number: int) -> str:
    """Return the domain of an outlet."""
    return f"bao-{number}.example"


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve the outlets for the block in a process of their own; give its `host:port`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.outlets"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(json.dumps(asdict(site)) + "\n")
        process.stdin.flush()
        yield f"127.0.0.1:{int(process.stdout.readline())}"
        process.stdin.close()


def page(number: int, size: int = PAGE_BYTES) -> bytes:
    """Return the page of an article: its text, then teasers of others until the page has about `size` bytes."""
    return _opening(number % _KINDS, size)[0] + _closing(number)


def sources(site: Site, served_at: str, *, delay: float) -> list[dict[str, Any]]:
    """Return the outlets as the crawler is told of them."""
    return [
        {
            "slug": f"bao-{number}",
            "name": f"Báo {number}",
            "domains": [host_of(number)],
            "sitemaps": [f"http://{host_of(number)}/sitemap.xml"],
            "article_pattern": r"/tin-\d+\.html$",
            "delay": delay,
            "private": True,
            "served_at": served_at,
        }
        for number in range(site.hosts)
    ]


@cache
def _opening(kind: int, size: int) -> tuple[bytes, Any, bytes]:
    """Return what a page begins with, and a gzip compressor that has taken it in with what that gave so far."""
    rng = random.Random(kind)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "gold" / "own").glob("*.txt"))]
    title, _, text = texts[kind].partition("\n")
    said = "".join(f"<p>{line}</p>\n" for line in text.split("\n") if line.strip())
    parts = [f"<!doctype html>\n<html lang=vi><head><meta charset=utf-8><title>{title}</title>\n"]
    parts += [f'<meta property="og:{name}" content="{title}">\n' for name in ("title", "description", "image:alt")]
    parts += [f"</head><body><main><article><h1>{title}</h1>\n{said}</article></main>\n<aside>\n"]
    length = sum(len(part.encode()) for part in parts)
    while length < size:
        teaser, _, more = rng.choice(texts).partition("\n")
        number, picture = rng.randrange(10**6), f"{rng.getrandbits(64):016x}"
        words = more.split()
        at = rng.randrange(max(1, len(words) - 20))
        parts.append(
            f'<div class="story story--teaser"><a class="story__thumb" href="/tin-{number}.html" title="{teaser}">'
            f'<img loading="lazy" src="/media/w400/{picture}.jpg" alt="{teaser}"></a>'
            f'<h3 class="story__title"><a href="/tin-{number}.html">{teaser}</a></h3>'
            f'<p class="story__lead">{" ".join(words[at : at + 20])}</p></div>\n'
        )
        length += len(parts[-1].encode())
    plain = "".join(parts).encode()
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return plain, packer, packer.compress(plain)


def _closing(number: int) -> bytes:
    return f"</aside><footer>Bài số {number}</footer></body></html>\n".encode()


def packed_page(number: int, size: int = PAGE_BYTES) -> bytes:
    """Return the page of an article as gzip."""
    _, packer, begun = _opening(number % _KINDS, size)
    rest = packer.copy()
    return begun + bytes(rest.compress(_closing(number))) + bytes(rest.flush())


class _Connection(asyncio.Protocol):
    """Answers GET requests, one after the other."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._heard = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once a request is whole."""
        self._heard += data
        while (end := self._heard.find(b"\r\n\r\n")) >= 0:
            path = self._heard[:end].split(b" ", 2)[1].decode("ascii")
            self._heard = self._heard[end + 4 :]
            answer = _answer(self._site, path)
            if self._site.answer:
                asyncio.get_running_loop().call_later(self._site.answer, self._transport.write, answer)
            else:
                self._transport.write(answer)


def _answer(site: Site, path: str) -> bytes:
    if path.startswith("/tin-"):
        number = int(path.removeprefix("/tin-").removesuffix(".html"))
        if site.packed:
            return _reply("200 OK", f"{_HTML}\r\nContent-Encoding: gzip", packed_page(number, site.page_bytes))
        return _reply("200 OK", _HTML, page(number, site.page_bytes))
    if path == "/sitemap.xml":
        rows = "".join(f"<url><loc>/tin-{number}.html</loc></url>\n" for number in range(site.articles))
        body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
        return _reply("200 OK", "application/xml", body.encode())
    return _reply("404 Not Found", "text/plain", b"")


def _reply(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nServer: nginx\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Cache-Control: max-age=60\r\n\r\n".encode("ascii") + body


async def _serve(site: Site) -> None:
    for number in range(_KINDS):
        page(number, site.page_bytes)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(site), "127.0.0.1", 0, backlog=1000)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(Site(**json.loads(sys.stdin.readline()))))
