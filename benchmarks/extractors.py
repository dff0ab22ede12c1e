"""The extractors that are compared: thidua's own, and libraries that read articles from pages of any site.

The libraries beside trafilatura are the optional group `bench`; each is imported when it is first used.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.metadata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import trafilatura
from lxml import html

from benchmarks.extraction_scores import Extracted
from crawler.page import Page
from extract import reading
from extract.families.declaration import Family, load_families
from extract.reading import NotAnArticle, read_page

Extractor = Callable[[bytes, str | None], Extracted]
THIDUA, WITHHELD, TRAFILATURA = "thidua", "thidua, family withheld", "trafilatura"
_BLOCKS = frozenset(
    {"p", "div", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption"}
    | {"caption", "section", "article", "ul", "ol", "table", "tr", "br"}
)


class MissingExtractorError(ValueError):
    """A library to compare with is not installed; the message says how it is."""


def extractor(name: str) -> Extractor:
    """Return an extractor by its name; raises MissingExtractorError."""
    return _MAKERS[name]()


def version(name: str) -> str:
    """Return the version of an extractor that is installed."""
    return importlib.metadata.version(name.partition(",")[0])


@contextmanager
def withheld(family: str) -> Iterator[None]:
    """Let pages be read as if a family had not been declared."""
    others = tuple(known for known in load_families() if known.name != family)

    def remaining() -> tuple[Family, ...]:
        return others

    with mock.patch.object(reading, "load_families", remaining):
        yield


def _thidua() -> Extractor:
    def extract(body: bytes, url: str | None) -> Extracted:
        try:
            article = read_page(Page(url=url, body=body, headers={"content-type": "text/html; charset=utf-8"}))
        except NotAnArticle:
            return Extracted(title="")
        paragraphs = [article.paragraph_text(p) for p in article.paragraphs if p.kind != "title"]
        return Extracted(paragraphs, article.title, article.published_on, article.byline)

    return extract


def _trafilatura() -> Extractor:
    def extract(body: bytes, url: str | None) -> Extracted:
        found: Any = trafilatura.bare_extraction(body.decode(), url=url, with_metadata=True)
        if found is None:
            return Extracted(title="")
        elements = found.body.iter("p", "head", "item", "cell", "quote")
        leaves = [e for e in elements if next(e.iterdescendants("p", "head", "item", "cell", "quote"), None) is None]
        return Extracted(["".join(e.itertext()) for e in leaves], found.title or "", _day(found.date), found.author)

    return extract


def _newspaper() -> Extractor:
    newspaper = _imported("newspaper", "newspaper4k")

    def extract(body: bytes, url: str | None) -> Extracted:
        article = newspaper.Article(url or "https://x.example/", language="vi", fetch_images=False)
        article.download(input_html=body.decode())
        article.parse()
        when = article.publish_date
        day = when.date() if isinstance(when, dt.datetime) else None
        return Extracted(article.text.split("\n"), article.title or "", day, ", ".join(article.authors) or None)

    return extract


def _readability() -> Extractor:
    readability = _imported("readability", "readability-lxml")

    def extract(body: bytes, _url: str | None) -> Extracted:
        document = readability.Document(body.decode())
        return Extracted(_lines(document.summary()), document.short_title() or "")

    return extract


def _justext() -> Extractor:
    justext = _imported("justext", "justext")
    stopwords = justext.get_stoplist("Vietnamese")

    def extract(body: bytes, _url: str | None) -> Extracted:
        paragraphs = justext.justext(body.decode(), stopwords)
        return Extracted([paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate])

    return extract


def _resiliparse() -> Extractor:
    html2text = _imported("resiliparse.extract.html2text", "resiliparse")

    def extract(body: bytes, _url: str | None) -> Extracted:
        text = html2text.extract_plain_text(body.decode(), main_content=True, alt_texts=False, list_bullets=False)
        return Extracted(text.split("\n"))

    return extract


_MAKERS: dict[str, Callable[[], Extractor]] = {
    THIDUA: _thidua,
    WITHHELD: _thidua,
    TRAFILATURA: _trafilatura,
    "newspaper4k": _newspaper,
    "readability-lxml": _readability,
    "justext": _justext,
    "resiliparse": _resiliparse,
}
NAMES = tuple(_MAKERS)


def _imported(module: str, package: str) -> Any:  # noqa: ANN401 - libraries without types
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingExtractorError(
            f"{package} is not installed ({error}): pip install 'thidua[bench]', or leave it out with --only"
        ) from None


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None


def _lines(fragment: str) -> list[str]:
    """Return the text of HTML, a line for each block."""
    root = html.fromstring(f"<div>{fragment}</div>")
    for element in root.iter("*"):
        if element.tag in _BLOCKS:
            element.text = f"\n{element.text or ''}"
            element.tail = f"\n{element.tail or ''}"
    return "".join(map(str, root.itertext())).split("\n")
