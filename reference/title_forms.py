"""Short forms in titles ("TUV", "PGĐ Sở GD&ĐT", "UVBTV") and forms of one name of a body, brought to one.

`data/title_forms.csv` holds them folded: what is printed, and the words that it stands for. They are those of the
titles of the project's gold and of news as it is printed; papers shorten as they like.
"""

from __future__ import annotations

import re
from functools import cache

from reference.folding import fold
from reference.tables import read_table


def spelled_out(title: str) -> str:
    """Return a title folded, its short forms written out and "và" left out: "PGĐ Sở GD&ĐT" as "Phó Giám đốc Sở …"."""
    forms, pattern = _forms()
    words = re.sub(r"\bva\b ?", "", fold(title))
    return pattern.sub(lambda found: forms[found[0]], words).strip()


@cache
def _forms() -> tuple[dict[str, str], re.Pattern[str]]:
    forms = {row["form"]: row["words"] for row in read_table("title_forms.csv")}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return forms, re.compile(rf"\b(?:{'|'.join(longest_first)})\b")
