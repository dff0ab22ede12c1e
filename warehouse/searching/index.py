"""Searching a snapshot's index."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tantivy

from warehouse.searching.indexing import register_words
from warehouse.searching.segments import are_whole

_FIELDS = ["title", "text", "words", "people", "places", "awards"]
_BOOSTS = {"title": 3.0, "words": 1.5, "people": 2.0, "awards": 1.5}
_DIGITS = 4
"""Decimal places of a score; beyond them it depends on how the documents lie in segments."""
_TIES = 100
"""Documents of one score among which those of the smallest ids are looked for, where not all can be shown."""
SNIPPET = 220
"""Length of a snippet in characters, about."""


class SearchError(ValueError):
    """There is nothing to search for, or no index to search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `marks` are the words found, as offsets into `snippet`; `date` that of the event."""

    article_id: str
    ceremony_id: str | None
    title: str
    date: str | None
    published: str | None
    province: str | None
    source: str | None
    url: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float


def search(folder: Path, words: str, limit: int = 10, *, everything: bool = False) -> list[Hit]:
    """Return the articles that hold all words, best first.

    Accents may be missing; "a phrase" is taken together, -word shuts out, field:word asks one of title, text, people,
    places, awards, source, province and year. What cannot be read as a query is read as plain words. Without
    `everything`, only articles on emulation and commendation are searched, and copies left out. Raises SearchError.
    """
    words = unicodedata.normalize("NFC", words)  # as texts are kept; some keyboards give accents apart
    if not any(char.isalnum() for char in words):
        raise SearchError("give at least one word to search for")
    if not folder.is_dir():
        raise SearchError(f"there is no search index at {folder}; `thidua publish` makes one")
    try:
        return _search(_open(folder.resolve()), words, limit, everything)
    except ValueError as error:  # what tantivy says of a file that is missing or damaged
        reason = " ".join(str(error).split())[:200]
        raise SearchError(
            f"the search index at {folder} cannot be read; `thidua publish` makes another ({reason})"
        ) from error


def text_of(folder: Path, article_id: str) -> str | None:
    """Return the text that an index holds of an article, None where it holds none or cannot be read."""
    if not folder.is_dir():
        return None
    try:
        index = _open(folder.resolve())
        searcher = index.searcher()
        hits = searcher.search(tantivy.Query.term_query(index.schema, "article_id", article_id), 1).hits
        text = searcher.doc(hits[0][1]).get_first("text") if hits else None
    except ValueError:
        return None
    return str(text) if text is not None else None


def reopen() -> None:
    """Let the next search of this process open its index anew, because one has changed."""
    _open.cache_clear()


def is_sound(folder: Path, articles: int) -> bool:
    """Tell whether an index can be opened and searched, all its files are whole, and it holds so many articles."""
    try:
        index = _open(folder.resolve())
        search(folder, '"thi đua"', everything=True)
        return bool(index.searcher().num_docs == articles and are_whole(folder))
    except (ValueError, OSError):
        return False


def _search(index: tantivy.Index, words: str, limit: int, everything: bool) -> list[Hit]:
    searcher = index.searcher()
    query = _parse(index, words)
    asked = query
    if not everything:
        only = [
            (tantivy.Occur.Must, tantivy.Query.term_query(index.schema, name, True))
            for name in ("relevant", "original")
        ]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *only])
    snippets = {
        name: tantivy.SnippetGenerator.create(searcher, asked, index.schema, name) for name in ("text", "evidence")
    }
    for snippet in snippets.values():
        snippet.set_max_num_chars(SNIPPET)
    return [_hit(document, score, snippets) for score, document in _best(searcher, query, limit)]


def _best(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[tuple[float, tantivy.Document]]:
    """Return the documents with the best scores; of equal ones by id, whatever segments they lie in."""
    found = [(round(score, _DIGITS), address) for score, address in searcher.search(query, limit + 1).hits]
    if len(found) > limit and found[limit][0] == found[limit - 1][0]:
        more = searcher.search(query, limit + _TIES).hits
        found = [(score, at) for score, at in ((round(s, _DIGITS), at) for s, at in more) if score >= found[limit][0]]
    told = [(score, searcher.doc(address)) for score, address in found]
    return sorted(told, key=lambda pair: (-pair[0], str(pair[1].get_first("article_id"))))[:limit]


def _parse(index: tantivy.Index, words: str) -> tantivy.Query:
    try:
        return index.parse_query(words, _FIELDS, field_boosts=_BOOSTS, conjunction_by_default=True)
    except ValueError:
        plain = " ".join("".join(char if char.isalnum() else " " for char in words).split()).lower()
        query, _ = index.parse_query_lenient(plain, _FIELDS, field_boosts=_BOOSTS, conjunction_by_default=True)
        return query


def open_index(folder: Path) -> tantivy.Index:
    """Return an index, opened anew; raises ValueError where it cannot be read."""
    try:
        index = tantivy.Index.open(str(folder))
    except ValueError as error:
        if "lock" not in str(error).lower():
            raise
        index = tantivy.Index.open(_linked(folder))
    register_words(index)
    return index


_open = lru_cache(maxsize=4)(open_index)


def _linked(folder: Path) -> str:
    """Return a folder of links to the files of one that cannot be written: tantivy makes a lock where it opens."""
    links = Path(tempfile.mkdtemp(prefix="thidua-index-"))
    atexit.register(shutil.rmtree, links, ignore_errors=True)
    for path in folder.iterdir():
        if path.suffix != ".lock":
            (links / path.name).symlink_to(path)
    return str(links)


def _hit(document: tantivy.Document, score: float, snippets: dict[str, tantivy.SnippetGenerator]) -> Hit:
    fragment = ""
    marks: tuple[tuple[int, int], ...] = ()
    for generator in snippets.values():
        fragment, marks = _marked(generator.snippet_from_doc(document))
        if fragment:
            break
    if not fragment:
        text = str(document.get_first("text") or document.get_first("evidence") or "")
        fragment = " ".join(text.removeprefix(str(document.get_first("title") or "")).split())[:SNIPPET]

    def get(name: str) -> str | None:
        value = document.get_first(name)
        return str(value) if value is not None else None

    return Hit(
        article_id=get("article_id") or "",
        ceremony_id=get("ceremony_id"),
        title=get("title") or "",
        date=get("date"),
        published=get("published"),
        province=get("province"),
        source=get("source"),
        url=get("url"),
        snippet=fragment,
        marks=marks,
        score=score,
    )


def _marked(snippet: tantivy.Snippet) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the fragment on one line and the marks in code points (tantivy counts bytes)."""
    raw = snippet.fragment().encode()
    fragment = raw.decode().replace("\n", " ")
    marks = ((len(raw[: mark.start].decode()), len(raw[: mark.end].decode())) for mark in snippet.highlighted())
    return fragment, tuple(sorted(set(marks)))
