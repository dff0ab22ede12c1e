"""The pages of WARC files of others, Common Crawl's CC-NEWS too, into the archive."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from crawler.archive import ArchiveError
from crawler.copying import KEPT, KNOWN, folded, keep_copy
from crawler.forgotten import FORGOTTEN
from crawler.importing.sieve import Choice, Sieve
from crawler.importing.summary import ImportEvent, ImportSummary, shown
from crawler.memory import Memory
from crawler.warc import read_records


def import_warc(
    path: Path, memory: Memory, choice: Choice, summary: ImportSummary, on_scan: Callable[[ImportSummary], None]
) -> ImportEvent:
    """Take the chosen pages of a WARC file into the archive, and count all in the summary."""
    if path.exists() and not path.is_file():
        return ImportEvent(shown(path), reason=f"{shown(path.name)} is no regular file")
    sieve = Sieve(memory.outlets, choice, summary, on_scan)
    scanned, kept, known = summary.scanned, summary.kept, summary.known
    reason = None
    try:
        for over_http, page in read_records(path, on_left_out=sieve.count, wants=sieve.wants):
            if memory.forgotten.covers(folded(page, memory)):
                sieve.count(FORGOTTEN)
            elif sieve.takes(page, over_http=over_http):
                became = keep_copy(page, memory, over_http=over_http)
                summary.kept += became == KEPT
                summary.known += became == KNOWN
                if became not in {KEPT, KNOWN}:
                    sieve.count(became)
    except ArchiveError as error:
        reason = shown(str(error))
    else:
        if summary.scanned == scanned:
            reason = "no pages in it"
    return ImportEvent(shown(path), kept=summary.kept - kept, known=summary.known - known, reason=reason)
