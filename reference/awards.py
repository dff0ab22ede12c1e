"""Award types: codes, labels, levels and the forms in which articles write them (`data/awards.yaml`).

Source: Luật Thi đua, khen thưởng 06/2022/QH15 (in force since 1 January 2024) and, for older names, the law of 2003 as
amended in 2005 and 2013.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.vocabulary import load


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardType:
    """One type of award.

    `level` is the level of the granting authority (`state`, `province`, `unit`, or `any`); `fixed` the grantor's code
    where the law leaves no choice; `holder` the kind of recipient of a title that only such a one can bear; `classes`
    the number of classes (0 where there are none); `named` says that the
    code is a group whose rows carry the award's own name; `forms` are spellings in lower case.
    """

    code: str
    vi: str
    en: str
    level: str
    law: str
    fixed: str | None = None
    holder: str | None = None
    classes: int = 0
    named: bool = False
    forms: tuple[str, ...] = ()


@cache
def award_types() -> dict[str, AwardType]:
    """Return every award type by its code, in the order of the law."""
    types = [AwardType(**{**row, "forms": tuple(row["forms"])}) for row in load("awards")]
    return {award.code: award for award in types}
