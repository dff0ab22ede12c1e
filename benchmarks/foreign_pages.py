"""Pages with their gold that others made: trafilatura's evaluation corpus, and the pages that test Fundus's parsers.

Both are read from a checked-out folder of the public repository (adbar/trafilatura, flairNLP/fundus); nothing of them
is in this tree.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thidua.gold import Half

_TRAFILATURA = Path("tests")
_FUNDUS = Path("tests/resources/parser/test_data")


class CorpusError(ValueError):
    """A folder holds no such corpus; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPage:
    """A page with what is known of its article; what its corpus does not tell is None or empty.

    `wanted` and `unwanted` are segments that belong to the article's text, and that do not. `published` is a day or,
    where the zone is known, a time.
    """

    name: str
    url: str
    html: bytes
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    title: str | None = None
    published: date | datetime | None = None
    authors: tuple[str, ...] = ()

    @property
    def half(self) -> Half:
        """The half that the page is in, by the hash of its name: one is looked at, the other only measured."""
        return Half.MEASURE if hashlib.sha256(self.name.encode()).digest()[0] % 2 else Half.DEVELOP


def trafilatura_pages(folder: Path) -> list[ForeignPage]:
    """Return the pages of trafilatura's evaluation by name; raises CorpusError."""
    gold: dict[str, dict[str, Any]] = _json(folder / _TRAFILATURA / "evaldata.json")
    pages = []
    for url, told in gold.items():
        paths = (folder / _TRAFILATURA / place / told["file"] for place in ("cache", "eval"))
        path = next((path for path in paths if path.is_file()), None)
        if path is not None:
            pages.append(
                ForeignPage(
                    name=told["file"],
                    url=url,
                    html=path.read_bytes(),
                    wanted=tuple(told["with"]),
                    unwanted=tuple(told["without"]),
                    title=told.get("title") or None,
                    published=_day(told.get("date")),
                    authors=_names(told.get("author")),
                )
            )
    return sorted(pages, key=lambda page: page.name)


def fundus_pages(folder: Path) -> list[ForeignPage]:
    """Return the pages that test Fundus's parsers by name; raises CorpusError."""
    places = sorted((folder / _FUNDUS).glob("*/meta.info"))
    if not places:
        raise CorpusError(f"{folder}: no pages of Fundus ({_FUNDUS}/<country>/meta.info)")
    return [page for path in places for page in _publishers(path.parent, _json(path))]


def _publishers(folder: Path, found: dict[str, dict[str, str]]) -> Iterator[ForeignPage]:
    """Yield the pages of one country; a publisher's versions follow each other as its pages do."""
    for gold in sorted(folder.glob("*.json")):
        own = [
            name for name in sorted(found) if re.fullmatch(re.escape(gold.stem) + r"_\d{4}_\d\d_\d\d\.html\.gz", name)
        ]
        told = _json(gold)
        versions = sorted(told, key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
        if len(own) != len(versions):
            continue
        for name, version in zip(own, versions, strict=True):
            article = told[version]
            body = article["body"]
            pieces = [*body.get("summary", ())]
            for section in body["sections"]:
                pieces += [*section.get("headline", ()), *section["paragraphs"]]
            yield ForeignPage(
                name=f"{folder.name}/{name}",
                url=found[name]["url"],
                html=gzip.decompress((folder / name).read_bytes()),
                paragraphs=tuple(pieces),
                title=article.get("title") or None,
                published=datetime.fromisoformat(article["publishing_date"])
                if article.get("publishing_date")
                else None,
                authors=tuple(article.get("authors") or ()),
            )


def _json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: no such corpus here") from error
    return found


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _names(told: str | list[str] | None) -> tuple[str, ...]:
    lines = told if isinstance(told, list) else [told or ""]
    return tuple(name for line in lines for name in re.split(r"\s*[;,]\s*", line) if name)
