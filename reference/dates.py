"""Days of the calendar as texts write them: "ngày 19 tháng 7 năm 2017", "11/6", "5-12", "14.3", "25 - 26/12/2023".

Two numbers are a date only where something says so: a word in front ("ngày", "sáng nay", "từ"; for 5-12 and 14.3 only
a word for a day or a part of one), a year, or a date beside them. So fractions (17/19 cá nhân), scores, numbers of
documents (34-CT/TW, 98/2023/NĐ-CP), telephone numbers and hours are none. Days of the lunar calendar are left out.
Whether a day is that of the event, of an anniversary or of a decision is for the reader of the sentence to tell.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from reference.folding import aligned, aligned_pattern

_MONTHS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười một": 11, "mười hai": 12, "mười": 10,
}  # fmt: skip

_DAY = r"(?P<d>\d(?<![\w/.,:+]\d)\d?)"
"""One digit first, and then what stands before it, so that the engine can leap from digit to digit."""
_AFTER = r"(?![\w%]|[/.,:]\d|[/-][^\W\d]|-(?!\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\d)"
_NUMERIC = re.compile(
    rf"{_DAY}(?P<mark>[/.-])(?P<m>\d{{1,2}})"
    rf"(?:(?:(?P=mark)|/|\s+năm\s+)(?P<y>\d{{4}}))?{_AFTER}"
)
_WORDS = re.compile(
    rf"{_DAY}\s*,?\s*tháng\s+(?:(?P<m>\d{{1,2}})|(?P<word>{'|'.join(_MONTHS)})(?!\w))"
    rf"(?:(?:\s*,?\s*năm\s+|\s*[/.-]\s*)(?P<y>\d{{4}}))?{_AFTER}"
)
_SPAN = r"(?:-|–|—|đến hết|đến|tới)"
_LIST = r"(?:,|;|&|và)"
_TO_DAY = r"\s*(?:hết\s+)?(?:ngày\s+)?(?:(?:mùng|mồng)\s+)?"
_DAYS_BEFORE = re.compile(
    rf"(?<![\w/.,:+-])(?P<first>\d{{1,2}})(?:\s*{_LIST}{_TO_DAY}\d{{1,2}})*\s*(?P<join>{_SPAN}|{_LIST}){_TO_DAY}$"
)
_BETWEEN = re.compile(rf"\s*(?P<join>{_SPAN}|{_LIST}){_TO_DAY}")
_FULL_DATE_AFTER = re.compile(rf"\s*{_SPAN}{_TO_DAY}\d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)\d{{4}}(?!\d)")

_DAY_WORD = re.compile(
    aligned_pattern(
        r"(?:\b(?:hôm|ngày|sáng|sáng sớm|trưa|chiều|tối|đêm|mùng|mồng|chủ nhật|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]))"
        r"|\b(?:hôm|ngày|sáng|trưa|chiều|tối|đêm|vừa) (?:nay|qua|mai))\s*,?\s*\(?\s*(?:(?:ngày|mùng|mồng)\s+)*$"
    )
)
_NOT_DAY_WORD = re.compile(r"(?:\b(?:mỗi|một|trên|hằng|hàng)\s+|/\s*)ngày\s+$")
_LEADING_WORD = re.compile(
    aligned_pattern(
        r"\b(?:từ|đến|tới|hết|trước|sau|dịp|lễ|đợt|vào|lúc|quốc khánh|quốc tế lao động|phụ nữ|phụ nữ việt nam"
        r"|thầy thuốc việt nam|nhà giáo việt nam|doanh nhân việt nam|liệt s[ĩỹ]|báo chí(?: cách mạng)?(?: việt nam)?"
        r"|thống nhất đất nước|thời điểm"
        r"|ngày (?:[^.;,()\d]{0,60}\s)?(?:việt nam|(?:truyền thống|thành lập|giải phóng)[^.;,()\d]{0,60}))\s*\(?\s*$"
    )
)
_NAME_BEFORE = re.compile(
    aligned_pattern(
        r"\b(?:số|điều|khoản|điểm|mục|tổ|ấp|đường|phố|phường|trường|trường \w+|quảng trường|nông trường|lâm trường"
        r"|công ty|nhà máy|ngõ|ngách|hẻm|lô|tỷ số|tỉ số|tỷ lệ|tỉ lệ|quốc lộ|km|điện thoại|đt|fax|phiên bản)[:.]?\s*$"
    )
)
_UNIT_AFTER = re.compile(
    aligned_pattern(
        r"\s*(?:lượt|tiếng|giờ|phút|triệu|tỷ|tỉ|nghìn|ngàn|tấn|tạ|kg|km|lít|m|ha|suất|bữa|lần|điểm|người|đồng)\b"
    )
)
_LUNAR_AFTER = re.compile(r"\s*[(,]?\s*(?:năm \w+ \w+\s*)?(?:âm lịch|al\b)")
_FREE_AFTER = re.compile(r"\s*(?:$|[.,;:)!?–—\"”'-]|(?:năm|tại|ở|đã|vừa|này|tới|hàng|hằng|là|và|đến)\b)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One day, or several of one month of which the last is `end_day`; `text[start:end]` is what was read.

    `year` is None where the text gives none, neither here nor at the other end of a range.
    """

    start: int
    end: int
    day: int
    month: int
    year: int | None = None
    end_day: int | None = None


def day_or_none(year: int, month: int, day: int) -> dt.date | None:
    """Return a day, None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def find_dates(text: str) -> list[DateMention]:
    """Return the dates in `text` in the order in which they stand; offsets are code points, end exclusive.

    "25 - 26/12" and "từ ngày 25 đến 27/12/2023" are one mention with `end_day`. Where both ends carry a month, each is
    a mention of its own, and one without a year has it from the other: "từ 28/12 đến 3/1/2024" begins in 2023.
    """
    flat = aligned(text)
    found: list[DateMention] = []
    for match in sorted(_matches(flat), key=lambda m: m.start()):
        before = found[-1] if found else None
        if before and match.start() < before.end:
            continue
        mention = _told(text, flat, match, before)
        if mention is not None:
            found.append(mention)
    return _with_years(flat, found)


def _matches(flat: str) -> Iterator[re.Match[str]]:
    yield from _NUMERIC.finditer(flat)
    if "tháng" in flat:
        yield from _WORDS.finditer(flat)


def _told(text: str, flat: str, match: re.Match[str], before: DateMention | None) -> DateMention | None:
    """Return the date that a match is, with the days in front of it, or None where nothing says that it is one."""
    mention = _read(match)
    if mention is None or _LUNAR_AFTER.match(flat, mention.end):
        return None
    days = _DAYS_BEFORE.search(flat, before.end if before else max(0, mention.start - 40), mention.start)
    if days and 1 <= int(days["first"]) < mention.day:
        ahead = flat[max(0, days.start() - 40) : days.start()]
        span = re.fullmatch(_SPAN, days["join"]) is not None
        cued = _DAY_WORD.search(ahead) or (span and (_LEADING_WORD.search(ahead) or ahead.endswith("(")))
        if cued and not _NOT_DAY_WORD.search(ahead):
            return replace(mention, start=days.start(), day=int(days["first"]), end_day=mention.day)
    glued = mention.start > 0 and flat[mention.start - 1] in "-–"
    linked = before is not None and _BETWEEN.fullmatch(flat, before.end, mention.start) is not None
    if glued and not linked:
        return None
    return mention if linked or _is_cued(text, flat, match, mention) else None


def _is_cued(text: str, flat: str, match: re.Match[str], mention: DateMention) -> bool:
    ahead = flat[max(0, mention.start - 140) : mention.start]
    if _NAME_BEFORE.search(ahead):
        return False
    if mention.year is not None or _FULL_DATE_AFTER.match(flat, mention.end):
        return True
    mark = match.groupdict().get("mark")
    if _DAY_WORD.search(ahead):
        return not _NOT_DAY_WORD.search(ahead) and not (mark and _UNIT_AFTER.match(flat, mention.end))
    if mark != "/" or not _LEADING_WORD.search(ahead):
        return False
    return _FREE_AFTER.match(flat, mention.end) is not None or text[mention.end :].lstrip()[:1].isupper()


def _read(match: re.Match[str]) -> DateMention | None:
    day, year = int(match["d"]), int(match["y"]) if match["y"] else None
    month = int(match["m"]) if match["m"] else _MONTHS[match["word"]]
    if not 1 <= month <= 12 or not (year is None or 1800 <= year <= 2100):
        return None
    if not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return DateMention(match.start(), match.end(), day, month, year)


def _with_years(flat: str, found: list[DateMention]) -> list[DateMention]:
    """Give a date without a year that of the date it is joined to: from behind first, then from ahead."""
    dated = list(found)
    for i in range(len(dated) - 2, -1, -1):
        this, other = dated[i], dated[i + 1]
        if this.year is None and other.year is not None and (join := _join(flat, this, other)):
            later = (this.month, this.day) > (other.month, other.day)
            if not later or join == "span":
                dated[i] = replace(this, year=other.year - later)
    for i, (other, this) in enumerate(pairwise(list(dated)), start=1):
        year = dated[i - 1].year
        if this.year is None and year is not None and _join(flat, other, this) == "span":
            dated[i] = replace(this, year=year + ((this.month, this.day) < (other.month, other.day)))
    return dated


def _join(flat: str, first: DateMention, second: DateMention) -> str | None:
    between = _BETWEEN.fullmatch(flat, first.end, second.start)
    if between is None:
        return None
    return "span" if re.fullmatch(_SPAN, between["join"]) else "list"
