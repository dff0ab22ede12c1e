"""A snapshot as Python sees it: its tables as data frames, its articles with their evidence, its search."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from reference.provinces import PROVINCES, UnknownProvinceError, find

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

Params = Sequence[Any] | Mapping[str, Any]
Division = Literal["then", "today"]
"""By which provinces is asked: those of the day of an event, or the 34 of today that hold their territory."""
_CEREMONIES = """
SELECT ceremony_id, date, date_end, year, province, province_today, place, venue, kind, title, host, reports, outlets,
    awards, recipients, url
FROM ceremony LEFT JOIN (
    SELECT ceremony_key, count(*) AS awards, CAST(sum(count) AS BIGINT) AS recipients
    FROM award WHERE status = 'conferred' GROUP BY ceremony_key) USING (ceremony_key)
"""
_AWARDS = """
SELECT award_id, ceremony_id, date, year, province, province_today, award, award_name_vi, class, grantor, grantor_name,
    recipient, count, qualifier, status, recipient_names, presented_by, reports, conflict, confidence, evidence, url
FROM award
"""
_OFFICIALS = """
SELECT official_id, name, title, province, province_today, national, ceremonies, reports, first_seen, last_seen
FROM official
"""
_ARTICLE = """
SELECT article_id, article.url, article.source, article.title, article.published, fetched, ceremony_id, report.kind,
    report.date, report.province, relevant, report_key
FROM article LEFT JOIN report USING (article_key) LEFT JOIN ceremony USING (ceremony_key)
WHERE article_id = $asked OR article.url = $asked
"""
_FACTS = """
SELECT award_report_id, award_id, told.award, told.name, told.class, told.grantor, told.recipient, told.count,
    told.qualifier, told.status, told.confidence, told.evidence, evidence_start, evidence_end
FROM award_report AS told JOIN award USING (award_key) WHERE report_key = ? ORDER BY evidence_start, award_report_id
"""
_MENTIONED = """
SELECT official_id, official_mention.name, titles, roles
FROM official_mention LEFT JOIN official USING (official_key) WHERE report_key = ? ORDER BY mention_key
"""


class NoArticleError(LookupError):
    """There is no article of an id or address in a snapshot."""


@dataclass(frozen=True)
class Article:
    """What a snapshot holds of one article: where it stands, and what was read from it, with the evidence."""

    article_id: str
    url: str | None
    source: str | None
    title: str
    published: dt.datetime | None
    fetched: dt.datetime | None
    ceremony_id: str | None
    kind: str | None
    date: dt.date | None
    province: str | None
    relevant: bool | None
    awards: pd.DataFrame
    """One row an award as the article tells it; `evidence` is the sentence, from `evidence_start` to `evidence_end` of
    the text in code points."""
    officials: pd.DataFrame
    """One row an official: `official_id` (null for who is no office holder), `name`, `titles`, `roles`."""
    text: str | None
    """The whole text, from this machine's search index; None where it holds none."""


class Snapshot:
    """The published data as they were when `thidua.open` was called; later publications do not change them.

    Nothing is written, and nobody who publishes has to wait. Close it, or use it in a `with` block.
    """

    def __init__(self, path: Path) -> None:
        import duckdb

        self.path = path
        """The DuckDB file."""
        self.number = int(path.stem)
        """The number of the snapshot."""
        self._index = path.with_suffix(".index")
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect()
        """The connection to DuckDB, on which the file is open for reading."""
        quoted = str(path).replace("'", "''")
        self.connection.execute(f"ATTACH '{quoted}' AS snapshot (READ_ONLY)")
        self.connection.execute("USE snapshot")
        self.connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'")

    def sql(self, query: str, params: Params | None = None) -> duckdb.DuckDBPyRelation:
        """Return a query as a DuckDB relation, which is run when it is shown or asked for its rows.

        `.df()` gives a pandas frame, `.fetchall()` tuples, `.arrow()` an Arrow table; it can be narrowed further.
        `params` fill `?` (a sequence) or `$name` (a mapping). Raises duckdb.Error; ValueError for what gives no rows.
        """
        relation = self.connection.sql(query, params=params)
        if relation is None:
            raise ValueError("the statement gives no rows")
        return relation

    def frame(self, query: str, params: Params | None = None) -> pd.DataFrame:
        """Return the rows of a query as a data frame; `params` as for `sql`."""
        return self.sql(query, params).df()

    def rows(self, query: str, params: Params | None = None) -> list[Any]:
        """Return the rows of a query as tuples; `params` as for `sql`."""
        return self.connection.execute(query, params).fetchall()

    def ceremonies(
        self,
        *,
        province: str | Iterable[str] | None = None,
        year: int | Iterable[int] | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        kind: str | Iterable[str] | None = None,
        division: Division = "then",
    ) -> pd.DataFrame:
        """Return ceremonies, one row each, by day.

        `awards` and `recipients` are those conferred there; `recipients` is null where no report gives a number.
        Provinces are names or slugs, of the day or (`division="today"`) of today. `since` and `until` are days, both
        included. Raises UnknownProvinceError.
        """
        chosen = _Chosen().of(_column(division), _slugs(province)).of("year", year).of("kind", kind).days(since, until)
        return self._chosen(_CEREMONIES, chosen, "date, ceremony_id")

    def awards(
        self,
        *,
        province: str | Iterable[str] | None = None,
        year: int | Iterable[int] | None = None,
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        award: str | Iterable[str] | None = None,
        award_class: int | Iterable[int] | None = None,
        grantor: str | Iterable[str] | None = None,
        status: str | Iterable[str] | None = "conferred",
        division: Division = "then",
    ) -> pd.DataFrame:
        """Return awards, one row each however many outlets report it, with the sentence that says it best.

        Without `status`, those conferred; `status=None` gives all, of which `cumulative`, `proposed` and `prospective`
        ones never belong in a total. `count` is null where no report gives a number. The other arguments as for
        `ceremonies`; `award` and `grantor` are codes, such as `bang-khen` and `tinh`. Raises UnknownProvinceError.
        """
        chosen = (
            _Chosen()
            .of(_column(division), _slugs(province))
            .of("year", year)
            .of("award", award)
            .of("class", award_class)
            .of("grantor", grantor)
            .of("status", status)
            .days(since, until)
        )
        return self._chosen(_AWARDS, chosen, "date NULLS LAST, award_id")

    def officials(
        self, name: str | None = None, *, province: str | Iterable[str] | None = None, division: Division = "then"
    ) -> pd.DataFrame:
        """Return office holders, those seen at most ceremonies first; `name` may be a part of one, without accents."""
        chosen = _Chosen().of(_column(division), _slugs(province))
        if name is not None:
            chosen.add("contains(fold(name), fold(?))", name)
        return self._chosen(_OFFICIALS, chosen, "ceremonies DESC, name, official_id")

    def article(self, asked: str) -> Article:
        """Return an article by its id or its address; raises NoArticleError."""
        found = self.sql(_ARTICLE, {"asked": asked})
        row = found.fetchone()
        if row is None:
            raise NoArticleError(f"the snapshot has no article {asked!r}")
        values = dict(zip(found.columns, row, strict=True))
        key = values.pop("report_key")
        awards, officials = self.frame(_FACTS, [key]), self.frame(_MENTIONED, [key])
        return Article(**values, awards=awards, officials=officials, text=self._text(values["article_id"]))

    def search(self, words: str, limit: int = 20) -> pd.DataFrame:
        """Return the articles that hold all words, best first; accents may be missing, "a phrase" is taken together.

        Columns: `article_id`, `ceremony_id`, `title`, `date`, `province`, `source`, `url`, `snippet` and `score`.
        Raises SearchError where there is no index, or nothing to search for.
        """
        import pandas as pd

        from warehouse.searching.index import search

        columns = ("article_id", "ceremony_id", "title", "date", "province", "source", "url", "snippet", "score")
        hits = search(self._index, words, limit)
        frame = pd.DataFrame([[getattr(hit, name) for name in columns] for hit in hits], columns=columns)
        frame["date"] = pd.to_datetime(frame["date"])
        return frame

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<thidua snapshot {self.number:06d}: {self.path}>"

    def _chosen(self, query: str, chosen: _Chosen, order: str) -> pd.DataFrame:
        return self.frame(f"FROM ({query}) {chosen.where} ORDER BY {order}", chosen.values)

    def _text(self, article_id: str) -> str | None:
        from warehouse.searching.index import text_of

        return text_of(self._index, article_id)


class _Chosen:
    """Conditions on columns, and the values that fill them."""

    def __init__(self) -> None:
        self._conditions: list[str] = []
        self.values: list[Any] = []

    @property
    def where(self) -> str:
        return f"WHERE {' AND '.join(self._conditions)}" if self._conditions else ""

    def add(self, condition: str, value: object) -> Self:
        self._conditions.append(condition)
        self.values.append(value)
        return self

    def of(self, column: str, values: object) -> Self:
        if values is None:
            return self
        several = [values] if isinstance(values, str | int) or not isinstance(values, Iterable) else list(values)
        return self.add(f'list_contains(?, "{column}")', several)

    def days(self, since: dt.date | str | None, until: dt.date | str | None) -> Self:
        for sign, day in ((">=", since), ("<=", until)):
            if day is not None:
                self.add(f"date {sign} ?", dt.date.fromisoformat(day) if isinstance(day, str) else day)
        return self


def provinces() -> pd.DataFrame:
    """Return the provinces of both divisions, the 63 of before 1 July 2025 and the 34 since then, one row each.

    `division` is 63 or 34, `slug_today` and `name_today` are the province of today that holds the territory. Source:
    Nghị quyết 202/2025/QH15.
    """
    import pandas as pd

    from reference.provinces import MERGER, provinces_on, today

    rows = []
    for division, day in ((63, MERGER - dt.timedelta(days=1)), (34, MERGER)):
        for one in provinces_on(day):
            heir = today(one.id)
            assert heir is not None  # noqa: S101 (each of the 63 went into one)
            rows.append(
                (division, one.id, one.slug, one.name, one.type, one.valid_from, one.valid_to, heir.slug, heir.name)
            )
    columns = ["division", "province_id", "slug", "name", "type", "valid_from", "valid_to", "slug_today", "name_today"]
    return pd.DataFrame(rows, columns=columns)


def _column(division: Division) -> str:
    if division not in ("then", "today"):
        raise ValueError(f"division is 'then' or 'today', not {division!r}")
    return "province" if division == "then" else "province_today"


def _slugs(asked: str | Iterable[str] | None) -> list[str] | None:
    """Return the slugs of provinces given by names or slugs; raises UnknownProvinceError."""
    if asked is None:
        return None
    slugs = []
    for name in [asked] if isinstance(asked, str) else asked:
        province = find(name)
        if province is None:
            known = ", ".join(sorted({unit.slug for unit in PROVINCES if unit.valid_to is None}))
            raise UnknownProvinceError(f"there is no province {name!r}; those of today are {known}")
        slugs.append(province.slug)
    return slugs
