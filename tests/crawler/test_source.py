"""Outlets as data: every file of the project's own, and the rules that files must keep."""

from __future__ import annotations

import datetime as dt
import re
import time
import timeit
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from crawler.source import STARTS, Source, SourceError, load_sources
from crawler.topic import SEARCHES
from extract.families.declaration import load_families
from reference import provinces
from reference.outlets import find_outlet

FOLDER = Path(__file__).parents[2] / "crawler"
SOURCES = load_sources()
FAMILIES: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "probing" / "families.yaml").read_text(encoding="utf-8"))
LAST_DAY_OF_63 = dt.date(2025, 6, 30)
THE_63 = {unit.slug for unit in provinces.provinces_on(LAST_DAY_OF_63)}
TODAY = {slug: unit.slug for slug in THE_63 if (unit := provinces.today(slug, LAST_DAY_OF_63))}
"""By slug of one of the 63: that of the province that it is or has gone into."""
WITHIN_THEIR_SUCCESSOR = {"bao-ben-tre-chuyen-trang", "bao-tra-vinh-chuyen-trang"}
"""Pages for an old province within the newspaper of the new one: nothing has taken their place."""
BASE: dict[str, Any] = {"slug": "bao-mau", "name": "Báo Mẫu", "domains": ["bao.vn"], "article_pattern": r"-\d+\.html$"}


NO_ARTICLES = (Path(__file__).parent / "no_articles.txt").read_text(encoding="utf-8").split()
"""Paths as sites have them for what is not one article: topics, sections, searches, feeds, authors, further pages."""


def source(changes: dict[str, Any]) -> Source:
    return Source.model_validate({**BASE, **changes})


@pytest.mark.parametrize("slug", SOURCES)
def test_every_file_keeps_the_rules(slug: str) -> None:
    entry = SOURCES[slug]
    assert entry.slug == slug
    assert entry.province in THE_63 if entry.kind not in ("national", "magazine") else entry.province is None
    assert entry.family is None or entry.family in FAMILIES
    assert not entry.private
    assert entry.as_of is not None
    assert entry.as_of >= dt.date(2025, 1, 1)
    assert "(" not in entry.name
    pages = [*entry.seeds(), *(f"https://{domain}/" for domain in entry.domains)]
    pages += [url.replace("{words}", words.replace(" ", "+")) for url in entry.searches for words in SEARCHES]
    assert [url for url in pages if entry.is_article(url)] == []
    assert [url for url in pages if "p_p_" in url or "session" in url.lower()] == []


@pytest.mark.parametrize("slug", [slug for slug, entry in SOURCES.items() if entry.article_pattern])
def test_no_pattern_takes_a_list_for_an_article(slug: str) -> None:
    entry = SOURCES[slug]
    urls = [f"https://{domain}{path}" for domain in entry.domains for path in NO_ARTICLES]
    for seed in (entry.page_of(url, words="thi đua") for url in entry.seeds()):
        bare = seed.rstrip("/").removesuffix(".html")
        urls += [entry.next_page(seed) or seed, f"{seed}{'&' if '?' in seed else '?'}page=2"]
        urls += [f"{bare}/page/2", f"{bare}/p2", f"{bare}/trang-2.html"]
    assert [url for url in urls if entry.is_article(url)] == []


@pytest.mark.parametrize("slug", SOURCES)
def test_every_file_says_how_well_it_is_known(slug: str) -> None:
    entry = SOURCES[slug]
    stated = {part for part in STARTS if getattr(entry, part)} | {"domains", "articles", "family"}
    assert set(entry.known) == stated
    assert (entry.known["articles"] == "unknown") == (entry.article_pattern is None)
    assert (entry.known["family"] == "unknown") == (entry.family is None)
    assert entry.known["articles"] != "seen" or entry.examples
    assert entry.known["domains"] != "unknown"


@pytest.mark.parametrize("slug", SOURCES)
def test_examples_are_articles_in_every_form(slug: str) -> None:
    entry = SOURCES[slug]
    for url in entry.examples:
        canonical = entry.canonical(url)
        assert entry.canonical(canonical) == canonical
        assert entry.is_article(canonical)
        assert not re.search("/(?:print|savefile)/", canonical)


@pytest.mark.parametrize("slug", [slug for slug, entry in SOURCES.items() if entry.state == "crawled"])
def test_what_is_healthy_follows_from_the_lists(slug: str) -> None:
    """A list that works names five articles that no other list of the outlet has.

    A feed names a hundred at most and a sitemap 50,000; a page of a listing, a tag or an answer fifty, and a search is
    asked for each of the topic's words.
    """
    entry = SOURCES[slug]
    pages = len(entry.listings) + len(entry.tags) + len(entry.searches) * len(SEARCHES)
    assert entry.healthy is not None
    assert entry.healthy.least == 5 * len(entry.seeds())
    most = 100 * len(entry.feeds) + 50_000 * len(entry.sitemaps) + 50 * entry.listing_pages * pages
    assert entry.healthy.most == most


def test_a_file_is_named_after_its_slug() -> None:
    assert sorted(SOURCES) == sorted(path.stem for path in (FOLDER / "sources").glob("*.yaml"))


def test_all_outlets_are_there_and_most_newspapers_can_be_crawled() -> None:
    crawled = [entry for entry in SOURCES.values() if entry.state == "crawled"]
    assert len(SOURCES) == 150
    assert len(crawled) >= 74
    with_newspaper = {entry.province for entry in crawled if entry.kind == "newspaper"}
    assert len(with_newspaper) >= 55
    assert with_newspaper >= {home for slug, home in TODAY.items() if slug == home}  # all of the 34
    assert all(entry.healthy is None for entry in SOURCES.values() if entry.state == "unverified")


@pytest.mark.parametrize(("kind", "start"), [("newspaper", "bao"), ("portal", "cong"), ("board", "ban-tdkt")])
def test_slugs_tell_kind_and_province(kind: str, start: str) -> None:
    for entry in SOURCES.values():
        if entry.kind == kind and entry.slug != "cong-thua-thien-hue":
            assert entry.slug.startswith(f"{start}-{entry.province}")


@pytest.mark.parametrize("kind", ["newspaper", "portal"])
def test_each_of_the_63_provinces_has_one(kind: str) -> None:
    assert {entry.province for entry in SOURCES.values() if entry.kind == kind} == THE_63


@pytest.mark.parametrize("slug", [slug for slug, entry in SOURCES.items() if entry.kind in ("newspaper", "portal")])
def test_outlets_of_merged_provinces_lead_to_their_successors(slug: str) -> None:
    entry, way = SOURCES[slug], [slug]
    while entry.successor is not None:
        entry = SOURCES[entry.successor]
        assert entry.kind == SOURCES[slug].kind
        assert entry.slug not in way
        way.append(entry.slug)
    home = SOURCES[slug].province
    assert home is not None
    assert entry.province == TODAY[home] or entry.slug in WITHIN_THEIR_SUCCESSOR


def test_families_are_listed_once_with_those_that_are_declared() -> None:
    assert {family.name for family in load_families()} <= set(FAMILIES)
    assert {entry.family for entry in SOURCES.values() if entry.family} <= set(FAMILIES)
    assert list(FAMILIES) == sorted(FAMILIES)
    assert all(isinstance(family["about"], str) and family["about"] for family in FAMILIES.values())


def test_reading_knows_every_outlet_under_the_same_name_and_province() -> None:
    for entry in SOURCES.values():
        for domain in entry.domains:
            outlet = find_outlet(domain)
            assert outlet is not None, domain
            assert outlet.province == entry.province, domain
        first = find_outlet(entry.domains[0])
        assert first is not None
        assert (first.domain, first.name) == (entry.domains[0], entry.name)


def test_files_read_the_same_without_the_fast_loader() -> None:
    for path in sorted((FOLDER / "sources").glob("*.yaml"))[::10]:
        text = path.read_text(encoding="utf-8")
        assert Source.model_validate(yaml.safe_load(text)) == SOURCES[path.stem]


def test_all_outlets_load_in_no_time() -> None:
    load_sources()
    assert min(timeit.repeat(load_sources, timer=time.process_time, number=1, repeat=3)) < 0.3  # seconds


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"delay": 0}, "only for private sources"),
        ({"delay": 1.9}, "only for private sources"),
        ({"served_at": "127.0.0.1:80"}, "only for private sources"),
        ({"domains": ["127.0.0.1"]}, "private: true"),
        ({"domains": []}, "at least 1 item"),
        ({"feeds": ["https://other.vn/rss"]}, "lies on none of the domains"),
        ({"article_pattern": "("}, "not a regular expression"),
        ({"twins": {"(": ""}}, "not a regular expression"),
        ({"twins": {"/amp$": r"\1"}}, "is no replacement for"),
        ({"next_link": "a["}, "is no CSS selector"),
        ({"examples": ["https://bao.vn/tin"]}, "does not match the example"),
        ({"examples": ["https://other.vn/a-1.html"]}, "does not match the example"),
        ({"slug": "Báo"}, "should match pattern"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        source(changes)


def test_a_private_source_needs_no_delay() -> None:
    entry = source({"private": True, "delay": 0, "domains": ["127.0.0.1"], "feeds": ["http://127.0.0.1:81/bao/rss"]})
    assert entry.delay == 0
    assert entry.owns("http://127.0.0.1:9/x")


def test_twins_fold_into_one_address() -> None:
    entry = source(
        {"twins": {r"^https://m\.bao\.vn/": "https://bao.vn/", r"/amp$": ""}, "domains": ["bao.vn", "m.bao.vn"]}
    )
    assert entry.canonical("http://m.bao.vn/tin-1.html/amp?utm_source=x") == "https://bao.vn/tin-1.html"
    assert entry.is_article("http://m.bao.vn/tin-1.html/amp")
    assert not entry.is_article("https://bao.vn/thoi-su")
    assert not entry.is_article("mailto:a@bao.vn")


def test_the_pattern_may_ask_for_parameters_in_any_order() -> None:
    entry = source({"article_pattern": r"viewer\.aspx\?macm=\d+&aid=\d+$"})
    assert entry.is_article("https://bao.vn/viewer.aspx?macm=39&aid=5")


@pytest.mark.parametrize(
    ("text", "message"),
    [("a: [", "^bao.yaml: not YAML"), ("slug: x", "^bao.yaml: name: Field required$"), ("- 1", "^bao.yaml: Input")],
)
def test_errors_name_the_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "bao.yaml").write_text(text)
    with pytest.raises(SourceError, match=message):
        load_sources(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bao.yaml").write_bytes(b"name: \xff")
    with pytest.raises(SourceError, match=r"^bao\.yaml: cannot be read"):
        load_sources(tmp_path)


def test_no_two_claim_one_domain(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(BASE))
    (tmp_path / "b.yaml").write_text(yaml.safe_dump({**BASE, "slug": "bao-khac"}))
    with pytest.raises(SourceError, match=r"b\.yaml: bao-mau has the domain bao\.vn already"):
        load_sources(tmp_path)
    with pytest.raises(SourceError, match="no such folder"):
        load_sources(tmp_path / "gone")
