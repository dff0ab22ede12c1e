"""Saved pages, plain texts and WARC files into the archive: no crawl needed.

What is imported goes into the archive once: a page counts as known where the archive holds its address with the very
same content, or, for a file without an address, the same content.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.archive import ArchiveError
from crawler.decoding import MAX_BODY, BodyError, gunzip, too_large
from crawler.entries import PAGE_TYPES, digest_of, media_type
from crawler.memory import Memory, identity
from crawler.page import Page
from crawler.source import Source
from crawler.warc import read_records, resource_record, response_record
from reference.urls import NotAWebAddressError, canonical_url

_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain; charset=utf-8",
}
FORGOTTEN = "forgotten"
"""The reason why a page is left out whose address, or content, is forgotten."""
_META_END = ".meta.json"
_META_KEYS = ("url", "source", "published")


class PathError(ValueError):
    """A path to import from does not exist."""


@dataclass(frozen=True, slots=True)
class ImportEvent:
    """One file is through: pages that it gave, pages known already, or the reason why it gave none."""

    path: str
    kept: int = 0
    known: int = 0
    reason: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" if self.reason else self.path


@dataclass(slots=True)
class ImportSummary:
    """What an import did: files read, pages kept and known already, and what was left out, with reasons."""

    files: int = 0
    kept: int = 0
    known: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """Records of WARC files that are no pages, and what is forgotten, by reason."""
    bad: dict[str, str] = field(default_factory=dict)
    """Files that gave nothing, or not all, with the reason."""
    problems: list[str] = field(default_factory=list)
    """Files of the archive itself that cannot be read."""

    def as_dict(self) -> dict[str, Any]:
        """Return the summary in a form for JSON."""
        return {
            "files": self.files,
            "kept": self.kept,
            "known": self.known,
            "left_out": dict(sorted(self.left_out.items())),
            "bad": dict(sorted(self.bad.items())),
            "problems": self.problems,
        }

    def lines(self) -> list[str]:
        """Return the summary in words, a line each."""
        lines = [f"{self.files} files: {self.kept} pages kept, {self.known} known already"]
        lines += [f"left out, {reason}: {number}" for reason, number in sorted(self.left_out.items())]
        return lines + [f"not read: {path}: {reason}" for path, reason in sorted(self.bad.items())]


def import_paths(
    paths: Sequence[Path],
    *,
    archive: Path,
    frontier: Path | None = None,
    sources: Sequence[Source] = (),
    on_event: Callable[[ImportEvent], None] = lambda _: None,
) -> ImportSummary:
    """Import files, and all files of folders, sorted by name; return what was done.

    The frontier lies beside the archive unless told otherwise. One bad file spoils nothing: it is named in the summary.
    Raises PathError, before anything is written, where a path does not exist.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise PathError(f"no such file or folder: {', '.join(map(_shown, missing))}")
    summary = ImportSummary()
    with Memory(archive, frontier or archive.parent / "frontier.sqlite", sources) as memory:
        summary.problems += memory.problems
        for path in _files(paths):
            event = _import_file(path, memory, summary)
            summary.files += 1
            summary.kept += event.kept
            summary.known += event.known
            if event.reason is not None:
                summary.bad[event.path] = event.reason
            on_event(event)
    return summary


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    seen = set()
    for path in paths:
        for file in sorted(_visible(path)) if path.is_dir() else [path]:
            if file not in seen and not file.name.endswith(_META_END):
                seen.add(file)
                yield file


def _visible(folder: Path) -> Iterator[Path]:
    for inner, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(inner) / name for name in names if not name.startswith("."))


def _import_file(path: Path, memory: Memory, summary: ImportSummary) -> ImportEvent:
    if path.name.lower().endswith((".warc", ".warc.gz")):
        return _import_warc(path, memory, summary)
    shown = _shown(path)
    try:
        content_type, body, meta = _read_saved(path)
    except (BodyError, _UnfitError) as error:
        return ImportEvent(shown, reason=str(error))
    except OSError as error:
        return ImportEvent(shown, reason=error.strerror or type(error).__name__)
    kept = _keep_saved(_shown(path.name), content_type, body, meta, memory)
    if kept is None:
        summary.left_out[FORGOTTEN] += 1
        return ImportEvent(shown)
    known = not kept
    return ImportEvent(shown, kept=int(not known), known=int(known))


def _shown(path: Path | str) -> str:
    """Return a path as it can be written in UTF-8, which the bytes of a name need not be."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _UnfitError(ValueError):
    """A file that cannot be imported."""


def _read_saved(path: Path) -> tuple[str, bytes, dict[str, str]]:
    """Return content type and body of a saved page or a text, and what is said beside it."""
    stem, ending = _stem(path)
    if ending not in _TYPES:
        raise _UnfitError(f"not imported: {ending or 'no'} files are not read")
    body = _read(path)
    if path.name.lower().endswith(".gz"):
        body = gunzip(body)
    if not body.strip():
        raise _UnfitError("empty")
    return _TYPES[ending], body, _meta(path.with_name(stem + _META_END))


def _read(path: Path) -> bytes:
    if path.exists() and not path.is_file():  # a pipe or a device has no end
        raise _UnfitError(f"{_shown(path.name)} is no regular file")
    with path.open("rb") as file:
        body = file.read(MAX_BODY + 1)  # some files of the system have more than their size says
    if len(body) > MAX_BODY:
        raise too_large(MAX_BODY)
    return body


def _keep_saved(name: str, content_type: str, body: bytes, meta: dict[str, str], memory: Memory) -> bool | None:
    """Write a saved page into the archive; return False where it is known, None where it is forgotten."""
    url, digest = identity(Page(url=None, body=body, meta=meta)), digest_of(body)
    if memory.forgotten.covers(url):
        return None
    if memory.frontier.has_page(url, digest):
        return False
    now = datetime.now(UTC)
    member = resource_record(
        meta.get("url") or url, content_type=content_type, body=body, fetched=now, meta=meta, name=name
    )
    memory.keep(url, member, digest=digest, fetched=now.timestamp(), source=memory.source_of(url))
    return True


def _stem(path: Path) -> tuple[str, str]:
    """Return the name of a file without its endings, and its ending apart from `.gz`, in lower case."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending.lower()) if dot else (name, "")


def _meta(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    name = _shown(path.name)
    said = _read(path)
    try:
        found = json.loads(said.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _UnfitError(f"{name} is not JSON") from error
    if not isinstance(found, dict):
        raise _UnfitError(f"{name} is not a JSON object")
    meta = {key: str(found[key]) for key in _META_KEYS if found.get(key)}
    if "url" in meta:
        try:
            canonical_url(meta["url"])
        except NotAWebAddressError as error:
            raise _UnfitError(f"{name}: {error}") from error
    return meta


def _import_warc(path: Path, memory: Memory, summary: ImportSummary) -> ImportEvent:
    kept = known = forgotten = 0
    reason = None
    if path.exists() and not path.is_file():
        return ImportEvent(_shown(path), reason=f"{_shown(path.name)} is no regular file")
    try:
        for over_http, page in read_records(path, on_left_out=lambda why: summary.left_out.update([why])):
            if media_type(page.headers) not in PAGE_TYPES:
                summary.left_out["no page by its content type"] += 1
            elif not page.body.strip():
                summary.left_out["empty"] += 1
            elif memory.forgotten.covers(identity(page)):
                summary.left_out[FORGOTTEN] += 1
                forgotten += 1
            elif _keep_copy(page, memory, over_http=over_http):
                kept += 1
            else:
                known += 1
    except ArchiveError as error:
        reason = _shown(str(error))
    else:
        if not kept + known + forgotten:
            reason = "no pages in it"
    return ImportEvent(_shown(path), kept=kept, known=known, reason=reason)


def _keep_copy(page: Page, memory: Memory, *, over_http: bool) -> bool:
    """Write a page of another archive into this one, at its own time; return False where it is known."""
    url, digest = identity(page), digest_of(page.body)
    if memory.frontier.has_page(url, digest):
        return False
    fetched = page.fetched or datetime.now(UTC)
    if not over_http:
        kind = page.headers.get("content-type") or "text/html"
        member = resource_record(page.url or url, content_type=kind, body=page.body, fetched=fetched, meta=page.meta)
    else:
        plain = [(k, v) for k, v in page.headers.items() if k not in {"content-encoding", "content-length"}]
        member = response_record(
            page.url or url,
            status=200,
            headers=plain,
            body=page.body,
            fetched=fetched,
            province=page.meta.get("province"),
            canonical=page.meta.get("url"),
        )
    memory.keep(
        url,
        member,
        digest=digest,
        fetched=fetched.timestamp(),
        source=memory.source_of(url),
        etag=page.headers.get("etag"),
        modified=page.headers.get("last-modified"),
    )
    return True
