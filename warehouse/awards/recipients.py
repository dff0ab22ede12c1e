"""Recipients: whether two names of honoured persons or bodies are one, however they are written.

The name under which a recipient is compared has its letters and accents (`reference.folding.norm`: Ủy and Uỷ are one,
Hùng and Hưng are two), without forms of address, ranks and degrees in front ("ông", "Đại tá", "PGS.TS"), without the
legal form of a company ("Cổ phần", "TNHH MTV"), and with long forms shortened ("Trung học phổ thông" is THPT). The
province at the end of a body's name stands apart from it: "Bệnh viện Phụ sản tỉnh" may be "Bệnh viện Phụ sản Thái
Bình", and "Công an tỉnh Lào Cai" is not "Công an tỉnh Yên Bái". A person's name keeps what looks like a province (Lê Hà
Nam).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from reference.folding import norm
from reference.people_names import surnames
from reference.provinces import aliases, at

_LETTER = r"[\w\u0300-\u036f]"
"""A letter or mark of `norm`, which sets tone marks apart."""
_BREAKS = str.maketrans(dict.fromkeys('"“”‘’«»()[]{}.,;:–—-/…&+*!?_|<>\u00a0', " "))
_ADDRESS = [
    *("ông", "bà", "anh", "chị", "em", "cháu", "bé", "đồng chí", "thầy", "cô", "thầy giáo", "cô giáo", "bác"),
    *("cụ", "chú", "mẹ", "chủ hộ", "hộ ông", "hộ bà", "gia đình ông", "gia đình bà", "liệt sĩ", "liệt sỹ"),
    *("nhà giáo", "nhà báo", "nhà thơ", "nhà văn", "nghệ nhân", "nghệ sĩ", "nghệ sỹ", "nsnd", "nsưt", "nhạc sĩ"),
    *("bác sĩ", "bác sỹ", "dược sĩ", "kỹ sư", "luật sư", "giáo sư", "phó giáo sư", "tiến sĩ", "tiến sỹ", "thạc sĩ"),
    *("gs", "pgs", "ts", "ths", "bs", "bsck1", "bsck2", "bscki", "bsckii", "cki", "ckii", "linh mục", "hòa thượng"),
    *("tập thể", "nhân dân và cán bộ", "cán bộ và nhân dân", "cán bộ nhân dân", "nhân dân cán bộ"),
    *("thượng tọa", "đại đức", "em học sinh", "học sinh", "già làng", "đại tướng", "thượng tướng"),
    *("trung tướng", "thiếu tướng", "đại tá", "thượng tá", "trung tá", "thiếu tá", "đại úy", "thượng úy", "trung úy"),
    *("thiếu úy", "thượng sĩ", "trung sĩ", "hạ sĩ", "binh nhất", "binh nhì", "chiến sĩ"),
]
_SHORT = {
    "bv": "bệnh viện",
    "trung học phổ thông": "thpt",
    "trung học cơ sở": "thcs",
    "ủy ban nhân dân": "ubnd",
    "hội đồng nhân dân": "hđnd",
    "chỉ huy quân sự": "chqs",
    "bộ đội biên phòng": "bđbp",
    "mặt trận tổ quốc": "mttq",
    "liên đoàn lao động": "lđlđ",
    "bảo hiểm xã hội": "bhxh",
    "dân tộc nội trú": "dtnt",
    "đảng ủy": "đảng bộ",
    "thành phố": "tp",
    "ctcp": "công ty",
    "cty": "công ty",
    "htx": "hợp tác xã",
    "khcn": "khoa học và công nghệ",
    "gd đt": "giáo dục và đào tạo",
    "lao động thương binh và xã hội": "lđtbxh",
    "lđ tb xh": "lđtbxh",
    "liên hiệp phụ nữ": "lhpn",
}
_LEGAL = ["cổ phần", "cp", "trách nhiệm hữu hạn", "tnhh", "một thành viên", "hai thành viên", "mtv", "1 thành viên"]
_PLACES = ["tỉnh", "tp", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "thôn", "bản", "ấp", "khu phố", "tổ"]
_COMMON = [
    *("cơ sở", "trường", "đơn vị", "công ty", "bệnh viện", "phòng", "ban", "đội", "chi bộ", "đảng bộ", "công an"),
    *("ubnd", "hđnd", "hội", "đoàn", "tập thể", "cá nhân", "nhân dân", "cán bộ", "nhân dân và cán bộ", "trung tâm"),
    *(
        "hội nông dân",
        "hội phụ nữ",
        "hội liên hiệp phụ nữ",
        "hội cựu chiến binh",
        "đoàn thanh niên",
        "mttq",
        "ban chqs",
    ),
    *("trạm y tế", "trung tâm y tế", "ủy ban mttq", "công đoàn", "lđlđ", "thcs", "thpt", "tiểu học", "mầm non"),
]

_COMRADE = norm("đ/c ")
_COMPANY, _TINH, _TP = norm("công ty"), norm("tỉnh"), norm("tp")
_LONGEST = 5
"""Syllables of the longest name of a province ("Bà Rịa - Vũng Tàu")."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A recipient's name as it is compared; `province` is the slug of the one at its end, None where there is none.

    `telling` is whether the name can be known again at another event: "Công an tỉnh" can, in its province; "Công an
    huyện" and "Đội 1" cannot.
    """

    name: str
    province: str | None = None
    telling: bool = field(default=True, compare=False)


@lru_cache(maxsize=65536)
def recipient(name: str) -> Recipient:
    """Return the form in which a recipient's name is compared; `name` is under `norm`."""
    parts = name.replace(_COMRADE, " ").translate(_BREAKS).split()
    words = " ".join(parts)
    if not _long_starts().isdisjoint(parts):
        words = _shorten().sub(lambda found: _short_forms()[found[0]], words)
    if parts and parts[0] in _address_starts():
        while (rest := _address().sub("", words, count=1)) != words:
            words = rest
    if words.startswith(_COMPANY):
        words = " ".join(_legal().sub(" ", words).split())
    return _placed(words)


def shared(
    these: Sequence[Recipient], those: Sequence[Recipient], home: str | None = None, other_home: str | None = None
) -> int:
    """Return how many recipients of one list are in the other; the homes are the provinces of those that name none."""
    if not these or not those:
        return 0
    known: dict[str, set[str | None]] = {}
    for one in those:
        known.setdefault(one.name, set()).add(one.province or other_home)
    found = set()
    for one in these:
        if (places := known.get(one.name)) is not None:
            province = one.province or home
            if province is None or None in places or province in places:
                found.add(one.name)
    return len(found)


def _placed(words: str) -> Recipient:
    """Part the province at the end of a body's name from it."""
    parts = words.split()
    person = _is_person(parts)
    ends_so = parts and parts[-1] in _province_ends()
    for start in range(max(0, len(parts) - _LONGEST), len(parts)) if ends_so else ():
        if (slug := _provinces().get(" ".join(parts[start:]))) is None:
            continue
        before = parts[start - 1] if start else ""
        if before in (_TINH, _TP):
            return Recipient(" ".join(parts[: start - 1]) or _TINH, slug) if before == _type(slug) else Recipient(words)
        if not person and not _of_place().search(" ".join(parts[:start])):
            return Recipient(" ".join(parts[:start]) or _TINH, slug)
    if not person and len(parts) > 1 and parts[-1] == _TINH:
        return Recipient(" ".join(parts[:-1]))
    common = not person and (
        len(words) < 3 or _of_place().search(words) is not None or _generic().fullmatch(words) is not None
    )
    return Recipient(words, telling=not common)


def _is_person(parts: Sequence[str]) -> bool:
    return 2 <= len(parts) <= 5 and (parts[0] in _surnames() or " ".join(parts[:2]) in _surnames())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(form for form, surname in surnames().items() if not surname.is_mark and not surname.also_word)


@cache
def _short_forms() -> dict[str, str]:
    return {norm(long): norm(short) for long, short in _SHORT.items()}


@cache
def _long_starts() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _short_forms())


@cache
def _address_starts() -> frozenset[str]:
    return frozenset(norm(form).split()[0] for form in _ADDRESS)


@cache
def _shorten() -> re.Pattern[str]:
    return re.compile(rf"(?<!{_LETTER})(?:{_words(_short_forms())})(?!{_LETTER})")


@cache
def _address() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_words(map(norm, _ADDRESS))}) (?=\S+ \S)")


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(rf"(?<!{_LETTER})(?:{_words(map(norm, _LEGAL))})(?!{_LETTER})")


@cache
def _provinces() -> dict[str, str]:
    return {" ".join(norm(form).translate(_BREAKS).split()): slug for form, slug in aliases().items()}


@lru_cache(maxsize=256)
def _type(slug: str) -> str:
    """Return how a province is called: tỉnh, or tp for a city of the centre."""
    return _TP if at(slug).type == "thành phố" else _TINH


@cache
def _province_ends() -> frozenset[str]:
    return frozenset(name.rpartition(" ")[2] for name in _provinces())


@cache
def _of_place() -> re.Pattern[str]:
    return re.compile(rf"(?:^| )(?:{_words(map(norm, _PLACES[1:]))})$")


@cache
def _generic() -> re.Pattern[str]:
    """Return what a name is made of that every district or commune has."""
    return re.compile(rf"(?:(?:{_words(map(norm, _COMMON + _PLACES))}|\d+)(?: |$))+")


def _words(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))
