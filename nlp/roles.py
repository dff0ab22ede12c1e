"""Roles at an event: who is listed as present, who chairs, who speaks, who hands over."""

from __future__ import annotations

import re

from nlp.report import Role
from reference.folding import aligned_pattern
from reference.vocabulary import load

_CUES = load("cues")
_ROLE = {role: re.compile(aligned_pattern(pattern)) for role, pattern in _CUES["roles"].items()}
_PRESS = re.compile(aligned_pattern(_CUES["press"]))
_LIST_INTRO = re.compile(
    aligned_pattern(
        r"\b(?:tham dự|đến dự|tới dự|về dự|cùng dự|cùng đi|dự)\b[^.;]{0,160}?(?:\b(?:có|gồm)\b|:)|\bcó mặt\b|"
        r"\bsự (?:tham dự|có mặt|tham gia)\b"
        r"|^về phía\b|^cùng (?:dự|tham dự)|^(?:tham |đến |tới |về )?dự (?:và|hội|lễ|buổi|đại|khai)"
    )
)
_CHAIR_INTRO = re.compile(
    aligned_pattern(
        r"\bchủ trì\b[^.;]{0,80}?(?:\b(?:có|là|gồm)\b|:)|\bsự chủ trì\b|\bđiều hành\b[^.;]{0,60}?(?:có|là|:)"
    )
)
_SPEECH_INTRO = re.compile(
    aligned_pattern(
        r"^(?:tại|trong)?[^,;]{0,60}?\b(?:phát biểu|kết luận|khai mạc|bế mạc|chỉ đạo|"
        r"báo cáo)\b[^;]{0,140}?,\s*(?:thay mặt [^,]{0,80},\s*)?$"
        r"|\b(?:chỉ đạo|phát biểu|kết luận|ý kiến chỉ đạo|yêu cầu|báo cáo|diễn văn) (?:kết luận |"
        r"chỉ đạo )?của\b[^,;]{0,40}$"
        r"|\bnghe\b[^;]{0,20}$"
    )
)
_OTHERS = re.compile(
    aligned_pattern(r";|\bcùng (?:gia đình|các|đại diện|lãnh đạo|đông đảo|với)\b|\bđại diện (?:lãnh đạo|các)\b")
)
_SIGNS = re.compile(aligned_pattern(r"^\s*(?:đã |vừa )?ký\b"))
_READS_OUT = re.compile(aligned_pattern(r"\b(?:đọc|công bố|thông qua)\b[^;]{0,60}\bquyết định\b"))
_PASSIVE = re.compile(aligned_pattern(r"^\s*[^,;]{0,30}?\b(?:được|vinh dự|đón nhận|nhận)\b"))


def listed_as_present(before: str) -> bool:
    """Tell whether the words before the first name of a sentence open a list of those present."""
    return _LIST_INTRO.search(before) is not None


def listed_as_chair(before: str) -> bool:
    """Tell whether the words before a name open a list of those who chair."""
    return _CHAIR_INTRO.search(before) is not None


def introduced_as_speaker(before: str) -> bool:
    """Tell whether the words before a name make him the speaker: "Phát biểu tại hội nghị, đồng chí …"."""
    return _SPEECH_INTRO.search(before) is not None


def roles_of_predicate(after: str, *, award: bool) -> set[Role]:
    """Return the roles in the words that follow a name and its titles, up to the next person or the clause's end.

    `award` says whether an award is named in them; flowers and prizes make nobody a presenter.
    """
    roles: set[Role] = set()
    if _PASSIVE.match(after) or _SIGNS.match(after):
        return roles
    after = _OTHERS.split(after, maxsplit=1)[0]
    first = {role: match.start() for role, cue in _ROLE.items() if (match := cue.search(after))}
    if "chair" in first:
        roles.add("chair")
    if "present" in first and award and not _READS_OUT.search(after[: first["present"]]):
        roles.add("present")
    if "attend" in first and first["attend"] <= 24:
        roles.add("attend")
    if "speak" in first and _PRESS.search(after[: first["speak"] + 40]) is None and first["speak"] <= 90:
        roles.add("speak")
    return roles
