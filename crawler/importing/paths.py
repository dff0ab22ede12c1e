"""The other door to the archive: saved pages, plain texts, WARC files and lists of addresses; no crawl needed.

What is imported goes into the archive once: a page counts as known where the archive holds its address with the very
same content, or, for a file without an address, the same content.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from crawler.decoding import BodyError
from crawler.forgotten import FORGOTTEN
from crawler.importing.saved import META_END, keep_saved, read_saved
from crawler.importing.sieve import Choice
from crawler.importing.summary import ImportEvent, ImportSummary, UnfitError, shown
from crawler.importing.url_lists import LIST_ENDINGS, addresses_in, queue_addresses
from crawler.importing.warc_files import import_warc
from crawler.memory import Memory
from crawler.source import Source

__all__ = ["Choice", "ImportEvent", "ImportSummary", "PathError", "import_paths"]


class PathError(ValueError):
    """A path to import from does not exist."""


def import_paths(
    paths: Sequence[Path],
    *,
    archive: Path,
    frontier: Path | None = None,
    sources: Sequence[Source] = (),
    choice: Choice | None = None,
    on_event: Callable[[ImportEvent], None] = lambda _: None,
    on_scan: Callable[[ImportSummary], None] = lambda _: None,
) -> ImportSummary:
    """Import files, and all files of folders, sorted by name; return what was done.

    `choice` says which pages of WARC files and which addresses of lists are taken, of the `sources`; saved pages and
    texts are taken all. `on_scan` is shown the summary now and then within a large WARC file. The frontier lies beside
    the archive unless told otherwise. One bad file spoils nothing: it is named in the summary. Raises PathError,
    before anything is written, where a path does not exist.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise PathError(f"no such file or folder: {', '.join(map(shown, missing))}")
    summary = ImportSummary()
    choice = choice or Choice()
    with Memory(archive, frontier or archive.parent / "frontier.sqlite", sources) as memory:
        summary.problems += memory.problems
        for path in _files(paths):
            if path.name.lower().endswith((".warc", ".warc.gz")):
                event = import_warc(path, memory, choice, summary, on_scan)
            else:
                event = _import_file(path, memory, choice, summary)
            summary.files += 1
            if event.reason is not None:
                summary.bad[event.path] = event.reason
            on_event(event)
    return summary


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    seen = set()
    for path in paths:
        for file in sorted(_visible(path)) if path.is_dir() else [path]:
            if file not in seen and not file.name.endswith(META_END):
                seen.add(file)
                yield file


def _visible(folder: Path) -> Iterator[Path]:
    for inner, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(inner) / name for name in names if not name.startswith("."))


def _import_file(path: Path, memory: Memory, choice: Choice, summary: ImportSummary) -> ImportEvent:
    try:
        saved = read_saved(path)
        addresses = addresses_in(saved.body, saved.ending) if saved.ending in LIST_ENDINGS else None
    except (BodyError, UnfitError) as error:
        return ImportEvent(shown(path), reason=str(error))
    except OSError as error:
        return ImportEvent(shown(path), reason=error.strerror or type(error).__name__)
    if addresses is not None:
        return ImportEvent(shown(path), queued=queue_addresses(addresses, memory, choice, summary))
    kept = keep_saved(saved, memory)
    if kept is None:
        summary.left_out[FORGOTTEN] += 1
        return ImportEvent(shown(path))
    summary.kept += kept
    summary.known += not kept
    return ImportEvent(shown(path), kept=int(kept), known=int(not kept))
