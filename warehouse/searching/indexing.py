"""The search index of a snapshot: its articles, found by words with or without accents.

It keeps the texts, which snippets are cut from, and so belongs to the operator's own machine: exports leave it out.
With `store_text=False` it keeps the sentences of evidence alone, and can be shown in public.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import duckdb
import tantivy

from warehouse.intake.parts import PartError
from warehouse.intake.texts import Holding, find_texts, read_texts
from warehouse.searching.index_facts import facts_of, text_hashes
from warehouse.searching.segments import are_alike, carry_over, held, let_read

_FOLDED = "folded"
_ACCENTS = "accents"
_ACCENTED = {"said": ("title", "evidence"), "named": ("title", "people", "places", "awards")}
"""Fields with accents besides the whole text, and what they are made of: what may be shown in public, and names."""
CAPTIONS = "captions"
_STORED = ("article_id", "ceremony_id", "url", "date", "published", "province")
_BATCH = 20_000
"""Articles whose facts are in memory at a time."""
_MANY = 5_000
"""Articles from which several threads are worth the segments that each of them makes."""
_HEAP = 128_000_000
"""Bytes of memory for each thread."""
_STALE = 0.1
"""Share of deleted documents from which an index is made anew: they take room, and count for how rare a word is."""


def build_index(
    folder: Path,
    database: Path,
    parts: Sequence[Path],
    *,
    base: Path | None = None,
    changed: Collection[str] = (),
    store_text: bool = True,
) -> None:
    """Make the index in `folder`, which must not exist, of a snapshot's database and the articles parts it is made of.

    It goes on from `base`, the index of another snapshot, where that is sound and has the same fields: `changed` are
    then the ids of all articles that the two have not alike (`index_facts.changed_between`). Nothing in `base` is
    touched. Raises OSError where the index cannot be written, PartError where a part cannot be read.
    """
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            hashes = text_hashes(connection)
            if base is None or not _go_on(folder, base, connection, parts, hashes, changed, store_text):
                index = _new(folder, store_text)
                threads = min(2, os.cpu_count() or 1) if len(hashes) >= _MANY else 1
                write_documents(index, _documents(connection, parts, hashes), threads=threads)
        let_read(folder)
    except PartError:
        raise
    except ValueError as error:  # what tantivy makes of a full disk
        raise OSError(f"the search index cannot be written: {error}") from error


def write_documents(
    index: tantivy.Index, documents: Iterable[tantivy.Document], *, gone: Iterable[str] = (), threads: int = 1
) -> None:
    """Add documents to an index, in whose place those of the articles `gone` (ids) go; all by one commit."""
    writer = index.writer(heap_size=threads * _HEAP, num_threads=threads)
    for article_id in gone:
        writer.delete_documents_by_term("article_id", article_id)
    for document in documents:
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def register_words(index: tantivy.Index) -> None:
    """Tell an index how words are cut: by letters alone, and with their accents. Needed each time one is opened."""
    for name in (_ACCENTS, _FOLDED):
        index.register_tokenizer(name, _analyzer(name))


def words_of(text: str, *, accents: bool = False) -> list[str]:
    """Return the words of a text as the index has them: by letters alone, or with their accents."""
    return list(_analyzer(_ACCENTS if accents else _FOLDED).analyze(text))


@cache
def _analyzer(name: str) -> tantivy.TextAnalyzer:
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    return (plain if name == _ACCENTS else plain.filter(tantivy.Filter.ascii_fold())).build()


def document_of(facts: Mapping[str, Sequence[object]], text: str, captions: Iterable[str]) -> tantivy.Document:
    """Return what the index takes in of an article: what `facts_of` gives, its text and its captions."""
    document = tantivy.Document()
    for name, values in facts.items():
        for value in values:
            if name in ("relevant", "original"):
                document.add_boolean(name, bool(value))
            elif name == "year":
                document.add_integer(name, int(str(value)))
            else:
                document.add_text(name, str(value))
    document.add_text("text", text)
    document.add_text("words", text)
    for name, of in _ACCENTED.items():
        for value in (value for one in of for value in facts[one]):
            document.add_text(name, str(value))
    for caption in captions:
        document.add_bytes(CAPTIONS, caption.encode())
    document.add_unsigned("number", number_of(str(facts["article_id"][0])))
    return document


def captions_of(document: tantivy.Document) -> tuple[str, ...]:
    """Return the captions of an article that the index holds with its text."""
    return tuple(caption.decode() for caption in document.get_all(CAPTIONS))


def number_of(article_id: str) -> int:
    """Return the number by which an article is known in columns: its id, which is 16 hexadecimal digits."""
    return int(article_id, 16)


def _go_on(
    folder: Path,
    base: Path,
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Path],
    hashes: Mapping[str, str],
    changed: Collection[str],
    store_text: bool,
) -> bool:
    """Make the index of another one and what has changed; return False, and leave nothing, where that cannot be."""
    wanted = {article_id: hashes[article_id] for article_id in sorted(changed) if article_id in hashes}
    try:
        _new(folder, store_text)
        there = held(base)
        if are_alike(folder, base) and there.deleted + len(changed) <= _STALE * there.documents:
            carry_over(base, folder)
            index = tantivy.Index.open(str(folder))
            register_words(index)
            write_documents(index, _documents(connection, parts, wanted), gone=sorted(changed))
            index.reload()
            if index.searcher().num_docs == len(hashes):
                return True
    except PartError:
        raise
    except (ValueError, OSError):  # damaged; a full disk stops the making anew too
        pass
    shutil.rmtree(folder, ignore_errors=True)
    return False


def _documents(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Path], hashes: Mapping[str, str]
) -> Iterator[tantivy.Document]:
    """Give the documents of the articles whose texts have these hashes, part by part; raises PartError."""
    left = dict(hashes)
    batch: list[Holding] = []
    for holding in (*find_texts(parts, left.keys()), None):
        if batch and (holding is None or sum(len(one.ids) for one in batch) >= _BATCH):
            facts = facts_of(connection, {article_id for one in batch for article_id in one.ids & left.keys()})
            for told in (told for one in batch for told in read_texts(one, left)):
                del left[told.article_id]
                yield document_of(facts[told.article_id], told.text, told.captions)
            batch = []
        if holding is not None:
            batch.append(holding)
    if left:
        raise PartError(f"no part holds the text of {len(left)} articles, {min(left)} among them")


def _new(folder: Path, store_text: bool) -> tantivy.Index:
    folder.mkdir()
    index = tantivy.Index(_schema(store_text), path=str(folder))
    register_words(index)
    return index


def _schema(store_text: bool) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _STORED:
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    builder.add_text_field("source", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True, tokenizer_name=_FOLDED)
    builder.add_text_field("text", stored=store_text, tokenizer_name=_FOLDED)
    builder.add_text_field("words", tokenizer_name=_ACCENTS)
    for name in _ACCENTED:
        builder.add_text_field(name, tokenizer_name=_ACCENTS)
    for name in ("evidence", "people", "places", "awards"):
        builder.add_text_field(name, stored=name == "evidence", tokenizer_name=_FOLDED)
    builder.add_bytes_field(CAPTIONS, stored=store_text, indexed=False)
    builder.add_integer_field("year", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("number", fast=True)
    builder.add_boolean_field("relevant", indexed=True)
    builder.add_boolean_field("original", indexed=True)
    return builder.build()
