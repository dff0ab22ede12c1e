"""Sites that are not known yet, looked at on a real server: what is found of them, and what a human is asked."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from crawler.probing.signs import read_signs
from crawler.source import parse_source
from tests.crawler.conftest import ROOT, Reply, Site, serving

RUNNER = """
import datetime as dt, json, sys
from crawler.probing.describing import describe, golden_of
from crawler.probing.looking import look
from crawler.source import Source
from crawler.probing.surveying import survey
job = [Source.model_validate(s) for s in json.load(sys.stdin)]
found, whole = look(job, survey)
assert whole
out = {}
for source in job:
    seen = found[source.slug]
    if isinstance(seen, Exception):
        raise seen
    if seen.signs is None:
        out[source.slug] = [seen.home.problem, None, None]
    else:
        text, outlet = describe(seen, source, dt.date(2026, 11, 22))
        out[source.slug] = [seen.problems, text, golden_of(seen, outlet, dt.date(2026, 11, 22))]
print(json.dumps(out))
"""
TITLES = [
    "tinh-tang-bang-khen-cho-tap-the",
    "le-trao-huy-hieu-dang-dot-19-5",
    "hoi-thi-nau-an",
    "gap-mat-nguoi-co-cong",
]
HEAD = "<title>Trang chủ | Báo Mẫu Mực điện tử</title>"


def page(links: list[str], head: str = HEAD, more: str = "") -> Reply:
    """Return a page with a menu of three sections, and links with titles as long as headlines are."""
    menu = "".join(
        f'<li><a href="/{name}-{n}.html">{name}</a></li>'
        for n, name in ((21, "thoi-su"), (22, "kinh-te"), (23, "video"))
    )
    stories = "".join(
        f'<h3><a href="{link}">Một dòng đầu đề dài như mọi khi {n}</a></h3>' for n, link in enumerate(links)
    )
    return Reply(f"<html><head>{head}</head><body><ul class=menu>{menu}</ul>{stories}{more}</body></html>")


def article(link: str) -> Reply:
    """Return an article with a mobile and an AMP form, a tag of the topic and one of another."""
    head = (
        f'<link rel=canonical href="https://mau.example{link}"><link rel=amphtml href="https://mau.example{link}?amp=1">'
        f'<link rel=alternate media="(max-width: 640px)" href="https://m.mau.example{link}">'
        "<meta property=og:type content=article>"
    )
    return page([], head, '<a href="/tag/thi-dua">thi đua</a><a href="/tag/bong-da">bóng đá</a>')


@pytest.fixture(scope="module")
def surveyed() -> tuple[dict[str, Any], Site]:
    """Look at four sites in one run."""
    links = [f"/thoi-su/{title}-{n}.html" for n, title in enumerate(TITLES, start=17028)]
    feed = "".join(f"<item><link>https://mau.example{link}?utm_source=rss</link></item>" for link in links[:2])
    with serving(Site()) as site:
        site.replies |= {
            "mau.example/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.05\nDisallow: /tim\nSitemap: /sm.xml\n"),
            "mau.example/": page(links, more='<form action="/tim"><input name=q></form><a href="/rss">RSS</a>'),
            "mau.example/rss": page([], more='<a href="/rss/moi.rss">Mới</a><a href="/rss/cu.rss">Cũ</a>'),
            "mau.example/rss/moi.rss": Reply(f"<rss><channel>{feed}</channel></rss>"),
            "mau.example/thoi-su-21.html": page(links[2:]),
            "mau.example/kinh-te-22.html": page([]),
            "mau.example/tag/thi-dua": page(links[:1]),
            **{f"mau.example{link}": article(link) for link in links},
            "trong.example/": page([]),
            "doi.example/": Reply(status=301, headers={"Location": "https://moi.example/"}),
            "cam.example/robots.txt": Reply("User-agent: *\nDisallow: /\n"),
            "pdf.example/": Reply(b""),
            "la.example/": page(
                links,
                "<meta property=og:site_name content='Báo\u200b Lạ\u0096'><base href='http://['>",
                "<form action='http://[x'><input name=q></form>",
            ),
            **{f"la.example{link}": page([]) for link in links},
        }
        job = [
            {"slug": slug, "name": "?", "domains": [f"{slug}.example"], "private": True, "delay": 0}
            | {"served_at": site.address}
            for slug in ("mau", "trong", "doi", "cam", "pdf", "la")
        ]
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", RUNNER],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout), site


def test_a_site_is_described_by_what_it_shows(surveyed: tuple[dict[str, Any], Site]) -> None:
    problems, text, golden = surveyed[0]["mau"]
    found = parse_source(text, "new.yaml")
    assert (found.slug, found.name, found.state) == ("bao-mau-muc", "Báo Mẫu Mực", "crawled")
    assert found.domains == ("mau.example", "m.mau.example")
    assert found.feeds == ("https://mau.example/rss/moi.rss",)
    assert found.listings == ("https://mau.example/thoi-su-21.html",)
    assert found.tags == ("https://mau.example/tag/thi-dua",)
    assert (found.sitemaps, found.searches) == ((), ())
    assert found.article_pattern == r"/[^/?]+/[^/?]+-\d+\.html$"
    assert found.twins == {r"\?amp=1$": "", r"^https?://m\.mau\.example/": "https://mau.example/"}
    assert found.known == dict.fromkeys(["domains", "articles", "feeds", "listings", "tags"], "seen")
    assert problems == ["the search https://mau.example/tim?q={words}: robots.txt forbids it"]
    assert f"# {problems[0]}\narticle_pattern: " in text
    assert "\n# province: …" in text
    assert "- https://mau.example/thoi-su-21.html" in golden.partition("others:")[2]
    assert "?amp=1" in golden.partition("twins:")[2]


def test_sections_that_are_not_news_are_not_asked_for(surveyed: tuple[dict[str, Any], Site]) -> None:
    asked = {path for host, path, _ in surveyed[1].log if host == "mau.example"}
    assert "/thoi-su-21.html" in asked
    assert not {path for path in asked if "video" in path or "bong-da" in path or path.startswith("/tim")}
    assert len([host for host, _, _ in surveyed[1].log if host == "mau.example"]) == len(asked)


def test_odd_characters_and_addresses_spoil_no_description(surveyed: tuple[dict[str, Any], Site]) -> None:
    _, text, _ = surveyed[0]["la"]
    assert text.startswith("# Báo Lạ: a first description")
    assert parse_source(text, "new.yaml").name == "Báo Lạ"


def test_links_in_deep_menus_are_told_quickly() -> None:
    boxes = "<div class='a b'>" * 200
    body = f"<nav>{boxes}<a href=/m>x</a>{'</div>' * 200}</nav>{boxes}"
    body += "".join(f"<a href=/{i}>x</a>" for i in range(8000))
    started = time.process_time()
    signs = read_signs(body.encode(), "https://bao.vn/")
    assert time.process_time() - started < 1.5
    assert signs is not None
    assert len(signs.anchors) == 8001
    assert [anchor.address for anchor in signs.anchors if anchor.in_menu] == ["https://bao.vn/m"]


def test_a_site_without_articles_is_unverified_and_says_why(surveyed: tuple[dict[str, Any], Site]) -> None:
    problems, text, golden = surveyed[0]["trong"]
    assert problems == ["no form of address that articles share was found"]
    assert parse_source(text, "new.yaml").state == "unverified"
    assert "# no article_pattern, so not crawled: no form of address" in text
    assert golden is None


@pytest.mark.parametrize(
    ("slug", "problem"),
    [("doi", "redirects to another site (moi.example)"), ("cam", "robots.txt forbids it"), ("pdf", None)],
)
def test_a_site_that_cannot_be_looked_at_says_why(
    surveyed: tuple[dict[str, Any], Site], slug: str, problem: str | None
) -> None:
    assert surveyed[0][slug] == [problem, None, None]
