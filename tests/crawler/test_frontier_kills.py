"""The frontier through any order of finds, answers and kills."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from crawler.entries import Entry
from crawler.frontier import Frontier
from tests.crawler.addresses import HOST, found, keep


class Kills(RuleBasedStateMachine):
    """Any order of finds, answers and kills: an address ends in one state, and none disappears."""

    taken = Bundle("taken")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.frontier = Frontier(Path(self.folder.name) / "f.sqlite")
        self.known: set[str] = set()
        self.ended: set[str] = set()
        self.out: set[str] = set()

    @rule(numbers=st.lists(st.integers(0, 12), max_size=4))
    def find(self, numbers: list[int]) -> None:
        urls = {found(n).url for n in numbers}
        assert set(self.frontier.add(map(found, numbers), run=0.0)) == urls - self.known
        self.known |= urls

    @rule(target=taken)
    def take(self) -> object:
        entry = self.frontier.take("bao", HOST)
        if entry is None:
            return multiple()
        assert entry.url in self.known - self.ended - self.out
        self.out.add(entry.url)
        return entry

    @rule(entry=consumes(taken), how=st.sampled_from(["keep", "fail", "skip", "unchanged", "retry", "put back"]))
    def answer(self, entry: Entry, how: str) -> None:
        if entry.url not in self.out:
            return  # a kill came between
        self.out.discard(entry.url)
        if how == "retry":
            self.frontier.retry(entry, due=0.0, reason="x")
            return
        if how == "put back":
            self.frontier.put_back(entry)
            return
        if how == "keep":
            keep(self.frontier, entry.url)
        elif how == "unchanged":
            self.frontier.unchanged(entry)
        else:
            (self.frontier.fail if how == "fail" else self.frontier.skip)(entry, "x", final=True)
        self.ended.add(entry.url)

    @rule()
    def kill(self) -> None:
        self.frontier.close()
        self.frontier = Frontier(Path(self.folder.name) / "f.sqlite")
        self.frontier.begin_run(["bao"], resume_within=random.choice([0, 60]))
        self.out.clear()

    @invariant()
    def every_address_has_its_state(self) -> None:
        counts = self.frontier.counts().get("bao", {})
        assert sum(counts.values()) == len(self.known)
        assert counts.get("fetching", 0) == len(self.out)
        assert counts.get("queued", 0) == len(self.known - self.ended - self.out)

    def teardown(self) -> None:
        self.frontier.close()
        self.folder.cleanup()


Kills.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestKills = Kills.TestCase
