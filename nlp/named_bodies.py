"""Named bodies: the names of units in running text, told by the word that opens them or by their capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.folding import UPPER
from reference.vocabulary import load

_WORDS = load("bodies")
_HEAD = "(?:" + "|".join(f"[{head[0].upper()}{head[0].lower()}]{head[1:]}" for head in _WORDS["heads"]) + ")"
_END = "(?:" + "|".join(_WORDS["ends"]) + ")"
_LEVEL = "(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường)"
_GOES_ON = rf"(?!{_HEAD}\b|Ông\b|Bà\b)[{UPPER}]"
"""What follows "và" within one name ("Sở Giáo dục và Đào tạo"): a capital that opens no other body and no person."""
_NAME = re.compile(
    rf"\b{_HEAD}(?!\w)(?:"
    rf"\s+{_LEVEL}(?=\s+(?:{_END}|và)\b|\s*[,;.]|$)"  # "Công an huyện"
    rf"|(?=(?:(?!\s{_END}\b)[^,;.()\n]){{1,80}}[{UPPER}0-9])"  # a capital or a number is part of every other name
    rf"(?:(?!\s{_END}\b|\svà\s(?!{_GOES_ON}))[^,;.()\n]){{2,110}}(?<!\s))"
)
_WORD = rf"[{UPPER}](?:[\w&.-]*\w)?"
_CAPITALS = rf"(?P<body>(?!(?:{'|'.join(_WORDS['no_bodies'])})\b){_WORD}(?:\s+(?:{_WORD}|\d(?:[\w.-]*\w)?)){{0,6}})"
_RECEIVES = re.compile(
    rf"(?:[^,;]{{0,80}},\s*)?{_CAPITALS}\s+(?:(?:đã|cũng|vừa|còn|tiếp tục)\s+)*(?:vinh dự\s+)?(?:được|đón nhận|nhận)\b"
)
_GIVEN = re.compile(
    rf"\b(?:cho|tặng)\s+(?:tập thể\s+)?{_CAPITALS}(?=\s*(?:[,.;]|$|\s(?:vì|đã|do|và|nhân|về|trong|tại)\b))"
)


def find_bodies(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the names of bodies in `text[start:end]`: those that a word such as "Sở" or "Trường" opens."""
    return _NAME.finditer(text, start, end)


def given_by_capitals(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the capitalised words to which something is given in `text[start:end]` (group `body`): "… cho THACO"."""
    return _GIVEN.search(text, start, end)


def receiving_by_capitals(text: str, start: int, end: int) -> re.Match[str] | None:
    """Find the capitalised subject that receives, at the head of `text[start:end]` (group `body`): "VNPT được …"."""
    return _RECEIVES.match(text, start, end)
