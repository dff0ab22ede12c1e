"""Probes outlets that are described: whether each place that a crawl starts from still answers, and with articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.entries import PAGE_TYPES, media_type
from crawler.links import UnreadableListError, feed_links, sitemap_links
from crawler.listings import listing_links
from crawler.markers import forbids_archiving
from crawler.probing.families import families, marked
from crawler.probing.looking import Reply, Script
from crawler.probing.shapes import common_forms
from crawler.probing.signs import Signs, read_signs
from crawler.probing.surveying import WORDS, newest_first
from crawler.source import Source
from reference.urls import clean_address

MOST_ARTICLES = 3
"""Articles that are asked for until one answers: lists also name what is gone."""
MOST_SITEMAPS = 3
"""Sitemaps of an index that are asked for until one names articles."""

_ROBOTS = "robots.txt: "
"""What reasons begin with for which a whole host is left alone."""

Verdict = Literal["works", "broken", "unsure"]
Judge = Callable[[Reply], Sequence[str]]
"""Says what is wrong with an article's page, in a few words each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one part of an outlet, in one line."""

    part: str
    verdict: Verdict
    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list that was asked for: the outlet's own addresses on it, and those of them that are articles."""

    part: str
    address: str
    own: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    more: str = ""
    problem: str | None = None


def probe(source: Source, judge: Judge = lambda _reply: ()) -> Script:
    """Return a script that asks for every place an outlet's crawl starts from and an article; it returns Findings."""
    if source.state == "unverified":
        return (yield from _unverified(source))
    places = list(_places(source))
    replies = yield [address for _, address in places]
    lists: list[_List] = []
    pages: list[Signs] = []
    for (part, address), reply in zip(places, replies, strict=True):
        if reply.problem is None and part not in {"feed", "sitemap"}:
            pages += filter(None, [read_signs(reply.body, reply.landed)])
        lists.append((yield from _read(source, part, address, reply)))
    findings = [*_robots(replies), *(_judged(one, lists) for one in lists if not _is_of_robots(one.problem))]
    if not all(_is_of_robots(one.problem) for one in lists):
        findings += yield from _article(source, [url for one in lists for url in one.articles], pages, judge)
    return [*findings, *_family(source, pages)]


def _unverified(source: Source) -> Script:
    """Ask for the home page of an outlet that is known by its domains only."""
    replies = yield [f"https://{domain}/" for domain in source.domains]
    return [
        Finding("home", "broken" if reply.problem else "works", reply.problem or "answers", reply.address)
        for reply in replies
    ]


def _places(source: Source) -> Iterator[tuple[str, str]]:
    parts = (("feed", source.feeds), ("sitemap", source.sitemaps), ("listing", source.listings), ("tag", source.tags))
    for part, addresses in (*parts, ("search", source.searches)):
        yield from ((part, source.page_of(address, words=WORDS)) for address in addresses)


def _robots(replies: Sequence[Reply]) -> Iterator[Finding]:
    """Yield what robots.txt says, once a host's problem or delay."""
    problems = {reply.problem for reply in replies if reply.problem is not None and _is_of_robots(reply.problem)}
    for problem in sorted(problems):
        yield Finding("robots.txt", "broken", f"{problem.removeprefix(_ROBOTS)}; the host is left alone")
    delays = {reply.policy.delay for reply in replies if reply.policy is not None and reply.policy.problem is None}
    if delays:
        asks = f"; asks for {max(delays):g} s between two requests" if max(delays) else ""
        yield Finding("robots.txt", "works", f"read{asks}")


def _is_of_robots(problem: str | None) -> bool:
    """Tell whether the host is left alone altogether, which is said once."""
    return problem is not None and problem.startswith(_ROBOTS)


def _read(source: Source, part: str, address: str, reply: Reply) -> Script:
    """Return what a list names, or why it names nothing."""
    if reply.problem is not None:
        return _List(part, address, problem=reply.problem)
    more = ""
    try:
        if part == "sitemap":
            urls, more = yield from _sitemap(source, reply)
        elif part == "feed":
            links = feed_links(reply.body, reply.landed)
            urls = [link.address for link in links]
            if days := [link.published for link in links if link.published]:
                more = f", the newest of {max(days)}"
        else:
            links, following = listing_links(reply.body, reply.landed, source, page=1)
            urls = [link.address for link in links]
            more = "" if following or source.next_page(address) else ", no link to a next page"
    except UnreadableListError as error:
        return _List(part, address, problem=str(error))
    own = tuple(dict.fromkeys(clean_address(url) for url in urls if source.owns(url)))
    if urls and not own:
        return _List(part, address, problem=f"all of its {len(urls)} links lead to other sites")
    return _List(part, address, own, tuple(filter(source.is_article, own)), more)


def _sitemap(source: Source, reply: Reply) -> Script:
    """Return the pages of a sitemap, or of an index's parts until one names articles; raises UnreadableListError."""
    pages, parts = sitemap_links(reply.body, reply.landed)
    waiting = newest_first(parts)[:MOST_SITEMAPS]
    for asked in range(2 * MOST_SITEMAPS):
        if not waiting or any(source.is_article(page.address) for page in pages):
            break
        link = waiting.pop(0)
        (part,) = yield [link.address]
        if part.problem is not None:
            raise UnreadableListError(f"its part {link.address}: {part.problem}")
        inner, deeper = sitemap_links(part.body, part.landed)
        pages += inner
        waiting = [*newest_first(deeper)[: MOST_SITEMAPS - asked], *waiting]
    return [page.address for page in pages], f", of an index of {len(parts)}" if parts else ""


def _judged(one: _List, lists: Sequence[_List]) -> Finding:
    """Return what a list is worth: broken where none of its links is an article, unless it is merely empty."""
    if one.problem is not None:
        return Finding(one.part, "broken", one.problem, one.address)
    what = {"feed": "entries", "sitemap": "addresses"}.get(one.part, "links")
    if one.articles:
        text = f"{len(one.articles)} of {len(one.own)} {what} are articles{one.more}"
        return Finding(one.part, "works", text, one.address)
    if not one.own:
        return Finding(one.part, "broken", f"no {what}", one.address)
    others = [other for other in lists if other is not one and other.part not in {"feed", "sitemap"}]
    usual = {url for other in others for url in other.own}
    extra = [url for url in one.own if url not in usual and url != one.address]
    if not extra and any(other.articles for other in others):
        text = "no links but those of the menu: nothing there at present, or a page made by scripts"
        return Finding(one.part, "unsure", text, one.address)
    forms = ", ".join(f"{form} ({count})" for form, count in common_forms(extra or one.own))
    text = f"0 of {len(one.own)} {what} match the article pattern; the commonest forms: {forms}"
    return Finding(one.part, "broken", text, one.address)


def _article(source: Source, articles: Sequence[str], pages: list[Signs], judge: Judge) -> Script:
    """Return findings on the first article that answers, of those that the lists name, else of the examples."""
    tried: list[Finding] = []
    for address in [*dict.fromkeys([*articles[:MOST_ARTICLES], *reversed(source.examples)])][:MOST_ARTICLES]:
        (reply,) = yield [address]
        problem = reply.problem
        if problem is None and (kind := media_type(reply.headers)) not in PAGE_TYPES:
            problem = f"not a page but {kind[:60]}"
        if _is_of_robots(problem):
            break
        if problem is not None:
            tried.append(Finding("article", "broken", problem, address))
            continue
        if (page := read_signs(reply.body, reply.landed)) is not None:
            pages.insert(0, page)
        if forbids_archiving([reply.headers.get("x-robots-tag", "")], reply.body):
            return [Finding("article", "broken", "asks not to be archived (noarchive)", address)]
        wrong = "; ".join(judge(reply))
        return [Finding("article", "broken" if wrong else "works", wrong or "read", address)]
    return tried or [Finding("article", "unsure", "none was found to try")]


def _family(source: Source, pages: list[Signs]) -> list[Finding]:
    """Return a finding on the marks of the outlet's CMS: broken where those of another family stand in their place."""
    family = families().get(source.family or "")
    if family is None or not family.marks or not pages:
        return []
    found = marked(pages)
    if source.family in found:
        return [Finding("family", "works", f"marks of {source.family} found")]
    text = f"{source.family}: its marks are not found"
    if found:
        return [Finding("family", "broken", f"{text}; looks like {found[0]}")]
    return [Finding("family", "unsure", text)]
