"""Requests at moments that do not wait for the answers of those before (an open loop), over connections kept open.

Each request's time counts from when it was due: behind an answer that takes long, others are late, and who would have
asked then would have waited. Run as `python -m benchmarks.serving_client` it reads what to ask as JSON from standard
input. It imports nothing heavy, so that little of the machine goes to it.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httptools

_IDLE = 8.0
"""Seconds after which a connection is not used again; the server closes its end after 15."""
_LONGEST = 60.0
"""Seconds after which an answer counts as an error."""
_HEADERS = (b"content-type", b"content-encoding")
_FORMS = {
    ".json": ("application/json", b"{", b"}\n"),
    ".csv": ("text/csv", b"id,", b"\n"),
    ".atom": ("application/atom+xml", b"<?xml", b"</feed>"),
    "/healthz": ("application/json", b"{", b"}\n"),
}
_PAGE = ("text/html", b"<!doctype html>", b"</html>")


@dataclass(slots=True)
class Reply:
    """An answer as it came."""

    status: int
    content_type: str
    encoding: str
    body: bytes


class Connection(asyncio.Protocol):
    """A connection that asks one thing at a time, and stays open."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Reply] | None = None
        self._parser: Any = None
        self._headers: dict[bytes, bytes] = {}
        self._body: list[bytes] = []
        self.used = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether it can be used again."""
        if self._transport is None or self._transport.is_closing():
            return False
        if time.monotonic() - self.used > _IDLE:
            self._transport.close()
            return False
        return True

    async def ask(self, path: str) -> Reply:
        """Return the answer; raises OSError where the connection breaks and TimeoutError."""
        if self._transport is None:
            raise ConnectionResetError("closed before it was used")
        self._headers, self._body = {}, []
        self._parser = httptools.HttpResponseParser(self)
        self._waiting = asyncio.get_running_loop().create_future()
        head = f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n\r\n"
        self._transport.write(head.encode("ascii"))
        try:
            return await asyncio.wait_for(self._waiting, _LONGEST)
        finally:
            self.used = time.monotonic()

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self.used = transport, time.monotonic()

    def connection_lost(self, exc: Exception | None) -> None:
        """End, with an error for who still waits."""
        self._transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionResetError("closed in an answer"))

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            if self._waiting is not None and not self._waiting.done():
                self._waiting.set_exception(OSError(f"no HTTP: {error}"))
            self.close()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header."""
        self._headers[name.lower()] = value

    def on_body(self, body: bytes) -> None:
        """Keep a piece of the body."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand the answer over."""
        kind, encoding = (self._headers.get(name, b"").decode("latin-1") for name in _HEADERS)
        reply = Reply(self._parser.get_status_code(), kind, encoding, b"".join(self._body))
        if not self._parser.should_keep_alive():
            self.close()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(reply)


def wrong(path: str, reply: Reply) -> str:
    """Return what is wrong with an answer, "" where nothing is: its status, its type, or that it is not whole."""
    if reply.status == 404:
        return ""
    if reply.status != 200:
        return f"status {reply.status}"
    bare = path.partition("?")[0]
    content_type, first, last = next((form for end, form in _FORMS.items() if bare.endswith(end)), _PAGE)
    body = reply.body
    if reply.encoding == "gzip":
        try:
            body = zlib.decompress(body, wbits=31)
        except zlib.error as error:
            return f"cannot be unpacked: {error}"
    if not reply.content_type.startswith(content_type):
        return f"is {reply.content_type}"
    return "" if body.startswith(first) and body.rstrip().endswith(last.rstrip()) else "is not whole"


class Client:
    """A host and the connections to it; one that was used last is used again first."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._spare: list[Connection] = []

    async def ask(self, kind: str, path: str, due: float, begun: float) -> list[Any]:
        """Ask for a page and return the fields of its `Answer`; `due` is in seconds since the moment `begun`."""
        sent, size, status, error = time.monotonic(), 0, 0, ""
        try:
            connection = await self._connection()
            reply = await connection.ask(path)
            done = time.monotonic()
        except (OSError, TimeoutError) as problem:
            done, error = time.monotonic(), f"{type(problem).__name__}: {problem}"
        else:
            self._spare.append(connection)
            status, size, error = reply.status, len(reply.body), wrong(path, reply)
        return [kind, path, due, sent - begun, done - begun, status, size, error]

    async def _connection(self) -> Connection:
        while self._spare:
            connection = self._spare.pop()
            if connection.is_open:
                return connection
        loop = asyncio.get_running_loop()
        _, made = await loop.create_connection(lambda: Connection(f"{self._host}:{self._port}"), self._host, self._port)
        return made

    def close(self) -> None:
        """Close all connections."""
        for connection in self._spare:
            connection.close()


async def ask_at(client: Client, asks: Sequence[Sequence[str]], dues: Sequence[float], begun: float) -> list[list[Any]]:
    """Ask for each page when it is due, in seconds since the moment `begun`, and return all answers in that order."""
    tasks = []
    for (kind, path), due in zip(asks, dues, strict=True):
        await asyncio.sleep(max(0.0, begun + due - time.monotonic()))
        tasks.append(asyncio.create_task(client.ask(kind, path, due, begun)))
    return await asyncio.gather(*tasks)


async def ask_in_turn(client: Client, asks: Sequence[Sequence[str]]) -> list[list[Any]]:
    """Ask for each page when the one before has come."""
    begun = time.monotonic()
    return [await client.ask(kind, path, time.monotonic() - begun, begun) for kind, path in asks]


async def _run(host: str, port: int, asks: list[list[str]], dues: list[float] | None, begun: float) -> dict[str, Any]:
    client = Client(host, port)
    wall, processor = time.perf_counter(), time.process_time()
    try:
        answers = await (ask_in_turn(client, asks) if dues is None else ask_at(client, asks, dues, begun))
    finally:
        client.close()
    share = (time.process_time() - processor) / max(1e-9, time.perf_counter() - wall)
    return {"answers": answers, "share": share}


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        print(json.dumps(asyncio.run(_run(**json.loads(sys.stdin.read())))))
