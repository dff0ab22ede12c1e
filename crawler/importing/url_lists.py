"""Lists of addresses: each is queued for its outlet, and the next crawl asks for it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable

from crawler.entries import Found
from crawler.forgotten import FORGOTTEN
from crawler.importing.sieve import NO_ARTICLE, Choice, may_be_article
from crawler.importing.summary import ImportSummary, UnfitError
from crawler.memory import Memory
from crawler.source import Source
from reference.urls import NotAWebAddressError, canonical_url, clean_address

LIST_ENDINGS = {".txt", ".urls", ".csv"}
"""A `.txt` file is a list where it holds nothing but addresses, blank lines and lines that begin with `#`."""

NO_ADDRESS = "row of a list without an address"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def addresses_in(body: bytes, ending: str) -> list[str] | None:
    """Return what a list says line by line, or None for a `.txt` file that is a text; raises UnfitError.

    A row of a CSV file without an address counts as "". A `.txt` file that is meant as a list, as most of its lines
    begin with an address, is refused where one of them says more.
    """
    try:
        text = body.decode("utf-16" if body.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        if ending == ".txt":
            return None
        raise UnfitError("not in UTF-8") from None
    if ending == ".csv":
        return _column(text)
    lines = [(number, line.strip()) for number, line in enumerate(io.StringIO(text, newline=None), start=1)]
    said = [(number, line) for number, line in lines if line and not line.startswith("#")]
    wrong = [number for number, line in said if not _ADDRESS.fullmatch(line)]
    if ending == ".txt" and (wrong or not said):
        if 2 * sum(_ADDRESS.match(line) is not None for _, line in said) > len(said):
            raise UnfitError(f"line {wrong[0]} is not an address alone, as those of a list are")
        return None
    return [line for _, line in said]


def _column(text: str) -> list[str]:
    """Return the fields of the column `url` of a CSV file, "" for rows that have none."""
    try:  # csv itself tells where a line ends; str.splitlines would break fields at U+2028 and others
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise UnfitError(f"not CSV: {error}") from error
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if "url" not in names:
        raise UnfitError("no column url")
    at = names.index("url")
    return [row[at].strip() if len(row) > at else "" for row in rows[1:] if row]


def queue_addresses(addresses: Iterable[str], memory: Memory, choice: Choice, summary: ImportSummary) -> int:
    """Queue the addresses of known outlets that are not known yet; return how many, and count all in the summary."""
    finds: dict[str, Found] = {}
    for address in addresses:
        if not address:
            summary.left_out[NO_ADDRESS] += 1
            continue
        try:
            source = memory.outlets.of(address)
            fault = choice.fault_of(source) if _ADDRESS.fullmatch(address) else "no web address"
            if memory.forgotten.covers(source.canonical(address) if source is not None else canonical_url(address)):
                summary.left_out[FORGOTTEN] += 1  # not named: nothing that is kept may tell what was forgotten
                continue
            if source is not None and fault is None:
                if may_be_article(source, address):
                    found = _found(source, address)
                    finds.setdefault(found.url, found)
                else:
                    fault = NO_ARTICLE
        except NotAWebAddressError:
            fault = "no web address"
        if fault is not None:
            summary.left_out_addresses[address.encode("utf-8", "backslashreplace").decode()] = fault
    queued = len(memory.frontier.add(finds.values(), run=0.0))
    summary.queued += queued
    summary.known_addresses += len(finds) - queued
    return queued


def _found(source: Source, address: str) -> Found:
    url = source.canonical(address)
    is_twin = canonical_url(address) != url
    return Found(url=url, address=url if is_twin else clean_address(address), source=source.slug, kind="article")
