"""Drafts: award rows as single sentences give them, before what is told twice becomes one row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.article import ParagraphKind
from nlp.report import AwardCode, Breakdown, Grantor, Qualifier, Recipient, Status
from nlp.status import Period

GrantorTold = Literal["own", "agent", "carried", "office", "law"]


@dataclass(slots=True, kw_only=True)
class Draft:
    """One award row of one sentence; `start` and `end` bound the sentence, `clause` is where its clause begins."""

    award: AwardCode
    name: str | None
    award_class: int | None
    grantor: Grantor | None
    grantor_name: str | None
    recipient: Recipient | None
    count: int | None
    qualifier: Qualifier
    status: Status | None
    period: Period | None
    kind: ParagraphKind
    sentence: int
    start: int
    end: int
    clause: int
    stated: bool = False
    """Whether the words say the status, and the kind of article does not have to."""
    grantor_told: GrantorTold | None = None
    """Where the grantor was read: with the award, in its clause or one before, by the presenter's office or the law."""
    of_old: bool = False
    """Whether it is told of somebody's life, and not of this event: an order of the wars in a biography."""
    linked: bool = True
    """Whether the number was tied to the award by the grammar, and not merely near it."""
    recipient_names: list[str] = field(default_factory=list)
    presented_by: list[str] = field(default_factory=list)
    breakdown: list[Breakdown] = field(default_factory=list)
