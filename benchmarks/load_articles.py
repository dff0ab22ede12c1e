"""The articles of a load, each with its report, as columns and JSON."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from typing import Any

from benchmarks.load_events import Event, Row, event
from benchmarks.load_plan import COPIES, LATER, TWIN, Place, day_of, unit
from benchmarks.load_tellings import Telling, reprint, tell
from benchmarks.load_words import words
from reference.folding import fold
from reference.outlets import province_of


def article_and_report(
    seed: int, place: Place, factor: float, day: dt.date | None = None
) -> tuple[dict[str, Any], str]:
    """Return the columns of an article, and its report as JSON."""
    found, n = unit(seed, place.unit)
    happened: Event | None = event(seed, place.unit, factor, day) if found.relevant[n] else None
    day = day or day_of(found.day[n])
    chance = random.Random(f"{seed}/{place.unit}/{place.telling}")
    copy = place.telling > 0 and (happened is None or chance.random() < COPIES)
    if copy:
        first = tell(random.Random(f"{seed}/{place.unit}/0"), seed, place.unit, 0, happened, day)
        told = reprint(chance, seed, place, first, happened, day)
    else:
        told = tell(chance, seed, place.unit, place.telling, happened, day)
    if place.form == LATER:
        told.paragraphs.append(f"Tòa soạn đã sửa số liệu trong bài: {chance.randrange(2, 99)} {words(chance, 20)}.")
    return _put_together(chance, place, told, happened)


def _put_together(
    chance: random.Random, place: Place, told: Telling, happened: Event | None
) -> tuple[dict[str, Any], str]:
    title, text = told.paragraphs[0], "\n\n".join(told.paragraphs)
    starts, at = [], 0
    for paragraph in told.paragraphs:
        starts.append(at)
        at += len(paragraph) + 2
    name = "-".join(fold(title).split()[:8])
    url = f"https://{told.outlet}/{name}-{place.unit}-{place.telling}.html"
    if place.form == TWIN:
        url = url.replace(f"{told.outlet}/", f"{told.outlet}/in-bai/")
    fetched = told.published + dt.timedelta(hours=chance.randrange(1, 48), days=30 * (place.form == LATER))
    head = {"id": hashlib.sha256(url.encode()).hexdigest()[:16], "url": url, "source": told.outlet, "title": title}
    kinds = ["title", "lead"] + ["paragraph"] * len(told.paragraphs)
    article = head | {
        "province": province_of(told.outlet, told.published.date()),
        "text": text,
        "paragraphs": [
            {"kind": kind, "start": start, "end": start + len(paragraph)}
            for kind, start, paragraph in zip(kinds, starts, told.paragraphs, strict=False)
        ],
        "credit": told.credit,
        "published": told.published,
        "published_from": "meta",
        "photo_credits": [],
        "tags": [],
        "warnings": [],
        "language": "vi",
        "family": "trafilatura",
        "fetched": fetched,
        "record": f"load.warc.gz:{place.unit * 10 + place.telling}",
    }
    published = told.published.date().isoformat()
    return article, _json(head | {"published": published, "text": text} | _report(told, starts, happened))


def _report(told: Telling, starts: list[int], happened: Event | None) -> dict[str, Any]:
    if happened is None:
        empty: list[object] = []
        lists = dict.fromkeys(("officials", "awards", "movements", "documents", "warnings"), empty)
        names = ("date", "date_end", "part_of_day", "province", "place", "venue", "host")
        return {"relevant": False, "kind": "other"} | dict.fromkeys(names) | lists
    return {
        "relevant": True,
        "kind": happened.kind,
        "date": happened.day.isoformat() if happened.dated else None,
        "date_end": happened.date_end.isoformat() if happened.date_end and happened.dated else None,
        "part_of_day": happened.part_of_day,
        "province": happened.province,
        "place": happened.place,
        "venue": happened.venue,
        "host": happened.host,
        "officials": told.people,
        "awards": [_award(row, starts[at] + start, sentence) for row, at, start, sentence in told.rows],
        "movements": [{"name": name, "start": None, "end": None} for name in happened.movements],
        "documents": happened.documents,
        "warnings": [],
    }


def _award(row: Row, start: int, sentence: str) -> dict[str, Any]:
    return {
        "award": row.award,
        "name": row.name,
        "class": row.award_class,
        "grantor": row.grantor,
        "grantor_name": row.grantor_name,
        "recipient": row.recipient,
        "count": row.count,
        "qualifier": row.qualifier,
        "status": row.status,
        "period": row.period,
        "recipient_names": row.recipient_names,
        "presented_by": row.presented_by,
        "breakdown": [],
        "evidence": {"start": start, "end": start + len(sentence), "text": sentence},
        "confidence": row.confidence,
    }


def _json(report: dict[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, separators=(",", ":"))
