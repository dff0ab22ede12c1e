"""Rules that fold other forms of an article's address, read off one pair."""

from __future__ import annotations

import re

import pytest

from crawler.probing.signs import read_signs
from crawler.probing.twins import twin_rule, twin_rules, twins_of

A = "https://bao.vn/xa-hoi/le-trao-tang-12.html"


@pytest.mark.parametrize(
    ("url", "twin", "rule"),
    [
        (A, "https://m.bao.vn/xa-hoi/le-trao-tang-12.html", (r"^https?://m\.bao\.vn/", "https://bao.vn/")),
        (A, "https://bao.vn/amp/xa-hoi/le-trao-tang-12.html", ("/amp/", "/")),
        (A, f"{A}/amp", ("/amp$", "")),
        (A, f"{A}?amp=1", (r"\?amp=1$", "")),
        (A, "https://bao.vn/xa-hoi/le-trao-tang-12.amp.html", (r"\.amp(?=\.html$)", "")),
        (
            "https://bao.vn/vi/news/phong-trao/le-12.html",
            "https://bao.vn/vi/news/print/phong-trao/le-12.html",
            ("/print/", "/"),
        ),
    ],
)
def test_simple_rules(url: str, twin: str, rule: tuple[str, str]) -> None:
    assert twin_rule(url, twin) == rule
    assert re.sub(*rule, twin) == url


@pytest.mark.parametrize("twin", [A, A.replace("https", "http"), "https://bao.vn/khac-9.html", "https://m.bao.vn/12"])
def test_what_no_simple_rule_turns_into_the_other_has_none(twin: str) -> None:
    assert twin_rule(A, twin) is None
    assert twin_rules([(A, twin)]) == {}


def test_the_other_forms_that_a_page_links_to() -> None:
    page = read_signs(
        f"""<html><head><link rel=canonical href={A}><link rel=amphtml href={A}/amp>
        <link rel=alternate media="(max-width: 640px)" href="https://m.bao.vn/xa-hoi/le-trao-tang-12.html"></head><body>
        <a href="/print/xa-hoi/le-trao-tang-12.html">In</a><a href="/xa-hoi/khac-13.html">x</a>""".encode(),
        f"{A}?utm_source=x",
    )
    assert page is not None
    assert [twin for _, twin in twins_of(page)] == [
        f"{A}/amp",
        "https://m.bao.vn/xa-hoi/le-trao-tang-12.html",
        "https://bao.vn/print/xa-hoi/le-trao-tang-12.html",
    ]
    assert {url for url, _ in twins_of(page)} == {A}
