"""Processes in which SQL of visitors runs: few at once, each visitor in his turn, all on the current snapshot.

Who asks gets a place or waits for one; a visitor has one query at work, and queries of others go before his second.
Nothing of it is done by the threads that make pages.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from starlette.requests import Request

from warehouse.querying.query import Sandbox
from web.snapshot import Identity, Snapshot

AT_ONCE = 2
"""Processes, and so queries at work."""
WAITING = 8
"""Queries that wait for a place; who comes then is told that the site is busy."""
WAITING_EACH = 2
"""Queries of one visitor that wait."""
MEMORY = "512MB"
"""What the database of one process may use."""
_NICENESS = 10
_IDLE = 300.0
"""Seconds after which a process that nobody needs is ended."""
_LOOK = 0.5
"""Seconds between two looks at whether who asked is still there, and whether a snapshot is still the current one."""
T = TypeVar("T")


class BusyError(RuntimeError):
    """There is no room for another query just now."""


class GoneError(RuntimeError):
    """Who asked is not there any more."""


class Follows(Protocol):
    """Knows the current snapshot."""

    snapshot: Snapshot


async def _there() -> bool:
    return False


class Sandboxes:
    """At most `at_once` sandboxes on the current snapshot, started when they are needed.

    One whose snapshot is not the current one any more ends with the query that it runs. To be used by one event loop,
    within `async with`; no process is left behind it.
    """

    def __init__(self, follower: Follows, *, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._follower = follower
        self._at_once = at_once
        self._most = waiting
        self._clients: set[str] = set()
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self._working: dict[Sandbox, asyncio.Future[Any]] = {}
        self._idle: list[tuple[Identity, Sandbox, float]] = []
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="sql")
        self._keeper: asyncio.Task[None] | None = None
        self._closed = False

    async def ask(
        self,
        snapshot: Snapshot,
        client: str,
        job: Callable[[Sandbox], T],
        gone: Callable[[], Awaitable[bool]] = _there,
    ) -> T:
        """Return what a job makes of a sandbox on a snapshot, in a thread; `gone` tells whether anyone still waits.

        Raises BusyError, GoneError, and what the job raises.
        """
        await self._place(client, gone)
        sandbox = self._free(snapshot)
        work = asyncio.get_running_loop().run_in_executor(self._threads, job, sandbox)
        self._working[sandbox] = work
        work.add_done_callback(lambda done: self._done(done, client, snapshot.identity, sandbox))
        try:
            while not work.done():
                await asyncio.wait({work}, timeout=_LOOK)
                if not work.done() and await gone():
                    raise GoneError
        except BaseException:
            sandbox.end()
            raise
        return work.result()

    async def _place(self, client: str, gone: Callable[[], Awaitable[bool]]) -> None:
        if self._closed:
            raise BusyError
        if len(self._clients) < self._at_once and client not in self._clients:
            self._clients.add(client)
            return
        own = sum(waiting == client for waiting, _ in self._waiting)
        if len(self._waiting) >= self._most or own >= WAITING_EACH:
            raise BusyError
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((client, place))
        try:
            while not place.done():
                await asyncio.wait({place}, timeout=_LOOK)
                if not place.done() and await gone():
                    raise GoneError
            place.result()
        except BaseException:
            if (client, place) in self._waiting:
                self._waiting.remove((client, place))
            elif not self._closed:
                self._leave(client)
            raise

    def _leave(self, client: str) -> None:
        """Give the place of a visitor to the first who waits and has none."""
        self._clients.discard(client)
        for waiting, place in list(self._waiting):
            if len(self._clients) < self._at_once and waiting not in self._clients:
                self._clients.add(waiting)
                self._waiting.remove((waiting, place))
                place.set_result(None)

    def _free(self, snapshot: Snapshot) -> Sandbox:
        for found in self._idle:
            if found[0] == snapshot.identity:
                self._idle.remove(found)
                return found[1]
        return Sandbox(snapshot.database, memory=MEMORY, niceness=_NICENESS)

    def _done(self, work: asyncio.Future[T], client: str, identity: Identity, sandbox: Sandbox) -> None:
        del self._working[sandbox]
        if not work.cancelled():
            work.exception()  # is looked at here too, for those whose asker is gone
        self._idle.append((identity, sandbox, time.monotonic()))
        self._sweep()
        self._leave(client)

    def _sweep(self) -> None:
        """End the processes of former snapshots, and those that nobody has needed for long."""
        current, now = self._follower.snapshot.identity, time.monotonic()
        for found in list(self._idle):
            if found[0] != current or now - found[2] > _IDLE or self._closed:
                self._idle.remove(found)
                found[1].close()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            self._sweep()

    async def __aenter__(self) -> Self:
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        for _, place in self._waiting:
            place.set_exception(BusyError())
        self._waiting.clear()
        while self._working:
            for sandbox in self._working:
                sandbox.end()
            await asyncio.wait(set(self._working.values()), timeout=0.1)
        self._sweep()
        self._threads.shutdown()


def client_of(request: Request) -> str:
    """Return whose request it is: an address, or the network of 64 bits that a house has in IPv6."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4 or address.ipv4_mapped:
        return host
    return str(ipaddress.ip_network(f"{address}/64", strict=False))
