"""How rare a name is, by its syllables alone: of how many people one bears it, as a power of ten.

`data/name_shares.csv` holds the share of people with a surname, a middle and a given syllable. The shares of the
common surnames are those of published counts (Lê Trung Hoa, Họ và tên người Việt Nam); the others are the compiler's
estimate, which tells Nguyễn Văn Hùng from Giàng Seo Phử and is good for nothing finer.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from reference.folding import norm
from reference.people_names import surnames
from reference.tables import read_table

_OTHER = {"common": 0.01, "usual": 0.001, "rare": 0.0002}
"""Share of a surname without a row, by its frequency in `surnames.csv`."""
_UNKNOWN = {"surname": 0.0001, "middle": 0.002, "given": 0.0008}
_MORE = 0.1
"""What each middle syllable behind the first leaves."""


@lru_cache(maxsize=1 << 18)
def rarity(name: str) -> float:
    """Return n where about one person in 10**n bears the name: 3.1 for Nguyễn Văn Hùng, 9 for Giàng Seo Phử.

    A name of two syllables has no middle one, which few people lack; one of a single syllable is no full name and
    counts as borne by one in ten.
    """
    syllables = norm(name).split()
    if len(syllables) < 2:
        return 1.0
    shares = [_share("surname", syllables[0]), _share("given", syllables[-1])]
    middle = syllables[1:-1]
    shares += [_share("middle", middle[0]), *[_MORE] * (len(middle) - 1)] if middle else [0.05]
    return -math.log10(math.prod(shares))


def _share(part: str, syllable: str) -> float:
    if (part, syllable) in _shares():
        return _shares()[part, syllable]
    surname = surnames().get(syllable) if part == "surname" else None
    return _OTHER[surname.frequency] if surname else _UNKNOWN[part]


@cache
def _shares() -> dict[tuple[str, str], float]:
    return {(row["part"], norm(row["syllable"])): float(row["share"]) for row in read_table("name_shares.csv")}
