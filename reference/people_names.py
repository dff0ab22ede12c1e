"""Tells names of people from other capitalised words by what opens them: a surname, or the name mark of some peoples.

`data/surnames.csv` holds surnames of the Kinh and of the minorities, one or two syllables, with the peoples that bear
them and a rough frequency (common: the sixteen that most people bear; usual; rare), and marks: particles that open a
name where no surname stands in front (Y Phoih Niê, H' Hen Niê, K' Broi, A Jar). `data/not_people.csv` holds openings
that look like a name and are a body or a place (Đoàn Thanh niên, Thái Lan); provinces and districts come from their
own tables. Peoples and frequencies are the compiler's estimate: good for ranking and for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, get_args

from reference.folding import fold, norm
from reference.provinces import find
from reference.tables import cell_list, one_of, read_table
from reference.units import find_district

Frequency = Literal["common", "usual", "rare"]

_FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
_VOWEL = re.compile(r"[aeiouy]")
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u00b4`", "'''''")
MOST_SYLLABLES = 6
_OWN_SCRIPTS = frozenset(
    ["Ba Na", "Chu Ru", "Cơ Ho", "Cơ Tu", "Ê Đê", "Gia Rai", "Giẻ Triêng", "Mạ", "Mnông", "Raglai", "Xơ Đăng", "Xtiêng"]
)
"""Peoples whose names are printed with letters (f, j, w, z) that other names in Vietnam lack."""
_FREE_SPELLING = _OWN_SCRIPTS | {"Khmer", "Chăm", "Thái", "Mông", "Khơ Mú"}
"""Peoples whose names need not be made of Vietnamese syllables."""
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?(?:[aeiouy]{1,3})(?:ch?|m|ngh?|nh?|p|t|ng)?"
)
"""What a Vietnamese syllable looks like without its accents."""


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname or an opening mark, as printed, with how common it is and the peoples that bear it.

    `also_word` says that the syllable, capitalised, often stands in front of a name as something else ("Đoàn", "Từ").
    """

    text: str
    is_mark: bool
    frequency: Frequency
    peoples: tuple[str, ...]
    also_word: bool


@cache
def surnames() -> dict[str, Surname]:
    """Return every surname and mark by its form under `folding.norm`."""
    return {
        norm(row["surname"]): Surname(
            text=row["surname"],
            is_mark=row["kind"] == "mark",
            frequency=one_of(row["frequency"], _FREQUENCIES),
            peoples=cell_list(row["peoples"]),
            also_word=row["also_word"] == "yes",
        )
        for row in read_table("surnames.csv")
    }


def is_surname(text: str) -> bool:
    """Tell whether `text`, one or two syllables in any case, is a surname ("Nguyễn", "Rơ Châm"); marks are none."""
    entry = surnames().get(norm(text.translate(_APOSTROPHES).strip()))
    return entry is not None and not entry.is_mark


def opening(words: Sequence[str]) -> tuple[Surname, int] | None:
    """Return the surname or mark that opens `words` and how many of them it takes (0 where "K'Broi" is one word).

    None where neither opens them. Of "Tôn Thất Tùng" the longer surname is taken.
    """
    plain = [norm(word.translate(_APOSTROPHES)) for word in words[:2]]
    for length in (2, 1):
        entry = surnames().get(" ".join(plain[:length])) if len(plain) >= length else None
        if entry is not None:
            return entry, length
    if plain and (glued := re.match(r"(?:h|k)'(?=\w)", plain[0])):
        return surnames()[glued[0]], 0
    return None


def looks_like_name(words: Sequence[str], *, expected: bool = False) -> bool:
    """Tell whether `words` (syllables as printed) are the full name of a Vietnamese.

    Such a name has 2 to 6 capitalised syllables, opens with a surname or a mark, and is not the name of a province or
    the beginning of a known body or place. Set `expected` where a form of address or a title stands in front ("đồng chí
    Mai Sơn"): a name of two syllables with any surname will then do, though a district is called so too, and a mark
    needs no surname to follow. Without it these are refused.
    """
    opened = opening(words)
    if opened is None or len(words) > MOST_SYLLABLES or not all(map(_is_name_word, words)):
        return False
    capitals = [word.isupper() for word in words if len(word.rstrip("'\u2019")) > 1]
    if any(capitals) and not all(capitals):
        return False
    surname, taken = opened
    rest = words[taken:]
    if not rest or find(" ".join(words)) is not None or _opens_otherwise(words):
        return False
    if not _OWN_SCRIPTS.intersection(surname.peoples) and any(set("fjwz").intersection(w.lower()) for w in rest):
        return False
    return expected or _stands_alone(words, surname, rest)


def _stands_alone(words: Sequence[str], surname: Surname, rest: Sequence[str]) -> bool:
    """Tell whether what may be a name is one even where nothing in front of it says so."""
    if surname.is_mark:
        following = (surnames().get(norm(word)) for word in rest)
        return any(s and not s.is_mark and "Kinh" not in s.peoples and s.peoples[0] in _OWN_SCRIPTS for s in following)
    if len(words) == 2 and surname.frequency != "common":
        return False
    if words[-1].isupper() and surname.frequency == "rare":
        return False
    if len(words) > 2 and find(" ".join(words[:2])) is not None:
        return False
    if not _FREE_SPELLING.intersection(surname.peoples) and not all(_SYLLABLE.fullmatch(fold(word)) for word in rest):
        return False
    if surname.also_word:
        after = opening(rest)
        return not (after and after[0].frequency == "common" and len(rest) > 2) and not is_place(" ".join(rest))
    return not find_district(" ".join(words))


def is_place(name: str) -> bool:
    """Tell whether a province or a district has this name."""
    return find(name) is not None or bool(find_district(name))


@lru_cache(maxsize=1 << 14)
def _is_name_word(word: str) -> bool:
    """Tell whether a word is of letters and capitalised, with a vowel or an apostrophe ("Niê", "K'Broi", "LÊ")."""
    letters = word.translate(_APOSTROPHES)
    parts = letters.split("'")
    if not letters[:1].isupper() or len(parts) > 2 or not letters.replace("'", "").isalpha():
        return False
    if len(parts) == 1 and len(letters) > 1 and not _VOWEL.search(fold(letters)):
        return False
    return letters.isupper() or all(not part[1:] or part[1:].islower() for part in parts)


def _opens_otherwise(words: Sequence[str]) -> bool:
    plain = [norm(word) for word in words]
    if " ".join(plain) in _not_people():
        return True
    return any(_not_people().get(" ".join(plain[:length])) == "any longer" for length in range(1, len(plain)))


@cache
def _not_people() -> dict[str, str]:
    """Return what is no person's name, and whether no longer name begins with it either."""
    return {norm(row["opening"]): row["reach"] for row in read_table("not_people.csv")}
