"""Sentences: an article's paragraphs cut at full stops, with offsets into its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.article import Article, ParagraphKind

_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*+|(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[”\"’')\]]*+(?=\s++[^\s,;]))")
"""Signs of the end with what closes behind them, or line breaks; the first stands alone for the engine to leap to."""
_FUSED = re.compile(
    r"\s(?<=\w[\w”\"’)]\s)(?=(?:"
    r"Nhân dịp này|Dịp này|Cũng (?:nhân|tại|trong)|Tại (?:buổi|hội nghị|Hội nghị|lễ|Lễ|đại hội|Đại hội|"
    r"chương trình|sự kiện)|Phát biểu (?:tại|khai mạc|chỉ đạo)|Cùng dự|"
    r"(?:Tham|Đến|Tới) dự|Theo đó|Bên cạnh đó|Ngoài ra|"
    r"Trước đó|Sau đó|Trong khuôn khổ|(?:Sáng|Chiều|Tối) (?:nay|ngày))\b)"
)
"""A caption that runs into the next sentence: the full stop between them is lost."""
_LONGEST = 10_000  # code points; the longest lists of officials have about 3,000
_ABBREVIATION = re.compile(
    r"(?:\b(?:TP|Tp|tp|TS|Ts|ThS|Ths|Th\.S|GS|PGS|BS|Bs|BSCK|KS|CN|LS|NSND|NSƯT|ĐH|Q|P|H|Mr|Ms|Dr|"
    r"st|vs|v\.v)|\b[A-ZĐ]|đ/c)\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: offsets into the text (code points), the kind and the number of its paragraph."""

    start: int
    end: int
    kind: ParagraphKind
    paragraph: int


def split_sentences(article: Article) -> list[Sentence]:
    """Return the sentences of every paragraph, in order; a title, sub-head or caption is cut like any other."""
    return [
        Sentence(start, end, paragraph.kind, number)
        for number, paragraph in enumerate(article.paragraphs)
        for whole in _spans(article.text, paragraph.start, paragraph.end)
        for start, end in _pieces(article.text, *whole)
    ]


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        following = text[match.end() : match.end() + 8].lstrip()[:1]
        if following.islower():
            continue
        if match.group() == "." and _ABBREVIATION.search(text, max(at, match.end() - 8), match.end()):
            continue
        yield from _unfused(text, at, match.end())
        at = match.end()
    yield from _unfused(text, at, end)


def _unfused(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _FUSED.finditer(text, start, end):
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long for a sentence at its last semicolon, comma or space, so that reading stays linear."""
    while end - start > _LONGEST:
        reach = start + _LONGEST
        cut = next((at for sign in ";, " if (at := text.rfind(sign, start + _LONGEST // 2, reach)) > 0), reach - 1) + 1
        yield start, cut
        start = cut
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
