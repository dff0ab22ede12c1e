"""The task of a new user: how many, and who handed them over, in at most three clicks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.visiting import Visitor

_COUNT = (
    "addEventListener('click', e => { if (e.isTrusted) sessionStorage.n = 1 + Number(sessionStorage.n || 0) }, true)"
)


def clicks(page: Page) -> int:
    """Return how often the visitor clicked, on all pages so far."""
    return int(page.evaluate("Number(sessionStorage.n || 0)"))


def opened(visitor: Visitor, path: str = "/") -> Page:
    """Return the start page, where clicks are counted; choosing in a list by its keys is none."""
    context = visitor.context()
    context.add_init_script(_COUNT)
    page = context.new_page()
    page.goto(path)
    return page


def answered(page: Page) -> None:
    """Hold the answer against what the demo's articles say."""
    expect(page.locator(".answer .big")).to_have_text("3 lượt khen")
    expect(page.locator(".answer h3")).to_have_text("Ai trao")
    people = page.locator(".answer h3 + ul li").all_inner_texts()
    assert any(re.match(r"[^,(]+, .*(Chủ tịch|Bí thư)", one) for one in people), people
    assert 1 <= clicks(page) <= 3


def test_by_choosing_on_the_start_page(visitor: Visitor) -> None:
    page = opened(visitor)
    for name, key in (("award", "Huân chương Lao động hạng Nhì"), ("province", "Lào Cai"), ("year", "2025")):
        page.locator(f"select[name={name}]").select_option(label=key)
    page.locator("form.question button").click()
    page.wait_for_url(re.compile("/search"))
    answered(page)


@pytest.mark.parametrize(
    "words",
    ["Huân chương Lao động hạng Nhì Lào Cai 2025", "huan chuong lao dong hang nhi lao cai 2025"],
    ids=["with accents", "without"],
)
def test_by_typing_the_question(visitor: Visitor, words: str) -> None:
    page = opened(visitor)
    page.get_by_role("searchbox").click()
    page.keyboard.type(words)
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url(re.compile("/search"))
    page.locator(".chip.all").click()
    page.wait_for_url(re.compile("award="))
    answered(page)
    assert clicks(page) == 3
