"""A server asked politely: one request at a time, a pause between two, longer waits where it is busy, bounded answers.

Redirects are not followed, so no host is ever asked but the one that the user named.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import urllib3
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    NameResolutionError,
    NewConnectionError,
    SSLError,
    TimeoutError,
)
from urllib3.util import Retry, Timeout

from crawler.guard import is_public
from reference.urls import is_local

MOST_TRIES = 8
"""Requests for one thing before the server counts as out of order: with the growing waits, six minutes."""
MOST_WAIT = 600.0
"""Seconds that a server's Retry-After is waited for; where it asks for more, the user is told instead."""

_LONGEST_STEP = 120.0
_MOST_SECONDS = 600.0
_SAID = 64 * 1024
_BUSY = {429, 500, 502, 503, 504, 509}
_REFUSED = {401, 403, 451}
_TIMEOUT = Timeout(connect=30.0, read=60.0)


class AskingError(ValueError):
    """A server gives no answer, or none that lets one go on asking; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `headers` has lower-case names.

    `body` is read for the status asked for, and its beginning where the server says that there is no such thing.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server:
    """The server at an address, with the seconds of pause between two requests; a context manager.

    One on this machine or a private network needs no pause. Raises AskingError where the address is none.
    """

    def __init__(self, address: str, *, agent: str, pause: float) -> None:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise AskingError(f"{address!r} is not a web address")
        private = is_local(parts.hostname) and not is_public(parts.hostname)
        self.host = parts.netloc.rpartition("@")[2]
        self.address = address
        self._agent = agent
        self._pause, self._patience = (0.0, 0.05) if private else (pause, 2.0)
        self._pool = urllib3.PoolManager(num_pools=1, maxsize=1, timeout=_TIMEOUT)
        self._next = 0.0
        self._reached = False

    def get(
        self,
        url: str,
        *,
        limit: int,
        fields: Mapping[str, str | list[str]] | None = None,
        part: tuple[int, int] | None = None,
    ) -> Answer:
        """Return the answer to a request for an address of this server, with a query or for a part in bytes.

        `part` is the first byte and the one after the last. An answer that does not come whole, is over `limit` bytes
        or says that the server is busy is asked for again, up to MOST_TRIES times; raises AskingError.
        """
        headers = {"User-Agent": self._agent, "Accept-Encoding": "identity" if part else "gzip"}
        if part:
            headers["Range"] = f"bytes={part[0]}-{part[1] - 1}"
        address = f"{url}?{urlencode(fields, doseq=True)}" if fields else url
        reason, wait = "", 0.0
        for number in range(MOST_TRIES):
            if number:
                time.sleep(max(wait, min(_LONGEST_STEP, self._patience * 2**number)))
            time.sleep(max(0.0, self._next - time.monotonic()))
            wait = 0.0
            try:
                answer = self._ask(address, headers, 206 if part else 200, limit)
            except HTTPError as error:
                reason = self._reason(error)
            else:
                if answer.status not in _BUSY:
                    return answer
                reason, wait = f"HTTP {answer.status}", self._asked_to_wait(answer)
            finally:
                self._next = time.monotonic() + self._pause
        raise AskingError(f"{self.host} gave no answer in {MOST_TRIES} tries: {reason}")

    def close(self) -> None:
        """Close the connection."""
        self._pool.clear()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, address: str, headers: dict[str, str], wanted: int, limit: int) -> Answer:
        response = self._pool.request(
            "GET", address, headers=headers, preload_content=False, redirect=False, retries=False
        )
        try:
            self._reached = True
            status = response.status
            named = {name.lower(): value for name, value in response.headers.items()}
            if status in _REFUSED:
                raise AskingError(f"{self.host} refuses to answer (HTTP {status}); leave it alone for a day")
            if 300 <= status < 400:
                to = named.get("location", "nowhere")
                raise AskingError(f"{self.host} redirects to {to!r}, which is not followed")
            body = b""
            if status in {wanted, 400, 404}:
                body = self._read(response, limit if status == wanted else _SAID, bounded=status != wanted)
                response.release_conn()
            return Answer(status, named, body)
        finally:
            response.close()

    def _read(self, response: urllib3.BaseHTTPResponse, limit: int, *, bounded: bool) -> bytes:
        body, end = bytearray(), time.monotonic() + _MOST_SECONDS
        while piece := response.read1(1 << 16):
            body += piece
            if len(body) > limit:
                if bounded:
                    break
                raise AskingError(f"{self.host} sent more than {limit} bytes")
            if time.monotonic() > end:
                raise TimeoutError("too slow")
        return bytes(body[:limit])

    def _asked_to_wait(self, answer: Answer) -> float:
        """Return the seconds that an answer asks to wait; raises AskingError where they are too many."""
        said = answer.headers.get("retry-after")
        try:
            seconds = Retry(retry_after_max=10**9).parse_retry_after(said) if said else 0.0
        except InvalidHeader:
            return 0.0
        if seconds > MOST_WAIT:
            raise AskingError(f"{self.host} asks to be left alone for {seconds:.0f} s (HTTP {answer.status})")
        return seconds

    def _reason(self, error: HTTPError) -> str:
        """Return why there was no answer in a few words; raises AskingError where another try cannot help."""
        if isinstance(error, SSLError) and not self._reached:
            raise AskingError(f"{self.host}: no safe connection: {' '.join(str(error).split())}") from error
        if isinstance(error, NewConnectionError):
            reason = "unknown host" if isinstance(error, NameResolutionError) else "no connection"
            if not self._reached:  # a name mistyped, or no network
                raise AskingError(f"{self.host} cannot be reached: {reason}") from error
            return reason
        return "timeout" if isinstance(error, TimeoutError) else f"no answer ({type(error).__name__})"
