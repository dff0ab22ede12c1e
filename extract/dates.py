"""Dates of publication in the forms that Vietnamese pages write them, and which of several to believe.

Times without a zone are those of Vietnam. Days come before months, as the country writes them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
Origin = Literal["meta", "json-ld", "page", "url", "given"]

_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:(?:[T\s]|(?:ICT|[+]07)(?=\d{2}:))+(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?!\d)")
_IN_WORDS = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s*(?:,|năm|-|/)?\s*(?P<y>\d{4})(?!\d)", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<![\d/.:-])(?P<H>\d{1,2})\s?(?::|h|g|giờ)\s?(?P<M>\d{2})(?:\s?[:']\s?(?P<S>\d{2}))?(?!\d)"
    r"(?:\s*(?P<half>am|pm|sa|ch)\b)?",
    re.IGNORECASE,
)
_AFTERNOON = {"pm", "ch"}
_CHANGED = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified", re.IGNORECASE)
_DATELINE_WORDS = re.compile(
    r"thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|\bcn\b|\b(?:ngày|đăng|xuất bản|cập nhật|đưa|tin|lúc"
    r"|lần cuối|bài viết|bài|hồi|gmt|utc|giờ|sa|ch|am|pm|thời gian|tạo|published)\b|[+]\s*\d{1,2}(?::\d{2})?|'",
    re.IGNORECASE,
)
_URL_DAY = (
    re.compile(r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?:/|$)"),
    re.compile(r"/(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?:/|-|$)"),
    re.compile(r"-\d{3}(?P<yy>\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)\d{8,9}\.htm"),
)
"""A day in the path: `/2024/04/08/`, `/2024-4-8/`, `/20240408/`, and the ids of 17 and 18 digits of VCCorp's CMS."""
_URL_MONTH = re.compile(r"/(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])/")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time of day where it was given (`exact`), and where the page said it."""

    when: dt.datetime
    exact: bool
    origin: Origin


def find_moment(text: str, origin: Origin = "page") -> Moment | None:
    """Return the first date in `text` with the time beside it, or None; dates of changes ("Cập nhật") come last."""
    changed = _CHANGED.search(text)
    if changed and changed.start() > 0 and (before := find_moment(text[: changed.start()], origin)):
        return before
    found = min(
        (m for pattern in (_ISO, _YEAR_FIRST, _DAY_FIRST, _IN_WORDS) if (m := pattern.search(text))),
        key=lambda m: m.start(),
        default=None,
    )
    if found is None:
        return None
    parts = found.groupdict()
    time, zone = None, VIETNAM if not parts.get("zone") else _zone(parts["zone"])
    if parts.get("H"):
        time = _time(parts["H"], parts["M"], parts["S"], None)
    elif beside := _TIME.search(text[found.end() :]) or _TIME.search(text[: found.start()]):
        time = _time(beside["H"], beside["M"], beside["S"], beside["half"])
    day = _day(parts["y"], parts["m"], parts["d"])
    if day is None:
        return None
    when = dt.datetime.combine(day, time or dt.time(), tzinfo=zone).astimezone(VIETNAM)
    return Moment(when, time is not None and time != dt.time(), origin)


def dateline(line: str) -> Moment | None:
    """Return the date that a line consists of ("Thứ Sáu, 22/12/2023 - 19:15"), or None where it holds more."""
    moment = find_moment(line) if len(line) < 120 else None
    return moment if moment and not without_dates(line) else None


def without_dates(line: str) -> str:
    """Return what is left of a line without dates, times and the words around them."""
    for pattern in (_ISO, _YEAR_FIRST, _DAY_FIRST, _IN_WORDS, _TIME, _DATELINE_WORDS):
        line = pattern.sub(" ", line)
    return " ".join(line.split()).strip(" ,.-–—|:;()•·/\\")


def url_day(url: str) -> Moment | None:
    """Return the day that an address itself tells, or None."""
    for pattern in _URL_DAY:
        if found := pattern.search(url):
            parts = found.groupdict()
            day = _day(parts.get("y") or f"20{parts['yy']}", parts["m"], parts["d"])
            if day:
                return Moment(dt.datetime.combine(day, dt.time(), tzinfo=VIETNAM), False, "url")
    return None


def url_month(url: str) -> tuple[int, int] | None:
    """Return year and month that an address tells (`/202404/`), or None."""
    found = _URL_MONTH.search(url)
    return (int(found["y"]), int(found["m"])) if found else None


def best_moment(candidates: Iterable[Moment | None], *, latest: dt.datetime | None = None) -> Moment | None:
    """Return the first candidate, made exact by a later one of the same day; None where there is none.

    A candidate more than two days after `latest` (the time of fetch) is passed over.
    """
    limit = latest + dt.timedelta(days=2) if latest else None
    known = [c for c in candidates if c and (limit is None or c.when <= limit)]
    if not known:
        return None
    first = known[0]
    if not first.exact:
        return next((c for c in known if c.exact and c.when.date() == first.when.date()), first)
    return first


def _zone(text: str) -> dt.tzinfo:
    if text == "Z":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        return VIETNAM
    return dt.timezone((-1 if text[0] == "-" else 1) * dt.timedelta(hours=hours, minutes=minutes))


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def _time(hour: str, minute: str, second: str | None, half: str | None) -> dt.time | None:
    number = int(hour)
    if half and half.lower() in _AFTERNOON and number < 12:
        number += 12
    elif half and half.lower() not in _AFTERNOON and number == 12:
        number = 0
    try:
        return dt.time(number, int(minute), int(second or 0))
    except ValueError:
        return None
