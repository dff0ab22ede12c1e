"""What the crawler knows of an outlet: one YAML file each in `crawler/sources/`."""

from __future__ import annotations

import datetime as dt
import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import quote, quote_plus

import yaml
from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from reference.urls import NotAWebAddressError, canonical_url, domain_of, host_of, is_local

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Known = Literal["seen", "inferred", "unknown"]
Part = Literal["domains", "articles", "feeds", "sitemaps", "listings", "tags", "searches", "family"]
State = Literal["crawled", "unverified"]

STARTS: tuple[Part, ...] = ("feeds", "sitemaps", "listings", "tags", "searches")
"""The parts of an entry that a crawl can start from."""
MIN_DELAY = 2.0
"""Seconds between two requests to one host; a source may ask for more, never for less."""


_SITE = re.compile(r"https?://(?:www\.)?")
"""What an address may change when a site moves to https, or to `www.`."""
_WORDS = re.compile(r"\{words-?\}")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SourceError(ValueError):
    """An outlet's file is missing, is not YAML, or says what cannot be."""


class Healthy(BaseModel):
    """Article addresses, new or not, that the lists of a working outlet name in one run: at least and at most."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int = Field(ge=0)
    most: int = Field(ge=1)


class Source(BaseModel):
    """One outlet: where its articles are found and how its site wants to be treated.

    `article_pattern` is a regular expression searched in path and query of an address; `examples` are addresses of
    articles that it must match. An outlet without a pattern, or without a place to start from, is `unverified`: its
    pages are taken by import and backfill only. `known` tells part by part how well the entry is known as of `as_of`:
    `seen` on the site or in its saved pages, `inferred` from sites alike, `unknown`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: Slug
    name: str
    province: Slug | None = None
    """Slug of the province that the outlet belongs to; None for national ones."""
    kind: Literal["newspaper", "broadcaster", "portal", "board", "magazine", "national"] = "newspaper"
    domains: tuple[str, ...] = Field(min_length=1)
    """Host names without `www.`; the crawl stays on them."""
    family: str | None = None
    """CMS family as the extraction names it."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Listings of the topic; their articles are taken to be of it. `{page}` may stand for the number of the page."""
    searches: tuple[str, ...] = ()
    """The site's own search, with `{words}` (or `{words-}`, joined by hyphens) where the words stand.

    Its answers are read like the topic's listings.
    """
    next_link: str | None = None
    """CSS selector of a listing's link to its next page, where the common ones fail."""
    listing_pages: int = Field(default=20, ge=1)
    """Most pages of one listing to read in one run."""
    article_pattern: str | None = None
    examples: tuple[str, ...] = ()
    twins: dict[str, str] = Field(default_factory=dict)
    """Regular expression to replacement, on whole addresses: mobile, AMP and print forms of an article's address."""
    delay: float = Field(default=MIN_DELAY, ge=0)
    """Seconds from the end of one request to a host to the start of the next."""
    private: bool = False
    """Lies on this machine or a private network: needs no delay, and its hosts may have private addresses."""
    served_at: str | None = None
    """`host:port` that answers for all domains of a private source in place of what the name system says."""
    healthy: Healthy | None = None
    known: dict[Part, Known] = Field(default_factory=dict)
    as_of: dt.date | None = None
    successor: Slug | None = None
    """Slug of the outlet that took this one's place when provinces merged."""
    note: str | None = None

    @property
    def state(self) -> State:
        """Whether the outlet is crawled, or known by its domains only."""
        return "crawled" if self.article_pattern is not None and self.seeds() else "unverified"

    @property
    def certainty(self) -> Known:
        """How well it is known what a crawl needs: the articles' pattern, and the best of the places to start from."""
        order: tuple[Known, ...] = ("unknown", "inferred", "seen")
        starts = [order.index(self.known.get(part, "unknown")) for part in STARTS if getattr(self, part)]
        return order[min(order.index(self.known.get("articles", "unknown")), max(starts, default=0))]

    @property
    def patience(self) -> float:
        """Seconds before the second try of a request; later ones wait longer."""
        return 0.02 if self.private else 5.0

    @field_validator("next_link")
    @classmethod
    def _is_selector(cls, selector: str | None) -> str | None:
        if selector is not None:
            try:
                CSSSelector(selector, translator="html")
            except SelectorError as error:
                raise ValueError(f"{selector!r} is no CSS selector: {error}") from error
        return selector

    @field_validator("article_pattern")
    @classmethod
    def _pattern_compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            _compiled(pattern)
        return pattern

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.delay < MIN_DELAY and not self.private:
            raise ValueError(f"a delay under {MIN_DELAY:g} s is only for private sources")
        if self.served_at is not None and not (self.private and re.fullmatch(r"[^/:]+:\d+", self.served_at)):
            raise ValueError("served_at is `host:port`, and only for private sources")
        if any(is_local(domain.partition(":")[0]) for domain in self.domains) and not self.private:
            raise ValueError("an address of this machine needs `private: true`")
        for pattern, replacement in self.twins.items():
            try:
                _compiled(pattern).sub(replacement, "")
            except (re.error, IndexError) as error:
                raise ValueError(f"{replacement!r} is no replacement for {pattern!r}: {error}") from error
        for url in self.seeds():
            if not self.owns(url):
                raise ValueError(f"{url} lies on none of the domains")
        for url in self.searches:
            if not _WORDS.search(url):
                raise ValueError(f"{url} does not say where the words go: {{words}}")
        for url in self.examples if self.article_pattern is not None else ():
            if not self.is_article(url):
                raise ValueError(f"the article pattern does not match the example {url}")
        return self

    def seeds(self) -> tuple[str, ...]:
        """Return all addresses that the crawl starts from; those of searches still without their words."""
        return self.feeds + self.sitemaps + self.listings + self.tags + self.searches

    def page_of(self, template: str, *, words: str = "") -> str:
        """Return the first page of a listing or search whose address has places for its words and its page's number."""
        path, mark, query = template.partition("?")
        path = path.replace("{words}", quote(words)).replace("{words-}", quote(words.replace(" ", "-")))
        return (path + mark + query.replace("{words}", quote_plus(words))).replace("{page}", "1")

    def next_page(self, address: str) -> str | None:
        """Return the address of the page after `address`, where it is one of a list with a place for the number."""
        for template in self.listings + self.tags + self.searches:
            if "{page}" in template:
                rest = re.escape(_SITE.sub("", template)).replace(r"\{page\}", r"(\d+)")
                rest = rest.replace(r"\{words\}", "[^&?#/]*").replace(r"\{words\-\}", "[^&?#/]*")
                if found := re.fullmatch(_SITE.pattern + rest, address):
                    return f"{address[: found.start(1)]}{int(found[1]) + 1}{address[found.end(1) :]}"
        return None

    def owns(self, url: str) -> bool:
        """Tell whether an address lies on one of the outlet's domains."""
        return domain_of(url) in self.domains or host_of(url) in self.domains

    def canonical(self, url: str) -> str:
        """Return the canonical form of an address, twins folded; raises NotAWebAddressError."""
        url = folded = canonical_url(url)
        for pattern, replacement in self.twins.items():
            folded = _compiled(pattern).sub(replacement, folded)
        return url if folded == url else canonical_url(folded)

    def is_article(self, url: str) -> bool:
        """Tell whether an address is one of the outlet's articles by its form."""
        return self.article_url(url) is not None

    def article_url(self, url: str) -> str | None:
        """Return the canonical form of an address that is one of the outlet's articles by its form, None of others."""
        if self.article_pattern is None:
            return None
        pattern = _compiled(self.article_pattern)
        try:
            canonical = self.canonical(url)
        except NotAWebAddressError:
            return None
        is_article = self.owns(canonical) and any(pattern.search(_path_and_query(form)) for form in (url, canonical))
        return canonical if is_article else None


def load_sources(folder: Path | None = None) -> dict[str, Source]:
    """Return the outlets of a folder of YAML files (by default the project's own) by slug, sorted.

    Raises SourceError: a file cannot be read or breaks a rule, or two claim one slug or domain.
    """
    sources: dict[str, Source] = {}
    owners: dict[str, str] = {}
    root = files("crawler") / "sources" if folder is None else folder
    if not root.is_dir():
        raise SourceError(f"{root}: no such folder")
    for path in sorted((p for p in root.iterdir() if p.name.endswith(".yaml")), key=lambda p: p.name):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(f"{path.name}: cannot be read: {error}") from error
        source = parse_source(text, path.name)
        if source.slug in sources:
            raise SourceError(f"{path.name}: the slug {source.slug} is taken")
        for domain in source.domains:
            if domain in owners:
                raise SourceError(f"{path.name}: {owners[domain]} has the domain {domain} already")
            owners[domain] = source.slug
        sources[source.slug] = source
    for source in sources.values():
        if source.successor is not None and source.successor not in sources:
            raise SourceError(f"{source.slug}: there is no outlet {source.successor} to be its successor")
    return dict(sorted(sources.items()))


def parse_source(text: str, name: str) -> Source:
    """Return the outlet that YAML text describes; `name` is the file's name, for errors. Raises SourceError."""
    try:
        return Source.model_validate(yaml.load(text, _LOADER))  # noqa: S506 - a safe one, whichever it is
    except yaml.YAMLError as error:
        raise SourceError(f"{name}: not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise SourceError(f"{name}: {place + ': ' if place else ''}{first['msg']}") from error


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error


def _path_and_query(url: str) -> str:
    rest = url.partition("://")[2]
    return "/" + rest.partition("#")[0].partition("/")[2]
