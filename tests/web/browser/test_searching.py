"""Searching as a journalist does it, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.visiting import Visitor


def shown(page: Page) -> list[str]:
    """Return the titles of the results, in their order."""
    return page.locator(".hit-card h2").all_inner_texts()


def total(page: Page) -> int:
    """Return how many events the page says there are."""
    return int(re.sub(r"\D", "", page.locator(".total strong").inner_text()) or 0)


def search(page: Page, words: str) -> None:
    """Type words in the box and send them off."""
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(re.compile(r"/search\?"))


def test_whatever_goes_wrong_on_a_page_is_noticed(visitor: Visitor) -> None:
    page = visitor.open("/")
    page.evaluate("console.error('oops')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.evaluate("setTimeout(() => alert('hello'))")
    page.evaluate("fetch('http://other.invalid/').catch(() => 0)")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/'}))")
    page.wait_for_timeout(100)
    noticed = "\n".join(visitor.troubles)
    for trouble in ("oops", "thrown", "hello", "connect-src", "img-src", "style-src"):
        assert trouble in noticed, trouble
    visitor.forgiven.append("")


def test_a_request_to_another_host_is_noticed(visitor: Visitor) -> None:
    page = visitor.open("/", bypass_csp=True)
    page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")
    assert any(one.startswith("another host") for one in visitor.troubles)
    visitor.forgiven.append("")


def test_words_without_accents_find_what_is_written_with_them(visitor: Visitor) -> None:
    page = visitor.open("/")
    search(page, "thay thuoc")
    without = shown(page)
    assert without
    assert re.search("thầy thuốc", page.locator(".hits").inner_text(), re.IGNORECASE)
    search(page, "thầy thuốc")
    assert set(shown(page)) == set(without)


def test_what_is_written_with_the_same_accents_comes_first(visitor: Visitor) -> None:
    page = visitor.open("/")
    search(page, "hóa")
    marks = [" ".join(one.locator("mark").all_inner_texts()).lower() for one in page.locator(".hit-card").all()]
    has_it = ["hóa" in told for told in marks]
    assert True in has_it
    assert any("hoa" in told or "hòa" in told for told in marks)
    assert has_it == sorted(has_it, reverse=True)


def test_a_filter_is_put_on_and_taken_off(visitor: Visitor) -> None:
    page = visitor.open("/search?q=khen")
    before = total(page)
    link = page.locator("section:has(#facet-province) li a").nth(1)
    name = link.locator("span").first.inner_text()
    count = int(link.locator(".n").inner_text())
    assert 0 < count < before
    link.click()
    page.wait_for_url(re.compile("province="))
    assert total(page) == count
    for facts in page.locator(".hit-card .facts").all_inner_texts():
        assert name in facts
    chip = page.locator(".chip.on", has_text=name)
    expect(chip).to_have_accessible_name(f"Bỏ lọc {name}")
    chip.click()
    page.wait_for_url(lambda url: "province=" not in url)
    assert total(page) == before


@pytest.mark.slow
def test_all_that_the_words_name_becomes_filters_at_once(visitor: Visitor) -> None:
    page = visitor.open("/search?q=huan+chuong+lao+dong+hang+nhi+lao+cai+2025")
    chip = page.locator(".chip.all")
    expect(chip).to_contain_text("Tất cả:")
    expect(chip).to_contain_text("Huân chương Lao động hạng Nhì + Lào Cai")
    chip.click()
    page.wait_for_url(re.compile("award="))
    assert len(page.locator(".chip.on").all()) == 3
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.locator(".answer .big")).to_have_text("3 lượt khen")


def test_going_back_from_a_result_keeps_place_and_query(visitor: Visitor) -> None:
    page = visitor.open("/search?q=khen")
    last = page.locator(".hit-card h2 a").last
    titles, name = shown(page), last.inner_text()
    last.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 300
    last.click()
    page.wait_for_url(re.compile("/(ceremony|article)/"))
    expect(page.locator("h1")).to_contain_text(name)
    page.go_back()
    page.wait_for_url(re.compile(r"/search\?q=khen$"))
    assert shown(page) == titles
    expect(page.get_by_role("searchbox")).to_have_value("khen")
    page.wait_for_function(f"Math.abs(scrollY - {place}) < 5")


def test_an_address_shows_others_the_same(visitor: Visitor) -> None:
    page = visitor.open("/search")
    search(page, '"bằng khen" -bão')
    page.locator("section:has(#facet-year) li a").first.click()
    page.wait_for_url(re.compile("year="))
    page.get_by_role("link", name="cũ nhất").click()
    page.wait_for_url(re.compile("sort=oldest"))
    other = visitor.open(page.url)
    assert shown(other) == shown(page) != []
    expect(other.get_by_role("searchbox")).to_have_value('"bằng khen" -bão')
    assert other.locator(".chip.on").all_inner_texts() == page.locator(".chip.on").all_inner_texts()


@pytest.mark.slow
def test_pages_of_results(visitor: Visitor) -> None:
    page = visitor.open("/search?sort=newest")
    first = shown(page)
    page.get_by_role("link", name="Trang sau →").click()
    page.wait_for_url(re.compile("page=2"))
    second = shown(page)
    assert second
    assert page.locator("ol.hits").get_attribute("start") == "21"
    assert len(first) + len(second) == total(page)
    page.get_by_role("link", name="← Trang trước").click()
    page.wait_for_url(re.compile("page=1"))
    assert shown(page) == first


def test_english_is_one_click_away_and_one_click_back(visitor: Visitor) -> None:
    page = visitor.open("/search?q=l%C3%A0o+cai&sort=newest")
    titles, address = shown(page), page.url
    assert page.locator("html").get_attribute("lang") == "vi"
    link = page.get_by_role("link", name="English")
    assert (link.get_attribute("lang"), link.get_attribute("hreflang")) == ("en", "en")
    link.click()
    page.wait_for_url(re.compile("/en/search"))
    assert page.locator("html").get_attribute("lang") == "en"
    assert shown(page) == titles
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    page.get_by_role("link", name="Tiếng Việt").click()
    page.wait_for_url(address)
    assert page.locator("html").get_attribute("lang") == "vi"
