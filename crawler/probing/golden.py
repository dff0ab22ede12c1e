"""Golden files: addresses of an outlet as they were seen on a day, which its description has to tell apart for good.

They lie in the folder `golden` beside the outlets' files, and hold facts only: addresses of articles, addresses of
what is none, and groups of addresses of one article.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crawler.source import Source, SourceError
from reference.urls import NotAWebAddressError

FOLDER = "golden"
"""Name of the folder beside the outlets' files."""


class Golden(BaseModel):
    """What was seen of an outlet's addresses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outlet: str
    """Slug."""
    seen: dt.date
    articles: tuple[str, ...] = Field(min_length=1)
    others: tuple[str, ...] = ()
    """Sections, tag pages, feeds and other addresses that are no articles."""
    twins: tuple[tuple[str, ...], ...] = ()
    """Groups of addresses of one article each."""


def load_goldens(folder: Path) -> dict[str, Golden]:
    """Return the golden files of a folder by outlet, sorted; none where there is no folder. Raises SourceError."""
    goldens = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            golden = Golden.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise SourceError(f"{path}: cannot be read: {' '.join(str(error).split())}") from error
        except ValidationError as error:
            first = error.errors()[0]
            raise SourceError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
        if golden.outlet != path.stem:
            raise SourceError(f"{path}: is about {golden.outlet}, whose file would be {golden.outlet}.yaml")
        goldens[golden.outlet] = golden
    return goldens


def mistakes(golden: Golden, source: Source) -> list[str]:
    """Return what an outlet's description takes for what it is not, one line each."""
    found = [f"no article any more: {url}" for url in golden.articles if not source.is_article(url)]
    found += [f"taken for an article: {url}" for url in golden.others if source.is_article(url)]
    for group in golden.twins:
        if len(set(map(_canonical(source), group))) > 1:
            found.append(f"no longer one article: {' '.join(group)}")
    return found


def _canonical(source: Source) -> Any:  # noqa: ANN401
    def canonical(url: str) -> str:
        try:
            return source.canonical(url)
        except NotAWebAddressError:
            return url

    return canonical
