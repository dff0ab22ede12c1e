"""Redirects while a site is looked at: each question is answered, however the address that answers is spelled."""

from __future__ import annotations

from typing import Any

import pytest

from tests.crawler.conftest import Reply, Site, listing, serving
from tests.crawler.test_probing import PAGE, outlet, run_probe

TO_THE_FRONT = {
    "bare": "https://bare.example",
    "www": "https://www.www.example/",
    "root": "/",
    "chain": "/cu",
}
"""By slug, where an article that was dropped leads to; the chain goes on to a page that is answered for already."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Probe outlets whose newest article was dropped, and leads to the front page or a section."""
    with serving(Site()) as site:
        pages = listing(["/tin-a1.html", "/tin-a2.html"])
        site.replies |= {
            **{f"{slug}.example/": Reply(pages) for slug in TO_THE_FRONT},
            **{
                f"{slug}.example/tin-a1.html": Reply(status=302, headers={"Location": to})
                for slug, to in TO_THE_FRONT.items()
            },
            "www.www.example/": Reply(pages),
            "/thoi-su": Reply(pages),
            "/muc": Reply(status=302, headers={"Location": "/cu"}),
            "/cu": Reply(status=301, headers={"Location": "/thoi-su?utm_source=cu"}),
            "/thoi-su?utm_source=cu": Reply(pages),
            "/tin-a2.html": Reply(PAGE),
        }
        site.replies |= {
            "het.example/": Reply(listing(["/tin-a1.html"])),
            "het.example/tin-a1.html": Reply(status=301, headers={"Location": "/"}),
        }
        sources = [outlet(site, slug, listings=["/", "/thoi-su", "/muc"]) for slug in TO_THE_FRONT]
        sources.append(outlet(site, "het", listings=["/"]))
        return run_probe(sources, tmp_path_factory.mktemp("look"))


@pytest.mark.parametrize("slug", TO_THE_FRONT)
def test_one_dropped_article_breaks_no_outlet(found: dict[str, Any], slug: str) -> None:
    assert [f for f in found[slug] if f["verdict"] == "broken"] == []
    articles = [(f["address"], f["text"]) for f in found[slug] if f["part"] == "article"]
    assert articles == [(f"https://{slug}.example/tin-a2.html", "read")]


@pytest.mark.parametrize("slug", TO_THE_FRONT)
def test_a_section_that_moved_to_another_is_read(found: dict[str, Any], slug: str) -> None:
    assert [f["verdict"] for f in found[slug] if f["part"] == "listing"] == ["works"] * 3


def test_articles_that_all_lead_to_the_front_page_are_broken(found: dict[str, Any]) -> None:
    texts = [f["text"] for f in found["het"] if f["verdict"] == "broken"]
    assert texts == ["leads to https://het.example/, which is no article"]
