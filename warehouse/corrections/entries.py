"""Corrections: what an operator says against what was read in an article.

Each names an article, says what was read there and what is right, who says so, when, and why. Without `right` what was
read is taken out; without `wrong` what is right is put in.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from nlp.report import AwardCode, Breakdown, Grantor, Kind, PartOfDay, Qualifier, Recipient, Role, Status
from reference.provinces import PROVINCES
from reference.urls import NotAWebAddressError, canonical_url

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[dt.date, Field(strict=True)]
Number = Annotated[int, Field(strict=True, ge=1)]
Year = Annotated[int, Field(strict=True, ge=1900, le=2100)]
_NOT_SAID: Any = None
"""Default of a value that an entry leaves out, whether or not it may be null."""
_ID = re.compile(r"[0-9a-f]{16}")
_SLUGS = frozenset(unit.slug for unit in PROVINCES)


def article_name(article: str) -> str:
    """Return an article's id as it is, an address in its canonical form; raises ValueError for what is neither."""
    if _ID.fullmatch(article):
        return article
    try:
        return canonical_url(article)
    except NotAWebAddressError:
        raise ValueError(f"{article!r} is neither the address nor the id of an article") from None


def province_slug(slug: str) -> str:
    """Return a slug that a province has or had; raises ValueError for another."""
    if slug not in _SLUGS:
        raise ValueError(f"no province has the slug {slug!r}")
    return slug


class Strict(BaseModel):
    """Part of an entry: no field but its own, and what was said told from what was left out."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def said(self) -> dict[str, Any]:
        """Return the values that the entry gives, null ones included, by their names in a report."""
        return self.model_dump(by_alias=True, exclude_unset=True)


class AwardValues(Strict):
    """Values of an award row, with the names and meaning that they have in a report."""

    award: AwardCode = _NOT_SAID
    name: Words | None = None
    award_class: Annotated[Literal[1, 2, 3] | None, Field(alias="class")] = None
    grantor: Grantor | None = None
    grantor_name: Words | None = None
    recipient: Recipient = _NOT_SAID
    count: Number | None = None
    qualifier: Qualifier = _NOT_SAID
    status: Status = _NOT_SAID
    period: tuple[Year, Year | None] | None = None
    recipient_names: tuple[Words, ...] = ()
    presented_by: tuple[Words, ...] = ()
    breakdown: tuple[Breakdown, ...] = ()
    evidence: Words = _NOT_SAID
    """Words of the article: some of the row's evidence in `wrong`, the whole of it in `right`."""


class OfficialValues(Strict):
    """Values of an official, as in a report."""

    name: Words = _NOT_SAID
    titles: tuple[Words, ...] = ()
    roles: tuple[Role, ...] = ()


class EventValues(Strict):
    """Values of the event that an article tells of, as in a report."""

    relevant: bool = _NOT_SAID
    kind: Kind = _NOT_SAID
    date: Day | None = None
    date_end: Day | None = None
    part_of_day: PartOfDay | None = None
    province: str | None = None
    place: Words | None = None
    venue: Words | None = None
    host: Words | None = None

    @field_validator("province")
    @classmethod
    def _is_province(cls, slug: str | None) -> str | None:
        return province_slug(slug) if slug is not None else None


class AwardChange(Strict):
    """An award row that is wrong, lacking or too many."""

    wrong: AwardValues | None = None
    right: AwardValues | None = None

    @model_validator(mode="after")
    def _names_a_row(self) -> Self:
        _need("wrong", self.wrong, "award", "evidence")
        if self.wrong is None:
            _need("right", self.right, "award", "recipient", "status", "evidence")
        return self


class OfficialChange(Strict):
    """An official who is wrong, lacking or none."""

    wrong: OfficialValues | None = None
    right: OfficialValues | None = None

    @model_validator(mode="after")
    def _names_a_person(self) -> Self:
        _need("wrong", self.wrong, "name")
        if self.wrong is None:
            _need("right", self.right, "name", "titles")
        return self


class EventChange(Strict):
    """Values of the event that are wrong."""

    wrong: EventValues
    right: EventValues


class Correction(Strict):
    """One entry of the file; it is about one award row, one official, or the event."""

    article: Words
    """Canonical address of the article, or its id."""
    award: AwardChange | None = None
    official: OfficialChange | None = None
    event: EventChange | None = None
    by: Words
    on: Day
    why: Words

    @field_validator("article")
    @classmethod
    def _is_article(cls, article: str) -> str:
        return article_name(article)

    @model_validator(mode="after")
    def _is_about_one_thing(self) -> Self:
        if sum(part is not None for part in (self.award, self.official, self.event)) != 1:
            raise ValueError("it needs one of `award`, `official` and `event`")
        sides = [side for side in (self.change.wrong, self.change.right) if side is not None]
        if not all(side.said() for side in sides) or not sides:
            raise ValueError(f"{self.subject}: it needs values in `wrong`, in `right`, or in both")
        return self

    @property
    def subject(self) -> str:
        """What it is about: award, official or event."""
        return "award" if self.award else "official" if self.official else "event"

    @property
    def change(self) -> AwardChange | OfficialChange | EventChange:
        """What is wrong and what is right."""
        change = self.award or self.official or self.event
        assert change is not None  # noqa: S101 - held by the validator
        return change

    @property
    def action(self) -> str:
        """What it does: change, remove or add."""
        return "add" if self.change.wrong is None else "remove" if self.change.right is None else "change"


def _need(side: str, values: Strict | None, *names: str) -> None:
    missing = [name for name in names if values is not None and name not in values.said()]
    if missing:
        raise ValueError(f"`{side}` needs {', '.join(missing)}")
