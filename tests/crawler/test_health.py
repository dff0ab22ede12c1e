"""What a crawl says of its outlets: well, below or above their range, or broken and why; failures by kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crawler import answers, decoding, failures, frontier, links
from crawler.failure_kinds import OTHER_SITE, kind_of_failure, kinds_of_failures
from crawler.health import BREAKING, judge
from crawler.listed import REMEMBERED, Listed
from crawler.source import Healthy, Source
from crawler.summary import CrawlEvent, CrawlSummary, EventKind, SourceSummary

SOURCE = Source(
    slug="bao",
    name="Báo",
    domains=("bao.example",),
    listings=("https://bao.example/tin",),
    article_pattern="x",
    healthy=Healthy(least=10, most=20),
)


def share(*events: tuple[EventKind, str | None, int], hosts: int = 1) -> SourceSummary:
    """Return what these events come to; a reason that starts with "list: " is one of a list."""
    found = SourceSummary(hosts=hosts)
    for kind, reason, number in events:
        of_list = (reason or "").startswith("list: ") or kind == "listed"
        found.count(
            CrawlEvent(
                kind, "bao", "u", (reason or "").removeprefix("list: "), number, 0, "listing" if of_list else "article"
            )
        )
        if kind not in ("stopped", "skipped", "listed"):
            found.count(CrawlEvent("fetched", "bao", "u"))
    return found


ASKED: tuple[EventKind, str | None, int] = ("kept", None, 1)


@pytest.mark.parametrize(
    ("listed", "health"),
    [
        (9, "below: its lists named 9 articles, at least 10 are expected"),
        (10, "ok"),
        (20, "ok"),
        (21, "above: its lists named 21 articles, 20 at most are expected"),
    ],
)
def test_the_healthy_range(listed: int, health: str) -> None:
    assert judge(SOURCE, share(("listed", None, listed), ASKED), asked="all") == health
    assert (
        judge(SOURCE.model_copy(update={"healthy": None}), share(("listed", None, listed), ASKED), asked="all") == "ok"
    )


def test_too_few_say_nothing_where_not_all_was_seen() -> None:
    seen = share(("listed", None, 3), ASKED)
    assert judge(SOURCE, seen, asked="some") == judge(SOURCE, seen, asked="lists") == "ok"
    assert judge(SOURCE, share(("listed", None, 3), ("unchanged", "list: ", 1)), asked="all") == "ok"
    assert judge(SOURCE, share(("unchanged", "list: ", 1)), asked="all") == "ok"
    assert judge(SOURCE, share(ASKED), asked="all") == "ok"  # the rest of a queue: its lists were not asked
    assert judge(SOURCE, share(("listed", None, 21), ASKED), asked="some").startswith("above")
    assert judge(SOURCE, share(), asked="all") == "unasked"


def test_broken_when_all_hosts_are_left_alone() -> None:
    stop: tuple[EventKind, str | None, int] = ("stopped", "bao.example: robots.txt: HTTP 401", 1)
    assert judge(SOURCE, share(stop), asked="all") == "broken: bao.example: robots.txt: HTTP 401"
    assert judge(SOURCE, share(("listed", None, 12), ASKED, stop, hosts=2), asked="all") == "ok"


def test_broken_when_no_list_can_be_read() -> None:
    failed: tuple[EventKind, str | None, int] = ("failed", "list: not a feed", 1)
    broken = "broken: no list could be read (not a feed, 2 times)"
    assert judge(SOURCE, share(failed, failed), asked="all") == broken
    assert judge(SOURCE, share(failed, failed), asked="lists") == broken
    assert judge(SOURCE, share(failed, failed), asked="some") == "ok"  # the others were not asked
    assert judge(SOURCE, share(failed, ("listed", None, 12)), asked="all") == "ok"
    assert judge(SOURCE, share(failed, ("unchanged", "list: ", 1)), asked="all") == "ok"
    forbidden: tuple[EventKind, str | None, int] = ("skipped", "list: robots.txt forbids it", 1)
    assert judge(SOURCE, share(forbidden), asked="all") == "broken: robots.txt forbids all of its lists"


def test_broken_when_all_of_several_articles_fail() -> None:
    failed: list[tuple[EventKind, str | None, int]] = [("failed", "HTTP 500", 1)] * BREAKING
    listed: tuple[EventKind, str | None, int] = ("listed", None, 12)
    assert judge(SOURCE, share(listed, *failed), asked="all") == "broken: all 5 articles failed (HTTP 500, 5 times)"
    assert judge(SOURCE, share(listed, *failed[1:]), asked="all") == "ok"
    for well in (ASKED, ("unchanged", None, 1), ("skipped", "noarchive", 1)):
        assert judge(SOURCE, share(listed, *failed, well), asked="all") == "ok"
    two_lists: list[tuple[EventKind, str | None, int]] = [("failed", "list: timeout", 1)] * BREAKING
    assert judge(SOURCE, share(listed, *two_lists), asked="all") == "ok"


def test_the_unwell_are_told_with_the_broken_last() -> None:
    summary = CrawlSummary(sources={slug: SourceSummary() for slug in "abcde"})
    for slug, health in zip("abcde", ("broken: x", "ok", "above: x", "below: x", "unasked"), strict=True):
        summary.sources[slug].health = health
    assert list(summary.unwell) == ["d", "c", "a"]
    assert summary.broken
    del summary.sources["a"]
    assert not summary.broken


def test_an_article_is_counted_once_however_many_lists_name_it() -> None:
    listed = Listed()
    assert listed.add("bao", ["a", "b", "a"], {"a"}) == 2
    assert listed.add("bao", ["b", "c"], set()) == 1
    assert listed.add("dai", ["a"], set()) == 1
    many = [str(number) for number in range(REMEMBERED + 10)]
    assert listed.add("bao", many, set()) == REMEMBERED - 3
    assert listed.add("bao", ["new", "known", "a"], {"new"}) == 1  # beyond what is remembered only new ones are sure


def test_every_reason_of_the_crawler_is_of_a_kind() -> None:
    said = r"(?:_fail|BodyError|CutShortError|UnreadableListError|give_up|try_again)\(\s*(?:entry, )?f?\"([^\"]+)\""
    modules = (answers, decoding, links)
    texts = [Path(m.__file__ or "").read_text(encoding="utf-8") for m in (*modules, failures, frontier)]
    reasons = [r for text in texts[:3] for r in re.findall(said, text)]
    reasons += re.findall(r"return f?\"([^\"]+)\"", texts[3] + texts[4])
    assert len(reasons) >= 20
    reasons = [reason.replace("{OTHER_SITE}", OTHER_SITE) for reason in reasons]
    spoken = {re.sub(r"\{[^}]*limit[^}]*\}", "16", re.sub(r"\{status\}", "404", r)) for r in reasons}
    assert [reason for reason in sorted(spoken) if kind_of_failure(reason) == "other"] == []


def test_failures_are_counted_by_kind() -> None:
    reasons = {
        "HTTP 404": 3,
        "HTTP 410": 1,
        "HTTP 503": 2,
        "HTTP 206": 1,
        "timeout": 4,
        "has a private address (10.0.0.1)": 1,
        "bad certificate": 1,
        "over 16 MB": 1,
        "not a page but image/png": 2,
        "gzip data cut short": 1,
        "no answer (ResponseNeverReceived)": 1,
        "what nobody foresaw": 1,
    }
    assert kinds_of_failures(reasons) == {
        "HTTP 4xx": 4,
        "HTTP 5xx": 2,
        "certificate": 1,
        "cut short": 1,
        "no answer": 1,
        "not a page": 2,
        "other": 1,
        "other HTTP status": 1,
        "private address": 1,
        "timeout": 4,
        "too large": 1,
    }
