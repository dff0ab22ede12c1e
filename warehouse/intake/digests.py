"""Digests: what the warehouse needs of a part, worked out once and kept, so that a publish reads no text twice.

A digest is named by the content of its part and by the code that made it; it may be removed at any time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from nlp.report import Award, Official, Report
from reference.credited import home_domain, outlet_in
from reference.folding import norm
from reference.title_forms import spelled_out
from warehouse.awards.recipients import recipient
from warehouse.ceremonies.blocking import block_keys
from warehouse.ceremonies.events import facts_of
from warehouse.copies.lookalikes import BANDS, bands_of
from warehouse.copies.prints import print_of
from warehouse.corrections.corrected import Corrected, Word, award_ids, columns, mention_ids
from warehouse.intake.children import children_in, hide, is_child, names_in
from warehouse.intake.parts import PartError, hash_text, read_rows
from warehouse.people.officials import name_key, scope_of
from warehouse.people.slips import sole_offices
from warehouse.people.titles import read_title
from warehouse.tables.places import province_in_title

Row = dict[str, Any]
_GROUP = 2_000
_LARGEST = 2**31 - 1
"""What the columns of numbers hold."""
_TAKEN = ("id", "url", "source", "record", "language", "province", "published", "fetched")
"""Columns of an articles part that its digest has as they are."""
_TIME = pa.timestamp("us", tz="UTC")
_STRINGS = pa.list_(pa.string())
_CODES = pa.list_(pa.uint32())
_NAMED = pa.list_(pa.struct([("name", pa.string()), ("norm", pa.string())]))
_PARTS = pa.list_(pa.struct([("label", pa.string()), ("count", pa.int32())]))
_WORD: dict[str, pa.DataType] = {
    **dict.fromkeys(("corrected_by", "corrected_why", "as_read"), pa.string()),
    "corrected_on": pa.date32(),
}


def _schema(*strings: str, **others: pa.DataType) -> list[tuple[str, pa.DataType]]:
    return [*((name, pa.string()) for name in strings), *others.items()]


ARTICLES = pa.schema(
    _schema(
        "id", "url", "source", "outlet", "title", "record", "credit", "byline", "language", "province", "text_hash",
        published=_TIME, fetched=_TIME, text_length=pa.int32(), shingles=_CODES, numbers=_CODES, names=_CODES,
        short=pa.bool_(), bands=pa.list_(pa.uint64(), BANDS),
    )
)  # fmt: skip
"""Of an articles part: each fetch with the print of its text."""
_AWARD = pa.struct(
    _schema(
        "award_report_id", "award", "name", "name_norm", "grantor", "grantor_name", "recipient", "qualifier", "status",
        "evidence",
        row=pa.int32(), count=pa.int32(), period_start=pa.int32(), period_end=pa.int32(), evidence_start=pa.int32(),
        evidence_end=pa.int32(), confidence=pa.float64(), counted=pa.bool_(), recipients=_NAMED, presenters=_NAMED,
        named=_STRINGS, known_by=_STRINGS, breakdown=_PARTS, **{"class": pa.int32()}, **_WORD,
    )
)  # fmt: skip
_OFFICE = pa.struct([("post", pa.string()), ("body", pa.string()), ("national", pa.bool_())])
_OFFICIAL = pa.struct(
    _schema(
        "mention_id", "name", "norm", "scope", n=pa.int32(), titles=_STRINGS, title_norms=_STRINGS, roles=_STRINGS,
        offices=pa.list_(_OFFICE), sole=_STRINGS, **_WORD,
    )
)  # fmt: skip
_TOPIC = pa.struct(_schema("name", "norm", n=pa.int32(), start_date=pa.date32(), end_date=pa.date32()))
REPORTS = pa.schema(
    _schema(
        "article_id", "text_hash", "report_hash", "kind", "part_of_day", "province", "place", "venue", "host",
        relevant=pa.bool_(), published=pa.date32(), date=pa.date32(), date_end=pa.date32(), warnings=_STRINGS,
        keys=pa.list_(pa.uint64()), awards=pa.list_(_AWARD), officials=pa.list_(_OFFICIAL), movements=pa.list_(_TOPIC),
        documents=pa.list_(_TOPIC), **_WORD,
    )
)  # fmt: skip
"""Of a reports part: what each report says, with what it is compared by."""


@dataclass(frozen=True, slots=True)
class Task:
    """A digest to be made: of what kind (articles or reports), of which part, and where it is to stand."""

    kind: str
    part: Path
    target: Path


def make_digest(task: Task) -> None:
    """Make one digest; raises PartError where the part cannot be read or holds what it should not."""
    (digest_articles if task.kind == "articles" else digest_reports)(task.part, task.target)


def digest_articles(part: Path, target: Path) -> None:
    """Write the digest of an articles part; raises PartError."""
    write_digest(
        target,
        ARTICLES,
        (_article(row) for row in read_rows(part, [*_TAKEN, "title", "text", "credit", "byline"])),
    )


def digest_reports(part: Path, target: Path) -> None:
    """Write the digest of a reports part; raises PartError where it cannot be read or holds what is no report."""
    write_digest(target, REPORTS, _reports(part))


def seal_of(digest: Path) -> Path:
    """Return the file beside a digest that holds the SHA-256 of its content: only what has it is whole."""
    return digest.with_suffix(".sha256")


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file's content; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def report_row(article_id: str, report: Report, text_hash: str, report_hash: str, told: Corrected | None = None) -> Row:
    """Return a report as its digest has it; `told` says what was corrected in it, and the ids that its rows keep."""
    awards = told.award_ids if told else award_ids(article_id, report)
    mentions = told.mention_ids if told else mention_ids(article_id, report)
    names = ("relevant", "kind", "part_of_day", "province", "place", "venue", "host", "published", "date", "date_end")
    facts = facts_of(report)
    children = _children(report)
    return {
        "article_id": article_id,
        "text_hash": text_hash,
        "report_hash": report_hash,
        **{name: getattr(report, name) for name in names},
        "warnings": list(report.warnings),
        "keys": sorted({_number(key) for key in block_keys(facts)}) if report.relevant else [],
        "awards": [
            _award(award, children) | {"award_report_id": key, "row": n} | _words(told.awards.get(n) if told else None)
            for n, (award, key) in enumerate(zip(report.awards, awards, strict=True))
        ],
        "officials": [
            _official(official) | {"mention_id": key, "n": n} | columns(told.officials.get(n) if told else None)
            for n, (official, key) in enumerate(zip(report.officials, mentions, strict=True))
        ],
        "movements": [
            {"n": n, "name": m.name, "norm": norm(m.name), "start_date": m.start, "end_date": m.end}
            for n, m in enumerate(report.movements)
        ],
        "documents": [{"n": n, "name": name, "norm": norm(name)} for n, name in enumerate(report.documents)],
        **columns(told.event if told else None),
    }  # fmt: skip


def read_reports(part: Path, ids: Iterable[str] | None = None) -> Iterator[tuple[str, Report, str]]:
    """Give the reports of a part (of these articles, or all) with their articles' ids and hashes; raises PartError."""
    wanted = None if ids is None else frozenset(ids)
    for row in read_rows(part, ["article_id", "report"]):
        if wanted is not None and row["article_id"] not in wanted:
            continue
        try:
            report = Report.model_validate_json(row["report"])
        except ValidationError as error:
            raise PartError(
                f"{part.name}: the report on {row['article_id']} is not valid: {error.errors()[0]['msg']}"
            ) from None
        yield row["article_id"], report, hash_text(row["report"])


def _article(row: Row) -> Row:
    text, title = row["text"] or "", row["title"] or ""
    mark = print_of(text, title)
    return {
        **{name: row[name] for name in _TAKEN},
        "published": _datable(row["published"]),
        "outlet": home_domain(row["source"]) if row["source"] else row["id"],
        "title": _without_children(title, text, row["published"]),
        "credit": row["credit"] or outlet_in(row["byline"] or ""),
        "byline": row["byline"],
        "text_hash": hash_text(text),
        "text_length": len(text),
        "shingles": mark.shingles,
        "numbers": mark.numbers,
        "names": mark.names,
        "short": mark.short,
        "bands": bands_of(mark) if mark.telling else None,
    }


def _without_children(title: str, text: str, published: dt.datetime | None) -> str:
    """Return a headline with only the initials of the children whom it names."""
    if not names_in(title):
        return title
    return hide(title, children_in(f"{title}\n{text}", published.year if published else None))


def _datable(moment: dt.datetime | None) -> dt.datetime | None:
    """Return a moment, None for one in the last year that there is: it may lie in none elsewhere on earth."""
    return moment if moment is None or moment.year < dt.MAXYEAR else None


def _reports(part: Path) -> Iterator[Row]:
    for article_id, report, report_hash in read_reports(part):
        if (number := _largest(report)) > _LARGEST:
            raise PartError(f"{part.name}: the report on {article_id} is not valid: {number} is no number of awards")
        yield report_row(article_id, report, hash_text(report.text), report_hash)


def _largest(report: Report) -> int:
    return max(
        (
            number
            for award in report.awards
            for number in (award.count, *(award.period or ()), *(part.count for part in award.breakdown))
            if number is not None
        ),
        default=0,
    )


def _children(report: Report) -> frozenset[str]:
    """Return the names of the children that a report with awards tells of, which these are shown without."""
    if not report.awards:
        return frozenset()
    day = report.date or report.published
    named = [name for award in report.awards for name in award.recipient_names]
    return children_in(report.text, day.year if day else None, named)


def _award(award: Award, children: frozenset[str]) -> Row:
    names = ("award", "name", "grantor", "grantor_name", "recipient", "count", "qualifier", "status", "confidence")
    first, last = award.period or (None, None)
    return {
        **{name: getattr(award, name) for name in names},
        "name_norm": norm(award.name or ""),
        "class": award.award_class,
        "period_start": first,
        "period_end": last,
        "recipients": _named(name for name in award.recipient_names if not is_child(name, children)),
        "named": [norm(name) for name in award.recipient_names],
        "known_by": sorted({one.name for name in award.recipient_names if (one := recipient(norm(name))).telling}),
        "presenters": _named(award.presented_by),
        "breakdown": [{"label": part.label, "count": part.count} for part in award.breakdown],
        "evidence": hide(award.evidence.text, children),
        "evidence_start": award.evidence.start,
        "evidence_end": award.evidence.end,
    }


def _official(official: Official) -> Row:
    offices = [read_title(title) for title in official.titles]
    return {
        "name": official.name,
        "norm": name_key(official.name),
        "titles": list(official.titles),
        "title_norms": [spelled_out(title) for title in official.titles],
        "offices": [{"post": o.post, "body": o.body, "national": o.national} for o in offices],
        "sole": sole_offices(offices),
        "scope": scope_of(official.titles, None, province_in_title),
        "roles": list(official.roles),
    }


def _words(word: Word | None) -> Row:
    return {"counted": word is not None and word.counted, **columns(word)}


def _named(names: Iterable[str]) -> list[Row]:
    return [{"name": name, "norm": norm(name)} for name in names]


def _number(key: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(key).encode(), digest_size=8).digest(), "little")


def write_digest(target: Path, schema: pa.Schema, rows: Iterator[Row]) -> None:
    """Write rows as a digest, whole or not at all, and the seal beside it; raises OSError.

    A process whose parent was killed may still be at it: each has a temporary file of its own.
    """
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
            while batch := list(islice(rows, _GROUP)):
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
        seal = hash_file(temporary)
        temporary.replace(target)
        seal_of(target).write_text(seal, encoding="ascii")
    finally:
        temporary.unlink(missing_ok=True)
