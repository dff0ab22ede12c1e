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

_CLOCK = r"(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?"
_ISO = re.compile(
    r"(?<![\d/.-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    rf"(?:(?:[T\s]|(?:ICT|[+]07)(?=\d{{2}}:))+{_CLOCK}\s*(?P<zone>Z\b|UTC$|(?:GMT|UTC)?\s?[+-]\d{{1,2}}(?::?\d{{2}})?(?![\d/-]))?)?(?!\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\d/.])(?P<y>\d{4})(?P<sep>[/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4}|\d{2}(?![\d/:h]))(?!\d)"
)
_VIETNAMESE_MONTHS = (
    *("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    *("mười một", "mười hai"),
)
_MONTHS = {name: number for number, name in enumerate(_VIETNAMESE_MONTHS, start=1)} | {"bốn": 4, "bẩy": 7, "giêng": 1}
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<m>\d{{1,2}}|{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_ENGLISH = rf"(?P<m>{'|'.join(_ENGLISH_MONTHS)})[a-z]*\.?"
_IN_WORDS = (
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\s*[,-]?\s*tháng\s+{_MONTH}\s*(?:,|năm|-|/)?\s*(?P<y>\d{{4}})(?!\d)", re.I),
    re.compile(rf"\btháng\s+{_MONTH}\s+(?P<d>\d{{1,2}})\s*,\s*(?P<y>\d{{4}})(?!\d)", re.I),
    re.compile(rf"\b{_ENGLISH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{_ENGLISH}[\s,-]+(?P<y>\d{{4}})(?!\d)", re.I),
)
"""Day and month in words: "8 Tháng Tư, 2024", "Tháng Mười Hai 22, 2023", "December 22, 2023", "22 Dec 2023"."""
_MONTHS |= {name: number for number, name in enumerate(_ENGLISH_MONTHS, start=1)}
_EPOCH = re.compile(r"\s*(?:/Date\((?P<net>\d{12,13})(?:[+-]\d{4})?\)/|(?P<unix>1\d{9}(?:\d{3})?))\s*")
"""Seconds or milliseconds since 1970 that are all of a value, and how .NET's JSON writes them."""
_PATTERNS = (_ISO, _YEAR_FIRST, _DAY_FIRST, *_IN_WORDS)
_TIME = re.compile(
    r"(?<![\d/.:-])(?P<H>\d{1,2})\s?(?::|h|g|giờ)\s?(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?|\s?(?:'|phút))?(?!\d)"
    r"(?:\s*(?P<half>am|pm|sa|ch|sáng|chiều|tối)\b)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:\b(?:GMT|UTC)\s*|(?<=:\d\d)\s*)(?P<zone>[+-]\s?\d{1,2}(?::?\d{2})?)(?!\d)|(?<=:\d\d )(?P<utc>GMT|UTC)$"
)
"""A zone behind a time; GMT alone is believed at the end of a date of RFC 822."""
_AFTERNOON = {"pm", "ch", "chiều", "tối"}
_FIRST_SHOWN = re.compile(
    r"(?:ngày|giờ) (?:đăng|tạo|viết)|đăng (?:ngày|lúc|tải)|xuất bản|phát hành|published|posted", re.IGNORECASE
)
_CHANGED = re.compile(r"cập nhật|chỉnh sửa|sửa đổi|updated|modified", re.IGNORECASE)
_DATELINE_WORDS = re.compile(
    r"thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:(?:s|nes|rs|ur)?day)?\b|\b(?:cn|t[2-7])\b"
    r"|\b(?:ngày|đăng|xuất bản|phát hành|cập nhật|đưa|tin|lúc|lần cuối|bài viết|bài|hồi|gmt|utc|giờ|phút|sa|ch|am|pm"
    r"|sáng|chiều|tối"
    r"|thời gian|tạo|published|updated|posted|on|at|last|date)\b|[+]\s*\d{1,2}(?::\d{2})?|'",
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
    """Return the first date in `text` with the time beside it, or None; dates of changes ("Cập nhật") come last.

    Times that are told from today ("3 giờ trước", "hôm qua") give None: a saved page does not say when it was shown.
    """
    if epoch := _EPOCH.fullmatch(text):
        return _since_1970(int(epoch["net"] or epoch["unix"]), origin)
    changed = _CHANGED.search(text)
    if changed and changed.start() > 0 and (before := find_moment(text[: changed.start()], origin)):
        return before
    said = _FIRST_SHOWN.search(text, changed.end()) if changed else None
    if said and (behind := find_moment(text[said.end() :], origin)):
        return behind
    for found in sorted((m for pattern in _PATTERNS for m in pattern.finditer(text)), key=re.Match.start):
        parts = found.groupdict()
        day = _day(parts["y"], parts["m"], parts["d"])
        if day is None or (len(parts["y"]) == 2 and without_dates(text)):
            continue
        time, zone = None, parts.get("zone")
        if parts.get("H"):
            time = _time(parts["H"], parts["M"], parts["S"], None)
        elif beside := _TIME.search(text[found.end() :]) or _TIME.search(text[: found.start()]):
            time = _time(beside["H"], beside["M"], beside["S"], beside["half"])
            if stated := _ZONE.search(text):
                zone = stated["zone"] or "Z"
        when = dt.datetime.combine(day, time or dt.time(), tzinfo=_zone(zone) if zone and time else VIETNAM)
        return Moment(when.astimezone(VIETNAM), time is not None and time != dt.time(), origin)
    return None


def find_change(text: str, origin: Origin = "page") -> Moment | None:
    """Return the date behind a word that tells of a change ("Cập nhật"), where that of publication stands before it."""
    changed = _CHANGED.search(text)
    if changed is None or find_moment(text[: changed.start()]) is None:
        return None
    return find_moment(text[changed.end() :], origin)


def dateline(line: str) -> Moment | None:
    """Return the date that a line consists of ("Thứ Sáu, 22/12/2023 - 19:15"), or None where it holds more."""
    moment = find_moment(line) if len(line) < 120 else None
    return moment if moment and not without_dates(line) else None


def without_dates(line: str) -> str:
    """Return what is left of a line without dates, times and the words around them."""
    for pattern in (*_PATTERNS, _ZONE, _TIME, _DATELINE_WORDS):
        line = pattern.sub(" ", line)
    return " ".join(line.split()).strip(" ,.-–—|:;()[]•·/\\+")


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

    A candidate more than a day after `latest` (the time of fetch) is passed over.
    """
    limit = latest + dt.timedelta(days=1) if latest else None
    known = [c for c in candidates if c and (limit is None or c.when <= limit)]
    if not known:
        return None
    first = known[0]
    if not first.exact:
        return next((c for c in known if c.exact and c.when.date() == first.when.date()), first)
    return first


def _since_1970(number: int, origin: Origin) -> Moment | None:
    seconds = number / 1000 if number >= 10**11 else number
    when = dt.datetime.fromtimestamp(seconds, VIETNAM)
    return Moment(when, True, origin) if 1990 <= when.year <= 2100 else None


def _zone(text: str) -> dt.tzinfo:
    """Return a zone given as Z, +7, +0700, GMT+07:00; that of Vietnam where it cannot be one."""
    if text.upper() in {"Z", "UTC"}:
        return dt.UTC
    digits = re.sub(r"\D", "", text)
    hours, minutes = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        return VIETNAM
    return dt.timezone((-1 if "-" in text else 1) * dt.timedelta(hours=hours, minutes=minutes))


def _day(year: str, month: str, day: str) -> dt.date | None:
    """Return a day from 1990 to 2100; months come before days only where the second number can be no month."""
    number = int(month) if month.isdigit() else _MONTHS[" ".join(month.lower().split())]
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    first = int(day)
    if number > 12 >= first and len(year) == 4:
        first, number = number, first
    try:
        found = dt.date(full_year, number, first)
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
