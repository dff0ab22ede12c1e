"""The search index of a snapshot: its articles, found by words with or without accents.

It keeps the texts, which snippets are cut from, and so belongs to the operator's own machine: exports leave it out.
With `store_text=False` it keeps the sentences of evidence alone, and can be shown in public.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import tantivy

from warehouse.parts import Item, PartError, read_texts
from warehouse.rows import Row

_FOLDED = "folded"
_ACCENTS = "accents"
_STORED = ("article_id", "ceremony_id", "url", "date", "published", "province")


def build_index(
    folder: Path, items: Sequence[Item], rows: Mapping[str, Sequence[Row]], *, store_text: bool = True
) -> None:
    """Make the index in `folder`, which must not exist, of items and the rows made of them.

    Raises OSError where it cannot be written, PartError where a part cannot be read.
    """
    folder.mkdir()
    facts = facts_by_id(items, rows)
    try:
        index = tantivy.Index(_schema(store_text), path=str(folder))
        register_words(index)
        writer = index.writer(heap_size=64_000_000, num_threads=1)
        for article_id, text in read_texts(items):
            writer.add_document(document_of(facts[article_id], text))
        writer.commit()
        writer.wait_merging_threads()
        let_read(folder)
    except PartError:
        raise
    except ValueError as error:  # what tantivy makes of a full disk
        raise OSError(f"the search index cannot be written: {error}") from error


def let_read(folder: Path) -> None:
    """Let those read the files of an index who may read its folder; some are made for their owner alone."""
    for path in folder.iterdir():
        path.chmod(path.stat().st_mode | (folder.stat().st_mode & 0o444))


def register_words(index: tantivy.Index) -> None:
    """Tell an index how words are cut: by letters alone, and with their accents. Needed each time one is opened."""
    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer(_ACCENTS, plain.build())
    folded = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer(_FOLDED, folded.filter(tantivy.Filter.ascii_fold()).build())


def document_of(facts: Mapping[str, Sequence[object]], text: str) -> tantivy.Document:
    """Return what the index takes in of an article: what `facts_by_id` gives, and its text."""
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
    return document


def _schema(store_text: bool) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _STORED:
        builder.add_text_field(name, stored=True, tokenizer_name="raw")
    builder.add_text_field("source", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=True, tokenizer_name=_FOLDED)
    builder.add_text_field("text", stored=store_text, tokenizer_name=_FOLDED)
    builder.add_text_field("words", tokenizer_name=_ACCENTS)
    for name in ("evidence", "people", "places", "awards"):
        builder.add_text_field(name, stored=name == "evidence", tokenizer_name=_FOLDED)
    builder.add_integer_field("year", stored=True, indexed=True, fast=True)
    builder.add_boolean_field("relevant", indexed=True)
    builder.add_boolean_field("original", indexed=True)
    return builder.build()


def facts_by_id(items: Sequence[Item], rows: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, list[object]]]:
    """Return what the index holds of each article besides its text, by article id and field."""
    by_id = {item.id: item for item in items}
    articles = {row["article_key"]: row for row in rows["article"]}
    reports = {articles[row["article_key"]]["article_id"]: row for row in rows["report"]}
    ceremonies = {row["ceremony_key"]: row for row in rows["ceremony"]}
    awards = {row["award_key"]: row for row in rows["award"]}
    provinces: dict[str, list[str]] = {}
    for row in rows["province"]:
        provinces.setdefault(row["province"], []).append(row["name"])
    told: dict[int, list[Row]] = {}
    for row in rows["award_report"]:
        told.setdefault(row["report_key"], []).append(row)
    facts: dict[str, dict[str, list[object]]] = {}
    for row in rows["article"]:
        item = by_id[row["article_id"]]
        report = reports.get(item.id, {})
        ceremony = ceremonies.get(report.get("ceremony_key"), {})
        given = told.get(report.get("report_key", 0), [])
        date = ceremony.get("date") or report.get("date")
        province = ceremony.get("province") or report.get("province")
        published = report.get("published") or (item.published and item.published.date())
        seen = date or published
        values: dict[str, list[object]] = {
            "article_id": [item.id],
            "ceremony_id": [ceremony.get("ceremony_id")],
            "url": [item.url],
            "source": [item.source],
            "title": [item.title],
            "date": [date.isoformat() if date else None],
            "published": [published.isoformat() if published else None],
            "province": [province],
            "year": [seen.year if seen else None],
            "evidence": list(dict.fromkeys(row_["evidence"] for row_ in given)),
            "awards": sorted({awards[row_["award_key"]]["award_name_vi"] for row_ in given}),
            "people": [*sorted({official.name for official in item.report.officials} if item.report else ())],
            "places": [*provinces.get(province or "", [])[-1:], report.get("place"), report.get("venue")],
            "relevant": [bool(report.get("relevant"))],
            "original": [row["syndicated_of"] is None],
        }
        facts[item.id] = {name: [v for v in listed if v is not None] for name, listed in values.items()}
    return facts
