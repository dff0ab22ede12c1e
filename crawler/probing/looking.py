"""Asks sites a few questions, with all the manners of a crawl, and keeps nothing: neither pages nor addresses.

What to ask is a script: a generator that yields addresses, is sent what became of each, and asks on from there. The
crawl's own pace, robots.txt, guard and spider carry the questions, over a frontier that lasts as long as the look.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.crawl import CrawlOptions, run_scrapy
from crawler.decoding import BodyError, decode_body
from crawler.entries import Entry, Found, host_key
from crawler.failure_kinds import OTHER_SITE
from crawler.frontier import Frontier
from crawler.pacing import Pace
from crawler.robots import Policy
from crawler.settings import MOST_AT_ONCE
from crawler.source import Source
from crawler.summary import CrawlEvent, CrawlSummary
from reference.urls import NotAWebAddressError, canonical_url

TRIES = 2
"""Requests for one address, where the first gets no answer or one that may pass."""
LONGEST_PAUSE = 60.0
"""Seconds that a server's Retry-After may ask for before the question is given up."""

_REDIRECTS = {301, 302, 303, 307, 308}
_TRANSIENT = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What became of one question; `problem` says in a few words why there is no page."""

    address: str
    """As asked."""
    landed: str
    """The address that answered, after redirects, or that a redirect to another site named."""
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Names in lower case."""
    body: bytes = field(default=b"", repr=False)
    """Without its content encoding."""
    problem: str | None = None
    policy: Policy | None = field(default=None, repr=False)
    """The rules of the host, where it has answered for them."""


Script = Generator[Sequence[str], list[Reply], Any]
"""Yields addresses to ask for, is sent the replies in the same order, and returns what it found."""


def look(
    sources: Sequence[Source],
    script: Callable[[Source], Script],
    *,
    contact: str | None = None,
    on_reply: Callable[[str, Reply], None] = lambda _slug, _reply: None,
) -> tuple[dict[str, Any], bool]:
    """Run a script for each of the sources, side by side; return what each found by slug, and whether all ended.

    What a script raises stands where its result would. Runs Scrapy's reactor, as `crawler.crawl.crawl` does: once in a
    process. Raises CrawlError.
    """
    by_slug = {source.slug: source for source in sources}
    summary = CrawlSummary()
    with TemporaryDirectory(prefix="thidua-") as folder, Frontier(Path(folder) / "frontier.sqlite") as frontier:
        talk = _Talk(frontier, by_slug, on_reply)
        for source in sources:
            talk.begin(source.slug, script(source))
        run_scrapy(talk.pace, talk, by_slug, lambda _: None, CrawlOptions(contact=contact), summary)
        if not summary.interrupted:
            talk.close()
    return talk.results, not summary.interrupted


class _Talk:
    """Stands where a crawl has its `Answers`: hands what is answered to the scripts, and queues what they ask."""

    def __init__(
        self, frontier: Frontier, sources: Mapping[str, Source], on_reply: Callable[[str, Reply], None]
    ) -> None:
        self._frontier = frontier
        self._sources = sources
        self._on_reply = on_reply
        self._run = frontier.begin_run(sources, resume_within=0)
        self._scripts: dict[str, Script] = {}
        self._batches: dict[str, list[str]] = {}
        self._replies: dict[tuple[str, str], Reply] = {}
        self._waiting: dict[str, list[str]] = {}
        """Canonical address to the addresses as asked that it answers for."""
        self._answers: dict[tuple[str, str], Reply] = {}
        """By slug and the canonical address that answered: no address is asked for twice, however it is spelled."""
        self._led: dict[str, str] = {}
        """Canonical address to that which it redirects to."""
        self.results: dict[str, Any] = {}
        self.pace = Pace(frontier, sources, most_busy=MOST_AT_ONCE, refuse=self._refuse, on_event=self.heard)

    # What the scripts do

    def begin(self, slug: str, script: Script) -> None:
        """Start a script with its first question."""
        self._scripts[slug] = script
        self._advance(slug, None)

    def close(self) -> None:
        """End scripts that still wait: for hosts that were left alone, in ways that told nobody."""
        for slug in list(self._scripts):
            while slug in self._scripts:
                self._end_all(slug, lambda _: True, "not asked")

    def _advance(self, slug: str, replies: list[Reply] | None) -> None:
        """Send a script its replies, and go on until it waits for the network or ends."""
        while True:
            try:
                batch = self._scripts[slug].send(replies) if replies is not None else next(self._scripts[slug])
            except StopIteration as end:
                self._ended(slug, end.value)
                return
            except Exception as error:  # one site's odd page must not end the look at the others
                self._ended(slug, error)
                return
            self._batches[slug] = list(batch)
            for address in dict.fromkeys(batch):
                self._ask(slug, address)
            if (ready := self._ready(slug)) is None:
                return
            replies = ready

    def _ended(self, slug: str, result: Any) -> None:  # noqa: ANN401
        del self._scripts[slug]
        self.results[slug] = result
        for kept in (self._replies, self._answers):  # the pages are large
            for key in [key for key in kept if key[0] == slug]:
                del kept[key]

    def _ready(self, slug: str) -> list[Reply] | None:
        replies = [self._replies.get((slug, address)) for address in self._batches[slug]]
        found = [reply for reply in replies if reply is not None]
        return found if len(found) == len(replies) else None

    def _ask(self, slug: str, address: str) -> None:
        if (slug, address) in self._replies:
            return
        try:
            url, host = canonical_url(address), host_key(address)
        except (NotAWebAddressError, ValueError):
            self._replies[slug, address] = Reply(address=address, landed=address, problem="no web address")
            return
        url = self._end_of(url)
        same = self._answers.get((slug, url))
        stopped = self._stopped(host)
        if same is not None:
            self._replies[slug, address] = replace(same, address=address)
        elif url in self._waiting:
            self._waiting[url].append(address)
        elif stopped is not None:
            self._replies[slug, address] = Reply(address=address, landed=address, problem=stopped)
        else:
            self._waiting[url] = [address]
            self._frontier.add([Found(url=url, address=address, source=slug, kind="listing")], run=self._run)
            self.pace.note([(slug, host)])

    def _end_of(self, url: str) -> str:
        """Return the canonical address that redirects, as far as they were followed, lead to."""
        while url in self._led:  # the frontier follows no loops
            url = self._led[url]
        return url

    def _stopped(self, host: str) -> str | None:
        return self.pace.hosts[host].stopped if host in self.pace.hosts else None

    # What the spider tells

    def answered(self, entry: Entry, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> float:
        """Take an answer; return the seconds that the host asks to be left alone for."""
        pause = self._answered(entry, status, headers, body)
        self.pace.answered(entry.host, status, patience=self._sources[entry.source].patience, again=entry.tries > 0)
        return pause

    def _answered(self, entry: Entry, status: int, headers: Sequence[tuple[str, str]], body: bytes) -> float:
        named = {name.lower(): value for name, value in headers}
        if status in _TRANSIENT:
            wait = named.get("retry-after", "").strip()
            return self.try_again(entry, f"HTTP {status}", pause=float(wait) if wait.isdecimal() else None)
        if status in _REDIRECTS and named.get("location"):
            self._redirect(entry, named["location"])
            return 0.0
        problem = None if status == 200 else f"HTTP {status}"
        try:
            body = decode_body(body, named.get("content-encoding", ""))
        except BodyError as error:
            body, problem = b"", problem or str(error)
        self._frontier.unchanged(entry)
        self._reply(entry, status=status, headers=named, body=body, problem=problem)
        return 0.0

    def rules_read(self, source: str, policy: Policy) -> None:
        """Take the rules of a host: the replies tell of them."""

    def try_again(self, entry: Entry, reason: str, *, pause: float | None = None) -> float:
        """Queue a question for another try, or give it up; return a pause for its host."""
        if entry.tries + 1 >= TRIES or (pause or 0.0) > LONGEST_PAUSE:
            self.give_up(entry, reason, final=False)
        else:
            wait = max(pause or 0.0, self._sources[entry.source].patience)
            self._frontier.retry(entry, due=time.time() + wait, reason=reason)
            self.pace.note([(entry.source, entry.host)])
        return min(pause or 0.0, LONGEST_PAUSE)

    def give_up(self, entry: Entry, reason: str, *, final: bool) -> None:
        """Note that a question gets no answer."""
        self._frontier.fail(entry, reason, final=final)
        status = int(reason.removeprefix("HTTP ")) if reason.startswith("HTTP ") else None
        self._reply(entry, status=status, problem=reason)

    def heard(self, event: CrawlEvent) -> None:
        """Give up what waits for a host that is left alone from now on."""
        if event.kind == "stopped":
            reason = (event.reason or "").removeprefix(f"{event.url}: ")
            self._end_all(event.source, lambda address: host_key(address) == event.url, reason)

    def _refuse(self, entry: Entry, policy: Policy) -> str | None:
        if policy.allows(entry.address):
            return None
        reason = "robots.txt forbids it"
        self.give_up(entry, reason, final=True)
        return reason

    def _redirect(self, entry: Entry, location: str) -> None:
        try:
            address = urljoin(entry.address, location.strip()).partition("#")[0]
            target = canonical_url(address)
        except (NotAWebAddressError, ValueError):
            self.give_up(entry, "redirects to what is no web address", final=True)
            return
        if not self._sources[entry.source].owns(address):
            self._frontier.fail(entry, "redirects away", final=True)
            host = urlsplit(address).hostname
            self._reply(entry, landed=address, problem=f"{OTHER_SITE} ({host})")
            return
        reason = self._frontier.redirect(entry, target, address, run=self._run)
        if reason is not None:
            self.give_up(entry, reason, final=True)
            return
        asked = self._waiting.pop(entry.url, [])
        if target != entry.url:
            self._led[entry.url] = target
            target = self._end_of(target)
        known = self._answers.get((entry.source, target))
        if known is None and target not in self._waiting and (stopped := self._stopped(host_key(address))) is not None:
            known = Reply(address=address, landed=address, problem=stopped)
        if known is not None:
            self._deliver(entry.source, asked, known)
            return
        self._waiting[target] = [*self._waiting.get(target, []), *asked]
        self.pace.note([(entry.source, host_key(address))])

    def _reply(self, entry: Entry, *, landed: str | None = None, **what: Any) -> None:  # noqa: ANN401
        host = self.pace.hosts.get(entry.host)
        reply = Reply(
            address=entry.address, landed=landed or entry.address, policy=host.policy if host else None, **what
        )
        self._answers[entry.source, entry.url] = reply
        self._deliver(entry.source, self._waiting.pop(entry.url, []), reply)

    def _end_all(self, slug: str, which: Callable[[str], bool], reason: str) -> None:
        """Answer all that a script waits for, of some addresses, with a problem."""
        asked = [a for a in self._batches.get(slug, []) if (slug, a) not in self._replies and which(a)]
        for url, addresses in list(self._waiting.items()):
            if set(addresses) & set(asked):
                del self._waiting[url]
        self._deliver(slug, asked, Reply(address="", landed="", problem=reason))

    def _deliver(self, slug: str, asked: Sequence[str], reply: Reply) -> None:
        for address in asked:
            self._replies[slug, address] = own = replace(reply, address=address, landed=reply.landed or address)
            self._on_reply(slug, own)
        if slug in self._scripts and (ready := self._ready(slug)) is not None:
            self._advance(slug, ready)
