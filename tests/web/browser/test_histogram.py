"""The histogram narrows the time: by a click, by dragging, by its form, and by keyboard."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.visiting import Visitor

_ALL = "/search?q=khen"
_BARS = ".histogram svg [data-span]"


def bars(page: Page) -> list[tuple[str, int]]:
    """Return the span and the count of each bar."""
    found = page.locator(_BARS).evaluate_all("all => all.map(one => [one.dataset.span, one.textContent])")
    return [(span, int(re.sub(r"^.*: (\d+) .*$", r"\1", title.strip()))) for span, title in found]


def asked(page: Page) -> dict[str, list[str]]:
    """Return the parameters of the page's address."""
    return parse_qs(urlsplit(page.url).query)


def total(page: Page) -> int:
    """Return how many events the page says there are."""
    return int(re.sub(r"\D", "", page.locator(".total strong").inner_text()))


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_a_click_on_a_bar_chooses_its_time(visitor: Visitor, scripts: bool) -> None:
    page = visitor.open(_ALL, java_script_enabled=scripts)
    number, (span, count) = max(enumerate(bars(page)), key=lambda one: one[1][1]) if scripts else _tallest(page)
    page.locator(f"{_BARS} .hit").nth(number).click()
    page.wait_for_url(re.compile("from="))
    assert asked(page) == {"q": ["khen"], "from": [span], "to": [span]}
    assert total(page) == count > 1


def _tallest(page: Page) -> tuple[int, tuple[str, int]]:
    """Return the number, span and count of the highest bar, without running scripts in the page."""
    found = []
    for number, one in enumerate(page.locator(_BARS).all()):
        title = one.locator("title").text_content() or ""
        found.append((number, (one.get_attribute("data-span") or "", int(re.sub(r"^.*: (\d+) .*$", r"\1", title)))))
    return max(found, key=lambda one: one[1][1])


@pytest.mark.parametrize("backwards", [False, True])
def test_dragging_over_bars_chooses_the_time_of_all(visitor: Visitor, backwards: bool) -> None:
    page = visitor.open(_ALL)
    spans = bars(page)
    number, (_, most) = max(enumerate(spans), key=lambda one: one[1][1])
    ends = [number - 2, number]
    (first, _), *_, (last, _) = spans[ends[0] : ends[1] + 1]
    boxes = [page.locator(f"{_BARS} .hit").nth(number).bounding_box() for number in ends]
    places = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
    start, end = reversed(places) if backwards else places
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=5)
    assert page.locator(f"{_BARS}.on").count() == 3
    page.mouse.up()
    page.wait_for_url(re.compile("from="))
    assert asked(page) == {"q": ["khen"], "from": [first], "to": [last]}
    assert total(page) == sum(count for _, count in spans[ends[0] : ends[1] + 1]) > most


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_the_form_chooses_a_time_and_a_chip_takes_it_off(visitor: Visitor, scripts: bool) -> None:
    page = visitor.open(f"{_ALL}&sort=oldest", java_script_enabled=scripts)
    before = total(page)
    page.get_by_label("Từ ngày").fill("3/2025")
    page.get_by_label("Đến ngày").fill("2025")
    page.get_by_role("button", name="Áp dụng").click()
    page.wait_for_url(re.compile("from="))
    assert asked(page) == {"q": ["khen"], "sort": ["oldest"], "from": ["3/2025"], "to": ["2025"]}
    assert 0 < total(page) < before
    page.get_by_role("link", name="Bỏ lọc Từ ngày 3/2025").click()
    page.get_by_role("link", name="Bỏ lọc Đến ngày 2025").click()
    expect(page.locator(".total strong")).to_have_text(f"{before} sự kiện")


@pytest.mark.slow
def test_bars_are_reached_and_chosen_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(_ALL)
    number, (span, count) = max(enumerate(bars(page)), key=lambda one: one[1][1])
    page.locator(_BARS).nth(number).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from="))
    assert asked(page)["from"] == [span]
    assert total(page) == count > 1


@pytest.mark.slow
def test_a_bar_of_nothing_is_no_dead_end(visitor: Visitor) -> None:
    page = visitor.open(_ALL)
    linked = page.locator(_BARS).evaluate_all("all => all.map(one => one.matches('a[href]'))")
    assert linked == [count > 0 for _, count in bars(page)]
    assert False in linked
    page.goto(f"{_ALL}&from=1999&to=1999")
    assert page.locator(".hit-card").count() == 0
    page.locator(".chip.on").first.click()
    page.locator(".chip.on").first.click()
    assert total(page) > 0
