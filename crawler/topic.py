"""Whether an article is worth fetching, by its title and address alone: how likely it is to be of the topic."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from reference.folding import fold

UNTOLD = 0.5
"""The answer where neither a title nor words in the address say anything."""
WORTH = 0.2
"""From here on an article is fetched where its outlet lists everything."""

SEARCHES = ("thi đua", "khen thưởng", "bằng khen", "huân chương")
"""What a site's own search is asked for."""

_CUES = {
    0.9: "bang khen|giay khen|khen thuong|khen tang|thi dua|huan chuong|huy chuong|huy hieu|ky niem chuong",
    0.5: "tuyen duong|ton vinh|vinh danh|trao tang|dien hinh tien tien|danh hieu|bieu duong|phong tang|truy tang",
    0.2: "nong thon moi|guong sang|tieu bieu|tong ket|phat dong|phong trao|le trao|trao giai|hoi nghi dien hinh",
}
_NONE = 0.03
_ENDING = re.compile(r"\.[a-z]{2,5}$")
_SEPARATORS = re.compile(r"[^a-z]+")


def sureness(title: str | None, url: str) -> float:
    """Return the share (0 to 1) of articles with such a title and address that are of the topic."""
    headline = _words(title or "")
    words = f" {headline if headline.count(' ') >= 3 else ''} | {_words_of(url)} "  # a real headline has more
    if not words.strip(" |"):
        return UNTOLD
    return next((share for share, pattern in _patterns() if pattern.search(words)), _NONE)


def _words(text: str) -> str:
    return _SEPARATORS.sub(" ", fold(text)).strip()


def _words_of(url: str) -> str:
    """Return the words of the last part of an address that has three at least, "" where none has."""
    for part in reversed(urlsplit(url).path.split("/")):
        words = _words(_ENDING.sub("", unquote(part)))
        if words.count(" ") >= 2:
            return words
    return ""


@cache
def _patterns() -> tuple[tuple[float, re.Pattern[str]], ...]:
    return tuple((share, re.compile(rf" (?:{cues}) ")) for share, cues in _CUES.items())
