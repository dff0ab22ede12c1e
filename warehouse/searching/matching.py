"""Which articles of an index hold what is asked for, and how well; and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import tantivy

from warehouse.searching.asking import Asked, Term
from warehouse.searching.indexing import words_of
from warehouse.searching.kept import Kept

_BOOSTS = {"title": 3.0, "people": 2.0, "places": 1.0, "awards": 1.5, "evidence": 1.2, "text": 1.0}
_PUBLIC = ("title", "people", "places", "awards", "evidence")
_ACCENTS = {"words": 6.0, "said": 4.0}
"""How much a word counts that stands there with the accents that it was asked with: more than one in a headline."""
BEST = 1_000
"""Articles that are ranked by how well they match."""
_DIGITS = 4
"""Decimal places of a score; beyond them it depends on how the documents lie in segments."""
_TOGETHER = 5.0
"""How much two words count that stand beside each other as they do in the search."""
SNIPPET = 240
"""Length of a snippet in characters, about."""


_LOOKED_UP = 3
"""Terms up to which to look up each takes no longer than to look up all together."""
_MEMORY = 32_000_000
"""Bytes for which articles have a word: at 100,000 articles of 2,500 words."""
Numbers = npt.NDArray[np.int32]
Bits = npt.NDArray[np.uint8]
Key = tuple[str | None, ...]
"""The field of a term and its words without accents; of one that is shut out with them."""
Pieces = list[tuple[str, bool]]
"""A snippet in pieces, each with whether it is marked."""


class Matcher:
    """Looks words up in an index: in full texts, or (`public`) in headlines, evidence and names alone."""

    def __init__(self, index: tantivy.Index, *, public: bool) -> None:
        self._index = index
        self._schema = index.schema
        self.searcher = index.searcher()
        self.public = public
        self.fields = _PUBLIC if public else ("title", "people", "places", "awards", "text")
        self._accents = ("said",) if public else ("words", "said")
        self.numbers = np.sort(self._listed(tantivy.Query.all_query()))
        """The numbers of all articles in order: each has its place in them."""
        self._room = _MEMORY // max(1, -(-len(self.numbers) // 8))
        self._kept: Kept[Key, Bits] = Kept(self._room)

    def match(self, asked: Asked) -> tuple[Numbers, Numbers]:
        """Return the places of all articles that match, in order, and those of the best ones, best first.

        To rank all of a hundred thousand would take longer than to find them, and nobody turns so many pages.
        """
        best = self.searcher.search(self._ranked(self.query(asked), asked), BEST, count=False).hits
        scores = np.round(np.array([score for score, _ in best], dtype=np.float32), _DIGITS)
        addresses = [address for _, address in best]
        numbers = np.array(self.searcher.fast_field_values("number", addresses), dtype=np.uint64)
        ranked = self._places_of(numbers[np.lexsort((numbers, -scores))])
        return self.everything(asked) if len(best) == BEST else np.sort(ranked), ranked

    def everything(self, asked: Asked) -> Numbers:
        """Return the places of all articles that match, in order: those that each term is in, and none shut out.

        Which articles have a term is kept, since most searches are of words that others had. Where many are not, one
        is looked up for later searches, and all together for this one.
        """
        wanted = [_key_of(term) for term in asked.terms]
        unwanted = [("-", term.field, *words_of(term.text, accents=True)) for term in asked.shut_out]
        queries = {key: self._anywhere(term) for key, term in zip(wanted, asked.terms, strict=True)}
        queries |= {key: self._shut_out(term) for key, term in zip(unwanted, asked.shut_out, strict=True)}
        known = {key: bits for key in queries if (bits := self._kept.get(key)) is not None}
        missing = [key for key in queries if key not in known]
        for key in missing if len(missing) <= _LOOKED_UP else missing[:1]:
            known[key] = self._keep(key, self._mask(queries[key]))
        if len(missing) > _LOOKED_UP:
            return _true(self._mask(self.query(asked)))
        chosen = np.full(-(-len(self.numbers) // 8), 0xFF, dtype=np.uint8)
        for key in wanted:
            chosen &= known[key]
        for key in unwanted:
            chosen &= ~known[key]
        return _true(np.unpackbits(chosen, count=len(self.numbers)).view(np.bool_))

    def look_up_frequent(self) -> Iterator[str]:
        """Look up which articles have each word that so many have as are ranked, one a step, before anybody asks."""
        counted = self.vocabulary()
        words = sorted((word for word in counted if counted[word] >= BEST), key=lambda word: (-counted[word], word))
        for word in words[: self._room // 2]:
            term = Term(word)
            if self._kept.get(_key_of(term)) is None:
                self._keep(_key_of(term), self._mask(self._anywhere(term)))
            yield word

    def _keep(self, key: Key, mask: npt.NDArray[np.bool_]) -> Bits:
        return self._kept.put(key, np.packbits(mask))

    def _mask(self, query: tantivy.Query) -> npt.NDArray[np.bool_]:
        """Return which articles, in order of their numbers, a query finds.

        To count them takes a tenth as long as to list them; where most are found, the others are listed.
        """
        is_most = self.searcher.search(query, 1).count > len(self.numbers) / 2  # type: ignore[attr-defined]
        if is_most:
            everything = (tantivy.Occur.Must, tantivy.Query.all_query())
            query = tantivy.Query.boolean_query([everything, (tantivy.Occur.MustNot, query)])
        mask = np.full(len(self.numbers), is_most, dtype=np.bool_)
        mask[self._places_of(self._listed(query))] = not is_most
        return mask

    def _places_of(self, numbers: npt.NDArray[np.uint64]) -> Numbers:
        return np.searchsorted(self.numbers, numbers).astype(np.int32)

    def _listed(self, query: tantivy.Query) -> npt.NDArray[np.uint64]:
        """Return the numbers of all articles that a query finds, in no order."""
        hits = self.searcher.search(query, max(1, self.searcher.num_docs), count=False, order_by_field="number").hits
        return np.array([number for number, _ in hits], dtype=np.uint64)

    def _ranked(self, query: tantivy.Query, asked: Asked) -> tantivy.Query:
        """Return a query with more for words that stand together in a headline or a name as they do in the search.

        In whole texts they would have to be looked for ten times as long.
        """
        terms = [term.text for term in asked.terms if term.field is None]
        has_accents = any(words_of(text, accents=True) != words_of(text) for text in terms)
        fields = ("named",) if has_accents else ("title", "people", "places", "awards")
        pairs = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._words(field, first + second), _TOGETHER))
            for first, second in pairwise(words_of(text, accents=has_accents) for text in terms)
            for field in fields
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *pairs])

    def id_at(self, place: int) -> str:
        """Return the id of the article at a place."""
        return f"{self.numbers[place]:016x}"

    def document(self, article_id: str) -> tantivy.Document | None:
        """Return what the index keeps of an article, None where it has none of that id."""
        query = tantivy.Query.term_query(self._schema, "article_id", article_id)
        hits = self.searcher.search(query, 1, count=False).hits
        return self.searcher.doc(hits[0][1]) if hits else None

    def query(self, asked: Asked) -> tantivy.Query:
        """Return what the index is asked: all terms, none of those that are shut out."""
        parts = [(tantivy.Occur.Must, self._term(term)) for term in asked.terms]
        parts += [(tantivy.Occur.MustNot, self._shut_out(term)) for term in asked.shut_out]
        if not asked.terms:
            parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
        return tantivy.Query.boolean_query(parts)

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in any article."""
        return any(self.searcher.doc_freq(field, word) for field in self.fields)

    def vocabulary(self) -> dict[str, int]:
        """Return the words of all articles, without accents, with the number of articles that have them."""
        return dict(self.searcher.terms_with_prefix("evidence" if self.public else "text", ""))

    def snippets(self, asked: Asked) -> dict[str, tantivy.SnippetGenerator]:
        """Return what cuts snippets for a search, by the field to cut them from: those that may be shown."""
        query = self.query(asked)
        made = {}
        for field in ("evidence",) if self.public else ("text", "evidence"):
            generator = tantivy.SnippetGenerator.create(self.searcher, query, self._schema, field)
            generator.set_max_num_chars(SNIPPET)
            made[field] = generator
        return made

    def _term(self, term: Term) -> tantivy.Query:
        """Return a query for a term in any field; where it has accents, those who have them too come first."""
        found = self._anywhere(term)
        accented, plain = words_of(term.text, accents=True), words_of(term.text)
        if term.field is not None or accented == plain:
            return found
        better = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._words(field, accented), _ACCENTS[field]))
            for field in self._accents
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, found), *better])

    def _shut_out(self, term: Term) -> tantivy.Query:
        """Return a query for what may not be there: with accents those words alone, for -bão is not to shut out báo."""
        accented = words_of(term.text, accents=True)
        if term.field is not None or accented == words_of(term.text):
            return self._anywhere(term)
        return self._words(self._accents[0], accented)

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


def _key_of(term: Term) -> Key:
    return term.field, *words_of(term.text)


def _true(mask: npt.NDArray[np.bool_]) -> Numbers:
    return np.flatnonzero(mask).astype(np.int32)


def marked(generators: Mapping[str, tantivy.SnippetGenerator], document: tantivy.Document) -> Pieces:
    """Return a snippet of a document, empty where nothing was found in it.

    It is cut from one sentence of evidence, never from two: they need not stand beside each other.
    """
    for field, generator in generators.items():
        best: Pieces = []
        for value in document.get_all(field):
            alone = tantivy.Document()
            alone.add_text(field, str(value))
            pieces = list(_pieces(generator.snippet_from_doc(alone)))
            if sum(is_marked for _, is_marked in pieces) > sum(is_marked for _, is_marked in best):
                best = pieces
        if best:
            return best
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
