"""Days that an address or a list gives for an article, as ISO text: `2024-06-11`, or `2024-06` where it is a month.

A month lies before a day when all of it does, and after it likewise, so nothing is passed over on half a date.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_IN_ADDRESS = (
    re.compile(r"/(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])/"),  # /thoi-su/202404/…: the yyyymm-hex family
    re.compile(r"/(?P<y>(?:19|20)\d{2})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})/"),  # /portal/Pages/2024-4-25/…
    re.compile(r"-\d{3}(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})\d{8,9}\.htm$"),  # …-102250620140559604.htm: VCCorp
)
_LONGEST = 200
_MOST_LETTERS = 16
"""Letters beside a date: "Thứ Năm", "ngày đăng", "GMT+7"."""
_IN_TEXT = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")


def day_in_address(url: str) -> str | None:
    """Return the day or the month that an address gives for its article, or None."""
    path = urlsplit(url).path
    for form in _IN_ADDRESS:
        if found := form.search(path):
            year, month, day = found["y"], found["m"], found.groupdict().get("d")
            return _iso(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day) if day else None)
    return None


def day_alone(text: str) -> str | None:
    """Return the day that a text gives that is there for it ("Thứ Ba, 25/6/2024 | 08:15"), None for a sentence."""
    if len(text) > _LONGEST:
        return None
    days = {_iso(int(y), int(m), int(d)) for d, _, m, y in _IN_TEXT.findall(text)} - {None}
    words = sum(map(str.isalpha, _IN_TEXT.sub("", text)))
    return days.pop() if len(days) == 1 and words <= _MOST_LETTERS else None


def day_of(moment: float | None) -> str | None:
    """Return the day in Vietnam of a moment given in seconds since 1970."""
    return None if moment is None else dt.datetime.fromtimestamp(moment, HANOI).date().isoformat()


def lies_before(published: str | None, day: str | None) -> bool:
    """Tell whether a day or all of a month lies before a day; False where either is not known."""
    return published is not None and day is not None and (published + "-31")[:10] < day


def lies_after(published: str | None, day: str | None) -> bool:
    """Tell whether a day or all of a month lies after a day; False where either is not known."""
    return published is not None and day is not None and (published + "-01")[:10] > day


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        found = dt.date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return found if day else found[:7]
