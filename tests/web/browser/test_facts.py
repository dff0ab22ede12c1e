"""From a number to the sentence that it was read from, and back; and the way to say that it is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.visiting import PHONE, Visitor
from tests.web.serving import Served
from thidua.home import open_home
from warehouse.corrections.reported import load_reports

_SEARCH = "/search?award=huan-chuong-lao-dong%3A2"


def ceremony(visitor: Visitor, **options: object) -> Page:
    """Return the page of the first ceremony that a search finds, opened from it."""
    page = visitor.open(_SEARCH, **options)
    link = page.locator(".hit-card a[href*='/ceremony/']").first
    link.click()
    page.wait_for_url(re.compile("/ceremony/"))
    return page


def plain(served: Served) -> str:
    """Return the address of a ceremony."""
    found = re.search(r'href="(/ceremony/[^"]+)"', served.get(_SEARCH).text)
    assert found
    return found[1]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_number_leads_to_its_sentence_and_the_sentence_back(visitor: Visitor, scripts: bool) -> None:
    page = ceremony(visitor, java_script_enabled=scripts)
    number = page.locator("td a[href^='#']").first
    told = re.sub(r"\D", "", number.inner_text())
    href, row = number.get_attribute("href") or "", page.locator("tr:has(td a[href^='#'])").first.get_attribute("id")
    before = page.locator(href).evaluate("one => getComputedStyle(one).outlineStyle") if scripts else "none"
    number.click()
    assert page.url.endswith(href)
    sentence = page.locator(":target")
    expect(sentence).to_be_in_viewport()
    expect(page.locator("figure:has(:target) blockquote")).to_be_in_viewport()
    assert told in re.sub(r"[.\s]", "", page.locator("figure:has(:target) blockquote").inner_text()) or (
        page.locator("figure:has(:target) mark").count() > 0
    )
    assert before == "none"
    if scripts:
        assert sentence.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    sentence.locator("a[href^='#']").first.click()
    assert page.url.endswith(f"#{row}")
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.slow
def test_every_number_leads_to_a_place_on_the_page(visitor: Visitor) -> None:
    page = ceremony(visitor)
    hrefs = page.locator("main a[href^='#']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert hrefs
    lost = page.evaluate("all => all.filter(one => !document.getElementById(one.slice(1)))", hrefs)
    assert lost == []


@pytest.mark.slow
def test_a_phone_shows_the_sentence_too(visitor: Visitor) -> None:
    page = ceremony(visitor, **PHONE)
    page.locator("td a[href^='#']").first.tap()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_going_back_leads_to_the_search(visitor: Visitor) -> None:
    page = ceremony(visitor)
    title = page.locator("h1").inner_text()
    page.go_back()
    assert page.url.endswith(_SEARCH)
    assert title in page.locator(".hit-card h2").all_inner_texts()


def test_the_whole_text_is_the_operators_alone(operator: Served, public: Served) -> None:
    path = plain(operator)
    article = re.search(r'href="(/article/[^"?#]+)"', operator.get(path).text)
    assert article
    whole, told = operator.get(article[1]).text, public.get(article[1]).text
    assert len(told) < len(whole)
    assert "<blockquote" in told


@pytest.mark.parametrize(("row", "comment"), [(0, "[12] Xem văn bản gốc."), (1, "Xem văn bản gốc.")])
def test_an_error_is_reported_with_a_form(visitor: Visitor, demo_folder: Path, row: int, comment: str) -> None:
    page = ceremony(visitor)
    address = page.url
    page.locator("details.report summary").click()
    form = page.locator("form[action='/report']")
    page.locator("#report-row").select_option(index=row)
    form.locator("[name=right]").fill("12")
    form.locator("[name=comment]").fill("Xem văn bản gốc.")
    form.get_by_role("button").click()
    page.wait_for_url(re.compile("/report$"))
    expect(page.locator("h1")).to_contain_text(re.compile("cảm ơn", re.IGNORECASE))
    kept = load_reports(open_home(demo_folder / "thidua-demo").reported)
    assert (comment, "number") in [(one.comment, one.problem) for one in kept]
    page.locator("main a").click()
    page.wait_for_url(address)


@pytest.mark.slow
def test_what_the_archive_holds_is_shown_and_can_do_nothing(visitor: Visitor) -> None:
    page = ceremony(visitor)
    path = page.locator("a[href^='/archive/']").first.get_attribute("href") or ""
    answer = visitor.served.get(path)
    assert answer.status == 200
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"]
