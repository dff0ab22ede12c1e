"""axe-core finds nothing on any page: light and dark, on a desk and on a phone, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.web.browser.visiting import Visitor
from tests.web.crawling import Crawl

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async options => (await axe.run(document, options)).violations.map(one =>
    `${one.id}: ` + one.nodes.slice(0, 3).map(node => `${node.target} ${node.failureSummary}`).join(' | '))"""
_ALL: dict[str, Any] = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
_LOOKS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size", "link-in-text-block"]}
}
"""Rules whose outcome hangs on colours and sizes."""


def found(page: Page, options: dict[str, Any]) -> list[str]:
    """Return what axe-core has against a page as it is shown now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [str(one) for one in page.evaluate(_RUN, options)]


def looked_at(page: Page, path: str, *, whole: bool = True) -> list[str]:
    """Return what is found on a page on the desk by day and on a phone by night, and in the other looks too."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(path)
    against = [f"{path}: {one}" for one in found(page, _ALL)]
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    against += [f"{path}, dark phone: {one}" for one in found(page, _LOOKS)]
    if whole:
        page.emulate_media(color_scheme="light")
        against += [f"{path}, phone: {one}" for one in found(page, _ALL)]
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="dark")
        against += [f"{path}, dark: {one}" for one in found(page, _LOOKS)]
    return against


def test_axe_finds_what_is_wrong(visitor: Visitor) -> None:
    page = visitor.open("/outlets", bypass_csp=True)
    page.evaluate("document.querySelector('th').removeAttribute('scope'); document.documentElement.lang = ''")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    against = "\n".join(found(page, _ALL))
    assert "html-has-lang" in against
    assert "color-contrast" in against


def test_nothing_is_wrong_with_the_way_from_the_start_to_a_fact(visitor: Visitor) -> None:
    page = visitor.open("/search?q=khen")
    found = page.locator(".hit-card a").first.get_attribute("href")
    paths = ["/", "/search?q=khen", str(found), "/en/search?award=huan-chuong-lao-dong%3A2&year=2025"]
    assert [one for path in paths for one in looked_at(page, path, whole=False)] == []


def test_nothing_is_wrong_with_a_page_that_is_not_there(visitor: Visitor) -> None:
    visitor.forgiven.append("status of 404")
    assert looked_at(visitor.open("/"), "/nowhere") == []


@pytest.mark.slow
def test_nothing_is_wrong_with_any_kind_of_page(visitor: Visitor, crawled: Crawl) -> None:
    page = visitor.open("/")
    assert [one for path in crawled.of_each_kind() for one in looked_at(page, path)] == []


@pytest.mark.slow
def test_nothing_is_wrong_with_the_public_site(guest: Visitor, crawled: Crawl) -> None:
    page = guest.open("/")
    assert [one for path in crawled.of_each_kind(whole=False) for one in looked_at(page, path)] == []
