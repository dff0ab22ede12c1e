"""When: the day or days of the event, with the year from wherever the article tells it; never invented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.layers import Layers
from nlp.report import PartOfDay
from nlp.sentences import Sentence
from reference.dates import DateMention, day_or_none
from reference.folding import aligned_pattern

_PARTS: dict[str, PartOfDay] = {
    "sáng": "morning",
    "trưa": "morning",
    "chiều": "afternoon",
    "tối": "evening",
    "đêm": "evening",
}
_PART = re.compile(
    aligned_pattern(
        r"\b(?P<part>sáng|trưa|chiều|tối|đêm)\b(?:\s+(?:(?:hôm\s+)?(?:nay|qua)|ngày|và chiều|thứ \w+|chủ nhật))?"
        r"\s*,?\s*(?:\(\s*)?(?:ngày\s+)?$"
    )
)
_LEADS_IN = re.compile(
    aligned_pattern(
        r"(?:^|[,.(]\s*|\b(?:vào|hôm|sáng|trưa|chiều|tối|đêm|qua|nay|trong (?:các |\d+ |hai |"
        r"ba )?ngày)\s*\(?)\s*(?:ngày\s+)?$|\bngày\s+$|\btrong \d+ ngày\s*\(?$"
    )
)
_NOT_EVENT = re.compile(
    aligned_pattern(
        r"(?:\bsố\s[^,;.]{0,30}|-(?:ct|qđ|nq|kh|kl|hd)[\w/-]*\s+|tw\s+|ubnd\s+|ttg\s+|\bđợt\s+|"
        r"\bdịp\s+|\btrước\s+|\bđến\s+(?:hết\s+)?|\btừ\s+|\bsinh\s+|\bđến hết\s+|"
        r"\bngày thành lập[^,;.]{0,50}|\bkỷ niệm[^,;.]{0,60}|\bban hành\s+|\bký\s+|\bquyết định\s+)(?:ngày\s+)?$"
    )
)
_ANNIVERSARY = re.compile(
    aligned_pattern(r"\b(?:kỷ niệm|thành lập|truyền thống|quốc khánh|chào mừng|ngày sinh|giải phóng)\b[^.;]{0,90}$")
)
_TODAY = re.compile(aligned_pattern(r"\b(?:(?P<part>sáng|chiều|tối|trưa) (?:hôm )?nay|hôm nay)\b"))
_YESTERDAY = re.compile(aligned_pattern(r"\b(?:(?P<part>sáng|chiều|tối) (?:hôm )?qua|hôm qua)\b"))
_REVIEW = re.compile(aligned_pattern(r"(?:tổng kết|sơ kết)[^.;]{0,160}?năm (20\d\d)"))
_TASKS = re.compile(aligned_pattern(r"(?:triển khai|phương hướng)[^.;]{0,80}?năm (20\d\d)"))
_FEAST = re.compile(
    aligned_pattern(r"\b(?:nhân\s+)?(?:kỷ niệm|chào mừng)\b[^.;]{0,80}?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\s*\)?,")
)
"""An anniversary with its date, ended by a comma: what follows is another day."""
_FROM = re.compile(aligned_pattern(r"(?:^|\btrong (?:\d+|hai|ba) ngày\s*\(?)\s*từ\s+(?:ngày\s+)?$"))
_HELD_ON = re.compile(
    aligned_pattern(
        r"\b(?:tổ chức|diễn ra|khai mạc|biểu dương, khen thưởng|phiên họp|hội nghị)\s+"
        r"(?:vào\s+)?(?:hôm\s+)?(?:sáng|chiều|tối)?\s*ngày\s+$"
    )
)
_HELD = re.compile(
    aligned_pattern(
        r"\b(?:tổ chức|diễn ra|khai mạc|đã|trao|tặng|họp|tuyên dương|biểu dương|hội nghị|lễ|đại hội|"
        r"dự)\b"
    )
)
_NAMED_YEAR = re.compile(aligned_pattern(r"\bnăm (20\d\d)\b(?!\s*[-–])"))
_RANGE = re.compile(aligned_pattern(r"\s*(?:-|–|đến|và)\s*(?:hết\s+)?(?:ngày\s+)?"))
_EARLY = 2
"""A day in January or February may sum up the year before, which then is the one that is named."""
_ANNIVERSARY_SPAN = re.compile(
    aligned_pattern(r"\b(?:kỷ niệm|thành lập|truyền thống|ngày)\b[^.;()]{0,140}")
    + r"\(\s*(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d\d\s*[-–]\s*(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?P<last>20[012]\d)\s*\)"
)
_TERM = re.compile(
    aligned_pattern(r"\bđại hội\b[^.;]{0,120}?\bnhiệm kỳ (?:[ivx]+\s*\(?)?(?P<first>20\d\d)\s*[-–]\s*20\d\d")
)
_SCHOOL_YEAR = re.compile(aligned_pattern(r"\bnăm học (?:mới )?(?P<first>20\d\d)\s*[-–]\s*20\d\d"))
_SCHOOL_OPENS = re.compile(aligned_pattern(r"\bkhai giảng\b|\bnăm học mới\b"))
_OPENING_MONTH, _AUTUMN = 8, 11
_IN_BRACKETS = re.compile(aligned_pattern(r"(?:ngày|nay|qua|sáng|chiều|tối)\s*\(\s*(?:ngày\s+)?$"))
_MONTH_IN_URL = re.compile(r"/(20\d\d)/?(0[1-9]|1[0-2])/")


@dataclass(frozen=True, slots=True)
class When:
    """The event's days; `warning` says what could not be resolved."""

    day: dt.date | None = None
    last: dt.date | None = None
    part: PartOfDay | None = None
    warning: str | None = None

    @property
    def told(self) -> bool:
        """Whether the article tells a day, be its year known or not."""
        return self.day is not None or self.warning is not None


def read_when(layers: Layers) -> When:
    """Return when the event took place."""
    published = layers.article.published_on
    for sentence in _likely(layers.sentences):
        for mention in layers.dates_in(sentence):
            if _is_event(layers.flat, sentence, mention):
                return _resolved(layers, sentence, mention, published)
        found = _relative(layers.flat, sentence, published)
        if found is not None:
            return found
    return When()


def _likely(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences that may date the event: lead and opening first, then captions, then the rest of the body."""
    told = [s for s in sentences if s.kind in ("lead", "paragraph", "item")]
    yield from told[:8]
    yield from (s for s in sentences if s.kind == "caption")
    yield from told[8:]


def _is_event(flat: str, sentence: Sentence, mention: DateMention) -> bool:
    before = flat[sentence.start : mention.start]
    if _HELD_ON.search(before) or (mention.end_day is not None and _FROM.search(before)):
        return True
    before = _FEAST.sub("", before)
    if _NOT_EVENT.search(before) or (_ANNIVERSARY.search(before) and not _PART.search(before)):
        return False
    if before.count("(") > before.count(")") and not _IN_BRACKETS.search(before):
        return False
    if _PART.search(before):
        return True
    return _LEADS_IN.search(before) is not None and _HELD.search(flat, sentence.start, sentence.end) is not None


def _resolved(layers: Layers, sentence: Sentence, mention: DateMention, published: dt.date | None) -> When:
    match = _PART.search(layers.flat, sentence.start, mention.start)
    part = _PARTS[match["part"]] if match else None
    year = mention.year or _year(layers, mention, layers.dates, published)
    if year is None:
        return When(warning=f"năm của ngày {mention.day}/{mention.month} không rõ")
    first, last = day_or_none(year, mention.month, mention.day), None
    until = next(
        (
            m
            for m in layers.dates
            if 0 < m.start - mention.end < 20 and _RANGE.fullmatch(layers.flat, mention.end, m.start)
        ),
        None,
    )
    if mention.end_day is not None:
        last = day_or_none(year, mention.month, mention.end_day)
    elif until is not None:
        last = day_or_none(until.year or year, until.month, until.day)
    if first is None or (published is not None and first > published + dt.timedelta(days=60)):
        return When(warning=f"ngày {mention.day}/{mention.month}/{year} không thể là ngày diễn ra")
    return When(first, last if last and last > first else None, part)


def _year(
    layers: Layers, mention: DateMention, mentions: Sequence[DateMention], published: dt.date | None
) -> int | None:
    """Tell the year of a day and month: from publication, from the same day given in full, from "tổng kết năm …"."""
    if published is not None:
        for year in (published.year, published.year - 1):
            day = day_or_none(year, mention.month, mention.day)
            if day is not None and day <= published + dt.timedelta(days=3):
                return year
        return None
    return _year_told(layers, mention, mentions)


def _year_told(layers: Layers, mention: DateMention, mentions: Sequence[DateMention]) -> int | None:
    """Tell the year from the article alone: the same day in full, the year summed up, days in full shortly before."""
    known = {m.year for m in mentions if m.year and m.year >= 2000}
    full = {year for m in mentions if (year := m.year) in known and (m.day, m.month) == (mention.day, mention.month)}
    if full and max(full) >= max(known) - 1:
        return max(full)
    tasks, review = _TASKS.search(layers.flat), _REVIEW.search(layers.flat)
    if tasks:
        return int(tasks[1]) if mention.month <= 6 else int(tasks[1]) - 1
    if review:
        return int(review[1]) + 1 if mention.month <= 4 else int(review[1])
    if told := _spanned(layers.flat, _head(layers), mention.month):
        return told
    if layers.article.url and (match := _MONTH_IN_URL.search(layers.article.url)):
        year, month = int(match[1]), int(match[2])
        return year if mention.month <= month else year - 1
    near = {year for m in mentions if (year := m.year) in known and _follows(m, mention)}
    if near:
        return max(near)
    named = {int(match[1]) for match in _NAMED_YEAR.finditer(_head(layers))}
    if len(named) == 1 and mention.month > _EARLY:
        return named.pop()
    return None


def _spanned(flat: str, head: str, month: int) -> int | None:
    """Tell the year from an anniversary, a term of office that begins, or a school year."""
    if match := _ANNIVERSARY_SPAN.search(flat):
        return int(match["last"])
    if match := _TERM.search(head):
        return int(match["first"])
    if match := _SCHOOL_YEAR.search(flat):
        first = int(match["first"])
        opens = _SCHOOL_OPENS.search(flat) is not None or month >= _AUTUMN
        return first if opens and month >= _OPENING_MONTH else first + 1
    return None


def _follows(full: DateMention, mention: DateMention) -> bool:
    """Tell whether `mention` lies, in the year of a day told in full, at most 120 days after that day."""
    year = full.year or 0
    first, then = day_or_none(year, full.month, full.day), day_or_none(year, mention.month, mention.day)
    return first is not None and then is not None and 0 <= (then - first).days <= 120


def _head(layers: Layers) -> str:
    """Return the headline and the first two paragraphs."""
    return " ".join(layers.flat[p.start : p.end] for p in layers.article.paragraphs[:3])


def _relative(flat: str, sentence: Sentence, published: dt.date | None) -> When | None:
    for pattern, days in ((_TODAY, 0), (_YESTERDAY, 1)):
        match = pattern.search(flat, sentence.start, min(sentence.end, sentence.start + 60))
        if match:
            part = _PARTS[match["part"]] if match["part"] else None
            if published is None:
                return When(part=part, warning="ngày đăng không rõ, nên không rõ ngày diễn ra")
            return When(published - dt.timedelta(days=days), None, part)
    return None
