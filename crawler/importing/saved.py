"""Saved pages and plain texts: what a file says, what is said beside it, and its record in the archive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.decoding import MAX_BODY, gunzip, too_large
from crawler.entries import digest_of
from crawler.importing.summary import UnfitError, shown
from crawler.importing.url_lists import LIST_ENDINGS
from crawler.memory import Memory, identity
from crawler.page import Page
from crawler.warc import resource_record
from reference.urls import NotAWebAddressError, canonical_url

META_END = ".meta.json"

_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".mht": "text/html",
    ".mhtml": "text/html",
    ".txt": "text/plain; charset=utf-8",
}
_META_KEYS = ("url", "source", "published")


@dataclass(frozen=True, slots=True)
class Saved:
    """The content of a file, unpacked, and what `<stem>.meta.json` beside it says."""

    name: str
    ending: str
    """In lower case, with its dot; that of gzip does not count."""
    body: bytes
    meta: dict[str, str]


def read_saved(path: Path) -> Saved:
    """Return a saved page, a text or a list of addresses; raises UnfitError, BodyError and OSError."""
    stem, ending = _stem(path)
    if ending not in _TYPES and ending not in LIST_ENDINGS:
        raise UnfitError(f"not imported: {ending or 'no'} files are not read")
    body = _read(path)
    if path.name.lower().endswith(".gz"):
        body = gunzip(body)
    if not body.strip():
        raise UnfitError("empty")
    return Saved(shown(path.name), ending, body, _meta(path.with_name(stem + META_END)))


def keep_saved(saved: Saved, memory: Memory) -> bool | None:
    """Write a saved page into the archive; return False where it is known, None where it is forgotten."""
    meta = dict(saved.meta)
    target = meta.get("url")
    if target and (source := memory.outlets.of(target)) is not None:
        folded = source.canonical(target)
        if folded != canonical_url(target):  # a twin: the record names the article by its own address
            meta["url"] = folded
    url, digest = identity(Page(url=None, body=saved.body, meta=meta)), digest_of(saved.body)
    if memory.forgotten.covers(url):
        return None
    if memory.frontier.has_page(url, digest):
        return False
    now = datetime.now(UTC)
    member = resource_record(
        target or url, content_type=_TYPES[saved.ending], body=saved.body, fetched=now, meta=meta, name=saved.name
    )
    memory.keep(url, member, digest=digest, fetched=now.timestamp(), source=memory.source_of(url))
    return True


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():  # a pipe or a device has no end
        raise UnfitError(f"{shown(path.name)} is no regular file")
    with path.open("rb") as file:
        body = file.read(MAX_BODY + 1)  # some files of the system have more than their size says
    if len(body) > MAX_BODY:
        raise too_large(MAX_BODY)
    return body


def _stem(path: Path) -> tuple[str, str]:
    """Return the name of a file without its endings, and its ending apart from `.gz`, in lower case."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending.lower()) if dot else (name, "")


def _meta(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    name = shown(path.name)
    said = _read(path)
    try:
        found = json.loads(said.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnfitError(f"{name} is not JSON") from error
    if not isinstance(found, dict):
        raise UnfitError(f"{name} is not a JSON object")
    meta = {key: str(found[key]) for key in _META_KEYS if found.get(key)}
    if "url" in meta:
        try:
            canonical_url(meta["url"])
        except NotAWebAddressError as error:
            raise UnfitError(f"{name}: {error}") from error
    return meta
