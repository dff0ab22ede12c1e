"""How rare a name is, by its syllables alone: of how many people one bears it, as a power of ten.

`data/name_shares.csv` holds the share of people with a surname, a middle and a given syllable. Those of the common
surnames are rounded from counts in print, which differ (Nguyễn: 31 of a hundred people by one, 38 by another); the
others are the compiler's estimate. It tells Nguyễn Văn Hùng from Giàng Seo Phử and is good for nothing finer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from reference.folding import norm
from reference.people_names import surnames
from reference.tables import read_table

_OTHER = {"common": 0.01, "usual": 0.001, "rare": 0.0002}
"""Share of a surname without a row, by its frequency in `surnames.csv`."""
_UNKNOWN = {"surname": 0.0001, "middle": 0.002, "given": 0.0008}
_AMONG_A_PEOPLE = {"middle": 0.02, "given": 0.003}
"""The same among one of the minorities, which have fewer names to choose from."""
_AT_HOME = 30.0
"""How much commoner a minority's surname is where its people live, which is where its officials serve."""
_MORE = 0.1
"""What each middle syllable behind the first leaves."""


@lru_cache(maxsize=1 << 18)
def rarity(name: str) -> float:
    """Return n where about one person in 10**n bears the name: 3.0 for Nguyễn Văn Hùng, 5.7 for Giàng Seo Phử.

    The persons are those of the province where the name is at home. A name of two syllables has no middle one, which
    few people lack; one of a single syllable is no full name and counts as borne by one in ten.
    """
    syllables = norm(name).split()
    if len(syllables) < 2:
        return 1.0
    surname = surnames().get(syllables[0])
    minority = surname is not None and (not surname.peoples or surname.peoples[0] != "Kinh")
    first = _shares().get(("surname", syllables[0])) or (_OTHER[surname.frequency] if surname else _UNKNOWN["surname"])
    unknown = _AMONG_A_PEOPLE if minority else _UNKNOWN
    shares = [min(0.05, first * _AT_HOME) if minority else first, _share("given", syllables[-1], unknown)]
    middle = syllables[1:-1]
    shares += [_share("middle", middle[0], unknown), *[_MORE] * (len(middle) - 1)] if middle else [0.05]
    return -math.log10(math.prod(shares))


def _share(part: str, syllable: str, unknown: Mapping[str, float]) -> float:
    return max(_shares().get((part, syllable), 0.0), unknown[part])


@cache
def _shares() -> dict[tuple[str, str], float]:
    return {(row["part"], norm(row["syllable"])): float(row["share"]) for row in read_table("name_shares.csv")}
