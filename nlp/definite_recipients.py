"""Definite recipients: one person or body told without name or number, whom the article has named before ("cho em")."""

from __future__ import annotations

import re

from nlp.award_names import AwardName
from nlp.layers import Layers
from nlp.named_recipients import Named
from reference.folding import aligned_pattern
from reference.vocabulary import load

_ONE_PERSON = (
    r"em|anh|chị|ông|bà|cô|chú|bác|cháu|cụ|thầy|đồng chí(?: này)?|"
    r"(?:nữ |nam )?(?:sinh|công nhân|tài xế|chiến sĩ|nhân viên) (?:này|trên)"
)
_ONE_BODY = "|".join(load("bodies")["definite"])
_CLOSES = r"(?=\s*(?:[.,;:)…]|$|\b(?:vì|đã|do|nhân|về|tại|trong|trước|sau|ngay|ở|để|với|khi|theo|nhằm)\b))"
_GIVEN = re.compile(
    aligned_pattern(
        rf"\b(?:cho|tới|tặng)\s+(?:tập thể\s+|gia đình\s+)?(?:(?P<person>{_ONE_PERSON})|(?P<body>{_ONE_BODY})){_CLOSES}"
    )
)
_LISTED = re.compile(aligned_pattern(r"\s*(?:,|và|cùng)\s+(?:các|những|nhiều|tập thể|cá nhân|\d)"))
_BODY_RECEIVES = re.compile(
    aligned_pattern(
        r"(?:^\W*|,\s*|\d\s+)(?:nhân dịp này,?\s+|dịp này,?\s+)?"
        r"(?:(?:đảng bộ|chính quyền|nhân dân|cán bộ|quân)(?:,\s*|\s+và\s+|\s+))*"
        rf"(?P<body>{_ONE_BODY})\s+(?:(?:đã|cũng|vừa|còn|từng|tiếp tục|vinh dự)\s+)*"
        r"(?:được|đón nhận|nhận)\b"
    )
)
_REACH = 90  # code points between an award and those who are given it


def definite_recipients(layers: Layers, name: AwardName, left: int, right: int) -> list[Named]:
    """Return the one to whom `name` is given where the words point back at him; nothing where they do not.

    A person is named after the last one told before the award; `left` and `right` bound what belongs to the award.
    """
    flat = layers.flat
    given = _GIVEN.search(flat, name.end, min(right, name.end + _REACH))
    if given is not None:
        if _LISTED.match(flat, given.end()):
            return []
        if given["person"] is None:
            return [Named((), "collective", after=True, one=True)]
        before = _last_person(layers, name.start)
        return [Named((before,) if before else (), "individual", after=True, one=True)]
    before = flat[left : name.start]
    received = _BODY_RECEIVES.search(before)
    if received is not None and "," not in before[received.end() :]:
        return [Named((), "collective", one=True)]
    return []


def _last_person(layers: Layers, at: int) -> str | None:
    """Return who was named last before `at` without a title of office beside his name."""
    for person in reversed(layers.people.within(max(0, at - 4000), at)):
        if not layers.titles.covers(max(0, person.start - 2), min(len(layers.flat), person.end + 4)):
            return person.value
    return None
