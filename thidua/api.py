"""The Python API: one article to its report, and the published data of a home folder as data frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from thidua.home import default_home, open_home
from thidua.inspection import InspectionError as NotReadable
from thidua.inspection import read_text

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

    from nlp.report import Report

__all__ = ["NotReadable", "Snapshot", "open", "read"]


def read(text_or_html: str | bytes, url: str | None = None, published: str | None = None) -> Report:
    """Read one article, given as HTML or as plain text, and return what it says.

    `url` tells the outlet, and `published` (as `2024-06-11`) the day of publication, where the text does not. Raises
    NotReadable for what is no article.
    """
    return read_text(text_or_html, url, published)


class Snapshot:
    """The published data as they were when `thidua.open` was called; later publications do not change them.

    Close it, or use it in a `with` block.
    """

    def __init__(self, path: Path) -> None:
        import duckdb

        self.path = path
        """The DuckDB file."""
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(str(path), read_only=True)

    def sql(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the rows of a query as a data frame; `params` fill `?` (a sequence) or `$name` (a mapping)."""
        return self._connection.execute(query, params).df()

    def rows(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> list[Any]:
        """Return the rows of a query as tuples."""
        return self._connection.execute(query, params).fetchall()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(home: str | Path | None = None, *, snapshot: int | None = None) -> Snapshot:
    """Open the present snapshot of a home folder (by default THIDUA_HOME or `./thidua-data`), or the one of a number.

    Raises HomeError where there is no home, SnapshotError where nothing was published in it, or that one is not kept.
    """
    snapshots = open_home(Path(home) if home is not None else default_home()).snapshots
    return Snapshot(snapshots.database(snapshots.chosen(snapshot)))
