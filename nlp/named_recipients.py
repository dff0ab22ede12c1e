"""Named recipients: the people and bodies that a sentence names as receiving an award."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.award_names import AwardName, bounds_of
from nlp.layers import Layers
from nlp.named_bodies import find_bodies, given_by_capitals, receiving_by_capitals
from nlp.participants import Participant
from nlp.report import Recipient
from reference.folding import aligned_pattern

_GIVES_TO = re.compile(aligned_pattern(r"\b(?:trao tặng|trao|tặng|truy tặng)\s+(?:cho\s+)?$"))
_ONLY_TITLE = re.compile(aligned_pattern(r"\s*(?:danh hiệu\s+)?[“\"]?"))
_SHORTEST = 2  # code points
_GIVEN_TO = re.compile(
    aligned_pattern(
        r"^\s*là\s+$|\b(?:cho|tới|tặng)\s+(?:[\w ]{0,30}(?:\blà|\bgồm|:)\s*)?"
        r"(?:đơn vị\s+|tập thể\s+|(?:cán bộ|lãnh đạo|đại diện)[\w, ]{0,40}\s)?$"
    )
)
_JOIN = re.compile(r"^\s*(?:,|và|,\s*và)\s*$")
_RECEIVES = re.compile(
    aligned_pattern(
        r"^\s*(?:\([^)]*\)\s*)?(?:(?:long trọng\s+|vừa\s+)?tổ chức\s[^;]{0,160}?\b(?=đón nhận))?"
        r"(?:và \d+ [\w ]{3,20}?)?"
        r"\s*(?:đã\s+|cũng\s+|vừa\s+|đều\s+|từng\s+)*(?:vinh dự\s+)?"
        r"(?:được|đón nhận|nhận|đạt|(?:từng |đã )?\d+ lần (?:được|đón|nhận))\b"
    )
)
_SUBJECT = re.compile(
    aligned_pattern(
        r"^(?:[^;]{0,120},)?\s*(?:nhân dịp này\s+|dịp này\s+)?(?:đã\s+)?(?:có\s+)?(?:riêng\s+)?"
        r"(?:(?:nhân dân|cán bộ|tập thể|thầy và trò|giáo viên|học sinh|chiến sĩ|quân và dân|"
        r"đảng bộ|chính quyền)(?:,\s+|\s+và\s+|\s+)){0,4}$"
    )
)
_LOCATED = re.compile(aligned_pattern(r"\b(?:ở|trú|quê|ngụ|thôn|bản|ấp|xã|phường|huyện|quận|thị xã)\b[^;.]{0,60},\s*$"))
_FLAG_OF = re.compile(aligned_pattern(r"\b(?:lên|vào)\s+(?:lá\s+)?(?:quân kỳ|cờ)(?: truyền thống)?(?: của)?\s+$"))
_LISTED = re.compile(aligned_pattern(r"^[^,;.]{0,40}?(?:\blà\b|\bgồm\b|:|\()(?:[^,;.]{0,30})$|^\s*,?\s*$"))
_COUNTED = re.compile(aligned_pattern(r"\b(?:cho|tới)\s+[\w ]{1,30}(?:\blà|\bgồm|:)\s*$"))
_AND = re.compile(aligned_pattern(r"\s*(?:và|cùng)\s*"))
_CHOSEN = re.compile(aligned_pattern(r"\bsuy tôn\s+$"))
_AND_MORE = re.compile(aligned_pattern(r"^\s*(?:\([^)]*\))?[^.;]{0,60}?(?:và|cùng|cùng với)\s*$"))


@dataclass(frozen=True, slots=True)
class Named:
    """Recipients of one award that are told without a number: by name, or as the one whom the article is about."""

    names: tuple[str, ...] = ()
    recipient: Recipient = "individual"
    lists_them: bool = False
    """Whether a number before the names counts them."""
    extra_from: int | None = None
    """Where further recipients, told by number, begin: "A và 8 đảng viên"."""
    after: bool = False
    """Whether they stand behind the award."""
    one: bool = False
    """Whether they are one, named in this sentence or not."""

    @property
    def count(self) -> int:
        """How many they are, further ones left out; 0 where nobody is told."""
        return 1 if self.one else len(self.names)


def named_recipients(
    layers: Layers, names: Sequence[AwardName], parts: Sequence[Participant], start: int, end: int
) -> list[list[Named]]:
    """Return the named recipients of each award of the clause `text[start:end]`: people, bodies, or both."""
    out: list[list[Named]] = []
    for index, name in enumerate(names):
        left, right = bounds_of(names, index, start, end)
        people = [
            part
            for part in parts
            if (part.given and name.end <= part.mention.start < right)
            or (part.receives and left <= part.mention.start < name.start)
        ]
        after = [part for part in people if part.mention.start >= name.end]
        between = [
            part
            for part in parts
            if left <= part.start and _given_between(layers.flat, part.start, part.end, name.start)
        ]
        chosen = after or people or between
        found = _bodies(layers, name, left, right, chosen)
        if chosen:
            found.append(_people(layers, name, chosen))
        out.append(found or ([] if name.verb else _named_otherwise(layers, name, left, right)))
    return out


def _people(layers: Layers, name: AwardName, chosen: Sequence[Participant]) -> Named:
    first, last = chosen[0], chosen[-1]
    numbers = [
        quantity
        for quantity in layers.quantities.within(name.end, max(name.end, first.start))
        if _LISTED.match(layers.flat[quantity.end : first.start])
    ]
    names = tuple(part.mention.value for part in chosen)
    return Named(names, "individual", bool(numbers), _more_from(layers, last.end, 80), first.start >= name.end)


def _more_from(layers: Layers, at: int, reach: int) -> int | None:
    """Return where a number of further recipients begins behind the names that end at `at`."""
    following = layers.quantities.within(at, at + reach)
    return next((q.start for q in following if _AND_MORE.match(layers.flat[at : q.start])), None)


def _bodies(layers: Layers, name: AwardName, left: int, right: int, people: Sequence[Participant]) -> list[Named]:
    """Return the bodies named as recipients; none that belongs to the title of one of `people`."""
    text, flat = layers.text, layers.flat
    names: list[str] = []
    at = None
    for match in find_bodies(text, name.end, right):
        if any(part.start < match.end() and match.start() < part.end for part in people):
            continue
        before = flat[name.end : match.start()]
        if at is None and (_GIVEN_TO.search(before) or _FLAG_OF.search(before)):
            names, at = [match.group()], match.end()
        elif at is not None and _JOIN.match(text[at : match.start()]):
            names.append(match.group())
            at = match.end()
    if at is not None:
        counted = bool(_COUNTED.search(flat[name.end : text.index(names[0], name.end)]))
        return [Named(tuple(names), "collective", counted, _more_from(layers, at, 60), after=True)]
    if people:
        return []
    return _subjects(layers, left, name.start)


def _subjects(layers: Layers, left: int, at: int) -> list[Named]:
    """Return the bodies that are said to receive what is named at `at`: "A, B và C được tặng …"."""
    text, flat = layers.text, layers.flat
    listed: list[re.Match[str]] = []
    for match in find_bodies(text, left, at):
        if _CHOSEN.search(flat[left : match.start()]):
            return [Named((match.group(),), "collective")]
        if _given_between(flat, match.start(), match.end(), at):
            return [Named((match.group(),), "collective")]
        if listed and _JOIN.match(text[listed[-1].end() : match.start()]):
            listed.append(match)
        elif _SUBJECT.match(flat[left : match.start()]) and not _LOCATED.search(flat[left : match.start()]):
            listed = [match]
        else:
            listed = []
        if listed and _RECEIVES.match(flat[match.end() : at]):
            following = layers.quantities.within(match.end(), min(at, match.end() + 12))
            extra = following[0].start if following and _AND.fullmatch(flat[match.end() : following[0].start]) else None
            return [Named(tuple(m.group() for m in listed), "collective", extra_from=extra)]
    return []


def _given_between(flat: str, start: int, end: int, award: int) -> bool:
    """Tell whether one is named between verb and award: "trao tặng bà A Bằng khen", "tặng Sở Y tế Cờ thi đua"."""
    gives = _GIVES_TO.search(flat, max(0, start - 24), start) is not None
    return gives and _ONLY_TITLE.fullmatch(flat[end:award]) is not None


def _named_otherwise(layers: Layers, name: AwardName, left: int, right: int) -> list[Named]:
    """Return whom no known word opens: a body ("Kho K602 được tặng …", "… cho THACO"), or one by his given name."""
    for match, after in (
        (given_by_capitals(layers.text, name.end, right), True),
        (receiving_by_capitals(layers.text, left, name.start), False),
    ):
        if match is None:
            continue
        start, end = match.span("body")
        full = {person.value for person in layers.people.items if person.value.split()[-1] == match["body"]}
        if len(full) == 1:
            return [Named((full.pop(),), "individual", after=after)]
        known = (
            layers.people.covers(start, end) or layers.titles.covers(start, end) or layers.quantities.covers(start, end)
        )
        if not known and len(match["body"]) > _SHORTEST:
            return [Named((match["body"],), "collective", after=after)]
    return []
