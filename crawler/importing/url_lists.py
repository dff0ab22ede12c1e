"""Lists of addresses: each is queued for its outlet, and the next crawl asks for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable

from crawler.entries import Found
from crawler.forgotten import FORGOTTEN
from crawler.importing.sieve import Choice
from crawler.importing.summary import ImportSummary, UnfitError
from crawler.memory import Memory
from crawler.source import Source
from reference.urls import NotAWebAddressError, canonical_url, clean_address

LIST_ENDINGS = {".txt", ".urls", ".csv"}
"""A `.txt` file is a list where it holds nothing but addresses, blank lines and lines that begin with `#`."""

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def addresses_in(body: bytes, ending: str) -> list[str] | None:
    """Return what a list says line by line, or None for a `.txt` file that is a text; raises UnfitError."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        if ending == ".txt":
            return None
        raise UnfitError("not in UTF-8") from None
    if ending == ".csv":
        return _column(text)
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line and not line.startswith("#")]
    if ending == ".txt" and not (said and all(map(_ADDRESS.fullmatch, said))):
        return None
    return said


def _column(text: str) -> list[str]:
    """Return the fields of the column `url` of a CSV file, blank ones left out."""
    try:
        rows = list(csv.reader(text.splitlines(), strict=True))
    except csv.Error as error:
        raise UnfitError(f"not CSV: {error}") from error
    names = [name.strip().lower() for name in rows[0]] if rows else []
    if "url" not in names:
        raise UnfitError("no column url")
    at = names.index("url")
    return [row[at].strip() for row in rows[1:] if len(row) > at and row[at].strip()]


def queue_addresses(addresses: Iterable[str], memory: Memory, choice: Choice, summary: ImportSummary) -> int:
    """Queue the addresses of known outlets that are not known yet; return how many, and count all in the summary."""
    finds: dict[str, Found] = {}
    for address in addresses:
        try:
            source = memory.outlets.of(address)
            fault = choice.fault_of(source) if _ADDRESS.fullmatch(address) else "no web address"
            if source is not None and fault is None:
                found = _found(source, address)
                if memory.forgotten.covers(found.url):
                    fault = FORGOTTEN
                else:
                    finds.setdefault(found.url, found)
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
