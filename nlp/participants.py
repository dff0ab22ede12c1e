"""Participants: the people whom a sentence names, with their titles, their roles, and whether they receive or give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.report import Role
from nlp.roles import introduced_as_speaker, listed_as_chair, listed_as_present, roles_of_predicate
from nlp.sentences import Sentence
from nlp.titles import titles_after, titles_before
from reference.folding import aligned_pattern, norm
from reference.vocabulary import load

_GIVEN = re.compile(
    aligned_pattern(
        r"\b(?:cho|tới|đối với|đến|tặng|tuyên dương|biểu dương|vinh danh|tôn vinh|khen thưởng)\s+(?:các\s+)?"
        r"(?:[\w ]{0,50}(?:\s|:|,\s*(?:gồm|là|đó là)\s)\s*(?:gồm|là)?\s*)?$"
    )
)
_PASSIVE = re.compile(
    aligned_pattern(
        r"^(?:\s*\([^)]*\))?(?:\s*(?:,|\s[-–])(?!\s*cùng\b)[^,;.]{0,80}(?:,[^,;.]{0,60})?)?,?\s*(?:(?:và|"
        r"cùng) \d+ [\w ]{3,20}?)?"
        r"(?:\b(?:đã|cũng|vừa|đều|còn|lần lượt|vinh dự|là người)\s+)*(?:được (?:nhận|"
        r"[^,;.]{0,70}?\b(?:trao|tặng|phong|khen|tuyên dương|biểu dương|vinh danh|tôn vinh))|đón nhận|nhận|đạt)\b"
    )
)
_ADDRESS = "|".join(
    sorted(
        (
            re.escape(word)
            for word in (*load("titles")["address"], *load("titles")["ranks"], *load("recipients")["individual"])
        ),
        key=len,
        reverse=True,
    )
)
_LISTING = re.compile(
    aligned_pattern(rf"^\s*(?:\([^)]*\)\s*)?(?:,|;|và|,\s*và|\bcùng\b)\s*(?:các\s+)?(?:(?:{_ADDRESS})\.?\s+)*$")
)
_SEVERAL = re.compile(aligned_pattern(r"\b(?:các|hai|ba|bốn|những)\b[^;]{0,140}$"))
_PRESENT_WITH = re.compile(
    aligned_pattern(
        r"[\s,;]*(?:và\s+)?(?:cùng\s+)?(?:với\s+)?"
        r"(?:toàn thể|các|đại diện|lãnh đạo|gần|hơn|trên|đông đảo|\d)\b[^.]{0,400}?"
        r"\b(?:đã\s+)?(?:đến dự|tham dự|tới dự|về dự|cùng dự|dự)\b"
    )
)
_DIRECTLY = re.compile(aligned_pattern(r"\s*(?:(?:với|là)\s*)?"))
"""Between an award and whom it is given to: "truy tặng Bằng khen chị A"."""
_ACCORDING = re.compile(aligned_pattern(r"\btheo\s+(?:\w+\s+){0,3}$"))
_SIGNED_BY = re.compile(aligned_pattern(r"\bdo\s+(?:đồng chí\s+)?$"))
_ASKED = re.compile(aligned_pattern(r"\b(?:được|đề nghị|trình|do|của)\s+(?:đồng chí\s+)?$"))
_ABSENT = re.compile(
    aligned_pattern(
        r"\bdo\b[^,;]{0,60}\bký\b|\bký (?:ban hành|quyết định)|\bmang tên\b|\bcố\b\s*$|"
        r"\btheo (?:tinh thần|lời|tư tưởng)\b|"
        r"(?<!bí )\bthư(?: chúc mừng| khen)?(?: của)?\s+(?:tổng bí thư|chủ tịch nước|[\w, ]{0,40})$|"
        r"\b(?:bài viết|bài phát biểu) của\b[^,;.]{0,40}$"
    )
)


@dataclass(frozen=True, slots=True)
class Participant:
    """A person named in one sentence.

    `text[start:end]` are his name, titles and form of address; `roles` are those that this sentence gives him.
    """

    key: str
    """The name as `norm` gives it."""
    mention: Mention[str]
    titles: tuple[str, ...]
    office: tuple[str, ...]
    """His titles in this sentence, those of one who only signs included."""
    start: int
    end: int
    given: bool
    """Whether something is given to him ("cho ông …")."""
    receives: bool
    """Whether he is the one who receives ("ông … được tặng")."""
    roles: frozenset[Role]

    @property
    def recipient(self) -> bool:
        """Whether he is on the receiving side."""
        return self.given or self.receives


@dataclass(frozen=True, slots=True)
class _Named:
    mention: Mention[str]
    titles: tuple[str, ...]
    start: int
    end: int


def participants_of(layers: Layers, sentence: Sentence) -> list[Participant]:
    """Return the people named in a sentence, in order."""
    named = _named(layers, sentence)
    found: list[Participant] = []
    for number in range(len(named)):
        found.append(_participant(layers, sentence, named, number, found[-1] if found else None))
    return found


def given_to(before: str) -> bool:
    """Tell whether the words before a name or title make its bearer the one to whom something is given."""
    return _GIVEN.search(before[-60:]) is not None


def asked_to_grant(before: str) -> bool:
    """Tell whether the words before a name or title make its bearer grant, not hand over: "được …", "đề nghị …"."""
    return _ASKED.search(before[-30:]) is not None


def _named(layers: Layers, sentence: Sentence) -> list[_Named]:
    """Return the names in a sentence with their titles before and after."""
    people = layers.people.within(sentence.start, sentence.end)
    named: list[_Named] = []
    left = sentence.start
    for number, mention in enumerate(people):
        stop = people[number + 1].start if number + 1 < len(people) else sentence.end
        ahead = titles_before(layers.text, layers.flat, mention.start, layers.titles, layers.address, left)
        behind = titles_after(
            layers.text, layers.flat, mention.end, layers.titles, layers.people, stop, led=bool(ahead.names)
        )
        titles = (*ahead.names, *behind.names) or _shared_titles(layers, named, ahead.edge, sentence.start)
        if mention.value != layers.text[mention.start : mention.end]:
            titles = ()  # "chị Hậu": a short form brings no new title
        named.append(_Named(mention, titles, ahead.edge, behind.edge))
        left = behind.edge
    return named


def _shared_titles(layers: Layers, named: Sequence[_Named], start: int, sentence: int) -> tuple[str, ...]:
    """Return the title that leads several names: "các đồng chí Phó Chủ tịch: A, B"; () where none is shared."""
    if not named or not named[-1].titles or named[-1].end != named[-1].mention.end:
        return ()
    if not _LISTING.match(layers.flat[named[-1].end : start]):
        return ()
    leader = named[-1]
    for before in reversed(named[:-1]):
        if before.titles != leader.titles or before.end != before.mention.end:
            break
        leader = before
    first = leader.mention.start
    return leader.titles if _SEVERAL.search(layers.flat[max(sentence, first - 160) : first]) else ()


def _participant(
    layers: Layers, sentence: Sentence, named: Sequence[_Named], number: int, previous: Participant | None
) -> Participant:
    flat, told = layers.flat, named[number]
    lead_in = flat[sentence.start : told.start]
    after = _predicate(flat, sentence, named, number)
    awards = layers.awards.within(sentence.start, sentence.end)
    award_follows = any(award.start >= told.end for award in awards)
    coordinated = previous is not None and _LISTING.match(flat[previous.end : told.start]) is not None
    before = [award.end for award in awards if award.end <= told.start]
    since = flat[max([previous.end if previous is not None else sentence.start, *before[-1:]]) : told.start]
    given = bool(before) and (given_to(since) or _DIRECTLY.fullmatch(since) is not None)
    given = given or (coordinated and previous is not None and previous.given)
    passive = award_follows and (match := _PASSIVE.match(after)) is not None and "đại diện" not in match.group()
    passive = passive and _ACCORDING.search(lead_in) is None
    roles: set[Role] = set()
    if not (given or passive):
        roles = roles_of_predicate(after, award=award_follows)
        if asked_to_grant(lead_in):
            roles.discard("present")
        opening = flat[sentence.start : named[0].start]
        if listed_as_present(opening):
            roles.add("attend")
        if listed_as_chair(opening):
            roles.add("chair")
        if _PRESENT_WITH.match(after):
            roles.add("attend")
        if number == 0 and introduced_as_speaker(lead_in):
            roles.add("speak")
    signs = _SIGNED_BY.search(lead_in) is not None and after.lstrip().startswith("ký")
    absent = (
        signs or _ABSENT.search(flat[max(sentence.start, told.mention.start - 60) : told.mention.start]) is not None
    )
    return Participant(
        key=norm(told.mention.value),
        mention=told.mention,
        titles=() if absent else told.titles,
        office=told.titles,
        start=told.start,
        end=told.end,
        given=given,
        receives=passive,
        roles=frozenset(roles),
    )


def _predicate(flat: str, sentence: Sentence, named: Sequence[_Named], number: int) -> str:
    """Return what is said of a person: the words after him, or after the last of those told together with him."""
    while number + 1 < len(named) and _LISTING.match(flat[named[number].end : named[number + 1].start]):
        number += 1
    return flat[named[number].end : named[number + 1].start if number + 1 < len(named) else sentence.end]
