"""Which captures of an outlet are wanted: articles of the topic by their address, each content once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.commoncrawl.captures import Noted
from crawler.commoncrawl.protocol import Capture
from crawler.decoding import MAX_BODY, too_large
from crawler.source import Source
from crawler.topic import UNTOLD, WORTH, sureness

_HTML = {"text/html", "application/xhtml+xml", ""}
"""Content types of pages; "" where none is told, so the record has to tell."""


Keyed = tuple[tuple[str, str], Noted]
"""A capture with its canonical address and digest: one such key is one content."""


@dataclass(slots=True)
class Wanted:
    """What of some captures is wanted.

    A second capture of a content serves where the first one's record cannot be had.
    """

    captures: list[Keyed] = field(default_factory=list)
    found: int = 0
    known: int = 0
    """Contents that are wanted and in the archive already."""
    left_out: Counter[str] = field(default_factory=Counter)


def choose(source: Source, captures: Iterable[Noted], *, all_topics: bool) -> Wanted:
    """Return what is wanted of an outlet's captures, in their order."""
    wanted, held, barred = Wanted(), set(), set()
    for noted in captures:
        wanted.found += 1
        capture = noted.capture
        reason = noted.reason if noted.state == "unfit" else _unwanted(source, capture, all_topics=all_topics)
        if reason is not None:
            wanted.left_out[reason] += 1
            continue
        key = source.canonical(capture.url), capture.digest
        if noted.state in ("kept", "known"):
            held.add(key)
        elif noted.state == "barred":
            barred.add(key)
            wanted.left_out[noted.reason or ""] += 1
        else:
            wanted.captures.append((key, noted))
    done = held | barred
    wanted.captures = [(key, noted) for key, noted in wanted.captures if key not in done]
    wanted.known = len(held)
    return wanted


def _unwanted(source: Source, capture: Capture, *, all_topics: bool) -> str | None:
    """Return why a capture is left out, None where it is wanted."""
    if capture.status != 200 or capture.mime.partition(";")[0].strip().lower() not in _HTML:
        return "no page"
    if capture.truncated:
        return "truncated by Common Crawl"
    if not capture.file.endswith(".warc.gz"):
        return "in an ARC file"
    if capture.length > MAX_BODY:
        return str(too_large(MAX_BODY))
    sure = sureness(None, capture.url)
    if sure < WORTH and not all_topics:  # the cheaper test, and the one that most do not pass
        return "not of the topic by its address"
    if source.article_pattern is not None:
        return None if source.is_article(capture.url) else "no article by its address"
    is_home = urlsplit(capture.url).path in {"", "/"}
    return "no article by its address" if is_home or sure == UNTOLD else None  # its words are all that tells one


def widest(source: Source) -> list[str]:
    """Return an outlet's domains but those below another one, of which the index tells with that one."""
    return [domain for domain in source.domains if not any(domain.endswith(f".{other}") for other in source.domains)]
