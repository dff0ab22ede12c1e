"""Movements: emulation movements that the event launches or sums up, with their dates."""

from __future__ import annotations

import datetime as dt
import re

from nlp.layers import Layers
from nlp.report import Movement
from nlp.sentences import Sentence
from reference.dates import DateMention, day_or_none
from reference.folding import aligned_pattern, norm

_MOVEMENT = re.compile(
    aligned_pattern(
        r"\b(?:phong trào|cao điểm)(?: thi đua)?(?: đặc biệt| yêu nước| cao điểm| chuyên đề)?"
        r"(?:[^“”\"\n.;]{0,90}?\b(?:chủ đề|tên gọi|khẩu hiệu|mang tên))?\s*[:,]?\s*[“\"]"
    )
)
_LAUNCHED = re.compile(
    aligned_pattern(r"\b(?:phát động|tổng kết|sơ kết)\b|\bkế hoạch\b[^.;]{0,60}\b(?:tổ chức|triển khai)\b")
)
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{6,600})[”\"]")
_LAUNCHED_THEN = re.compile(aligned_pattern(r"[^.;]{0,60}\bphát động"))
_DURATION = re.compile(
    aligned_pattern(
        r"thời gian (?:thi đua|thực hiện|phát động|của phong trào)|được (?:thực hiện|triển khai|"
        r"phát động) từ|bắt đầu từ|diễn ra từ|từ ngày"
    )
)


def read_movements(layers: Layers) -> list[Movement]:
    """Return the movements launched or summed up in the article, each once."""
    found: dict[str, Movement] = {}
    told = _duration(layers)
    for sentence in layers.sentences:
        if sentence.kind not in ("title", "lead", "paragraph"):
            continue
        for match in _MOVEMENT.finditer(layers.flat, sentence.start, sentence.end):
            quote = _QUOTE.match(layers.text, match.end() - 1)
            before = layers.flat[sentence.start : match.end()]
            if not quote or not _LAUNCHED.search(before):
                continue
            name = quote[1].strip(" .,")
            start, end = told or (_launch_day(layers, sentence), None)
            found.setdefault(norm(name), Movement(name=name, start=start, end=end))
    return list(found.values())


def _duration(layers: Layers) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day in the first sentence about a duration that tells both."""
    for sentence in layers.sentences:
        if _DURATION.search(layers.flat, sentence.start, sentence.end):
            days = [day for mention in layers.dates_in(sentence) if (day := _date(mention)) is not None]
            if len(days) >= 2 and days[0] < days[1]:
                return days[0], days[1]
    return None


def _launch_day(layers: Layers, sentence: Sentence) -> dt.date | None:
    """Return the day on which a sentence says that the movement was launched."""
    for mention in layers.dates_in(sentence):
        if _LAUNCHED_THEN.match(layers.flat, mention.end, sentence.end):
            return _date(mention)
    return None


def _date(mention: DateMention) -> dt.date | None:
    return day_or_none(mention.year, mention.month, mention.day) if mention.year is not None else None
