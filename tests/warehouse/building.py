"""Reports by hand: stories with a text in which every award's evidence stands, and parts made of them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.article import Article
from nlp.report import Report
from warehouse.ceremonies.events import days_between, facts_of
from warehouse.ceremonies.grouping import Gathering, group_events
from warehouse.copies.duplicates import find_duplicates, members_of
from warehouse.copies.originals import copies_among
from warehouse.copies.prints import print_of
from warehouse.intake.items import Item
from warehouse.intake.parts import hash_text

_FETCHED = dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC)
_SYLLABLES = [
    "thi",
    "đua",
    "khen",
    "thưởng",
    "phong",
    "trào",
    "tỉnh",
    "huyện",
    "xã",
    "nhân",
    "dân",
    "phát",
    "triển",
    "kinh",
    "tế",
    "văn",
    "hóa",
    "giáo",
    "dục",
    "y",
    "tế",
    "nông",
    "thôn",
    "mới",
    "sản",
    "xuất",
    "lao",
    "động",
    "sáng",
    "tạo",
    "đoàn",
    "kết",
    "chính",
    "quyền",
    "cơ",
    "sở",
    "lãnh",
    "đạo",
    "tổ",
    "chức",
    "hội",
    "nghị",
    "công",
    "tác",
    "nhiệm",
    "vụ",
    "mục",
    "tiêu",
    "chất",
    "lượng",
]


@dataclass(frozen=True)
class Story:
    """An article and its report."""

    article: Article
    report: Report


def award(code: str, count: int | None = None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an award row without its evidence; conferred on collectives by default."""
    return {"award": code, "count": count, "recipient": "collective", "status": "conferred", "confidence": 0.9} | fields


def official(name: str, *titles: str, roles: Sequence[str] = ("attend",)) -> dict[str, Any]:
    """Return an official."""
    return {"name": name, "titles": titles, "roles": tuple(roles)}


def filler(seed: str, words: int = 120) -> str:
    """Return a paragraph that differs from every other seed's."""
    chance = random.Random(seed)
    return " ".join(chance.choice(_SYLLABLES) for _ in range(words)).capitalize() + "."


def story(
    name: str,
    *,
    title: str = "",
    source: str | None = "bao.example",
    published: str | None = "2024-06-11T17:00:00+07:00",
    fetched: dt.datetime = _FETCHED,
    outlet_province: str | None = None,
    credit: str | None = None,
    byline: str | None = None,
    awards: Sequence[dict[str, Any]] = (),
    officials: Sequence[dict[str, Any]] = (),
    body: str | None = None,
    captions: Sequence[str] = (),
    **fields: Any,  # noqa: ANN401
) -> Story:
    """Return a relevant story; `fields` are those of the report (date, province, kind, host, ...)."""
    text = f"{title or name}\n\n{body or filler(name)}"
    rows, paragraphs = [], []
    for caption in captions:
        paragraphs.append({"kind": "caption", "start": len(text) + 2, "end": len(text) + 2 + len(caption)})
        text += f"\n\n{caption}"
    for row in awards:
        sentence = (
            row.get("sentence") or f"{row['count'] or 'Các'} {row['recipient']} nhận {row['award']} {row['status']}."
        )
        rows.append(
            {key: value for key, value in row.items() if key != "sentence"}
            | {"evidence": {"start": len(text) + 2, "end": len(text) + 2 + len(sentence), "text": sentence}}
        )
        text += f"\n\n{sentence}"
    url = f"https://{source}/{name}.html" if source else None
    article_id = hash_text(url or text)[:16]
    moment = dt.datetime.fromisoformat(published) if published else None
    defaults: dict[str, Any] = {"relevant": True, "kind": "summary", "date": "2024-06-11", "province": "lao-cai"}
    given: dict[str, Any] = {"id": article_id, "url": url, "source": source, "title": title or name, "text": text}
    report = Report.model_validate(
        defaults
        | given
        | {"published": moment.date() if moment else None, "officials": list(officials), "awards": rows}
        | fields
    )
    article = Article(
        **given,
        paragraphs=paragraphs,
        published=moment,
        fetched=fetched,
        language="vi",
        province=outlet_province,
        credit=credit,
        byline=byline,
    )
    return Story(article, report)


def item(told: Story) -> Item:
    """Return a story as the warehouse takes it in."""
    article = told.article
    return Item(
        id=article.id,
        url=article.url,
        source=article.source,
        title=article.title,
        published=article.published,
        fetched=article.fetched,
        record=None,
        credit=article.credit,
        text_hash=hash_text(article.text),
        read=True,
        days=days_between(told.report.date, told.report.date_end),
        mark=print_of(told.report.text, article.title),
    )


def gather(stories: Sequence[Story]) -> list[Gathering]:
    """Return what the reports of stories tell of, as members by the stories' numbers."""
    found = {one.id: one for one in find_duplicates([item(told) for told in stories])}
    items = [found[told.article.id] for told in stories]
    places = {one.id: n for n, one in enumerate(items)}
    known = {one.id: one.original for one in items if one.original is not None}
    original = {places[copy]: places[first] for copy, first in copies_among(members_of(items), known).items()}
    facts = [facts_of(told.report, one.outlet) for told, one in zip(stories, items, strict=True)]
    return group_events(facts, [one.age for one in items], original).gatherings


def write_parts(folder: Path, stories: Sequence[Story], name: str = "a") -> tuple[list[Path], list[Path]]:
    """Write the stories as one articles part and one reports part, and return their paths."""
    times = pa.timestamp("us", tz="UTC")
    columns = [
        "id",
        "url",
        "source",
        "province",
        "title",
        "text",
        "published",
        "fetched",
        "record",
        "credit",
        "byline",
        "language",
    ]
    types = [times if column in ("published", "fetched") else pa.string() for column in columns]
    paragraph = pa.struct([("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
    schema = pa.schema([*zip(columns, types, strict=True), ("paragraphs", pa.list_(paragraph))])
    rows = [
        {c: getattr(s.article, c) for c in columns} | {"paragraphs": [one.model_dump() for one in s.article.paragraphs]}
        for s in stories
    ]
    articles, reports = folder / "articles" / f"{name}.parquet", folder / "reports" / f"{name}.parquet"
    for path in (articles, reports):
        path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), articles)
    told = [{"article_id": s.article.id, "report": s.report.to_json()} for s in stories]
    pq.write_table(
        pa.Table.from_pylist(told, schema=pa.schema([("article_id", pa.string()), ("report", pa.string())])), reports
    )
    return [articles], [reports]
