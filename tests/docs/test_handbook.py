"""The handbook is built without a warning, leads nowhere that is not there, and asks nothing of any other host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from lxml import html

from tests.documents import DOCS
from tests.web.browser.visiting import MISSING, PHONE, chromium, program

pytestmark = pytest.mark.slow
ROOT = DOCS.parent
LOADED = (("link", "href"), ("script", "src"), ("img", "src"), ("source", "srcset"), ("iframe", "src"), ("use", "href"))
NOT_LOADED = {"canonical", "next", "prev"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[Path, html.HtmlElement]:
    return {path: html.fromstring(path.read_bytes()) for path in sorted(built.rglob("*.html"))}


def test_every_page_is_in_the_navigation(pages: dict[Path, html.HtmlElement], built: Path) -> None:
    names = {path.relative_to(built).with_suffix(".md").as_posix() for path in pages} - {"404.md"}
    assert names == {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [name for name in names if not re.search(rf": {re.escape(name)}$", text, re.MULTILINE)] == []


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, html.HtmlElement], built: Path) -> None:
    for path, page in pages.items():
        for tag, attribute in LOADED:
            for element in page.iter(tag):
                if element.get("rel") not in NOT_LOADED:
                    target = element.get(attribute) or ""
                    assert not urlsplit(target).netloc, f"{path.name}: {target}"
    styles = sorted(built.rglob("*.css"))
    assert styles
    for style in styles:
        found = re.findall(r"url\(\s*['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", style.read_text(encoding="utf-8"))
        assert [target for pair in found for target in pair if re.match(r"(https?:)?//", target)] == [], style.name


def test_links_and_their_places_are_there(pages: dict[Path, html.HtmlElement], built: Path) -> None:
    places = {path: {*page.xpath("//@id"), *page.xpath("//@name")} for path, page in pages.items()}
    for path, page in pages.items():
        for link in page.xpath("//a/@href"):
            told = urlsplit(urljoin(path.as_uri(), link))
            if told.scheme == "file" and path.name != "404.html":
                target = Path(told.path)
                assert target.is_relative_to(built), f"{path.name}: {link}"
                assert target.exists(), f"{path.name}: {link}"
                assert not told.fragment or target not in places or told.fragment in places[target], (
                    f"{path.name}: {link}"
                )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def base(built: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=built)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.skipif(program() is None, reason=MISSING)
@pytest.mark.parametrize(
    "options", [{"color_scheme": "light"}, {**PHONE, "color_scheme": "dark"}], ids=["desk", "phone"]
)
def test_a_browser_asks_nobody_else_and_never_scrolls_sideways(base: str, options: dict[str, Any]) -> None:
    asked: list[str] = []
    troubles: list[str] = []
    with chromium() as browser:
        context = browser.new_context(base_url=base, **options)
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: troubles.append(str(error.error)))
        page = context.new_page()
        for path in sorted(DOCS.glob("*.md")):
            page.goto(f"/{path.stem}.html")
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            troubles += [f"{path.stem} is {wide} too wide"] if wide > 0 else []
    assert asked
    assert troubles + [url for url in asked if not url.startswith((f"{base}/", "data:", "blob:"))] == []


@pytest.mark.skipif(program() is None, reason=MISSING)
def test_the_search_finds_a_page_by_its_words(base: str) -> None:
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"{base}/index.html")
        page.locator("[data-md-component=search-query]").first.click()
        page.keyboard.type("restoring", delay=20)
        page.locator(".md-search-result__link[href*='operating.html']").first.wait_for()


def test_the_configuration_names_no_host() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "://" not in text
    assert yaml.safe_load(text)["theme"]["font"] is False
