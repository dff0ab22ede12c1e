"""Which articles of an index hold what is asked for, and how well; and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import tantivy

from warehouse.searching.asking import Asked, Term
from warehouse.searching.indexing import words_of

_BOOSTS = {"title": 3.0, "people": 2.0, "places": 1.0, "awards": 1.5, "evidence": 1.2, "text": 1.0}
_PUBLIC = ("title", "people", "places", "awards", "evidence")
_ACCENTS = 2.0
"""How much more a word counts that stands there with the accents that it was asked with."""
BEST = 1_000
"""Articles that are ranked by how well they match."""
_DIGITS = 4
"""Decimal places of a score; beyond them it depends on how the documents lie in segments."""
SNIPPET = 220
"""Length of a snippet in characters, about."""


class Matcher:
    """Looks words up in an index: in full texts, or (`public`) in headlines, evidence and names alone."""

    def __init__(self, index: tantivy.Index, *, public: bool) -> None:
        self._index = index
        self._schema = index.schema
        self.searcher = index.searcher()
        self.public = public
        self.fields = _PUBLIC if public else ("title", "people", "places", "awards", "text")
        self._accents = "said" if public else "words"

    def match(self, asked: Asked) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """Return the numbers of all articles that match, in no order, and those of the best ones, best first.

        To rank all of a hundred thousand would take longer than to find them, and nobody turns so many pages.
        """
        query = self.query(asked)
        everything = max(1, self.searcher.num_docs)
        hits = self.searcher.search(query, everything, count=False, order_by_field="number").hits
        best = self.searcher.search(query, BEST, count=False).hits
        scores = np.round(np.array([score for score, _ in best], dtype=np.float32), _DIGITS)
        addresses = [address for _, address in best]
        numbers = np.array(self.searcher.fast_field_values("number", addresses), dtype=np.uint64)
        return np.array([number for number, _ in hits], dtype=np.uint64), numbers[np.lexsort((numbers, -scores))]

    def document(self, number: int) -> tantivy.Document | None:
        """Return what the index keeps of an article, None where it has none of that number."""
        query = tantivy.Query.term_query(self._schema, "article_id", f"{number:016x}")
        hits = self.searcher.search(query, 1, count=False).hits
        return self.searcher.doc(hits[0][1]) if hits else None

    def query(self, asked: Asked) -> tantivy.Query:
        """Return what the index is asked: all terms, none of those that are shut out."""
        parts = [(tantivy.Occur.Must, self._term(term)) for term in asked.terms]
        parts += [(tantivy.Occur.MustNot, self._anywhere(term)) for term in asked.shut_out]
        if not asked.terms:
            parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
        return tantivy.Query.boolean_query(parts)

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in any article."""
        return any(self.searcher.doc_freq(field, word) for field in self.fields)

    def vocabulary(self) -> dict[str, int]:
        """Return the words of all articles, without accents, with the number of articles that have them."""
        return dict(self.searcher.terms_with_prefix("evidence" if self.public else "text", ""))

    def snippets(self, asked: Asked) -> list[tantivy.SnippetGenerator]:
        """Return what cuts snippets for a search, from the places that may be shown."""
        query = self.query(asked)
        made = []
        for field in ("evidence",) if self.public else ("text", "evidence"):
            generator = tantivy.SnippetGenerator.create(self.searcher, query, self._schema, field)
            generator.set_max_num_chars(SNIPPET)
            made.append(generator)
        return made

    def _term(self, term: Term) -> tantivy.Query:
        """Return a query for a term in any field; where it has accents, those who have them too come first."""
        found = self._anywhere(term)
        accented, plain = words_of(term.text, accents=True), words_of(term.text)
        if term.field is not None or accented == plain:
            return found
        better = tantivy.Query.boost_query(self._words(self._accents, accented), _ACCENTS)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, found), (tantivy.Occur.Should, better)])

    def _anywhere(self, term: Term) -> tantivy.Query:
        words = words_of(term.text)
        if not words:
            return tantivy.Query.empty_query()
        fields = (term.field,) if term.field is not None else self.fields
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.boost_query(self._words(f, words), _BOOSTS[f])) for f in fields]
        )

    def _words(self, field: str, words: list[str]) -> tantivy.Query:
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, field, words[0])
        return tantivy.Query.phrase_query(self._schema, field, list(enumerate(words)))


def marked(generators: Sequence[tantivy.SnippetGenerator], document: tantivy.Document) -> list[tuple[str, bool]]:
    """Return a snippet of a document as pieces, each with whether it is marked; empty where nothing was found in it."""
    for generator in generators:
        snippet = generator.snippet_from_doc(document)
        pieces = list(_pieces(snippet))
        if pieces:
            return pieces
    return []


def _pieces(snippet: tantivy.Snippet) -> Iterator[tuple[str, bool]]:
    """Give the fragment on one line, cut at the marks (which tantivy counts in bytes, and gives twice at times)."""
    raw = snippet.fragment().encode()
    end = 0
    for start, last in sorted({(mark.start, mark.end) for mark in snippet.highlighted()}):
        if start < end:
            continue
        if start > end:
            yield _line(raw[end:start]), False
        yield _line(raw[start:last]), True
        end = last
    if end < len(raw):
        yield _line(raw[end:]), False


def _line(raw: bytes) -> str:
    return raw.decode().replace("\n", " ")
