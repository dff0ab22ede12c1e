"""Whether an outlet is well: what its lists named in a run against its healthy range, and whether it broke."""

from __future__ import annotations

from typing import Literal

from crawler.source import Source
from crawler.summary import SourceSummary

BREAKING = 5
"""Articles of an outlet that have to fail, and none to succeed, before it counts as broken."""


Asked = Literal["all", "lists", "some"]
"""What of an outlet a run asked for: all, all lists but not all articles, or just some."""


def judge(source: Source, share: SourceSummary, *, asked: Asked, back: bool = False) -> str:
    """Return "ok", "below: …", "above: …", "broken: …" with the reason, or "unasked" where nothing can be told.

    Broken is an outlet of which all hosts were left alone, no list could be read, or all of `BREAKING` articles or
    more failed. Below and above its range it is by the articles that its lists named; where not all was asked for, or
    a list was unchanged and so not read, too few say nothing; where a run went `back` to a day, too many do not.
    """
    if reason := _why_broken(share, lists_asked=asked != "some"):
        return f"broken: {reason}"
    healthy, read_anew = source.healthy, share.lists["read"] and not share.lists["unchanged"]
    if healthy is not None and share.listed > healthy.most and not back:
        return f"above: its lists named {share.listed} articles, {healthy.most} at most are expected"
    if healthy is not None and share.listed < healthy.least and asked == "all" and read_anew:
        return f"below: its lists named {share.listed} articles, at least {healthy.least} are expected"
    return "ok" if share.fetched else "unasked"


def _why_broken(share: SourceSummary, *, lists_asked: bool) -> str | None:
    if share.stopped and len(share.stopped) >= share.hosts:
        return "; ".join(sorted(set(share.stopped)))
    lists = share.lists
    if lists_asked and not lists["read"] + lists["unchanged"]:
        if lists["failed"]:
            return f"no list could be read ({_commonest(share)})"
        if lists["skipped"]:
            return "robots.txt forbids all of its lists"
    failed = share.failed.total() - lists["failed"]
    succeeded = share.kept + share.unchanged - lists["unchanged"] + share.skipped["noarchive"]
    if failed >= BREAKING and not succeeded:
        return f"all {failed} articles failed ({_commonest(share)})"
    return None


def _commonest(share: SourceSummary) -> str:
    reason, number = min(share.failed.items(), key=lambda item: (-item[1], item[0]))
    return f"{reason}, {number} times" if number > 1 else reason
