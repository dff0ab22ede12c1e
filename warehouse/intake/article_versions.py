"""The versions of articles whose addresses gave several texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from warehouse.intake.parts import read_fetches
from warehouse.intake.versions import Version, versions_of
from warehouse.tables.derivation import insert_rows

_ONLY = "WHERE id IN (FROM work.changed) OR id NOT IN (SELECT article_id FROM former.article)"
_FORMER = """
INSERT INTO work.article_version BY NAME
SELECT version.* EXCLUDE (article_key), article.article_id FROM former.article_version AS version
JOIN former.article USING (article_key) JOIN work.article ON id = article_id ANTI JOIN work.changed USING (id)
"""


def fill_versions(connection: duckdb.DuckDBPyConnection, part_of: Mapping[Path, Path], *, anew: bool) -> None:
    """Fill the table article_version in `work`; texts are read from the articles parts. Raises PartError.

    `part_of` gives the part of each digest. `anew` fills it for all, else only for articles of the table changed and
    those that did not stand before, and for the others as `former` has it.
    """
    only = "" if anew else _ONLY
    found = connection.execute(
        "SELECT DISTINCT id, filename FROM work.former_text JOIN work.article USING (id)"  # noqa: S608 (own names)
        f" JOIN work.capture USING (id) {only}"
    ).fetchall()
    ids = {article_id for article_id, _ in found}
    fetches = read_fetches(sorted({part_of[Path(digest)] for _, digest in found}), ids)
    insert_rows(
        connection,
        "work.article_version",
        [
            _row(article_id, number, version)
            for article_id, told in fetches.items()
            for number, version in enumerate(versions_of(told), 1)
        ],
    )
    if not anew:
        connection.execute(_FORMER)


def _row(article_id: str, number: int, version: Version) -> dict[str, object]:
    return {
        "article_id": article_id,
        "version": number,
        "fetched": version.fetch.fetched,
        "record": version.fetch.record,
        "text_hash": version.fetch.text_hash,
        "title": version.fetch.title,
        "paragraphs_added": version.added,
        "paragraphs_removed": version.removed,
        "paragraphs_changed": version.changed,
        "numbers_changed": list(version.numbers),
        "title_changed": version.title,
        "published_changed": version.published,
        "byline_changed": version.byline,
    }
