"""People: names of persons in running text, told from places and bodies by surname, shape and what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from nlp.mentions import Mention, Mentions, longest
from reference.folding import norm
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


def find_people(doc: Doc) -> Mentions[str]:
    """Find the names of persons in `doc` (after the lexicon); the value of a mention is the name as written."""
    claimed = {
        token.i
        for group in ("award", "province")
        for span in doc.spans[group]
        if not (group == "province" and _follows_surname(span))
        for token in span
    }
    claimed |= {token.i for span in doc.spans["title"] for token in span}
    expected = {span.end for group in ("address", "rank", "title") for span in doc.spans[group]}
    expected |= {span.end for span in doc.spans["recipient"] if span.label_ == "individual"}
    followed = {span.start for span in doc.spans["title"]}
    found = list(_people(doc, claimed, expected, followed))
    names = {mention.value for mention in found}
    return longest([*found, *_found_again(doc.text, names), *_given_names(doc, names)])


def _follows_surname(province: Span) -> bool:
    """Tell whether a surname stands before the name of a province, which is then a given name: Trương Hòa Bình."""
    if province.start == 0 or not (before := province.doc[province.start - 1]).text[0].isupper():
        return False
    surname = surnames().get(norm(before.text))
    return surname is not None and not surname.is_mark and not surname.also_word


def _found_again(text: str, names: set[str]) -> Iterator[Mention[str]]:
    """Find names that the article has given in full again where a capital is missing: "Vũ Xuân cường"."""
    full = sorted(name for name in names if name.count(" ") >= 2)
    if not full:
        return
    for match in re.finditer("|".join(map(re.escape, full)), text, re.IGNORECASE):
        if match.group()[0].isupper():
            yield Mention(match.start(), match.end(), match.group())


def _given_names(doc: Doc, names: set[str]) -> Iterator[Mention[str]]:
    """Find "anh Sinh" where the article names one person whose given name is Sinh; the value is the full name."""
    bearers: dict[str, set[str]] = {}
    for name in names:
        bearers.setdefault(name.split()[-1], set()).add(name)
    for span in doc.spans["address"]:
        following = doc[span.end] if span.end < len(doc) else None
        if following is None or len(bearers.get(following.text, ())) != 1:
            continue
        after = doc[span.end + 1] if span.end + 1 < len(doc) else None
        if after is None or not after.text[0].isupper():
            (name,) = bearers[following.text]
            yield Mention(following.idx, following.idx + len(following), name)


def _people(doc: Doc, claimed: set[int], expected: set[int], followed: set[int]) -> Iterator[Mention[str]]:
    text = doc.text
    for run in _capital_runs(doc, claimed):
        words = _words(run)
        name = _name_in(words, doc, expected, followed)
        if name is None:
            continue
        start, end = name[0][0].idx, name[-1][-1].idx + len(name[-1][-1])
        if norm(text[start:end]) not in _NOT_PEOPLE:
            yield Mention(start, end, text[start:end])


def _capital_runs(doc: Doc, claimed: set[int]) -> Iterator[list[Token]]:
    """Yield runs of capitalised words with at most a space between them; capitals only (UBND) end a run of others."""
    run: list[Token] = []
    for token in doc:
        word = token.text
        if run and word in _APOSTROPHES and not run[-1].whitespace_ and len(run[-1]) == 1:
            run.append(token)  # K' Broi
            continue
        joined = bool(run) and run[-1].i + 1 == token.i and (run[-1].whitespace_ == " " or run[-1].text in _APOSTROPHES)
        capital = (
            word[0].isupper()
            and word.strip(_APOSTROPHES).replace("'", "").replace("’", "").isalpha()
            and token.i not in claimed
        )
        abbreviation = len(word) > 1 and word.isupper() and bool(run) and not all(t.text.isupper() for t in run)
        opens = norm(word) in _OPENERS and len(run) > 1 and token.i + 1 < len(doc) and doc[token.i + 1].text[0].islower()
        if capital and joined and not abbreviation and not opens:
            run.append(token)
            continue
        if _may_be_name(run):
            yield run
        run = [token] if capital else []
    if _may_be_name(run):
        yield run


def _may_be_name(run: Sequence[Token]) -> bool:
    """Tell whether a run has two words, or is one with an apostrophe inside (K’Brốp)."""
    return len(run) > 1 or (len(run) == 1 and any(mark in run[0].text[1:-1] for mark in _APOSTROPHES))


def _words(run: Sequence[Token]) -> list[list[Token]]:
    """Group a run's tokens into words: an apostrophe belongs to the letter before it."""
    words: list[list[Token]] = []
    for token in run:
        if token.text in _APOSTROPHES and words:
            words[-1].append(token)
        else:
            words.append([token])
    return words


def _name_in(words: list[list[Token]], doc: Doc, expected: set[int], followed: set[int]) -> list[list[Token]] | None:
    """Return the words of a run that are a person's name: the whole run, or its end after a place."""
    words = _after_abbreviation(words)
    forms = ["".join(token.text for token in word) for word in words]
    first, last = words[0][0].i, words[-1][-1].i
    before = norm(doc[first - 1].text) if first else ""
    awaited = first in expected or _title_follows(doc, last, followed)
    after_place = before in _PLACE_WORDS and first not in expected
    if before in _NAMED_AFTER_PEOPLE and first not in expected:
        return None
    if after_place:
        place = _place_length(before, forms)
        if place:  # "Chủ tịch UBND xã Đăk Hà A Blôi"
            rest = words[place:]
            return rest if len(rest) > 1 and looks_like_name(forms[place:], expected=True) else None
        if len(words) > 2 or before in _LISTED_PLACES:
            after_place = False  # "Chủ tịch UBND huyện Lò Văn Mừng"
            awaited = True
    if _addressed(doc, first) and _title_follows(doc, last, followed) and 1 < len(words) < 5:
        if all(form.isalpha() and not form.isupper() for form in forms) and not _is_place(forms):
            return words  # "đồng chí Thuận Hữu, Chủ tịch …", whatever the surname
    if not after_place and looks_like_name(forms, expected=awaited):
        return words
    for length in _PREFERRED_LENGTHS:
        if length >= len(words) or not is_surname(forms[-length]):
            continue
        if looks_like_name(forms[-length:], expected=length > 2 or _is_place(forms[:-length])):
            return words[-length:]
    return None


def _addressed(doc: Doc, first: int) -> bool:
    return any(span.end == first for group in ("address", "rank") for span in doc.spans[group])


def _after_abbreviation(words: list[list[Token]]) -> list[list[Token]]:
    """Leave out what a run opens with in capitals only: "QĐND Việt Nam Lương Cường"."""
    if all(word[0].text.isupper() for word in words):
        return words
    first = next(i for i, word in enumerate(words) if not (word[0].text.isupper() and len(word[0].text) > 1))
    return words[first:] if len(words) - first > 1 else words


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


def _title_follows(doc: Doc, last: int, followed: set[int]) -> bool:
    """Tell whether a comma or dash and then a title follow the token `last`."""
    return last + 2 < len(doc) and doc[last + 1].text in (",", "-", "–") and (last + 2 in followed)


