"""What a snapshot holds at a glance: the figures that `thidua demo` prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from rich.table import Table

from thidua.api import Snapshot

if TYPE_CHECKING:
    from rich.console import Console

_TITLE = 60
_TOTALS = """
SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM report WHERE relevant), (SELECT count(*) FROM ceremony),
       (SELECT count(*) FROM award WHERE status = 'conferred'), (SELECT count(*) FROM official)
"""
_BY_TYPE = """
SELECT award_type.name_vi, sum(awards), sum(recipients) FROM award_by_type JOIN award_type USING (award)
GROUP BY ALL ORDER BY 3 DESC NULLS LAST, 1
"""
_BY_PROVINCE = """
SELECT coalesce(any_value(p.name), a.province, '–'), any_value(a.awards), any_value(a.recipients)
FROM (SELECT province, sum(awards) AS awards, sum(recipients) AS recipients FROM award_by_province GROUP BY 1) AS a
LEFT JOIN province AS p USING (province) GROUP BY a.province ORDER BY 3 DESC NULLS LAST, 1
"""
_OFFICIALS = """
SELECT name, coalesce(title, ''), ceremonies FROM official ORDER BY ceremonies DESC, reports DESC, name LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of one snapshot; rows are (name, award rows, recipients) and (name, title, ceremonies)."""

    articles: int
    relevant: int
    ceremonies: int
    awards: int
    officials: int
    by_type: list[tuple[str, int, int | None]]
    by_province: list[tuple[str, int, int | None]]
    most_seen: list[tuple[str, str, int]]


def read_overview(path: Path, *, officials: int = 8) -> Overview:
    """Return the figures of the snapshot at `path`, with so many of the officials seen most."""
    with Snapshot(path) as snapshot:
        articles, relevant, ceremonies, awards, people = snapshot.rows(_TOTALS)[0]
        return Overview(
            articles=articles,
            relevant=relevant,
            ceremonies=ceremonies,
            awards=awards,
            officials=people,
            by_type=snapshot.rows(_BY_TYPE),
            by_province=snapshot.rows(_BY_PROVINCE),
            most_seen=snapshot.rows(_OFFICIALS, [officials]),
        )


def show_overview(overview: Overview, console: Console) -> None:
    """Print the figures."""
    for label, figure in (
        ("articles", overview.articles),
        ("relevant ones", overview.relevant),
        ("ceremonies", overview.ceremonies),
        ("awards conferred", overview.awards),
        ("officials", overview.officials),
    ):
        console.print(f"{label:<18}{figure:>6}")
    for heading, rows in (("award", overview.by_type), ("province", overview.by_province)):
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(heading)
        table.add_column("awards", justify="right")
        table.add_column("recipients", justify="right")
        for name, awards, recipients in rows:
            table.add_row(name, str(awards), "" if recipients is None else str(recipients))
        console.print()
        console.print(table)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("officials seen most")
    table.add_column("ceremonies", justify="right")
    table.add_column("title last seen")
    for name, title, ceremonies in overview.most_seen:
        table.add_row(name, str(ceremonies), shorten(title, _TITLE, placeholder=" …"))
    console.print()
    console.print(table)
