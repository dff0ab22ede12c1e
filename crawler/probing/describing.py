"""A survey of a site to the outlet's first YAML file, and to its golden file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from crawler.probing.golden import Golden
from crawler.probing.signs import Signs
from crawler.probing.surveying import Survey
from crawler.probing.twins import twin_rules, twins_of
from crawler.source import MIN_DELAY, Source, parse_source
from reference.folding import fold, slug
from reference.outlets import find_outlet, province_of
from reference.provinces import PROVINCES
from reference.urls import domain_of

GOLDEN_ARTICLES, GOLDEN_OTHERS = 12, 20
"""Most addresses of a golden file."""

_NAME = re.compile(r"\b(?:báo|đài|tạp chí|cổng|trang (?:thông )?tin|ban|sở|bộ|hội|liên đoàn)\b", re.IGNORECASE)
_EPITHETS = re.compile(r"\s+(?:điện tử|online)\b", re.IGNORECASE)
_LONGEST_SLUG = 40
_SUFFIX = re.compile(r"\.(?:(?:com|org|gov|net|edu)\.)?[a-z]+$")
_KINDS = (
    ("tạp chí", "magazine"),
    ("đài", "broadcaster"),
    ("truyền hình", "broadcaster"),
    ("thi đua", "board"),
    ("cổng", "portal"),
)


def describe(survey: Survey, source: Source, today: dt.date, given: str | None = None) -> tuple[str, Source]:
    """Return an outlet's YAML text with comments where a human should look, and the outlet that it describes.

    Of `source` domain and place of service are taken; `given` is a slug, where another than the name's is wanted.
    """
    assert survey.signs is not None  # noqa: S101 - there is nothing to describe where the site did not answer
    domain = source.domains[0]
    name = _name(survey.signs, domain)
    province = province_of(domain) or _province_in(name)
    pairs = [pair for page in survey.pages for pair in twins_of(page)]
    twins = twin_rules(pairs)
    hosts = [domain_of(twin) for _, twin in pairs if any(domain_of(twin) in p.replace("\\", "") for p in twins)]
    delay = max(MIN_DELAY, survey.home.policy.delay if survey.home.policy else 0.0)
    entry: dict[str, Any] = {
        "slug": given or _slug(name, domain),
        "name": name,
        "province": province,
        "kind": _kind(name, domain),
        "domains": list(dict.fromkeys([domain, *hosts])),
        "family": survey.family,
        "feeds": survey.feeds,
        "sitemaps": survey.sitemaps,
        "listings": survey.listings,
        "tags": survey.tags,
        "searches": survey.searches,
        "article_pattern": survey.pattern,
        "examples": _examples(survey),
        "twins": twins,
        "delay": None if source.private or delay == MIN_DELAY else delay,
        "known": _known(survey),
        "as_of": today,
        "note": f"First described by a look at the site on {today}.",
    }
    if source.private:
        entry |= {"delay": 0, "private": True, "served_at": source.served_at}
    entry = {key: value for key, value in entry.items() if value not in (None, [], {})}
    text = _written(entry, _comments(survey, province), name)
    return text, parse_source(text, f"{entry['slug']}.yaml")


def golden_of(survey: Survey, source: Source, today: dt.date) -> str | None:
    """Return the text of an outlet's golden file: what of the addresses seen a description has to tell apart."""
    articles = [url for url in survey.articles if source.is_article(url)][:GOLDEN_ARTICLES]
    if not articles:
        return None
    pairs = [pair for page in survey.pages for pair in twins_of(page)]
    golden = Golden(
        outlet=source.slug,
        seen=today,
        articles=tuple(articles),
        others=tuple([url for url in survey.others if not source.is_article(url)][:GOLDEN_OTHERS]),
        twins=tuple(pair for pair in pairs if len({source.canonical(url) for url in pair}) == 1),
    )
    head = "# Addresses as they were seen on the site: facts that the outlet's description has to tell apart.\n"
    return head + _dumped({k: v for k, v in golden.model_dump(mode="json").items() if v} | {"seen": today})


def _comments(survey: Survey, province: str | None) -> dict[str, str]:
    """Return what a human should look at, by the key that it stands before."""
    first = len(set(survey.articles))
    comments = {
        "article_pattern": "; ".join(survey.problems) or "does it match all articles, and nothing else?",
        "family": "" if survey.family_is_marked else "guessed from the form of the addresses alone",
        "listings": "sections of the menu that list articles; leave only those worth reading",
        "as_of": f"healthy: {{least: …, most: …}} after some runs; this look met {first} articles",
    }
    if province is None:
        comments["kind"] = "province: … (neither the domain nor the name tells it; national outlets have none)"
    if survey.pattern is None:
        comments["known"] = f"no article_pattern, so not crawled: {'; '.join(survey.problems)}"
    return comments


def _written(entry: Mapping[str, Any], comments: Mapping[str, str], name: str) -> str:
    lines = [f"# {name}: a first description, made by looking at the site. Read it, then try `thidua sources check`.\n"]
    for key, value in entry.items():
        if comments.get(key):
            lines.append(f"# {_printable(comments[key])}\n")
        lines.append(_dumped({key: value}))
    return "".join(lines)


def _dumped(value: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=1000))


def _known(survey: Survey) -> dict[str, str]:
    known = {"domains": "seen"}
    if survey.pattern:
        known["articles"] = "seen" if any(page.is_article for page in survey.pages) else "inferred"
    known |= {part: "seen" for part in ("feeds", "sitemaps", "listings", "tags", "searches") if getattr(survey, part)}
    if survey.family:
        known["family"] = "seen" if survey.family_is_marked else "inferred"
    return known


def _examples(survey: Survey) -> list[str]:
    read = [page.address for page in survey.pages if page.address in survey.articles]
    return (read or survey.articles)[:2] if survey.pattern else []


def _name(signs: Signs, domain: str) -> str:
    """Return the outlet's name: as the project's table has it, else as the site gives it."""
    if (outlet := find_outlet(domain)) is not None and outlet.domain == domain:
        return outlet.name
    parts = [" ".join(part.split()) for part in re.split(r"\s[|–—-]\s", signs.title)]
    named = [part for part in parts if _NAME.search(part)]
    name = signs.site_name or min(named or parts, key=len, default="")
    return _EPITHETS.sub("", _printable(name)) or domain


def _printable(text: str) -> str:
    """Return a site's text on one line and without control characters, which no YAML may hold."""
    return " ".join("".join(c for c in " ".join(text.split()) if c.isprintable()).split())


def _slug(name: str, domain: str) -> str:
    made = slug(name)
    return made if made and len(made) <= _LONGEST_SLUG else slug(_SUFFIX.sub("", domain).replace(".", "-"))


def _province_in(name: str) -> str | None:
    folded = f" {' '.join(re.split(r'[^a-z]+', fold(name)))} "
    found = {p.slug for p in PROVINCES if f" {' '.join(p.slug.split('-'))} " in folded}
    return found.pop() if len(found) == 1 else None


def _kind(name: str, domain: str) -> str:
    if (outlet := find_outlet(domain)) is not None and outlet.domain == domain:
        return "portal" if outlet.kind == "party" else outlet.kind
    told: Sequence[str] = [kind for word, kind in _KINDS if word in name.lower()]
    return next(iter(told), "portal" if ".gov.vn" in f"{domain} " else "newspaper")
