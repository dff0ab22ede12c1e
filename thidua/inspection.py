"""Reading files without a home folder: what `thidua inspect`, `thidua evaluate` and `thidua.read` do.

`inspect` reads files that anyone may have made, so it does it in a process apart, within limits of time and memory.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlp.report import Report
    from thidua.limits import Limits
    from thidua.workers import Item

ENDINGS = (".txt", ".html", ".htm", ".mhtml", ".mht", ".html.gz", ".htm.gz")
LARGEST = 20_000_000
"""Bytes of an unpacked file beyond which it is refused."""
_LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!doctype|<\?xml|<!--|<[a-z][a-z0-9]*[\s>/])", re.IGNORECASE)


class InspectionError(ValueError):
    """A file or text cannot be read as an article; the message names it and says why."""


def _unlimited(_number: int, _limits: Limits) -> AbstractContextManager[None]:
    """Make a block without limits, for what whoever calls gives himself."""
    return nullcontext()


def stem(path: Path) -> str:
    """Return the name of an input file without its endings, which its report and its `.meta.json` share."""
    ending = next((e for e in sorted(ENDINGS, key=len, reverse=True) if path.name.lower().endswith(e)), path.suffix)
    return path.name[: len(path.name) - len(ending)]


def find_files(folder: Path) -> list[Path]:
    """Return the readable files in `folder`, by name; raises InspectionError where two would share a report."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name.lower().endswith(ENDINGS))
    seen: dict[str, Path] = {}
    for path in files:
        other = seen.setdefault(stem(path), path)
        if other != path:
            raise InspectionError(f"{other.name} and {path.name} in {folder} would both give {stem(path)}.json")
    return files


def read_files(
    paths: Sequence[Path], *, url: str | None = None, published: str | None = None
) -> Iterator[Report | InspectionError]:
    """Read files as `read_file` does, one after another in a process apart; give for each its report or why not.

    A file that takes too long or too much memory, or that crashes the process, is such an error too.
    """
    from thidua.workers import run_tasks

    for _, result in run_tasks(_read, [(path, url, published) for path in paths], workers=1):
        yield result


def _read(task: tuple[Path, str | None, str | None], avoid: Mapping[int, str], item: Item) -> Report | InspectionError:
    from thidua.batches import unexpected

    path, url, published = task
    if avoid:
        return InspectionError(f"{path}: {next(iter(avoid.values()))}")
    try:
        return read_file(path, url=url, published=published, item=item)
    except InspectionError as error:
        return error
    except Exception as error:
        return InspectionError(f"{path}: {unexpected(error)}")


def read_file(path: Path, *, url: str | None = None, published: str | None = None, item: Item = _unlimited) -> Report:
    """Read a saved page or text and what `<stem>.meta.json` beside it says; `url` and `published` go before that.

    `item` makes the blocks in which the page is made an article and the article is read. Raises InspectionError for
    what cannot be opened, is too large, or holds no article.
    """
    meta = _meta_beside(path)
    meta |= {k: v for k, v in (("url", url), ("published", published)) if v}
    kind = "text/plain" if path.name.lower().endswith(".txt") else "text/html"
    try:
        body = _unpacked(path)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InspectionError(f"{path}: {reason}") from None
    return read_body(body, {"content-type": kind}, meta, name=str(path), item=item)


def read_text(content: str | bytes, url: str | None = None, published: str | None = None) -> Report:
    """Read an article given as HTML or plain text; raises InspectionError where it holds none."""
    given = {k: v for k, v in (("url", url), ("published", published)) if v}
    if isinstance(content, bytes):
        return read_body(content, {}, given, name="this page")
    kind = "text/html" if _LOOKS_LIKE_HTML.match(content) else "text/plain"
    body = content.encode("utf-8", errors="replace")
    return read_body(body, {"content-type": f"{kind}; charset=utf-8"}, given, name="this text")


def read_body(
    body: bytes, headers: Mapping[str, str], meta: Mapping[str, str], *, name: str, item: Item = _unlimited
) -> Report:
    """Read one page from its bytes; `name` stands for it in errors."""
    from crawler.page import Page
    from extract.reading import NotAnArticle, read_page
    from nlp.reading import read_article
    from thidua.batches import EXTRACTION, READING

    try:
        page = Page(url=meta.get("url"), body=body, headers=headers, meta=meta)
        with item(0, EXTRACTION):
            article = read_page(page, any_language=True)
    except NotAnArticle as reason:
        raise InspectionError(f"{name} is not an article: {reason}") from None
    with item(1, READING):
        return read_article(article)


def _meta_beside(path: Path) -> dict[str, str]:
    beside = path.with_name(f"{stem(path)}.meta.json")
    if not beside.is_file():
        return {}
    try:
        stated = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InspectionError(f"{beside} is not JSON: {error}") from None
    if not isinstance(stated, dict):
        raise InspectionError(f"{beside} does not hold an object with url, source and published")
    return {str(k): str(v) for k, v in stated.items() if v is not None}


def _unpacked(path: Path) -> bytes:
    with path.open("rb") as raw:
        stream = gzip.GzipFile(fileobj=raw) if path.name.lower().endswith(".gz") else raw
        body = stream.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise InspectionError(f"{path} is larger than {LARGEST // 1_000_000} MB")
    return body
