"""Everything by keyboard: a way past the header, an order that is that of reading, focus that is seen, no trap."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.visiting import Visitor

_FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const style = getComputedStyle(here), box = here.getBoundingClientRect();
    return {
        name: `${here.tagName} ${here.getAttribute('aria-label') || here.innerText || here.name || ''}`,
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        place: [...document.querySelectorAll('*')].indexOf(here),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
_STOPS = 400
"""Stops of the Tab key after which a page has a trap."""


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the focus leaves the page, and return where it stood."""
    found: list[dict[str, Any]] = []
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUS)
        if here is None:
            return found
        found.append(here)
    raise AssertionError(f"the focus does not leave the page: {found[-3:]}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [
        "/search?q=khen&year=2024",
        *(pytest.param(p, marks=pytest.mark.slow) for p in ("/", "/outlets", "/sql", "/help")),
    ],
)
def test_the_focus_goes_through_the_page_in_order_and_is_seen(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    stops = walk(page)
    reachable = page.locator("a[href]:visible, button:visible, input:visible:not([type=hidden]), select:visible")
    assert len(stops) >= reachable.count() - 1
    places = [one["place"] for one in stops]
    assert places == sorted(set(places)), "out of order, or twice"
    assert [one["name"] for one in stops if not one["seen"]] == []
    assert [one["name"] for one in stops if one["outline"] < 2] == []


@pytest.mark.slow
def test_the_focus_goes_back_as_it_came(visitor: Visitor) -> None:
    page = visitor.open("/search?q=khen")
    for _ in range(6):
        page.keyboard.press("Tab")
    sixth = page.evaluate(_FOCUS)["place"]
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(_FOCUS)["place"] == sixth


@pytest.mark.slow
def test_the_first_stop_leads_past_the_header(visitor: Visitor) -> None:
    page = visitor.open("/outlets")
    skip = page.locator("a.skip")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_searching_filtering_and_opening_by_keys_alone(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("khen")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=khen"))
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.facets li')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("year="))
    expect(page.locator(".chip.on")).to_have_count(1)
