"""The lines of a text as somebody pasted it: from a page, from an e-mail, as Markdown, wrapped at some column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extract.article import ParagraphKind
from extract.canonical import canonical_line

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_MAIL_HEADER = re.compile(
    r"(?:From|Từ|Người gửi|To|Tới|Đến|Người nhận|Subject|Chủ đề|Tiêu đề|Date|Ngày|Sent|Đã gửi|Cc|Bcc|Reply-To)\s*:"
    r"\s.{0,300}",
    re.IGNORECASE,
)
_MAIL_RULE = re.compile(
    r"-{3,}\s*(?:Forwarded message|Original message|Thư chuyển tiếp|Thư gốc|Thông báo chuyển tiếp)\s*-{3,}"
    r"|(?:On|Vào|Ngày)\s.{5,120}(?:wrote|đã viết|viết)\s*:",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:(?:link|url|địa chỉ|đường dẫn|xem tại|link(?: bài)?(?: viết| gốc)?)\s*:\s*)?(https?://\S+)", re.IGNORECASE
)
"""A line that is the address of the article and nothing more; one behind "Nguồn:" is what the article credits."""
_MARKDOWN = re.compile(r"^#{1,6} \S|!?\[[^\[\]]{0,300}\]\(\S{1,500}\)|^\*\*\S.*\S\*\*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\(\S{1,500}?(?:\s{1,9}\"[^\"]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{0,300})\]\(\S{1,500}?(?:\s{1,9}\"[^\"]{0,300}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_]{1,400}?)(?<=\S)\1(?![\w*])")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}")
_FEWEST_WRAPPED = 5
_WIDEST_WRAP = 110
_SENTENCE_END = re.compile(r"[.!?…:;][”\")]?$")
_PARTED = re.compile(r"\s{2,}|\s[|•]\s")
_FEWEST_ENTRIES, _LONGEST_ENTRY = 3, 5
"""Entries in a line of a menu, and words of an entry."""
_OPENS = re.compile(r"[-–—•▪+*✓]\s|\d{1,2}[.)]\s")


@dataclass(slots=True)
class Line:
    """One line: whether a blank line or an image stands before it, and what its markup says it is."""

    text: str
    blank_before: bool
    after_image: bool = False
    kind: ParagraphKind | None = None
    parted: bool = False
    """It is several short ones in a row, with tabs or bars between, as menus are."""


def pasted_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not empty, one a paragraph, without the marks of e-mails and Markdown."""
    raw = _without_mail(_BREAK.split(text))
    if len(_MARKDOWN.findall(text)) > 1:
        return _markdown_lines(raw)
    lines: list[Line] = []
    blank = True
    for words in _unwrapped([line.expandtabs(4) for line in raw]):
        if (line := canonical_line(words)) and not _ADDRESS.fullmatch(line):
            lines.append(Line(line, blank, parted=_is_parted(words)))
            blank = False
        else:
            blank = True
    return lines


def _is_parted(words: str) -> bool:
    parts = _PARTED.split(words.strip())
    short = all(part and len(part.split()) <= _LONGEST_ENTRY for part in parts)
    return len(parts) >= _FEWEST_ENTRIES and short and not any(map(str.isdigit, words))


def stated_address(text: str) -> str | None:
    """Return the address that the first or the last line of a text is, None where neither is one."""
    said = [line.strip() for line in _BREAK.split(text.strip()) if line.strip()]
    for line in (*said[:1], *said[-1:]):
        if found := _ADDRESS.fullmatch(line):
            return found[1]
    return None


def _without_mail(lines: list[str]) -> list[str]:
    """Return lines without the marks of a quoted or forwarded e-mail and without its headers."""
    said = [line for line in lines if line.strip()]
    if sum(line.startswith(">") for line in said) * 10 > 7 * len(said):
        lines = [re.sub(r"^(?:>\s?)+", "", line) for line in lines]
    kept: list[str] = []
    headers = 0
    for index, line in enumerate(lines):
        if _MAIL_RULE.fullmatch(line.strip()) and index < 40:
            continue
        if index < 40 and not any(map(str.strip, kept)) and _MAIL_HEADER.fullmatch(line.strip()):
            headers += 1
            continue
        kept.append(line)
    return kept if headers != 1 else lines


def _markdown_lines(raw: list[str]) -> list[Line]:
    lines: list[Line] = []
    blank, image = True, False
    for words in raw:
        if _IMAGE.search(words):
            image = True
            words = _IMAGE.sub(" ", words)
        kind: ParagraphKind | None = None
        if found := re.match(r"\s*(#{1,6})\s+", words):
            kind = "subhead" if lines else None
        elif found := re.match(r"\s*>\s?", words):
            kind = "quote"
        elif found := re.match(r"\s*[*+-]\s+(?=\S)", words):
            kind = "item"
        marked = words[found.end() :] if found else words
        whole_link = _LINK.fullmatch(marked.strip(" *"))
        text = canonical_line(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", marked)))
        if not text or _RULE.fullmatch(words) or (whole_link and lines and kind == "item"):
            blank = blank or not words.strip()
            continue
        in_italics = re.fullmatch(r"(\*|_)(?![*_]).+(?<![*_])\1", marked.strip()) is not None
        lines.append(Line(text, blank, after_image=image and (in_italics or not blank), kind=kind))
        blank = image = False
    return lines


def _unwrapped(lines: list[str]) -> list[str]:
    """Return the paragraphs of a text that was wrapped at some column, the lines of any other text."""
    said = [line.rstrip() for line in lines]
    width = max(map(len, said), default=0)
    inner = [line for line, following in pairwise(said) if line.strip() and following.strip()]
    full = [line for line in inner if len(line) >= 0.75 * width]
    open_ended = sum(not _SENTENCE_END.search(line) for line in full)
    if width > _WIDEST_WRAP or len(full) < max(_FEWEST_WRAPPED, 0.6 * len(inner)) or open_ended < 0.6 * len(full):
        return lines
    paragraphs: list[str] = []
    goes_on = False
    for line in said:
        opens = _OPENS.match(line.strip()) is not None or line.startswith("  ")
        if goes_on and line.strip() and not opens:
            paragraphs[-1] += " " + line.strip()
        else:
            paragraphs.append(line.strip())
        goes_on = bool(line.strip()) and not (len(line) < 0.7 * width and _SENTENCE_END.search(line))
    return paragraphs
