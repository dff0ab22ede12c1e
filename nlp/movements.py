"""Movements: emulation movements that the event launches or sums up, with their dates."""

from __future__ import annotations

import datetime as dt
import re

from nlp.layers import Layers
from nlp.report import Movement
from reference.dates import DateMention, find_dates
from reference.folding import aligned_pattern, norm

_MOVEMENT = re.compile(
    aligned_pattern(
        r"\b(?:phong trào|cao điểm)(?: thi đua)?(?: đặc biệt| yêu nước| cao điểm| chuyên đề)?"
        r"(?:[^“”\"\n.;]{0,90}?\b(?:chủ đề|tên gọi|khẩu hiệu|mang tên))?\s*[:,]?\s*[“\"]"
    )
)
_DONE = re.compile(aligned_pattern(r"\b(?:phát động|tổng kết|sơ kết|triển khai|ký kết|hưởng ứng)\b"))
_LAUNCHED = re.compile(
    aligned_pattern(r"\b(?:phát động|tổng kết|sơ kết)\b|\bkế hoạch\b[^.;]{0,60}\b(?:tổ chức|triển khai)\b")
)
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{6,600})[”\"]")
_DURATION = re.compile(
    aligned_pattern(
        r"thời gian (?:thi đua|thực hiện|phát động|của phong trào)|được (?:thực hiện|triển khai|"
        r"phát động) từ|bắt đầu từ|diễn ra từ|từ ngày"
    )
)


def read_movements(layers: Layers) -> list[Movement]:
    """Return the movements launched or summed up in the article, each once."""
    found: dict[str, Movement] = {}
    dates = find_dates(layers.text)
    for sentence in layers.sentences:
        if sentence.kind not in ("title", "lead", "paragraph"):
            continue
        for match in _MOVEMENT.finditer(layers.flat, sentence.start, sentence.end):
            quote = _QUOTE.match(layers.text, match.end() - 1)
            before = layers.flat[sentence.start : match.end()]
            if not quote or not _LAUNCHED.search(before):
                continue
            name = quote[1].strip(" .,")
            start, end = _span(layers, sentence.start, sentence.end, dates)
            found.setdefault(norm(name), Movement(name=name, start=start, end=end))
    return list(found.values())


def _span(layers: Layers, start: int, end: int, dates: list[DateMention]) -> tuple[dt.date | None, dt.date | None]:
    """Return when a movement begins and ends: from the words about its duration, else the day of its launch."""
    for sentence in layers.sentences:
        if _DURATION.search(layers.flat, sentence.start, sentence.end):
            told = [_date(d) for d in dates if sentence.start <= d.start < sentence.end]
            days = [day for day in told if day is not None]
            if len(days) >= 2 and days[0] < days[1]:
                return days[0], days[1]
    for mention in dates:
        if start <= mention.start < end and re.match(
            aligned_pattern(r"[^.;]{0,60}\bphát động"), layers.flat[mention.end : end]
        ):
            return _date(mention), None
    return None, None


def _date(mention: DateMention) -> dt.date | None:
    if mention.year is None:
        return None
    try:
        return dt.date(mention.year, mention.month, mention.day)
    except ValueError:
        return None
