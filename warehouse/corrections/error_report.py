"""What a reader reports: which row of which article is wrong, how it is shown, and what would be right.

All of it comes from strangers: signs that a terminal or an editor would obey are taken out, lengths are limited, and
proposed values are held to the rules of an entry of the corrections file.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from warehouse.corrections.entries import AwardValues, EventValues, OfficialValues, Strict, article_name

Subject = Literal["award", "official", "event"]
Problem = Literal[
    "number",
    "award",
    "recipient",
    "grantor",
    "status",
    "not-there",
    "missing",
    "person",
    "date",
    "place",
    "other",
]
State = Literal["open", "accepted", "refused"]
Values = dict[str, Any]
"""Values as JSON has them, by their names in a report."""

LONGEST_COMMENT = 2000
LONGEST_CONTACT = 200
_LONGEST_VALUES = 20_000
"""Characters of JSON; the longest evidence of a year of news has some 3,000."""
_MODELS: dict[str, type[Strict]] = {"award": AwardValues, "official": OfficialValues, "event": EventValues}
_NEEDED = {"award": ("award", "evidence"), "official": ("name",), "event": ()}
"""What has to be shown of a row for a correction to find it."""
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Signs that give orders to a terminal, cannot be seen, turn the direction of writing, or are no characters at all."""


class ReportedError(ValueError):
    """A report of an error breaks a rule, or cannot become what was asked for; the message says why in one line."""


class ErrorReport(BaseModel):
    """One report of an error, and what was decided on it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{10}$")]
    received: AwareDatetime
    """When it came first (UTC)."""
    snapshot: Annotated[int, Field(ge=1)]
    """Number of the snapshot that the reader saw."""
    subject: Subject
    article: Annotated[str, Field(max_length=2000)]
    """Canonical address of the article, or its id."""
    row: Annotated[str, Field(min_length=1, max_length=400)] | None = None
    """award_report_id or mention_id of the row, where it is about one."""
    shown: Values
    """The row as it was read, as the `wrong` of an entry names it; empty where a row is missing."""
    problem: Problem
    right: Values | None = None
    """What the reader proposes, as the `right` of an entry has it."""
    comment: Annotated[str, Field(max_length=LONGEST_COMMENT)] = ""
    contact: Annotated[str, Field(max_length=LONGEST_CONTACT)] | None = None
    """How to reach the reader; personal data, which is kept until the report is decided and no longer."""
    times: Annotated[int, Field(ge=1)] = 1
    """How often the same was reported."""
    state: State = "open"
    decided_by: str | None = None
    decided_on: dt.date | None = None
    reason: str | None = None

    @field_validator("article", "row", "contact", "decided_by", "reason", mode="before")
    @classmethod
    def _is_one_clean_line(cls, text: object) -> object:
        return " ".join(without_orders(text).split()) or None if isinstance(text, str) else text

    @field_validator("comment", mode="before")
    @classmethod
    def _is_clean(cls, text: object) -> object:
        return without_orders(text).strip() if isinstance(text, str) else text

    @field_validator("article")
    @classmethod
    def _is_article(cls, article: str) -> str:
        return article_name(article)

    @field_validator("received")
    @classmethod
    def _is_utc(cls, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(dt.UTC).replace(microsecond=0)

    @model_validator(mode="before")
    @classmethod
    def _has_values_of_its_subject(cls, given: Any) -> Any:  # noqa: ANN401 - whatever is to be validated
        if not isinstance(given, Mapping) or given.get("subject") not in _MODELS:
            return given
        subject, sides = given["subject"], {side: given.get(side) for side in ("shown", "right")}
        checked = {side: checked_values(subject, values, side) for side, values in sides.items() if values}
        return {**given, "shown": {}, "right": None, **checked}

    @model_validator(mode="after")
    def _tells_enough(self) -> Self:
        lacking = [name for name in _NEEDED[self.subject] if name not in self.shown]
        if lacking and (self.problem != "missing" or self.shown):
            raise ValueError(f"`shown` needs {', '.join(lacking)}")
        if self.problem in ("missing", "other") and not (self.comment or self.right):
            raise ValueError("say in the comment what is wrong or missing")
        return self

    def as_json(self) -> dict[str, Any]:
        """Return its fields as JSON has them."""
        return self.model_dump(mode="json")


def new_report(
    *,
    snapshot: int,
    subject: str,
    article: str,
    problem: str,
    row: str | None = None,
    shown: Mapping[str, Any] | None = None,
    right: Mapping[str, Any] | None = None,
    comment: str = "",
    contact: str | None = None,
    received: dt.datetime | None = None,
) -> ErrorReport:
    """Return what a reader reports, checked; raises ReportedError, whose message may be shown to the reader.

    `shown` is the row as read, which `shown_award` gives; `article` an address or an id.
    """
    return loaded_report(
        {
            "id": secrets.token_hex(5),
            "received": received or dt.datetime.now(dt.UTC),
            "snapshot": snapshot,
            "subject": subject,
            "article": article,
            "row": row,
            "shown": shown,
            "problem": problem,
            "right": right,
            "comment": comment,
            "contact": contact,
        }
    )


def loaded_report(fields: Mapping[str, Any]) -> ErrorReport:
    """Return the report that has these fields; raises ReportedError naming the field that breaks a rule."""
    try:
        return ErrorReport.model_validate(dict(fields))
    except ValidationError as error:
        raise ReportedError(first_problem(error)) from None


def checked_values(subject: str, values: object, side: str) -> Values:
    """Return values of a row or event as an entry would have them, in JSON's types; raises ValueError."""
    if not isinstance(values, Mapping):
        raise ValueError(f"{side}: it has to name fields with their values")
    text = json.dumps(_plain(values), ensure_ascii=False)
    if len(text) > _LONGEST_VALUES:
        raise ValueError(f"{side}: it is longer than {_LONGEST_VALUES} characters")
    try:
        model = _MODELS[subject].model_validate_json(text)
    except ValidationError as error:
        raise ValueError(first_problem(error, side)) from None
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def without_orders(text: str) -> str:
    """Return text of strangers without signs that a terminal or an editor obeys; of line ends newlines stay."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _OBEYED.sub("", plain))


def _plain(value: object) -> object:
    """Return a value as JSON has it, its texts clean; raises ValueError for what JSON does not have."""
    if isinstance(value, str):
        return " ".join(without_orders(value).split())
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int):
        return value
    raise ValueError(f"{type(value).__name__} is no value of a row")


def first_problem(error: ValidationError, *before: str) -> str:
    """Return the first thing that is wrong, in one line."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join([*before, *(str(part) for part in first["loc"])])
    what = "there is no such field" if first["type"] == "extra_forbidden" else first["msg"]
    what = " ".join(what.removeprefix("Value error, ").split())
    return f"{where}: {what}" if where else what
