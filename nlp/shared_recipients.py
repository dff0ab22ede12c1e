"""Recipients told away from their award: beside the award next to it, in the clause before or in the one after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.award_names import AwardName
from nlp.drafts import Draft
from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.named_recipients import Named
from nlp.participants import Participant
from nlp.quantities import Quantity
from nlp.same_awards import lists_all
from reference.folding import aligned_pattern

_SHARED = re.compile(
    aligned_pattern(r"^\s*(?:,|và|cùng|hoặc|kèm theo|kèm|/|&)?\s*(?:các\s+|danh hiệu\s+|tặng\s+)?[“\"‘']?\s*$")
)
_GOES_ON = re.compile(aligned_pattern(r";?\s*(?:và\s+)?(?:(?:tặng\s+)?cho\s+)?(?:(?:hơn|trên|gần|khoảng)\s+)?"))
_ONLY_LIST = re.compile(
    aligned_pattern(
        r";?\s*(?:và\s+)?(?:(?:năm|đến năm) \d{4},?\s*)?(?:(?:ông|bà|anh|chị|em|đơn vị|nhà trường)\s+)?"
        r"(?:(?:còn|cũng|tiếp tục|vinh dự|đã)\s+)*(?:(?:được|đón nhận|nhận)\b[^;]*?)?(?:các\s+|\d+\s+)?"
    )
)
_ACTS = re.compile(
    aligned_pattern(
        r"\s+(?:(?:đã|cũng|tới|đến|về)\s+)*(?:dự|tham dự|phát biểu|chúc mừng|trao|chủ trì|biểu dương|đề nghị)\b"
    )
)
"""What follows one who takes part and is given nothing."""
_GIVES_AGAIN = re.compile(aligned_pattern(r"\b(?:trao|tặng|được|nhận|đón)\b"))
_GIVES = re.compile(aligned_pattern(r"\b(?:trao|tặng|cho|khen|nhận|được|có|đạt)\b"))


def name_on(layers: Layers, last: Draft, parts: Sequence[Participant], start: int, end: int) -> None:
    """Add the name that opens a clause to those named before: "… cho các giáo viên: A, Trường X; B, Trường Y"."""
    named = [part for part in parts if start <= part.start < end]
    listing = last.recipient == "individual" and lists_all(last)
    if not listing or not named or _ACTS.match(layers.flat, named[0].end):
        return
    if _GOES_ON.fullmatch(layers.flat[start : named[0].start]):
        last.recipient_names.append(named[0].mention.value)
        last.count = len(last.recipient_names)


def goes_on_with(layers: Layers, last: Draft, start: int, end: int) -> list[Draft]:
    """Return further recipients of the award before: "… Bằng khen cho 2 tập thể; 3 cá nhân có thành tích …"."""
    told = layers.quantities.within(start, end)
    further = told and last.count is not None and _GOES_ON.fullmatch(layers.flat[start : told[0].start])
    if not further or _GIVES_AGAIN.search(layers.flat, told[0].end, end):
        return []
    value = told[0].value
    return [
        replace(
            last,
            recipient=value.recipient,
            count=value.count,
            qualifier=value.qualifier,
            recipient_names=[],
            presented_by=[],
            breakdown=[],
        )
    ]


def carry_subject(
    opening: str, owners: list[list[Mention[Quantity]]], named: list[list[Named]], subject: Named | None
) -> Named | None:
    """Give the awards of "…; Huân chương Lao động hạng Nhì" to `subject`, who received those of the clause before.

    Changes `named` in place; `opening` is the text of the clause up to its first award. Returns the subject for the
    next clause.
    """
    own = next((told for group in named for told in group if not told.after), None)
    if own is None and subject is not None and _ONLY_LIST.fullmatch(opening) and not any(owners) and not any(named):
        named[:] = [[subject] for _ in named]
    return own or subject


def share(
    flat: str, names: Sequence[AwardName], owners: list[list[Mention[Quantity]]], named: list[list[Named]]
) -> None:
    """Give awards told together the recipients of the one beside them: "Bằng khen và Kỷ niệm chương cho 11 cá nhân"."""
    for step in (reversed(range(len(names) - 1)), range(len(names) - 1)):
        for i in step:
            left, right = i, i + 1
            gap = flat[names[left].end : names[right].start]
            subject = any(not told.after for told in named[left])
            if subject and not named[right] and not owners[right] and not names[right].verb and not _GIVES.search(gap):
                named[right] = named[left]  # "báo A được tặng Huân chương …, Cờ thi đua …, Bằng khen …"
            if names[left].verb or names[right].verb or not _SHARED.match(gap):
                continue
            if not owners[left] and not named[left] and (owners[right] or named[right]):
                if any(told.after for told in named[right]) or (
                    owners[right] and owners[right][0].start > names[right].end
                ):
                    owners[left], named[left] = owners[right], named[right]
            elif not owners[right] and not named[right] and owners[left] and owners[left][0].start < names[left].start:
                owners[right], named[right] = owners[left], named[left]
