"""Small articles to read, and short forms of what was read."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from extract.article import Article, Paragraph, ParagraphKind
from nlp.drafts import Draft
from nlp.layers import Layers, annotate
from nlp.reading import read_article
from nlp.report import Official, Report

Told = str | tuple[str, str]
Row = tuple[str, int | None, str | None, str, int | None, str]
"""Award, class, grantor, recipient, count, status."""

TITLE = "Tổng kết phong trào thi đua yêu nước"
OPENING = "Sáng 12/3, UBND tỉnh tổ chức Hội nghị tổng kết phong trào thi đua yêu nước."


def make_article(*told: Told, published: str | None = "2024-03-12", **fields: Any) -> Article:  # noqa: ANN401
    """Return an article of paragraphs; "title: …", "lead: …" give a kind, other words are a plain paragraph."""
    pieces = [_kind_and_words(piece) for piece in told]
    at, paragraphs = 0, []
    for kind, words in pieces:
        paragraphs.append(Paragraph(kind=kind, start=at, end=at + len(words)))
        at += len(words) + 2
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    day = dt.datetime.combine(dt.date.fromisoformat(published), dt.time(), zone) if published else None
    given: dict[str, Any] = {
        "id": "0" * 16,
        "title": next((words for kind, words in pieces if kind == "title"), ""),
        "text": "\n\n".join(words for _, words in pieces),
        "paragraphs": tuple(paragraphs),
        "published": day,
    }
    return Article(**(given | fields))


def _kind_and_words(piece: Told) -> tuple[ParagraphKind, str]:
    if isinstance(piece, tuple):
        return cast(ParagraphKind, piece[0]), piece[1]
    head, mark, rest = piece.partition(": ")
    if mark and head in get_args(ParagraphKind):
        return cast(ParagraphKind, head), rest
    return "paragraph", piece


def report_of(*told: Told, **fields: Any) -> Report:  # noqa: ANN401
    """Read an article of the paragraphs told."""
    return read_article(make_article(*told, **fields))


def event(*told: Told, **fields: Any) -> Report:  # noqa: ANN401
    """Read an article that opens with a conference of 12 March 2024 and goes on with the paragraphs told."""
    return report_of(f"title: {TITLE}", OPENING, *told, **fields)


def layers_of(text: str, province: str | None = None) -> Layers:
    """Return the layers of one paragraph."""
    return annotate(make_article(text), province)


def rows_of(report: Report) -> list[Row]:
    """Return the award rows of a report in short."""
    return [(a.award, a.award_class, a.grantor, a.recipient, a.count, a.status) for a in report.awards]


def rows(*told: Told, **fields: Any) -> list[Row]:  # noqa: ANN401
    """Return the award rows that paragraphs give at a conference."""
    return rows_of(event(*told, **fields))


def row(
    award: str, grantor: str | None, recipient: str, count: int | None, status: str = "conferred", of: int | None = None
) -> Row:
    """Return an expected row; `of` is the class."""
    return award, of, grantor, recipient, count, status


def official(report: Report, name: str) -> Official:
    """Return the one official of that name."""
    (found,) = [o for o in report.officials if o.name == name]
    return found


def draft(**fields: Any) -> Draft:  # noqa: ANN401
    """Return the draft of a row; `sentence` is the number of its sentence."""
    number = fields.pop("sentence", 0)
    given: dict[str, Any] = {
        "award": "bang-khen",
        "name": None,
        "award_class": None,
        "grantor": "ubnd-tinh",
        "grantor_name": "UBND tỉnh",
        "recipient": "individual",
        "count": 5,
        "qualifier": "exact",
        "status": "conferred",
        "period": None,
        "kind": "paragraph",
        "sentence": number,
        "start": number * 100,
        "end": number * 100 + 90,
        "clause": number * 100,
    }
    return Draft(**(given | fields))
