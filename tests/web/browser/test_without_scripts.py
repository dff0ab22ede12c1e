"""Every page works where no script runs."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.web.browser.visiting import Visitor


def total(page: Page) -> int:
    """Return how many events the page says there are."""
    return int(re.sub(r"\D", "", page.locator(".total strong").inner_text()) or 0)


def test_searching_filtering_and_turning_pages(visitor: Visitor) -> None:
    page = visitor.open("/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("khen")
    page.get_by_role("button", name="Tìm").click()
    page.wait_for_url(re.compile(r"/search\?q=khen"))
    before = total(page)
    assert before > 20
    page.get_by_role("link", name="Trang sau →").click()
    page.wait_for_url(re.compile("page=2"))
    assert page.locator(".hit-card").count() == before - 20
    facet = page.locator("section:has(#facet-year) li a").first
    count = int(facet.locator(".n").inner_text())
    facet.click()
    page.wait_for_url(re.compile("year="))
    assert "page=" not in page.url
    assert total(page) == count < before
    page.locator(".chip.on").click()
    page.wait_for_url(lambda url: "year=" not in url)
    assert total(page) == before


def test_help_opens_and_hints_for_scripts_alone_are_hidden(visitor: Visitor) -> None:
    page = visitor.open("/search", java_script_enabled=False)
    page.locator("details.how summary").click()
    expect(page.locator("details.how p").first).to_be_visible()
    expect(page.locator(".js-only").first).to_be_hidden()
    with_scripts = visitor.open("/search")
    expect(with_scripts.locator(".js-only").first).to_be_visible()


def test_the_question_of_the_start_page_is_answered(visitor: Visitor) -> None:
    page = visitor.open("/", java_script_enabled=False)
    page.locator("select[name=award]").select_option(label="Huân chương Lao động hạng Nhì")
    page.locator("select[name=province]").select_option(label="Lào Cai")
    page.locator("select[name=year]").select_option("2025")
    page.locator("form.question button").click()
    page.wait_for_url(re.compile("/search"))
    expect(page.locator(".answer .big")).to_have_text("3 lượt khen")
