"""The Python API: one article to its report, and the published data of a home folder as data frames."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from thidua.home import default_home, open_home
from thidua.inspection import InspectionError as NotReadable
from thidua.inspection import read_text
from thidua.view import Article, NoArticleError, Snapshot, provinces

if TYPE_CHECKING:
    from nlp.report import Report

__all__ = ["Article", "NoArticleError", "NotReadable", "Snapshot", "open", "provinces", "read"]


def read(text_or_html: str | bytes, url: str | None = None, published: str | None = None) -> Report:
    """Read one article, given as HTML or as plain text, and return what it says.

    `url` tells the outlet, and `published` (as `2024-06-11`) the day of publication, where the text does not. Raises
    NotReadable for what is no article.
    """
    return read_text(text_or_html, url, published)


def open(home: str | Path | None = None, *, snapshot: int | None = None) -> Snapshot:
    """Open the present snapshot of a home folder (by default THIDUA_HOME or `./thidua-data`), or the one of a number.

    Raises HomeError where there is no home, SnapshotError where nothing was published in it, or that one is not kept.
    """
    snapshots = open_home(Path(home) if home is not None else default_home()).snapshots
    return Snapshot(snapshots.database(snapshots.chosen(snapshot)))
