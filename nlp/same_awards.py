"""Same awards: whether two rows of an article tell of one award, and one row out of two."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from nlp.drafts import Draft
from reference.folding import norm

PLACE = {"paragraph": 0, "item": 0, "cell": 0, "subhead": 1, "quote": 1, "lead": 2, "caption": 3, "title": 4}
"""Where a row is best read from: the body before the lead, the lead before captions and the headline."""


def lists_all(row: Draft) -> bool:
    """Tell whether a row names all whom it counts."""
    return bool(row.recipient_names) and row.count == len(row.recipient_names)


def compatible(one: Draft, other: Draft) -> bool:
    """Tell whether two rows can be about one award: nothing that both say differs."""
    return (
        one.award == other.award
        and (one.award_class == other.award_class or None in (one.award_class, other.award_class))
        and (one.grantor == other.grantor or None in (one.grantor, other.grantor))
        and (one.name is None or other.name is None or _alike(one.name, other.name))
    )


def _alike(one: str, other: str) -> bool:
    short, long = sorted((_letters(one), _letters(other)), key=len)
    return long.startswith(short) or (norm("Đảng") in short and norm("Đảng") in long)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    """Return a name without its quotation marks."""
    return norm(" ".join(re.sub(r"[^\w\s]", " ", name).split()))


def said_elsewhere(one: Draft, other: Draft) -> bool:
    """Tell whether two rows stand in different parts of the article, so that one can repeat the other."""
    return one.sentence != other.sentence


def same_count(row: Draft, draft: Draft) -> bool:
    """Tell whether two rows give the same number of the same recipients in different parts of the article."""
    return (
        said_elsewhere(row, draft)
        and compatible(row, draft)
        and row.count == draft.count
        and (
            row.recipient == draft.recipient
            or None in (row.recipient, draft.recipient)
            or "case" in (row.recipient, draft.recipient)
        )
        and (row.period == draft.period or None in (row.period, draft.period))
        and (PLACE[draft.kind] > 0 or status_agrees(row, draft))
        and not (row.recipient_names and draft.recipient_names and not _shared_names(row, draft))
    )


def status_agrees(one: Draft, other: Draft) -> bool:
    """Tell whether two rows have one status; what is left open is given at the event."""
    return (one.status or "conferred") == (other.status or "conferred")


def _shared_names(one: Draft, other: Draft) -> bool:
    return bool({norm(n) for n in one.recipient_names} & {norm(n) for n in other.recipient_names})


def rounded(row: Draft, draft: Draft) -> bool:
    """Tell whether `draft` rounds what `row` gives exactly: "hơn 300" beside 312."""
    if draft.qualifier == "exact" or row.qualifier != "exact" or not compatible(row, draft):
        return False
    exact, rough = row.count or 0, draft.count or 0
    close = (
        0 <= exact - rough <= max(10, exact // 5)
        if draft.qualifier == "over"
        else abs(exact - rough) <= max(5, exact // 10)
    )
    return close and row.recipient == draft.recipient and said_elsewhere(row, draft)


def named_in(row: Draft, draft: Draft) -> bool:
    """Tell whether a caption, lead or headline names some of those whom `row` counts."""
    return (
        lists_all(draft)
        and said_elsewhere(row, draft)
        and compatible(row, draft)
        and row.recipient in (draft.recipient, "mixed", "case", None)
        and (len(row.recipient_names) < (row.count or 0) or _shared_names(row, draft))
        and (row.count or 0) >= (draft.count or 0)
        and status_agrees(row, draft)
    )


def absorb(row: Draft, draft: Draft) -> None:
    """Add to `row` what `draft`, the same award told again, says beyond it."""
    known = {norm(name) for name in row.recipient_names}
    row.recipient_names += [name for name in draft.recipient_names if norm(name) not in known]
    add_presenters(row, draft.presented_by)
    row.grantor_told = row.grantor_told if row.grantor else draft.grantor_told
    row.grantor = row.grantor or draft.grantor
    row.grantor_name = row.grantor_name or draft.grantor_name
    row.award_class = row.award_class or draft.award_class
    row.recipient = row.recipient or draft.recipient
    row.status = row.status or draft.status
    row.name = row.name or draft.name


def add_presenters(row: Draft, names: Iterable[str]) -> None:
    """Add to the presenters of a row those of `names` that it has not yet."""
    known = {norm(name) for name in row.presented_by}
    row.presented_by += [name for name in names if norm(name) not in known]
