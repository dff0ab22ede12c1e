"""Pages made of hostile articles: no word of theirs becomes part of a page, runs, or breaks a file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from tests.web.browser.visiting import Visitor
from tests.web.crawling import Crawl, crawl
from tests.web.hostile import HARMLESS, PAYLOADS, publish_words
from tests.web.serving import Served, serving
from web.site import Site

_EVERY = ("/ceremony/{ceremony_id}", "/article/{article_id}", "/outlet/{source}", "/person/{official_id}")
_SAFE = re.compile(r"https?://|/(?![/\\])|#|\?")
"""How an address begins that is of the web or of the site."""


@pytest.fixture(scope="module", params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["operator", "public"])
def is_public(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    folder = tmp_path_factory.mktemp("words")
    return (Site(publish_words(folder / "hostile", PAYLOADS)), Site(publish_words(folder / "plain", HARMLESS)))


@pytest.fixture(scope="module")
def hostile(homes: tuple[Site, Site], is_public: bool) -> Iterator[Served]:
    with serving(Site(homes[0].home, public=is_public)) as served:
        yield served


@pytest.fixture(scope="module")
def hostile_crawl(hostile: Served) -> Crawl:
    return crawl(hostile, every=_EVERY)


@pytest.fixture(scope="module")
def allowed(homes: tuple[Site, Site], is_public: bool) -> set[str]:
    """The elements and attributes that pages of harmless words have, those of searches with such words included."""
    with serving(Site(homes[1].home, public=is_public)) as served:
        pages = list(crawl(served).pages.values())
        pages += [html.fromstring(served.get(target).body) for word in ("trao", "xyz") for target in asked(word)]
    return set().union(*map(parts, pages))


def asked(word: str) -> list[str]:
    """Return addresses that hold a word in each place where one may stand."""
    told = quote(word, safe="")
    names = ("q", "from", "to", "more", "sort", "page", "province", "award", "person", "outlet", "kind", "status", "x")
    return [f"/{told}", f"/outlet/{told}", f"/en/outlet/{told}", *(f"/search?{name}={told}" for name in names)]


def addresses(document: html.HtmlElement) -> list[str]:
    """Return what a page links to, loads and sends to."""
    return [str(one) for one in document.xpath("//@href | //@src | //@srcset | //@action | //@formaction")]


def parts(document: html.HtmlElement) -> set[str]:
    """Return the elements of a page and their attributes, as `a href`."""
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    return {f"{one.tag} {name}" for one in elements for name in ("", *one.attrib)}


@pytest.mark.slow
def test_the_words_are_shown(hostile_crawl: Crawl) -> None:
    assert hostile_crawl.dead == {}
    shown = "\n".join(" ".join(document.text_content().split()) for document in hostile_crawl.pages.values())
    assert [word for word in PAYLOADS if word not in shown] == []


@pytest.mark.slow
def test_no_element_and_no_attribute_is_theirs(hostile_crawl: Crawl, allowed: set[str]) -> None:
    for path, document in hostile_crawl.pages.items():
        assert parts(document) - allowed == set(), path


@pytest.mark.slow
def test_no_address_is_a_script(hostile_crawl: Crawl) -> None:
    for path, document in hostile_crawl.pages.items():
        assert [one for one in addresses(document) if not _SAFE.match(one)] == [], path


@pytest.mark.slow
def test_files_are_whole(hostile_crawl: Crawl) -> None:
    seen = set()
    for path, answer in hostile_crawl.answers.items():
        seen.add(answer.kind)
        if answer.kind == "application/json":
            json.loads(answer.body)
        elif answer.kind in ("application/atom+xml", "image/svg+xml"):
            root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False))
            tags = {str(one.tag).rpartition("}")[2] for one in root.iter() if isinstance(one.tag, str)}
            assert not tags & {"script", "img", "iframe", "b", "foreignObject"}, path
        elif answer.kind == "text/csv":
            rows = list(csv.reader(io.StringIO(answer.text)))
            assert len({len(row) for row in rows}) == 1, path
    assert {"application/json", "application/atom+xml", "text/csv", "text/html"} <= seen


def test_a_feed_and_json_give_the_words_as_they_are(hostile: Served) -> None:
    hits = json.loads(hostile.get("/search.json?sort=oldest").body)["hits"]
    titles = {hit["title"] for hit in hits}
    feed = etree.fromstring(hostile.get("/search.atom").body)
    entries = {one.text for one in feed.findall("a:entry/a:title", {"a": "http://www.w3.org/2005/Atom"})}
    for number, word in enumerate(PAYLOADS):
        assert f"Lào Cai trao thưởng {number} {word}" in titles & entries


@pytest.mark.slow
@pytest.mark.parametrize("word", PAYLOADS)
def test_words_in_the_address_stay_words(hostile: Served, allowed: set[str], word: str) -> None:
    for target in asked(word):
        answer = hostile.get(target)
        assert answer.status in (200, 400, 404), target
        document = html.fromstring(answer.body)
        assert parts(document) - allowed == set(), target
        assert [one for one in addresses(document) if not _SAFE.match(one)] == [], target


@pytest.mark.slow
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without"])
def test_nothing_of_theirs_runs(browser: Browser, hostile: Served, hostile_crawl: Crawl, policy: bool) -> None:
    visitor = Visitor(browser, hostile, forgiven=["status of 40[04]"])
    page = visitor.open("/", bypass_csp=not policy)
    paths = [*hostile_crawl.of_each_kind(whole=False)]
    if policy:
        paths = paths[::3]  # what is not escaped is seen without it
    else:
        paths += [f"/search?q={quote(word, safe='')}&sort=oldest" for word in PAYLOADS]
        paths += [path for path in hostile_crawl.pages if path.startswith(("/outlet/", "/ceremony/", "/article/"))][:10]
    for path in paths:
        page.goto(path)
        assert page.evaluate("window.pwned") is None, path
        assert page.evaluate("document.querySelectorAll('iframe, object, embed, [autofocus]').length") == 0, path
    assert visitor.close() == []


@pytest.mark.slow
def test_what_runs_is_seen(browser: Browser, hostile: Served) -> None:
    visitor = Visitor(browser, hostile)
    page = visitor.open("/", bypass_csp=True)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned=1;alert(1)\">')")
    page.wait_for_function("window.pwned === 1")
    assert any("dialog" in trouble for trouble in visitor.close())
