"""Accepting a reported error: it becomes an entry of the operator's file, which the next publish applies."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from warehouse.corrections.appending import append_entry
from warehouse.corrections.entries import Correction
from warehouse.corrections.error_report import ErrorReport, ReportedError, Values, checked_values, first_problem
from warehouse.corrections.file import CorrectionError, Loader
from warehouse.corrections.reported import deciding

WHY = "Theo báo lỗi của người đọc, đã kiểm tra."
"""The reason that is published where the operator gives none: not the reader's words, which nobody vouches for."""
_NAMING = ("award", "class", "recipient", "count", "status", "evidence")
"""Values that name an award row beside those that change; never names of recipients, who may have to be forgotten."""


def accept_report(
    queue: Path,
    corrections: Path,
    report_id: str,
    *,
    by: str,
    why: str = WHY,
    right: Mapping[str, Any] | None = None,
    on: dt.date | None = None,
) -> tuple[Correction, bool]:
    """Append the entry that a report asks for to the file of corrections, and note the report as accepted.

    `right` are the operator's values in place of the reader's. Returns the entry, and whether it was appended: False
    where it stands there already, as after a kill between the two files. The caller holds the home's lock. Raises
    ReportedError and CorrectionError; then neither file is changed.
    """
    day = on or dt.datetime.now(dt.UTC).date()
    with deciding(queue, report_id, "accepted", by=by, why=why, on=day) as report:
        entry = entry_of(report, by=by, why=why, on=day, right=right)
        try:
            appended = append_entry(corrections, entry)
        except OSError as error:
            raise CorrectionError(f"{corrections} cannot be written: {error.strerror}") from error
    return entry, appended


def entry_of(
    report: ErrorReport, *, by: str, why: str, on: dt.date, right: Mapping[str, Any] | None = None
) -> Correction:
    """Return the entry that a report asks for; raises ReportedError where it does not say what is right."""
    try:
        said = checked_values(report.subject, right, "right") if right else report.right
        change = _change(report, said)
        fields = {"article": report.article, report.subject: change, "by": by, "on": on.isoformat(), "why": why}
        return Correction.model_validate_json(json.dumps(fields))
    except ValidationError as error:
        raise ReportedError(f"{report.id}: {first_problem(error)}") from None
    except ValueError as error:
        raise error if isinstance(error, ReportedError) else ReportedError(str(error)) from None


def stated_values(subject: str, stated: Sequence[str]) -> Values:
    """Return values that a person states as `name=value`; raises ReportedError.

    A text is taken as it stands where the field is a text; numbers, lists and null are written as in the file of
    corrections.
    """
    values: dict[str, Any] = {}
    for one in stated:
        name, sign, text = one.partition("=")
        if not sign:
            raise ReportedError(f"{one!r}: a value is stated as name=value")
        if name in values:
            raise ReportedError(f"{name} is stated twice")
        values |= _stated(subject, name, text.strip())
    return values


def _change(report: ErrorReport, said: Values | None) -> dict[str, Values]:
    """Return what is wrong and what is right, as an entry has them."""
    shown = report.shown
    if report.problem == "not-there" and not said:
        if report.subject == "event":
            return {"wrong": {"relevant": True}, "right": {"relevant": False}}
        return {"wrong": _named(report, {})}
    if not said:
        raise ReportedError(f"{report.id} does not say what is right ({report.problem}); state the right values")
    if not shown and report.subject != "event":
        return {"right": said}
    if all(name in shown and shown[name] == value for name, value in said.items()):
        raise ReportedError(f"{report.id}: what is said to be right is what was read")
    return {"wrong": _named(report, said), "right": said}


def _named(report: ErrorReport, said: Values) -> Values:
    """Return the values that name what is wrong: no more than needed, for an article may be read anew."""
    changed = said.keys() & report.shown.keys()
    if report.subject == "event":
        if not changed:
            raise ReportedError(f"{report.id} does not tell how {', '.join(said)} was read; write the entry yourself")
        names = changed
    else:
        names = {"name"} if report.subject == "official" else (changed | set(_NAMING)) - {"recipient_names"}
    return {name: value for name, value in report.shown.items() if name in names}


def _stated(subject: str, name: str, text: str) -> Values:
    """Return one value as its field takes it; raises ReportedError."""
    problems = []
    for reading in (_as_null, _as_text, _as_yaml, _as_list):
        try:
            return checked_values(subject, {name: reading(text)}, "right")
        except ValueError as error:
            problems.append(str(error))
    raise ReportedError(problems[2])  # what is wrong with it as it would stand in the file


def _as_null(text: str) -> None:
    if text not in ("", "null", "~"):
        raise ValueError("it is not null")


def _as_text(text: str) -> str:
    return text


def _as_yaml(text: str) -> object:
    try:
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError:
        return text


def _as_list(text: str) -> list[str]:
    return [text]
