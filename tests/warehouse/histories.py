"""Histories of a collection by chance: what comes in, is revised, read again and corrected, step by step."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.warehouse.building import Story, filler, story, write_parts
from tests.warehouse.random_stories import NAMES, printed, random_event, repeated, retelling
from warehouse.corrections.entries import Correction
from warehouse.people.entries import PersonCorrection

Fields = dict[str, Any]
_START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_WHO = {"by": "N. T. Hoa", "on": dt.date(2026, 1, 1), "why": "seen"}


@dataclass
class History:
    """A collection that grows and changes; each part is a list of names with the fields of their stories."""

    folder: Path
    chance: random.Random
    parts: list[list[tuple[str, Fields]]] = field(default_factory=list)
    events: list[Fields] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    people: list[PersonCorrection] = field(default_factory=list)
    number: int = 0
    told: list[str] = field(default_factory=list)
    """What was done in the last step."""

    def begin(self, size: int) -> None:
        """Take in a first part."""
        self.events = [random_event(self.chance) for _ in range(max(2, size // 4))]
        self._add([self._new() for _ in range(size)])

    def go_on(self) -> None:
        """Take one or two random steps."""
        self.told = []
        steps: list[Callable[[], None]] = [
            self.new_articles, self.new_articles, self.revise, self.revise, self.fetch_again, self.read_again,
            self.read_again, self.repeat_here, self.crowd, self.template, self.lose_relevance,
        ]  # fmt: skip
        for step in self.chance.sample(steps, self.chance.choice((1, 1, 2))):
            self.told.append(step.__name__)
            step()
        if self.chance.random() < 0.1:
            self.told.append("entries")
            self.correct()

    def new_articles(self) -> None:
        """Add articles on events that were told of, and on new ones; some are copies."""
        if self.chance.random() < 0.5:
            self.events.append(random_event(self.chance))
        self._add([self._new() for _ in range(self.chance.randint(1, 3))])

    def revise(self) -> None:
        """Fetch an address again, which now gives another text, or other numbers in the same, or says other things."""
        name, fields = self._any()
        body = self.chance.choice(
            (
                fields["body"],
                fields["body"] + f" Có {self.chance.randint(2, 99)} tập thể.",
                filler(f"{name} {self.number}"),
            )
        )
        event = self.chance.choice((fields, fields, self.chance.choice(self.events)))
        self._add([(name, retelling(self.chance, event) | {k: fields[k] for k in _PRINTED} | {"body": body})])

    def fetch_again(self) -> None:
        """Fetch an address again: the same text, with another headline, time or writer, before or after the last."""
        name, fields = self._any()
        changed = self.chance.choice(
            ({}, {"title": f"{fields['title']} mới"}, {"byline": "Hà An"}, {"published": "2024-06-12T07:00:00+07:00"})
        )
        self._add([(name, fields | changed)])
        if self.chance.random() < 0.3:
            self.parts[-1][0][1]["fetched"] = _START - dt.timedelta(hours=self.number)

    def read_again(self) -> None:
        """Read other things in the texts that are there."""
        for part in self.chance.sample(self.parts, 1):
            for n in self.chance.sample(range(len(part)), min(2, len(part))):
                name, fields = part[n]
                told = retelling(self.chance, self.chance.choice((fields, self.chance.choice(self.events))))
                part[n] = (name, fields | {k: told[k] for k in told if k not in _STAYS} | {"awards": fields["awards"]})

    def lose_relevance(self) -> None:
        """Read that an article tells of no event."""
        part = self.chance.choice(self.parts)
        n = self.chance.randrange(len(part))
        part[n] = (part[n][0], part[n][1] | {"relevant": not part[n][1]["relevant"]})

    def repeat_here(self) -> None:
        """Give a text at another address of its outlet, or as a saved page, or elsewhere and earlier."""
        _, fields = self._any()
        earlier = {"source": "e.vn", "published": "2024-06-10T06:00:00+07:00", "credit": None}
        other = self.chance.choice(({}, {"source": None}, earlier, {"published": None}))
        self.number += 1
        mark = self.chance.choice(("/amp", "", ""))
        self._add([(f"s{self.number}{mark}", fields | other)])

    def crowd(self) -> None:
        """Add accounts of one event that all share its keys."""
        event = self.chance.choice(self.events)
        self._add([self._new(event) for _ in range(self.chance.randint(4, 8))])

    def template(self) -> None:
        """Add notices that are alike but for a number."""
        body = filler("notice", 60)
        part = [self._new() for _ in range(self.chance.randint(3, 8))]
        self._add([(name, told | {"body": f"{body} Kỳ {self.chance.randint(2, 9)}."}) for name, told in part])

    def correct(self) -> None:
        """Change the operator's entries."""
        if self.corrections and self.chance.random() < 0.4:
            self.corrections.pop()
        elif self.chance.random() < 0.5:
            one = self.chance.choice(self._newest())
            name = self.chance.choice(("date", "province"))
            wrong = {name: getattr(one.report, name)}
            right = {"date": dt.date(2024, 6, 12)} if name == "date" else {"province": "lao-cai"}
            entry = {"article": one.article.id, "event": {"wrong": wrong, "right": right}, **_WHO}
            self.corrections.append(Correction.model_validate(entry))
        else:
            names = self.chance.sample(sorted(set(NAMES)), 2)
            action = self.chance.choice(("join", "split"))
            self.people.append(PersonCorrection.model_validate({action: [{"name": name} for name in names], **_WHO}))

    def write(self) -> tuple[list[Path], list[Path]]:
        """Write the parts and return their paths."""
        articles, reports = [], []
        for n, part in enumerate(self.parts):
            own = write_parts(self.folder, [story(name, **fields) for name, fields in part], f"{n:03d}")
            articles += own[0]
            reports += own[1]
        return articles, reports

    def _new(self, event: Fields | None = None) -> tuple[str, Fields]:
        self.number += 1
        name = f"s{self.number}"
        known = [fields for part in self.parts for _, fields in part]
        if event is None and known and self.chance.random() < 0.3:
            return name, self._now(repeated(self.chance, self.chance.choice(known), self.number))
        told = retelling(self.chance, event or self.chance.choice(self.events)) | {"body": filler(name)}
        title = self.chance.choice(("Tổng kết phong trào thi đua", "Trao thưởng", f"Tin {self.number}"))
        return name, self._now(told | {"title": title} | printed(self.chance, self.number))

    def _add(self, part: list[tuple[str, Fields]]) -> None:
        self.parts.append([(name, self._now(fields)) for name, fields in part])

    def _now(self, fields: Fields) -> Fields:
        self.number += 1
        return fields | {"fetched": _START + dt.timedelta(hours=self.number)}

    def _any(self) -> tuple[str, Fields]:
        return self.chance.choice(self.chance.choice(self.parts))

    def _newest(self) -> list[Story]:
        return [story(name, **fields) for part in self.parts for name, fields in part]


_PRINTED = ("source", "outlet_province", "published", "credit", "title")
_STAYS = (*_PRINTED, "body", "fetched", "byline")
