"""The articles to measure on: real ones where their folder is there, else the project's own."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from crawler.page import Page
from extract.article import Article, Paragraph, ParagraphKind
from extract.reading import NotAnArticle, read_page
from thidua.demo.material import load_articles

ROOT = Path(__file__).resolve().parents[1]
_STAND_IN = "measured on the project's own, which are fewer and shorter"


class MaterialError(ValueError):
    """The articles to measure on are not there; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Material:
    """Plain texts by set ("seeds", "corpus", or "own"), the headline first, and saved pages of real articles.

    `note` says what is missing.
    """

    texts: dict[str, list[str]]
    pages: list[str] = field(default_factory=list)
    note: str | None = None

    @property
    def largest(self) -> list[str]:
        """The set with the most articles."""
        return max(self.texts.values(), key=len)


def find_material(shared: Path | None) -> Material:
    """Return the seeds and the corpus of the folder `shared`, or the project's own articles where it is not there.

    Without a folder, the one named by THIDUA_SHARED and then `../shared` are looked at. Raises MaterialError where
    the folder is named here and is none.
    """
    if shared is not None and not shared.is_dir():
        raise MaterialError(f"{shared} is not a folder")
    folder = shared or Path(os.environ.get("THIDUA_SHARED", ROOT.parent / "shared"))
    seeds = [path.read_text(encoding="utf-8") for path in sorted((folder / "seeds").glob("*.txt"))]
    corpus = folder / "corpus" / "articles.jsonl.gz"
    texts = {"seeds": seeds, "corpus": _corpus(corpus) if corpus.is_file() else []}
    found = {name: found for name, found in texts.items() if found}
    if not found:
        return Material({"own": own_texts()}, note=f"real articles are not here ({folder}); {_STAND_IN}")
    absent = [name for name in texts if name not in found]
    # a page that was saved compressed is no text, and so no article either
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in sorted((folder / "html").glob("*.html"))]
    return Material(found, pages, f"{folder} holds no {absent[0]}" if absent else None)


def own_texts() -> list[str]:
    """Return the articles of the demo site and those written for the gold, as plain text."""
    demo = ["\n\n".join(article.words()) for article in load_articles().values()]
    gold = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "gold" / "own").glob("*.txt"))]
    return demo + gold


def sample(texts: Sequence[str], number: int, seed: int) -> list[str]:
    """Return `number` of the texts (all, where they are fewer), chosen and ordered at random by `seed`."""
    return random.Random(seed).sample(list(texts), min(number, len(texts)))


def extracted(bodies: Sequence[str], kind: str = "text/plain") -> list[tuple[Article, str]]:
    """Return the articles of plain texts (or pages) with what they were extracted from; what holds none is left out.

    Related boxes, bylines and the furniture of pages are cut.
    """
    found = []
    for body in bodies:
        page = Page(url=None, body=body.encode(), headers={"content-type": f"{kind}; charset=utf-8"}, meta={})
        with suppress(NotAnArticle):
            found.append((read_page(page), body))
    return found


def articles_in(texts: Sequence[str]) -> list[Article]:
    """Return the articles of plain texts; what is no article is left out."""
    return [article for article, _ in extracted(texts)]


def article_of(title: str, paragraphs: Sequence[str]) -> Article:
    """Return an article of a title and plain paragraphs, without extraction."""
    pieces: list[tuple[ParagraphKind, str]] = [("title", title), *(("paragraph", words) for words in paragraphs)]
    told, at = [], 0
    for kind, words in pieces:
        told.append(Paragraph(kind=kind, start=at, end=at + len(words)))
        at += len(words) + 2
    text = "\n\n".join(words for _, words in pieces)
    return Article(id="0" * 16, title=title, text=text, paragraphs=tuple(told))


def _corpus(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]
