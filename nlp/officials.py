"""Officials: who takes part in office, with every title as given and the roles they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nlp.layers import Layers
from nlp.mentions import Mention
from nlp.report import Official, Role
from nlp.roles import introduced_as_speaker, listed_as_chair, listed_as_present, roles_of_predicate
from nlp.sentences import Sentence
from nlp.status import is_tally
from nlp.titles import titles_after, titles_before, whole_title
from reference.folding import aligned_pattern, norm
from reference.vocabulary import load

_ROLE_ORDER: tuple[Role, ...] = ("attend", "chair", "speak", "present")
_GIVEN = re.compile(
    aligned_pattern(r"\b(?:cho|tới|đối với|đến)\s+(?:các\s+)?(?:[\w ]{0,50}(?:\s|:|,)\s*(?:gồm|là)?\s*)?$")
)
_PASSIVE = re.compile(
    aligned_pattern(
        r"^(?:\s*\([^)]*\))?(?:\s*,(?!\s*cùng\b)[^,;.]{0,80}(?:,[^,;.]{0,60})?)?,?\s*(?:(?:và|"
        r"cùng) \d+ [\w ]{3,20}?)?"
        r"(?:\b(?:đã|cũng|vừa|đều|còn|lần lượt|vinh dự|là người)\s+)*(?:được (?:nhận|trao|tặng|truy|"
        r"phong|khen|chủ|ubnd|thủ|tuyên|biểu|vinh)|đón nhận|nhận|đạt)\b"
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
_ASKED = re.compile(aligned_pattern(r"\b(?:được|đề nghị|trình|do|của)\s+(?:đồng chí\s+)?$"))
_ABSENT = re.compile(
    aligned_pattern(
        r"\bdo\b[^,;]{0,60}\bký\b|\bký (?:ban hành|quyết định)|\bmang tên\b|\bcố\b\s*$|"
        r"\btheo (?:tinh thần|lời|tư tưởng)\b"
    )
)


@dataclass(slots=True)
class Person:
    """One person over an article: spellings with their counts, titles in order, roles, the sentences that name him."""

    spellings: Counter[str] = field(default_factory=Counter)
    first_at: dict[str, int] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    in_office: bool = False
    sentences: list[int] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The commoner spelling; on a tie the one that comes first."""
        return min(self.spellings, key=lambda s: (-self.spellings[s], self.first_at[s]))

    def add_titles(self, titles: Iterable[str]) -> None:
        """Add titles, keeping of two forms of one post the longer."""
        for title in titles:
            key = norm(title)
            same = next((i for i, t in enumerate(self.titles) if _one_post(norm(t), key)), None)
            if same is None:
                self.titles.append(title)
            elif len(key) > len(norm(self.titles[same])):
                self.titles[same] = title


@dataclass(frozen=True, slots=True)
class Part:
    """A person named in one sentence: the mention, his titles there and the words they take up, and his part in it."""

    key: str
    mention: Mention[str]
    titles: tuple[str, ...]
    start: int
    end: int
    recipient: bool
    roles: frozenset[Role]


def _one_post(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith(short + " ")


@dataclass(frozen=True, slots=True)
class Officials:
    """The officials in the order in which the article names them; by sentence: the people, and who hands over."""

    officials: list[Official]
    parts: dict[int, list[Part]]
    presenters: dict[int, list[str]]


def read_officials(layers: Layers) -> Officials:
    """Read who takes part in office, and who is named and who hands over in each sentence."""
    people: dict[str, Person] = {}
    parts: dict[int, list[Part]] = {}
    for number, sentence in enumerate(layers.sentences):
        parts[number] = _parts(layers, sentence)
        for part in parts[number]:
            person = people.setdefault(part.key, Person())
            name = part.mention.value
            person.spellings[name] += 1
            person.first_at.setdefault(name, part.mention.start)
            person.sentences.append(number)
            person.add_titles(part.titles)
            if not part.recipient:
                person.roles |= part.roles
                person.in_office = person.in_office or bool(part.titles)
    presenters = {
        number: [part.mention.value for part in told if "present" in part.roles] for number, told in parts.items()
    }
    _roles_by_title(layers, people, parts, presenters)
    officials = [
        Official(
            name=person.name, titles=tuple(person.titles), roles=tuple(r for r in _ROLE_ORDER if r in person.roles)
        )
        for person in people.values()
        if person.in_office
    ]
    return Officials(officials, parts, presenters)


def _parts(layers: Layers, sentence: Sentence) -> list[Part]:
    named = layers.people.within(sentence.start, sentence.end)
    if not named:
        return []
    flat = layers.flat
    before_first = flat[sentence.start : named[0].start]
    attend = listed_as_present(before_first)
    chair = listed_as_chair(before_first)
    drafts: list[tuple[Mention[str], tuple[str, ...], int]] = []
    left = sentence.start
    for number, mention in enumerate(named):
        stop = named[number + 1].start if number + 1 < len(named) else sentence.end
        ahead = titles_before(layers.text, flat, mention.start, layers.titles, layers.address, left)
        behind = titles_after(layers.text, flat, mention.end, layers.titles, layers.people, stop)
        if not ahead and not behind.names and drafts and drafts[-1][1]:
            shared = _shared_title(layers, drafts, mention)
            ahead = shared
        drafts.append((mention, (*ahead, *behind.names), behind.end))
        left = behind.end
    return [_part(layers, sentence, drafts, number, attend=attend, chair=chair) for number in range(len(drafts))]


def _shared_title(
    layers: Layers, drafts: Sequence[tuple[Mention[str], tuple[str, ...], int]], mention: Mention[str]
) -> tuple[str, ...]:
    """Return the title of the one before where one title leads several names: "các đồng chí Phó Chủ tịch: A, B"."""
    previous, titles, end = drafts[-1]
    if end != previous.end or not _LISTING.match(layers.flat[end : mention.start]):
        return ()
    leader = len(drafts) - 1
    while leader and drafts[leader - 1][1] == titles and drafts[leader - 1][2] == drafts[leader - 1][0].end:
        leader -= 1
    first = drafts[leader][0].start
    return titles if _SEVERAL.search(layers.flat[max(0, first - 160) : first]) else ()


def _part(
    layers: Layers,
    sentence: Sentence,
    drafts: Sequence[tuple[Mention[str], tuple[str, ...], int]],
    number: int,
    *,
    attend: bool,
    chair: bool,
) -> Part:
    mention, titles, end = drafts[number]
    flat = layers.flat
    before = flat[sentence.start : mention.start]
    own_words = len(before) - _length_of_titles(layers, mention, sentence.start)
    lead_in = before[:own_words]
    following = drafts[number + 1][0].start if number + 1 < len(drafts) else sentence.end
    after = flat[end:following]
    joined = number
    while joined + 1 < len(drafts) and _LISTING.match(_between(flat, drafts, joined)):
        joined += 1
        last = drafts[joined][2]
        following = drafts[joined + 1][0].start if joined + 1 < len(drafts) else sentence.end
        after = flat[last:following]
    awards = layers.awards.within(sentence.start, sentence.end)
    given = bool(_GIVEN.search(lead_in[-40:])) and any(a.end <= mention.start for a in awards)
    passive = bool(awards) and bool(_PASSIVE.match(after)) and any(a.start >= end for a in awards)
    if number and not given and _LISTING.match(_between(flat, drafts, number - 1)):
        given = _part(layers, sentence, drafts, number - 1, attend=attend, chair=chair).recipient
    roles: set[Role] = set()
    if not (given or passive):
        roles = roles_of_predicate(after, award=any(a.start >= end for a in awards))
        if attend:
            roles.add("attend")
        if chair:
            roles.add("chair")
        if introduced_as_speaker(lead_in) and number == 0:
            roles.add("speak")
    absent = _ABSENT.search(before[-60:]) is not None
    start = sentence.start + own_words
    return Part(norm(mention.value), mention, () if absent else titles, start, end, given or passive, frozenset(roles))


def _between(flat: str, drafts: Sequence[tuple[Mention[str], tuple[str, ...], int]], number: int) -> str:
    return flat[drafts[number][2] : drafts[number + 1][0].start]


def _length_of_titles(layers: Layers, mention: Mention[str], start: int) -> int:
    """Return how many characters before a name belong to its titles and form of address."""
    titles = titles_before(layers.text, layers.flat, mention.start, layers.titles, layers.address, start)
    place = mention.start
    if titles:
        found = layers.text.rfind(titles[0][:20], start, mention.start)
        place = found if found >= 0 else place
    for address in reversed(layers.address.within(max(start, place - 24), place)):
        if layers.flat[address.end : place].strip(" ,:") == "":
            place = address.start
    return mention.start - place


def _roles_by_title(
    layers: Layers, people: dict[str, Person], parts: dict[int, list[Part]], presenters: dict[int, list[str]]
) -> None:
    """Give the roles of "Chủ tịch UBND tỉnh yêu cầu …" to the one who was named with that title."""
    holders: dict[str, list[str]] = {}
    for key, person in people.items():
        if person.in_office:
            for title in person.titles:
                holders.setdefault(norm(title), []).append(key)
    for number, sentence in enumerate(layers.sentences):
        named = [(part.mention.start, part.end) for part in parts[number]]
        for head in layers.titles.within(sentence.start, sentence.end):
            if any(start - 220 <= head.start < end for start, end in named):
                continue
            title, end = whole_title(layers.text, layers.flat, head, layers.titles, layers.people, sentence.end)
            keys = holders.get(norm(title), [])
            if len(keys) != 1 or _GIVEN.search(layers.flat[sentence.start : head.start]):
                continue
            awards = layers.awards.within(end, sentence.end)
            roles = roles_of_predicate(layers.flat[end : sentence.end], award=bool(awards))
            before = layers.flat[sentence.start : head.start]
            if _ASKED.search(before[-30:]) or is_tally(before):
                roles.discard("present")
            people[keys[0]].roles |= roles
            if "present" in roles:
                presenters.setdefault(number, []).append(people[keys[0]].name)
            if introduced_as_speaker(layers.flat[sentence.start : head.start]):
                people[keys[0]].roles.add("speak")
