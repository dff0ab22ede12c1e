"""The demo site as a whole: every answer that its outlets give, made in memory from the demo's material.

The site is the same in every run: nothing in it depends on the time, or on the port it is served at.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from email.utils import format_datetime

from thidua.demo import addresses, feeds, pages
from thidua.demo.material import (
    Block,
    Decoy,
    DemoArticle,
    DemoError,
    Outlet,
    Quirk,
    load_articles,
    load_decoys,
    load_outlets,
    newest_first,
)

STORIES_A_PAGE = 5
_RELATED = 4
_DECOYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server answers to a path. `fails_first`: the first request gets a 500 instead."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fails_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All answers by outlet slug and path (with query), and where to find what the tests ask about."""

    outlets: Mapping[str, Outlet]
    articles: Mapping[str, DemoArticle]
    answers: Mapping[tuple[str, str], Answer]
    paths: Mapping[str, tuple[str, str]]
    """Article id to outlet slug and path."""
    quirks: Mapping[tuple[str, Quirk], str]
    """Outlet slug and quirk to the path that it is about; for `moved` the old path."""

    def urls(self) -> dict[str, str]:
        """Return the canonical address of every article by its id."""
        return {key: addresses.shown_url(self.outlets[slug], path) for key, (slug, path) in self.paths.items()}


def build_site(
    outlets: Mapping[str, Outlet] | None = None,
    articles: Mapping[str, DemoArticle] | None = None,
    decoys: Sequence[Decoy] | None = None,
) -> Site:
    """Return the demo site, by default of the material that the project ships.

    Raises `DemoError` when the material is wrong, or when two pages of an outlet would have one address.
    """
    outlets = load_outlets() if outlets is None else outlets
    articles = load_articles(outlets=dict(outlets)) if articles is None else articles
    decoys = load_decoys() if decoys is None else decoys
    answers: dict[tuple[str, str], Answer] = {}
    paths: dict[str, tuple[str, str]] = {}
    quirks: dict[tuple[str, Quirk], str] = {}
    for outlet in outlets.values():
        own = sorted((a for a in articles.values() if a.outlet == outlet.slug), key=newest_first, reverse=True)
        made = _OutletSite(outlet, own, decoys)
        answers |= {(outlet.slug, path): answer for path, answer in made.answers().items()}
        paths |= {article.id: (outlet.slug, addresses.article_path(outlet, article)) for article in own}
        quirks |= {(outlet.slug, quirk): path for quirk, path in made.quirks.items()}
    return Site(outlets=outlets, articles=articles, answers=answers, paths=paths, quirks=quirks)


class _OutletSite:
    """The pages of one outlet; `articles` newest first."""

    def __init__(self, outlet: Outlet, articles: Sequence[DemoArticle], decoys: Sequence[Decoy]) -> None:
        self.outlet = outlet
        self.articles = articles
        self.decoys = decoys
        self.quirks: dict[Quirk, str] = {}
        self.unlisted = self._unlisted()
        self.private = self._private()
        self.listed = [article for article in articles if article is not self.unlisted]
        self._name_quirks()

    def answers(self) -> dict[str, Answer]:
        """Return every answer by path; raises `DemoError` when two pages would have one address."""
        answers: dict[str, Answer] = {}
        for path, answer in [*self._articles(), *self._listings(), *self._for_robots()]:
            if path in answers:
                raise DemoError(f"{self.outlet.slug}: two pages have the address {path}")
            answers[path] = answer
        if "flaky" in self.quirks:
            path = self.quirks["flaky"]
            answers[path] = replace(answers[path], fails_first=True)
        if "gzip" in self.quirks:
            path = self.quirks["gzip"]
            answers[path] = _compressed(answers[path])
        if "moved" in self.quirks:
            new = addresses.article_path(self.outlet, self.listed[-1])
            answers[self.quirks["moved"]] = Answer(status=301, headers={"Location": new})
        return answers

    def _unlisted(self) -> DemoArticle | None:
        """Return the oldest article that can be found without a listing, where the outlet hides one."""
        if "unlisted" not in self.outlet.quirks:
            return None
        in_sitemap = self.outlet.discovery != "rss"
        hidden = [article for article in self.articles if in_sitemap or article.tags]
        return hidden[-1] if hidden else None

    def _private(self) -> DemoArticle | None:
        """Return the page that robots.txt forbids, written of a decoy."""
        if "private" not in self.outlet.quirks or not self.articles or not self.decoys:
            return None
        decoy = self.decoys[0]
        private = DemoArticle(
            id="noi-bo",
            outlet=self.outlet.slug,
            section=self.outlet.sections[0],
            published=self.articles[0].published,
            title=f"Nội bộ: {decoy.title}",
            lead=decoy.lead,
            body=(Block(kind="p", text=decoy.lead), Block(kind="caption", text=decoy.caption)),
        )
        path = addresses.article_path(self.outlet, private)
        if not path.startswith(feeds.PRIVATE_PREFIX):
            raise DemoError(f"{self.outlet.slug}: robots.txt does not forbid the private page {path}")
        return private

    def _name_quirks(self) -> None:
        outlet = self.outlet
        if self.unlisted is not None:
            self.quirks["unlisted"] = addresses.article_path(outlet, self.unlisted)
        if self.private is not None:
            self.quirks["private"] = addresses.article_path(outlet, self.private)
        if "gone" in outlet.quirks and self.decoys:
            title = self.decoys[-1].title
            self.quirks["gone"] = addresses.path_of_title(outlet, title, outlet.sections[0], key="gone")
        if "moved" in outlet.quirks and self.listed:
            old = self.listed[-1]
            title = f"{old.title} ban cu"
            self.quirks["moved"] = addresses.path_of_title(outlet, title, old.section, key=f"{old.id} moved")
        if "flaky" in outlet.quirks and self.listed:
            self.quirks["flaky"] = addresses.article_path(outlet, self.listed[min(1, len(self.listed) - 1)])
        if "gzip" in outlet.quirks and self.listed:
            self.quirks["gzip"] = addresses.article_path(outlet, self.listed[0])

    def _articles(self) -> list[tuple[str, Answer]]:
        outlet = self.outlet
        shown = [*self.articles, *([self.private] if self.private is not None else [])]
        found: list[tuple[str, Answer]] = []
        for article in shown:
            path = addresses.article_path(outlet, article)
            related = self._related(article)
            decoys = self._decoys(article.id)
            html = pages.render_article(outlet, article, related=related, decoys=decoys)
            found.append((path, _page(html, article)))
            if outlet.family == "nukeviet":
                html = pages.render_article(outlet, article, related=related, decoys=decoys, template="print")
                found.append((addresses.print_path(path), _page(html, article)))
        return found

    def _related(self, article: DemoArticle) -> list[pages.Story]:
        """Return the articles published next before and after this one, nearest first."""
        others = [other for other in self.listed if other.id != article.id]
        others.sort(key=lambda other: (abs(other.published - article.published), other.id))
        return [pages.story_of(self.outlet, other) for other in others[:_RELATED]]

    def _decoys(self, key: str) -> list[pages.Story]:
        return pages.decoy_stories(self.decoys, f"{self.outlet.slug} {key}", _DECOYS)

    def _listings(self) -> list[tuple[str, Answer]]:
        outlet = self.outlet
        latest = [self._story(article) for article in self.listed]
        for quirk, decoy in (("private", self.decoys[:1]), ("gone", self.decoys[-1:])):
            path = next((path for name, path in self.quirks.items() if name == quirk), None)
            if path is not None:
                latest.insert(1, pages.Story(title=decoy[0].title, href=path, lead=decoy[0].lead))
        found = self._paged("Tin mới nhất", addresses.latest_path(outlet), latest)
        found.append(("/", self._paged(outlet.name, addresses.latest_path(outlet), latest)[0][1]))
        for section in outlet.sections:
            stories = [self._story(article) for article in self.listed if article.section == section]
            found += self._paged(section, addresses.listing_path(outlet, section), stories)
        for tag in sorted({tag for article in self.articles for tag in article.tags}):
            stories = [self._story(article) for article in self.articles if tag in article.tags]
            found += self._paged(tag, addresses.tag_path(outlet, tag), stories, tag=True)
        return found

    def _story(self, article: DemoArticle) -> pages.Story:
        story = pages.story_of(self.outlet, article)
        if self.listed and article is self.listed[-1] and "moved" in self.quirks:
            return replace(story, href=self.quirks["moved"])
        return story

    def _paged(
        self, title: str, path: str, stories: Sequence[pages.Story], *, tag: bool = False
    ) -> list[tuple[str, Answer]]:
        total = max(1, -(-len(stories) // STORIES_A_PAGE))
        found: list[tuple[str, Answer]] = []
        for number in range(1, total + 1):
            part = stories[(number - 1) * STORIES_A_PAGE : number * STORIES_A_PAGE]
            listing = pages.ListingPage(title=title, path=path, stories=part, number=number, total=total)
            html = pages.render_listing(self.outlet, listing, decoys=self._decoys(path), tag=tag)
            found.append((addresses.page_path(self.outlet, path, number), _page(html)))
        return found

    def _for_robots(self) -> list[tuple[str, Answer]]:
        found = [("/robots.txt", _answer("text/plain; charset=utf-8", feeds.robots_txt(self.outlet).encode()))]
        feed = addresses.feed_path(self.outlet)
        if feed:
            rss = feeds.rss(self.outlet, self.listed).encode()
            found.append((feed, _answer("application/rss+xml; charset=utf-8", rss)))
        for path, body in feeds.sitemaps(self.outlet, self.articles).items():
            kind = "application/gzip" if path.endswith(".gz") else "application/xml; charset=utf-8"
            found.append((path, _answer(kind, body)))
        return found


def _answer(kind: str, body: bytes) -> Answer:
    """Return an answer with a tag of its content, for conditional requests."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Answer(headers={"Content-Type": kind, "ETag": tag}, body=body)


def _page(html: str, article: DemoArticle | None = None) -> Answer:
    """Return a page; that of an article tells when it was last changed."""
    answer = _answer("text/html; charset=utf-8", html.encode())
    if article is None:
        return answer
    modified = format_datetime(article.published.astimezone(UTC), usegmt=True)
    return replace(answer, headers={**answer.headers, "Last-Modified": modified})


def _compressed(answer: Answer) -> Answer:
    headers = {**answer.headers, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return replace(answer, headers=headers, body=gzip.compress(answer.body, mtime=0))
