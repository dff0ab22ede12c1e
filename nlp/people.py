"""People: names of persons in running text, told from places and bodies by surname, shape and what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.lexicon import Claims
from nlp.mentions import Mention, Mentions, longest
from reference.folding import UPPER, aligned, norm
from reference.people_names import is_place, is_surname, looks_like_name, surnames
from reference.provinces import find
from reference.units import find_commune, find_district
from reference.vocabulary import load

_PLACE_WORDS = frozenset(map(norm, load("name_context")["places"]))
_NAMED_AFTER_PEOPLE = frozenset(map(norm, load("name_context")["named_after_people"]))
_COMMUNE_WORDS = frozenset(map(norm, ("xã", "phường", "trấn")))
_LISTED_PLACES = frozenset(map(norm, ("tỉnh", "huyện", "quận")))
"""Words before places of which every one is in our tables."""
_OPENERS = frozenset(map(norm, load("name_context")["sentence_openers"]))
_NOT_PEOPLE = frozenset(norm(name) for name in ("Hồ Chí Minh", "Nguyễn Tất Thành", "Nguyễn Ái Quốc"))
"""Those after whom halls, movements and decisions are named; no living office holder."""
_PREFERRED_LENGTHS = (3, 4, 2, 5)
_APOSTROPHES = "'’‘"
_INNER_APOSTROPHES = re.compile("['’]")
_TWO_WORDS = re.compile(rf"(?=([{UPPER}]\S* \S+ ))")


@dataclass(frozen=True, slots=True)
class _Words:
    """The tokens of a text in plain lists, and what the lexicon makes of them, all by the number of the token."""

    words: list[str]
    starts: list[int]
    claimed: frozenset[int]
    """Tokens of awards, provinces and titles."""
    addressed: frozenset[int]
    """Tokens with a form of address or a rank right before them."""
    expected: frozenset[int]
    """Tokens where a name is expected: after a form of address, a rank, a title, or a noun for one person."""
    followed: frozenset[int]
    """First tokens of titles."""

    def spaced(self, number: int) -> bool:
        """Tell whether one space parts a token from the next one."""
        return self.starts[number] + len(self.words[number]) < self.starts[number + 1]


def find_people(text: str, flat: str, claims: Claims) -> Mentions[str]:
    """Find the names of persons in `text`; the value of a mention is the name as written.

    `flat` is the text in the form of `aligned`, `claims` what the lexicon found in it.
    """
    places = [claims.place(name[0][0], name[-1][-1]) for name in _names(_told(claims))]
    found = [Mention(start, end, text[start:end]) for start, end in places if norm(text[start:end]) not in _NOT_PEOPLE]
    names = {mention.value for mention in found}
    return longest([*found, *_found_again(text, flat, names), *_given_names(claims, names)])


def _told(claims: Claims) -> _Words:
    bounds = {group: [(start, end) for start, end, _ in spans] for group, spans in claims.claimed.items()}
    provinces = [(start, end) for start, end in bounds["province"] if not _surname_before(claims.words, start)]
    addressed = frozenset(end for _, end in (*bounds["address"], *bounds["rank"]))
    individuals = [end for _, end, kind in claims.claimed["recipient"] if kind == "individual"]
    return _Words(
        words=claims.words,
        starts=claims.starts,
        claimed=frozenset(
            number for start, end in (*bounds["award"], *provinces, *bounds["title"]) for number in range(start, end)
        ),
        addressed=addressed,
        expected=addressed.union(individuals, (end for _, end in bounds["title"])),
        followed=frozenset(start for start, _ in bounds["title"]),
    )


def _surname_before(words: Sequence[str], number: int) -> bool:
    """Tell whether a surname stands before the name of a province, which is then a given name: Trương Hòa Bình."""
    if number == 0 or not words[number - 1][0].isupper():
        return False
    surname = surnames().get(norm(words[number - 1]))
    return surname is not None and not surname.is_mark and not surname.also_word


def _found_again(text: str, flat: str, names: set[str]) -> Iterator[Mention[str]]:
    """Find names that the article has given in full again where a capital is missing: "Vũ Xuân cường"."""
    rests: dict[str, list[str]] = {}
    for name in sorted(name for name in names if name.count(" ") >= 2):
        surname, middle, rest = aligned(name).split(" ", 2)
        rests.setdefault(f"{surname} {middle} ", []).append(rest)
    reached = 0
    for head in _TWO_WORDS.finditer(text) if rests else ():
        start, middle_end = head.span(1)
        again = next((r for r in rests.get(flat[start:middle_end], ()) if flat.startswith(r, middle_end)), None)
        if again is not None and start >= reached:
            reached = middle_end + len(again)
            yield Mention(start, reached, text[start:reached])


def _given_names(claims: Claims, names: set[str]) -> Iterator[Mention[str]]:
    """Find "anh Sinh" where the article names one person whose given name is Sinh; the value is the full name."""
    bearers: dict[str, set[str]] = {}
    for name in names:
        bearers.setdefault(name.split()[-1], set()).add(name)
    for _, number, _ in claims.claimed["address"]:
        following, *after = claims.words[number : number + 2] or [""]
        if len(bearers.get(following, ())) == 1 and not (after and after[0][0].isupper()):
            (name,) = bearers[following]
            yield Mention(*claims.place(number, number), name)


def _names(told: _Words) -> Iterator[list[list[int]]]:
    for run in _capital_runs(told):
        name = _name_in(told, _whole_words(told.words, run))
        if name is not None:
            yield name


def _capital_runs(told: _Words) -> Iterator[list[int]]:
    """Yield runs of capitalised words with at most a space between them; capitals only (UBND) end a run of others."""
    words = told.words
    run: list[int] = []
    for number in [i for i, word in enumerate(words) if word[0].isupper() or word in _APOSTROPHES]:
        word = words[number]
        beside = bool(run) and run[-1] + 1 == number
        if beside and word in _APOSTROPHES and len(words[run[-1]]) == 1 and not told.spaced(run[-1]):
            run.append(number)  # K' Broi
            continue
        capital = number not in told.claimed and _is_capitalised(word)
        joined = beside and (told.spaced(run[-1]) or words[run[-1]] in _APOSTROPHES)
        if capital and joined and not _ends_run(words, run, number):
            run.append(number)
            continue
        if _may_be_name(words, run):
            yield run
        run = [number] if capital else []
    if _may_be_name(words, run):
        yield run


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and (word.isalpha() or _INNER_APOSTROPHES.sub("", word.strip(_APOSTROPHES)).isalpha())


def _ends_run(words: Sequence[str], run: Sequence[int], number: int) -> bool:
    """Tell whether a capitalised word begins something else than the run before it: "… Văn An Phát biểu …", UBND."""
    word = words[number]
    if len(word) > 1 and word.isupper() and not all(words[i].isupper() for i in run):
        return True
    return (
        len(run) > 1
        and words[number + 1 : number + 2] != []
        and words[number + 1][0].islower()
        and norm(word) in _OPENERS
    )


def _may_be_name(words: Sequence[str], run: Sequence[int]) -> bool:
    """Tell whether a run has two words, or is one with an apostrophe inside (K’Brốp)."""
    if len(run) != 1:
        return len(run) > 1
    return not words[run[0]].isalpha() and any(mark in words[run[0]][1:-1] for mark in _APOSTROPHES)


def _whole_words(words: Sequence[str], run: Sequence[int]) -> list[list[int]]:
    """Group a run's tokens into words: an apostrophe belongs to the letter before it."""
    whole: list[list[int]] = []
    for number in run:
        if words[number] in _APOSTROPHES and whole:
            whole[-1].append(number)
        else:
            whole.append([number])
    return whole


def _name_in(told: _Words, words: list[list[int]]) -> list[list[int]] | None:
    """Return the words of a run that are a person's name: the whole run, or its end after a place."""
    words = _after_abbreviation(told.words, words)
    forms = ["".join(told.words[number] for number in word) for word in words]
    first, last = words[0][0], words[-1][-1]
    before = norm(told.words[first - 1]) if first else ""
    title_follows = _title_follows(told, last)
    awaited = first in told.expected or title_follows
    after_place = before in _PLACE_WORDS and first not in told.expected
    if before in _NAMED_AFTER_PEOPLE and first not in told.expected:
        return None
    if after_place:
        place = _place_length(before, forms)
        if place:  # "Chủ tịch UBND xã Đăk Hà A Blôi"
            rest = words[place:]
            return rest if len(rest) > 1 and looks_like_name(forms[place:], expected=True) else None
        if len(words) > 2 or before in _LISTED_PLACES:
            after_place = False  # "Chủ tịch UBND huyện Lò Văn Mừng"
            awaited = True
    if first in told.addressed and title_follows and 1 < len(words) < 5 and _is_plain(forms) and not _is_place(forms):
        return words  # "đồng chí Thuận Hữu, Chủ tịch …", whatever the surname
    if not after_place and looks_like_name(forms, expected=awaited):
        return words
    for length in _PREFERRED_LENGTHS:
        if length >= len(words) or not is_surname(forms[-length]):
            continue
        if looks_like_name(forms[-length:], expected=length > 2 or _is_place(forms[:-length])):
            return words[-length:]
    return None


def _is_plain(forms: Sequence[str]) -> bool:
    return all(form.isalpha() and not form.isupper() for form in forms)


def _after_abbreviation(words: Sequence[str], run: list[list[int]]) -> list[list[int]]:
    """Leave out what a run opens with in capitals only: "QĐND Việt Nam Lương Cường"."""
    opening = [words[word[0]] for word in run]
    if all(form.isupper() for form in opening):
        return run
    first = next(i for i, form in enumerate(opening) if not (form.isupper() and len(form) > 1))
    return run[first:] if len(run) - first > 1 else run


def _place_length(kind: str, forms: Sequence[str]) -> int:
    """Return how many words after "xã", "huyện" and the like are the name of such a place that there is."""
    for length in (4, 3, 2, 1):
        if length > len(forms):
            continue
        name = " ".join(forms[:length])
        if kind in _COMMUNE_WORDS and find_commune(name):
            return length
        if kind not in _COMMUNE_WORDS and (find_district(name) or find(name)):
            return length
    return 0


def _is_place(forms: Sequence[str]) -> bool:
    name = " ".join(forms)
    return name == "Việt Nam" or is_place(name)


def _title_follows(told: _Words, last: int) -> bool:
    """Tell whether a comma or dash and then a title follow the token `last`."""
    return last + 2 in told.followed and told.words[last + 1] in (",", "-", "–")
