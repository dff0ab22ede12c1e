"""Taking articles out of a search index within its folder, with every byte of them.

A deleted document stays in its segment, and a segment may be shared with the index of another snapshot. So all that
stays is written anew into segments of this index alone, by one commit, and the old ones are removed from its folder;
what other snapshots have of them goes when these are dealt with, each in its turn.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import duckdb
import tantivy

from warehouse.searching.index import reopen
from warehouse.searching.index_facts import facts_of
from warehouse.searching.indexing import captions_of, document_of, register_words
from warehouse.searching.segments import clear, held, let_read

_BATCH = 5_000
"""Articles in memory at a time."""
_HEAP = 128_000_000


def holds_deleted(folder: Path) -> bool:
    """Tell whether the files of an index may hold texts that no search finds any more; false where there is none."""
    try:
        return folder.is_dir() and held(folder).deleted > 0
    except ValueError:
        return True


def index_without(folder: Path, database: Path) -> None:
    """Make the documents of an index anew for the articles that a database holds; all others go, their bytes too.

    An index that is damaged is removed: the next publish makes another. Raises OSError on a full disk, which leaves
    the index as it was.
    """
    if not folder.is_dir():
        return
    try:
        index = tantivy.Index.open(str(folder))
        register_words(index)
        writer = index.writer(heap_size=_HEAP, num_threads=1)
        writer.delete_all_documents()
        with duckdb.connect(str(database), read_only=True) as connection:
            for document in _kept(index, connection):
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        del writer, index  # what is open is not cleared away
        clear(folder)
        let_read(folder)
        reopen()
    except ValueError as error:  # damaged, or a full disk
        line = " ".join(str(error).split())[:300]
        if "space" in line.lower() or "os error 28" in line.lower():
            raise OSError(errno.ENOSPC, line, str(folder)) from error
        shutil.rmtree(folder)


def _kept(index: tantivy.Index, connection: duckdb.DuckDBPyConnection) -> Iterator[tantivy.Document]:
    """Give what an index holds of the articles that a database has, made anew of the database and the texts."""
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.all_query(), max(1, int(searcher.num_docs))).hits
    addresses = iter([address for _, address in hits])
    while batch := list(islice(addresses, _BATCH)):
        held = {str(one.get_first("article_id")): one for one in map(searcher.doc, batch)}
        facts = facts_of(connection, held.keys())
        for article_id, one in held.items():
            if article_id in facts:
                yield document_of(facts[article_id], str(one.get_first("text") or ""), captions_of(one))
