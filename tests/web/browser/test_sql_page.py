"""Asking the data in SQL, as an analyst does it in a browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.visiting import Visitor

_COUNT = "SELECT kind, count(*) AS n FROM ceremony GROUP BY ALL ORDER BY n DESC, kind"


def opened(visitor: Visitor, path: str = "/sql", **options: object) -> Page:
    """Return the SQL page."""
    return visitor.open(path, **options)


def run(page: Page, sql: str) -> None:
    """Write a statement and run it."""
    page.locator("textarea[name=sql]").fill(sql)
    page.get_by_role("button", name="Chạy").click()
    page.wait_for_url(re.compile(r"sql="))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_statement_is_run_and_shared_by_its_address(visitor: Visitor, scripts: bool) -> None:
    page = opened(visitor, java_script_enabled=scripts)
    run(page, _COUNT)
    assert parse_qs(urlsplit(page.url).query)["sql"] == [_COUNT]
    assert page.locator("#result thead th").all_inner_texts() == ["kind", "n"]
    rows = page.locator("#result tbody tr").all_inner_texts()
    assert len(rows) > 3
    other = visitor.open(page.url)
    assert other.locator("#result tbody tr").all_inner_texts() == rows
    expect(other.locator("textarea[name=sql]")).to_have_value(_COUNT)


def test_the_key_of_those_who_write_sql_runs_it(visitor: Visitor) -> None:
    page = opened(visitor)
    page.locator("textarea[name=sql]").fill("SELECT 6 * 7 AS answer")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("sql="))
    expect(page.locator("#result tbody td")).to_have_text("42")


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE ceremony",
        pytest.param("SELECT * FROM nowhere", marks=pytest.mark.slow),
        "SELECT * FROM read_text('/etc/passwd')",
        pytest.param("COPY ceremony TO '/tmp/x.csv'", marks=pytest.mark.slow),
        pytest.param("SELECT 1; SELECT 2", marks=pytest.mark.slow),
        pytest.param("SELEC 1", marks=pytest.mark.slow),
        pytest.param("ATTACH '/tmp/other.duckdb'", marks=pytest.mark.slow),
    ],
    ids=["drop", "no table", "a file", "a copy", "two", "a slip", "attach"],
)
def test_a_refused_statement_says_why_and_stays(visitor: Visitor, sql: str) -> None:
    page = opened(visitor)
    visitor.forgiven.append("status of 400")
    run(page, sql)
    message = page.get_by_role("alert")
    expect(message).to_contain_text("không chạy được")
    assert len(message.inner_text()) > 30
    expect(page.locator("textarea[name=sql]")).to_have_value(sql)
    expect(page.locator("textarea[name=sql]")).to_have_attribute("aria-invalid", "true")
    assert page.locator("#result tbody tr").count() == 0
    run(page, "SELECT 1 AS one")
    expect(page.locator("#result tbody td")).to_have_text("1")


@pytest.mark.slow
def test_text_in_a_result_stays_text(visitor: Visitor) -> None:
    page = opened(visitor)
    run(page, "SELECT '<img src=x onerror=alert(1)>' AS \"<b>x</b>\", 'javascript:alert(1)' AS url")
    expect(page.locator("#result tbody td").first).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("#result img[src=x], #result th b, #result a[href^='javascript']").count() == 0


@pytest.mark.slow
def test_examples_run(visitor: Visitor) -> None:
    page = opened(visitor)
    visitor.forgiven.append("status of 400")  # of those that have parameters to fill in
    hrefs = page.locator("main a[href*='/sql?sql=']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert len(hrefs) >= 3
    for href in hrefs:
        page.goto(href)
        expect(page.get_by_role("alert")).to_have_count(page.locator("fieldset").count())
