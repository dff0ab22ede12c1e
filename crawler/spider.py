"""The spider: carries requests from the pace to Scrapy and answers from Scrapy to the frontier and the archive."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.backoff import retry_after
from crawler.decoding import BodyError, decode_body
from crawler.entries import Entry
from crawler.failures import reason_of
from crawler.frontier import MAX_HOPS
from crawler.outlook import OnOutlook
from crawler.pacing import Pace, RobotsTask
from crawler.robots import Policy, read_robots
from crawler.room import NoRoomError
from crawler.source import Source

SECONDS_BETWEEN_LOOKS = 1.0
"""How often the spider tells what is still to be done."""
ROBOTS_TRIES = 3
"""Requests for a robots.txt before its host counts as giving no answer."""

_ROBOTS_HEADERS = ("Location", "Retry-After", "Content-Encoding")


class Listener(Protocol):
    """Who is told what became of a request: `answers.Answers` in a crawl; pauses are seconds."""

    def answered(self, entry: Entry, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> float:
        """Take an answer; return the pause that its host asks for."""

    def rules_read(self, source: str, policy: Policy) -> None:
        """Take the rules of a host of the source."""

    def try_again(self, entry: Entry, reason: str) -> float:
        """Take that there was no answer, as may pass; return a pause for the host."""

    def give_up(self, entry: Entry, reason: str, *, final: bool) -> None:
        """Take that there was no answer, and will be none."""


class OutletSpider(scrapy.Spider):  # type: ignore[misc,unused-ignore]
    """Asks for what the pace hands out until nothing is left, `limit` articles are asked for, or it is stopped."""

    name = "thidua"

    def __init__(
        self,
        pace: Pace,
        answers: Listener,
        sources: dict[str, Source],
        on_outlook: OnOutlook,
        limit: int | None,
        **kwargs: str,
    ) -> None:
        super().__init__(**kwargs)
        self._pace = pace
        self._answers = answers
        self._sources = sources
        self._on_outlook = on_outlook
        self._looked = 0.0
        self._left = limit
        self._wake = asyncio.Event()
        self.at_limit = False
        self.broken: OSError | sqlite3.Error | NoRoomError | None = None
        """What the run cannot go on after."""
        self.errors: list[str] = []
        """Errors of the project's own, one line each."""

    async def start(self) -> AsyncIterator[Request]:
        """Yield requests as they fall due."""
        while self._left is None or self._left > 0:
            self._wake.clear()
            self._look(time.monotonic())
            try:
                task = self._pace.next(time.time())
            except (OSError, sqlite3.Error) as error:
                self._cannot_write(error)
                return
            if task is not None:
                if isinstance(task, Entry) and task.kind == "article" and self._left is not None:
                    self._left -= 1
                try:
                    request = self._request(task)
                except ValueError as error:  # an address that no request can be made of
                    self._own_error(task, error)
                    self._released(task, 0.0)
                    continue
                yield request
                continue
            seconds = self._pace.wait(time.time())
            if seconds is None:
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), min(seconds, SECONDS_BETWEEN_LOOKS))
        self.at_limit = True

    def _look(self, now: float) -> None:
        if now - self._looked >= SECONDS_BETWEEN_LOOKS:
            self._looked = now
            self._on_outlook(self._pace.outlook(most=self._left))

    def may_ask(self, request: Request) -> bool:
        """Tell whether robots.txt allows a request; always for robots.txt itself."""
        task: Entry | RobotsTask = request.meta["task"]
        if isinstance(task, RobotsTask):
            return True
        policy = self._pace.hosts[task.host].policy
        return policy is not None and policy.allows(request.url)

    def _request(self, task: Entry | RobotsTask) -> Request:
        headers = {}
        if isinstance(task, Entry) and task.etag:
            headers["If-None-Match"] = task.etag
        if isinstance(task, Entry) and task.modified:
            headers["If-Modified-Since"] = task.modified
        return Request(
            task.address if isinstance(task, Entry) else task.url,
            headers=headers,
            callback=self._on_response,
            errback=self._on_failure,
            dont_filter=True,
            meta={"task": task, "handle_httpstatus_all": True},
        )

    def _on_response(self, response: Response) -> None:
        task: Entry | RobotsTask = response.meta["task"]
        pause = 0.0
        try:
            headers = [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, values in response.headers.items()
                for value in values
            ]
            if isinstance(task, RobotsTask):
                self._robots(task, response)
            else:
                pause = self._answers.answered(task, response.status, headers, response.body)
        except Exception as error:  # one page must not end the run
            self._own_error(task, error)
        self._released(task, pause)

    def _on_failure(self, failure: Any) -> None:  # noqa: ANN401
        request: Request = failure.request
        task: Entry | RobotsTask = request.meta["task"]
        pause = 0.0
        try:
            if isinstance(failure.value, IgnoreRequest):
                reason, transient = str(failure.value), False
            else:
                reason, transient = reason_of(failure.value, urlsplit(request.url).hostname or "")
            if isinstance(task, RobotsTask):
                self._no_robots(task, reason, transient=transient)
            elif transient:
                pause = self._answers.try_again(task, reason)
                self._pace.missed(task.host, patience=self._sources[task.source].patience)
            else:
                self._answers.give_up(task, reason, final=False)
        except Exception as error:
            self._own_error(task, error)
        self._released(task, pause)

    def _robots(self, task: RobotsTask, response: Response) -> None:
        headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in _ROBOTS_HEADERS}
        if 300 <= response.status < 400 and headers["Location"]:
            url = _joined(task.url, headers["Location"])
            if task.hops < MAX_HOPS and url.startswith("http") and self._sources[task.source].owns(url):
                self._pace.hosts[task.host].robots_at = (url, task.hops + 1)
            else:
                self._no_robots(task, "robots.txt redirects elsewhere", transient=False)
        elif response.status >= 500 or response.status == 429:
            if pause := retry_after(headers["Retry-After"]):
                self._pace.rest(task.host, time.time() + pause)
            self._no_robots(task, f"robots.txt: HTTP {response.status}", transient=True)
        else:
            try:
                policy = read_robots(response.status, decode_body(response.body, headers["Content-Encoding"]))
                self._pace.know(task.host, policy, time.time())
                self._answers.rules_read(task.source, policy)
            except BodyError as error:
                self._no_robots(task, f"robots.txt: {error}", transient=False)

    def _no_robots(self, task: RobotsTask, reason: str, *, transient: bool) -> None:
        host = self._pace.hosts[task.host]
        host.robots_tries += 1
        if not transient or host.robots_tries >= ROBOTS_TRIES:
            problem = reason if reason.startswith("robots") else f"robots.txt: {reason}"
            self._pace.know(task.host, Policy(problem=problem), time.time())

    def _own_error(self, task: Entry | RobotsTask, error: Exception) -> None:
        if isinstance(error, OSError | sqlite3.Error | NoRoomError):
            self._cannot_write(error)
            return
        text = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        self.errors.append(f"{task.url}: {text}")
        if isinstance(task, Entry):
            try:
                self._answers.give_up(task, f"error: {text}", final=False)
            except (OSError, sqlite3.Error) as further:
                self._cannot_write(further)
        else:  # without a policy its host would be asked for its rules for ever
            self._no_robots(task, f"error: {text}", transient=False)

    def _cannot_write(self, error: OSError | sqlite3.Error | NoRoomError) -> None:
        """End the run: a full disk, most often, on which nothing more can be kept."""
        self.broken = self.broken or error
        self._left = 0

    def _released(self, task: Entry | RobotsTask, pause: float) -> None:
        if isinstance(task, RobotsTask):
            tries = self._pace.hosts[task.host].robots_tries
            pause = tries * self._sources[task.source].patience
        self._pace.release(task.host, time.time(), pause=pause)
        self._wake.set()


def _joined(base: str, location: str) -> str:
    """Return the address that a redirect leads to, "" where it is none."""
    try:
        return urljoin(base, location)
    except ValueError:
        return ""
