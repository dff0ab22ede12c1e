"""Applying one correction to one report: finding what it means among what was read, and putting right what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from nlp.report import Award, Official, Report
from reference.folding import aligned, norm
from warehouse.corrections.corrected import Corrected, Word, award_ids, mention_ids
from warehouse.corrections.entries import Correction

_SAME_ROW = ("award", "recipient", "count")
"""What an added award and one that is read at the same words have in common where they are one."""


class Misfit(ValueError):  # noqa: N818 - it is an answer, not a failure
    """A correction does not fit the report; the message says why."""


@dataclass(slots=True)
class _Rows:
    """Rows of one kind: as read, as corrected (None where removed; added ones at the end), and their ids."""

    read: Sequence[Award | Official]
    now: list[Any]
    ids: list[str]
    words: dict[int, Word] = field(default_factory=dict)

    def kept(self) -> list[int]:
        """Return the places of the rows that are left."""
        return [n for n, row in enumerate(self.now) if row is not None]

    def kept_words(self) -> dict[int, Word]:
        """Return who corrected what, by the place among the rows that are left."""
        return {place: self.words[n] for place, n in enumerate(self.kept()) if n in self.words}


@dataclass(slots=True)
class Sheet:
    """A report while it is corrected, with the text that it was made of."""

    article_id: str
    text: str
    read: Report
    report: Report
    awards: _Rows
    officials: _Rows
    event: Word | None = None

    @classmethod
    def of(cls, article_id: str, report: Report) -> Self:
        """Return the sheet of a report, nothing corrected."""
        awards = _Rows(report.awards, list(report.awards), list(award_ids(article_id, report)))
        officials = _Rows(report.officials, list(report.officials), list(mention_ids(article_id, report)))
        return cls(article_id, report.text, report, report, awards, officials)

    def result(self) -> tuple[Report, Corrected]:
        """Return the corrected report, and what was corrected in it."""
        awards, officials = self.awards, self.officials
        rows = {
            "awards": tuple(awards.now[n] for n in awards.kept()),
            "officials": tuple(officials.now[n] for n in officials.kept()),
        }
        corrected = Corrected(
            tuple(awards.ids[n] for n in awards.kept()),
            tuple(officials.ids[n] for n in officials.kept()),
            awards.kept_words(),
            officials.kept_words(),
            self.event,
        )
        if self.report.relevant:
            return self.report.model_copy(update=rows), corrected
        return self.report.model_copy(update={"awards": (), "officials": ()}), Corrected((), (), event=self.event)


def apply_event(sheet: Sheet, correction: Correction) -> None:
    """Correct the values of the event; an article that is not relevant tells of none. Raises Misfit."""
    assert correction.event is not None  # noqa: S101 - the caller's choice
    if sheet.event is not None:
        raise Misfit("another entry corrects the event of this article already")
    wrong, right = correction.event.wrong.said(), correction.event.right.said()
    read = {name: getattr(sheet.read, name) for name in {**wrong, **right}}
    if other := [name for name in wrong if read[name] != wrong[name]]:
        now = ", ".join(f"{name} {read[name]}" for name in other)
        raise Misfit(f"the event is read with {now}" + _gone(all(read[name] == right[name] for name in right)))
    sheet.event = _word(correction, {name: read[name] for name in right})
    sheet.report = sheet.report.model_copy(update=right)
    if not sheet.report.relevant:
        names = ("id", "url", "source", "title", "published", "warnings", "province")
        sheet.report = Report(**{name: getattr(sheet.report, name) for name in names})


def apply_row(sheet: Sheet, correction: Correction) -> str | None:
    """Correct, remove or add an award row or an official; return its id, None for a removed one. Raises Misfit."""
    if not sheet.report.relevant:
        raise Misfit("the article is not relevant; where it is, say so in an entry on its event")
    rows = sheet.awards if correction.award else sheet.officials
    change = correction.change
    wrong = change.wrong.said() if change.wrong else None
    right = change.right.said() if change.right else None
    if wrong is None:
        assert right is not None  # noqa: S101 - held by the record
        row = _made(sheet, correction, {}, right)
        _refuse_second(rows, row)
        rows.now.append(row)
        rows.ids.append(f"{sheet.article_id}:added:{norm(_name(row))}:{len(rows.now) - len(rows.read)}")
        rows.words[len(rows.now) - 1] = _word(correction, None)
        return rows.ids[-1]
    place = _find(rows.read, wrong, right)
    if place in rows.words or rows.now[place] is None:
        raise Misfit("another entry corrects this row already")
    if right is None:
        rows.now[place] = None
        return None
    read = rows.read[place].model_dump(by_alias=True)
    rows.now[place] = _made(sheet, correction, read, right)
    rows.words[place] = _word(correction, {name: read[name] for name in right})
    return rows.ids[place]


def _find(rows: Sequence[Award | Official], wrong: dict[str, Any], right: dict[str, Any] | None) -> int:
    found = [n for n, row in enumerate(rows) if _says(row, wrong)]
    if len(found) == 1:
        return found[0]
    named = " ".join(str(wrong[name]) for name in ("award", "name", "count") if wrong.get(name) is not None)
    if found:
        raise Misfit(f"{len(found)} rows are {named} with these words; give more of their values as read")
    is_right = any(_says(row, {**wrong, **(right or {})}) for row in rows) if right else False
    read = ", ".join(_name(row) for row in rows) or "nothing"
    raise Misfit(f"no row is {named} with these words; read is {read[:200]}" + _gone(is_right or right is None))


def _gone(is_right: bool) -> str:
    return "; it may be read rightly now, then the entry can go" if is_right else ""


def _says(row: Award | Official, said: Mapping[str, Any]) -> bool:
    """Tell whether a row has these values; of its evidence some words are enough."""
    read = row.model_dump(by_alias=True)
    for name, value in said.items():
        if name == "evidence":
            if _plain(value) not in _plain(read[name]["text"]):
                return False
        elif isinstance(value, str) and isinstance(read[name], str):
            if norm(value) != norm(read[name]):
                return False
        elif value != read[name]:
            return False
    return True


def _plain(words: str) -> str:
    return norm(" ".join(words.split()))


def _made(sheet: Sheet, correction: Correction, read: dict[str, Any], right: dict[str, Any]) -> Award | Official:
    """Return the row as it is right; a row that someone vouches for is as sure as can be."""
    if correction.award is None:
        return Official.model_validate(read | right)
    values = read | right | {"confidence": 1.0}
    if "evidence" in right:
        words = " ".join(right["evidence"].split())
        start = aligned(sheet.text).find(aligned(words))
        if start < 0:
            raise Misfit(f"these words are not in the article: {words[:80]!r}")
        end = start + len(words)
        values["evidence"] = {"start": start, "end": end, "text": sheet.text[start:end]}
    if values.get("count") is None:
        values["qualifier"] = "exact"
    return Award.model_validate(values)


def _refuse_second(rows: _Rows, row: Award | Official) -> None:
    """Raise Misfit where what is to be added is read already: it would count twice."""
    for read in rows.read:
        if isinstance(row, Award) and isinstance(read, Award):
            meet = row.evidence.start < read.evidence.end and read.evidence.start < row.evidence.end
            same = meet and all(getattr(row, name) == getattr(read, name) for name in _SAME_ROW)
        else:
            same = norm(_name(row)) == norm(_name(read))
        if same:
            raise Misfit(f"{_name(read)} is read there already; the entry can go")


def _name(row: Award | Official) -> str:
    if isinstance(row, Official):
        return row.name
    return " ".join(str(value) for value in (row.award, row.count, row.recipient) if value is not None)


def _word(correction: Correction, read: Mapping[str, Any] | None) -> Word:
    counted = correction.award is not None and (read is None or bool({"count", "qualifier"} & read.keys()))
    as_read = None if read is None else as_json(read)
    return Word(correction.by, correction.on, correction.why, as_read, counted)


def as_json(values: Mapping[str, Any]) -> str:
    """Return values as JSON; of recipients their number alone, for a name may have been taken out with reason."""
    shown = {name: value for name, value in values.items() if name != "recipient_names"}
    if isinstance(names := values.get("recipient_names"), Sequence):
        shown["recipient_names"] = len(names)
    if isinstance(evidence := values.get("evidence"), Mapping):
        shown["evidence"] = evidence["text"]
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)
