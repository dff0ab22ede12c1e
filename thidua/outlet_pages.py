"""What became of each outlet's pages, from the parts that extraction made: the facts of the layout alarm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from crawler.outlets import Outlets
from crawler.source import load_sources
from extract.families.declaration import load_families
from reference.urls import domain_of
from thidua.layouts import PageFacts, judge_layout
from thidua.parts import read_skipped

OK = "ok"
"""What is said of an outlet with which nothing is amiss."""
MOST_PARTS = 100
"""Newest parts that are looked at; one holds thousands of pages."""
WITHOUT_TEXT = (
    *("a page of the family ", "no known family", "not in the layout", "a headline without text", "no markup in it"),
    *("an empty page", "a page that only redirects"),
)
"""What the reasons begin with for which a page that ought to hold an article gave none.

Lists, feeds and the like are left out: outlets have them, and their layout is none of an article's.
"""
_NO_FAMILY = "trafilatura"
_PLAIN = "plain-text"


def judge_outlets(parts: Sequence[Path], made: Collection[Path]) -> dict[str, str]:
    """Return what is amiss with the layouts of outlets, or "ok", by slug or, where there is none, by domain.

    `parts` are the articles parts of one version, the oldest first; only outlets that have pages in `made` are judged.
    """
    if not made:
        return {}
    outlets = Outlets(load_sources().values())
    known = {family.name for family in load_families()}
    pages: dict[str, list[tuple[str, int, PageFacts]]] = defaultdict(list)
    families: dict[str, str | None] = {}
    touched: set[str] = set()
    for part in parts[-MOST_PARTS:]:
        for url, record, facts in _pages(part):
            source = outlets.of(url)
            name = source.slug if source else domain_of(url)
            families[name] = source.family if source and source.family in known else None
            pages[name].append((*_place(record), facts))
            if part in made:
                touched.add(name)
    return {
        name: judge_layout([facts for *_, facts in sorted(pages[name], key=lambda page: page[:2])], families[name])
        or OK
        for name in sorted(touched)
    }


def _pages(part: Path) -> Iterator[tuple[str, str, PageFacts]]:
    """Give address, place in the archive and facts of the pages of a part that are, or ought to be, articles."""
    table = pq.read_table(part, columns=["url", "record", "family", "published", "text"])
    lengths = pc.utf8_length(table.column("text")).to_pylist()
    dated = pc.is_valid(table.column("published")).to_pylist()
    rows = zip(*(table.column(name).to_pylist() for name in ("url", "record", "family")), lengths, dated, strict=True)
    for url, record, family, length, has_date in rows:
        if url and family != _PLAIN:
            layout = "" if family == _NO_FAMILY else family
            yield url, record or "", PageFacts(layout, length=length, dated=has_date)
    for skip in read_skipped(part):
        if skip["url"] and skip["reason"].startswith(WITHOUT_TEXT):
            yield skip["url"], skip["record"] or "", PageFacts("", reason=skip["reason"])


def _place(record: str) -> tuple[str, int]:
    name, _, offset = record.rpartition(":")
    return name, int(offset) if offset.isdecimal() else 0
