"""Status: whether an award is given at this event, tallied from other times, proposed, or only to be considered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.report import Status
from reference.folding import aligned_pattern
from reference.vocabulary import load

_CUES = load("cues")
_PATTERN = {
    name: re.compile(aligned_pattern(_CUES[name]))
    for name in ("grant", "receive", "proposed", "prospective", "conferred", "cumulative", "void", "conditional")
}
_SPAN = re.compile(aligned_pattern(r"(?<![/.\d-])((?:19|20)\d\d)\s*(?:-|–|đến(?: hết)?(?: năm)?)\s*((?:19|20)\d\d)\b"))
_SINCE = re.compile(aligned_pattern(r"(?:từ|kể từ|từ đầu) năm\s+((?:19|20)\d\d)\s+(?:đến|tới) nay"))
_OPENING_YEAR = re.compile(aligned_pattern(r"^(?:cũng |riêng |chỉ |tính )?(?:trong |riêng )?năm\s+((?:19|20)\d\d)\b"))
_YEAR = re.compile(aligned_pattern(r"\bnăm\s+((?:19|20)\d\d)\b"))

_REASON = re.compile(
    aligned_pattern(
        r"\bghi nhận\b[^;]{0,140}?\b(?:kết quả|thành tích|đóng góp|cống hiến|tinh thần|công lao)\b[^,;]*|"
        r"\b(?:vì|với|do|nhờ|có)\b[^,;]{0,30}\b(?:thành tích|đóng góp|công lao)\b[^,;]*?"
        r"(?=\s(?:đã được|được|đón nhận|nhận|vinh dự)\b|[,;]|$)"
    )
)
"""What an award is given for; a time told in it is not that of the giving."""
_REPORTED = re.compile(
    aligned_pattern(
        r"\b(?:báo cáo|phát biểu|đánh giá|trình bày|thông tin)\b[^,;]{0,40}?"
        r"\b(?:tại|trong) (?:hội nghị|buổi lễ|lễ|đại hội|buổi)\b"
    )
)
"""Where something is reported, which is not when it was given."""

Period = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words so far say of the awards that follow: a status, or None where they say nothing; a period."""

    status: Status | None = None
    period: Period | None = None


def is_void(words: str) -> bool:
    """Tell whether awards named after `words` are withdrawn, refused or only a condition."""
    return _PATTERN["void"].search(words[-80:]) is not None or _PATTERN["conditional"].search(words[-120:]) is not None


def is_tally(opening: str) -> bool:
    """Tell whether a sentence that opens with these words tells what was given at other times."""
    return _PATTERN["cumulative"].search(opening) is not None and _PATTERN["conferred"].search(opening) is None


def grants(words: str) -> bool:
    """Tell whether `words` hold a verb of giving or receiving."""
    return _PATTERN["grant"].search(words) is not None or _PATTERN["receive"].search(words) is not None


def scope_of(opening: str, clause: str, inherited: Scope) -> Scope:
    """Read the status of a clause's awards.

    `opening` is the sentence up to the first award, number or recipient; `clause` the words of this clause before its
    award; `inherited` what held before this clause. Words of proposing and of the future win over those of time.
    """
    if _PATTERN["prospective"].search(clause):
        return Scope("prospective", None)
    if _PATTERN["proposed"].search(clause):
        year = _OPENING_YEAR.match(opening)
        return Scope("proposed", _span(opening) or ((int(year[1]), int(year[1])) if year else None))
    if inherited.status == "proposed" and not grants(clause):
        return inherited
    opening = _REPORTED.sub("", _REASON.sub("", opening))
    if _PATTERN["conferred"].search(opening):
        return Scope("conferred", None)
    if _PATTERN["cumulative"].search(opening):
        return Scope("cumulative", _period(opening) or (inherited.period if inherited.status == "cumulative" else None))
    return Scope(None, None) if inherited.status in ("proposed", "prospective") else inherited


def _span(words: str) -> Period | None:
    if span := _SPAN.search(words):
        return int(span[1]), int(span[2])
    if since := _SINCE.search(words):
        return int(since[1]), None
    return None


def _period(words: str) -> Period | None:
    if span := _span(words):
        return span
    if year := _YEAR.search(words):
        return int(year[1]), int(year[1])
    return None
