"""What holds for every page that the site's own links lead to; no browser is needed for it."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from tests.web.crawling import Crawl, crawl, loaded
from tests.web.serving import Served

_MOST = 100_000
"""Bytes of a page with all that it loads, before they are packed."""
_LARGE = ("/sql", "/dictionary", "/provinces", "/province/")
"""Pages that hold the names of all columns, or maps and charts; packed, all are under that too."""


@pytest.mark.slow
def test_the_crawl_reaches_the_site(crawled: Crawl) -> None:
    kinds = set(crawled.kinds.values())
    assert {"vi /", "en /", "vi /outlets", "en /outlet/{source}", "vi /search?facet", "en /search.atom"} <= kinds
    assert len(crawled.pages) > 60


@pytest.mark.slow
def test_no_link_is_dead(crawled: Crawl) -> None:
    assert crawled.dead == {}


@pytest.mark.slow
def test_no_link_of_the_public_site_is_dead(public: Served) -> None:
    assert crawl(public).dead == {}


@pytest.mark.slow
@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_small_with_all_that_they_load(crawled: Crawl, operator: Served, packed: bool) -> None:
    sizes: dict[str, int] = {}
    files: dict[str, int] = {}
    for path in crawled.of_each_kind(whole=False):
        for one in (path, *loaded(path, crawled.answers[path])):
            files[one] = files.get(one) or len(operator.get(one, accept_encoding="gzip" if packed else "identity").body)
        sizes[path] = sum(files[one] for one in (path, *loaded(path, crawled.answers[path])))
    large = {path: size for path, size in sizes.items() if size >= _MOST}
    assert {one: size for one, size in large.items() if packed or not one.removeprefix("/en").startswith(_LARGE)} == {}
    assert all(size < 2 * _MOST for size in large.values()), large
    assert max(sizes.values()) > 10_000, "nothing was measured"


@pytest.mark.slow
def test_each_page_says_its_language_and_has_the_other_one_click_away(crawled: Crawl) -> None:
    for path, document in crawled.pages.items():
        lang = "en" if f"{path}/".startswith(("/en/", "/en?")) else "vi"
        assert document.get("lang") == lang, path
        other = document.cssselect("a.language")
        assert [link.get("lang") for link in other] == ["vi" if lang == "en" else "en"], path
        assert other[0].get("href") == (path.removeprefix("/en") if lang == "en" else f"/en{path}").replace(
            "/en/?", "/en?"
        ) or other[0].get("href") in ("/", "/en"), path


@pytest.mark.slow
def test_each_page_has_one_heading_of_the_first_level_and_a_title_of_its_own(crawled: Crawl) -> None:
    titles: dict[str, set[str]] = {}
    for path, document in crawled.pages.items():
        assert len(document.cssselect("h1")) == 1, path
        titles.setdefault(document.cssselect("title")[0].text or "", set()).add(crawled.kinds[path].partition("?")[0])
    assert {title: kinds for title, kinds in titles.items() if len({kind.split()[1] for kind in kinds}) > 1} == {}


@pytest.mark.slow
def test_tables_have_captions_and_headers(crawled: Crawl) -> None:
    for path, document in crawled.pages.items():
        for table in document.cssselect("table"):
            assert table.cssselect("caption") or table.get("aria-labelledby"), path
            heads = table.cssselect("th")
            assert heads, path
            assert all(head.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in heads), path


@pytest.mark.slow
def test_nothing_of_another_host_is_loaded_and_nothing_is_inline(crawled: Crawl) -> None:
    for path, document in crawled.pages.items():
        for address in loaded(path, crawled.answers[path]):
            assert urljoin("http://site/", address).startswith("http://site/"), f"{path}: {address}"
        assert (
            document.xpath("//script[not(@src)] | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]]") == []
        ), path
